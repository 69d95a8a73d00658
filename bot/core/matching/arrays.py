"""Arrays of arrays, kept flat: what belongs to each of many things, one after another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]
Numbers = npt.NDArray[np.int32]

NO_ROWS: Ints = np.zeros(0, np.intp)


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Ragged:
    """Rows of different lengths: row i is values[starts[i]:starts[i + 1]]."""

    starts: Numbers
    values: Numbers

    def __len__(self) -> int:
        return len(self.starts) - 1

    def of(self, rows: Ints) -> tuple[Numbers, Ints]:
        """The values of some rows, one row after another, and how many each has."""
        starts = self.starts[rows].astype(np.intp)
        counts = self.starts[rows + 1] - starts
        shifts = starts - np.cumsum(counts) + counts
        places = np.arange(int(counts.sum())) + np.repeat(shifts, counts)
        return self.values[places], counts

    def row(self, row: int) -> Numbers:
        """The values of one row."""
        return self.values[self.starts[row] : self.starts[row + 1]]


def ragged(rows: Sequence[Sequence[int]]) -> Ragged:
    """Rows as they come, kept flat."""
    sizes = np.fromiter(map(len, rows), np.intp, len(rows))
    values = np.fromiter((value for row in rows for value in row), np.int32, int(sizes.sum()))
    return Ragged(starts=starts_of(sizes), values=values)


def starts_of(sizes: Ints) -> Numbers:
    """Where each row begins, from how long the rows are; and where the last ends."""
    return np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)


def sums(places: npt.NDArray[np.integer], values: Floats, size: int = 0) -> Floats:
    """The sum of the values that belong to each place: (size,)."""
    # numpy's stubs promise whole numbers; with weights they are floats.
    return np.bincount(places, values, size).astype(np.float64, copy=False)


def numbered(names: Iterable[str]) -> dict[str, int]:
    """Each name's number, in order of appearance."""
    numbers: dict[str, int] = {}
    for name in names:
        numbers.setdefault(name, len(numbers))
    return numbers
