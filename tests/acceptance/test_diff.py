"""`briefing diff`: a pack held against another, or against the file of a new edition."""

import json
import shutil
from pathlib import Path

import pytest

from tests.acceptance.command import briefing
from tests.ready import MINIMAL

REPORT = """# Walls of the harbour

## Overview

The walls are too low for the tides of today, and engineers have said so since 1987.
They were built in 1921, when ships were small and storms were thought to be rare here.

## What to do

The city should raise the north wall first, because the market stands behind it.
The south wall can wait until the new pumps are paid for, which the council expects by 2031.
"""

NEWER = REPORT.replace("since 1987", "since 1985").replace("2031", "2033")


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A folder with a report, the pack that was built from it, and the next edition's file."""
    (tmp_path / "walls.md").write_text(REPORT)
    (tmp_path / "newer.md").write_text(NEWER)
    done = briefing("build", "walls.md", folder=tmp_path)
    assert done.code == 0, done.err
    return tmp_path


def test_a_new_editions_file_tells_which_entries_need_review(built: Path) -> None:
    done = briefing("diff", "walls", "newer.md", folder=built)

    assert done.code == 0, done.err
    assert "Paragraphs changed: 2 reworded." in done.out
    assert "Entries to review" in done.out
    assert "[-1987.-] {+1985.+}" in done.out
    assert "Entries removed" not in done.out
    assert sorted(path.name for path in built.iterdir()) == ["newer.md", "walls", "walls.md"]


def test_two_files_are_compared_and_the_same_one_has_not_changed(built: Path) -> None:
    two = briefing("diff", "walls.md", "newer.md", "--json", folder=built)
    same = briefing("diff", "walls", "walls.md", folder=built)

    assert [each["change"] for each in json.loads(two.out)["paragraphs"]] == ["reworded"] * 2
    assert json.loads(two.out)["quotes"] == []
    assert same.out == "Nothing has changed.\n"


def test_what_cannot_be_compared_is_named_with_the_reason(tmp_path: Path) -> None:
    shutil.copytree(MINIMAL, tmp_path / "minimal")
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 and then nothing")
    (tmp_path / "folder").mkdir()
    for side, said in {
        "nowhere.pdf": "there is no nowhere.pdf: give a pack's folder or a report's file",
        "empty.txt": "empty.txt cannot be compared: ",
        "broken.pdf": "broken.pdf cannot be compared: ",
        "folder": "the pack cannot be used:",
    }.items():
        for sides in (("minimal", side), (side, "minimal")):
            done = briefing("diff", *sides, folder=tmp_path)
            assert done.code == 2, sides
            assert said in done.err
            assert "Traceback" not in done.err
