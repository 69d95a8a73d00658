"""Quotes: whether each is the passage that was meant, and whole."""

from collections.abc import Iterator
from itertools import combinations, groupby

from bot.authoring.linting.findings import Finding, finding
from bot.authoring.linting.subject import Subject, all_targets
from bot.core.knowledge import Entry, Excerpt, Pack, Section, Target
from bot.core.loading.finding import ReportText
from bot.core.loading.problems import shown
from bot.core.matching.text import is_cjk


def quotes(subject: Subject) -> Iterator[Finding]:
    """What is doubtful about the quotes of a pack."""
    report = ReportText("", subject.pack.text)
    for target in all_targets(subject.pack):
        section = subject.pack.section(_section_of(target))
        for number, excerpt in enumerate(target.excerpts):
            place = subject.written.excerpt(target, number)
            again = _places(report, excerpt, section)
            if len(again) > 1:
                lines = ", ".join(str(report.line(start)) for start in again)
                what = f"{shown(excerpt.text)} stands in section `{section.id}` {len(again)} times"
                yield finding("Q201", place, f"{what}, in lines {lines} of the report")
            cut = _cut(subject.pack.text, excerpt)
            if cut:
                yield finding("Q202", place, f"{shown(excerpt.text)} {cut}")
    yield from _overlaps(subject)


def _section_of(target: Target) -> str:
    return target.section if isinstance(target, Entry) else target.closest


def _places(report: ReportText, excerpt: Excerpt, section: Section) -> list[int]:
    """Where in its section a quote stands."""
    found: list[int] = []
    start = report.find(excerpt.text, section.start, section.end)
    while start >= 0:
        found.append(start)
        start = report.find(excerpt.text, start + 1, section.end)
    return found


def _cut(text: str, excerpt: Excerpt) -> str:
    """Which of its ends lies inside a word, in words; nothing if none does."""
    end = excerpt.start + len(excerpt.text)
    if _inside(text[excerpt.start - 1 : excerpt.start], excerpt.text[0]):
        return "begins inside a word"
    if _inside(excerpt.text[-1], text[end : end + 1]):
        return "ends inside a word"
    return ""


def _inside(before: str, after: str) -> bool:
    """Whether two neighbouring characters belong to one word; Chinese characters stand alone."""
    return before.isalnum() and after.isalnum() and not (is_cjk(before) or is_cjk(after))


def _overlaps(subject: Subject) -> Iterator[Finding]:
    """Pairs of entries whose passages overlap; those that quote just the same are one answer."""
    for section, entries in groupby(_by_section(subject.pack), key=lambda entry: entry.section):
        for one, other in combinations(entries, 2):
            if _starts(one) != _starts(other) and _overlap(one, other):
                what = f"`{other.id}` quotes part of what `{one.id}` quotes, in section `{section}`"
                yield finding("Q203", subject.written.target(other), what)


def _by_section(pack: Pack) -> list[Entry]:
    return sorted(pack.entries, key=lambda entry: entry.section)


def _starts(entry: Entry) -> set[int]:
    return {excerpt.start for excerpt in entry.excerpts}


def _overlap(one: Entry, other: Entry) -> bool:
    return any(
        a.start < b.start + len(b.text) and b.start < a.start + len(a.text)
        for a in one.excerpts
        for b in other.excerpts
    )
