"""An evaluation as lines of text, for people."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from bot.authoring.comparing import Change, Comparison, FigureChange
from bot.authoring.explaining import Named, WrongReply, wrong_replies
from bot.authoring.figures import LOWER_IS_BETTER, Figures
from bot.authoring.outcomes import Evaluation, Summary, Verdict

UNKNOWN: Final = "-"
"""What stands for a figure that the questions cannot tell."""

COLUMNS: Final = ("accuracy", "recall@3", "joint", "auroc", "aurc", "ece")

GAP: Final = "  "

SHOWN: Final = 3
"""Decimals of a figure that are shown."""


def report(
    evaluation: Evaluation, comparison: Comparison | None = None, *, listed: bool = True
) -> Iterator[str]:
    """Everything about an evaluation; `listed` is whether wrong replies are shown one by one."""
    yield summary(evaluation)
    yield ""
    yield from table(evaluation)
    replies = list(wrong_replies(evaluation))
    yield ""
    if listed or not replies:
        yield from _wrong(replies)
    else:
        yield f"Wrong replies: {len(replies)} (--json lists them)."
    if comparison is not None:
        yield ""
        yield from compared(comparison)


def summary(evaluation: Evaluation) -> str:
    """One line about the whole."""
    whole = evaluation.whole
    figures = whole.figures
    return (
        f"{whole.queries} questions, threshold {evaluation.threshold:g}"
        f" (the best in hindsight gives joint {_told(figures.joint_best)});"
        f" a match takes {_milliseconds(figures)} (median)"
    )


def table(evaluation: Evaluation) -> Iterator[str]:
    """A row over all, for each language and for each tag, with columns of one width."""
    heads = ("", "questions", *COLUMNS, *map(_words, Verdict))
    groups = ({"all": evaluation.whole}, evaluation.languages, evaluation.tags)
    rows = [heads, *(_row(name, part) for group in groups for name, part in group.items())]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    yield from (_line(cells, widths) for cells in rows)


def compared(comparison: Comparison) -> Iterator[str]:
    """What changed since an earlier evaluation."""
    yield (
        f"Since the earlier run: {len(comparison.better)} better, {len(comparison.worse)} worse,"
        f" {comparison.alike} as good{_coming_and_going(comparison)}."
    )
    yield from _changes("Better:", comparison.better)
    yield from _changes("Worse:", comparison.worse)
    yield from map(_figure_change, comparison.figures)


def _wrong(replies: Sequence[WrongReply]) -> Iterator[str]:
    if not replies:
        yield "No wrong replies."
        return
    yield f"Wrong replies ({len(replies)}):"
    for reply in replies:
        yield ""
        yield _asked(reply.question.id, reply.question.text)
        yield f"  replied {_named(reply.replied)}, confidence {reply.confidence:.2f}"
        yield f"  nearest phrasing: {reply.phrasing}"
        yield f"  why wrong: {reply.reason}"
        yield from (f"  right: {_named(named)}" for named in reply.right)


def _asked(name: str, text: str) -> str:
    """A question with its id, unless that is the question itself."""
    return text if name == text else f"{name}: {text}"


def _named(entry: Named) -> str:
    return f"{entry.id} ({entry.question})"


def _row(name: str, summary: Summary) -> tuple[str, ...]:
    figures = summary.figures
    shares = (
        figures.accuracy,
        figures.recall_at_3,
        figures.joint,
        figures.auroc,
        figures.aurc,
        figures.ece,
    )
    return (name, str(summary.queries), *map(_told, shares), *map(str, summary.counts.values()))


def _line(cells: Iterable[str], widths: Iterable[int]) -> str:
    """Cells in columns: names to the left, numbers to the right."""
    name, *numbers = zip(cells, widths, strict=True)
    return GAP.join((name[0].ljust(name[1]), *(cell.rjust(width) for cell, width in numbers)))


def _changes(title: str, changes: Sequence[Change]) -> Iterator[str]:
    if changes:
        yield title
    for change in changes:
        asked = _asked(change.id, change.text)
        yield f"  {asked}: {_words(change.before)} → {_words(change.after)}"


def _figure_change(change: FigureChange) -> str:
    line = f"  {change.name:12}{_told(change.before)} → {_told(change.after)}"
    if change.before is None or change.after is None:
        return line
    # Of what is shown, so that the line adds up.
    more = round(round(change.after, SHOWN) - round(change.before, SHOWN), SHOWN)
    if not more:
        return f"{line}  the same"
    better = (more < 0) == (change.name in LOWER_IS_BETTER)
    return f"{line}  {more:+.{SHOWN}f}, {'better' if better else 'worse'}"


def _coming_and_going(comparison: Comparison) -> str:
    added = f", {comparison.added} new" if comparison.added else ""
    gone = f", {comparison.gone} no longer asked" if comparison.gone else ""
    return added + gone


def _words(verdict: Verdict) -> str:
    return verdict.replace("_", " ")


def _milliseconds(figures: Figures) -> str:
    return UNKNOWN if figures.p50_ms is None else f"{figures.p50_ms:.1f} ms"


def _told(value: float | None) -> str:
    return UNKNOWN if value is None else f"{value:.{SHOWN}f}"
