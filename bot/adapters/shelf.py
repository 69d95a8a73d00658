"""What was made from packs before, kept in files so that the next start is quick.

A file is used only if it was made from just this content; one that is missing, broken, or from
another content is made anew. Nothing is ever only here: the folder may be deleted at any time.
"""

import os
import tempfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.adapters.pack_record import from_json, to_json
from bot.adapters.packs import PACK_FILE, pack_id, read_files
from bot.core.knowledge import Pack
from bot.core.matching import Encoder, Fitted, Meaning, encode, fit
from bot.core.matching.stored import content, from_arrays, to_arrays

Arrays = dict[str, npt.NDArray[Any]]

KEY = "content"

PACK_FORMAT = "pack 1"
"""To be raised whenever the same files would be loaded otherwise."""

MANY = 500
"""Texts that take a second or more to encode."""

DIGEST = 16
"""Bytes that tell one text from another."""


class Shelf:
    """A folder of what was made from packs; None keeps nothing.

    Args:
        folder: where to keep it.
        tell: called before many texts are encoded, with their number: that takes seconds.
    """

    def __init__(self, folder: Path | None, tell: Callable[[int], None] = lambda _: None) -> None:
        self._folder, self._tell = folder, tell

    def pack(self, folder: Path) -> Pack:
        """The pack in a folder, loaded anew only if a file of it has changed.

        Raises:
            PackError: with every problem, of reading or else of what was read.
        """
        name = f"{pack_id(folder)}.pack.npz"
        kept = self._read(name, PACK_FORMAT)
        if kept is not None:
            with suppress(KeyError, TypeError, ValueError):
                text_file = kept["text_file"].tobytes().decode()
                files = read_files(folder, lambda _: text_file)
                if kept["files"].tobytes() == _fingerprint(files):
                    return from_json(kept["pack"].tobytes())
        return self._load(folder, name)

    def _load(self, folder: Path, name: str) -> Pack:
        from bot.core.loading.assembly import load_pack
        from bot.core.loading.files import report_file

        files = read_files(folder, report_file)
        pack = load_pack(pack_id(folder), files)
        kept = {
            "text_file": _bytes(report_file(files[PACK_FILE]) or ""),
            "files": np.frombuffer(_fingerprint(files), np.uint8),
            "pack": np.frombuffer(to_json(pack), np.uint8),
        }
        self._write(name, PACK_FORMAT, kept)
        return pack

    def fitted(self, pack: Pack) -> Fitted:
        """What is fitted to a pack's wordings."""
        key, name = content(pack), f"{pack.id}.words.npz"
        kept = self._read(name, key)
        if kept is not None:
            with suppress(KeyError, UnicodeDecodeError, ValueError):
                return from_arrays(kept)
        fitted = fit(pack)
        self._write(name, key, to_arrays(fitted))
        return fitted

    def _read(self, name: str, key: str) -> Arrays | None:
        """The arrays of a file that was made from this content."""
        if self._folder is None:
            return None
        try:
            with (self._folder / name).open("rb") as file, np.load(file) as kept:
                if kept[KEY].tobytes().decode() != key:
                    return None
                return {array: kept[array] for array in kept.files}
        except (OSError, KeyError, ValueError, EOFError, zipfile.BadZipFile):
            return None

    def _write(self, name: str, key: str, arrays: Arrays) -> None:
        """Keep arrays, whole or not at all; where nothing can be kept, go without."""
        if self._folder is None:
            return
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            _write_whole(self._folder / name, {KEY: _bytes(key), **arrays})

    def meaning(self, pack: Pack, fitted: Fitted, encoder: Encoder) -> Meaning:
        """The meaning of a pack's wordings; only those not met before are encoded."""
        name = f"{pack.id}.meaning.npz"
        shelved = _Shelved(encoder, self._read(name, encoder.name), self._tell)
        meaning = encode(fitted.texts(), shelved)
        if shelved.has_news:
            self._write(name, encoder.name, shelved.arrays())
        return Meaning(vectors=meaning.vectors, encoder=encoder)


def _fingerprint(files: Mapping[str, bytes]) -> bytes:
    """What only the same files share."""
    digest = blake2b()
    for name, data in sorted(files.items()):
        digest.update(f"{len(name.encode())} {name} {len(data)} ".encode() + data)
    return digest.digest()


class _Shelved:
    """An encoder that looks up what it encoded before, and remembers what it is asked for."""

    def __init__(self, encoder: Encoder, kept: Arrays | None, tell: Callable[[int], None]) -> None:
        self.name = encoder.name
        self._encoder, self._tell = encoder, tell
        self._vectors: dict[bytes, npt.NDArray[np.float16]] = {}
        self._asked: dict[bytes, npt.NDArray[np.float16]] = {}
        if kept is not None and {"digests", "vectors"} <= kept.keys():
            digests = kept["digests"].tobytes()
            marks = (digests[at : at + DIGEST] for at in range(0, len(digests), DIGEST))
            self._vectors = dict(zip(marks, kept["vectors"], strict=False))

    @property
    def has_news(self) -> bool:
        """Whether other texts were asked for than those that are kept."""
        return self._asked.keys() != self._vectors.keys()

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """The vectors of texts, to the three digits that are kept."""
        marks = [blake2b(text.encode(), digest_size=DIGEST).digest() for text in texts]
        distinct = dict(zip(marks, texts, strict=True))
        news = {mark: text for mark, text in distinct.items() if mark not in self._vectors}
        if len(news) >= MANY:
            self._tell(len(news))
        encoded = self._encoder.encode(list(news.values())).astype(np.float16)
        known = self._vectors | dict(zip(news, encoded, strict=True))
        self._asked |= {mark: known[mark] for mark in marks}
        return np.stack([known[mark] for mark in marks]).astype(np.float32)

    def arrays(self) -> Arrays:
        """What was asked for, to be kept."""
        return {
            "digests": np.frombuffer(b"".join(self._asked), np.uint8),
            "vectors": np.stack(list(self._asked.values())),
        }


def _bytes(text: str) -> npt.NDArray[np.uint8]:
    return np.frombuffer(text.encode(), np.uint8)


def _write_whole(path: Path, arrays: Arrays) -> None:
    """Write a file beside its place and move it there, so that nobody reads half of it."""
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(file, allow_pickle=False, **arrays)
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
