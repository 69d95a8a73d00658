"""Coverage: which sections and which sentences of the report no entry quotes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.authoring.building.sentences import sentences
from bot.authoring.linting.findings import Detail, Finding, finding
from bot.authoring.linting.subject import Subject
from bot.core.knowledge import Excerpt, Pack, Section, Status
from bot.core.loading.problems import Place, shown
from bot.core.loading.sections import PARAGRAPH_BREAK, is_heading

LEAST: Final = 25
"""Characters; what is shorter is a caption or a cell of a table, and no sentence."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sentence:
    """A sentence of the report: where it begins, and its text."""

    start: int
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Covered:
    """The sentences of one section, and those among them that no entry quotes any part of."""

    section: Section
    sentences: int
    unquoted: tuple[Sentence, ...]


def coverage(subject: Subject, sections: Sequence[Covered], report_file: str) -> Iterator[Finding]:
    """Sections and sentences that no entry quotes, and drafts that wait.

    Args:
        subject: the pack.
        sections: how far each is quoted.
        report_file: the name of the file with the report's text.
    """
    pack, written = subject.pack, subject.written
    for each in sections:
        place, title = written.section(each.section), shown(each.section.title)
        if not each.sentences or not each.unquoted:
            continue
        details = tuple(_detail(pack, sentence, report_file) for sentence in each.unquoted)
        if len(each.unquoted) == each.sentences:
            what = f"no entry quotes {title}: it has {_count(each.sentences)}"
            yield finding("C501", place, what, *details)
        else:
            of = f"{len(each.unquoted)} of the {_count(each.sentences)} of {title}"
            yield finding("C502", place, f"no entry quotes {of}", *details)
    for entry in pack.entries:
        if entry.status is Status.DRAFT:
            yield finding("C503", written.key(entry, "status"), f"`{entry.id}` is a draft")


def covered(pack: Pack) -> list[Covered]:
    """How far each section is quoted, by live entries and by what is shown for other questions."""
    quoted = sorted(_quoted(pack))
    return [_covered(pack, section, quoted) for section in pack.sections]


def _quoted(pack: Pack) -> Iterator[tuple[int, int]]:
    for entry in pack.entries:
        if entry.status is Status.LIVE:
            yield from map(_span, entry.excerpts)
    for item in pack.out_of_scope:
        yield from map(_span, item.excerpts)


def _span(excerpt: Excerpt) -> tuple[int, int]:
    return excerpt.start, excerpt.start + len(excerpt.text)


def _covered(pack: Pack, section: Section, quoted: list[tuple[int, int]]) -> Covered:
    inside = [(start, end) for start, end in quoted if start < section.end and section.start < end]
    found = list(_sentences(pack.text, section))
    unquoted = (
        each
        for each in found
        if not any(s < each.start + len(each.text) and each.start < e for s, e in inside)
    )
    return Covered(section=section, sentences=len(found), unquoted=tuple(unquoted))


def _sentences(text: str, section: Section) -> Iterator[Sentence]:
    """The sentences of a section's paragraphs; headings have none."""
    at = section.start
    for block in PARAGRAPH_BREAK.split(text[section.start : section.end]):
        at = text.index(block, at)
        if block.strip() and not is_heading(block.strip()):
            for sentence in sentences(block):
                at = text.index(sentence, at)
                if len(sentence) >= LEAST:
                    yield Sentence(start=at, text=sentence)
                at += len(sentence)


def _detail(pack: Pack, sentence: Sentence, file: str) -> Detail:
    line = pack.text.count("\n", 0, sentence.start) + 1
    return Detail(place=Place(file=file, line=line), text=shown(sentence.text))


def _count(sentences: int) -> str:
    return "1 sentence" if sentences == 1 else f"{sentences} sentences"
