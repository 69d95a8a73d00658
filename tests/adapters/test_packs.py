"""Reading a pack's folder: what is found, what is left alone, and what cannot be read."""

import os
import shutil
from importlib import resources
from pathlib import Path

import pytest

from bot.adapters import packs
from bot.adapters.packs import read_pack, shipped_packs
from bot.core.loading.problems import PackError
from tests.packs import MINIMAL


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the small pack."""
    return Path(shutil.copytree(MINIMAL, tmp_path / "harbour"))


def problems_of(folder: Path) -> list[str]:
    with pytest.raises(PackError) as caught:
        read_pack(folder)
    return [str(problem) for problem in caught.value.problems]


def test_a_pack_is_named_for_its_folder(folder: Path) -> None:
    pack = read_pack(folder)

    assert pack.id == "harbour"
    assert len(pack.entries) == 4
    assert len(pack.out_of_scope) == 1


def test_the_folder_may_be_the_current_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder / "entries")

    assert read_pack(Path("..")).id == "harbour"

    monkeypatch.chdir(folder)

    assert read_pack(Path()).id == "harbour"


def test_every_shipped_pack_loads() -> None:
    folders = sorted(path.parent for path in shipped_packs().glob("*/pack.yaml"))

    ids = [read_pack(folder).id for folder in folders]

    assert "japan-south-korea-tensions" in ids


def test_files_of_other_kinds_are_left_alone(folder: Path) -> None:
    (folder / "notes.txt").write_bytes(b"\xff" * 1_000)
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / "entries" / "README.md").write_text("about the entries")
    (folder / ".pack.yaml.swp").write_bytes(b"\x00")
    (folder / "._pack.yaml").write_bytes(b"\x00")
    (folder / "drafts").mkdir()
    (folder / "drafts" / "more.yaml").write_text("- not: ready")

    assert read_pack(folder).id == "harbour"


def test_a_yaml_file_of_another_name_does_not_go_unnoticed(folder: Path) -> None:
    (folder / "out-of-scope.yaml").write_text("- a")
    (folder / "entries" / "more.yml").write_text("- a")

    assert problems_of(folder) == [
        "entries/more.yml:1: this is not a file of a pack: did you mean `entries/more.yaml`?",
        "out-of-scope.yaml:1: this is not a file of a pack: did you mean `out_of_scope.yaml`?",
    ]


def test_a_policy_is_no_file_of_the_pack_but_entries_may_have_its_name(folder: Path) -> None:
    entries = read_pack(folder).entries
    (folder / "policy.yaml").write_text("threshold: .3")
    written = next((folder / "entries").glob("*.yaml"))
    written.rename(folder / "entries" / "policy.yaml")

    assert {entry.id for entry in read_pack(folder).entries} == {entry.id for entry in entries}


def test_mistakes_in_the_files_are_those_of_the_loader(folder: Path) -> None:
    (folder / "entries.yaml").write_text("- [")

    assert problems_of(folder)[0].startswith("entries.yaml:1: this is not YAML")


def test_no_folder_is_a_problem(tmp_path: Path) -> None:
    assert problems_of(tmp_path / "nowhere") == [
        f"pack.yaml:1: there is no folder {tmp_path / 'nowhere'}: check the path"
    ]


def test_a_file_for_a_folder_is_a_problem(folder: Path) -> None:
    assert problems_of(folder / "pack.yaml") == [
        f"pack.yaml:1: {folder / 'pack.yaml'} is not a folder: give the folder that holds pack.yaml"
    ]


def test_a_folder_without_pack_yaml_is_a_problem(tmp_path: Path) -> None:
    assert problems_of(tmp_path) == [
        f"pack.yaml:1: there is none in {tmp_path}: a pack's folder holds a pack.yaml"
    ]


def test_a_folder_without_the_reports_text_is_a_problem(folder: Path) -> None:
    (folder / "report.txt").unlink()

    assert problems_of(folder) == [
        "pack.yaml:9: the report's text report.txt is not in the pack's folder: put it there"
    ]


def test_files_that_are_too_large_are_problems_and_are_not_read(folder: Path) -> None:
    with (folder / "entries.yaml").open("ab") as file:
        file.truncate(packs.LARGEST_YAML + 1)
    with (folder / "report.txt").open("ab") as file:
        file.truncate(packs.LARGEST_TEXT + 1)

    assert problems_of(folder) == [
        "entries.yaml:1: the file is larger than 10 MB: split it, or check what it is",
        "report.txt:1: the file is larger than 20 MB: split it, or check what it is",
    ]


def test_a_folder_of_too_many_files_is_a_problem(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packs, "MOST_FILES", 3)

    assert problems_of(folder) == [
        f"pack.yaml:1: {folder} holds over 3 YAML files: join some of them"
    ]


def test_folders_where_files_belong_are_problems(folder: Path) -> None:
    (folder / "out_of_scope.yaml").unlink()
    (folder / "out_of_scope.yaml").mkdir()
    (folder / "report.txt").unlink()
    (folder / "report.txt").mkdir()

    assert problems_of(folder) == [
        "out_of_scope.yaml:1: this is not a plain file: rename it, or put a file in its place",
        "report.txt:1: this is not a plain file: rename it, or put a file in its place",
    ]


def test_a_folder_for_pack_yaml_is_a_problem(folder: Path) -> None:
    (folder / "pack.yaml").unlink()
    (folder / "pack.yaml").mkdir()

    assert problems_of(folder) == [
        "pack.yaml:1: this is not a plain file: rename it, or put a file in its place"
    ]


def test_a_file_for_the_entries_folder_is_a_problem(folder: Path) -> None:
    shutil.rmtree(folder / "entries")
    (folder / "entries").write_text("- a")

    assert problems_of(folder) == [
        "entries:1: this is not a folder: rename it, or make a folder of that name"
    ]


def test_links_to_files_are_followed(folder: Path, tmp_path: Path) -> None:
    data = tmp_path / "..data"
    shutil.move(folder, data)
    folder.mkdir()
    for path in data.iterdir():
        (folder / path.name).symlink_to(path)

    assert read_pack(folder).id == "harbour"


def test_links_that_lead_nowhere_are_problems(folder: Path) -> None:
    for name in ("entries.yaml", "report.txt"):
        (folder / name).unlink()
        (folder / name).symlink_to(folder / "gone")

    assert problems_of(folder) == [
        "entries.yaml:1: the link leads nowhere: mend it or delete it",
        "report.txt:1: the link leads nowhere: mend it or delete it",
    ]


def test_links_in_a_circle_are_problems(folder: Path) -> None:
    (folder / "entries.yaml").unlink()
    (folder / "entries.yaml").symlink_to(folder / "entries.yaml")

    (problem,) = problems_of(folder)

    assert problem.startswith("entries.yaml:1: ")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_is_a_problem_not_a_wait(folder: Path) -> None:
    (folder / "entries.yaml").unlink()
    os.mkfifo(folder / "entries.yaml")

    assert problems_of(folder) == [
        "entries.yaml:1: this is not a plain file: rename it, or put a file in its place"
    ]


def test_a_file_that_the_system_does_not_give_out_is_a_problem(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path, _mode: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)

    assert "entries.yaml:1: the file cannot be read (Permission denied): check who may read it" in (
        problems_of(folder)
    )


def test_a_folder_that_cannot_be_listed_is_a_problem(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)

    assert problems_of(folder) == [
        "pack.yaml:1: the file cannot be read (Permission denied): check who may read it"
    ]


def test_the_shipped_packs_of_an_installed_bot_are_inside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "files", lambda _package: tmp_path / "bot")

    assert shipped_packs() == tmp_path / "knowledge"

    (tmp_path / "bot" / "knowledge").mkdir(parents=True)

    assert shipped_packs() == tmp_path / "bot" / "knowledge"
