"""Logging a failure without what users wrote."""

import logging
import traceback


def log_failure(log: logging.Logger, what: str, error: BaseException) -> None:
    """Log what failed, the error's type and where it was raised.

    Its message is left out: it may carry the text of a message.
    """
    where = "".join(traceback.format_tb(error.__traceback__)).rstrip()
    log.error("%s failed: %s\n%s", what, type(error).__name__, where)
