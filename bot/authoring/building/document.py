"""What a reader finds in a report's file, whatever its format: text in blocks, and what it left."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.authoring.errors import CuratorError


class ReportError(CuratorError):
    """A report's file cannot be used; the message says why, and what to do."""


class Kind(StrEnum):
    """What a block of a report is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "list item"
    TABLE = "table"
    """One row of a table, its cells joined by " | "; kept in the text, never quoted in a draft."""
    CAPTION = "caption"


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """A heading, a paragraph, an item of a list: one line of text, just as the report has it.

    Args:
        kind: what it is.
        text: its characters; white space within is single spaces, there is none around it.
        level: of a heading, 1 for a main part to 6; 0 for everything else.
        page: on which page of the file it begins, counted from 1; None where there are no pages.
        breaks: the places in `text` where the next page begins, one for each page turned.
    """

    kind: Kind
    text: str
    level: int = 0
    page: int | None = None
    breaks: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Dropped:
    """Something in the file that is no content of the report, and why it was taken for that.

    `reason` is a short noun: "page header", "page footer", "footnote", "table of contents",
    "navigation", "share bar", "picture".
    """

    reason: str
    text: str
    page: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """A report as it was read.

    Args:
        title, publisher, published, url, language: as far as the document itself says so; the
            language is an IETF tag.
        blocks: the content, in reading order.
        dropped: what was left out, in the order of the file.
        doubts: sentences on what a human should look at, each for itself.
    """

    blocks: tuple[Block, ...]
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    language: str | None = None
    dropped: tuple[Dropped, ...] = ()
    doubts: tuple[str, ...] = ()
