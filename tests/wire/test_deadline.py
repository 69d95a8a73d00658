"""Discord waits three seconds for a command to be acknowledged."""

import asyncio
from contextlib import AbstractAsyncContextManager

import discord as library
import pytest

from bot.adapters.discord import question_commands
from bot.adapters.discord.deferring import PATIENCE, deferring
from bot.adapters.discord.lines import APOLOGY
from tests.wire.conftest import Wire
from tests.wire.faults import refusal
from tests.wire.loopback import Loopback

QUESTION = "What do trade and power look like?"
DEFERRED = 5


async def test_a_slow_answer_follows_a_request_for_time(
    discord: Loopback, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = asyncio.Event()
    find = wire.bot._reports.held

    async def slowly(interaction: library.Interaction) -> object:
        await release.wait()
        return await find(interaction)

    def soon(
        interaction: library.Interaction, *, private: bool
    ) -> AbstractAsyncContextManager[None]:
        return deferring(interaction, private=private, patience=0.05)

    monkeypatch.setattr(wire.bot._reports, "held", slowly)
    monkeypatch.setattr(question_commands, "deferring", soon)
    await discord.command("6001", QUESTION)
    (first,) = await discord.posted()
    assert first.body["type"] == DEFERRED
    release.set()
    await discord.posted(2)
    assert len(discord.state.to("/callback")) == 1
    assert "/webhooks/1001/token-6001" in discord.state.posts[1].path


async def test_a_request_for_time_that_is_refused_does_not_cost_the_answer(
    discord: Loopback, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = wire.bot._reports.held

    async def until_refused(interaction: library.Interaction) -> object:
        await discord.state.until(lambda: bool(discord.state.to("/callback")))
        return await find(interaction)

    def soon(
        interaction: library.Interaction, *, private: bool
    ) -> AbstractAsyncContextManager[None]:
        return deferring(interaction, private=private, patience=0.05)

    monkeypatch.setattr(wire.bot._reports, "held", until_refused)
    monkeypatch.setattr(question_commands, "deferring", soon)
    discord.faults.script("/callback", refusal(400))
    await discord.command("6001", QUESTION)
    (answer,) = await discord.posted()
    assert answer.body["type"] != DEFERRED
    assert APOLOGY not in str(answer.body)


async def test_half_of_the_deadline_is_left_for_the_way(discord: Loopback, wire: Wire) -> None:
    assert PATIENCE < 3 / 2 + 0.01
    await discord.command("6001", QUESTION)
    (post,) = await discord.posted()
    assert post.body["type"] != DEFERRED
