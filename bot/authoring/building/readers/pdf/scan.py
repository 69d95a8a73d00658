"""What stands on the pages of a PDF, before anything is made of it; points, y downwards."""

from dataclasses import dataclass
from typing import NamedTuple


class Style(NamedTuple):
    """How a span is printed: `size` in points as printed, `slant` in degrees off the level.

    An artefact is what the file itself says is no content: page headers and the like.
    """

    font: str
    size: float
    bold: bool
    italic: bool
    colour: int
    hidden: bool
    slant: int
    artefact: bool


class Span(NamedTuple):
    """Characters in a row that no space parts, printed alike.

    Attributes:
        text: its characters.
        x0, x1, y: from where to where it reaches, and on which line it stands.
        style: the number of its style.
        glued: whether it goes on the word of the span before it.
    """

    text: str
    x0: float
    x1: float
    y: float
    style: int
    glued: bool


class Box(NamedTuple):
    """A rectangle that is drawn: a line where it is thin."""

    x0: float
    y0: float
    x1: float
    y1: float


class Mark(NamedTuple):
    """An entry of the outline; `level` from 1, `page` from 1 or 0 where it leads nowhere."""

    title: str
    level: int
    page: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PageScan:
    """One page; `pictures` are images."""

    width: float
    height: float
    spans: tuple[Span, ...]
    boxes: tuple[Box, ...]
    pictures: tuple[Box, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Scan:
    """A whole file; `info` is its metadata by name."""

    pages: tuple[PageScan, ...]
    styles: tuple[Style, ...]
    outline: tuple[Mark, ...]
    info: dict[str, str]
