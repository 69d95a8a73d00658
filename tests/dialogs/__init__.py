"""Conversations as data: what is said, and what must come of it, on every platform.

Each YAML file here holds a list of dialogs over the shipped pack; those in the folder `packs` are
over the packs of `tests/packs` that they name under `packs`. A dialog has a `name` and `turns`; a
turn has `say` (what the user writes) and `outcome` (reply, clarification or fallback), and may have
`entry` (the id of the entry replied with, or of one among the choices), `excerpt` (words of the
excerpt that is shown, also of a fallback's closest one), `reason` (of a fallback) and `pack` (of
the answer). Turns of one dialog follow on one another.
"""

from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.ready import MINIMAL, SHIPPED


@dataclass(frozen=True, kw_only=True)
class Turn:
    """What is said, and what must come of it; what is empty does not matter."""

    say: str
    outcome: str
    entry: str = ""
    excerpt: str = ""
    reason: str = ""
    pack: str = ""


@dataclass(frozen=True, kw_only=True)
class Dialog:
    """A conversation of one user."""

    name: str
    turns: tuple[Turn, ...]
    packs: tuple[str, ...] = ()


NEAREST = "The nearest thing "
"""Begins the line that names the closest section, of one report or of one among several."""


def all_dialogs() -> list[Dialog]:
    """The dialogs over the shipped pack, and those over several packs."""
    return [*load_dialogs(), *load_dialogs("packs")]


def folders_of(dialog: Dialog) -> list[Path]:
    """The folders of the packs that a dialog is over."""
    return [MINIMAL.parent / name for name in dialog.packs] or [SHIPPED]


def load_dialogs(folder: str = ".") -> list[Dialog]:
    """Every dialog of every file in a folder here, the files in alphabetical order."""
    return [
        Dialog(
            name=dialog["name"],
            turns=tuple(Turn(**turn) for turn in dialog["turns"]),
            packs=tuple(dialog.get("packs", ())),
        )
        for file in sorted((Path(__file__).parent / folder).glob("*.yaml"))
        for dialog in yaml.safe_load(file.read_text(encoding="utf-8"))
    ]
