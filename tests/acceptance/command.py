"""The installed command, run as a user runs it: a process of its own in an empty folder.

What is made from packs is kept for all tests together, away from the user's own, and meaning is
off unless a test turns it on: encoding the shipped pack takes seconds.
"""

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 300.0
"""Seconds until a command is taken to hang; the slowest takes half a minute on a quiet machine."""

CACHE = tempfile.TemporaryDirectory(prefix="briefing-tests-")


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a finished command left behind."""

    code: int
    out: str
    err: str


def environment(*, semantic: bool = False) -> dict[str, str]:
    """The environment of a command: hardly any settings."""
    measuring = {name: value for name, value in os.environ.items() if name.startswith("COVERAGE")}
    return {
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "BRIEFING_CACHE": CACHE.name,
        "BRIEFING_SEMANTIC": "on" if semantic else "off",
        **measuring,
    }


def briefing(
    *arguments: str, folder: Path, stdin: str | bytes = "", semantic: bool = False
) -> Outcome:
    """Run `briefing` with the arguments in `folder`."""
    data = stdin if isinstance(stdin, bytes) else stdin.encode()
    finished = subprocess.run(
        [Path(sys.executable).with_name("briefing"), *arguments],
        cwd=folder,
        input=data,
        capture_output=True,
        env=environment(semantic=semantic),
        timeout=PATIENCE,
        check=False,
    )
    return Outcome(
        code=finished.returncode,
        out=finished.stdout.decode(),
        err=finished.stderr.decode(),
    )
