"""Logging: one JSON object a line for programs, readable lines on a terminal."""

import io
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
    raising = logging.raiseExceptions
    yield
    root.handlers[:], root.level = before
    logging.raiseExceptions = raising


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


def test_statements_of_the_database_are_not_logged_with_their_values(
    capsys: pytest.CaptureFixture[str],
) -> None:
    set_up_logging("INFO")

    logging.getLogger("sqlalchemy.engine.Engine").info("('minimal', 'what a user wrote')")

    assert capsys.readouterr().err == ""


def test_a_log_that_cannot_be_written_does_not_print_what_users_wrote(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as closed:
        stream = io.StringIO()
        closed.setattr(sys, "stderr", stream)
        set_up_logging("INFO")
        stream.close()

    try:
        int("what a user wrote")
    except ValueError:
        LOG.error("failed")  # noqa: TRY400 - the error is what must not be told

    assert "what a user wrote" not in capsys.readouterr().err
