"""Folders of packs: which packs one holds, and what tells that one has changed."""

import shutil
from pathlib import Path

from bot.adapters.pack_folders import packs_in, state_of
from tests.ready import MINIMAL


def test_a_packs_folder_stands_for_itself_and_one_of_packs_for_each() -> None:
    around = MINIMAL.parent

    assert packs_in(MINIMAL) == [MINIMAL]
    assert packs_in(around) == [MINIMAL, around / "tides-2020", around / "tides-2024"]


def test_a_folder_without_packs_stands_for_itself_so_that_reading_it_says_so(
    tmp_path: Path,
) -> None:
    assert packs_in(tmp_path) == [tmp_path]
    assert packs_in(tmp_path / "nowhere") == [tmp_path / "nowhere"]


def test_the_state_of_a_pack_changes_with_any_of_its_files(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(MINIMAL, pack)
    states = [state_of(pack)]

    for file in ("report.txt", "entries/advice.yaml", "policy.yaml"):
        with (pack / file).open("a") as opened:
            opened.write(" ")
        states.append(state_of(pack))
    (pack / "entries" / "advice.yaml").unlink()
    states.append(state_of(pack))
    (pack / ".hidden").touch()

    assert len(set(states)) == len(states)
    assert state_of(pack) == states[-1]


def test_a_pack_that_is_gone_has_no_state(tmp_path: Path) -> None:
    assert state_of(tmp_path / "pack") is None
