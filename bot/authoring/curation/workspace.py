"""A pack being edited: every edit is checked before it is written, and written whole or not."""

import os
import tempfile
from collections.abc import Mapping
from difflib import unified_diff
from pathlib import Path
from typing import Final

from bot.authoring.curation.edits import Edit, edited
from bot.authoring.curation.wordings import targets_of
from bot.authoring.errors import CuratorError
from bot.core.knowledge import Pack, Target
from bot.core.loading.assembly import load_pack
from bot.core.loading.problems import PackError

MOST_SHOWN: Final = 3
"""Problems that a message lists."""


class Workspace:
    """The files of a pack's folder, as they were read and as they are edited.

    Args:
        folder: the pack's.
        name: its id.
        files: its files, as they were just read.
        writes: whether edits are written to the folder; if not, they are only remembered.
    """

    def __init__(
        self, folder: Path, name: str, files: Mapping[str, bytes], *, writes: bool = True
    ) -> None:
        self._folder, self._name, self._writes = folder, name, writes
        self._first, self._files = dict(files), dict(files)
        self._undo: list[tuple[dict[str, bytes | None], Pack]] = []
        self.pack = load_pack(name, files)

    @property
    def is_changed(self) -> bool:
        """Whether there are edits."""
        return self._files != self._first

    @property
    def fate(self) -> str:
        """What became of the edits, for whoever stops in the middle."""
        return "what was decided is saved" if self._writes else "nothing is written"

    def apply(self, edit: Edit) -> None:
        """Make an edit, and write it at once.

        Raises:
            CuratorError: the pack would not load, or more would change than was meant, or a file
                was changed by somebody else; nothing is written then.
        """
        changed = edited(self._files, self.pack, edit)
        pack = self._loaded({**self._files, **changed})
        _check_others(self.pack, pack, edit)
        before = {file: self._files.get(file) for file in changed}
        self._write(changed)
        self._undo.append((before, self.pack))
        self._files |= changed
        self.pack = pack

    def undo(self) -> None:
        """Take the last edit back.

        Raises:
            CuratorError: a file was changed by somebody else since.
        """
        before, pack = self._undo[-1]
        self._write(before)
        self._undo.pop()
        for file, data in before.items():
            if data is None:
                del self._files[file]
            else:
                self._files[file] = data
        self.pack = pack

    def diff(self) -> list[str]:
        """What the edits change, as a unified diff, line by line."""
        lines: list[str] = []
        for file in sorted(self._files):
            old = self._first.get(file, b"").decode().split("\n")
            new = self._files[file].decode().split("\n")
            if old != new:
                lines += unified_diff(old, new, f"a/{file}", f"b/{file}", lineterm="")
        return lines

    def _loaded(self, files: Mapping[str, bytes]) -> Pack:
        try:
            return load_pack(self._name, files)
        except PackError as error:
            told = "; ".join(map(str, error.problems[:MOST_SHOWN]))
            raise CuratorError(f"the pack would not load: {told}") from error

    def _write(self, changed: Mapping[str, bytes | None]) -> None:
        if not self._writes:
            return
        for file in changed:
            if _read(self._folder / file) != self._files.get(file):
                raise CuratorError(
                    f"{self._folder / file} was changed by somebody else meanwhile: quit and start "
                    "again; what was decided before is kept"
                )
        for file, data in changed.items():
            _put(self._folder / file, data)


def _check_others(before: Pack, after: Pack, edit: Edit) -> None:
    """Nothing but what was meant may change."""
    if _but(before, edit.target_id) != _but(after, edit.target_id):
        raise CuratorError("the edit would change other entries too: make it by hand")


def _but(pack: Pack, target_id: str) -> dict[str, Target]:
    return {target.id: target for target in targets_of(pack) if target.id != target_id}


def _read(path: Path) -> bytes | None:
    """What a file holds; None where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CuratorError(f"cannot read {path}: {error.strerror}") from error


def _put(path: Path, data: bytes | None) -> None:
    """Write a file beside its place and move it there, so that no half of it is ever there."""
    try:
        if data is None:
            path.unlink(missing_ok=True)
            return
        target = path.resolve()  # A link stays a link.
        handle, beside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            _take_mode(target, Path(beside))
            Path(beside).replace(target)
        finally:
            Path(beside).unlink(missing_ok=True)
    except OSError as error:
        raise CuratorError(f"cannot write {path}: {error.strerror}") from error


def _take_mode(of: Path, path: Path) -> None:
    """Who may read a file stays as it was; a new one is for all to read, as others are."""
    path.chmod(of.stat().st_mode & 0o777 if of.exists() else 0o644)
