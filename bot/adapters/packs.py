"""Packs on disk: reads a pack's folder, within limits, and finds the packs that are shipped.

What the files mean is the loader's business; here they are only found, measured and read.
"""

from collections.abc import Callable
from importlib import resources
from pathlib import Path

from bot.core.knowledge import Pack
from bot.core.loading.problems import Fault, PackError, Problem

MEGABYTE = 1_000_000

LARGEST_YAML = 10 * MEGABYTE
"""Bytes; some fifty thousand phrasings in one file."""

LARGEST_TEXT = 20 * MEGABYTE
"""Bytes; a report of some eight thousand pages."""

MOST_FILES = 1_000
"""YAML files of one pack; a folder with more is not a pack's."""

PACK_FILE = "pack.yaml"
ENTRIES_FOLDER = "entries"
POLICY_FILE = "policy.yaml"
"""What is fitted to a pack stands beside it, and is no part of it."""

YAML_ENDINGS = {".yaml", ".yml"}


class _UnreadableError(Exception):
    """A file that cannot be read, with what to do about it."""


def shipped_packs() -> Path:
    """The folder of the packs that travel with the bot, each in a folder of its own.

    Installed, it is `bot/knowledge`; in a checkout, `knowledge` beside `bot`.
    """
    package = Path(str(resources.files("bot")))
    installed = package / "knowledge"
    return installed if installed.is_dir() else package.parent / "knowledge"


def read_pack(folder: Path) -> Pack:
    """Read and load the pack in a folder; the folder's name is the pack's id.

    Raises:
        PackError: with every problem, of reading or else of what was read.
    """
    from bot.core.loading.assembly import load_pack
    from bot.core.loading.files import report_file

    return load_pack(pack_id(folder), read_files(folder, report_file))


def pack_id(folder: Path) -> str:
    """The id of the pack in a folder: the folder's name."""
    return folder.name if folder.name not in {"", ".."} else folder.resolve().name


def read_files(folder: Path, text_file: Callable[[bytes], str | None]) -> dict[str, bytes]:
    """The files of the pack in a folder, by their names in it.

    Args:
        folder: the pack's.
        text_file: which file the report's text is in, by the bytes of pack.yaml.

    Raises:
        PackError: with every file that cannot be read; nothing is loaded then.
    """
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    try:
        paths = _yaml_files(folder)
    except (OSError, _UnreadableError) as error:
        raise PackError(pack_id(folder), (_problem(PACK_FILE, error),)) from error
    for path in paths:
        _read_into(files, problems, folder, path, LARGEST_YAML)
    text = text_file(files[PACK_FILE]) if PACK_FILE in files else None
    if text is not None and _is_there(folder / text):
        _read_into(files, problems, folder, folder / text, LARGEST_TEXT)
    if problems:
        raise PackError(pack_id(folder), tuple(problems))
    return files


def _yaml_files(folder: Path) -> list[Path]:
    """The YAML files of a pack's folder and of its entries folder, by name."""
    if not folder.exists():
        raise _UnreadableError(f"there is no folder {folder}: check the path")
    if not folder.is_dir():
        raise _UnreadableError(f"{folder} is not a folder: give the folder that holds pack.yaml")
    if not _is_there(folder / PACK_FILE):
        raise _UnreadableError(f"there is none in {folder}: a pack's folder holds a pack.yaml")
    entries = folder / ENTRIES_FOLDER
    found = [path for path in _yaml_in(folder) if path.name != POLICY_FILE]
    if entries.is_dir():
        found += _yaml_in(entries)
    elif _is_there(entries):
        found.append(entries)
    if len(found) > MOST_FILES:
        raise _UnreadableError(f"{folder} holds over {MOST_FILES} YAML files: join some of them")
    return found


def _is_there(path: Path) -> bool:
    """Whether there is something of that name, be it a link that leads nowhere."""
    return path.is_symlink() or path.exists()


def _yaml_in(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.iterdir()
        if path.suffix in YAML_ENDINGS and not path.name.startswith(".")
    )


def _read_into(
    files: dict[str, bytes], problems: list[Problem], folder: Path, path: Path, largest: int
) -> None:
    """Read one file, or note why it cannot be read."""
    file = path.relative_to(folder).as_posix()
    try:
        files[file] = _read(path, largest)
    except (OSError, _UnreadableError) as error:
        problems.append(_problem(file, error))


def _read(path: Path, largest: int) -> bytes:
    """The bytes of a plain file no larger than `largest`; links to such files are followed."""
    if path.is_symlink() and not path.exists():
        raise _UnreadableError("the link leads nowhere: mend it or delete it")
    if path.name == ENTRIES_FOLDER:
        raise _UnreadableError("this is not a folder: rename it, or make a folder of that name")
    if not path.is_file():
        raise _UnreadableError("this is not a plain file: rename it, or put a file in its place")
    with path.open("rb") as file:
        data = file.read(largest + 1)
    if len(data) > largest:
        raise _UnreadableError(
            f"the file is larger than {largest // MEGABYTE} MB: split it, or check what it is"
        )
    return data


def _problem(file: str, error: OSError | _UnreadableError) -> Problem:
    message = str(error)
    if isinstance(error, OSError):
        message = f"the file cannot be read ({error.strerror}): check who may read it"
    return Problem(file=file, line=1, message=message, fault=Fault.FILE)
