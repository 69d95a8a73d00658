"""What a sender says when Discord does not take a digest: why, and what to do about it."""

import asyncio
from datetime import timedelta

import aiohttp
import pytest

from bot.adapters.discord.sender import DiscordSender
from bot.core.digest import Plan, Progress, compose
from bot.core.schedule import read_schedule
from bot.core.subscription import Reason, State, Stop, Subscription
from bot.service.ports import Posted, SendError
from tests.adapters.discord.world import World

STAMP = "1-20260105T090000"


def sender(world: World) -> DiscordSender:
    return DiscordSender(world.bot, world.preferences, world.bot.languages)


async def subscription(world: World) -> Subscription:
    now = world.clock()
    return await world.digests.subscribe(
        workspace=str(world.guild.id),
        channel=str(world.channel.id),
        pack=world.pack.id,
        schedule=read_schedule("daily 9am UTC", today=now.date()),
    )


async def send(world: World) -> Posted:
    digest = compose(world.pack, Plan(), Progress(), world.clock())
    assert digest is not None
    return await sender(world).send(await subscription(world), digest, stamp=STAMP, late=None)


@pytest.mark.parametrize(
    ("status", "code", "stop"),
    [
        (404, 10003, Stop(reason=Reason.CHANNEL_GONE)),
        (403, 50001, Stop(reason=Reason.PERMISSIONS, lacking=("view_channel",))),
        (403, 50013, Stop(reason=Reason.PERMISSIONS)),
        (403, 50007, Stop(reason=Reason.CLOSED_TO_US)),
        (400, 50035, None),
        (401, 0, None),
        (503, 0, None),
    ],
)
async def test_an_error_of_discord_says_whether_and_why_it_is_no_use_to_go_on(
    world: World, status: int, code: int, stop: Stop | None
) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=status, code=code)

    with pytest.raises(SendError) as caught:
        await send(world)

    assert caught.value.stop == stop
    assert caught.value.refused is (status == 400)


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

    assert (caught.value.stop, caught.value.refused) == (None, False)


async def test_the_stamp_is_the_nonce_and_is_found_again(world: World) -> None:
    posted = await send(world)

    assert await sender(world).look(await subscription(world), stamp=STAMP) == posted
    body = world.env.http_requests[-2].json
    assert isinstance(body, dict)
    assert body["nonce"] == STAMP
    assert body["enforce_nonce"] is True
    assert body["allowed_mentions"] == {"parse": []}


async def test_a_stamp_is_found_in_our_own_messages_only_and_as_a_whole(world: World) -> None:
    await send(world)
    await world.alice.send(world.channel, "2-20260105T090000")
    kept = await subscription(world)

    assert await sender(world).look(kept, stamp="2-20260105T090000") is None
    assert await sender(world).look(kept, stamp="20260105T090000") is None


async def test_a_message_that_is_one_too_many_is_taken_back(world: World) -> None:
    posted = await send(world)
    for _ in range(2):
        await sender(world).withdraw(await subscription(world), posted)
    assert world.public == []


async def test_digests_are_posted_at_a_pace_that_leaves_answers_their_share(world: World) -> None:
    limiter = sender(world)._limiter
    assert limiter.max_rate / limiter.time_period <= 30


def test_a_server_that_was_left_is_known_without_asking(world: World) -> None:
    left = Subscription(
        id=1,
        platform="discord",
        workspace="77",
        channel="78",
        pack="minimal",
        schedule=read_schedule("daily 9am UTC", today=world.clock().date()),
        plan=Plan(),
        progress=Progress(),
        late=timedelta(0),
        state=State.ACTIVE,
        stop=None,
        told=False,
        maker=None,
        next_due=None,
        until=None,
    )
    assert sender(world).check(left) == Stop(reason=Reason.WORKSPACE_LEFT)
