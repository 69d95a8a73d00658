"""Paragraphs that go on in the next column or on the next page, put together again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.authoring.building.document import Kind
from bot.authoring.building.readers.characters import ends_sentence, is_dense, weight
from bot.authoring.building.readers.pdf.chunks import Chunk
from bot.authoring.building.readers.pdf.pieces import Look

BROKEN: Final = 40
"""Letters of a paragraph that may go on; shorter ones are labels."""

LARGEST: Final = 1.1
"""Times the size of the text; what is larger is a heading, and does not go on."""

BETWEEN: Final = 80
"""Rows, captions and boxes that may stand before the rest of a paragraph."""

PAGES: Final = 2
"""On which the rest may stand, from that where a paragraph begins."""

LABEL: Final = 30
"""Letters of a label that stands alone, like a date."""

SEVERAL: Final = 3
"""Lines of a paragraph that does not stop without a full stop."""

SLACK: Final = 4.0
"""Of the size; a line that ends so near to the right side is full."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Placed:
    """A chunk and the number of the column that it stands in."""

    chunk: Chunk
    run: int


def together(placed: Sequence[Placed], body: Look) -> list[Chunk]:
    """The chunks, in their order; the rest of a paragraph stands where it began."""
    rest: dict[int, int] = {}
    taken: set[int] = set()
    for at in range(len(placed)):
        after = _rest(placed, at, taken, body)
        if after is not None:
            rest[at] = after
            taken.add(after)
    return [_whole(placed, at, rest) for at in range(len(placed)) if at not in taken]


def _whole(placed: Sequence[Placed], at: int, rest: dict[int, int]) -> Chunk:
    chunk = placed[at].chunk
    lines = list(chunk.lines)
    while at in rest:
        at = rest[at]
        lines.extend(placed[at].chunk.lines)
    return replace(chunk, lines=tuple(lines))


def _rest(placed: Sequence[Placed], at: int, taken: set[int], body: Look) -> int | None:
    """Where a paragraph goes on that its column's end cut off."""
    here = placed[at]
    if not _may_go_on(here.chunk, body):
        return None
    crossed = False
    for after, other in _others(placed, at):
        if other.run == here.run and after == at + 1:
            return None
        if after in taken or not _is_text(other.chunk, here.chunk):
            crossed = crossed or _looks_like_heading(other.chunk, body)
            continue
        return after if _goes_on(here.chunk, other.chunk, crossed=crossed) else None
    return None


def _others(placed: Sequence[Placed], at: int) -> Iterator[tuple[int, Placed]]:
    last = placed[at].chunk.lines[-1].page + PAGES
    for after in range(at + 1, min(at + 1 + BETWEEN, len(placed))):
        if placed[after].chunk.page > last:
            return
        yield after, placed[after]


def _may_go_on(chunk: Chunk, body: Look) -> bool:
    return (
        chunk.kind in {Kind.PARAGRAPH, Kind.ITEM}
        and chunk.look.size <= LARGEST * body.size
        and (body.bold or not chunk.look.bold)
        and bool(chunk.lines)
        and sum(weight(line.text) for line in chunk.lines) >= BROKEN
    )


def _is_text(chunk: Chunk, before: Chunk) -> bool:
    """Whether it is text like that before, not a table, a caption, a box, a label between."""
    if not chunk.lines or chunk.kind is Kind.CAPTION or _is_label(chunk):
        return False
    return chunk.look.is_like(before.look) and chunk.look.bold == before.look.bold


def _is_label(chunk: Chunk) -> bool:
    text = chunk.lines[0].text
    return (
        len(chunk.lines) == 1
        and weight(text) < LABEL
        and not ends_sentence(text)
        and not _first_letter(text).islower()
    )


def _looks_like_heading(chunk: Chunk, body: Look) -> bool:
    if not chunk.lines or chunk.kind is Kind.CAPTION:
        return False
    return chunk.look.size > LARGEST * body.size or (chunk.look.bold and not body.bold)


def _first_letter(text: str) -> str:
    return text.lstrip("“‘\"'([")[:1]


def _goes_on(before: Chunk, after: Chunk, *, crossed: bool) -> bool:
    if after.kind is not Kind.PARAGRAPH:
        return False
    last, first = before.lines[-1], after.lines[0]
    if _first_letter(first.text).islower():
        return not last.text.endswith(":")
    if crossed or ends_sentence(last.text) or last.text[-1] in ":;":
        return False
    is_full = last.x1 > before.right - SLACK * last.look.size
    cased = first.text[0].isalpha() and not is_dense(first.text[0])
    if cased and len(after.lines) == 1 and weight(first.text) < BROKEN:
        return False
    return is_full or len(before.lines) >= SEVERAL
