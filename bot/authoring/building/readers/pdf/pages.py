"""A page as PDFium has it: its characters, put together to spans, and what is drawn."""

import ctypes
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final

import pypdfium2.raw as pdfium

from bot.authoring.building.readers.pdf.drawn import drawn
from bot.authoring.building.readers.pdf.frame import Frame
from bot.authoring.building.readers.pdf.scan import PageScan, Span, Style

BOLD: Final = 600
"""Weight of a font from which on it is bold."""

GAP: Final = 0.12
"""Of the size; a greater distance parts two words even if no space is there."""

OFF: Final = 0.06
"""Of the size; characters of one span stand on the line as exactly as that."""

_FORCE_BOLD: Final = 1 << 18
_ITALIC: Final = 1 << 6
_BOLD_NAMES: Final = ("bold", "black", "heavy", "demi")
_SLANTED_NAMES: Final = ("italic", "oblique")
_SUBSET: Final = re.compile(r"^[A-Z]{6}\+")
_INVISIBLE: Final = frozenset({3, 7})
_STROKED: Final = 2


class Pages:
    """Reads the pages of an open document; the styles that they use are numbered over all."""

    def __init__(self) -> None:
        self._styles: dict[Style, int] = {}
        self._fonts: dict[int, tuple[str, bool, bool]] = {}

    @property
    def styles(self) -> tuple[Style, ...]:
        """The styles of what has been read, by their numbers."""
        return tuple(self._styles)

    def read(self, page: Any, text: Any, characters: int) -> PageScan:
        """A page, from PDFium's handles of it and of its text."""
        frame = Frame(page)
        spans = tuple(self._spans(text, characters, frame))
        if quarters := self._lying(spans):
            frame = Frame(page, quarters)
            spans = tuple(self._spans(text, characters, frame))
        boxes, pictures = drawn(page, frame)
        return PageScan(
            width=frame.width,
            height=frame.height,
            spans=spans,
            boxes=tuple(boxes),
            pictures=tuple(pictures),
        )

    def _spans(self, text: Any, characters: int, frame: Frame) -> Iterator[Span]:
        looks: dict[int | None, tuple[int, float]] = {}
        box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        held: _Held | None = None
        spaced = True
        for at in range(characters):
            code = pdfium.FPDFText_GetUnicode(text, at)
            if code in _SPACES or not code:
                spaced = True
                continue
            thing = pdfium.FPDFText_GetTextObject(text, at)
            key = ctypes.cast(thing, ctypes.c_void_p).value
            if key not in looks:
                looks[key] = self._look(text, at, thing, frame)
            style, size = looks[key]
            pdfium.FPDFText_GetLooseCharBox(text, at, box)
            pdfium.FPDFText_GetCharOrigin(text, at, x, y)
            x0, x1, base = frame.placed(box, x.value, y.value)
            if held is not None and not spaced and held.takes(x0, base, style, size):
                held.add(code, x1)
                continue
            glued = held is not None and not spaced and held.adjoins(x0, base, size)
            if held is not None:
                yield held.span()
            held = _Held(code, x0, x1, base, style, glued=glued)
            spaced = False
        if held is not None:
            yield held.span()

    def _lying(self, spans: Sequence[Span]) -> int:
        """The quarters by which a page must be turned whose text lies on its side."""
        styles = self.styles
        letters: Counter[int] = Counter()
        for span in spans:
            letters[styles[span.style].slant] += len(span.text)
        most = max(letters, key=letters.__getitem__, default=0)
        return {90: 1, -180: 2, 180: 2, -90: 3}.get(most, 0)

    def _look(self, text: Any, at: int, thing: Any, frame: Frame) -> tuple[int, float]:
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(text, at, matrix)
        name, bold, italic = self._font(pdfium.FPDFTextObj_GetFont(thing))
        size = pdfium.FPDFText_GetFontSize(text, at) * math.hypot(matrix.c, matrix.d)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(thing)
        red, green, blue, clear = (ctypes.c_uint() for _ in range(4))
        pdfium.FPDFText_GetFillColor(text, at, red, green, blue, clear)
        style = Style(
            font=name,
            size=round(size, 1),
            bold=bold or mode == _STROKED,
            italic=italic,
            colour=(red.value << 16) | (green.value << 8) | blue.value,
            hidden=mode in _INVISIBLE or clear.value == 0,
            slant=round(frame.turned(math.degrees(math.atan2(matrix.b, matrix.a)))),
            artefact=_is_artefact(thing),
        )
        return self._styles.setdefault(style, len(self._styles)), max(size, 0.1)

    def _font(self, font: Any) -> tuple[str, bool, bool]:
        key = ctypes.cast(font, ctypes.c_void_p).value or 0
        if key not in self._fonts:
            self._fonts[key] = _font(font)
        return self._fonts[key]


_SPACES: Final = frozenset(
    {0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x202F, 0x205F, 0x3000, *range(0x2000, 0x200B)}
)


_ODD: Final = {
    0x02: "-",  # how PDFium writes a hyphen at a line's end
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)},
}
"""Characters that are read as others."""


class _Held:
    """A span that grows."""

    def __init__(
        self, code: int, x0: float, x1: float, y: float, style: int, *, glued: bool
    ) -> None:
        self._codes = [code]
        self._x0, self._x1, self._y, self._style = x0, x1, y, style
        self._glued = glued

    def adjoins(self, x: float, y: float, size: float) -> bool:
        """Whether what begins there goes on the same word, perhaps raised or smaller."""
        return -size < x - self._x1 < GAP * size and abs(y - self._y) < size

    def takes(self, x: float, y: float, style: int, size: float) -> bool:
        """Whether it belongs to the same span."""
        return style == self._style and self.adjoins(x, y, size) and abs(y - self._y) < OFF * size

    def add(self, code: int, x1: float) -> None:
        """Go on with a character."""
        self._codes.append(code)
        self._x1 = x1

    def span(self) -> Span:
        """What it has become."""
        return Span(_text(self._codes), self._x0, self._x1, self._y, self._style, self._glued)


def _text(codes: list[int]) -> str:
    """Characters as they are read: halves of one put together, ligatures taken apart."""
    text = "".join(_ODD.get(code) or chr(code) for code in codes)
    if any(0xD800 <= code < 0xE000 for code in codes):  # noqa: PLR2004
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _font(font: Any) -> tuple[str, bool, bool]:
    """A font's name without its subset's, whether it is bold, whether it is slanted."""
    size = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    told = ctypes.create_string_buffer(max(size, 1))
    pdfium.FPDFFont_GetBaseFontName(font, told, size)
    name = _SUBSET.sub("", told.value.decode("utf-8", "replace"))
    flags, weight = pdfium.FPDFFont_GetFlags(font), pdfium.FPDFFont_GetWeight(font)
    lower = name.lower()
    bold = weight >= BOLD or any(part in lower for part in _BOLD_NAMES)
    slanted = any(part in lower for part in _SLANTED_NAMES)
    return name, bold or _has(flags, _FORCE_BOLD), slanted or _has(flags, _ITALIC)


def _has(flags: int, flag: int) -> bool:
    return flags >= 0 and bool(flags & flag)


def _is_artefact(thing: Any) -> bool:
    """Whether the file marks it as no content."""
    return any(
        _mark_name(pdfium.FPDFPageObj_GetMark(thing, at)) == "Artifact"
        for at in range(max(pdfium.FPDFPageObj_CountMarks(thing), 0))
    )


def _mark_name(mark: Any) -> str:
    told, size = (ctypes.c_ushort * 32)(), ctypes.c_ulong()
    if not pdfium.FPDFPageObjMark_GetName(mark, told, ctypes.sizeof(told), size):
        return ""
    return bytes(told)[: max(size.value - 2, 0)].decode("utf-16-le", "replace")
