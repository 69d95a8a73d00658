"""What a new edition does to the entries of the old one: which quotes still stand, and where."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rapidfuzz import fuzz, process

from bot.authoring.building.sentences import sentences
from bot.authoring.editions.edition import Edition
from bot.authoring.editions.paragraphs import Paragraph
from bot.core.knowledge import Section, Target
from bot.core.loading.finding import fold

ALIKE: Final = 70.0
"""Likeness in percent from which a passage is taken for what a quote has become."""

SHORTEST: Final = 0.6
"""Length of such a passage, of the quote's: in a long text something is like any short one."""


class Fate(StrEnum):
    """What became of a quote."""

    STANDS = "stands"
    MOVED = "moved"
    REWORDED = "reworded"
    GONE = "gone"


@dataclass(frozen=True, kw_only=True, slots=True)
class Quote:
    """An excerpt of an entry, or of an out-of-scope question, of the old edition.

    `section` is the title of the section of the new edition that it stands in now, and `now` the
    words that it has become; both are empty where there is nothing of the kind.
    """

    entry: str
    text: str
    fate: Fate
    section: str = ""
    now: str = ""


def quotes(old: Edition, new: Edition, paragraphs: Sequence[Paragraph]) -> Iterator[Quote]:
    """The fate of each quote of the old edition; `paragraphs` are those of the new one."""
    folded = fold(new.text)
    passages = [part.text for part in paragraphs]
    targets: tuple[Target, ...] = (*old.entries, *old.out_of_scope)
    for target in targets:
        for excerpt in target.excerpts:
            place = folded.find(fold(excerpt.text))
            if place >= 0:
                yield _found(target.id, excerpt.text, old, new, excerpt.start, place)
            else:
                yield _lost(target.id, excerpt.text, passages, paragraphs)


def _found(entry: str, text: str, old: Edition, new: Edition, start: int, place: int) -> Quote:
    before, after = _section(old, start), _section(new, place)
    title = after.title if after else ""
    stays = before is not None and before.title == title
    return Quote(entry=entry, text=text, fate=Fate.STANDS if stays else Fate.MOVED, section=title)


def _lost(entry: str, text: str, passages: Sequence[str], paragraphs: Sequence[Paragraph]) -> Quote:
    long_enough = {
        at: passage for at, passage in enumerate(passages) if len(passage) >= SHORTEST * len(text)
    }
    near = process.extractOne(text, long_enough, scorer=fuzz.partial_ratio, score_cutoff=ALIKE)
    if near is None:
        return Quote(entry=entry, text=text, fate=Fate.GONE)
    passage = near[0]
    return Quote(
        entry=entry,
        text=text,
        fate=Fate.REWORDED,
        section=paragraphs[near[2]].section,
        now=_sentences_like(text, passage),
    )


def _sentences_like(text: str, passage: str) -> str:
    """The sentences of a passage that a quote has become."""
    window = fuzz.partial_ratio_alignment(text, passage)
    if window is None or len(text) > len(passage):
        return passage
    kept: list[str] = []
    at = 0
    for sentence in sentences(passage):
        start = passage.index(sentence, at)
        at = start + len(sentence)
        if at > window.dest_start and start < window.dest_end:
            kept.append(sentence)
    return " ".join(kept)


def _section(edition: Edition, place: int) -> Section | None:
    return next((one for one in edition.sections if one.start <= place < one.end), None)
