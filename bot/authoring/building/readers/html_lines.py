"""A page's tree → its lines, in reading order."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree, html

from bot.authoring.building.document import Kind
from bot.authoring.building.readers.characters import alike, tidy, turned
from bot.authoring.building.readers.html_notes import RAISED, is_mark, is_power
from bot.authoring.building.readers.html_region import OUTSIDE
from bot.authoring.building.readers.html_style import (
    DEEPEST,
    heading_level,
    is_bold,
    is_caption,
    is_centred,
)
from bot.authoring.building.readers.html_tables import is_data, rows_of
from bot.authoring.building.readers.html_tree import HEADINGS, INLINE, SILENT, text_of
from bot.authoring.building.readers.lines import Line

Reasons = Mapping[html.HtmlElement, str]

TELLING: Final = 3
"""Characters of a picture's description; shorter ones are a decoration's."""

_BREAK: Final = "\f"
"""Between the paragraphs of one element."""

_BREAKS: Final = re.compile(r"\f|\n\s*\n")
"""Two <br> in a row make a new paragraph too."""

_BLANK_LINE: Final = re.compile(r"\n[ \t\r]*\n")

_EMPTIED: Final = re.compile(r" ?(?:\[[ ,]{0,9}\]|\( ?\))")
"""Brackets around a note's mark that is gone."""

_ITEMS: Final = frozenset({"li", "dt"})


class Walk:
    """One reading of a tree: gathers the text of a paragraph until the next one begins.

    Args:
        reasons: elements that are no content, with the reason.
        titles: headings with these words are kept, wherever they stand.
    """

    def __init__(self, reasons: Reasons, titles: frozenset[str] = frozenset()) -> None:
        self._reasons = reasons
        self._titles = titles
        self._parts: list[tuple[str, bool]] = []
        self._level = self._bold = self._centred = self._captions = self._pre = 0
        self._item = False

    def lines(self, root: html.HtmlElement) -> Iterator[Line]:
        """What stands in it, however deep."""
        left: html.HtmlElement | None = None
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                whole = self._whole(element)
                if whole is None:
                    yield from self._enter(element)
                else:
                    yield from whole
                    walk.skip_subtree()
                    left = element
                continue
            if element is not left:
                yield from self._leave(element)
            if element is not root:
                self._say(element.tail)
        yield from self._flush()

    def _whole(self, element: html.HtmlElement) -> list[Line] | None:
        """The lines of what is told as a whole: a table, or what is no content."""
        reason = self._reasons.get(element)
        if reason is not None:
            before = [] if element.tag in INLINE else self._flush()
            return [*before, *self._dropped(element, reason)]
        if element.tag in SILENT or is_mark(element, self._before()):
            return []
        if element.tag == "table" and is_data(element):
            return [*self._flush(), *self._table(element)]
        return None

    def _dropped(self, element: html.HtmlElement, reason: str) -> Iterator[Line]:
        """A line for what is no content; the title is kept even where it stands among that."""
        if reason == OUTSIDE:
            for heading in element.iter(*HEADINGS):
                text = text_of(heading)
                if alike(text) in self._titles:
                    yield Line(text=text, kind=Kind.HEADING, level=heading_level(heading))
        text = text_of(element)
        if text:
            yield Line(text=text, reason=reason)

    def _table(self, table: html.HtmlElement) -> Iterator[Line]:
        for caption in table.iter("caption"):
            yield from Walk(self._reasons).lines(caption)
        for cells in rows_of(table):
            told = [
                " ".join(line.text for line in Walk(self._reasons).lines(cell) if not line.reason)
                for cell in cells
            ]
            text = " | ".join(filter(None, told))
            if text:
                yield Line(text=text, kind=Kind.TABLE)

    def _enter(self, element: html.HtmlElement) -> list[Line]:
        told = [] if element.tag in INLINE else self._flush()
        self._count(element, 1)
        if element.tag in _ITEMS:
            self._item = True
        if element.tag == "img":
            alt = tidy(element.get("alt") or "")
            if len(alt) >= TELLING:
                told.append(Line(text=alt, reason="picture"))
        if element.tag == "br":
            self._parts.append(("\n", False))
        elif element.tag == "sup":
            self._raise(element.text)
        else:
            self._say(element.text)
        return told

    def _leave(self, element: html.HtmlElement) -> list[Line]:
        told = [] if element.tag in INLINE else self._flush()
        self._count(element, -1)
        if element.tag in _ITEMS:
            self._item = False
        return told

    def _count(self, element: html.HtmlElement, step: int) -> None:
        """How deep in each thing that tells what a text is."""
        self._level += step * heading_level(element)
        self._bold += step * is_bold(element)
        self._centred += step * is_centred(element)
        self._captions += step * is_caption(element)
        self._pre += step * (element.tag == "pre")

    def _say(self, text: str | None) -> None:
        if text and self._pre:
            text = _BLANK_LINE.sub(_BREAK, text)
        elif text:
            # A line's end in the mark-up is no more than a space, unlike a <br>.
            text = turned(text)
        if text:
            self._parts.append((text, self._bold > 0))

    def _raise(self, text: str | None) -> None:
        """A superscript that is no mark: a power is written as one."""
        raised = is_power((text or "").strip(), self._before())
        self._say(text.translate(RAISED) if text and raised else text)

    def _before(self) -> str:
        """The end of what was said last."""
        return self._parts[-1][0][-8:] if self._parts else ""

    def _flush(self) -> list[Line]:
        """The lines of what was gathered."""
        if not self._parts:
            return []
        bold = all(strong for text, strong in self._parts if text.strip())
        whole = "".join(text for text, _ in self._parts)
        self._parts = []
        texts = (_EMPTIED.sub("", tidy(text)).strip() for text in _BREAKS.split(whole))
        return [self._line(text, bold=bold) for text in texts if text]

    def _line(self, text: str, *, bold: bool) -> Line:
        level = min(self._level, DEEPEST)
        kind = Kind.PARAGRAPH
        if level:
            kind = Kind.HEADING
        elif self._captions:
            kind = Kind.CAPTION
        elif self._item:
            kind, self._item = Kind.ITEM, False
        return Line(text=text, kind=kind, level=level, bold=bold, centred=self._centred > 0)
