"""The matcher: a pack's questions, fitted once; a query, to ranked matches with confidence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.core.knowledge import Entry, Pack, Phrasing, Status, Target
from bot.core.matching import background
from bot.core.matching.courtesy import SmallTalk, question_in
from bot.core.matching.english import STOP_WORDS
from bot.core.matching.features import grams, terms
from bot.core.matching.glossary import Glossary
from bot.core.matching.index import Index
from bot.core.matching.matches import Courtesy, Match, Matches
from bot.core.matching.ridge import fit
from bot.core.matching.spelling import Speller
from bot.core.matching.text import is_cjk, plain, words

Floats = npt.NDArray[np.float64]

PENALTY: Final = 0.5
SHARE_OF_GRAMS: Final = 0.5
COUNTER_LABEL: Final = -0.5
NOTHING: Final = 0.01

BIAS, PER_FIT, PER_LEAD = 3.6, 2.8, 0.5

@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """A phrasing as the matcher holds it; `label` is what a perfect fit would give its target."""

    text: str
    words: tuple[str, ...]
    target: int
    label: float


class Matcher:
    """Ranks a pack's entries and out-of-scope entries for a query.

    Built once from the pack; afterwards nothing changes, so threads may share it.
    """

    def __init__(self, pack: Pack) -> None:
        live = (entry for entry in pack.entries if entry.status is not Status.DRAFT)
        self._targets: tuple[Target, ...] = (*live, *pack.out_of_scope)
        self._glossary = Glossary(pack.glossary)
        self._small_talk = SmallTalk()
        self._wordings = self._unlike(self._all_wordings())
        general = [
            self._glossary.rename(words(plain(line))) for line in background.lines(background.GENERAL)
        ]
        texts = [wording.words for wording in self._wordings]
        self._grams = Index([grams(text) for text in texts], [grams(text) for text in general])
        self._terms = Index([terms(text) for text in texts], [terms(text) for text in general])
        self._speller = Speller(self._vocabulary(pack))
        self._exact = {w.words for w in self._wordings if w.label > 0}
        self._rivals = self._quoting_alike()
        self._dual = self._fit()

    def match(self, query: str, *, now: datetime) -> Matches:
        """The matches of a query among what may be shown at `now` (an aware time)."""
        text = plain(query)
        asked = self._glossary.rename(self._speller.mend(words(text)))
        if tuple(asked) not in self._exact:
            courtesy = self._courtesy(text, words(text))
            if courtesy is not None:
                return Matches(query=query, ranked=(), courtesy=courtesy)
            if not any(_tells(word) for word in asked):
                return Matches(query=query, ranked=(), too_little=True)
            asked = question_in(asked)
        return Matches(query=query, ranked=tuple(self._ranked(asked, now)))

    @staticmethod
    def _vocabulary(pack: Pack) -> Iterator[list[str]]:
        for target in (*pack.entries, *pack.out_of_scope):
            for phrasing in target.phrasings:
                yield words(plain(phrasing.text))
            yield words(plain(target.question))
        for names in pack.glossary:
            for name in names:
                yield words(plain(name))

    def _courtesy(self, text: str, query: Sequence[str]) -> Courtesy | None:
        if self._small_talk.takeover(text):
            return Courtesy.INJECTION
        kind = self._small_talk.kind(query)
        if kind is None and not all(self._speller.knows(word) for word in query):
            kind = self._small_talk.mended(query)
        return kind

    def _ranked(self, asked: Sequence[str], now: datetime) -> Iterator[Match]:
        near = self._nearness(asked)
        fits = np.clip(near @ self._dual, 0.0, None)
        shown = [
            position
            for position, target in enumerate(self._targets)
            if not isinstance(target, Entry) or target.is_live(now)
        ]
        confidences = self._confidences(fits, shown)
        nearest = self._nearest(near)
        for position in sorted(shown, key=lambda p: (-confidences[p], -fits[p], p)):
            if fits[position] > NOTHING:
                yield Match(
                    target=self._targets[position],
                    score=float(fits[position]),
                    confidence=float(confidences[position]),
                    phrasing=nearest[position],
                )

    def _nearness(self, asked: Sequence[str]) -> Floats:
        return SHARE_OF_GRAMS * self._grams.similarities(grams(asked)) + (
            1 - SHARE_OF_GRAMS
        ) * self._terms.similarities(terms(asked))

    def _confidences(self, fits: Floats, shown: Sequence[int]) -> Floats:
        """Probability that each target answers, by its fit and its lead over other answers."""
        together = self._rivals @ fits
        confidences = np.zeros(len(fits))
        for position in shown:
            others = [fits_of for p, fits_of in enumerate(together) if not self._rivals[position, p]]
            rival = max(NOTHING, *others, 0.0)
            own = max(NOTHING, float(together[position]))
            odds = BIAS + PER_FIT * np.log(own) + PER_LEAD * np.clip(np.log(own / rival), -3, 3)
            confidences[position] = 1 / (1 + np.exp(-odds))
        return confidences

    def _nearest(self, near: Floats) -> list[str]:
        nearest: list[str] = [""] * len(self._targets)
        best = np.full(len(self._targets), -1.0)
        for wording, value in zip(self._wordings, near, strict=False):
            if wording.label > 0 and value > best[wording.target]:
                nearest[wording.target], best[wording.target] = wording.text, value
        return nearest

    def _all_wordings(self) -> Iterator[Wording]:
        for position, target in enumerate(self._targets):
            own = (Phrasing(text=target.question, language=""), *target.phrasings)
            for label, phrasings in ((1.0, own), (COUNTER_LABEL, target.counter_phrasings)):
                for phrasing in phrasings:
                    asked = self._glossary.rename(words(plain(phrasing.text)))
                    if asked:
                        yield Wording(
                            text=phrasing.text, words=tuple(asked), target=position, label=label
                        )

    @staticmethod
    def _unlike(wordings: Iterator[Wording]) -> list[Wording]:
        """The wordings in an order of their own, each once per target: order must not matter."""
        kept = {(w.target, w.label, w.words): w for w in wordings}
        return [kept[key] for key in sorted(kept)]

    def _quoting_alike(self) -> Floats:
        """Which targets quote the same passages, (targets, targets): those do not compete."""
        quotes = [
            tuple(excerpt.start for excerpt in target.excerpts) if isinstance(target, Entry) else (-p,)
            for p, target in enumerate(self._targets, start=1)
        ]
        return np.array([[float(left == right) for right in quotes] for left in quotes])

    def _fit(self) -> Floats:
        kernel = SHARE_OF_GRAMS * self._grams.gram() + (1 - SHARE_OF_GRAMS) * self._terms.gram()
        labels = np.zeros((len(kernel), len(self._targets)))
        for row, wording in enumerate(self._wordings):
            labels[row, wording.target] = wording.label
        return fit(kernel, labels, PENALTY).dual


def _tells(word: str) -> bool:
    """Whether a word carries information by itself."""
    return is_cjk(word) or (len(word) > 1 and word not in STOP_WORDS)
