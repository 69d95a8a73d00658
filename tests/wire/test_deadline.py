"""Discord waits three seconds for a command to be acknowledged."""

import asyncio
from contextlib import AbstractAsyncContextManager

import discord as library
import pytest

from bot.adapters.discord import question_commands
from bot.adapters.discord.deferring import PATIENCE, deferring
from tests.wire.conftest import Wire
from tests.wire.loopback import Loopback

QUESTION = "What do trade and power look like?"
DEFERRED = 5


async def test_a_slow_answer_follows_a_request_for_time(
    discord: Loopback, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = asyncio.Event()
    find = wire.bot._reports.scope

    async def slowly(interaction: library.Interaction) -> object:
        await release.wait()
        return await find(interaction)

    def soon(interaction: library.Interaction) -> AbstractAsyncContextManager[None]:
        return deferring(interaction, patience=0.05)

    monkeypatch.setattr(wire.bot._reports, "scope", slowly)
    monkeypatch.setattr(question_commands, "deferring", soon)
    await discord.command("6001", QUESTION)
    (first,) = await discord.posted()
    assert first.body["type"] == DEFERRED
    release.set()
    await discord.posted(2)
    assert len(discord.state.to("/callback")) == 1
    assert "/webhooks/1001/token-6001" in discord.state.posts[1].path


async def test_half_of_the_deadline_is_left_for_the_way(discord: Loopback, wire: Wire) -> None:
    assert PATIENCE < 3 / 2 + 0.01
    await discord.command("6001", QUESTION)
    (post,) = await discord.posted()
    assert post.body["type"] != DEFERRED
