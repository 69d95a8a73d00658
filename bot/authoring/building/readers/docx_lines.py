"""The body of a Word document → its lines, in reading order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from bot.authoring.building.document import Kind
from bot.authoring.building.readers.characters import ends_sentence, tidy, weight
from bot.authoring.building.readers.contents import REASON as CONTENTS
from bot.authoring.building.readers.docx_fields import Fields
from bot.authoring.building.readers.docx_package import W
from bot.authoring.building.readers.docx_styles import Styles, is_on, outline_level
from bot.authoring.building.readers.docx_tables import is_data
from bot.authoring.building.readers.lines import Line

LONGEST_HEADING: Final = 300
"""Letters of a heading; a longer text in its style is a slip."""

_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

_SKIPPED: Final = frozenset(
    {_FALLBACK}
    | {W + n for n in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "tblPr", "sectPr")}
    | {W + n for n in ("tcPr", "trPr", "sdtPr", "rt", "annotationRef", "tblGrid")}
)
"""What has no text of the report: tracked deletions, field codes, and the twin of a text box."""

_SIGNS: Final = {
    W + "tab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
    W + "ptab": "\t",
}

_BREAKS: Final = re.compile(r"\n\s*\n")

_MARK: Final = re.compile(r"[\[(]?\d{1,3}(?:[,–-]\d{1,3})*[\])]?|[*†‡§]+")
"""What a superscript that is a note's mark says."""


@dataclass(slots=True)
class _Paragraph:
    """A paragraph while it is being read."""

    element: etree._Element
    parts: list[tuple[str, bool]] = field(default_factory=list)
    aside: list[Line] = field(default_factory=list)
    in_contents: bool = False


class DocxWalk:
    """One reading of a document's body: paragraphs stand within paragraphs, as in text boxes."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._open: list[_Paragraph] = []
        self._fields = Fields()
        self._carried: list[tuple[str, bool]] = []
        self.unknown_signs = 0
        """Signs of special fonts that have no character."""

    def lines(self, root: etree._Element) -> Iterator[Line]:
        """What stands in it."""
        left: etree._Element | None = None
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                whole = self._whole(element)
                if whole is None:
                    self._enter(element)
                else:
                    yield from whole
                    walk.skip_subtree()
                    left = element
            elif element is not left:
                yield from self._leave(element)

    def _whole(self, element: etree._Element) -> list[Line] | None:
        """The lines of what is told as a whole, or nothing for what is passed over."""
        if element.tag in _SKIPPED:
            if element.tag == W + "instrText":
                self._fields.tell(element.text or "")
            return []
        if element.tag == W + "r" and self._open:
            return self._aside(element)
        if element.tag == W + "tbl" and is_data(element):
            return list(self._rows(element))
        return None

    def _aside(self, run: etree._Element) -> list[Line] | None:
        """A run that is no text of the report: hidden, struck out, the mark of a note."""
        look = run.find(W + "rPr")
        if look is None:
            return None
        text = tidy("".join(run.itertext(W + "t")))
        hidden, struck = is_on(look.find(W + "vanish")), is_on(look.find(W + "strike"))
        if text and (hidden or struck or is_on(look.find(W + "dstrike"))):
            reason = "hidden" if hidden else "struck out"
            self._open[-1].aside.append(Line(text=text, reason=reason))
            return []
        raised = look.find(W + "vertAlign")
        is_raised = raised is not None and raised.get(W + "val") == "superscript"
        before = self._open[-1].parts[-1][0][-1:] if self._open[-1].parts else ""
        return [] if is_raised and _MARK.fullmatch(text) and not before.isdigit() else None

    def _rows(self, table: etree._Element) -> Iterator[Line]:
        for row in table.iter(W + "tr"):
            told = []
            for cell in row.iter(W + "tc"):
                inner = DocxWalk(self._styles)
                told.append(" ".join(line.text for line in inner.lines(cell) if not line.reason))
            text = " | ".join(filter(None, told))
            if text:
                yield Line(
                    text=text, kind=Kind.TABLE, reason=CONTENTS if self._fields.is_contents else ""
                )

    def _enter(self, element: etree._Element) -> None:
        self._fields.enter(element)
        if element.tag == W + "p":
            self._open.append(_Paragraph(element=element))
        elif self._open:
            self._say(element)
        if self._open and self._fields.is_contents:
            self._open[-1].in_contents = True

    def _say(self, element: etree._Element) -> None:
        text = _SIGNS.get(str(element.tag), "")
        if element.tag == W + "t" and not self._fields.is_code:
            text = element.text or ""
        self.unknown_signs += element.tag == W + "sym"
        if text:
            self._open[-1].parts.append((text, self._is_bold(element.getparent())))

    def _is_bold(self, run: etree._Element | None) -> bool:
        look = None if run is None else run.find(W + "rPr")
        if look is None:
            return False
        bold = look.find(W + "b")
        return is_on(bold) if bold is not None else is_on(look.find(W + "u"))

    def _leave(self, element: etree._Element) -> Iterator[Line]:
        self._fields.leave(element)
        if element.tag == W + "p":
            yield from self._told(self._open.pop())

    def _told(self, paragraph: _Paragraph) -> Iterator[Line]:
        """The lines of a paragraph; one whose end was deleted goes on in the next."""
        parts, self._carried = [*self._carried, *paragraph.parts], []
        yield from paragraph.aside
        if paragraph.element.find(f"{W}pPr/{W}rPr/{W}del") is not None:
            self._carried = parts
            return
        bold = all(strong for text, strong in parts if text.strip())
        for text in map(tidy, _BREAKS.split("".join(text for text, _ in parts))):
            if text:
                yield self._line(paragraph, text, bold=bold)

    def _line(self, paragraph: _Paragraph, text: str, *, bold: bool) -> Line:
        named = paragraph.element.find(f"{W}pPr/{W}pStyle")
        style = "" if named is None else named.get(W + "val", "")
        if paragraph.in_contents or self._styles.is_contents(style):
            return Line(text=text, reason=CONTENTS)
        level = self._level(paragraph.element, style)
        if level and not (weight(text) > LONGEST_HEADING and ends_sentence(text)):
            return Line(text=text, kind=Kind.HEADING, level=level)
        kind = Kind.PARAGRAPH
        if self._styles.is_caption(style):
            kind = Kind.CAPTION
        elif self._is_item(paragraph.element, style):
            kind = Kind.ITEM
        centred = self._is_centred(paragraph.element, style)
        bold = bold or is_on(self._styles.says(style, f"{W}rPr/{W}b"))
        return Line(text=text, kind=kind, bold=bold, centred=centred)

    def _level(self, element: etree._Element, style: str) -> int:
        outline = element.find(f"{W}pPr/{W}outlineLvl")
        if outline is not None:
            return outline_level(outline)
        return self._styles.level(style) or int(self._styles.is_title(style))

    def _is_item(self, element: etree._Element, style: str) -> bool:
        number = element.find(f"{W}pPr/{W}numPr/{W}numId")
        if number is not None:
            return number.get(W + "val") != "0"
        return self._styles.is_item(style)

    def _is_centred(self, element: etree._Element, style: str) -> bool:
        place = element.find(f"{W}pPr/{W}jc")
        if place is None:
            place = self._styles.says(style, f"{W}pPr/{W}jc")
        return place is not None and place.get(W + "val") == "center"
