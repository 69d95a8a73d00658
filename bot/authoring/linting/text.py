"""What was found, for people; and a rule, explained."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bot.authoring.linting.findings import Finding
from bot.authoring.linting.linting import Report
from bot.authoring.linting.rules import Rule, Severity

MOST_DETAILS: Final = 3
"""Parts of a finding that are listed; programs get all."""

HELD_BACK: Final = frozenset({Severity.NOTE})
"""What is only counted unless it is asked for."""


def lines(report: Report, folder: Path, *, notes: bool, short: bool) -> Iterator[str]:
    """What a curator reads of one pack.

    Args:
        report: on the pack.
        folder: the pack's, as it was given: it stands before each file's name.
        notes: whether notes are listed, not only counted.
        short: one line for each finding, as for an editor.
    """
    for found in report.findings:
        if notes or found.rule.severity not in HELD_BACK:
            yield from _finding(found, folder, short=short)
    yield summary(report, folder, notes=notes)


def summary(report: Report, folder: Path, *, notes: bool) -> str:
    """How the pack stands, in one line."""
    counts = [(report.of(severity), severity) for severity in Severity]
    told = ", ".join(_count(number, name) for number, name in counts if number) or "fine"
    if report.pack is None:
        return f"{folder}: {told}; it cannot be loaded, and the rest is looked at when it can"
    entries = _count(len(report.pack.entries), "entry", "entries")
    held = f"{entries} over {_count(len(report.pack.sections), 'section')}"
    quoted = sum(each.sentences - len(each.unquoted) for each in report.covered)
    of = sum(each.sentences for each in report.covered)
    listed = "" if notes or not report.of(Severity.NOTE) else " (--notes lists the notes)"
    return f"{folder}: {told}{listed}; {held}, {quoted} of {_count(of, 'sentence')} quoted"


def explained(rule: Rule) -> Iterator[str]:
    """All that there is to say of a rule."""
    yield f"{rule.code} ({rule.severity}): {rule.name}"
    yield ""
    yield f"Why it matters: {rule.why}"
    yield f"What to do: {rule.mend}"


def matrix(report: Report) -> Iterator[str]:
    """Who would take whose questions, one line for each pair."""
    if not report.thefts:
        yield "No entry would take another's question."
        return
    yield "taken    of  share  from → by"
    for theft in report.thefts:
        yield (
            f"{len(theft.taken):5} {theft.of:5} {theft.share:6.0%}  "
            f"{theft.target.id} → {theft.thief.id}"
        )


def _finding(found: Finding, folder: Path, *, short: bool) -> Iterator[str]:
    rule, place = found.rule, found.place
    yield f"{folder / place.file}:{place.line}: {rule.severity} {rule.code}: {found.what}"
    if short:
        return
    for detail in found.details[:MOST_DETAILS]:
        yield f"    {detail.place.file}:{detail.place.line}: {detail.text}"
    if len(found.details) > MOST_DETAILS:
        yield f"    … and {len(found.details) - MOST_DETAILS} more; --json names all"
    yield f"    why: {rule.why}"
    yield f"    do:  {rule.mend}"


def _count(number: int, one: str, several: str = "") -> str:
    return f"1 {one}" if number == 1 else f"{number} {several or f'{one}s'}"
