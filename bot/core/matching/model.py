"""What a pack says about words: how well its targets fit them."""

from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from bot.core.knowledge import Pack, Target
from bot.core.matching.arrays import NO_ROWS, Floats, Ints, Numbers, sums
from bot.core.matching.glossary import Glossary
from bot.core.matching.index import Index, index
from bot.core.matching.meaning import Meaning, is_understood, share
from bot.core.matching.nearness import MOST_KNOWN, Known, Looked, Nearness
from bot.core.matching.neighbours import Blend, best, voices
from bot.core.matching.wordings import answers, general, targets, text, wordings, words_of

MOST_NEIGHBOURS: Final = 300
"""Wordings that a fit is made of; on the evaluation sets as good as a fit of all of them."""

LEAST_NEIGHBOURS: Final = 24

MOST_WITH_MEANING: Final = 128

NEIGHBOURS_IN_ALL: Final = 1_000_000
"""Neighbours times wordings: in a pack of a hundred thousand wordings two dozen speak, so that
an answer takes as long as in a small one."""


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Fitted:
    """A pack's wordings beside the general questions, indexed: all that takes time to make.

    Rows are numbered wordings first, then general questions, which speak for no target. `owners`
    is the number of each wording's target, `labels` what a perfect fit gives that, `places` which
    of the target's wordings it is; `uses` how often the pack uses each word, as it is written.
    """

    index: Index
    owners: Numbers
    labels: Floats
    places: Numbers
    uses: dict[str, int]

    def texts(self) -> list[list[str]]:
        """The tokens of each row."""
        return self.index.all_tokens()


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Evidence:
    """The targets that some near wording speaks for or against, and what they amount to.

    `targets` are their numbers, ascending; `fits` how well each fits; `nearest` each one's own
    wording that came nearest, as a row; `by_meaning` says whether meaning counted beside words.
    """

    targets: Ints
    fits: Floats
    nearest: dict[int, int]
    by_meaning: bool


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Neighbours:
    """The rows nearest to a query, how near each is, and the weight of its vote."""

    rows: Ints
    near: Floats
    votes: Floats


class Model:
    """A pack's targets with what was fitted to their wordings."""

    def __init__(self, pack: Pack, fitted: Fitted, meaning: Meaning | None = None) -> None:
        self.targets: tuple[Target, ...] = targets(pack)
        self.answers: Ints = np.array(answers(self.targets), np.intp)
        self.index = fitted.index
        self.owners, self.labels, self._places = fitted.owners, fitted.labels, fitted.places
        self._meaning = meaning
        self._share = share(self.wordings_per_answer)
        shrunk = max(NEIGHBOURS_IN_ALL // max(len(self.owners), 1), LEAST_NEIGHBOURS)
        self._most_by_words = min(shrunk, MOST_NEIGHBOURS)
        self._most_by_meaning = min(shrunk, MOST_WITH_MEANING)

    def evidence(self, tokens: Sequence[str], *, by_words: bool = False) -> Evidence:
        """What speaks for each target in view of a query; by words alone if that is asked for."""
        meaning = self._meaning if is_understood(tokens) and not by_words else None
        meant = None if meaning is None else meaning.near(tokens)
        return self._evidence(Looked(self.index, tokens), meant, NO_ROWS)

    def evidence_for(self, row: int, without: Ints, words: Nearness | None = None) -> Evidence:
        """What speaks for each target in view of a wording, were the rows `without` not there.

        Args:
            row: the wording's.
            without: the rows to leave out, itself among them.
            words: how near the wording is to others in words, if that is known already.
        """
        tokens = self.index.tokens(row)
        meaning = self._meaning if is_understood(tokens) else None
        meant = None if meaning is None else meaning.near_row(row)
        return self._evidence(words or Looked(self.index, tokens), meant, without)

    def _evidence(self, words: Nearness, meant: Floats | None, without: Ints) -> Evidence:
        """What speaks for each target.

        With meaning a fit is also scaled by the root of the nearest wording's nearness: agreement
        of all that speaks for an answer is worth more once a single wording is near.
        """
        neighbours = self._neighbours_of(words, meant, without)
        own = neighbours.rows < len(self.owners)
        rows, near, votes = neighbours.rows[own], neighbours.near[own], neighbours.votes[own]
        found, of = np.unique(self.owners[rows], return_inverse=True)
        fits = sums(of, votes * self.labels[rows], len(found))
        if meant is not None:
            nearest = np.zeros(len(found))
            np.maximum.at(nearest, of, near * (self.labels[rows] > 0))
            fits *= np.sqrt(nearest)
        return Evidence(
            targets=found.astype(np.intp),
            fits=fits,
            nearest=self._nearest(rows, near),
            by_meaning=meant is not None,
        )

    def _neighbours_of(self, words: Nearness, meant: Floats | None, without: Ints) -> Neighbours:
        near = words.to_all()
        if meant is not None:
            near = (1 - self._share) * near + self._share * meant
        near[without] = 0.0
        rows = best(near, self._most_by_words if meant is None else self._most_by_meaning)
        kernel, nearest = words.among(rows)
        if meant is None or self._meaning is None:
            return Neighbours(rows=rows, near=nearest, votes=voices(kernel, nearest))
        nearest = (1 - self._share) * nearest + self._share * meant[rows]
        blend = Blend(kernel, self._meaning.among(rows), self._share)
        return Neighbours(rows=rows, near=nearest, votes=voices(blend, nearest))

    def known(self) -> Callable[[int], Nearness]:
        """How near each wording is to all texts, known at once if there are not too many."""
        if self.index.size > MOST_KNOWN:
            return lambda row: Looked(self.index, self.index.tokens(row))
        return Known(self.index).of

    def exact(self, tokens: Sequence[str], without: Ints = NO_ROWS) -> Ints:
        """The numbers of the targets that have these tokens as a phrasing, but for some rows."""
        rows = self.index.equal(tokens)
        rows = rows[rows < len(self.owners)]
        if len(without):
            rows = rows[~np.isin(rows, without)]
        return np.unique(self.owners[rows[self.labels[rows] > 0]]).astype(np.intp)

    def text(self, row: int) -> str:
        """The wording that a row stands for, as the pack has it."""
        return text(self.targets[self.owners[row]], self.place(row))

    def place(self, row: int) -> int:
        """The place of a row's wording among those of its target."""
        return int(self._places[row])

    @property
    def wordings_per_answer(self) -> float:
        """How many wordings half of the answers have at most."""
        counts = np.bincount(self.answers[self.owners], self.labels > 0)
        counts = np.sort(counts[counts > 0])
        return float(counts[len(counts) // 2]) if len(counts) else 1.0

    def rows_of(self, answer: int) -> Ints:
        """The rows of all wordings of an answer."""
        return np.flatnonzero(self.answers[self.owners] == answer)

    def _nearest(self, rows: Ints, near: Floats) -> dict[int, int]:
        spoken = rows[np.argsort(near, kind="stable")]
        spoken = spoken[self.labels[spoken] > 0]
        return dict(zip(self.owners[spoken].tolist(), spoken.tolist(), strict=True))


def fit(pack: Pack) -> Fitted:
    """The index of a pack's wordings, which are read one by one: there may be a million."""
    read = _Read(pack)
    made = index(read.texts(), read.groups)
    return Fitted(
        index=made,
        owners=np.array(read.owners, np.int32),
        labels=np.array(read.labels, np.float64),
        places=np.array(read.places, np.int32),
        uses=dict(read.uses),
    )


class _Read:
    """What is noted of each wording while it is read."""

    def __init__(self, pack: Pack) -> None:
        self._pack, self._glossary = pack, Glossary(pack.glossary)
        self._groups, self.owners, self.places = array("i"), array("i"), array("i")
        self.labels = array("d")
        self.uses = Counter(words_of(pack.glossary))

    def texts(self) -> Iterator[Sequence[str]]:
        """The tokens of all wordings, then of the general questions."""
        for wording in wordings(targets(self._pack), self._glossary):
            self._groups.append(wording.answer)
            self.owners.append(wording.target)
            self.places.append(wording.place)
            self.labels.append(wording.label)
            if wording.label > 0:
                self.uses.update(wording.written)
            yield wording.tokens
        yield from general(self._glossary)

    def groups(self) -> Ints:
        """The answer of each wording."""
        return np.array(self._groups, np.intp)


def together(answers_of: Ints, fits: Floats) -> tuple[Ints, Floats]:
    """The fit of each answer, from those of the targets that give it.

    Returns:
        Each target's place among the distinct answers, and the fits of those.
    """
    found, of = np.unique(answers_of, return_inverse=True)
    return of, sums(of, np.maximum(fits, 0.0), len(found))
