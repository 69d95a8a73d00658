"""Whether answers were of help: counts, and nobody's name."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, kw_only=True, slots=True)
class Rated:
    """How often an entry, as it was worded then (`mark`), was rated as helpful and as not."""

    pack: str
    entry: str
    mark: str
    helpful: int
    unhelpful: int


class FeedbackStore(Protocol):
    """Durable counts. Every method raises StoreError, and then has changed nothing."""

    async def rate(self, pack: str, entry: str, mark: str, *, helpful: bool) -> None:
        """Count one more rating."""

    async def ratings(self, pack: str) -> tuple[Rated, ...]:
        """A pack's counts, the least helpful entries first."""
