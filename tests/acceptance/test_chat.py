"""`briefing chat` and `briefing run` over a pipe."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.acceptance.command import CACHE, briefing


def test_each_line_of_a_pipe_is_answered_and_the_exit_code_is_0(tmp_path: Path) -> None:
    outcome = briefing(
        "run",
        folder=tmp_path,
        stdin="why do tokyo and seoul distrust each other?\nwho won the world cup\n",
    )

    distrust, world_cup = outcome.out.split("\n\nThe ", maxsplit=1)
    assert outcome.code == 0
    assert "> Mutual suspicion and mistrust between Tokyo and Seoul, fueled by" in distrust
    assert "https://www.cfr.org/asia/south-korea" in distrust
    assert "Mutual suspicion" not in world_cup


def test_without_a_token_run_says_in_one_line_how_to_connect_discord(tmp_path: Path) -> None:
    outcome = briefing("run", folder=tmp_path, stdin="")

    assert outcome.code == 0
    assert outcome.out == ""
    (line,) = outcome.err.splitlines()
    assert "DISCORD_TOKEN" in line


def test_a_follow_up_shows_more_and_the_source_of_the_last_reply(tmp_path: Path) -> None:
    outcome = briefing(
        "chat",
        folder=tmp_path,
        stdin="why do tokyo and seoul distrust each other?\nmore\nsource?\nquit\nhello\n",
    )

    assert "In short (" in outcome.out
    assert "Quoted from: " in outcome.out
    assert "Hello!" not in outcome.out


def test_topics_history_about_and_help_are_commands(tmp_path: Path) -> None:
    outcome = briefing(
        "chat", folder=tmp_path, stdin="history\nhello\nhistory\ntopics\nabout\nhelp\n"
    )

    assert "Nothing asked yet." in outcome.out
    assert "\nhello\n" in outcome.out
    assert "  North Korea: https://www.cfr.org/asia/north-korea" in outcome.out
    assert "Managing Japan-South Korea Tensions (Council on Foreign Relations" in outcome.out
    assert "“source”" in outcome.out


@pytest.mark.parametrize(
    ("command", "code", "out", "err"),
    [
        ("yes hello | head -3000 | briefing chat | head -1", 0, "Hello! ", ""),
        (
            'yes \'{"id": 1, "q": "hello"}\' | head -3000 > q.jsonl;'
            " briefing ask --batch q.jsonl | head -1",
            0,
            '{"id": 1, ',
            "",
        ),
        ("briefing chat <&-", 0, "", ""),
        ("briefing ask hello >&-", 0, "", ""),
        ("briefing ask hello >/dev/full", 2, "", "No space left on device"),
        ("printf 'hello \\377\n' | LC_ALL=en_US.UTF-8 briefing chat", 0, "Hello! ", ""),
    ],
    ids=["reader gone", "reader of a batch gone", "no input", "no output", "disk full", "no UTF-8"],
)
def test_odd_streams_end_in_good_order(
    tmp_path: Path, command: str, code: int, out: str, err: str
) -> None:
    finished = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=tmp_path,
        env={
            "BRIEFING_CACHE": CACHE.name,
            "BRIEFING_SEMANTIC": "off",
            "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert finished.returncode == code
    assert finished.stdout.startswith(out)
    assert err in finished.stderr
    assert "cannot read" not in finished.stderr
    assert "Traceback" not in finished.stderr
