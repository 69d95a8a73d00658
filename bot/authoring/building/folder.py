"""A pack's folder as text: read whole, written whole or not at all."""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from bot.authoring.building import memory
from bot.authoring.building.document import ReportError
from bot.authoring.building.ids import slug_of
from bot.core.loading.scalars import read_id

HELD = ("pack.yaml", "entries.yaml", "out_of_scope.yaml", "entries/*.yaml", memory.FILE)
"""What a merge looks at."""


def check_name(folder: Path) -> None:
    """The folder's name is the pack's id.

    Raises:
        ReportError: it cannot be one.
    """
    name = folder.resolve().name
    try:
        read_id(name)
    except ValueError as error:
        better = folder.resolve().with_name(slug_of(name) or "my-report")
        raise ReportError(f"the name of a pack's folder: {error}; try --out {better}") from error


def read_folder(folder: Path) -> dict[str, str]:
    """The text of the pack's files that are there, by their names; nothing without the folder.

    Raises:
        ReportError: something there cannot be read.
    """
    try:
        if folder.exists() and not folder.is_dir():
            raise ReportError(f"{folder} is a file: give --out a folder, or a new name for one")
        return {
            path.relative_to(folder).as_posix(): path.read_text("utf-8")
            for pattern in HELD
            for path in sorted(folder.glob(pattern))
        }
    except (OSError, UnicodeDecodeError) as error:
        raise ReportError(f"cannot read the pack in {folder}: {error}") from error


def write_folder(folder: Path, files: Mapping[str, str]) -> None:
    """Write files into a folder, all or none: beside it first, then put in its place.

    Raises:
        ReportError: there is no place to write.
    """
    folder = folder.resolve()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    except OSError as error:
        raise ReportError(f"cannot write beside {folder}: {error.strerror}") from error
    try:
        new = beside / "new"
        if folder.exists():
            shutil.copytree(folder, new, symlinks=True)
        for name, text in files.items():
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            (new / name).write_bytes(text.encode())
        if folder.exists():
            folder.rename(beside / "old")
        new.rename(folder)
    except OSError as error:
        if not folder.exists() and (beside / "old").exists():
            (beside / "old").rename(folder)
        raise ReportError(f"cannot write {folder}: {error.strerror}") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
