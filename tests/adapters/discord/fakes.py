# TEMPORARY until the real matcher and store exist.
import sys
import types
from dataclasses import replace

from rapidfuzz import fuzz

from bot.core.digest import Subscription
from bot.core.matching.matches import *
from bot.service.ports import *


class FakeMatcher:
    def __init__(self, pack):
        self.pack = pack

    def match(self, query, *, now):
        words = query.casefold()
        if "hello" in words:
            return Matches(query=query, ranked=(), courtesy=Courtesy.GREETING)
        targets = [*self.pack.live_entries(now), *self.pack.out_of_scope]
        ranked = [
            Match(target=t, score=s, confidence=s, phrasing="")
            for t in targets
            for s in [
                max(
                    fuzz.token_sort_ratio(words, p.casefold()) / 100
                    for p in [t.question, *(x.text for x in t.phrasings)]
                )
                ** 3
            ]
        ]
        ranked.sort(key=lambda m: -m.confidence)
        if not words:
            return Matches(query=query, ranked=(), too_little=True)
        return Matches(query=query, ranked=tuple(ranked))


class FakeStore:
    def __init__(self):
        self.notes = {}
        self.subs = {}
        self.d = {}
        self.n = 0

    @classmethod
    async def open(cls, url):
        return cls()

    async def close(self):
        pass

    async def get(self, key):
        return self.notes.get(key)

    async def put(self, key, value):
        self.notes[key] = value

    async def add(self, new):
        self.n += 1
        s = Subscription(
            id=self.n,
            platform=new.platform,
            workspace=new.workspace,
            channel=new.channel,
            pack=new.pack,
            schedule=new.schedule,
            paused=False,
            next_due=new.next_due,
        )
        self.subs[self.n] = s
        return s

    async def listing(self, p, w):
        return tuple(s for s in self.subs.values() if s.workspace == w)

    async def find(self, p, w, n):
        s = self.subs.get(n)
        return s if s and s.workspace == w else None

    async def pause(self, n):
        self.subs[n] = replace(self.subs[n], paused=True)

    async def resume(self, n, d):
        self.subs[n] = replace(self.subs[n], paused=False, next_due=d)

    async def remove(self, n):
        del self.subs[n]

    def live(self, n, now):
        return any(
            k[0] == n and v["state"] == "claimed" and v["until"] > now for k, v in self.d.items()
        )

    async def due(self, now, p, limit):
        return tuple(
            s
            for s in self.subs.values()
            if not s.paused and s.next_due <= now and not self.live(s.id, now)
        )

    async def history(self, n):
        return tuple(v["section"] for k, v in self.d.items() if k[0] == n and v["state"] == "sent")

    async def claim(self, n, due, now, lease):
        v = self.d.get((n, due))
        if self.live(n, now) or (v and v["state"] != "claimed"):
            return None
        if v is None:
            v = self.d[n, due] = {"state": "claimed", "attempt": 0, "section": None}
        v["until"] = now + lease
        v["attempt"] += 1
        return Claim(subscription=n, due=due, attempt=v["attempt"], section=v["section"])

    async def begin(self, c, *, section, now, lease):
        self.d[c.subscription, c.due]["section"] = section
        return True

    def mv(self, c, nd):
        s = self.subs[c.subscription]
        if s.next_due == c.due:
            self.subs[s.id] = replace(s, next_due=nd)

    async def commit(self, c, *, section, message, now, next_due):
        self.d[c.subscription, c.due].update(state="sent", section=section)
        self.mv(c, next_due)

    async def skip(self, c, *, reason, now, next_due):
        self.d[c.subscription, c.due].update(state="skipped")
        self.mv(c, next_due)

    async def release(self, c, *, until):
        self.d[c.subscription, c.due]["until"] = until

    async def move_on(self, n, due, nd):
        pass


def install():
    try:
        import bot.core.matching.matcher
    except ImportError:
        stub = types.ModuleType("bot.core.matching.matcher")
        stub.Matcher = FakeMatcher
        sys.modules["bot.core.matching.matcher"] = stub
    try:
        from bot.store import SqlStore
    except ImportError:
        stub = types.ModuleType("bot.store")
        stub.SqlStore = FakeStore
        sys.modules["bot.store"] = stub
