"""`briefing doctor`: what keeps the bot from working."""

from pathlib import Path

import pytest

from bot.curating.doctor import doctor
from bot.preparing import Chosen
from tests.acceptance.command import CACHE, briefing
from tests.ready import MINIMAL


def test_where_all_is_well_it_says_what_was_looked_at(tmp_path: Path) -> None:
    done = briefing("doctor", "--pack", str(MINIMAL), folder=tmp_path)

    assert done.code == 0, done.err
    assert done.out.splitlines()[:2] == [
        "✓ The settings can be read.",
        "✓ The pack minimal loads: 4 questions.",
    ]
    assert f"✓ The cache {CACHE.name} can be written." in done.out
    assert "✓ There is no database yet" in done.out
    assert "✓ No token is set: the bot answers in the terminal only" in done.out
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


def test_wrong_settings_are_told_one_by_one_along_with_what_else_is_wrong(tmp_path: Path) -> None:
    settings = "BRIEFING_LOG_LEVEL=LOUD\nBRIEFING_PAKC=packs\nBRIEFING_DATABASE=mysql://here\n"
    (tmp_path / ".env").write_text(settings)

    done = briefing("doctor", "--pack", str(MINIMAL), folder=tmp_path)

    assert done.code == 1, done.err
    wrong = [line for line in done.out.splitlines() if line.startswith("✗")]
    assert wrong[0].startswith("✗ BRIEFING_PAKC: there is no such setting")
    assert wrong[1].startswith("✗ BRIEFING_LOG_LEVEL: write one of")
    assert "mysql is not supported" in wrong[2]
    assert "✓ The pack minimal loads: 4 questions." in done.out


def test_a_cache_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BRIEFING_CACHE", "file/cache")

    assert not doctor(Chosen(folders=(MINIMAL,)))

    out = capsys.readouterr().out
    assert "✗ The cache file/cache cannot be written (Not a directory)" in out
    assert "name another folder in BRIEFING_CACHE" in out


def test_without_a_token_there_is_nobody_to_invite(tmp_path: Path) -> None:
    done = briefing("invite", folder=tmp_path)

    assert done.code == 2
    assert "DISCORD_TOKEN" in done.err
