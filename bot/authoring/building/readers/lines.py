"""A line on its way to a block: what stands there, how it looks, and whether it is content."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.authoring.building.document import Kind


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A heading, a paragraph, an item: as the format has it, with what hints at its part.

    Args:
        text: tidy, never empty.
        level: of a heading that the format names as one.
        bold: whether all of it is bold, underlined or larger than the rest.
        centred: whether it stands in the middle.
        reason: why it is no content of the report; empty if it is.
    """

    text: str
    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    bold: bool = False
    centred: bool = False
    reason: str = ""


def content(lines: Sequence[Line]) -> Iterator[tuple[int, Line]]:
    """The lines that are content, each with its place among all."""
    return ((at, line) for at, line in enumerate(lines) if not line.reason)
