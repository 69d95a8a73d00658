"""An evaluation as a record: what JSON can hold."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

from bot.authoring.comparing import Comparison
from bot.authoring.explaining import WrongReply, wrong_replies
from bot.authoring.outcomes import Evaluation, Outcome, Summary

DIGITS: Final = 6
"""Decimals of a figure: more than its queries can tell."""

Record = dict[str, Any]


def record(evaluation: Evaluation, comparison: Comparison | None = None) -> Record:
    """The figures over all, per language and per tag; the wrong replies; and all outcomes.

    A figure that the queries cannot tell is None. What changed since an earlier evaluation is
    under `compared`, if there is one.
    """
    compared = {} if comparison is None else {"compared": asdict(comparison)}
    return {
        **_summary(evaluation.whole),
        "threshold": evaluation.threshold,
        "languages": _group(evaluation.languages),
        "tags": _group(evaluation.tags),
        "wrong": [_wrong(reply) for reply in wrong_replies(evaluation)],
        "outcomes": [_outcome(outcome) for outcome in evaluation.outcomes],
        **compared,
    }


def _group(summaries: Mapping[str, Summary]) -> Record:
    return {name: _summary(summary) for name, summary in summaries.items()}


def _summary(summary: Summary) -> Record:
    figures = asdict(summary.figures)
    return {
        "queries": summary.queries,
        **{name: None if value is None else _rounded(value) for name, value in figures.items()},
        "counts": {str(verdict): count for verdict, count in summary.counts.items()},
    }


def _outcome(outcome: Outcome) -> Record:
    """The entry is the first, be it replied or not; None where there is none."""
    return {
        "id": outcome.question.id,
        "q": outcome.question.text,
        "verdict": str(outcome.verdict),
        "entry": outcome.best.target.id if outcome.best else None,
        "confidence": _rounded(outcome.confidence),
    }


def _wrong(reply: WrongReply) -> Record:
    return {
        "id": reply.question.id,
        "q": reply.question.text,
        "entry": reply.replied.id,
        "question": reply.replied.question,
        "confidence": _rounded(reply.confidence),
        "phrasing": reply.phrasing,
        "right": [asdict(named) for named in reply.right],
        "reason": reply.reason,
    }


def _rounded(value: float) -> float:
    return round(value, DIGITS)
