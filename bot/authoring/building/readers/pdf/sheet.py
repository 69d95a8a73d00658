"""A page while it is being read: what is left of it, and what was put aside."""

from dataclasses import dataclass, field

from bot.authoring.building.document import Dropped
from bot.authoring.building.readers.pdf.pieces import Piece
from bot.authoring.building.readers.pdf.scan import Box


@dataclass(kw_only=True, slots=True)
class Sheet:
    """One page; `pieces` shrink as what is no content goes to `dropped`."""

    number: int
    width: float
    height: float
    pieces: list[Piece]
    boxes: tuple[Box, ...]
    pictures: tuple[Box, ...] = ()
    dropped: list[Dropped] = field(default_factory=list)

    def drop(self, pieces: list[Piece], reason: str, *, text: str | None = None) -> None:
        """Put pieces aside, as one text if it is given, else each for itself."""
        gone = set(map(id, pieces))
        self.pieces = [piece for piece in self.pieces if id(piece) not in gone]
        told = [piece.whole for piece in pieces] if text is None else [text]
        self.dropped.extend(
            Dropped(reason=reason, text=one, page=self.number) for one in told if one
        )
