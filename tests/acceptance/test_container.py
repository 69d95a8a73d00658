"""The container: what its recipe takes into the image is all that the bot needs there."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.acceptance.command import environment

ROOT = Path(__file__).parents[2]
RECIPE = ROOT / "docs/container/Containerfile"
USER = "10001"


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the recipe copies: what its list does not leave out."""
    folder = tmp_path_factory.mktemp("taken")
    for line in RECIPE.with_name("Containerfile.dockerignore").read_text().splitlines():
        if not line.startswith("!"):
            continue
        source = ROOT / line.removeprefix("!")
        if source.is_dir():
            rubbish = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, folder / source.name, ignore=rubbish)
        else:
            shutil.copy(source, folder)
    return folder


def test_a_bot_made_of_what_is_taken_answers(taken: Path, tmp_path: Path) -> None:
    built, installed = tmp_path / "built", tmp_path / "installed"
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", built, taken],
        check=True,
        capture_output=True,
    )
    (wheel,) = built.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(installed)

    finished = subprocess.run(
        [sys.executable, "-m", "bot", "ask", "why do tokyo and seoul distrust each other?"],
        cwd=tmp_path,
        env={**environment(), "PYTHONPATH": str(installed)},
        check=True,
        capture_output=True,
        text=True,
    )

    assert "Mutual suspicion and mistrust" in finished.stdout


def test_no_secret_and_no_history_is_taken(taken: Path) -> None:
    names = {path.name for path in taken.iterdir()}

    assert "bot" in names
    assert not names & {".env", ".git", "data", ".venv"}


def test_it_is_not_root_who_runs() -> None:
    lines = RECIPE.read_text().splitlines()
    last = max(index for index, line in enumerate(lines) if line.startswith("FROM "))
    users = [line.split()[1] for line in lines[last:] if line.startswith("USER ")]

    assert users == [USER]
