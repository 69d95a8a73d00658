"""The installed command, run as a user runs it: a process of its own in an empty folder."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a finished command left behind."""

    code: int
    out: str
    err: str


def briefing(*arguments: str, folder: Path, stdin: str | bytes = "") -> Outcome:
    """Run `briefing` with the arguments in `folder`, with no settings in its environment."""
    data = stdin if isinstance(stdin, bytes) else stdin.encode()
    measuring = {name: value for name, value in os.environ.items() if name.startswith("COVERAGE")}
    finished = subprocess.run(
        [Path(sys.executable).with_name("briefing"), *arguments],
        cwd=folder,
        input=data,
        capture_output=True,
        env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", **measuring},
        timeout=60,
        check=False,
    )
    return Outcome(
        code=finished.returncode,
        out=finished.stdout.decode(),
        err=finished.stderr.decode(),
    )
