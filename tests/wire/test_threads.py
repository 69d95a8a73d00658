"""Threads of announcements, posts in forums, and threads that are closed."""

import pytest

from bot.service.places import Place
from bot.store import SqlStore
from tests.adapters.discord.world import World
from tests.wire.conftest import Wire, connected, quiet
from tests.wire.faults import refusal
from tests.wire.loopback import Loopback
from tests.wire.messages import DIRECT, GUILD, OTHER_CHANNEL, channel, thread

WHY = "Why must the walls be raised?"
EXCERPT = "walls are too low"
POST = "3100"
CLOSED = 50083
ANNOUNCEMENTS, FORUM = 5, 15
ANNOUNCEMENT_THREAD, PUBLIC_THREAD = 10, 11


async def begin(discord: Loopback, kind: int, parent: int) -> None:
    """A thread in a channel of that kind."""
    of = {**channel(OTHER_CHANNEL), "type": parent, "guild_id": GUILD}
    await discord.gateway.dispatch("CHANNEL_CREATE", {**of, "id": "3101"})
    begun = {**thread(POST, kind, parent="3101"), "newly_created": True}
    await discord.gateway.dispatch("THREAD_CREATE", begun)


@pytest.mark.parametrize(
    ("kind", "parent"), [(ANNOUNCEMENT_THREAD, ANNOUNCEMENTS), (PUBLIC_THREAD, FORUM)]
)
async def test_what_a_thread_or_a_post_begins_with_is_answered_in_it(
    kind: int, parent: int, discord: Loopback, wire: Wire
) -> None:
    await begin(discord, kind, parent)

    await discord.say(POST, WHY, channel=POST)  # The first message has the id of its thread.

    (answer,) = await discord.posted()
    assert answer.path.endswith(f"/channels/{POST}/messages")
    assert EXCERPT in str(answer.body)


async def test_what_is_set_for_a_forum_holds_in_its_posts(
    discord: Loopback, store: SqlStore
) -> None:
    world = World(store)
    forum = Place(platform="discord", workspace=GUILD, channel="3101")
    async with connected(discord, world.make_bot()):
        await world.preferences.change(forum, plain=True)
        await begin(discord, PUBLIC_THREAD, FORUM)
        await discord.say(POST, WHY, channel=POST)
        (answer,) = await discord.posted()

    assert EXCERPT in answer.body["content"]


@pytest.mark.parametrize("status", [400, 403])
async def test_where_a_thread_is_closed_its_asker_is_answered_directly(
    status: int, discord: Loopback, wire: Wire
) -> None:
    await discord.gateway.dispatch("THREAD_CREATE", thread(POST))
    discord.faults.script(f"/channels/{POST}/messages", refusal(status, CLOSED))
    await discord.gateway.dispatch("THREAD_UPDATE", thread(POST, locked=True))

    await discord.say("5001", WHY, channel=POST)

    (answer,) = await discord.posted()
    await quiet()
    assert EXCERPT in str(answer.body)
    assert answer.path.endswith(f"/channels/{DIRECT}/messages")
    # The owner is not looked for, to be told that a permission is missing: none is.
    assert discord.state.to("/members/") == []
