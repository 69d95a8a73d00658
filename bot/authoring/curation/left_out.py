"""What a pack's wordings would find if they were not in it: how those fare who ask nearly so."""

from datetime import datetime

import numpy as np

from bot.core.knowledge import Entry, Pack, Target
from bot.core.matching import Fitted, Meaning
from bot.core.matching.confidence import LEAST_FIT
from bot.core.matching.model import Model, together


class LeftOut:
    """A pack's matching model, asked for the pack's own wordings as if each were not there.

    Args:
        pack: the pack.
        fitted: its wordings.
        meaning: their meaning, if there is one who tells it.
        now: the time of asking, an aware one.
    """

    def __init__(self, pack: Pack, fitted: Fitted, meaning: Meaning | None, now: datetime) -> None:
        self._model, self._now = Model(pack, fitted, meaning), now
        own = np.flatnonzero(self._model.labels > 0)
        owners = (self._model.targets[self._model.owners[row]] for row in own)
        self._rows = {
            (target.id, self._model.text(int(row))): int(row)
            for row, target in zip(own, owners, strict=True)
        }

    def found(self, target: Target, text: str) -> Target | None:
        """What fits a target's wording best if that is left out; None if nothing fits."""
        row = self._rows.get((target.id, text))
        if row is None:
            return None
        evidence = self._model.evidence_for(row, np.array([row]))
        shown = np.array([self._is_shown(number) for number in evidence.targets], np.bool_)
        targets, fits = evidence.targets[shown], evidence.fits[shown]
        if not len(targets):
            return None
        of, in_all = together(self._model.answers[targets], fits)
        best = int(np.lexsort((-fits, -in_all[of]))[0])
        return self._model.targets[targets[best]] if fits[best] > LEAST_FIT else None

    def knows(self, target: Target, text: str) -> bool:
        """Whether that is a wording of the pack; of those that read alike, one is."""
        return (target.id, text) in self._rows

    def _is_shown(self, number: int) -> bool:
        target = self._model.targets[number]
        return not isinstance(target, Entry) or target.is_live(self._now)
