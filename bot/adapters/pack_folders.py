"""Folders of packs: which packs one holds, and whether the files of one have changed."""

import os
from collections.abc import Iterator
from pathlib import Path

from bot.adapters.packs import ENTRIES_FOLDER, PACK_FILE

State = frozenset[tuple[str, int, int]]
"""The files of a folder: name, bytes, and nanoseconds of the last change."""


def packs_in(folder: Path) -> list[Path]:
    """The packs' folders that a folder stands for: itself, or those in it, by name.

    One that holds no pack at all stands for itself, so that reading it says what is wrong.
    """
    if (folder / PACK_FILE).exists():
        return [folder]
    return sorted(path.parent for path in folder.glob(f"*/{PACK_FILE}")) or [folder]


def state_of(folder: Path) -> State | None:
    """What differs once a file of the pack in a folder has changed; None if the pack is gone."""
    if not (folder / PACK_FILE).exists():
        return None
    return frozenset((*_files(folder), *_files(folder / ENTRIES_FOLDER)))


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    """The plain files of a folder; one that vanishes meanwhile is left out, as if never there."""
    try:
        with os.scandir(folder) as found:
            for file in found:
                if file.is_file() and not file.name.startswith("."):
                    status = file.stat()
                    yield file.path, status.st_size, status.st_mtime_ns
    except OSError:
        return
