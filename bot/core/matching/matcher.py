"""The matcher: a query against a pack's questions, to ranked matches with confidence."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.core.knowledge import Entry, Pack
from bot.core.matching.confidence import LEAST_FIT, Calibration, usual
from bot.core.matching.courtesy import SmallTalk, question_in
from bot.core.matching.english import STOP_WORDS
from bot.core.matching.glossary import Glossary
from bot.core.matching.matches import Courtesy, Match, Matches
from bot.core.matching.model import Model
from bot.core.matching.spelling import Speller
from bot.core.matching.text import is_cjk, plain, words
from bot.core.matching.wordings import vocabulary

WHOLE: Final = 1.0
"""The fit of a target that has the query as a phrasing."""


class Matcher:
    """Ranks a pack's entries and out-of-scope entries for a query.

    Built once from the pack; afterwards nothing changes, so threads may share it. Only the first
    600 characters of a query, spaces collapsed, are read.
    """

    def __init__(self, pack: Pack, *, calibration: Calibration | None = None) -> None:
        self._glossary = Glossary(pack.glossary)
        self._speller = Speller(vocabulary(pack))
        self._small_talk = SmallTalk()
        self._model = Model(pack, self._glossary)
        self._calibration = calibration or usual(self._model.wordings_per_answer)
        self._exact: dict[tuple[str, ...], list[int]] = {}
        for wording in self._model.wordings:
            if wording.label > 0:
                self._exact.setdefault(wording.words, []).append(wording.target)

    def match(self, query: str, *, now: datetime) -> Matches:
        """The matches of a query among what may be shown at `now` (an aware time)."""
        text = plain(query)
        written = words(text)
        asked = self._glossary.rename(self._speller.mend(written))
        if tuple(asked) not in self._exact:
            courtesy = self._courtesy(text, written)
            if courtesy is not None:
                return Matches(query=query, ranked=(), courtesy=courtesy)
            if not any(_tells(word) for word in asked):
                return Matches(query=query, ranked=(), too_little=True)
            asked = question_in(asked)
        return Matches(query=query, ranked=tuple(self._ranked(asked, now)))

    def _courtesy(self, text: str, written: Sequence[str]) -> Courtesy | None:
        if self._small_talk.takeover(text):
            return Courtesy.INJECTION
        kind = self._small_talk.kind(written)
        if kind is not None or all(self._speller.knows(word) for word in written):
            return kind
        kind = self._small_talk.mended(written)
        if kind is None and self._speller.gibberish(written):
            return Courtesy.GIBBERISH
        return kind

    def _ranked(self, asked: Sequence[str], now: datetime) -> Iterator[Match]:
        evidence = self._model.evidence(asked)
        shown = self._shown(now)
        fits = evidence.fits.copy()
        # Whoever types a phrasing word for word means it, however many others resemble it.
        fits[self._exact.get(tuple(asked), [])] = WHOLE
        fits = np.where(shown, fits, 0.0)
        answers = self._calibration.confidences(self._model.together(fits))
        confidences = answers[self._model.answers]
        for position in np.lexsort((np.arange(len(fits)), -fits, -confidences)):
            if fits[position] > LEAST_FIT:
                target = self._model.targets[position]
                yield Match(
                    target=target,
                    score=float(fits[position]),
                    confidence=float(confidences[position]),
                    phrasing=evidence.nearest.get(int(position), target.question),
                )

    def _shown(self, now: datetime) -> npt.NDArray[np.bool_]:
        return np.array(
            [
                not isinstance(target, Entry) or target.is_live(now)
                for target in self._model.targets
            ],
            np.bool_,
        )


def _tells(word: str) -> bool:
    """Whether a word carries information by itself."""
    return is_cjk(word) or (len(word) > 1 and word not in STOP_WORDS)
