"""JSON Lines files that a curator writes: their rows, and every problem by file and line."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from operator import not_
from pathlib import Path
from typing import Final

from rapidfuzz import fuzz, process
from typing_extensions import override

from bot.authoring.errors import CuratorError
from bot.core.loading.problems import Problem, shown

MOST_LISTED: Final = 50
"""Problems that a message lists; a file of another kind has one on each of its lines."""

ALIKE: Final = 80
"""How alike (rapidfuzz's ratio, of 100) a key is that was meant to be another."""


class RowsError(CuratorError):
    """Files that cannot be used, with every problem found in them, by file and line."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(tuple(problems))
        self.problems = tuple(problems)

    @override
    def __str__(self) -> str:
        count = "1 problem" if len(self.problems) == 1 else f"{len(self.problems)} problems"
        listed = (f"  {problem}" for problem in self.problems[:MOST_LISTED])
        more = ["  …"] if len(self.problems) > MOST_LISTED else []
        return "\n".join((f"the questions have {count}:", *listed, *more))


class _BadLineError(Exception):
    """A line that is no row, with what to do about it."""


class Row:
    """A row of a file; what is wrong with it is noted, and reading goes on with an empty value."""

    def __init__(
        self, *, file: str, line: int, values: dict[str, object], problems: list[Problem]
    ) -> None:
        self.file = file
        self.line = line
        self._values = values
        self._problems = problems

    def __contains__(self, key: str) -> bool:
        """Whether the row has that key."""
        return key in self._values

    def complain(self, message: str) -> None:
        """Note what is wrong with the row, and what to do about it."""
        self._problems.append(Problem(file=self.file, line=self.line, message=message))

    def check_keys(self, known: Sequence[str]) -> None:
        """Note the keys that look like misspelt known ones; others are the curator's own."""
        for key in self._values:
            near = process.extractOne(key, known, scorer=fuzz.ratio, score_cutoff=ALIKE)
            if key not in known and near and near[0] not in self:
                self.complain(f'"{key}" is not a key of these rows: did you mean "{near[0]}"?')

    def text(self, key: str) -> str:
        """The text under a key, which must hold more than spaces."""
        value = self._required(key)
        if isinstance(value, str) and not value.strip():
            self.complain(f'"{key}" is empty: write its text, or delete the row')
        return self._text(key, value)

    def utterance(self, key: str) -> str:
        """The text under a key, which may be empty: users send that too."""
        return self._text(key, self._required(key))

    def text_or_none(self, key: str) -> str:
        """The text under a key that may be missing."""
        return self._text(key, self._values.get(key, ""))

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts in the list under a key that may be missing."""
        return self._list(key, self._values.get(key, []), (str,))

    def name(self, key: str) -> str:
        """The id under a key; a number is taken as its text."""
        value = self._required(key)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        return self.text(key) if value is not None else ""

    def names(self, key: str) -> tuple[str, ...]:
        """The ids in the list under a key; numbers are taken as their texts."""
        value = self._required(key)
        return () if value is None else self._list(key, value, (str, int))

    def name_or_names(self, key: str) -> tuple[str, ...]:
        """The one id, or the ids in the list, under a key."""
        return (self.name(key),) if isinstance(self._values.get(key), str) else self.names(key)

    def _required(self, key: str) -> object:
        if self._values.get(key) is None:
            self.complain(f'"{key}" is missing: add it')
        return self._values.get(key)

    def _text(self, key: str, value: object) -> str:
        if isinstance(value, str):
            return value
        if value is not None:
            self.complain(f'"{key}" must be a text, not {_kind(value)}')
        return ""

    def _list(self, key: str, value: object, kinds: tuple[type, ...]) -> tuple[str, ...]:
        if not isinstance(value, list):
            self.complain(f'"{key}" must be a list of texts in [ ], not {_kind(value)}')
            return ()
        fine = [isinstance(part, kinds) and not isinstance(part, bool) for part in value]
        for part in compress(value, map(not_, fine)):
            self.complain(f'"{key}" must hold texts only, not {_kind(part)}')
        return tuple(map(str, compress(value, fine)))


def read_rows(path: Path, problems: list[Problem]) -> list[Row]:
    """The rows of a file of JSON objects, one a line; blank lines are passed over.

    What is wrong with the file and with its lines is added to `problems`.
    """
    try:
        data = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    except OSError as error:
        message = f"the file cannot be read ({error.strerror}): check the path"
        problems.append(Problem(file=str(path), line=1, message=message))
        return []
    before = len(problems)
    rows = list(_rows(str(path), data, problems))
    if not rows and len(problems) == before:
        message = "the file has no rows: write one JSON object a line"
        problems.append(Problem(file=str(path), line=1, message=message))
    return rows


def settle(problems: Sequence[Problem]) -> None:
    """Raise RowsError if there are problems, in the order of their places."""
    if problems:
        raise RowsError(sorted(problems, key=lambda problem: (problem.file, problem.line)))


def check_once(named: Iterable[tuple[str, Row]], remedy: str) -> None:
    """Note every row that has the name of an earlier one, and what to do about it."""
    first: dict[str, Row] = {}
    for name, row in named:
        earlier = first.setdefault(name, row)
        if earlier is not row and name:
            row.complain(f"{shown(name)} stands in line {earlier.line} already: {remedy}")


def _rows(file: str, data: bytes, problems: list[Problem]) -> Iterator[Row]:
    # Lines end at \n only: a text may hold the other signs that Python would split at.
    for number, line in enumerate(data.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            yield Row(file=file, line=number, values=_object(line), problems=problems)
        except _BadLineError as error:
            problems.append(Problem(file=file, line=number, message=str(error)))


def _object(line: bytes) -> dict[str, object]:
    """The object that a line holds; _BadLineError if it holds something else."""
    try:
        value = json.loads(line.decode())
    except json.JSONDecodeError as error:
        raise _BadLineError(
            f"this is no JSON ({error.msg} at column {error.colno}): mend it"
        ) from error
    except UnicodeDecodeError as error:
        raise _BadLineError("this is not UTF-8: save the file in that encoding") from error
    except ValueError as error:  # such as a number of ten thousand digits
        raise _BadLineError(f"this is no JSON that can be read ({error}): mend it") from error
    except RecursionError as error:
        raise _BadLineError("the JSON is nested too deeply: write one plain object") from error
    if not isinstance(value, dict):
        raise _BadLineError(f"a row must be an object in {{ }}, not {_kind(value)}")
    return value


def _kind(value: object) -> str:
    """What a JSON value is, in words."""
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case str():
            return f"the text {shown(value)}"
        case int() | float():
            return f"the number {value}"
        case list():
            return "a list"
        case _:
            return "an object"
