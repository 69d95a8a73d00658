"""A document → a draft pack: its text, sections, topics and the questions it seems to answer."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.authoring.building.asking import subject_of
from bot.authoring.building.document import Document, ReportError
from bot.authoring.building.draft import Draft, DraftSection, DraftTopic, Origin
from bot.authoring.building.entries import Entries, Told
from bot.authoring.building.ids import Ids
from bot.authoring.building.key_phrases import topics
from bot.authoring.building.parts import Part, parts
from bot.authoring.building.passages import Passage, passages
from bot.authoring.building.sentences import sentences
from bot.authoring.building.terms import Weights, centrality, content

MOST_ENTRIES: Final = 1_000
"""Drafted for one report; of more passages the most central are taken."""

SUMMARY: Final = 320
"""Characters of a summary, unless one sentence is longer."""

BREAK: Final = "\n\n"
"""Between the blocks of the text."""

_NO_CONTENT: Final = re.compile(
    r"^(?:bibliography|references|works cited|(?:end)?notes|acknowledge?ments?|contacts?|index|"
    r"(?:author|contact) (?:contact )?information|.*staff acknowledgments|list of (?:fig|tab)\w+"
    r"|abbreviations|related (?:gao )?products|参考文献|참고문헌)\b",
    re.IGNORECASE,
)
"""Headings of parts that belong to the report and answer no question."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Placed:
    """A part with its id and the place in the text where it begins."""

    part: Part
    id: str
    start: int
    passages: tuple[Passage, ...]


def draft(document: Document, origin: Origin) -> Draft:
    """Draft a pack from a report.

    Raises:
        ReportError: there is nothing in the report to quote.
    """
    text, placed = _place(document)
    told = [content(sentence) for block in document.blocks for sentence in sentences(block.text)]
    weights = Weights(told)
    found = _topics(placed)
    candidates = _told_once(placed)
    if not candidates:
        raise ReportError("there is hardly any text in the report: check that it is the right file")
    kept = _most_central(candidates, weights)
    entries = Entries(weights, found, origin.language or "en")
    return Draft(
        origin=origin,
        text=text,
        pages=_pages(document),
        topics=tuple(found),
        sections=tuple(_sections(placed, text, weights)),
        entries=(*entries.overview(kept), *filter(None, map(entries.entry, kept))),
        left_out=len(candidates) - len(kept),
    )


def _place(document: Document) -> tuple[str, list[_Placed]]:
    ids, at, placed = Ids("section"), 0, []
    for part in parts(document):
        quoted = () if _NO_CONTENT.match(subject_of(part.title)) else passages(part.blocks)
        start, own = at, part.all_blocks
        placed.append(
            _Placed(
                part=part,
                id=ids.give(subject_of(part.title)),
                start=start,
                passages=tuple(quoted),
            )
        )
        at += sum(len(block.text) + len(BREAK) for block in own)
    return BREAK.join(block.text for block in document.blocks) + "\n", placed


def _pages(document: Document) -> tuple[int, ...]:
    """Where each page begins; one on which nothing of the text stands begins with the next."""
    found: dict[int, int] = {}
    at = 0
    for block in document.blocks:
        if block.page is not None:
            for page, place in enumerate((0, *block.breaks), block.page):
                found.setdefault(page, at + place)
        at += len(block.text) + len(BREAK)
    if not found:
        return ()
    return tuple(_without_gaps(found))


def _without_gaps(found: dict[int, int]) -> Iterator[int]:
    """A place for every page from the first, each after the one before."""
    last = -1
    for page in range(1, max(found) + 1):
        place = found.get(page, last + 1)
        last = max(place, last + 1) if page > 1 else 0
        yield last


def _sections(placed: Sequence[_Placed], text: str, weights: Weights) -> Iterator[DraftSection]:
    for number, own in enumerate(placed):
        after = placed[number - 1].start + 1 if number else 0
        yield DraftSection(
            id=own.id,
            title=own.part.title,
            level=own.part.level or 1,
            begins=_begins(text, own.start, after),
            summary=_summary(placed, number, weights),
            guessed=own.part.guessed,
        )


def _begins(text: str, start: int, after: int) -> str:
    """A section's first words: as many as make them the first such words after the one above."""
    line = text[start:].partition("\n")[0]
    length = min(len(line), 120)
    while text.find(text[start : start + length], after) < start:
        length += 20
    return text[start : start + length].strip()


def _summary(placed: Sequence[_Placed], number: int, weights: Weights) -> str:
    """The most central sentences of a section and of those below it, in their order."""
    own = placed[number]
    below = _below(placed, number)
    told = [s for passage in own.passages for s in passage.sentences] or [
        s for part in below for passage in part.passages for s in passage.sentences
    ]
    if not told:
        return own.part.title
    ranks = centrality([content(sentence) for sentence in told], weights)
    chosen: list[int] = []
    for at in sorted(range(len(told)), key=lambda at: -ranks[at]):
        if not chosen or sum(len(told[n]) for n in chosen) + len(told[at]) <= SUMMARY:
            chosen.append(at)
    return " ".join(told[at] for at in sorted(chosen))


def _below(placed: Sequence[_Placed], number: int) -> Iterator[_Placed]:
    level = placed[number].part.level
    for part in placed[number + 1 :]:
        if part.part.level <= level:
            return
        yield part


def _topics(placed: Sequence[_Placed]) -> list[DraftTopic]:
    ids = Ids("topic")
    texts = [" ".join(passage.text for passage in own.passages) for own in placed]
    return [
        DraftTopic(
            id=ids.give(topic.name),
            name=topic.name,
            sections=tuple(placed[number].id for number in topic.parts),
        )
        for topic in topics(texts)
    ]


def _told_once(placed: Sequence[_Placed]) -> list[Told]:
    """The passages with their sections; one that is repeated counts where it stands first."""
    found: dict[str, Told] = {}
    for part in placed:
        for passage in part.passages:
            told = Told(section=part.id, title=part.part.title, passage=passage)
            found.setdefault(passage.text, told)
    return list(found.values())


def _most_central(candidates: Sequence[Told], weights: Weights) -> list[Told]:
    if len(candidates) <= MOST_ENTRIES:
        return list(candidates)
    ranks = centrality([content(told.passage.text) for told in candidates], weights)
    kept = sorted(sorted(range(len(candidates)), key=lambda at: -ranks[at])[:MOST_ENTRIES])
    return [candidates[at] for at in kept]
