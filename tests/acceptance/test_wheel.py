"""The wheel: everything that answers travels in it."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.acceptance.command import environment

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the wheel would put beside the other libraries."""
    built = tmp_path_factory.mktemp("built")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", built, ROOT],
        check=True,
        capture_output=True,
    )
    (wheel,) = built.glob("*.whl")
    folder = tmp_path_factory.mktemp("installed")
    zipfile.ZipFile(wheel).extractall(folder)
    return folder


def run(installed: Path, folder: Path, *arguments: str) -> str:
    finished = subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env={**environment(), "PYTHONPATH": str(installed)},
        check=True,
        capture_output=True,
        text=True,
    )
    return finished.stdout


def test_the_shipped_pack_travels_in_the_wheel(installed: Path, tmp_path: Path) -> None:
    out = run(installed, tmp_path, "check")

    assert out.startswith(str(installed / "bot" / "knowledge" / "japan-south-korea-tensions"))


def test_an_installed_bot_answers_from_any_folder(installed: Path, tmp_path: Path) -> None:
    out = run(installed, tmp_path, "ask", "why do tokyo and seoul distrust each other?")

    assert "Mutual suspicion and mistrust" in out


def test_an_installed_bot_exports_the_page(installed: Path, tmp_path: Path) -> None:
    out = run(installed, tmp_path, "export", "--format", "html")

    assert "<!doctype html>" in out.casefold()
    assert "Mutual suspicion and mistrust" in out


def test_the_migrations_travel_too(installed: Path) -> None:
    assert list((installed / "bot/store/migrations/versions").glob("r0001_*.py"))
    assert (installed / "bot/store/migrations/script.py.mako").is_file()


def test_the_catalogues_travel_too(installed: Path) -> None:
    languages = {file.parents[1].name for file in (installed / "bot/locale").rglob("*.po")}

    assert languages == {"ja", "ko"}
