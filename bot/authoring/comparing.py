"""An evaluation beside an earlier one: which questions got better, which worse."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Final

from bot.authoring.errors import CuratorError
from bot.authoring.figures import Figures
from bot.authoring.outcomes import Evaluation, Verdict

WORTH: Final = {
    Verdict.RIGHT: 3,
    Verdict.KEPT_BACK: 3,
    Verdict.OFFERED: 2,
    Verdict.MISSED: 1,
    Verdict.WRONG: 0,
    Verdict.FALSE: 0,
}
"""How good a verdict is: a wrong reply costs more trust than none."""


class EarlierError(CuratorError):
    """A file that holds no earlier evaluation, or one of other questions."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Earlier:
    """What is read of an earlier evaluation: its figures by name, its verdicts by question id.

    `name` is its file's.
    """

    name: str
    figures: Mapping[str, float | None]
    verdicts: Mapping[str, Verdict]


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """A question whose verdict got better or worse."""

    id: str
    text: str
    before: Verdict
    after: Verdict


@dataclass(frozen=True, kw_only=True, slots=True)
class FigureChange:
    """A figure before and after; None where it could not be told."""

    name: str
    before: float | None
    after: float | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """What changed; `alike`, `added` and `gone` count the questions as good, new and not asked."""

    better: tuple[Change, ...]
    worse: tuple[Change, ...]
    figures: tuple[FigureChange, ...]
    alike: int
    added: int
    gone: int


def read_earlier(file: Path) -> Earlier:
    """The evaluation in a file with the output of `briefing eval --json`.

    Raises:
        EarlierError: if the file cannot be read or holds something else.
    """
    try:
        return _earlier(file.name, json.loads(file.read_bytes()))
    except OSError as error:
        raise EarlierError(f"cannot read {file}: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise EarlierError(f"{file} is not the output of briefing eval --json") from error


def _earlier(name: str, written: dict[str, Any]) -> Earlier:
    figures = {field.name: written[field.name] for field in fields(Figures)}
    if not all(value is None or isinstance(value, int | float) for value in figures.values()):
        raise TypeError("a figure is a number or null")
    verdicts = {row["id"]: Verdict(row["verdict"]) for row in written["outcomes"]}
    return Earlier(name=name, figures=figures, verdicts=verdicts)


def compare(earlier: Earlier, evaluation: Evaluation) -> Comparison:
    """What changed since, question by question and figure by figure.

    Raises:
        EarlierError: if no question was asked both times.
    """
    verdicts = {outcome.question.id: outcome for outcome in evaluation.outcomes}
    both = [outcome for name, outcome in verdicts.items() if name in earlier.verdicts]
    if not both:
        raise EarlierError(f"{earlier.name} has no question in common with this evaluation")
    changes = [
        Change(
            id=outcome.question.id,
            text=outcome.question.text,
            before=earlier.verdicts[outcome.question.id],
            after=outcome.verdict,
        )
        for outcome in both
    ]
    better = tuple(change for change in changes if WORTH[change.after] > WORTH[change.before])
    worse = tuple(change for change in changes if WORTH[change.after] < WORTH[change.before])
    return Comparison(
        better=better,
        worse=worse,
        figures=_figure_changes(earlier.figures, asdict(evaluation.whole.figures)),
        alike=len(changes) - len(better) - len(worse),
        added=len(evaluation.outcomes) - len(both),
        gone=len(earlier.verdicts) - len(both),
    )


def _figure_changes(
    before: Mapping[str, float | None], after: Mapping[str, float | None]
) -> tuple[FigureChange, ...]:
    return tuple(
        FigureChange(name=name, before=before[name], after=value) for name, value in after.items()
    )
