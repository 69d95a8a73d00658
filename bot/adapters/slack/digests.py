"""`/briefing digest`: regular posts in a channel, and looking after them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.adapters.slack.digest_post import render_digest
from bot.adapters.slack.lines import DIGEST_HOW, NOT_MANAGER
from bot.adapters.slack.people import People
from bot.adapters.slack.post import Draft, Items, Post, Words, cut, lines, told
from bot.adapters.slack.refusals import RefusalError, refused
from bot.adapters.slack.scene import Scene
from bot.adapters.slack.spans import Line, Span, bold, line
from bot.adapters.slack.stops import stop_lines
from bot.core.calendar import Planned
from bot.core.knowledge import Pack
from bot.core.schedule import ScheduleError, read_schedule, schedule_words
from bot.core.subscription import State, Subscription
from bot.core.tongue import said, say
from bot.service.delivering import Delivering
from bot.service.digests import Digests
from bot.service.ports import Sender, SendError

MOST_DIGESTS: Final = 25
"""Digests of one workspace."""

COMING: Final = 3
"""Posts that are foretold."""

LONGEST_TITLE: Final = 100
"""Characters of the title of a coming post."""

STATES: Final = {
    State.DRAFT: said("not started"),
    State.ACTIVE: said("active"),
    State.PAUSED: said("paused"),
    State.STOPPED: said("stopped"),
    State.ENDED: said("ended"),
}


class DigestCommand:
    """Subscribes channels and looks after digests, for those who run the workspace."""

    def __init__(
        self, digests: Digests, delivering: Delivering, sender: Sender, people: People
    ) -> None:
        self._digests, self._delivering, self._sender = digests, delivering, sender
        self._people = people

    async def take(self, scene: Scene, rest: str, packs: Sequence[Pack]) -> Post:
        """Carry out what a command says.

        Raises:
            RefusalError: it cannot be done, or not by them.
            StoreError: what there is is not known.
        """
        if scene.direct:
            raise refused(say("Digests go to channels: use this in the one that is to have it."))
        person = await self._people.of(scene, anew=True)
        if not person.manages:
            raise refused(say(NOT_MANAGER))
        word, _, words = rest.partition(" ")
        match word:
            case "" | "list":
                return await self.listing(scene)
            case "subscribe":
                return await self._subscribe(scene, words, packs[0], person.zone)
            case "preview" | "now" | "pause" | "resume" | "remove":
                return await self._look_after(scene, word, words)
            case _:
                raise RefusalError(line(say(DIGEST_HOW)))

    async def _subscribe(self, scene: Scene, when: str, pack: Pack, zone: str) -> Post:
        if len(await self._digests.listing(scene.team)) >= MOST_DIGESTS:
            raise refused(say("No more than {n} can be named."), n=MOST_DIGESTS)
        try:
            schedule = read_schedule(when, today=self._digests.now().date(), zone=zone or None)
        except ScheduleError as error:
            raise RefusalError(
                line("{problem}", problem=str(error)), line(say(DIGEST_HOW))
            ) from error
        subscription = await self._digests.subscribe(
            workspace=scene.team,
            channel=scene.channel,
            pack=pack.id,
            schedule=schedule,
            maker=scene.user,
        )
        coming = self._digests.upcoming(subscription, COMING)
        return _page(_line(subscription), [_coming(each) for each in coming])

    async def _look_after(self, scene: Scene, word: str, number: str) -> Post:
        subscription = await self._subscription(scene, number)
        match word:
            case "preview":
                digest = await self._digests.preview(subscription)
                if digest is None:
                    return told(say(NOTHING))
                return replace(render_digest(digest), private=True)
            case "now":
                return await self._now(subscription)
            case "pause":
                await self._digests.pause(subscription)
            case "resume":
                await self._digests.resume(subscription)
            case _:
                await self._digests.remove(subscription)
                return told(say("Digest {number} is removed."), number=subscription.id)
        return lines(_line(await self._subscription(scene, number)))

    async def _now(self, subscription: Subscription) -> Post:
        try:
            digest = await self._delivering.send_now(subscription, self._sender)
        except SendError as error:
            raise refused(say("It was not posted: {reason}."), reason=str(error)) from error
        where = Span(channel=subscription.channel)
        return told(say("Posted in {channel}."), channel=where) if digest else told(say(NOTHING))

    async def _subscription(self, scene: Scene, number: str) -> Subscription:
        known = number.isdecimal() and number.isascii() and len(number) < LONGEST_NUMBER
        found = await self._digests.find(scene.team, int(number)) if known else None
        if found is None:
            raise RefusalError(line(say("There is no such digest.")), line(say(DIGEST_HOW)))
        return found

    async def listing(self, scene: Scene) -> Post:
        """A workspace's digests, and what stopped those that are.

        Raises:
            StoreError: they are not known.
        """
        subscriptions = await self._digests.listing(scene.team)
        if not subscriptions:
            return lines(
                line(say("There are no digests in this workspace yet.")), line(say(DIGEST_HOW))
            )
        stopped = [
            each
            for one in subscriptions
            if one.stop is not None
            for each in stop_lines(one, one.stop)
        ]
        return _page(line(say(DIGEST_HOW)), [_line(each) for each in subscriptions], stopped)


NOTHING: Final = said("The report has nothing to post at present.")

LONGEST_NUMBER: Final = 10
"""Digits."""


def _page(head: Line, items: Sequence[Line], foot: Sequence[Line] = ()) -> Post:
    pieces = (Words(lines=(head,)), Items(lines=tuple(items)), Words(lines=tuple(foot)))
    return Post(drafts=(Draft(pieces=pieces),), private=True, line=True)


def _line(subscription: Subscription) -> Line:
    """A digest in a line."""
    state: Line = (Span(text=say(STATES[subscription.state])),)
    if subscription.state is State.ACTIVE and subscription.next_due is not None:
        state = line(say("next {moment}"), moment=_moment(subscription.next_due))
    return line(
        "{number} {where} · {pack} · {schedule} · {state}",
        number=bold(str(subscription.id)),
        where=Span(channel=subscription.channel),
        pack=subscription.pack,
        schedule=schedule_words(subscription.schedule),
        state=state,
    )


def _coming(each: Planned) -> Line:
    title = cut(each.title, LONGEST_TITLE)
    return line("{moment} · {title}", moment=_moment(each.due), title=title)


def _moment(at: datetime) -> Span:
    return Span(text=f"{at:%Y-%m-%d %H:%M} UTC", at=at, day=True)
