"""Reach: whether an entry can be got at all, by its own wordings and without them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from bot.authoring.leading import brings_up
from bot.authoring.linting.findings import Finding, finding
from bot.authoring.linting.subject import Subject
from bot.authoring.linting.theft import Left
from bot.core.answer import Reply, decide
from bot.core.knowledge import Entry, Phrasing, answer_alike
from bot.core.loading.problems import shown
from bot.core.matching import OwnWording


def reach(subject: Subject, lefts: Sequence[Left]) -> Iterator[Finding]:
    """The entries that cannot be reached, or hardly, and wordings that lead astray.

    A wording that reaches its entry though it is left out reaches it the more as it stands, so
    only the others are asked.
    """
    by_entry: dict[str, list[Left]] = defaultdict(list)
    for left in lefts:
        by_entry[left.wording.target.id].append(left)
    for entry in subject.asked.entries:
        own = by_entry[entry.id]
        if entry.is_live(subject.now) and not any(left.reaches for left in own):
            yield from _unreached(subject, entry, own)
    for left in lefts:
        if left.thief is not None:
            yield from _led_astray(subject, left)


def counters(subject: Subject, wordings: Iterable[OwnWording]) -> Iterator[Finding]:
    """Counter-phrasings that lead to their entry all the same."""
    for counter in wordings:
        if not counter.is_counter or not isinstance(counter.target, Entry):
            continue
        answer = decide(counter.typed(), subject.asked, subject.policy)
        if isinstance(answer, Reply) and answer_alike(answer.entry, counter.target):
            what = (
                f"the counter-phrasing {shown(counter.text)} gets the reply of "
                f"`{answer.entry.id}`, with confidence {answer.confidence:.2f}"
            )
            yield finding("W306", subject.written.wording(counter.target, counter.place), what)


def _unreached(subject: Subject, entry: Entry, own: Sequence[Left]) -> Iterator[Finding]:
    place = subject.written.target(entry)
    typed = (decide(left.wording.typed(), subject.asked, subject.policy) for left in own)
    if not any(brings_up(answer, entry) for answer in typed):
        yield finding("R401", place, f"`{entry.id}` is brought up by none of its wordings")
    elif len(own) > 1:
        yield finding("R402", place, f"`{entry.id}` is brought up by its very wordings only")


def _led_astray(subject: Subject, left: Left) -> Iterator[Finding]:
    target, text = left.wording.target, left.wording.text
    answer = decide(left.wording.typed(), subject.asked, subject.policy)
    if isinstance(answer, Reply) and not answer_alike(answer.entry, target):
        place = subject.written.wording(target, left.wording.place)
        what = f"{shown(text)}, a wording of `{target.id}`, gets the reply of `{answer.entry.id}`"
        yield finding("R403", place, what)


def few(subject: Subject, least: int = 3) -> Iterator[Finding]:
    """Entries with few wordings in the report's language, the question among them."""
    language = subject.pack.source.language
    for entry in subject.pack.entries:
        count = len({entry.question, *_texts(entry.phrasings, language)})
        if count < least:
            wordings = "1 wording" if count == 1 else f"{count} wordings"
            what = f"`{entry.id}` has {wordings} in the report's language ({language})"
            yield finding("W308", subject.written.target(entry), what)


def _texts(phrasings: Sequence[Phrasing], language: str) -> Iterator[str]:
    return (phrasing.text for phrasing in phrasings if phrasing.language == language)
