"""The curator's file of missed questions."""

from pathlib import Path

import pytest

from bot.authoring.curation.misses import Miss, read_misses
from bot.authoring.rows import RowsError


def read(folder: Path, data: bytes) -> tuple[Miss, ...]:
    file = folder / "missed.txt"
    file.write_bytes(data)
    return read_misses(file)


def problems(folder: Path, data: bytes) -> list[str]:
    with pytest.raises(RowsError) as caught:
        read(folder, data)
    return [str(problem).replace(f"{folder}/", "") for problem in caught.value.problems]


def test_questions_stand_one_a_line_plain_or_as_json(tmp_path: Path) -> None:
    data = '\ufeff# asked in May\n\nwhy  now?\r\n{"q": "なぜ", "count": 3, "lang": "ja"}\n'

    assert read(tmp_path, data.encode()) == (
        Miss(text="why now?"),
        Miss(text="なぜ", count=3, language="ja"),
    )


def test_a_question_asked_twice_is_one_asked_twice(tmp_path: Path) -> None:
    data = b'why now?\nWhy  now\n{"q": "WHY NOW!", "count": 4}\n'

    assert read(tmp_path, data) == (Miss(text="why now?", count=6),)


def test_every_problem_is_told_with_its_line(tmp_path: Path) -> None:
    data = b"\n".join(
        [
            b"fine",
            b"\xff",
            b'{"q": 1}',
            b'{"q": "x", "count": 0}',
            b'{"q": "x", "lang": "jp"}',
            b'{"q": "x", "counts": 2}',
            b'{"q"',
            b"???",
            b"bell \x07",
        ]
    )

    assert [problem.split(": ")[0] for problem in problems(tmp_path, data)] == [
        f"missed.txt:{line}" for line in range(2, 10)
    ]


def test_a_file_without_questions_is_told(tmp_path: Path) -> None:
    assert problems(tmp_path, b"# nothing\n") == [
        "missed.txt:1: the file has no questions: write one a line"
    ]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(RowsError, match="cannot be read \\(No such file or directory\\)"):
        read_misses(tmp_path / "missed.txt")
