"""Correcting messages that show entries as they no longer are."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from typing import Final, Protocol

from bot.core.digest import section_key
from bot.core.knowledge import Entry, Pack, Section, Status
from bot.service.ledger import LedgerStore, Standing
from bot.service.ports import SendError


@dataclass(frozen=True, kw_only=True, slots=True)
class Outdated:
    """A message that shows something which is different now.

    Attributes:
        standings: what it shows, as it was worded when it was posted.
        entries: those of its entries that may be shown, as they are now.
        section: the section whose summary it shows, if any.
        changed: ids of entries and keys of sections that say something else now.
        withdrawn: ids of entries that the pack no longer has live.
    """

    standings: tuple[Standing, ...]
    pack: Pack
    entries: tuple[Entry, ...]
    section: Section | None
    changed: tuple[str, ...]
    withdrawn: tuple[str, ...]

    @property
    def first(self) -> Standing:
        """What stands first in it: all of it is of one message."""
        return self.standings[0]


class Outcome(StrEnum):
    """What came of a correction."""

    CORRECTED = "corrected"
    DELETED = "deleted"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Attempt:
    """A correction that was tried; `reason` says why it failed."""

    outdated: Outdated
    outcome: Outcome
    reason: str = ""


class Editor(Protocol):
    """One who changes messages on a platform."""

    async def edit(self, outdated: Outdated, now: datetime) -> bool:
        """Change a message to what it would say now, with the day; False if it is gone.

        Raises:
            SendError: it was not changed, or it is not known whether it was.
        """


def outdated(
    standings: Sequence[Standing], find_pack: Callable[[str], Pack | None], now: datetime
) -> tuple[Outdated, ...]:
    """The messages that show something which is different now, in the order given.

    An entry that has expired was right when it was posted, and stays; so does one whose pack is
    not loaded, for nothing is known of it.
    """
    found = []
    for _, each in groupby(standings, key=_message):
        rows = tuple(each)
        pack = find_pack(rows[0].pack)
        if pack is None:
            continue
        message = _compared(rows, pack, now)
        if message.changed or message.withdrawn:
            found.append(message)
    return tuple(found)


class Corrections:
    """Corrects messages of one platform."""

    def __init__(
        self, store: LedgerStore, editor: Editor, *, clock: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._editor = editor
        self._clock = clock

    async def correct(self, message: Outdated) -> Attempt:
        """Correct one message, and keep what it says now: the next run leaves it alone.

        Raises:
            StoreError: it was corrected, and that was not kept; doing it again does no harm.
        """
        try:
            there = await self._editor.edit(message, self._clock())
        except SendError as error:
            return Attempt(outdated=message, outcome=Outcome.FAILED, reason=str(error))
        if not there:
            await self._store.forget_standings(message.standings)
            return Attempt(outdated=message, outcome=Outcome.DELETED)
        withdrawn = [each for each in message.standings if each.key in message.withdrawn]
        await self._store.forget_standings(withdrawn)
        await self._store.restate(list(_restated(message)))
        return Attempt(outdated=message, outcome=Outcome.CORRECTED)


def _message(standing: Standing) -> tuple[str, str, str]:
    return standing.platform, standing.channel, standing.message


def _compared(standings: tuple[Standing, ...], pack: Pack, now: datetime) -> Outdated:
    sections: Final = {section_key(section): section for section in pack.sections}
    entries = [found for each in standings if (found := pack.entry(each.key)) is not None]
    live = tuple(entry for entry in entries if entry.status is Status.LIVE)
    marks = _marks(live, sections)
    return Outdated(
        standings=standings,
        pack=pack,
        entries=tuple(entry for entry in live if entry.is_live(now)),
        section=next((sections[each.key] for each in standings if each.key in sections), None),
        changed=tuple(
            each.key for each in standings if marks.get(each.key, each.mark) != each.mark
        ),
        withdrawn=tuple(each.key for each in standings if each.key not in marks),
    )


def _marks(entries: Sequence[Entry], sections: Mapping[str, Section]) -> dict[str, str]:
    marks = {entry.id: entry.mark for entry in entries}
    return marks | {key: section.mark for key, section in sections.items()}


def _restated(message: Outdated) -> Iterator[Standing]:
    """What stands in a message after its correction."""
    marks = {entry.id: entry.mark for entry in message.entries}
    if message.section is not None:
        marks[section_key(message.section)] = message.section.mark
    for each in message.standings:
        if each.key in marks:
            yield replace(each, mark=marks[each.key])
