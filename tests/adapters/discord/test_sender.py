"""What a sender says when Discord does not take a digest: why, and whether to try again."""

import asyncio

import aiohttp
import pytest

from bot.adapters.discord.sender import DiscordSender
from bot.core.digest import compose
from bot.service.ports import SendError
from tests.adapters.discord.world import World

STAMP = "1-20260105T090000"


async def send(world: World) -> str:
    digest = compose(world.pack, (), world.clock())
    assert digest is not None
    return await DiscordSender(world.bot, world.preferences, world.bot.languages).send(
        str(world.channel.id), digest, stamp=STAMP
    )


@pytest.mark.parametrize(
    ("status", "lasting", "reason"),
    [
        (404, True, "no longer exists"),
        (403, True, "View Channel, Send Messages and Read Message History"),
        (400, True, "refused"),
        (401, False, "refused"),
        (503, False, "refused"),
    ],
)
async def test_an_error_of_discord_is_lasting_or_passing(
    world: World, status: int, *, lasting: bool, reason: str
) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=status)

    with pytest.raises(SendError, match=reason) as caught:
        await send(world)

    assert caught.value.lasting is lasting


@pytest.mark.parametrize("error", [aiohttp.ClientConnectionError(), TimeoutError(), OSError()])
async def test_a_discord_out_of_reach_is_tried_again(
    world: World, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    async def unreachable(*_: object, **__: object) -> None:
        await asyncio.sleep(0)
        raise error

    monkeypatch.setattr(world.bot.http, "request", unreachable)

    with pytest.raises(SendError, match="could not be reached") as caught:
        await send(world)

    assert not caught.value.lasting


async def test_the_stamp_is_the_nonce_and_is_found_again(world: World) -> None:
    message = await send(world)

    assert (
        await DiscordSender(world.bot, world.preferences, world.bot.languages).look(
            str(world.channel.id), stamp=STAMP
        )
        == message
    )
    body = world.env.http_requests[-2].json
    assert isinstance(body, dict)
    assert body["nonce"] == STAMP
    assert body["enforce_nonce"] is True
    assert body["allowed_mentions"] == {"parse": []}


async def test_a_stamp_is_found_in_our_own_messages_only_and_as_a_whole(world: World) -> None:
    await send(world)
    await world.alice.send(world.channel, "2-20260105T090000")
    sender = DiscordSender(world.bot, world.preferences, world.bot.languages)

    assert await sender.look(str(world.channel.id), stamp="2-20260105T090000") is None
    assert await sender.look(str(world.channel.id), stamp="20260105T090000") is None
