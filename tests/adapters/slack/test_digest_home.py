"""App Home: digests with buttons for those who may look after them."""

from typing import Any

from bot.core.digest import Kind
from bot.core.subscription import State
from tests.adapters.slack.far_end import TEAM, FarEnd
from tests.adapters.slack.test_digests import WHEN, subscribe
from tests.adapters.slack.world import (
    ALICE,
    CHANNEL,
    MARIA,
    World,
    buttons,
    label_of,
    texts,
    told,
)


def offered(home: dict[str, Any]) -> list[str]:
    """What stands on the buttons that look after digests."""
    return [label_of(b) for b in buttons(home["blocks"]) if b.get("value", "").startswith("digest")]


async def test_home_shows_digests_to_those_who_look_after_them(world: World) -> None:
    await subscribe(world)

    hers, his = await world.open_home(user=MARIA), await world.open_home()

    assert "09:00 UTC, daily" in str(hers)
    own, whole = ["Send me a digest…"], ["Set up a digest…", "Pause", "Change…", "Remove"]
    assert offered(hers) == own + whole
    assert "09:00 UTC, daily" not in str(his)
    assert offered(his) == own


async def test_a_digest_is_paused_resumed_and_removed_in_home(world: World, slack: FarEnd) -> None:
    await subscribe(world)
    await world.open_home(user=MARIA)

    assert not await world.click_home("Pause", user=MARIA)
    assert "paused" in "\n".join(texts(slack.homes[MARIA]["blocks"]))
    assert not await world.click_home("Resume", user=MARIA)
    assert "next " in "\n".join(texts(slack.homes[MARIA]["blocks"]))
    (remove,) = [b for b in buttons(slack.homes[MARIA]["blocks"]) if label_of(b) == "Remove"]
    assert remove["confirm"]["text"]["text"] == "Remove it for good?"
    assert not await world.click_home("Remove", user=MARIA)

    assert "09:00 UTC, daily" not in str(slack.homes[MARIA])
    assert not await world.services.digests.listing(TEAM)


async def test_a_digest_is_set_up_in_home_for_a_channel_that_is_chosen(
    world: World, slack: FarEnd
) -> None:
    await world.open_home(user=MARIA)

    assert not await world.click_home("Set up a digest…", user=MARIA)
    await world.submit(user=MARIA, channel=CHANNEL, when="daily 9am UTC")
    await world.submit(user=MARIA)

    (subscription,) = await world.services.digests.listing(TEAM)
    assert (subscription.channel, subscription.state) == (CHANNEL, State.ACTIVE)
    assert "09:00 UTC, daily" in str(slack.homes[MARIA])


async def test_a_digest_is_changed_in_home(world: World, slack: FarEnd) -> None:
    await subscribe(world)
    await world.open_home(user=MARIA)

    await world.click_home("Change…", user=MARIA)
    await world.submit(user=MARIA, kind="question", when="weekdays 10am UTC")
    await world.submit(user=MARIA)

    (subscription,) = await world.services.digests.listing(TEAM)
    assert subscription.plan.kind is Kind.QUESTION
    assert "10:00 UTC" in str(slack.homes[MARIA])


async def test_everybody_looks_after_their_own_digests_in_home(world: World, slack: FarEnd) -> None:
    await world.open_home()
    await world.click_home("Send me a digest…")
    await world.submit(when="daily 9am UTC")
    await world.submit()

    assert "direct messages" in "\n".join(texts(slack.homes[ALICE]["blocks"]))
    assert "direct messages" not in str(await world.open_home(user=MARIA))
    await world.click_home("Remove")
    assert not await world.services.digests.of_maker(ALICE)


async def test_what_cannot_be_done_in_home_is_told_directly(world: World, slack: FarEnd) -> None:
    await subscribe(world)
    await world.open_home(user=MARIA)
    await world.services.digests.remove((await world.services.digests.listing(TEAM))[0])

    (refusal,) = await world.click_home("Pause", user=MARIA)
    slack.fail("views.open", "expired_trigger_id")
    (late,) = await world.click_home("Send me a digest…", user=MARIA)

    assert (refusal.channel, told(refusal)) == (MARIA, "There is no digest 1 here.")
    assert "Slack did not wait for the form" in told(late)


async def test_home_holds_as_many_digests_as_there_can_be(world: World) -> None:
    for command, most in ((WHEN, 25), ("mydigest subscribe daily 9am UTC", 5)):
        for _ in range(most):
            await world.command(command, user=MARIA)

    home = await world.open_home(user=MARIA)

    every = "\n".join(texts(home["blocks"]))
    assert every.count("09:00 UTC, daily") == 30
    assert offered(home).count("Remove") == 17
