"""All rules over one pack."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

from bot.authoring.linting.coverage import Covered, coverage, covered
from bot.authoring.linting.dates import dates
from bot.authoring.linting.findings import Finding, finding
from bot.authoring.linting.languages import languages
from bot.authoring.linting.limits import Platform, limits
from bot.authoring.linting.links import Page, addresses, links
from bot.authoring.linting.quotes import quotes
from bot.authoring.linting.reach import counters, few, reach
from bot.authoring.linting.rules import Severity
from bot.authoring.linting.subject import Subject
from bot.authoring.linting.theft import Theft, left_out, theft_findings, thefts
from bot.authoring.linting.wordings import wordings
from bot.core.knowledge import Pack
from bot.core.loading.problems import PackError, Place

Fetch = Callable[[Sequence[str]], Mapping[str, Page]]
"""Looks at the pages at some addresses."""


ASKING: Final = frozenset({"W304", "W305", "W306", "R401", "R402", "R403"})
"""The rules that ask the pack its own wordings."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """What was found in one pack, in the order of its files.

    `pack` is the pack as it is written, None if it cannot be loaded; then only what keeps it from
    that is among the findings. `thefts` is the matrix of question theft, row by row, and `covered`
    how far each section is quoted.
    """

    name: str
    pack: Pack | None
    findings: tuple[Finding, ...]
    thefts: tuple[Theft, ...] = ()
    covered: tuple[Covered, ...] = ()

    def with_findings(self, found: Iterable[Finding]) -> "Report":
        """The report with these findings only."""
        return replace(self, findings=tuple(found))

    def of(self, severity: Severity) -> int:
        """How many findings there are of a severity."""
        return sum(found.rule.severity is severity for found in self.findings)


def broken(error: PackError) -> Report:
    """The report on a pack that cannot be loaded."""
    found = (
        finding(problem.fault, Place(file=problem.file, line=problem.line), problem.message)
        for problem in error.problems
    )
    return Report(name=error.pack, pack=None, findings=_sorted(found))


def lint(
    subject: Subject,
    report_file: str,
    platforms: Sequence[Platform],
    fetch: Fetch | None = None,
    more: Sequence[Finding] = (),
    *,
    asks: bool = True,
) -> Report:
    """Look at a pack that loads.

    Args:
        subject: the pack.
        report_file: the name of the file with the report's text.
        platforms: where its replies must fit.
        fetch: looks at the pages that it links to, if that is wanted.
        more: what was found before.
        asks: whether the pack's own wordings are asked of it, which takes nearly all the time;
            without, nothing is found by the rules of `ASKING`.
    """
    own = list(subject.matcher.own_wordings(now=subject.now)) if asks else []
    lefts = list(left_out(subject, own))
    matrix = thefts(lefts)
    sections = covered(subject.pack)
    pages = fetch(addresses(subject.written)) if fetch is not None else {}
    found = chain(
        more,
        quotes(subject),
        wordings(subject),
        theft_findings(subject, matrix),
        reach(subject, lefts) if asks else (),
        counters(subject, own),
        few(subject),
        coverage(subject, sections, report_file),
        limits(subject, platforms),
        dates(subject),
        languages(subject),
        links(subject.written, pages),
    )
    return Report(
        name=subject.pack.id,
        pack=subject.pack,
        findings=_sorted(found),
        thefts=tuple(matrix),
        covered=tuple(sections),
    )


def _sorted(found: Iterator[Finding]) -> tuple[Finding, ...]:
    def place(each: Finding) -> tuple[bool, str, int, str]:
        return each.place.file != "pack.yaml", each.place.file, each.place.line, each.rule.code

    return tuple(sorted(found, key=place))
