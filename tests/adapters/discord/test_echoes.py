"""What people write comes back as mere letters, and nothing that is sent notifies anybody.

The one exception, a role that was named for questions to people, is in `test_handoffs`.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import NoReturn

import discord
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typing_extensions import override

from bot.adapters.discord.layout import card
from bot.adapters.discord.opening import explained
from bot.adapters.discord.pack_pages import listing, unknown
from bot.adapters.discord.post import Post, line
from bot.adapters.discord.refusals import scope_gone
from bot.core.answer import Policy
from bot.core.matching.matcher import Matcher
from bot.core.press import Inquiry
from bot.core.schedule import ScheduleError, read_schedule
from bot.service.assistant import Assistant, Briefing, ScopeGoneError
from bot.service.places import Place
from tests.adapters.discord.world import Clock, World, custom_id, told, walk
from tests.ready import MINIMAL, ready

SLOW = settings(deadline=None, max_examples=150)

HOSTILE = (
    "<@4711>",
    "<@!4711>",
    "<@&4711>",
    "<#4711>",
    "<t:4711:R>",
    "<:evil4711:4711>",
    "<a:evil4711:4711>",
    "</evil4711:4711>",
    "<id:4711>",
    "[evil4711](https://evil4711.example)",
    "[evil4711](<https://evil4711.example>)",
    "<https://evil4711.example>",
    "https://evil4711.example/x",
    "HTTP://evil4711.example",
    "discord.gg/evil4711",
    "https://discord.gg/evil4711",
    "discord.com/invite/evil4711",
    "`evil4711`",
    "``evil4711``",
    "```\nevil4711\n```",
    "||evil4711||",
    "**evil4711**",
    "__evil4711__",
    "~~evil4711~~",
    "\n# evil4711",
    "\n> evil4711",
    "\n>>> evil4711",
    "\n-# evil4711",
    "\n- evil4711",
    "\n1. evil4711",
    "@everyone",
    "@here",
    "\\",
    "`",
    "walls raisd",
    " ",
)

MEANT = (
    r"<(?:@[!&]?|#|t:|a?:\w+:|id:|/)[^<>\s]*4711[^<>]*>",
    r"\[[^\]]*\]\([^)]*evil4711",
    r"https?://[^\s]*evil4711",
    r"discord(?:app)?\.(?:gg|com|me)/\S*evil4711",
    r"`[^`]*evil4711[^`]*`",
    r"(\|\||\*\*|__|~~)[^\n]*?evil4711[^\n]*?\1",
    r"(?m)^\s*(?:#{1,3}|>{1,3}|-#|-|\d+\.)\s+evil4711",
)
"""What Discord gives a meaning to, with hostile text in it; `\\x00` stands for an escaped sign."""


class BrokenMatcher(Matcher):
    """A matcher that fails."""

    @override
    def match(self, query: str, *, now: datetime, by_words: bool = False) -> NoReturn:
        raise RuntimeError


FORM = 9
"""Discord's number of a response that opens a form: that is no message."""

hostile = st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=8).map("".join)


def assert_harmless(text: str) -> None:
    """Read a text as Discord does, and look for hostile text that got a meaning."""
    read = re.sub(r"\\([^\w\s])", "\x00", text)
    for pattern in MEANT:
        assert not re.search(pattern, read, re.IGNORECASE), (pattern, text)


def texts(post: Post) -> Iterator[str]:
    """All that a post may show: plainly, without its buttons, and as a card."""
    yield post.fitting(2000).text
    yield post.plain(2000)
    for part in walk(card(post).children):
        if isinstance(part, discord.ui.TextDisplay):
            yield part.content


def make_assistant() -> Assistant:
    pack, matcher = ready(MINIMAL)
    return Assistant([Briefing(pack=pack, matcher=matcher, policy=Policy())], clock=Clock())


@SLOW
@given(hostile)
def test_the_why_of_a_hostile_question_is_harmless(said: str) -> None:
    post = explained(make_assistant(), Inquiry(query=said), ())

    for text in texts(post):
        assert_harmless(text)


@SLOW
@given(st.lists(hostile, min_size=1, max_size=3))
def test_names_of_reports_that_are_not_there_are_harmless(names: list[str]) -> None:
    pack, _ = ready(MINIMAL)
    place = Place(platform="discord", workspace="1")

    assert_harmless(unknown(names))
    assert_harmless(scope_gone(ScopeGoneError(tuple(names))))
    for text in texts(listing([pack], place, tuple(names))):
        assert_harmless(text)


@SLOW
@given(hostile, hostile, hostile)
def test_a_schedule_that_is_not_understood_is_harmless(at: str, zone: str, days: str) -> None:
    try:
        read_schedule(f"{at} {days} {zone} except {zone} until {at}", today=date(2026, 1, 5))
    except ScheduleError as error:
        for text in texts(line(str(error))):
            for each in text.splitlines():
                assert_harmless(each)


@pytest.mark.parametrize("said", [said for said in HOSTILE if "4711" in said])
def test_the_reader_of_these_tests_sees_what_is_not_neutralised(said: str) -> None:
    with pytest.raises(AssertionError):
        assert_harmless(said)


def spoken(world: World) -> list[dict[str, object]]:
    """Every request so far that says something, as it went over the wire."""
    bodies = []
    for request in world.env.http_requests:
        body = request.json
        if request.method in {"POST", "PATCH", "PUT"} and isinstance(body, dict):
            said = body.get("data", body)
            speaks = isinstance(said, dict) and body.get("type") != FORM
            if speaks and (said.get("content") or said.get("components")):
                bodies.append(said)
    return bodies


async def test_no_request_of_any_way_to_send_lets_anybody_be_notified(world: World) -> None:
    bad = "@everyone <@&1> <@1> why must the walls be raised?"
    silent = world.guild.create_text_channel(
        "silent", overwrites={world.member: discord.PermissionOverwrite(send_messages=False)}
    )
    await world.alice.send(world.channel, f"{world.mention} {bad}")
    (answer,) = world.public
    await world.maria.slash(world.channel, "settings helpers", channel=silent)
    uncovered = "@everyone <@&1> is there a ferry to the lighthouse at night?"
    passed_on = await world.alice.slash(world.channel, "ask", question=uncovered)
    await world.alice.click(told(passed_on), label="Ask a person")  # A message to the owner.
    hall = world.guild.create_text_channel("hall")
    await world.maria.slash(world.channel, "settings helpers", channel=hall)
    form = await world.alice.click(told(passed_on), label="Ask a person")
    await world.alice.submit_modal(form, {"question": bad})
    await world.alice.send_dm(bad)
    await world.alice.send(silent, f"{world.mention} {bad}")  # A message to the owner as well.
    await world.alice.slash(world.channel, "ask", question=bad)
    await world.alice.click(answer, label="Why this answer?")
    await world.alice.click(answer, label="Helpful")
    more = await world.alice.click(answer, label="More")
    await world.alice.click(told(more), label="Share with channel")
    await world.alice.click(answer, custom_id=custom_id(answer, "b2:choose:"))
    await world.alice.slash(world.channel, "packs use", reports=bad)
    await world.maria.slash(world.channel, "packs use", reports=bad)
    await world.subscribe("weekdays 09:00 UTC")
    await world.maria.slash(world.channel, "digest preview", number=1)
    await world.maria.slash(world.channel, "digest now", number=1)
    world.clock.move(days=1, hours=1)
    await world.wait_for_digests()
    world.env.inject_error("POST", "/channels/*/messages", status=400, code=50035)
    await world.alice.send(world.channel, f"{world.mention} {bad}")
    await world.restart(BrokenMatcher(world.pack))
    await world.alice.send_dm(bad)
    await world.alice.slash(world.channel, "ask", question=bad)

    sent = spoken(world)
    assert len(sent) >= 25
    assert len(world.messages(hall)) == 1
    assert [body for body in sent if body.get("allowed_mentions") != {"parse": []}] == []
    assert not any(message.mention_everyone for message in world.messages(world.channel))
    assert world.env.errors
