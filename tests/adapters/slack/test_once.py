"""Nothing is answered twice, and nothing that no person wrote is answered at all."""

import pytest

from bot.service.lines import STALE
from tests.adapters.slack.far_end import FarEnd
from tests.adapters.slack.test_ways import EXCERPT, WHY
from tests.adapters.slack.world import World, quotes, told


async def test_an_event_that_comes_again_is_answered_once(world: World) -> None:
    event = world.message(WHY)
    assert len(await world.mention(WHY, ident="Ev9", ts=event["ts"])) == 1

    assert not await world.mention(WHY, ident="Ev9", ts=event["ts"])


async def test_an_event_that_comes_again_after_a_restart_is_answered_once(world: World) -> None:
    event = world.message(WHY)
    assert len(await world.mention(WHY, ident="Ev9", ts=event["ts"])) == 1
    world.restart()

    assert not await world.mention(WHY, ident="Ev9", ts=event["ts"])


async def test_a_mention_that_is_edited_is_answered_once(world: World) -> None:
    event = world.message(WHY)
    assert len(await world.mention(WHY, ts=event["ts"])) == 1

    assert not await world.mention(WHY, ts=event["ts"], edited={"user": "UALICE"})


@pytest.mark.parametrize(
    "more",
    [
        {"bot_id": "BOTHER"},
        {"subtype": "bot_message", "bot_id": "BOTHER", "user": ""},
        {"subtype": "message_changed"},
        {"subtype": "message_deleted"},
        {"subtype": "channel_join"},
        {"user": "UBOT"},
        {"user": "USLACKBOT"},
    ],
)
async def test_what_no_person_wrote_is_not_answered(world: World, more: dict[str, str]) -> None:
    assert not await world.dm(WHY, **more)
    assert not await world.mention(WHY, **more)


async def test_a_message_whose_blocks_are_refused_is_sent_as_text(
    world: World, slack: FarEnd
) -> None:
    for error in ("invalid_blocks", "msg_blocks_too_long"):
        slack.fail("chat.postMessage", error)

        (shown,) = await world.dm(WHY)

        assert not shown.blocks
        assert EXCERPT in shown.text
        assert "Harbour: https://example.org/harbour" in shown.text


async def test_a_response_whose_blocks_are_refused_is_sent_as_text(
    world: World, slack: FarEnd
) -> None:
    slack.fail("hook", "invalid_blocks")

    (shown,) = await world.command(WHY)

    assert not shown.blocks
    assert EXCERPT in shown.text


async def test_where_a_response_comes_too_late_the_asker_is_answered_all_the_same(
    world: World, slack: FarEnd
) -> None:
    slack.fail("hook", "expired_url")

    (shown,) = await world.command(WHY)

    assert (shown.user, quotes(shown)) == ("UALICE", [EXCERPT])


async def test_where_a_response_is_lost_the_asker_is_answered_all_the_same(
    world: World, slack: FarEnd
) -> None:
    for _ in range(2):  # slack_sdk tries once more by itself.
        slack.lose("hook")

    (shown,) = await world.command(WHY)

    assert (shown.user, quotes(shown)) == ("UALICE", [EXCERPT])


async def test_where_the_bot_may_not_write_the_asker_is_answered_directly(
    world: World, slack: FarEnd
) -> None:
    slack.fail("chat.postMessage", "restricted_action")

    (shown,) = await world.mention(WHY)

    assert (shown.channel, quotes(shown)) == ("UALICE", [EXCERPT])


async def test_an_answer_that_arrived_though_its_receipt_did_not_is_not_sent_again(
    world: World, slack: FarEnd
) -> None:
    slack.lose("chat.postMessage")
    assert len(await world.dm(WHY)) == 1
    slack.lose("chat.postMessage")
    assert len(await world.mention(WHY)) == 1


async def test_an_answer_that_is_lost_is_sent_again_also_where_it_cannot_be_looked_for(
    world: World, slack: FarEnd
) -> None:
    slack.lose("chat.postMessage")
    slack.fail("conversations.history", "missing_scope")

    assert len(await world.dm(WHY)) == 2  # Better twice than never.


async def test_a_button_of_an_older_version_says_so(world: World) -> None:
    (shown,) = await world.dm(WHY)
    for block in shown.blocks:
        for button in block.get("elements", ()):
            button["value"] = "b0:what"

    (stale,) = await world.click(shown, "More")

    assert told(stale) == STALE
