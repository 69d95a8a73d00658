"""Checks across the parts of a pack: ids used twice, ids that lead nowhere, and wordings."""

from collections.abc import Iterable
from itertools import chain

from bot.core.loading.entry_files import Asked
from bot.core.loading.fields import Wording
from bot.core.loading.files import Drafts
from bot.core.loading.finding import straighten
from bot.core.loading.nodes import Scalar
from bot.core.loading.pack_file import PackDraft, note_twice
from bot.core.loading.problems import Fault, Place, Problems, shown, suggestion

CLOSING = " .!?。\uff0e！？"
"""What may end a question without making it another one."""


def check_ids(asked: Iterable[Asked], problems: Problems) -> None:
    """Every entry and out-of-scope question has an id of its own, across all files."""
    places: dict[str, Place] = {}
    for item in asked:
        note_twice("entry", item.id, places, problems)


def check_references(drafts: Drafts, pack: PackDraft, problems: Problems) -> None:
    """Every id that is referred to exists.

    Where the list that an id should be in could not be read, its lack proves nothing.
    """
    sections = tuple(section.id.text for section in pack.sections)
    if sections:
        named = chain(
            (entry.section for entry in drafts.entries),
            (item.closest for item in drafts.out_of_scope),
            pack.digest or (),
        )
        _check_known(named, sections, "section", problems)
    topics = tuple(topic.id for topic in pack.topics)
    named = chain.from_iterable(entry.topics for entry in drafts.entries)
    _check_known(named, topics, "topic", problems)
    if drafts.all_entries:
        entries = tuple(entry.asked.id.text for entry in drafts.entries)
        _check_known(pack.starters, entries, "entry", problems)


def _check_known(
    named: Iterable[Scalar], known: tuple[str, ...], kind: str, problems: Problems
) -> None:
    ids = frozenset(known)
    for written in named:
        if written.text and written.text not in ids:
            hint = suggestion(written.text, known) or ": correct it, or add one of that id"
            problems.add(
                written.place, f"there is no {kind} {shown(written.text)}{hint}", Fault.REFERENCE
            )


def check_wordings(asked: Iterable[Asked], problems: Problems) -> None:
    """No wording leads to two entries, stands twice in one, or is also its own counter."""
    owners: dict[str, tuple[Asked, Place]] = {}
    for item in asked:
        for key, wording in _own_wordings(item, problems).items():
            owner, place = owners.setdefault(key, (item, wording.place))
            if owner is not item:
                problems.add(
                    wording.place,
                    f"{shown(wording.text)} is also a wording of `{owner.id.text}`, at {place}: "
                    "one question cannot mean two entries, delete one",
                    Fault.WORDING,
                )


def _own_wordings(item: Asked, problems: Problems) -> dict[str, Scalar]:
    """An entry's wordings by key, once its repetitions and contradictions are noted.

    Two languages may share a wording (a name, or words of Chinese characters).
    """
    question = _key(item.question.text)
    own = {question: item.question} if question else {}
    seen: dict[tuple[str, str], Scalar] = {}
    for wording in item.phrasings:
        written, key = wording.written, _key(wording.written.text)
        same = bool(key) and key == question
        first = own[key] if same else seen.setdefault((wording.language, key), written)
        if first is not written:
            _note_repeated("phrasing", written, first, problems)
        if key:
            own.setdefault(key, written)
    _check_counters(item.counter_phrasings, own, problems)
    return own


def _check_counters(
    counters: tuple[Wording, ...], own: dict[str, Scalar], problems: Problems
) -> None:
    seen: dict[tuple[str, str], Scalar] = {}
    for wording in counters:
        written, key = wording.written, _key(wording.written.text)
        first = seen.setdefault((wording.language, key), written)
        if first is not written:
            _note_repeated("counter-phrasing", written, first, problems)
        if key in own:
            problems.add(
                written.place,
                f"the counter-phrasing {shown(written.text)} is also a wording of the same entry, "
                f"in line {own[key].place.line}: delete one",
                Fault.WORDING,
            )


def _note_repeated(kind: str, written: Scalar, first: Scalar, problems: Problems) -> None:
    problems.add(
        written.place,
        f"the {kind} {shown(written.text)} repeats the wording in line {first.place.line}: "
        "delete it",
        Fault.WORDING,
    )


def _key(text: str) -> str:
    """A wording without what makes no difference: case, white space, quotes, closing signs."""
    return " ".join(straighten(text).casefold().split()).rstrip(CLOSING)
