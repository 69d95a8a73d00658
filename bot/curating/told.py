"""What is told beside a command's output: what cannot be used, what is missing, what is noted."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from bot.authoring.errors import CuratorError
from bot.preparing import StartError


def note(sentence: str) -> None:
    """Tell what is no part of the output."""
    print(f"briefing: {sentence}", file=sys.stderr)


@contextmanager
def curator_told() -> Iterator[None]:
    """Tell what a curator gave that cannot be used as a reason not to start."""
    try:
        yield
    except CuratorError as error:
        raise StartError(str(error)) from error


@contextmanager
def extra_told(extra: str) -> Iterator[None]:
    """Tell which extra is missing as a reason not to start."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise StartError(
            f"{error.name} is not installed: pip install 'briefing[{extra}]'"
        ) from error
