"""Posts that say something else than the report does by now: found by the ledger, then mended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.core.knowledge import SECTION, Entry, Pack, Section, Status
from bot.service.ledger import LedgerStore, Passage

Marks = Sequence[tuple[str, str]]
"""Names of entries and sections, with the marks of what they say."""


class Change(StrEnum):
    """What became of a passage since it was posted: it says something else, or is not shown.

    One that is not shown is gone from the pack, a draft again, under embargo or expired.
    """

    CHANGED = "changed"
    GONE = "gone"
    DRAFT = "draft"
    EMBARGOED = "embargoed"
    EXPIRED = "expired"


class Obstacle(StrEnum):
    """Why a post could not be corrected."""

    MESSAGE_GONE = "message_gone"
    CHANNEL_GONE = "channel_gone"
    NO_ACCESS = "no_access"
    CLOSED = "closed"
    LIMITED = "limited"
    NOT_OURS = "not_ours"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    NOT_SUPPORTED = "not_supported"

    @property
    def is_final(self) -> bool:
        """Whether nothing stands there any more that could be corrected."""
        return self in {Obstacle.MESSAGE_GONE, Obstacle.CHANNEL_GONE}

    @property
    def is_channels(self) -> bool:
        """Whether the other posts of the channel will meet it, too, in the same run."""
        return self in {Obstacle.CHANNEL_GONE, Obstacle.NO_ACCESS, Obstacle.LIMITED}


class UncorrectedError(Exception):
    """A post could not be corrected, and why."""

    def __init__(self, obstacle: Obstacle) -> None:
        super().__init__(obstacle)
        self.obstacle = obstacle


@dataclass(frozen=True, kw_only=True, slots=True)
class Outdated:
    """A message that says something else than its pack does now: all its passages.

    `changes` has what became of those that are not what they were, by their names.
    """

    pack: Pack
    passages: tuple[Passage, ...]
    changes: Mapping[str, Change]

    @property
    def first(self) -> Passage:
        """Any of its passages: they share message, kind and time."""
        return self.passages[0]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries in it that are still shown, as they are now, in the pack's order."""
        wanted = [
            found
            for each in self.passages
            if self.changes.get(each.entry, Change.CHANGED) is Change.CHANGED
            and isinstance(found := _found(self.pack, each.entry, each.mark), Entry)
        ]
        ids = {entry.id for entry in wanted}
        return tuple(entry for entry in self.pack.entries if entry.id in ids)

    @property
    def withdrawn(self) -> bool:
        """Whether an entry in it is no longer shown."""
        return any(
            change is not Change.CHANGED and not name.startswith(SECTION)
            for name, change in self.changes.items()
        )


class Corrector(Protocol):
    """One who edits posts on a platform."""

    async def correct(self, outdated: Outdated, now: datetime) -> Marks:
        """Have a message say what its pack says now, and that it was corrected.

        Returns what stands in it from then on, by name, with its marks.

        Raises:
            UncorrectedError: it says what it said.
        """


async def outdated_posts(
    store: LedgerStore, packs: Sequence[Pack], now: datetime
) -> tuple[Outdated, ...]:
    """The messages that say something else than their packs do at `now`, oldest first.

    Raises:
        StoreError: the ledger cannot be read.
    """
    found: list[Outdated] = []
    for pack in packs:
        messages: dict[tuple[str, str, str], dict[str, Passage]] = {}
        for entry, mark in sorted(await store.marks_shown(pack.id)):
            if _change(pack, entry, mark, now) is not None:
                for each in await store.with_passage(pack.id, entry, mark):
                    key = (each.platform, each.channel, each.message)
                    messages.setdefault(key, {})[each.entry] = each
        found += (_outdated(pack, tuple(each.values()), now) for each in messages.values())
    return tuple(sorted(found, key=lambda each: (each.first.at, each.first.message)))


async def correct(
    outdated: Outdated, corrector: Corrector, store: LedgerStore, now: datetime
) -> Obstacle | None:
    """Correct a message, and keep that: a run that is broken off loses nothing by it.

    Returns why it could not be corrected, if so. What is no longer there is struck off the ledger.

    Raises:
        StoreError: it is not kept; a later run corrects the message again.
    """
    try:
        marks = await corrector.correct(outdated, now)
    except UncorrectedError as error:
        if error.obstacle.is_final:
            await store.put_in_place(outdated.passages, ())
        return error.obstacle
    first = outdated.first
    await store.put_in_place(
        outdated.passages, [replace(first, entry=name, mark=mark) for name, mark in marks]
    )
    return None


def _outdated(pack: Pack, passages: tuple[Passage, ...], now: datetime) -> Outdated:
    changes = {each.entry: _change(pack, each.entry, each.mark, now) for each in passages}
    return Outdated(
        pack=pack,
        passages=passages,
        changes={name: change for name, change in changes.items() if change is not None},
    )


def _change(pack: Pack, name: str, mark: str, now: datetime) -> Change | None:
    """What became of a passage; None if it stands as it was."""
    found = _found(pack, name, mark)
    if found is None:
        return Change.GONE
    if isinstance(found, Entry) and not found.is_live(now):
        return _hidden(found, now)
    return None if found.mark == mark else Change.CHANGED


def _hidden(entry: Entry, now: datetime) -> Change:
    """Why an entry is not shown."""
    if entry.status is Status.DRAFT:
        return Change.DRAFT
    if entry.expires is not None and now >= entry.expires:
        return Change.EXPIRED
    return Change.EMBARGOED


def _found(pack: Pack, name: str, mark: str) -> Entry | Section | None:
    """What has a name; or else what says the same, for then it was merely given another name."""
    if name.startswith(SECTION):
        named = (each for each in pack.sections if each.key == name)
        return next(named, next((each for each in pack.sections if each.mark == mark), None))
    return pack.entry(name) or next((each for each in pack.entries if each.mark == mark), None)
