"""A small pack on disk, and what tests do with it: change a file, list the problems."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.core.loading.assembly import load_pack
from bot.core.loading.problems import PackError

MINIMAL = Path(__file__).parent / "minimal"
SUM = "60966f9622b67709d979d921480a11e92290639eb6720f93f51fca11f34f6431"


def minimal_files() -> dict[str, bytes]:
    """The files of the small pack by name."""
    return {
        path.relative_to(MINIMAL).as_posix(): path.read_bytes()
        for path in MINIMAL.rglob("*")
        if path.is_file()
    }


def changed(file: str, old: str, new: str) -> dict[str, bytes]:
    """The files of the small pack, with the one place of `old` in a file made `new`."""
    files = minimal_files()
    text = files[file].decode()
    assert text.count(old) == 1, f"{old!r} should stand once in {file}"
    return {**files, file: text.replace(old, new).encode()}


def replaced(file: str, data: bytes) -> dict[str, bytes]:
    """The files of the small pack, with one of them replaced or added."""
    return {**minimal_files(), file: data}


def resummed(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files with the sum that their report's text has."""
    wanted = hashlib.sha256(files["report.txt"]).hexdigest()
    return {**files, "pack.yaml": files["pack.yaml"].replace(SUM.encode(), wanted.encode())}


def problems_of(files: Mapping[str, bytes], name: str = "minimal") -> list[str]:
    """The problems of a pack as its curator reads them."""
    with pytest.raises(PackError) as caught:
        load_pack(name, files)
    return [str(problem) for problem in caught.value.problems]
