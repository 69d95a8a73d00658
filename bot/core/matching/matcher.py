"""The matcher: a query against a pack's questions, to ranked matches with confidence."""

import weakref
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache, partial
from itertools import chain, islice
from typing import Final

import numpy as np

from bot.core.knowledge import Entry, Pack
from bot.core.matching.arrays import NO_ROWS, Flags, Floats, Ints
from bot.core.matching.confidence import LEAST_FIT, Calibration, usual
from bot.core.matching.courtesy import SmallTalk, question_in
from bot.core.matching.english import STOP_WORDS
from bot.core.matching.features import tokens
from bot.core.matching.glossary import Glossary
from bot.core.matching.matches import Correction, Courtesy, Match, Matches, OwnWording
from bot.core.matching.meaning import Meaning
from bot.core.matching.model import Evidence, Fitted, Model, fit, together
from bot.core.matching.nearness import Nearness
from bot.core.matching.spelling import Speller
from bot.core.matching.text import is_cjk, plain, words

Live = tuple[bool, ...]

WHOLE: Final = 1.0
"""The fit of a target that has the query as a phrasing."""

CERTAIN: Final = 0.6
"""The confidence from which small talk is taken for the question of the pack that it resembles."""

MOST_OF_OWN: Final = 8
"""Matches of one of the pack's own wordings; more never decide an answer."""

MOST_REMEMBERED: Final = 512
"""Queries whose matches are remembered, in memory only: people press the same buttons and repeat
one another's questions. Some five kilobytes each."""

NO_QUESTION: Final = {Courtesy.INJECTION, Courtesy.GIBBERISH}
"""What never is one."""


class Matcher:
    """Ranks a pack's entries and out-of-scope entries for a query.

    Built once from the pack; afterwards no answer changes, so threads may share it. Only the first
    600 characters of a query, spaces collapsed, are read.
    """

    def __init__(
        self,
        pack: Pack,
        *,
        fitted: Fitted | None = None,
        meaning: Meaning | None = None,
        calibration: Calibration | None = None,
    ) -> None:
        self._glossary = Glossary(pack.glossary)
        self._small_talk = SmallTalk()
        fitted = fitted or fit(pack)
        self._speller = Speller(fitted.uses)
        self._model = Model(pack, fitted, meaning)
        self._calibration = calibration or usual(self._model.wordings_per_answer)
        self._dated = [
            (position, target)
            for position, target in enumerate(self._model.targets)
            if isinstance(target, Entry) and (target.embargo_until or target.expires)
        ]
        # By proxy: else a matcher held itself, and stayed long after its pack was loaded anew.
        ask = partial(Matcher._match, weakref.proxy(self))
        self._remembered = lru_cache(MOST_REMEMBERED)(ask)

    def match(self, query: str, *, now: datetime, by_words: bool = False) -> Matches:
        """The matches of a query among what may be shown at `now` (an aware time).

        `by_words` leaves meaning out, for what is no sentence: the encoder knows only those.
        """
        matches = self._remembered(plain(query), self._live(now), by_words)
        return matches if matches.query == query else replace(matches, query=query)

    def _match(self, text: str, live: Live, by_words: bool) -> Matches:  # noqa: FBT001 - a key
        """The matches of a plain text: nothing else of a query and of the time tells."""
        written = words(text)
        mended = self._speller.mend(written)
        asked = self._glossary.rename([*chain.from_iterable(mended)])
        exact = self._model.exact(tokens(asked))
        courtesy = None if len(exact) else self._courtesy(text, written)
        if courtesy in NO_QUESTION:
            return Matches(query=text, ranked=(), courtesy=courtesy)
        if not len(exact) and courtesy is None:
            if not any(_tells(word) for word in asked):
                return Matches(query=text, ranked=(), too_little=True)
            asked, whole = question_in(asked), asked
            exact = exact if asked == whole else self._model.exact(tokens(asked))
        found = self._model.evidence(tokens(asked), by_words=by_words)
        ranked = tuple(self._ranked(exact, found, self._shown(live)))
        if courtesy is not None and not (ranked and ranked[0].confidence >= CERTAIN):
            return Matches(query=text, ranked=(), courtesy=courtesy)
        return Matches(
            query=text,
            ranked=ranked,
            corrections=tuple(self._corrections(written, mended)),
            by_meaning=found.by_meaning,
        )

    def own_wordings(self, *, now: datetime) -> Iterator[OwnWording]:
        """Each wording of what may be shown at `now` (an aware time), to be asked.

        All similarities are worked out first, if the pack is not too large for that: some seconds
        for a few thousand wordings, each of which is then asked in one to two milliseconds.
        """
        known, shown = self._model.known(), self._shown(self._live(now))
        for row, position in enumerate(self._model.owners.tolist()):
            if shown[position]:
                ask = partial(self._matches_of, row, known(row), shown)
                yield OwnWording(
                    target=self._model.targets[position],
                    text=self._model.text(row),
                    place=self._model.place(row),
                    is_counter=bool(self._model.labels[row] < 0),
                    typed=partial(ask, NO_ROWS),
                    left_out=partial(ask, np.array([row])),
                )

    def _matches_of(self, row: int, words: Nearness, shown: Flags, without: Ints) -> Matches:
        """The best matches of a wording, were some rows not there."""
        exact = self._model.exact(self._model.index.tokens(row), without)
        found = self._model.evidence_for(row, without, words)
        return Matches(
            query=self._model.text(row),
            ranked=tuple(islice(self._ranked(exact, found, shown), MOST_OF_OWN)),
            by_meaning=found.by_meaning,
        )

    def _corrections(
        self, written: Sequence[str], mended: Sequence[tuple[str, ...]]
    ) -> Iterator[Correction]:
        for word, meant in zip(written, mended, strict=True):
            if meant != (word,):
                yield Correction(written=word, read=" ".join(meant))
        for name, known in self._glossary.renamed([*chain.from_iterable(mended)]):
            yield Correction(written=name, read=known)

    def _courtesy(self, text: str, written: Sequence[str]) -> Courtesy | None:
        if self._small_talk.takeover(text):
            return Courtesy.INJECTION
        kind = self._small_talk.kind(written)
        if kind is None and not all(self._speller.knows(word) for word in written):
            kind = self._small_talk.mended(written)
            if kind is None and self._speller.gibberish(written):
                kind = Courtesy.GIBBERISH
        return kind

    def _ranked(self, exact: Ints, evidence: Evidence, shown: Flags) -> Iterator[Match]:
        found, fits = _with(exact, evidence)
        found, fits = found[shown[found]], fits[shown[found]]
        of, together_fits = together(self._model.answers[found], fits)
        curves = self._calibration
        curve = curves.meaning if evidence.by_meaning else curves.words
        confidences = curve.confidences(together_fits)[of]
        order = np.lexsort((found, -fits, -confidences))
        order = order[fits[order] > LEAST_FIT]
        columns = (found[order], fits[order], confidences[order])
        for position, score, confidence in zip(*(c.tolist() for c in columns), strict=True):
            target = self._model.targets[position]
            row = evidence.nearest.get(position)
            yield Match(
                target=target,
                score=score,
                confidence=confidence,
                phrasing=target.question if row is None else self._model.text(row),
            )

    def _live(self, now: datetime) -> Live:
        """Which of the dated entries may be shown at a time."""
        return tuple(entry.is_live(now) for _, entry in self._dated)

    def _shown(self, live: Live) -> Flags:
        """Which targets may be shown, by their numbers."""
        shown = np.ones(len(self._model.targets), np.bool_)
        for (position, _), is_live in zip(self._dated, live, strict=True):
            shown[position] = is_live
        return shown


def _with(exact: Ints, evidence: Evidence) -> tuple[Ints, Floats]:
    """The targets and their fits, with those that have the query as a phrasing.

    Whoever types a phrasing word for word means it, however many others resemble it.
    """
    found = np.union1d(evidence.targets, exact)
    fits = np.zeros(len(found))
    fits[np.searchsorted(found, evidence.targets)] = evidence.fits
    fits[np.searchsorted(found, exact)] = WHOLE
    return found, fits


def _tells(word: str) -> bool:
    """Whether a word carries information by itself."""
    return is_cjk(word) or (len(word) > 1 and word not in STOP_WORDS)
