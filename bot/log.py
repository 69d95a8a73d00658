"""Logging set-up: readable lines on a terminal, one JSON object a line otherwise."""

import json
import logging
import sys

from typing_extensions import override


class JsonFormatter(logging.Formatter):
    """One JSON object a line, for whatever collects logs."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def set_up_logging(level: str) -> None:
    """Send log records of `level` and above to standard error."""
    handler = logging.StreamHandler()
    if sys.stderr.isatty():
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)-7s %(name)s: %(message)s"))
    else:
        handler.setFormatter(JsonFormatter())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # At DEBUG these log what users write, and the tokens of interactions.
    for name in ("aiohttp", "aiosqlite", "asyncio", "discord", "slack_bolt", "slack_sdk"):
        logging.getLogger(name).setLevel(max(logging.INFO, logging.getLevelName(level)))
    # SQLAlchemy logs each statement with its values at INFO; Alembic that there was nothing to do.
    for name in ("alembic", "sqlalchemy"):
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelName(level)))
    # A record that cannot be written would otherwise be printed with the error being dealt with,
    # whose message may be what a user wrote.
    logging.raiseExceptions = False
