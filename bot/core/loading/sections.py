"""Where sections begin and end in the report's text, and which paragraph of one a passage is in."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.knowledge import Section
from bot.core.loading.finding import ReportText
from bot.core.loading.nodes import Scalar
from bot.core.loading.problems import Fault, Problems, shown

PARAGRAPH_BREAK = re.compile(r"\n[ \t\r]*\n\s*")
SENTENCE_END = (".", "!", "?", "…", "。", "！", "？")
CLOSING = " \t\r\"'”’»)]）」』0123456789"
"""What may follow the end of a sentence: quotation marks, brackets, a note's number."""

LONGEST_HEADING = 120
"""Characters; a longer line is a paragraph, whatever it ends with."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SectionDraft:
    """A section as it is written."""

    id: Scalar
    title: str
    level: int
    summary: str
    begins: Scalar


class PlacedSection:
    """A section with its paragraphs, to say where in it a passage stands."""

    def __init__(self, section: Section, text: str, pages: Sequence[int] = ()) -> None:
        self.section = section
        self._pages = pages
        self._starts: list[int] = []
        self._numbers: list[int] = []
        self._count = 0
        self._number_blocks(text)

    def locator(self, start: int, end: int) -> str:
        """The place of the passage from `start` to `end`, as replies name it.

        A section's only paragraph and its headings go by the section's title alone. Where the
        report has pages, the one follows on which the passage begins.
        """
        page, place = bisect_right(self._pages, start), self._paragraphs(start, end)
        return f"{place}, page {page}" if page else place

    def _paragraphs(self, start: int, end: int) -> str:
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, end - 1)
        numbers = [number for number in self._numbers[first:last] if number]
        title = self.section.title
        if not numbers or self._count == 1:
            return title
        if numbers[0] == numbers[-1]:
            return f"{title}, paragraph {numbers[0]}"
        return f"{title}, paragraphs {numbers[0]}–{numbers[-1]}"

    def _number_blocks(self, text: str) -> None:
        start, end = self.section.start, self.section.end
        breaks = [
            (found.start(), found.end()) for found in PARAGRAPH_BREAK.finditer(text, start, end)
        ]
        for stop, following in (*breaks, (end, end)):
            block = text[start:stop].strip()
            if block:
                self._count += not is_heading(block)
                self._starts.append(start)
                self._numbers.append(0 if is_heading(block) else self._count)
            start = following


def is_heading(block: str) -> bool:
    """Whether a block of text is a heading: one short line that does not end a sentence."""
    if "\n" in block or len(block) > LONGEST_HEADING:
        return False
    return not block.rstrip(CLOSING).endswith(SENTENCE_END)


def place_sections(
    drafts: tuple[SectionDraft, ...],
    report: ReportText,
    problems: Problems,
    pages: Sequence[int] = (),
) -> dict[str, PlacedSection] | None:
    """Sections by id, in the order of the text; None, with problems noted, if any is not there."""
    starts: list[int] = []
    complete = True
    for draft in drafts:
        after = starts[-1] + 1 if starts else 0
        start = report.find(draft.begins.text, after) if draft.begins.text else -1
        if start < 0:
            complete = False
            _say_why(draft, after, report, problems)
            continue
        starts.append(start)
    if not starts or not complete:
        return None
    ends = (*starts[1:], len(report.text))
    placed: dict[str, PlacedSection] = {}
    for draft, start, end in zip(drafts, starts, ends, strict=True):
        section = PlacedSection(_section(draft, start, end), report.text, pages)
        placed.setdefault(draft.id.text, section)
    return placed


def _say_why(draft: SectionDraft, after: int, report: ReportText, problems: Problems) -> None:
    begins = draft.begins
    if not begins.text:
        return
    found = report.find(begins.text)
    if found >= 0:
        message = (
            f"`begins` {shown(begins.text)} stands in line {report.line(found)} of {report.file}, "
            f"before the section above begins (line {report.line(after - 1)}): put the sections "
            "in the order of the text, or write more of the section's first words"
        )
    else:
        difference = report.difference(begins.text)
        message = f"`begins` {shown(begins.text)} is not in {report.file}: " + (
            difference or "copy the section's first words from there"
        )
    problems.add(begins.place, message, Fault.SECTION)


def _section(draft: SectionDraft, start: int, end: int) -> Section:
    return Section(
        id=draft.id.text,
        title=draft.title,
        level=draft.level,
        summary=draft.summary,
        start=start,
        end=end,
    )
