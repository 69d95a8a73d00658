"""The curator's dialogue over one cluster: what is offered, and what each key makes of it.

Values in, values out: a question shows lines and knows what each key leads to, be it another
question, an edit or a move. Who shows, reads keys and writes is elsewhere.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Final, TypeVar

from bot.authoring.curation import offers
from bot.authoring.curation.clustering import Cluster
from bot.authoring.curation.edits import (
    GAP,
    AddCounters,
    AddDraft,
    AddGap,
    AddPhrasings,
    Edit,
    Wording,
    new_id,
)
from bot.authoring.curation.likeness import Senses
from bot.authoring.curation.wordings import key
from bot.core.knowledge import Entry, Pack, Section, Status, Target

Item = TypeVar("Item")

ON_A_PAGE: Final = 9


class Move(StrEnum):
    """What a key can lead to besides a question and an edit."""

    SKIP = "skip"
    UNDO = "undo"
    QUIT = "quit"
    APART = "apart"


@dataclass(frozen=True, kw_only=True, slots=True)
class Keyed:
    """Lines to show, and what each key leads to."""

    lines: tuple[str, ...]
    keys: Mapping[str, "Callable[[], Step]"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Typed:
    """A line to be typed, and what it leads to; an empty one leads back."""

    prompt: str
    take: "Callable[[str], Step]"


Question = Keyed | Typed
Step = Question | Edit | Move

HELP: Final = (
    "1 2 3  add these wordings to that entry",
    "/      search another entry and add them there",
    "c 1    they must not lead to entry 1: add them as counter-phrasings, then decide on",
    "o      the report does not say it: add them to an out-of-scope question, or make a new one",
    "d      the report says it, but no entry does: draft one",
    "x      take these wordings apart, to decide on each",
    "s      skip      u  undo      q  quit; what was decided is saved already",
)

KEYS: Final = "1-3 add, / find, c counter, o out, d draft, x apart, s skip, u undo, q quit, ?"


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Desk:
    """A cluster with the pack as it stands and all that may be offered for it."""

    cluster: Cluster
    pack: Pack
    senses: Senses

    @property
    def wordings(self) -> tuple[Wording, ...]:
        """What an edit would add."""
        misses = (asked.miss for asked in self.cluster.asked)
        return tuple(Wording(text=miss.text, language=miss.language) for miss in misses)


def opening(desk: Desk) -> Keyed:
    """The first question of a cluster."""
    near = [each.entry for each in offers.nearest(desk.cluster)]
    return Keyed(
        lines=(KEYS,),
        keys={
            **_numbered(near, partial(_phrasings, desk)),
            "/": partial(_search, desk),
            "c": partial(_counter, near, desk),
            "o": partial(_gap, desk),
            "d": partial(_section, desk),
            "x": lambda: Move.APART,
            "s": lambda: Move.SKIP,
            "u": lambda: Move.UNDO,
            "q": lambda: Move.QUIT,
            "?": lambda: Keyed(lines=(*HELP, KEYS), keys=opening(desk).keys),
        },
    )


def _phrasings(desk: Desk, target: Target) -> Edit:
    return AddPhrasings(target=target.id, wordings=desk.wordings)


def _counters(desk: Desk, target: Target) -> Edit:
    return AddCounters(target=target.id, wordings=desk.wordings)


def _counter(near: Sequence[Entry], desk: Desk) -> Step:
    return Keyed(
        lines=("They must not lead to which entry, 1-3?",),
        keys=_numbered(near, partial(_counters, desk)),
    )


def _search(desk: Desk) -> Step:
    return Typed(prompt="Search entries for: ", take=partial(_found, desk))


def _found(desk: Desk, typed: str) -> Step:
    entries = offers.found(typed, desk.pack)
    if not entries:
        return Typed(prompt="No entry has that. Search entries for: ", take=partial(_found, desk))
    names = [_named(entry) for entry in entries]
    return _pick("Add to which entry?", names, lambda at: _phrasings(desk, entries[at]))


def _gap(desk: Desk) -> Step:
    gaps = offers.gaps(desk.cluster, desk.pack)
    names = [f"{gap.question}  ({gap.id})" for gap in gaps]
    new = {"n": lambda: _gap_question(desk)}
    return _pick(
        "Out of scope: add to which question? n for a new one.",
        names,
        lambda at: _phrasings(desk, gaps[at]),
        more=new,
    )


def _gap_question(desk: Desk) -> Step:
    return _ask_question(desk, lambda question: _gap_note(desk, question))


def _gap_note(desk: Desk, question: str) -> Step:
    def take(note: str) -> Step:
        return AddGap(
            id=new_id(question, desk.pack, prefix=GAP, stand_in="question"),
            question=question,
            note=note,
            closest=offers.closest_section(desk.cluster, desk.pack).id,
            wordings=desk.wordings,
        )

    return Typed(prompt="What users are told, that the report does not say it: ", take=take)


def _section(desk: Desk) -> Step:
    sections = offers.sections(desk.cluster, desk.pack)
    names = [section.title for section in sections]
    return _pick("Draft: which section says it?", names, lambda at: _excerpt(desk, sections[at]))


def _excerpt(desk: Desk, section: Section) -> Step:
    passages = offers.passages(desk.cluster, section, desk.pack, desk.senses)

    def take(at: int) -> Step:
        return _ask_question(desk, lambda question: _draft(desk, section, passages[at], question))

    return _pick("Draft: which sentence answers?", passages, take)


def _draft(desk: Desk, section: Section, excerpt: str, question: str) -> Edit:
    return AddDraft(
        id=new_id(question, desk.pack, stand_in="entry"),
        question=question,
        section=section.id,
        excerpt=excerpt,
        wordings=desk.wordings,
    )


def _ask_question(desk: Desk, then: Callable[[str], Step]) -> Step:
    """Ask for the question as readers are to see it, worded otherwise than the only wording."""

    def take(question: str) -> Step:
        if {key(wording.text) for wording in desk.wordings} <= {key(question)}:
            return Typed(prompt="Word it otherwise than it was asked: ", take=take)
        return then(question)

    return Typed(prompt="The question, as readers are to see it: ", take=take)


def _pick(
    prompt: str,
    names: Sequence[str],
    take: Callable[[int], Step],
    *,
    more: Mapping[str, Callable[[], Step]] | None = None,
    start: int = 0,
) -> Keyed:
    """A page of a list to choose from by a digit; the space bar turns the page."""
    page = names[start : start + ON_A_PAGE]
    keys = {**(more or {}), **_numbered(range(start, start + len(page)), take)}
    lines = [prompt, *(f"  {number}. {name}" for number, name in enumerate(page, start=1))]
    if len(names) > ON_A_PAGE:
        following = start + ON_A_PAGE if start + ON_A_PAGE < len(names) else 0
        keys[" "] = lambda: _pick(prompt, names, take, more=more, start=following)
        lines.append(f"  space: more of {len(names)}")
    return Keyed(lines=(*lines, "  any other key: back"), keys=keys)


def _numbered(items: Sequence[Item], take: Callable[[Item], Step]) -> dict[str, Callable[[], Step]]:
    return {str(number): partial(take, each) for number, each in enumerate(items, start=1)}


def _named(entry: Entry) -> str:
    draft = ", a draft" if entry.status is Status.DRAFT else ""
    return f"{entry.question}  ({entry.id}{draft})"
