"""What the styles of a Word document say of a paragraph: headings, lists, tables of contents."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from bot.authoring.building.readers.docx_package import W

DEEPEST: Final = 6

_HEADING: Final = re.compile(
    r"(?:heading|überschrift|titre|título|titulo|titolo|encabezado|kop|rubrik|overskrift|otsikko"
    r"|nagłówek|nadpis|címsor|заголовок|見出し|标题|標題|제목)\s*(\d)\b",
    re.IGNORECASE,
)
_CONTENTS: Final = re.compile(
    r"toc\s*(?:\d|heading)|table of (?:figures|authorities)|verzeichnis \d|inhaltsverzeichnis.*"
    r"|tm \d|tdc \d|目次.*|목차.*|contents (?:heading|\d)|index \d",
    re.IGNORECASE,
)
_CAPTION: Final = re.compile(r"caption|beschriftung|légende|図表番号|캡션", re.IGNORECASE)
_LIST: Final = re.compile(
    r"list (?:paragraph|bullet|number)|listenabsatz|aufzählung", re.IGNORECASE
)
_TITLE: Final = re.compile(r"(?:book )?title|titel|表題|제목", re.IGNORECASE)


class Styles:
    """The styles of a document; what one does not say, the one it is based on does."""

    def __init__(self, part: etree._Element | None) -> None:
        styles = [] if part is None else list(part.iter(W + "style"))
        self._styles = {style.get(W + "styleId", ""): style for style in styles}
        self._levels: dict[str, int] = {}

    def level(self, style: str) -> int:
        """The level of headings in this style, 1 to 6; 0 if it is none."""
        if style not in self._levels:
            self._levels[style] = self._level(style)
        return self._levels[style]

    def is_title(self, style: str) -> bool:
        """Whether it is the style of the report's own title."""
        return self._named(style, _TITLE)

    def is_contents(self, style: str) -> bool:
        """Whether it is that of a table of contents."""
        return self._named(style, _CONTENTS)

    def is_caption(self, style: str) -> bool:
        """Whether it is that of what is said under a figure."""
        return self._named(style, _CAPTION)

    def is_item(self, style: str) -> bool:
        """Whether it is that of a list, by its numbering or its name."""
        numbered = any(part.find(f"{W}pPr/{W}numPr") is not None for part in self._chain(style))
        return numbered and self._named(style, _LIST)

    def says(self, style: str, path: str) -> etree._Element | None:
        """The nearest word on something, along what a style is based on."""
        found = (part.find(path) for part in self._chain(style))
        return next((one for one in found if one is not None), None)

    def _level(self, style: str) -> int:
        for part in self._chain(style):
            named = _HEADING.match(self._name(part)) or _HEADING.match(part.get(W + "styleId", ""))
            if named:
                return min(max(int(named[1]), 1), DEEPEST)
            outline = part.find(f"{W}pPr/{W}outlineLvl")
            if outline is not None:
                return outline_level(outline)
        return 0

    def _named(self, style: str, form: re.Pattern[str]) -> bool:
        return any(form.fullmatch(self._name(part)) for part in self._chain(style))

    def _name(self, part: etree._Element) -> str:
        name = part.find(W + "name")
        return "" if name is None else name.get(W + "val", "")

    def _chain(self, style: str) -> Iterator[etree._Element]:
        """A style and those it is based on; a circle ends where it began."""
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            part = self._styles[style]
            yield part
            based = part.find(W + "basedOn")
            style = "" if based is None else based.get(W + "val", "")


def outline_level(outline: etree._Element) -> int:
    """A level from 1 to 6; Word counts from 0, and 9 is text."""
    named = outline.get(W + "val", "")
    return min(int(named) + 1, DEEPEST) if named.isdecimal() and int(named) < 9 else 0  # noqa: PLR2004


def is_on(mark: etree._Element | None) -> bool:
    """Whether a mark such as "bold" is there, and not there to say no."""
    return mark is not None and mark.get(W + "val", "1") not in {"0", "false", "off", "none"}
