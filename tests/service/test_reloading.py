"""Packs that change while they are served, on real folders."""

import asyncio
import logging
import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typing_extensions import override

from bot.core.answer import Policy, Reply
from bot.core.loading.assembly import load_pack
from bot.preparing import Chosen, Packs, preparation
from bot.service.assistant import Assistant, Briefing
from bot.service.reloading import INTERVAL, Reloader, differences
from bot.settings import Settings
from tests.packs import changed, minimal_files, resummed
from tests.ready import MINIMAL, TIDES_2024

NOW = datetime(2026, 1, 5, tzinfo=UTC)
STORM = "What does a storm add to a tide?"


@dataclass
class Served:
    """A folder of packs, and an assistant that answers from them while they change."""

    folder: Path
    told: pytest.LogCaptureFixture
    assistant: Assistant = field(init=False)
    reloader: Reloader = field(init=False)

    def __post_init__(self) -> None:
        settings = Settings(briefing_semantic=False, briefing_cache=self.folder / ".cache")
        packs = Packs(
            chosen=Chosen(folders=(self.folder,)),
            settings=settings,
            prepared=preparation(settings),
        )
        states = packs.states()
        self.assistant = Assistant(packs.briefings(), clock=lambda: NOW)
        self.reloader = Reloader(packs.find, self.assistant, states=states)

    def edit(self, old: str, new: str, pack: str = "tides-2024") -> None:
        """Change a text in a pack's entries."""
        file = self.folder / pack / "entries.yaml"
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new))

    async def settle(self) -> None:
        """Look twice, so that what has changed has come to rest."""
        await self.reloader.look()
        await self.reloader.look()

    def question(self, entry: str = "storm-tide", pack: str = "tides-2024") -> str:
        """The question of an entry as it is served."""
        loaded = self.assistant.find_pack(pack)
        assert loaded is not None
        found = loaded.entry(entry)
        assert found is not None
        return found.question

    @property
    def lines(self) -> list[str]:
        """What was logged."""
        return [record.getMessage() for record in self.told.records]


@pytest.fixture
def served(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Served:
    for pack in (MINIMAL, TIDES_2024):
        shutil.copytree(pack, tmp_path / pack.name)
    caplog.set_level(logging.INFO, logger="bot.service.reloading")
    return Served(tmp_path, caplog)


async def test_a_change_is_taken_up_once_the_files_have_come_to_rest(served: Served) -> None:
    served.edit(STORM, "What does a gale add?")

    await served.reloader.look()
    assert served.question() == STORM

    await served.reloader.look()
    assert served.question() == "What does a gale add?"
    assert served.lines == ["reloaded the pack tides-2024: changed storm-tide"]


async def test_nothing_is_loaded_where_nothing_has_changed(served: Served) -> None:
    before = served.assistant.packs()

    await served.settle()

    assert served.assistant.packs() == before
    assert served.lines == []


async def test_a_pack_with_errors_leaves_the_old_one_and_says_where(served: Served) -> None:
    served.edit("status: live", "status: alive")

    await served.settle()
    await served.settle()

    (told,) = served.lines
    assert told.startswith("the pack tides-2024 is not reloaded, the old one stays: ")
    assert "entries.yaml:12: " in told
    assert served.question() == STORM


async def test_a_pack_whose_errors_are_mended_is_taken_up(served: Served) -> None:
    served.edit("status: live", "status: alive")
    await served.settle()

    served.edit("status: alive", "status: live")
    served.edit(STORM, "What does a gale add?")
    await served.settle()

    assert served.question() == "What does a gale add?"


async def test_a_policy_that_cannot_be_used_leaves_the_old_one(served: Served) -> None:
    (served.folder / "tides-2024" / "policy.yaml").write_text("threshold: 7")

    await served.settle()

    (told,) = served.lines
    assert "policy.yaml: threshold should be a number from 0 to 1" in told


async def test_a_pack_that_is_gone_stays_loaded_with_one_warning(served: Served) -> None:
    shutil.rmtree(served.folder / "tides-2024")

    await served.settle()
    await served.settle()

    assert served.lines == ["the pack tides-2024 is gone from its folder, but stays loaded"]
    answer = await served.assistant.ask(STORM)
    assert isinstance(answer, Reply)


async def test_a_pack_that_came_back_is_taken_up_as_it_is_then(served: Served) -> None:
    shutil.rmtree(served.folder / "tides-2024")
    await served.settle()

    shutil.copytree(TIDES_2024, served.folder / "tides-2024")
    served.edit(STORM, "What does a gale add?")
    await served.settle()

    assert served.question() == "What does a gale add?"


async def test_a_pack_that_is_new_in_a_folder_of_packs_is_loaded(served: Served) -> None:
    shutil.copytree(MINIMAL, served.folder / "harbour")

    await served.settle()

    assert [pack.id for pack in served.assistant.packs()] == ["minimal", "tides-2024", "harbour"]
    assert served.lines == ["loaded the pack harbour, which is new"]


async def test_on_demand_every_pack_is_loaded_anew(served: Served) -> None:
    await served.reloader.look(anyway=True)

    assert served.lines == [
        "reloaded the pack minimal: no entry differs",
        "reloaded the pack tides-2024: no entry differs",
    ]


async def test_a_conversation_goes_on_over_a_reload(served: Served) -> None:
    await served.assistant.ask(STORM, conversation="one")
    served.edit(STORM, "What does a gale add?")
    await served.settle()

    more = await served.assistant.ask("more", conversation="one")

    assert isinstance(more, Reply)
    assert more.entry.question == "What does a gale add?"


@dataclass
class SlowSource:
    """A pack that is being loaded until it is told to be done."""

    briefing: Briefing
    begun: asyncio.Event
    done: asyncio.Event
    loop: asyncio.AbstractEventLoop
    id: str = "minimal"

    def state(self) -> str:
        return "new"

    def load(self) -> Briefing:
        self.loop.call_soon_threadsafe(self.begun.set)
        asyncio.run_coroutine_threadsafe(self.done.wait(), self.loop).result(timeout=10)
        return self.briefing


async def test_questions_are_answered_while_a_pack_is_being_loaded(served: Served) -> None:
    old = served.assistant.find_pack("minimal")
    assert old is not None
    (again, *_) = Packs(
        chosen=Chosen(folders=(MINIMAL,)),
        settings=Settings(),
        prepared=preparation(Settings(), semantic=False, keeps=False),
    ).briefings()
    source = SlowSource(again, asyncio.Event(), asyncio.Event(), asyncio.get_running_loop())
    reloader = Reloader(lambda: [source], served.assistant, states={})

    loading = asyncio.create_task(reloader.look(anyway=True))
    await source.begun.wait()
    during = await served.assistant.ask("why must the walls be raised?")
    source.done.set()
    await loading
    after = await served.assistant.ask("why must the walls be raised?")

    assert during.pack is old
    assert after.pack is again.pack


async def test_a_source_that_breaks_does_not_keep_others_from_being_loaded(
    served: Served,
) -> None:
    @dataclass
    class Broken(SlowSource):
        @override
        def state(self) -> str:
            raise RuntimeError("no disk")

    briefing = Briefing(
        pack=served.assistant.pack,
        matcher=served.assistant._in_scope(())[0].matcher,
        policy=Policy(),
    )
    loop, done = asyncio.get_running_loop(), asyncio.Event()
    done.set()
    broken = Broken(briefing, asyncio.Event(), done, loop, "broken")
    whole = SlowSource(briefing, asyncio.Event(), done, loop)

    await Reloader(lambda: [broken, whole], served.assistant, states={}).look(anyway=True)

    assert served.lines == [
        "the pack broken could not be looked at",
        "reloaded the pack minimal: no entry differs",
    ]


async def test_it_looks_again_and_again_until_it_is_cancelled(served: Served) -> None:
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 2:
            served.edit(STORM, "What does a gale add?")
        if len(waits) == 4:
            raise asyncio.CancelledError

    served.reloader._sleep = sleep

    with pytest.raises(asyncio.CancelledError):
        await served.reloader.run()

    assert waits == [INTERVAL] * 4
    assert served.question() == "What does a gale add?"


async def test_two_packs_of_one_id_are_told_of_once_and_nothing_is_loaded(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for place in ("a", "b"):
        (tmp_path / place).mkdir()
    shutil.copytree(MINIMAL, tmp_path / "a" / "minimal")
    shutil.copytree(TIDES_2024, tmp_path / "b" / "tides-2024")
    settings = Settings(briefing_pack=(tmp_path / "a", tmp_path / "b"))
    packs = Packs(
        chosen=Chosen(),
        settings=settings,
        prepared=preparation(settings, semantic=False, keeps=False),
    )
    states = packs.states()
    assistant = Assistant(packs.briefings(), clock=lambda: NOW)
    reloader = Reloader(packs.find, assistant, states=states)

    shutil.copytree(MINIMAL, tmp_path / "b" / "minimal")
    await reloader.look()
    await reloader.look()

    (told,) = [record.getMessage() for record in caplog.records]
    assert told.startswith("packs are not reloaded: two packs have the id minimal: ")
    assert [pack.id for pack in assistant.packs()] == ["minimal", "tides-2024"]


def test_differences_are_told_by_ids_of_entries_and_of_what_is_not_covered() -> None:
    old = load_pack("minimal", minimal_files())
    new = load_pack(
        "minimal",
        {
            **changed("entries.yaml", "id: when-published", "id: published"),
            "out_of_scope.yaml": minimal_files()["out_of_scope.yaml"].replace(b"opinion", b"idea"),
        },
    )

    assert list(differences(old, new)) == [
        "added published",
        "changed oos-mayor",
        "removed when-published",
    ]


def test_entries_that_merely_stand_elsewhere_in_the_report_do_not_differ() -> None:
    files = minimal_files()
    text = files["report.txt"].replace(b"March 3, 2021", b"March 3, 2021\n\nA new paragraph.")
    new = load_pack("minimal", resummed({**files, "report.txt": text}))

    assert list(differences(load_pack("minimal", files), new)) == []
