"""What a pack says about words: how well each of its targets fits them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.core.knowledge import Entry, Pack, Target
from bot.core.matching.glossary import Glossary
from bot.core.matching.index import Index, sums
from bot.core.matching.neighbours import voices
from bot.core.matching.wordings import general, targets, wordings

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]

NONE: Final = np.zeros(0, np.intp)


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Evidence:
    """The fit of each target to a query, (targets,), and its wording that came nearest."""

    fits: Floats
    nearest: dict[int, str]


class Model:
    """A pack's targets and their wordings beside the general questions, indexed.

    Rows are numbered wordings first, then general questions, which speak for no target.
    """

    def __init__(self, pack: Pack, glossary: Glossary) -> None:
        self.targets: tuple[Target, ...] = targets(pack)
        self.wordings = wordings(self.targets, glossary)
        self.general = general(glossary)
        self.answers = _answers(self.targets)
        self._owners = np.array([wording.target for wording in self.wordings], np.intp)
        self._labels = np.array([wording.label for wording in self.wordings], np.float64)
        self._index = Index(
            [wording.words for wording in self.wordings],
            self.answers[self._owners],
            self.general,
        )

    def evidence(self, words: Sequence[str], without: Ints = NONE) -> Evidence:
        """How well each target fits these words, as if the rows `without` were not there."""
        near = self._index.similarities(words)
        near[without] = 0.0
        rows, votes = voices(self._index, near)
        own = rows < len(self.wordings)
        rows, votes = rows[own], votes[own]
        fits = sums(self._owners[rows], votes * self._labels[rows], len(self.targets))
        return Evidence(fits=fits, nearest=self._nearest(rows, near))

    def together(self, fits: Floats) -> Floats:
        """The fit of each answer, from the fits of the targets that give it: (answers,)."""
        return sums(self.answers, np.maximum(fits, 0.0), int(self.answers.max(initial=-1)) + 1)

    @property
    def wordings_per_answer(self) -> float:
        """How many wordings half of the answers have at most."""
        counts = np.bincount(self.answers[self._owners], self._labels > 0)
        return float(np.median(counts[counts > 0])) if counts.any() else 1.0

    def rows_of(self, answer: int) -> Ints:
        """The rows of all wordings of an answer."""
        return np.flatnonzero(self.answers[self._owners] == answer)

    def _nearest(self, rows: Ints, near: Floats) -> dict[int, str]:
        nearest: dict[int, str] = {}
        for row in rows[np.argsort(near[rows], kind="stable")]:
            wording = self.wordings[row]
            if wording.label > 0:
                nearest[wording.target] = wording.text
        return nearest


def _answers(matched: Sequence[Target]) -> Ints:
    """For each target the number of its answer: entries that quote the same passages share one."""
    numbers: dict[tuple[int, ...], int] = {}
    answers = []
    for position, target in enumerate(matched):
        passages = (
            tuple(excerpt.start for excerpt in target.excerpts)
            if isinstance(target, Entry)
            else (-1 - position,)
        )
        answers.append(numbers.setdefault(passages, len(numbers)))
    return np.array(answers, np.intp)
