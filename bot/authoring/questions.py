"""Questions with known answers: the curator's file of them, in terms of a pack's entries."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.authoring.rows import Row, check_once, read_rows, settle
from bot.core.knowledge import Entry, Pack
from bot.core.loading.finding import fold
from bot.core.loading.problems import Problem, shown, suggestion

KEYS: Final = ("id", "q", "gold", "entry", "lang", "tags")


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """A query and what would be right.

    `relevant` are the ids of the entries that answer it. `is_covered` is whether there is an
    answer, be it one that no entry gives. `id` is the query itself where it was given none.
    """

    id: str
    text: str
    relevant: frozenset[str]
    is_covered: bool
    language: str = ""
    tags: tuple[str, ...] = ()


def read_questions(file: Path, pack: Pack) -> tuple[Question, ...]:
    """The questions of a JSON Lines file {q, gold or entry, lang?, tags?, id?}, in its order.

    `gold` holds verbatim parts of the sentences that answer, found by the rule that also finds
    excerpts; an entry that quotes one of them is right. `entry` is an id, or several; an entry
    that quotes all that one of them quotes is as right. Empty, nothing covers the question.

    Raises:
        RowsError: with every problem of the file.
    """
    problems: list[Problem] = []
    rows = read_rows(file, problems)
    report = fold(pack.text)
    questions = [_question(row, pack, report) for row in rows]
    names = ((question.id, row) for question, row in zip(questions, rows, strict=True))
    check_once(names, "give each question an id of its own, or delete one")
    settle(problems)
    return tuple(questions)


def _question(row: Row, pack: Pack, report: str) -> Question:
    row.check_keys(KEYS)
    text = row.utterance("q")
    relevant, is_covered = _answers(row, pack, report)
    return Question(
        id=row.name("id") if "id" in row else text,
        text=text,
        relevant=relevant,
        is_covered=is_covered,
        language=row.text_or_none("lang"),
        tags=row.texts("tags"),
    )


def _answers(row: Row, pack: Pack, report: str) -> tuple[frozenset[str], bool]:
    """The ids of the entries that answer a row's question, and whether there is an answer."""
    if ("gold" in row) == ("entry" in row):
        row.complain('write either "gold" or "entry": empty, [], where nothing covers the question')
        return frozenset(), False
    if "gold" in row:
        passages = row.texts("gold")
        _check_passages(row, passages, report)
        return _quoting_one(pack, passages), bool(passages)
    named = row.name_or_names("entry")
    return _as_right_as(pack, _entries(row, pack, named)), bool(named)


def _check_passages(row: Row, passages: Iterable[str], report: str) -> None:
    for passage in passages:
        if not passage.strip():
            row.complain('"gold" holds an empty text, which everything quotes: delete it')
        elif fold(passage) not in report:
            row.complain(
                f"the report does not say {shown(passage)}: copy the passage from its text"
            )


def _entries(row: Row, pack: Pack, named: Iterable[str]) -> list[Entry]:
    """The entries of those ids; the ids of none are noted."""
    found = {name: pack.entry(name) for name in named}
    known = tuple(entry.id for entry in pack.entries)
    for name, entry in found.items():
        if entry is None:
            near = suggestion(name, known) or ": check the id"
            row.complain(f"the pack has no entry {shown(name)}{near}")
    return [entry for entry in found.values() if entry is not None]


def _quoting_one(pack: Pack, passages: Iterable[str]) -> frozenset[str]:
    """The ids of the entries that quote one of the passages."""
    folded = [fold(passage) for passage in passages]
    return frozenset(
        entry.id for entry in pack.entries if any(passage in _quoted(entry) for passage in folded)
    )


def _as_right_as(pack: Pack, right: Iterable[Entry]) -> frozenset[str]:
    """The ids of the entries that quote all that one of the right ones quotes."""
    wanted = [[fold(excerpt.text) for excerpt in entry.excerpts] for entry in right]
    return frozenset(
        entry.id
        for entry in pack.entries
        if any(all(passage in _quoted(entry) for passage in passages) for passages in wanted)
    )


def _quoted(entry: Entry) -> str:
    """All that an entry quotes; no passage reaches over the sign between two excerpts."""
    return "\0".join(fold(excerpt.text) for excerpt in entry.excerpts)
