"""JSON Lines: what a file may hold, and what is said of one that cannot be read."""

from pathlib import Path

import pytest

from bot.authoring.rows import MOST_LISTED, RowsError, read_rows, settle
from bot.core.loading.problems import Problem


def read(folder: Path, data: bytes) -> tuple[list[tuple[int, str]], list[str]]:
    """The rows of a file by line, with their text under "a", and the problems by line."""
    file, problems = folder / "rows.jsonl", list[Problem]()
    file.write_bytes(data)
    rows = [(row.line, row.utterance("a")) for row in read_rows(file, problems)]
    return rows, [f"{problem.line}: {problem.message}" for problem in problems]


def test_blank_lines_are_passed_over_and_lines_keep_their_numbers(tmp_path: Path) -> None:
    rows, problems = read(tmp_path, b'\xef\xbb\xbf{"a": "x"}\r\n\n  \n{"a": "y"}')

    assert rows == [(1, "x"), (4, "y")]
    assert problems == []


def test_a_sign_that_python_would_split_at_is_a_part_of_its_line(tmp_path: Path) -> None:
    rows, problems = read(tmp_path, '{"a": "x\u2028y"}\n{"a": "z"}'.encode())

    assert rows == [(1, "x\u2028y"), (2, "z")]
    assert problems == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b'{"a": }', "this is no JSON (Expecting value at column 7): mend it"),
        (b'{"a": "\xff"}', "this is not UTF-8"),
        (b'"a"', 'a row must be an object in { }, not the text "a"'),
        (b"null", "a row must be an object in { }, not null"),
        (b"[" * 100_000, "nested too deeply"),
        (b"9" * 5_000, "this is no JSON that can be read"),
    ],
)
def test_a_line_that_is_no_row_is_told_and_the_others_are_read(
    tmp_path: Path, line: bytes, said: str
) -> None:
    rows, problems = read(tmp_path, b'{"a": "x"}\n' + line + b'\n{"a": "y"}')

    assert rows == [(1, "x"), (3, "y")]
    assert len(problems) == 1
    assert problems[0].startswith("2: ")
    assert said in problems[0]


@pytest.mark.parametrize("data", [b"", b"\n \n"])
def test_a_file_without_rows_is_told(tmp_path: Path, data: bytes) -> None:
    assert read(tmp_path, data) == ([], ["1: the file has no rows: write one JSON object a line"])


def test_a_long_list_of_problems_is_cut() -> None:
    many = [Problem(file="f", line=line, message="wrong") for line in range(MOST_LISTED + 1, 0, -1)]

    with pytest.raises(RowsError) as caught:
        settle(many)

    lines = str(caught.value).splitlines()
    assert lines[0] == f"the questions have {MOST_LISTED + 1} problems:"
    assert lines[1] == "  f:1: wrong"
    assert lines[-1] == "  …"
    assert len(lines) == MOST_LISTED + 2
