"""Packs that change while they are served: loaded anew, and taken up only if nothing is wrong."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import replace

from bot.core.knowledge import Entry, Excerpt, OutOfScope, Pack, Target
from bot.service.assistant import Assistant
from bot.service.sources import PackSource, ReloadError

INTERVAL = 2.0
"""Seconds between looks. A pack is loaded once two looks in a row find the same files."""

_log = logging.getLogger(__name__)


class Reloader:
    """Looks after the packs that an assistant answers from.

    Args:
        find: the packs that there should be, which may come to be more; raises ReloadError.
        assistant: who answers from them.
        states: the state of each pack, by id, that the assistant began with.
        sleep: waits for some seconds.
    """

    def __init__(
        self,
        find: Callable[[], Sequence[PackSource]],
        assistant: Assistant,
        *,
        states: Mapping[str, Hashable | None],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._find, self._assistant, self._sleep = find, assistant, sleep
        self._tried = dict(states)
        self._seen = dict(states)
        self._gone: set[str] = set()
        self._trouble = ""
        self._looking = asyncio.Lock()

    async def run(self) -> None:
        """Look again and again, until cancelled."""
        while True:
            await self._sleep(INTERVAL)
            await self.look()

    async def look(self, *, anyway: bool = False) -> None:
        """Load what has changed and come to rest, or anyway all; what fails stays as it was."""
        async with self._looking:
            try:
                found = await asyncio.to_thread(self._find)
                self._trouble = ""
            except (ReloadError, OSError) as error:
                self._tell_once(str(error))
                return
            for source in found:
                try:
                    await self._look_at(source, anyway=anyway)
                except Exception:  # noqa: BLE001 - the wall between packs; logged with its traceback
                    _log.exception("the pack %s could not be looked at", source.id)
            self._miss(self._tried.keys() - {source.id for source in found})

    async def look_twice(self) -> None:
        """Look, and load at once what has changed: for whoever waits for an answer.

        A file that is half written then is refused, and taken up at a later look.
        """
        await self.look()
        await self.look()

    async def _look_at(self, source: PackSource, *, anyway: bool) -> None:
        state = await asyncio.to_thread(source.state)
        if state is None:
            self._miss({source.id})
            return
        self._gone.discard(source.id)
        before, self._seen[source.id] = self._seen.get(source.id), state
        if anyway or (state == before and state != self._tried.get(source.id)):
            self._tried[source.id] = state
            await self._reload(source)

    async def _reload(self, source: PackSource) -> None:
        old = self._assistant.find_pack(source.id)
        try:
            briefing = await asyncio.to_thread(source.load)
        except ReloadError as error:
            kept = "not loaded" if old is None else "not reloaded, the old one stays"
            _log.error("the pack %s is %s: %s", source.id, kept, error)
            return
        self._assistant.take_up(briefing)
        if old is None:
            _log.info("loaded the pack %s, which is new", source.id)
        else:
            told = "; ".join(differences(old, briefing.pack)) or "no entry differs"
            _log.info("reloaded the pack %s: %s", source.id, told)

    def _miss(self, gone: set[str]) -> None:
        """Warn of packs that are gone, of each once."""
        for pack in sorted(gone - self._gone):
            _log.warning("the pack %s is gone from its folder, but stays loaded", pack)
        self._gone |= gone

    def _tell_once(self, trouble: str) -> None:
        if trouble != self._trouble:
            _log.error("packs are not reloaded: %s", trouble)
        self._trouble = trouble


def differences(old: Pack, new: Pack) -> Iterator[str]:
    """What a new pack adds, changes and removes, by the ids of entries and out-of-scope ones."""
    before, after = _targets(old), _targets(new)
    kinds = {
        "added": after.keys() - before.keys(),
        "changed": {key for key in after.keys() & before.keys() if after[key] != before[key]},
        "removed": before.keys() - after.keys(),
    }
    return (f"{kind} {', '.join(sorted(ids))}" for kind, ids in kinds.items() if ids)


def _targets(pack: Pack) -> dict[str, Target]:
    """Entries as their curator wrote them: where an excerpt stands is the report's matter."""
    written: tuple[Entry | OutOfScope, ...] = (*pack.entries, *pack.out_of_scope)
    return {
        each.id: replace(each, excerpts=tuple(map(_unplaced, each.excerpts))) for each in written
    }


def _unplaced(excerpt: Excerpt) -> Excerpt:
    return replace(excerpt, locator="", start=0)
