"""Logging: one JSON object a line for programs, readable lines on a terminal."""

import json
import logging
import sys
from collections.abc import Iterator

import pytest

from bot.log import set_up_logging

LOG = logging.getLogger("bot.here")


@pytest.fixture(autouse=True)
def root_logger() -> Iterator[None]:
    """The root logger, put back afterwards."""
    root = logging.getLogger()
    before = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = before


def test_a_record_is_one_json_line_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("INFO")

    LOG.info("posted %d digests", 3)

    line = json.loads(capsys.readouterr().err)
    assert (line["level"], line["logger"]) == ("INFO", "bot.here")
    assert line["message"] == "posted 3 digests"


def test_an_exception_stays_on_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("INFO")

    try:
        int("no number")
    except ValueError:
        LOG.exception("failed")

    (line,) = capsys.readouterr().err.splitlines()
    assert "ValueError: invalid literal" in json.loads(line)["exception"]


def test_records_below_the_level_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("WARNING")

    LOG.info("nothing to see")

    assert capsys.readouterr().err == ""


def test_a_terminal_gets_readable_lines(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    set_up_logging("INFO")

    LOG.info("hello")

    assert capsys.readouterr().err.endswith("INFO    bot.here: hello\n")


@pytest.mark.parametrize("name", ["discord.gateway", "discord.http", "sqlalchemy.engine"])
def test_libraries_that_would_log_what_users_write_stay_silent_at_debug(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    set_up_logging("DEBUG")

    logging.getLogger(name).debug("what a user wrote")
    LOG.debug("our own")

    err = capsys.readouterr().err
    assert "what a user wrote" not in err
    assert "our own" in err
