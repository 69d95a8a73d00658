"""What buttons show long after: as the pack is now, or a line that says why nothing is shown."""

from dataclasses import replace

import pytest

from bot.adapters.slack.layout import lay_out
from bot.adapters.slack.post import Code, Draft, Items, Post, Words
from bot.adapters.slack.spans import words
from bot.core.answer import Policy
from bot.core.matching.matcher import Matcher
from bot.core.press import Turn
from bot.service.assistant import Briefing
from bot.service.lines import APOLOGY, CHANGED_SINCE, FORGOTTEN, GONE, NO_SETTINGS, NOT_COMPARED
from bot.store import SqlStore
from tests.adapters.flaky import FlakyStore
from tests.adapters.slack.far_end import FarEnd, Shown
from tests.adapters.slack.test_ways import EXCERPT, WHY
from tests.adapters.slack.world import MARIA, World, quotes, size, told
from tests.ready import MINIMAL, TIDES_2020, ready

WHY_ASKED = "Why this answer?"


def without(world: World, entry_id: str) -> None:
    """Take an entry out of the pack while the bot runs."""
    pack, _ = ready(MINIMAL)
    smaller = replace(pack, entries=tuple(e for e in pack.entries if e.id != entry_id))
    world.assistant.take_up(Briefing(pack=smaller, matcher=Matcher(smaller), policy=Policy()))


def set_value(shown: Shown, label: str, value: str) -> None:
    """Make a button's value another one, as an older message may have it."""
    for block in shown.blocks:
        for button in block.get("elements", ()):
            if button.get("type") == "button" and button["text"]["text"] == label:
                button["value"] = value


async def test_what_is_gone_from_the_pack_says_so(world: World) -> None:
    (shown,) = await world.dm(WHY)
    without(world, "why-raise")

    for label in ("More", "Source"):
        assert [told(each) for each in await world.click(shown, label)] == [GONE]


async def test_what_has_changed_since_says_so_and_is_for_the_clicker(world: World) -> None:
    (shown,) = await world.mention(WHY)
    set_value(shown, "More", "b2:show:minimal:why-raise:00000000:more")

    (changed,) = await world.click(shown, "More", user=MARIA)

    assert told(changed).startswith(CHANGED_SINCE)
    assert (changed.user, quotes(changed)) == (MARIA, [EXCERPT])


async def test_why_of_a_long_question_is_recalled_for_a_while(world: World) -> None:
    (shown,) = await world.dm(
        f"Tell me please, for I have to know it by tomorrow: {WHY.lower()} {WHY}"
    )
    assert quotes(shown) == [EXCERPT]

    (reasons,) = await world.click(shown, WHY_ASKED)

    assert WHY in told(reasons)
    world.restart()
    (forgotten,) = await world.click(shown, WHY_ASKED)
    assert told(forgotten).startswith("I do not remember that question any more.")


async def test_why_of_what_was_not_compared_says_so(world: World) -> None:
    await world.command(f"ask {WHY}")
    await world.command("more")

    (shown,) = await world.command("why")

    assert told(shown) == NOT_COMPARED


async def test_why_of_nothing_asked_says_so(world: World) -> None:
    (shown,) = await world.command("why")

    assert "/briefing why" in told(shown)
    assert FORGOTTEN.split("`")[0] in told(shown)


async def test_a_section_that_is_gone_says_so(world: World) -> None:
    (section,) = await world.command("section overview")
    set_value(section, "Next section", Turn(pack="minimal", section="gone").custom_id)

    (shown,) = await world.click(section, "Next section")

    assert told(shown) == GONE


async def test_clicks_say_when_the_chosen_report_is_gone(store: SqlStore, slack: FarEnd) -> None:
    world = World(store, slack, MINIMAL, TIDES_2020)
    await world.command("packs use tides-2020", user=MARIA)
    (shown,) = await world.mention("When was the report published?")
    world.packs = (MINIMAL,)
    world.restart()

    for label in (WHY_ASKED,):
        (gone,) = await world.click(shown, label)
        assert "None of the reports that were chosen here is loaded" in told(gone)


async def test_home_says_what_is_wrong(store: SqlStore, slack: FarEnd) -> None:
    flaky = FlakyStore(store)
    world = World(flaky, slack, MINIMAL, TIDES_2020)
    flaky.reachable = False

    assert NO_SETTINGS in str(await world.open_home())


async def test_a_failing_home_leaves_nobody_waiting_and_is_logged(
    world: World, slack: FarEnd, caplog: pytest.LogCaptureFixture
) -> None:
    await world.open_home()
    slack.fail("views.publish", "internal_error")

    await world.open_home()

    assert "answering failed: SlackApiError" in caplog.text


async def test_where_an_apology_fails_too_that_is_logged(
    world: World, slack: FarEnd, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object, __: str, **___: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(Matcher, "match", broken)
    slack.fail("chat.postMessage", "internal_error")

    assert not await world.dm(WHY)

    assert "telling a user why failed: SlackApiError" in caplog.text
    assert [told(each) for each in await world.dm(WHY)] == [APOLOGY]


async def test_where_nothing_else_is_taken_the_asker_is_answered_directly(
    world: World, slack: FarEnd
) -> None:
    slack.fail("hook", "expired_url")
    slack.fail("chat.postEphemeral", "channel_not_found")

    (shown,) = await world.command(WHY)

    assert (shown.channel, quotes(shown)) == ("UALICE", [EXCERPT])


async def test_a_whisper_that_is_not_taken_is_said_aloud(world: World, slack: FarEnd) -> None:
    await world.command("settings block <@UALICE> everywhere", user=MARIA)
    await world.mention(WHY)
    slack.fail("chat.postEphemeral", "user_not_in_channel")

    (shown,) = await world.mention(WHY)

    assert shown.thread


async def test_an_answer_is_deleted_where_the_click_comes_too_late(
    world: World, slack: FarEnd
) -> None:
    (shown,) = await world.mention(WHY)
    slack.fail("hook", "expired_url")

    assert not await world.click(shown, "Delete")

    assert shown.deleted


@pytest.mark.parametrize("length", [20_000, 200_000])
def test_what_no_draft_has_room_for_is_shortened(length: int) -> None:
    text = "\x00" * length  # In JSON each takes six characters.
    pieces = (Words(lines=(words(text),)), Items(lines=(words(text),)), Code(text=text))

    sent = lay_out(Post(drafts=(Draft(pieces=pieces),)))

    assert size(sent["blocks"]) <= 12_000
