"""`briefing doctor`: what keeps the bot from working."""

from pathlib import Path

from tests.acceptance.command import briefing
from tests.ready import MINIMAL


def test_where_all_is_well_it_says_what_was_looked_at(tmp_path: Path) -> None:
    done = briefing("doctor", "--pack", str(MINIMAL), folder=tmp_path)

    assert done.code == 0, done.err
    assert done.out.splitlines()[0] == "✓ The pack minimal loads: 4 questions."
    assert "✓ There is no database yet" in done.out
    assert "✓ DISCORD_TOKEN is not set" in done.out
    assert list(tmp_path.iterdir()) == []


def test_a_broken_pack_and_a_broken_database_are_both_told(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "briefing.sqlite3").write_text("no database at all")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "pack.yaml").write_text("title: [")

    done = briefing("doctor", "--pack", "broken", folder=tmp_path)

    assert done.code == 1
    wrong = [line for line in done.out.splitlines() if line.startswith("✗")]
    assert "pack.yaml" in done.out
    assert len(wrong) == 2
    assert "is not an SQLite database" in wrong[-1]


def test_without_a_token_there_is_nobody_to_invite(tmp_path: Path) -> None:
    done = briefing("invite", folder=tmp_path)

    assert done.code == 2
    assert "DISCORD_TOKEN" in done.err
