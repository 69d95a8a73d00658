"""docs/features.md says what the bot has of what people look for, and which test shows it."""

import ast
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[1]
PAGE: Final = ROOT / "docs" / "features.md"

ROWS: Final = {
    "C": range(1, 21),
    "D": range(1, 13),
    "E": range(1, 21),
    "F": range(1, 10),
    "G": range(1, 8),
    "H": range(4, 9),
}
"""The features of each group."""

FOUND_ELSEWHERE: Final = (
    {f"C{number}" for number in (*range(1, 5), *range(7, 21))}
    | {f"D{number}" for number in (1, 2, 4, 7, 8, 10)}
    | {f"F{number}" for number in (1, 2, 3, 4, 5, 7, 8, 9)}
    | {f"G{number}" for number in (1, 2, 5, 6, 7)}
    | {f"E{number}" for number in range(1, 20)}
    | {f"H{number}" for number in (4, 5, 7, 8)}
)
"""Features that some other bot has: those this one has to have."""


LINE: Final = re.compile(
    r"\| (?P<row>[A-Z]\d+) \| (?P<what>[^|]+) \| (?P<state>[YPN]) \| (?P<shown>[^|]+) \|"
)
TEST: Final = re.compile(r"(?P<file>tests/[\w/]+\.py)::(?P<name>test_\w+)")
SHORTEST_REASON: Final = 20


@dataclass(frozen=True, kw_only=True)
class Feature:
    """A row: whether there is such a feature, and what shows it or why there is none."""

    row: str
    state: str
    shown: str

    @property
    def tests(self) -> list[tuple[str, str]]:
        """File and name of each test that is named."""
        return [(found["file"], found["name"]) for found in TEST.finditer(self.shown)]


def features() -> list[Feature]:
    found = LINE.finditer(PAGE.read_text("utf-8"))
    return [Feature(row=f["row"], state=f["state"], shown=f["shown"].strip()) for f in found]


def names_in(file: str) -> set[str]:
    """The names of the tests in a file."""
    path = ROOT / file
    if not path.is_file():
        return set()
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    tree = ast.parse(path.read_text("utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, functions)}


def test_every_feature_stands_there_once() -> None:
    wanted = [f"{group}{number}" for group, numbers in ROWS.items() for number in numbers]
    assert [feature.row for feature in features()] == wanted


def test_no_line_of_the_table_is_malformed() -> None:
    lines = [line for line in PAGE.read_text("utf-8").splitlines() if re.match(r"\| [A-Z]\d", line)]
    assert len(lines) == len(features())


@pytest.mark.parametrize("feature", features(), ids=lambda feature: feature.row)
def test_what_is_there_is_shown_by_tests_and_what_is_not_says_why(feature: Feature) -> None:
    missing = [f"{file}::{name}" for file, name in feature.tests if name not in names_in(file)]
    assert missing == []
    if feature.state == "Y":
        assert feature.tests, "name a test that shows it"
    else:
        reason = TEST.sub("", feature.shown)
        assert len(reason) >= SHORTEST_REASON, "say why"


def test_what_other_bots_have_is_there() -> None:
    states = {feature.row: feature.state for feature in features()}
    assert {row for row in FOUND_ELSEWHERE if states[row] != "Y"} == set()
