"""How near one query is to the texts of an index in words: looked up, or known beforehand."""

from collections.abc import Sequence
from typing import Final, Protocol

import numpy as np

from bot.core.matching.arrays import Floats, Ints, Singles
from bot.core.matching.index import Index
from bot.core.matching.neighbours import Kernel, Table

MOST_KNOWN: Final = 10_000
"""Texts whose similarities are kept all at once: 400 MB, and no more than an index looks up
completely."""


class Nearness(Protocol):
    """How near one query is to each text, and how near texts are to one another."""

    def to_all(self) -> Floats:
        """How near the query is to each text, 0 to 1, by what is looked up: (texts,)."""
        ...

    def among(self, rows: Ints) -> tuple[Kernel, Floats]:
        """How near some texts are to one another, and the query to them by all that they hold."""
        ...


class Looked:
    """What an index finds for a query."""

    def __init__(self, index: Index, tokens: Sequence[str]) -> None:
        self._index, self._query = index, index.query(tokens)
        self._near = index.near(self._query)

    def to_all(self) -> Floats:
        """How near the query is to each text."""
        return self._near.copy()

    def among(self, rows: Ints) -> tuple[Kernel, Floats]:
        """How near some texts are to one another, and the query to them."""
        if self._index.is_complete:
            return self._index.shared(rows), self._near[rows]
        vectors = self._index.vectors(rows)
        return vectors.shared(), vectors.near(self._query)


class Known:
    """The similarities of all texts of an index, looked up once: for asking all of them again.

    Raises:
        ValueError: there are more texts than `MOST_KNOWN`.
    """

    def __init__(self, index: Index) -> None:
        if index.size > MOST_KNOWN:
            raise ValueError(f"{index.size} texts are too many to keep all their similarities")
        self._table: Singles = np.empty((index.size, index.size), np.float32)
        for row, tokens in enumerate(index.all_tokens()):
            self._table[row] = index.near(index.query(tokens))

    def of(self, row: int) -> "KnownRow":
        """How near one text is to the others."""
        return KnownRow(self._table, row)


class KnownRow:
    """How near one text of an index is to the others, as a table has it."""

    def __init__(self, table: Singles, row: int) -> None:
        self._table, self._row = table, row

    def to_all(self) -> Floats:
        """How near the text is to each."""
        near: Floats = self._table[self._row].astype(np.float64)
        return near

    def among(self, rows: Ints) -> tuple[Kernel, Floats]:
        """How near some texts are to one another, and the text to them."""
        return Table(self._table.take(rows, 0).take(rows, 1)), self.to_all()[rows]
