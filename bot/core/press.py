"""What a button is about, and the text in which a platform keeps it: all of it, for ever."""

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from bot.core.answer import Detail
from bot.core.knowledge import Entry, Pack

LONGEST_CUSTOM_ID = 100
"""Characters that every platform keeps of a button, and hands back when it is clicked."""

VERSION = "b2"
"""The form of the custom ids below. Old messages keep theirs for ever: never reuse a version."""

HASHED = "~"
"""Begins a name that stands for a pack and an entry whose ids are too long."""

VIEW = re.compile(
    rf"{VERSION}:(?P<act>choose|show|share|helpful|unhelpful):(?P<pack>[^:]*):(?P<entry>[^:]+)"
    r":(?P<mark>[0-9a-f]{8}):(?P<detail>brief|more|source)(?P<start>\d{0,4})"
)
INQUIRY = re.compile(rf"{VERSION}:why:(?P<query>.+)", re.DOTALL)
RECALL = re.compile(rf"{VERSION}:how:(?P<mark>[\w.-]+)", re.ASCII)
REMOVAL = re.compile(rf"{VERSION}:delete:(?P<asker>\w+)", re.ASCII)
TURN = re.compile(rf"{VERSION}:section:(?P<pack>[^:]+):(?P<section>.+)")
GAP = re.compile(rf"{VERSION}:gap:(?P<query>.+)", re.DOTALL)
HANDOFF = re.compile(
    rf"{VERSION}:person:(?P<pack>[^:]*):(?P<mark>[\w.-]*):(?P<query>.*)", re.DOTALL
)
FIRST = re.compile(r"b1:(?P<act>choose|more|source):(?P<pack>[^:]+):(?P<entry>.+)")
"""Version 1, in messages sent until November 2026: it did not tell when its entry had changed."""


class Act(StrEnum):
    """What a button does with its entry: answer with it, show or share it, rate it."""

    CHOOSE = "choose"
    SHOW = "show"
    SHARE = "share"
    HELPFUL = "helpful"
    UNHELPFUL = "unhelpful"


@dataclass(frozen=True, kw_only=True, slots=True)
class View:
    """An entry as some message shows it: how much of it, and from which excerpt on.

    `mark` is of what the entry said then; empty if that is not known.
    """

    act: Act
    pack: str
    entry: str
    mark: str = ""
    detail: Detail = Detail.BRIEF
    start: int = 0

    @property
    def custom_id(self) -> str:
        """The view as a platform keeps it; ids that are too long are there as a hash."""
        start = str(self.start or "")
        whole = f"{VERSION}:{self.act}:{self.pack}:{self.entry}:{self.mark}:{self.detail}{start}"
        if len(whole) <= LONGEST_CUSTOM_ID:
            return whole
        name = hashed(self.pack, self.entry)
        return f"{VERSION}:{self.act}::{name}:{self.mark}:{self.detail}{start}"

    def is_of(self, pack: Pack, entry: Entry) -> bool:
        """Whether this is the entry of the view."""
        if self.pack:
            return (self.pack, self.entry) == (pack.id, entry.id)
        return self.entry == hashed(pack.id, entry.id)


@dataclass(frozen=True, kw_only=True, slots=True)
class Inquiry:
    """Why a question got its answer. The question stands in the button: we keep none."""

    query: str

    @property
    def custom_id(self) -> str:
        """The inquiry as a platform keeps it."""
        return f"{VERSION}:why:{self.query}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Recall:
    """Why a turn of a conversation got its answer: one that no button can keep, or a follow-up.

    It is recalled by the id of the message or the command that it came by, for a while.
    """

    mark: str

    @property
    def custom_id(self) -> str:
        """The recall as a platform keeps it."""
        return f"{VERSION}:how:{self.mark}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Removal:
    """Delete the message, for the one who asked or who looks after the channel."""

    asker: str

    @property
    def custom_id(self) -> str:
        """The removal as a platform keeps it."""
        return f"{VERSION}:delete:{self.asker}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Gap:
    """That a report should cover a question. It stands in the button: we keep none."""

    query: str

    @property
    def custom_id(self) -> str:
        """The gap as a platform keeps it."""
        return f"{VERSION}:gap:{self.query}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Turn:
    """To another section of a report."""

    pack: str
    section: str

    @property
    def custom_id(self) -> str:
        """The turn as a platform keeps it, unless it is too long for that."""
        return f"{VERSION}:section:{self.pack}:{self.section}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Handoff:
    """To pass a question on to a person.

    The question stands in the button or, where it is too long for that, is recalled by its mark
    for a while. The pack is empty where several were asked.
    """

    pack: str = ""
    mark: str = ""
    query: str = ""

    @property
    def custom_id(self) -> str:
        """The handoff as a platform keeps it."""
        return f"{VERSION}:person:{self.pack}:{self.mark}:{self.query}"


Press = View | Inquiry | Recall | Removal | Gap | Turn | Handoff

FORMS: Final[Sequence[tuple[re.Pattern[str], Callable[[re.Match[str]], Press]]]] = (
    (INQUIRY, lambda found: Inquiry(query=found["query"])),
    (RECALL, lambda found: Recall(mark=found["mark"])),
    (REMOVAL, lambda found: Removal(asker=found["asker"])),
    (TURN, lambda found: Turn(pack=found["pack"], section=found["section"])),
    (GAP, lambda found: Gap(query=found["query"])),
    (HANDOFF, lambda found: Handoff(**found.groupdict())),
)
"""The simple custom ids, and what each is about."""


def parse(custom_id: str) -> Press | None:
    """What a button is about; None if this version does not know its like."""
    if found := VIEW.fullmatch(custom_id):
        return View(
            act=Act(found["act"]),
            pack=found["pack"],
            entry=found["entry"],
            mark=found["mark"],
            detail=Detail(found["detail"]),
            start=int(found["start"] or 0),
        )
    for form, press in FORMS:
        if found := form.fullmatch(custom_id):
            return press(found)
    if found := FIRST.fullmatch(custom_id):
        return _first(found)
    return None


def _first(found: re.Match[str]) -> View:
    """A press of version 1."""
    choose = found["act"] == "choose"
    return View(
        act=Act.CHOOSE if choose else Act.SHOW,
        pack=found["pack"],
        entry=found["entry"],
        detail=Detail.BRIEF if choose else Detail(found["act"]),
    )


def inquiry(utterance: str) -> Inquiry | None:
    """An inquiry into an utterance, unless that is too long for a button to keep."""
    asked = Inquiry(query=" ".join(utterance.split()))
    return asked if asked.query and size(asked.custom_id) <= LONGEST_CUSTOM_ID else None


def gap(utterance: str) -> Gap | None:
    """An utterance that a report should cover, unless it is too long for a button to keep."""
    asked = Gap(query=" ".join(utterance.split()))
    return asked if asked.query and size(asked.custom_id) <= LONGEST_CUSTOM_ID else None


def handoff(pack_id: str, utterance: str, mark: str) -> Handoff:
    """To pass an utterance on: with all that a button can keep of it."""
    query = " ".join(utterance.split())
    whole = Handoff(pack=pack_id, query=query)
    shorter = Handoff(pack=pack_id, mark=mark)
    wanted = (whole, replace(whole, pack=""), shorter, Handoff(mark=mark))
    return next(each for each in wanted if size(each.custom_id) <= LONGEST_CUSTOM_ID)


def view(
    act: Act, pack: Pack, entry: Entry, detail: Detail = Detail.BRIEF, *, start: int = 0
) -> View:
    """A view of an entry as it is now."""
    return View(act=act, pack=pack.id, entry=entry.id, mark=entry.mark, detail=detail, start=start)


def hashed(pack_id: str, entry_id: str) -> str:
    """A short name for an entry whose ids are too long."""
    return HASHED + hashlib.sha256(f"{pack_id}:{entry_id}".encode()).hexdigest()[:24]


def size(text: str) -> int:
    """The length as a JavaScript client counts it (UTF-16 units): never less than the API's."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
