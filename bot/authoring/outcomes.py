"""What became of questions with known answers, one by one and counted."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from bot.authoring.figures import Figures, Prediction, figures
from bot.authoring.questions import Question
from bot.core.matching import Match


class Verdict(StrEnum):
    """What became of a question: in scope right, missed, offered or wrong; else kept back or false.

    Offered: a right entry was among the choices of a clarification. False: a reply where nothing
    covers the question.
    """

    RIGHT = "right"
    KEPT_BACK = "kept_back"
    MISSED = "missed"
    OFFERED = "offered"
    WRONG = "wrong"
    FALSE = "false"

    @property
    def is_good(self) -> bool:
        """Whether the right excerpt was shown, or rightly none."""
        return self in {Verdict.RIGHT, Verdict.KEPT_BACK}

    @property
    def is_wrong_reply(self) -> bool:
        """Whether something was shown that does not answer the question."""
        return self in {Verdict.WRONG, Verdict.FALSE}


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What became of one question.

    `ranked` are the matches of the first three entries, out-of-scope entries left out; none where
    the query was small talk or too little. `seconds` is how long the match took.
    """

    question: Question
    verdict: Verdict
    ranked: tuple[Match, ...]
    seconds: float

    @property
    def best(self) -> Match | None:
        """The match of the first entry, be it replied or not."""
        return self.ranked[0] if self.ranked else None

    @property
    def confidence(self) -> float:
        """The first entry's, 0 if there is none."""
        return self.best.confidence if self.best else 0.0

    @property
    def prediction(self) -> Prediction:
        """The outcome as the figures see it."""
        return Prediction(
            ranked=[match.target.id for match in self.ranked],
            confidence=self.confidence,
            relevant=self.question.relevant,
            gap=self.question.is_covered and not self.question.relevant,
            seconds=self.seconds,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Summary:
    """Some outcomes, counted: how many, the figures, and how many of each verdict."""

    queries: int
    figures: Figures
    counts: Mapping[Verdict, int]


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """What became of all questions at a threshold; `entries` are the questions of entries by id."""

    outcomes: tuple[Outcome, ...]
    threshold: float
    entries: Mapping[str, str]

    @cached_property
    def whole(self) -> Summary:
        """The summary of all outcomes."""
        return summarise(self.outcomes, self.threshold)

    @property
    def languages(self) -> dict[str, Summary]:
        """The summary for each language that questions name, by name."""
        return self._grouped(lambda question: [question.language] if question.language else [])

    @property
    def tags(self) -> dict[str, Summary]:
        """The summary for each tag, by name; a question with several is in each of them."""
        return self._grouped(lambda question: question.tags)

    def _grouped(self, names: Callable[[Question], Iterable[str]]) -> dict[str, Summary]:
        groups: dict[str, list[Outcome]] = {}
        for outcome in self.outcomes:
            for name in dict.fromkeys(names(outcome.question)):
                groups.setdefault(name, []).append(outcome)
        return {name: summarise(groups[name], self.threshold) for name in sorted(groups)}


def summarise(outcomes: Sequence[Outcome], threshold: float) -> Summary:
    """The summary of some outcomes; joint is the share of good verdicts.

    Raises:
        NoQueriesError: if there are no outcomes.
    """
    measured = figures([outcome.prediction for outcome in outcomes], threshold)
    good = sum(outcome.verdict.is_good for outcome in outcomes) / len(outcomes)
    counted = Counter(outcome.verdict for outcome in outcomes)
    return Summary(
        queries=len(outcomes),
        figures=replace(measured, joint=good),
        counts={verdict: counted[verdict] for verdict in Verdict},
    )
