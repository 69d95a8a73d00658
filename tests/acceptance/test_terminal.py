"""`briefing chat` at a real terminal (a pseudo-terminal): prompt, width, history, end of input."""

import fcntl
import os
import pty
import select
import subprocess
import sys
import termios
from collections.abc import Callable
from pathlib import Path

from tests.acceptance.command import environment

PROMPT = b"\n> "
"""What the terminal shows last when the chat waits for a line."""


PATIENCE = 30.0
"""Seconds without a sign after which the program hangs."""


def converse(folder: Path, *typed: str, code: int = 0) -> str:
    """What the terminal shows when these keys are typed, one text a prompt."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [Path(sys.executable).with_name("briefing"), "chat"],
        cwd=folder,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        preexec_fn=lambda: take_terminal(theirs),  # noqa: PLW1509 - no threads in this process
        env={**environment(), "TERM": "dumb"},
    )
    os.close(theirs)
    shown = b""
    for keys in typed:
        shown += read_until_prompt(ours)
        os.write(ours, keys.encode())
    shown += read_until_prompt(ours)
    try:
        press_until_it_ends(process, lambda: os.write(ours, typed[-1].encode()))
        assert process.wait(timeout=PATIENCE) == code
    finally:
        process.kill()
        process.wait()
        os.close(ours)
    return shown.decode()


def take_terminal(terminal: int) -> None:
    """Make it this process's own terminal, so that Ctrl-C on it is an interrupt."""
    os.setsid()
    fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)


def press_until_it_ends(process: subprocess.Popen[bytes], press: Callable[[], object]) -> None:
    """Do again what should end a program, as its user would, until it has ended.

    An interrupt that comes between the prompt and the wait for a key can go unheard, in this as in
    every Python program.
    """
    for _ in range(int(PATIENCE)):
        try:
            process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            press()
        else:
            return


def read_until_prompt(terminal: int) -> bytes:
    """What is shown up to the next prompt, or to the end of the program."""
    shown = b""
    while not shown.endswith(PROMPT) and select.select([terminal], [], [], PATIENCE)[0]:
        try:
            shown += os.read(terminal, 4096)
        except OSError:  # The terminal is gone: the program has ended.
            break
    return shown


def test_a_chat_opens_with_what_to_ask_and_wraps_at_80_columns(tmp_path: Path) -> None:
    shown = converse(tmp_path, "why do tokyo and seoul distrust each other?\n", "quit\n")

    lines = shown.replace("\r\n", "\n").splitlines()
    assert any(line.startswith("Ask about Managing Japan-South Korea") for line in lines)
    assert (
        "> Mutual suspicion and mistrust between Tokyo and Seoul, fueled by disputes over" in lines
    )
    assert max(len(line) for line in lines if not line.startswith("> why")) <= 80


def test_the_end_of_input_ends_the_chat(tmp_path: Path) -> None:
    shown = converse(tmp_path, "\x04")

    assert "Traceback" not in shown


def test_an_interrupt_ends_the_chat(tmp_path: Path) -> None:
    shown = converse(tmp_path, "hello\n", "\x03", code=130)

    assert "Traceback" not in shown
