"""Arrays of arrays, kept flat: what belongs to each of many things, one after another."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Singles = npt.NDArray[np.float32]
Ints = npt.NDArray[np.intp]
Numbers = npt.NDArray[np.int32]

AnyInts = npt.NDArray[np.signedinteger[Any]]
Keys = npt.NDArray[np.int64]

NO_ROWS: Final[Ints] = np.zeros(0, np.intp)
NO_WEIGHTS: Final[Floats] = np.zeros(0)

HALF: Final = 32
"""Bits of the lower of two numbers that are kept as one key."""


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Ragged:
    """Rows of different lengths: row i is values[starts[i]:starts[i + 1]]."""

    starts: Numbers
    values: Numbers

    def __len__(self) -> int:
        return len(self.starts) - 1

    def of(self, rows: Ints) -> tuple[Numbers, Ints]:
        """The values of some rows, one row after another, and how many each has."""
        places, counts = ranges(self.starts[rows], self.starts[rows + 1])
        return self.values[places], counts

    def row(self, row: int) -> Numbers:
        """The values of one row."""
        return self.values[self.starts[row] : self.starts[row + 1]]


def ragged(rows: Iterable[Sequence[int]]) -> Ragged:
    """Rows as they come, kept flat; reads them once."""
    values, sizes = array("i"), array("i")
    for row in rows:
        values.extend(row)
        sizes.append(len(row))
    return Ragged(starts=starts_of(np.array(sizes, np.intp)), values=np.array(values, np.int32))


def starts_of(sizes: Ints) -> Numbers:
    """Where each row begins, from how long the rows are; and where the last ends."""
    return np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)


def sums(places: npt.NDArray[np.integer], values: Floats, size: int = 0) -> Floats:
    """The sum of the values that belong to each place: (size,)."""
    # numpy's stubs promise whole numbers; with weights they are floats.
    return np.bincount(places, values, size).astype(np.float64, copy=False)


def ranges(starts: AnyInts, ends: AnyInts) -> tuple[Ints, Ints]:
    """All whole numbers from each start to before its end, one after another; how many each."""
    counts = (ends - starts).astype(np.intp)
    after = counts.cumsum()
    places = (starts - after + counts).repeat(counts)
    places += np.arange(len(places))
    return places, counts


def turns(values: AnyInts) -> Ints:
    """Where a value differs from the one before; and the end."""
    if not len(values):
        return np.zeros(1, np.intp)
    inside = (values[1:] != values[:-1]).nonzero()[0]
    return np.concatenate([[0], inside + 1, [len(values)]])


def distinct(keys: Keys) -> tuple[Ints, Ints]:
    """The two halves of each key, ascending, once each; sorts the keys in place."""
    keys.sort()
    keys = keys[turns(keys)[:-1]]
    return keys >> HALF, keys & ((1 << HALF) - 1)


def in_parts(size: int, most: int) -> Iterator[Ints]:
    """The numbers below `size`, at most so many at a time."""
    for start in range(0, size, most):
        yield np.arange(start, min(start + most, size))
