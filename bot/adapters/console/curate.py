"""Single keys and typed lines: from a terminal without Enter, from a pipe one a line."""

import os
import select
import signal
import sys
import termios
import tty
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final, NoReturn, TextIO

ESCAPE: Final = b"\x1b"

REST: Final = 0.05
"""Seconds within which the rest of an arrow key follows its first byte."""

LONGEST: Final = 4
"""Bytes of a character in UTF-8."""

TERMINATED: Final = 128
"""What a shell adds to the number of the signal that ended a program."""


class PipeKeys:
    """Keys from a pipe or a file: the first character of each line.

    Args:
        lines: where they come from.
        tell: shows what a line answers to whoever looks on.
    """

    def __init__(self, lines: TextIO, tell: Callable[[str], object]) -> None:
        self._lines, self._tell = lines, tell

    def key(self) -> str:
        """The first character of the next line, a space if it has none; empty at the end."""
        line = self._lines.readline()
        return line and (line.rstrip("\r\n")[:1] or " ")

    def line(self, prompt: str) -> str | None:
        """The next line; None at the end of the input."""
        self._tell(prompt)
        return self._lines.readline() or None


class TerminalKeys:
    """Keys from a terminal as they are pressed. Made by `keys_from`, which restores it.

    Args:
        descriptor: of the terminal.
        tell: shows what a line answers where the output is no terminal.
    """

    def __init__(self, descriptor: int, tell: Callable[[str], object]) -> None:
        self._descriptor, self._tell = descriptor, tell
        self._usual = termios.tcgetattr(descriptor)
        self._is_taken = False

    def key(self) -> str:
        """The next key; an arrow, or another key of several signs, is the sign for escape."""
        data = self._read()
        if data == ESCAPE:
            self._pass_over()
        while data and len(data) <= LONGEST:
            try:
                return data.decode()
            except UnicodeDecodeError:
                data += self._read()
        return "\ufffd" if data else ""

    def line(self, prompt: str) -> str | None:
        """A line, with the terminal's own editing; None at the end of the input."""
        import readline  # noqa: F401, PLC0415  (importing it gives input() its editing)

        self.restore()
        try:
            if sys.stdout.isatty():
                return input(prompt)
            self._tell(prompt)
            return sys.stdin.readline() or None
        except EOFError:
            return None
        finally:
            self.take()

    def take(self) -> None:
        """Hear single keys from here on, without showing them. Ctrl-C stays an interrupt."""
        self._is_taken = True
        tty.setcbreak(self._descriptor, termios.TCSADRAIN)

    def restore(self) -> None:
        """Leave the terminal as it was found."""
        self._is_taken = False
        termios.tcsetattr(self._descriptor, termios.TCSADRAIN, self._usual)

    def resume(self) -> None:
        """After Ctrl-Z the shell has set the terminal its own way."""
        if self._is_taken:
            self.take()

    def _read(self) -> bytes:
        return os.read(self._descriptor, 1)

    def _pass_over(self) -> None:
        """Read what follows an escape as one key, and no key after it."""
        if not select.select([self._descriptor], [], [], REST)[0] or self._read() not in b"[O":
            return
        while (sign := self._read()) and not b"@" <= sign <= b"~":
            pass


@contextmanager
def keys_from(stream: TextIO, tell: Callable[[str], object]) -> Iterator[PipeKeys | TerminalKeys]:
    """The keys of a stream; a terminal is as it was again when this ends, however it ends."""
    if not stream.isatty():
        yield PipeKeys(stream, tell)
        return
    keys = TerminalKeys(stream.fileno(), tell)
    terminated = signal.signal(signal.SIGTERM, _end)
    continued = signal.signal(signal.SIGCONT, lambda _number, _frame: keys.resume())
    try:
        keys.take()
        yield keys
    finally:
        keys.restore()
        signal.signal(signal.SIGTERM, terminated)
        signal.signal(signal.SIGCONT, continued)


def _end(number: int, _: FrameType | None) -> NoReturn:
    """End as an exception does, so that what is to be restored is."""
    raise SystemExit(TERMINATED + number)
