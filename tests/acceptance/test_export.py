"""`briefing export`: a pack for others to open."""

import csv
import json
import os
import shutil
from pathlib import Path

import pytest

from tests.acceptance.command import briefing
from tests.ready import MINIMAL, SHIPPED


@pytest.mark.parametrize(
    ("kind", "beginning"),
    [
        ("md", "# The Harbour Report\n"),
        ("csv", '\ufeff"id","section",'),
        ("json", '{\n  "pack": "minimal",\n'),
        ("html", "<!DOCTYPE html>\n"),
    ],
)
def test_what_is_printed_is_what_is_written(tmp_path: Path, kind: str, beginning: str) -> None:
    printed = briefing("export", str(MINIMAL), "--format", kind, folder=tmp_path)
    dashed = briefing("export", str(MINIMAL), "--format", kind, "--out", "-", folder=tmp_path)
    written = briefing("export", str(MINIMAL), "--format", kind, "--out", "made", folder=tmp_path)

    assert printed.code == dashed.code == written.code == 0, printed.err + written.err
    assert printed.out.startswith(beginning)
    assert printed.out == dashed.out
    assert (tmp_path / "made").read_bytes() == printed.out.encode()
    assert written.out == "Written: made\n"
    assert [path.name for path in tmp_path.iterdir()] == ["made"]


def test_the_shipped_pack_is_exported_where_none_is_named(tmp_path: Path) -> None:
    outcome = briefing("export", "--format", "json", folder=tmp_path)

    assert json.loads(outcome.out)["pack"] == SHIPPED.name


def test_drafts_are_in_every_format_but_the_page(tmp_path: Path) -> None:
    texts = {
        kind: briefing("export", str(MINIMAL), "--format", kind, folder=tmp_path).out
        for kind in ("md", "csv", "json", "html")
    }

    draft = "What do repairs cost?"
    assert [kind for kind, text in texts.items() if draft in text] == ["md", "csv", "json"]
    assert "Why must the walls be raised?" in texts["html"]


def test_the_table_opens_in_whatever_reads_csv(tmp_path: Path) -> None:
    briefing("export", str(MINIMAL), "--format", "csv", "--out", "pack.csv", folder=tmp_path)

    with (tmp_path / "pack.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["status"] for row in rows] == ["live", "live", "live", "draft"]


def test_an_older_export_is_replaced_and_a_link_to_it_stays_a_link(tmp_path: Path) -> None:
    older, link = tmp_path / "site" / "page.html", tmp_path / "page.html"
    older.parent.mkdir()
    older.write_text("older")
    link.symlink_to(older)

    outcome = briefing(
        "export", str(MINIMAL), "--format", "html", "--out", "page.html", folder=tmp_path
    )

    assert outcome.code == 0, outcome.err
    assert link.is_symlink()
    assert "The Harbour Report" in older.read_text("utf-8")


@pytest.mark.parametrize(
    ("out", "reason"),
    [
        ("nowhere/page.html", "cannot write to nowhere/page.html: No such file or directory"),
        (".", "cannot write to .: it is no plain file, give the name of one"),
        (os.devnull, f"cannot write to {os.devnull}: it is no plain file, give the name of one"),
    ],
)
def test_where_nothing_can_be_written_that_is_said(tmp_path: Path, out: str, reason: str) -> None:
    outcome = briefing("export", str(MINIMAL), "--format", "md", "--out", out, folder=tmp_path)

    assert outcome.code == 2
    assert outcome.err == f"briefing: {reason}\n"
    assert list(tmp_path.iterdir()) == []


def test_a_pack_with_problems_is_not_exported(tmp_path: Path) -> None:
    pack = Path(shutil.copytree(MINIMAL, tmp_path / "minimal"))
    (pack / "report.txt").write_text("Another report.")

    outcome = briefing("export", str(pack), "--format", "html", "--out", "page", folder=tmp_path)

    assert outcome.code == 2
    assert "the pack cannot be used" in outcome.err
    assert not (tmp_path / "page").exists()


def test_a_format_that_is_not_known_is_refused_with_those_that_are(tmp_path: Path) -> None:
    outcome = briefing("export", str(MINIMAL), "--format", "pdf", folder=tmp_path)

    assert outcome.code == 2
    assert all(kind in outcome.err for kind in ("md", "csv", "json", "html"))
