"""Lines → paragraphs, items and headings of a page, by how they look and where they begin."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

from bot.authoring.building.document import Kind
from bot.authoring.building.readers.characters import ends_sentence, is_numbered, without_bullet
from bot.authoring.building.readers.numbering import numbering
from bot.authoring.building.readers.pdf.pieces import Look, Piece

SPACED: Final = 1.25
"""Times the usual distance of lines; paragraphs are farther apart."""

USUAL: Final = 1.35
"""Of the size; the distance of lines where there are too few to tell."""

INDENT: Final = 0.6
"""Of the size; a paragraph that begins farther in is one of its own."""

SHORT: Final = 0.6
"""Of a column's width; a line that ends before that was ended on purpose."""

SLACK: Final = 1.5
"""Of the size; a line's last word may be missing so much more than what the next begins with."""

_GLYPH: Final = re.compile(r"[•‣◦▪▫■□●○◆◇►▶➢➤✓✔∙\u2043\uf0a7\uf0b7\uf0d8\uf0fc①-⑳]|[·*][ ]")
_CLOSES: Final = re.compile(r"(?:[;:,.]|\band|\bor|\bund|\boder)$")


@dataclass(frozen=True, kw_only=True)
class Chunk:
    """A paragraph, an item, a heading as it stands on one page; `text` of a table's row.

    Args:
        lines: its lines; of a row, none.
        right: how far lines reach in its column.
        row: of a table's row, what it says.
    """

    lines: tuple[Piece, ...]
    page: int
    kind: Kind = Kind.PARAGRAPH
    right: float = 0.0
    row: str = ""

    @cached_property
    def look(self) -> Look:
        """Of most of its letters."""
        if not self.lines:
            return Look(0.0, bold=False, italic=False, font="", colour=0)
        looks: Counter[Look] = Counter()
        for line in self.lines:
            looks[line.look] += len(line.text)
        most = max(looks, key=looks.__getitem__)
        return most._replace(bold=all(line.look.bold for line in self.lines))


def pitches(runs: Sequence[Sequence[Piece]]) -> dict[float, float]:
    """The usual distance of two lines, for each size of letters."""
    steps: defaultdict[float, Counter[float]] = defaultdict(Counter)
    for run in runs:
        for before, after in pairwise(run):
            step = after.y - before.y
            if before.look.size == after.look.size and 0 < step < 3 * before.look.size:
                steps[before.look.size][round(step * 2) / 2] += 1
    return {
        size: counts.most_common(1)[0][0]
        for size, counts in steps.items()
        if counts.total() > 2 and counts.most_common(1)[0][0] > 0.8 * size  # noqa: PLR2004
    }


def chunks(run: Sequence[Piece], pitch: Mapping[float, float]) -> Iterator[Chunk]:
    """The chunks of a column, from the top down."""
    column = _Column(run, pitch)
    held: list[Piece] = []
    for piece in run:
        if held and column.parts(held, piece):
            yield column.chunk(held)
            held = []
        held.append(piece)
    if held:
        yield column.chunk(held)


class _Column:
    """What is usual in a column of text."""

    def __init__(self, run: Sequence[Piece], pitch: Mapping[float, float]) -> None:
        self._pitch = pitch
        self._right = max(piece.x1 for piece in run)
        self._left = min(piece.x0 for piece in run)

    def chunk(self, held: Sequence[Piece]) -> Chunk:
        """Lines as one."""
        first = held[0].text
        is_item = without_bullet(first)[1] or (is_numbered(first) and not held[0].look.bold)
        return Chunk(
            lines=tuple(held),
            page=held[0].page,
            kind=Kind.ITEM if is_item else Kind.PARAGRAPH,
            right=self._right,
        )

    def parts(self, held: Sequence[Piece], piece: Piece) -> bool:
        """Whether a line begins something new."""
        last = held[-1]
        if piece.y - last.y < last.look.size / 2 and piece.x0 >= last.x1 - 1:
            return False
        return (
            self._is_spaced(last, piece)
            or self._looks_other(last, piece)
            or self._begins_item(held, piece)
            or self._is_indented(held, piece)
            or self._was_ended(held, piece)
        )

    def _is_spaced(self, last: Piece, piece: Piece) -> bool:
        size = max(last.look.size, piece.look.size)
        usual = self._pitch.get(size, USUAL * size)
        return not 0 < piece.y - last.y <= SPACED * usual

    def _looks_other(self, last: Piece, piece: Piece) -> bool:
        if not last.look.is_like(piece.look):
            same_size = abs(last.look.size - piece.look.size) < 0.5  # noqa: PLR2004
            return not (same_size and self._runs_on(last, piece))
        if last.look.bold == piece.look.bold or piece.mixed:
            return False
        return not self._runs_on(last, piece)

    def _runs_on(self, last: Piece, piece: Piece) -> bool:
        """Whether a line is full, and what it says is not at its end."""
        full = last.x1 > self._right - SLACK * 2 * last.look.size
        return full and not ends_sentence(last.text) and piece.text[:1].islower()

    def _begins_item(self, held: Sequence[Piece], piece: Piece) -> bool:
        text, last = piece.text, held[-1]
        if _GLYPH.match(text):
            return True
        if not without_bullet(text)[1] and not is_numbered(text):
            return bool(numbering(text)) and last.look.bold and piece.look.bold
        aligned = abs(piece.x0 - held[0].x0) < INDENT * piece.look.size
        if aligned and self._is_same_list(held[0], piece):
            return True
        if last.text.endswith((":", "：")) or self._has_room(last, piece):
            return True
        return bool(_CLOSES.search(last.text)) and piece.x0 > last.x0 + INDENT * last.look.size

    def _is_same_list(self, first: Piece, piece: Piece) -> bool:
        signs = without_bullet(first.text)[1], without_bullet(piece.text)[1]
        return all(signs) or (is_numbered(first.text) and is_numbered(piece.text))

    def _is_indented(self, held: Sequence[Piece], piece: Piece) -> bool:
        """Whether it begins farther in than the lines before, or, under lines set in, less far."""
        first, last, least = held[0], held[-1], INDENT * piece.look.size
        if _are_centred(last, piece):
            return False
        if len(held) > 1 and held[1].x0 - first.x0 > least:
            return abs(piece.x0 - first.x0) < least and last.x0 - piece.x0 > least
        if piece.x0 - last.x0 <= least:
            return False
        labelled = without_bullet(first.text)[1] or is_numbered(first.text)
        return not labelled and (ends_sentence(last.text) or len(held) > 1)

    def _was_ended(self, held: Sequence[Piece], piece: Piece) -> bool:
        last = held[-1]
        if not self._has_room(last, piece, held):
            return False
        if ends_sentence(last.text):
            return True
        width = self._right - self._left
        is_short = last.x1 < self._left + SHORT * width
        return (
            is_short
            and not last.look.bold
            and last.look.size <= piece.look.size
            and (piece.text[:1].isupper() and not _are_centred(last, piece))
        )

    def _has_room(self, last: Piece, piece: Piece, held: Sequence[Piece] = ()) -> bool:
        """Whether the first word of a line would have had room at the end of the one before."""
        right = max([piece.x1, *(line.x1 for line in held)]) if len(held) > 1 else self._right
        # A label is never parted from the word after it.
        label = is_numbered(piece.text) or without_bullet(piece.text)[1]
        word = piece.words[min(int(label), len(piece.words) - 1)].span
        need = word.x1 - piece.x0 + SLACK * piece.look.size
        return last.x1 + need < right


def _are_centred(one: Piece, other: Piece) -> bool:
    middle = abs((one.x0 + one.x1) - (other.x0 + other.x1)) / 2
    return middle < 2 and abs(one.x0 - other.x0) > 2  # noqa: PLR2004
