"""A chat whose packs are edited between its turns, on real folders."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.adapters.console.chat import Screen, chat
from bot.preparing import Chosen, Packs, preparation
from bot.service.assistant import Assistant
from bot.service.reloading import Reloader
from bot.settings import Settings
from tests.ready import TIDES_2024

STORM = "What does a storm add to a tide?"
GALE = "gibbous gales in numbers"


async def shown(folder: Path, lines: Iterator[str]) -> list[str]:
    """What a chat over the packs in a folder writes."""
    settings = Settings(briefing_semantic=False, briefing_cache=folder / ".cache")
    packs = Packs(
        chosen=Chosen(folders=(folder,)), settings=settings, prepared=preparation(settings)
    )
    states = packs.states()
    assistant = Assistant(packs.briefings(), clock=lambda: datetime(2026, 1, 5, tzinfo=UTC))
    reloader = Reloader(packs.find, assistant, states=states)
    written: list[str] = []
    await chat(assistant, lines, Screen(write=written.append, width=None), reloader.look_twice)
    return written


def edit(folder: Path, old: str, new: str) -> None:
    file = folder / TIDES_2024.name / "entries.yaml"
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


async def test_a_question_after_an_edit_is_answered_from_it(tmp_path: Path) -> None:
    shutil.copytree(TIDES_2024, tmp_path / TIDES_2024.name)

    def lines() -> Iterator[str]:
        yield GALE
        edit(tmp_path, STORM, GALE)
        yield GALE
        yield GALE

    before, changed, _, after, again = await shown(tmp_path, lines())

    assert before.startswith("The report does not cover that")
    assert changed == "The files have changed: I answer from the new “Tides of Port Example” now."
    assert "> A storm from the south adds" in after
    assert again == after


async def test_an_edit_with_errors_leaves_the_old_pack_and_says_why(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    shutil.copytree(TIDES_2024, tmp_path / TIDES_2024.name)

    def lines() -> Iterator[str]:
        yield STORM
        edit(tmp_path, "status: live", "status: alive")
        yield STORM

    before, after = await shown(tmp_path, lines())

    assert before == after
    (record,) = caplog.records
    assert "is not reloaded, the old one stays: " in record.getMessage()
