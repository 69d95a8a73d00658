"""Standard input and output."""

import io
import signal
import sys
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from bot.preparing import StartError

WIDTH = 80
"""Columns of a terminal that every reader has."""


def width() -> int | None:
    """The width to wrap at: none where the output goes into a pipe or a file."""
    return WIDTH if is_terminal(sys.stdout) else None


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a standard stream is a terminal; a closed one is None."""
    return stream is not None and stream.isatty()


def typed() -> Iterator[str]:
    """The lines that the user types, with history and editing on a terminal."""
    if not is_terminal(sys.stdin):
        yield from sys.stdin or ()
        return
    import readline  # noqa: F401  (importing it gives input() its history)

    while True:
        try:
            yield input("> ")
        except EOFError:
            print()
            return


@contextmanager
def opened_file(file: str) -> Iterator[TextIO]:
    """A file of questions, or standard input for `-`; bytes that are not UTF-8 become U+FFFD."""
    if file == "-":
        yield sys.stdin or io.StringIO()
        return
    try:
        lines = Path(file).open(encoding="utf-8-sig", errors="replace")  # noqa: SIM115 - closed below
    except OSError as error:
        raise StartError(f"cannot read {file}: {error.strerror}") from error
    # Outside of the try: a failure to write the answers is not the file's.
    with lines:
        yield lines


async def at_once(work: Coroutine[None, None, None]) -> None:
    """Do work that Ctrl-C ends where it stands.

    It reads and writes without giving way, so asyncio's own answer to the first Ctrl-C, which is
    to cancel the task, would go unnoticed.
    """
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    await work
