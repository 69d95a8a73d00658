"""Missed questions: the curator's file of them, one a line."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from bot.authoring.curation.wordings import key
from bot.authoring.rows import Row, settle
from bot.core.loading.parsing import NOT_TEXT
from bot.core.loading.problems import Problem, shown
from bot.core.loading.scalars import read_language

KEYS: Final = ("q", "count", "lang")

COMMENT: Final = "#"


@dataclass(frozen=True, kw_only=True, slots=True)
class Miss:
    """A question that may have got no good answer, how many asked it, and its language if known."""

    text: str
    count: int = 1
    language: str = ""


def read_misses(file: Path) -> tuple[Miss, ...]:
    """The questions of a file, one a line: plain, or an object {q, count?, lang?}.

    Empty lines and lines that begin with # are passed over; white space counts as one space.
    Questions that differ only in capitals, quotes or the sign at the end are one.

    Raises:
        RowsError: with every problem of the file.
    """
    problems: list[Problem] = []
    misses = merged(list(_read(file, problems)))
    if not misses and not problems:
        message = "the file has no questions: write one a line"
        problems.append(Problem(file=str(file), line=1, message=message))
    settle(problems)
    return misses


def merged(misses: Iterable[Miss]) -> tuple[Miss, ...]:
    """The misses, each wording once and as often as all of it, in the order they first come in."""
    found: dict[str, Miss] = {}
    for miss in misses:
        first = found.get(key(miss.text))
        found[key(miss.text)] = (
            miss if first is None else replace(first, count=first.count + miss.count)
        )
    return tuple(found.values())


def _read(file: Path, problems: list[Problem]) -> Iterator[Miss]:
    try:
        data = file.read_bytes().removeprefix(b"\xef\xbb\xbf")
    except OSError as error:
        message = f"the file cannot be read ({error.strerror}): check the path"
        problems.append(Problem(file=str(file), line=1, message=message))
        return
    # Lines end at \n only: a text may hold the other signs that Python would split at.
    for number, line in enumerate(data.split(b"\n"), start=1):
        row = Row(file=str(file), line=number, values={}, problems=problems)
        try:
            text = line.decode().strip()
        except UnicodeDecodeError:
            row.complain("this is not UTF-8: save the file in that encoding")
            continue
        if text and not text.startswith(COMMENT):
            yield from _miss(text, row, problems)


def _miss(text: str, row: Row, problems: list[Problem]) -> Iterator[Miss]:
    """The question of a line, unless something is wrong with it."""
    if not text.startswith("{"):
        yield from _checked(Miss(text=" ".join(text.split())), row)
        return
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        row.complain(f'this is no JSON ({error}): write {{"q": "the question"}}, or no brace')
        return
    told = Row(file=row.file, line=row.line, values=values, problems=problems)
    before = len(problems)
    told.check_keys(KEYS)
    asked = " ".join(told.text("q").split())
    miss = Miss(text=asked, count=_count(told, values), language=_language(told))
    if len(problems) == before:
        yield from _checked(miss, row)


def _checked(miss: Miss, row: Row) -> Iterator[Miss]:
    odd = NOT_TEXT.search(miss.text)
    if odd is not None:
        row.complain(f"the character U+{ord(odd.group()):04X} may not stand in a pack: delete it")
    elif not key(miss.text):
        row.complain(f"{shown(miss.text)} has no words: delete the line")
    else:
        yield miss


def _count(row: Row, values: dict[str, object]) -> int:
    count = values.get("count", 1)
    if isinstance(count, int) and not isinstance(count, bool) and count > 0:
        return count
    row.complain('"count" must be a whole number from 1 on: how many asked this')
    return 1


def _language(row: Row) -> str:
    tag = row.text_or_none("lang")
    try:
        return read_language(tag) if tag else ""
    except ValueError as error:
        row.complain(f'"lang": {error}')
        return ""
