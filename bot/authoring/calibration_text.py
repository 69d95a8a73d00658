"""A calibration as text: what was chosen, two charts, and the policy file."""

from collections.abc import Iterator, Sequence
from typing import Final

from bot.authoring.calibration import Bin, Point, Report
from bot.core.matching import Calibration, Curve

WIDTH: Final = 40
"""Columns of a bar that stands for one."""

EVERY: Final = 10
"""Of the thresholds, one in so many is shown."""


def lines(report: Report) -> Iterator[str]:
    """A calibration for a reader in a terminal."""
    policy, chosen = report.policy, report.chosen
    yield f"Fitted to {report.cases} queries made up from the pack, each left out in its turn."
    yield (
        f"Threshold {policy.threshold:.2f}, margin {policy.margin:.2f}: replies to "
        f"{chosen.answered:.0%} of them, {chosen.wrong:.1%} of the replies wrong{_budget(report)}."
    )
    if not report.meets_budget:
        yield "No policy keeps that budget: this comes nearest. Add phrasings, or allow more."
    yield f"Expected calibration error {report.ece:.3f}."
    yield ""
    yield from coverage_chart(report.coverage, policy.threshold)
    yield ""
    yield from reliability_chart(report.reliability)


def _budget(report: Report) -> str:
    return "" if report.budget is None else f" (budget {report.budget:.0%})"


def coverage_chart(points: Sequence[Point], threshold: float) -> Iterator[str]:
    """For each threshold a bar: right replies, wrong ones, and silence."""
    yield "Replies at each threshold (# right, x wrong):"
    for at in points:
        is_chosen = at.threshold == threshold
        if is_chosen or round(at.threshold * 100) % EVERY == 0:
            wrong = round(at.answered * at.wrong * WIDTH)
            right = round(at.answered * WIDTH) - wrong
            mark = "  < chosen" if is_chosen else ""
            bar = f"{'#' * right}{'x' * wrong}{'.' * (WIDTH - right - wrong)}"
            yield f"  {at.threshold:.2f} |{bar}| {at.wrong:5.1%} wrong{mark}"


def reliability_chart(bins: Sequence[Bin]) -> Iterator[str]:
    """For each bin of confidence a bar of the share that is right, and where it should end."""
    yield "Share right at each confidence (# right, | where it should end):"
    for each in bins:
        filled, aim = round(each.right * WIDTH), min(round(each.confidence * WIDTH), WIDTH - 1)
        bar = f"{'#' * filled}{'.' * (WIDTH - filled)}"
        yield f"  {each.confidence:.2f}  {bar[:aim]}|{bar[aim + 1 :]}  {each.right:.2f}"


def policy_yaml(report: Report, curves: Calibration, fitted_to: str) -> str:
    """The policy file: the same for the same pack, whenever it is written."""
    policy, chosen = report.policy, report.chosen
    return f"""\
# Written by `briefing calibrate`; see docs/calibration.md. Run it again when the pack has changed.
threshold: {policy.threshold:.2f}  # the least confidence of a reply
margin: {policy.margin:.2f}  # the least lead over what would quote something else
plausible: {policy.plausible:.3f}  # the least confidence of a choice that is offered
budget: {"none" if report.budget is None else report.budget}  # of wrong replies among replies
expected:  # on queries made up from the pack
  answered: {chosen.answered:.3f}
  wrong: {chosen.wrong:.3f}
  ece: {report.ece:.3f}
words: {_curve(curves.words)}
meaning: {_curve(curves.meaning)}
fitted_to: {fitted_to}
"""


def as_record(report: Report) -> dict[str, object]:
    """A calibration as JSON."""
    return {
        "threshold": report.policy.threshold,
        "margin": report.policy.margin,
        "plausible": report.policy.plausible,
        "budget": report.budget,
        "meets_budget": report.meets_budget,
        "answered": report.chosen.answered,
        "wrong": report.chosen.wrong,
        "ece": report.ece,
        "cases": report.cases,
        "coverage": [[at.threshold, at.answered, at.wrong] for at in report.coverage],
        "reliability": [[b.confidence, b.right, b.weight] for b in report.reliability],
    }


def _curve(curve: Curve) -> str:
    return (
        f"{{bias: {curve.bias:.4f}, per_fit: {curve.per_fit:.4f}, per_lead: {curve.per_lead:.4f}}}"
    )
