"""The tutorial, command by command: each runs as written and prints what the page says."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.acceptance.command import PATIENCE, environment

ROOT = Path(__file__).parents[2]
TUTORIAL = ROOT / "docs" / "tutorial.md"
MATERIAL = ROOT / "tests" / "tutorial"

ANYTHING = "…"
"""By itself on a line it stands for any lines, within a line for any characters."""

COMMAND = re.compile(r"^\$ ((?:.*\\\n)*.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
"""A command, perhaps over several lines, and what follows up to the next."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """A command of the tutorial and what the page says it prints."""

    line: int
    command: str
    prints: str


def steps() -> Iterator[Step]:
    """The commands in the page's console blocks, in its order."""
    text = TUTORIAL.read_text("utf-8")
    for block in re.finditer(r"^```console\n(.*?)^```$", text, re.DOTALL | re.MULTILINE):
        for found in COMMAND.finditer(block[1]):
            line = text.count("\n", 0, block.start(1) + found.start()) + 1
            yield Step(line=line, command=found[1], prints=found[2])


def matches(printed: str, told: str) -> bool:
    """Whether a command printed what the page says."""
    lines = [
        r"(?:.*\n)*" if line == ANYTHING else re.escape(line).replace(ANYTHING, ".*") + r"\n"
        for line in told.strip("\n").split("\n")
    ]
    return re.fullmatch("".join(lines), printed.strip("\n") + "\n") is not None


def test_every_command_of_the_tutorial_prints_what_it_says(tmp_path: Path) -> None:
    for file in MATERIAL.iterdir():
        shutil.copy(file, tmp_path)
    found = list(steps())
    assert len(found) > 5

    for step in found:
        done = subprocess.run(
            ["bash", "-c", step.command],
            cwd=tmp_path,
            env={**environment(), "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin"},
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
        assert matches(done.stdout, step.prints), (
            f"docs/tutorial.md:{step.line}: {step.command}\n--- printed\n{done.stdout}{done.stderr}"
        )
