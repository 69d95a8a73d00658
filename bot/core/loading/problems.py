"""What is wrong with a pack and where: problems, gathered so that all are reported at once."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NoReturn

from rapidfuzz import process
from typing_extensions import override

MOST_PROBLEMS = 500
"""A list longer than this is not read; stopping bounds the work on a hopeless pack."""

MOST_SHOWN = 60
"""Characters of a text that a message repeats."""


class Fault(StrEnum):
    """What kind of problem keeps a pack from being loaded: the code of its rule."""

    FILE = "P101"
    SYNTAX = "P102"
    KEY = "P103"
    VALUE = "P104"
    ID = "P105"
    REFERENCE = "P106"
    WORDING = "P107"
    QUOTE = "P108"
    SECTION = "P109"
    TEXT = "P110"


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A line (from 1) of a file (relative to the pack's folder)."""

    file: str
    line: int

    @override
    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """One thing that is wrong: where it is, what it is and what to do."""

    file: str
    line: int
    message: str
    fault: Fault = Fault.VALUE

    @override
    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class PackError(Exception):
    """A pack that cannot be used, with every problem found in it, by file and line."""

    def __init__(self, pack: str, problems: tuple[Problem, ...]) -> None:
        super().__init__(pack, problems)
        self.pack = pack
        self.problems = problems

    @override
    def __str__(self) -> str:
        count = "1 problem" if len(self.problems) == 1 else f"{len(self.problems)} problems"
        lines = (f"  {problem}" for problem in self.problems)
        return "\n".join((f"The pack {shown(self.pack)} has {count}:", *lines))


class Problems:
    """Gathers the problems of one pack."""

    def __init__(self, pack: str) -> None:
        self._pack = pack
        self._found: list[Problem] = []

    def __len__(self) -> int:
        return len(self._found)

    def add(self, place: Place, message: str, fault: Fault = Fault.VALUE) -> None:
        """Note a problem; raises PackError when there are too many to go on."""
        self._found.append(Problem(file=place.file, line=place.line, message=message, fault=fault))
        if len(self._found) >= MOST_PROBLEMS:
            more = "there are too many problems to list: mend these, then load the pack again"
            self._found.append(Problem(file=place.file, line=place.line, message=more))
            self.give_up()

    def settle(self) -> None:
        """Raise PackError if anything was noted."""
        if self._found:
            self.give_up()

    def give_up(self) -> NoReturn:
        """Raise PackError with what was noted."""
        by_place = sorted(self._found, key=lambda problem: (problem.file, problem.line))
        raise PackError(self._pack, tuple(by_place))


def shown(text: str) -> str:
    """A text in quotes on one line, cut to a readable length."""
    flat = " ".join(text[: 2 * MOST_SHOWN].split())
    if len(flat) > MOST_SHOWN or len(text) > 2 * MOST_SHOWN:
        flat = flat[: MOST_SHOWN - 1].rstrip() + "…"
    return f'"{flat}"'


def closest(word: str, known: tuple[str, ...]) -> str:
    """The known word that a misspelt one is close to, or else the empty string."""
    found = process.extractOne(word[:MOST_SHOWN], known, score_cutoff=70)
    return found[0] if found else ""


def suggestion(word: str, known: tuple[str, ...]) -> str:
    """`: did you mean …?` for a word close to a known one, or else the empty string."""
    near = closest(word, known)
    return f": did you mean `{near}`?" if near else ""
