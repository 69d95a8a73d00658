"""Languages: entries that lack one which the others have."""

from collections import Counter
from collections.abc import Iterator

from bot.authoring.linting.findings import Finding, finding
from bot.authoring.linting.subject import Subject, all_targets
from bot.core.knowledge import Target


def languages(subject: Subject) -> Iterator[Finding]:
    """What lacks a language that more than half of all entries have; or the report's own."""
    pack, written = subject.pack, subject.written
    targets = all_targets(pack)
    counts = Counter(language for target in targets for language in _languages(target))
    usual = [language for language, count in counts.items() if count > len(targets) / 2]
    for target in targets:
        lacking = [language for language in usual if language not in _languages(target)]
        if lacking:
            what = f"`{target.id}` has no phrasings in {', '.join(lacking)}, as most others do"
            yield finding("G801", written.key(target, "phrasings"), what)
    own = pack.source.language
    if not any(_is_of(language, own) for language in counts):
        what = f"the report is in {own}, and no phrasing is"
        yield finding("G802", written.top("source"), what)


def _languages(target: Target) -> set[str]:
    return {phrasing.language for phrasing in target.phrasings}


def _is_of(language: str, other: str) -> bool:
    """Whether two tags are of one language, whatever the region."""
    return language.partition("-")[0] == other.partition("-")[0]
