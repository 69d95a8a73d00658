"""What is kept of packs: used only for the content it was made from, and never missed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from bot.adapters.shelf import Shelf
from bot.core.knowledge import Pack
from bot.core.loading.problems import PackError
from bot.core.matching import Matcher, Matches, fit
from tests.core.matching.packs import ferry_pack, phrasings
from tests.packs import changed, minimal_files

NOW = datetime(2026, 1, 1, tzinfo=UTC)
QUERIES = ("how much is a ticket", "acident record of the fleet", "船の安全", "hello", "zebra")


class CountingEncoder:
    """Tells texts apart by their letters, and counts those it was asked for."""

    name = "letters"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        self.asked += texts
        counts = np.array([[text.count(letter) + 0.1 for letter in "aeiourst"] for text in texts])
        lengths = np.linalg.norm(counts.reshape(-1, 8), axis=1, keepdims=True)
        return np.asarray(counts.reshape(-1, 8) / lengths, np.float32)


def answers(pack: Pack, shelf: Shelf) -> list[Matches]:
    matcher = Matcher(pack, fitted=shelf.fitted(pack))
    return [matcher.match(query, now=NOW) for query in QUERIES]


def test_what_is_kept_gives_the_same_answers(tmp_path: Path) -> None:
    pack = ferry_pack()
    fresh = [Matcher(pack, fitted=fit(pack)).match(query, now=NOW) for query in QUERIES]

    assert answers(pack, Shelf(tmp_path)) == fresh
    assert list(tmp_path.glob("*.npz"))
    assert answers(pack, Shelf(tmp_path)) == fresh


def test_another_content_is_made_anew(tmp_path: Path) -> None:
    pack = ferry_pack()
    Shelf(tmp_path).fitted(pack)
    fares = replace(pack.entries[0], phrasings=phrasings("what does the zebra pay"))
    changed = replace(pack, entries=(fares, *pack.entries[1:]))

    (*_, zebra) = answers(changed, Shelf(tmp_path))

    assert zebra.ranked[0].target.id == "fares"


@pytest.mark.parametrize("damage", [b"", b"not a zip file", None])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: bytes | None) -> None:
    pack = ferry_pack()
    expected = answers(pack, Shelf(tmp_path))
    (kept,) = tmp_path.glob("*.npz")
    whole = kept.read_bytes()
    kept.write_bytes(whole[: len(whole) // 2] if damage is None else damage)

    assert answers(pack, Shelf(tmp_path)) == expected
    assert kept.read_bytes() == whole


def test_a_bit_that_flipped_is_noticed(tmp_path: Path) -> None:
    pack = ferry_pack()
    expected = answers(pack, Shelf(tmp_path))
    (kept,) = tmp_path.glob("*.npz")
    flipped = bytearray(kept.read_bytes())
    flipped[len(flipped) // 2] ^= 0xFF
    kept.write_bytes(flipped)

    assert answers(pack, Shelf(tmp_path)) == expected


def test_a_folder_that_cannot_be_made_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    assert answers(ferry_pack(), Shelf(tmp_path / "file" / "cache")) == answers(
        ferry_pack(), Shelf(None)
    )


def test_only_wordings_that_are_new_are_encoded(tmp_path: Path) -> None:
    pack = ferry_pack()
    encoder = CountingEncoder()
    first = Shelf(tmp_path).meaning(pack, fit(pack), encoder)
    encoder.asked.clear()
    fares = replace(pack.entries[0], question="What does the zebra pay?")
    changed = replace(pack, entries=(fares, *pack.entries[1:]))

    again = Shelf(tmp_path).meaning(pack, fit(pack), encoder)
    Shelf(tmp_path).meaning(changed, fit(changed), encoder)

    assert (again.vectors == first.vectors).all()
    assert encoder.asked == ["what does the zebra pay"]


def test_a_long_wait_is_told_of_before_it_begins(tmp_path: Path) -> None:
    pack = ferry_pack()
    many = tuple(f"What does crossing number {number} cost?" for number in range(600))
    fares = replace(pack.entries[0], phrasings=phrasings(*many))
    large = replace(pack, entries=(fares, *pack.entries[1:]))
    told: list[int] = []
    shelf = Shelf(tmp_path, told.append)

    shelf.meaning(large, fit(large), CountingEncoder())
    shelf.meaning(large, fit(large), CountingEncoder())

    assert len(told) == 1
    assert told[0] > 600


def test_vectors_of_another_encoder_are_not_used(tmp_path: Path) -> None:
    pack, encoder = ferry_pack(), CountingEncoder()
    Shelf(tmp_path).meaning(pack, fit(pack), encoder)
    other = CountingEncoder()
    other.name = "other letters"

    Shelf(tmp_path).meaning(pack, fit(pack), other)

    assert len(other.asked) == len(encoder.asked) > 0


def test_a_pack_is_loaded_once_and_again_when_a_file_has_changed(tmp_path: Path) -> None:
    folder = written(tmp_path / "minimal", minimal_files())
    shelf = Shelf(tmp_path / "kept")
    loaded = shelf.pack(folder)

    taken_up = shelf.pack(folder)
    assert taken_up is not loaded
    assert taken_up.entries == loaded.entries

    written(folder, changed("pack.yaml", loaded.scope.split()[0], "Otherwise"))
    assert shelf.pack(folder).scope.startswith("Otherwise")


def test_a_pack_that_breaks_after_it_was_kept_is_refused(tmp_path: Path) -> None:
    folder = written(tmp_path / "minimal", minimal_files())
    shelf = Shelf(tmp_path / "kept")
    shelf.pack(folder)
    (folder / "report.txt").write_text("Another text.")

    with pytest.raises(PackError):
        shelf.pack(folder)


def test_a_kept_pack_that_cannot_be_read_is_loaded_anew(tmp_path: Path) -> None:
    folder = written(tmp_path / "minimal", minimal_files())
    shelf = Shelf(tmp_path / "kept")
    loaded = shelf.pack(folder)
    (kept,) = (tmp_path / "kept").glob("*.pack.npz")
    with np.load(kept) as arrays:
        broken = {**arrays, "pack": np.frombuffer(b'{"id": "minimal"}', np.uint8)}
    np.savez(kept, allow_pickle=False, **broken)

    assert shelf.pack(folder).entries == loaded.entries


def written(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder
