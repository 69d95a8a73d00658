"""Asking a person: what the report does not cover goes to the helpers whom a server named."""

import re

import discord
import pytest
import simcord
from hypothesis import example, given
from hypothesis import strategies as st

from bot.adapters.discord import lines
from bot.adapters.discord.handoff_page import LONGEST, helpers_text
from bot.adapters.discord.helping import notifying
from bot.adapters.discord.markdown import MOST_CHARACTERS
from bot.core.answer import Policy
from bot.core.press import LONGEST_CUSTOM_ID, handoff, parse, size
from bot.service.places import Place
from bot.service.relay import MOST_OF_PERSON, MOST_OF_WORKSPACE
from tests.adapters.discord.test_echoes import SLOW, assert_harmless, hostile, spoken
from tests.adapters.discord.world import World, custom_id, labels, shown, told

UNCOVERED = "Is there a ferry to the lighthouse at night?"
ASK = "Ask a person"


class Helped:
    """A world whose server has a channel of helpers and a role of theirs."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.desk = world.guild.create_text_channel("help-desk")
        self.role = world.guild.create_role("Helpers", mentionable=True)

    @property
    def passed_on(self) -> list[discord.Message]:
        """What the helpers were told."""
        return self.world.messages(self.desk)

    async def settings(self, command: str = "helpers", **options: object) -> str:
        """What Maria is told after a /settings command."""
        return shown(
            told(await self.world.maria.slash(self.world.channel, f"settings {command}", **options))
        )

    async def fallback(self, question: str = UNCOVERED) -> discord.Message:
        """The latest answer to a question of Alice's in the channel."""
        await self.world.alice.send(self.world.channel, f"{self.world.mention} {question}")
        return self.world.public[-1]

    async def submit(
        self, message: discord.Message, question: str = UNCOVERED
    ) -> simcord.InteractionResult:
        """Alice asks a person from under an answer, and confirms what is passed on."""
        form = await self.world.alice.click(message, custom_id=custom_id(message, "b2:person:"))
        return await self.world.alice.submit_modal(form, {"question": question})


@pytest.fixture
async def helped(world: World) -> Helped:
    """Helpers named for the whole server, with a role that is notified."""
    helped = Helped(world)
    await helped.settings(channel=helped.desk, role=helped.role, where="server")
    return helped


async def test_a_question_that_is_not_covered_is_passed_on_once_it_is_confirmed(
    helped: Helped,
) -> None:
    world, answer = helped.world, await helped.fallback()
    form = await world.alice.click(answer, label=ASK)
    assert helped.passed_on == []

    result = await world.alice.submit_modal(form, {"question": f"{UNCOVERED} By boat?"})

    assert result.ephemeral
    assert shown(told(result)).startswith("Your question was passed on, with your name")
    (note,) = helped.passed_on
    link = f"https://discord.com/channels/{world.guild.id}/{world.channel.id}/{answer.id}"
    assert note.content.splitlines() == [
        helped.role.mention,
        f"{world.alice.mention} asks what I could not answer from “The Harbour Report”.",
        f"> {UNCOVERED} By boat?",
        f"Asked here: {link} – please answer there; I pass nothing back.",
    ]


async def test_the_form_has_the_question_and_says_who_will_see_it(helped: Helped) -> None:
    form = await helped.world.alice.click(await helped.fallback(), label=ASK)

    assert form.modal is not None
    said = str(form.modal)
    assert UNCOVERED in said
    assert "under your name" in said
    assert "#help-desk" in said


async def test_only_the_role_that_was_named_may_be_notified(helped: Helped) -> None:
    world, role = helped.world, helped.role
    other = world.guild.create_role("Others", mentionable=True)
    bad = f"@everyone {world.maria.mention} {role.mention} {other.mention} <@&1>"

    await helped.submit(await helped.fallback(bad), bad)

    (note,) = helped.passed_on
    assert [each.id for each in note.role_mentions] == [role.id]
    assert not note.mention_everyone
    assert note.content.count(role.mention) == 1
    assert "from “The Harbour Report”" in note.content
    assert_harmless(note.content.splitlines()[2])
    bodies = spoken(world)
    leaves = [body["allowed_mentions"] for body in bodies if body.get("content") == note.content]
    assert leaves == [{"parse": [], "roles": [role.id]}]
    others = [each for each in bodies if each.get("content") != note.content]
    assert len(others) >= 3
    assert [b for b in others if b.get("allowed_mentions") != {"parse": []}] == []


async def test_without_a_role_nobody_is_notified(world: World) -> None:
    helped = Helped(world)
    await helped.settings(channel=helped.desk)

    await helped.submit(await helped.fallback(), f"{helped.role.mention} {UNCOVERED}")

    (note,) = helped.passed_on
    assert note.role_mentions == []
    leaves = [b["allowed_mentions"] for b in spoken(world) if b.get("content") == note.content]
    assert leaves == [{"parse": []}]


@pytest.mark.parametrize("what", ["gone", "everyone"])
async def test_a_role_that_is_gone_or_everyone_is_not_notified(world: World, what: str) -> None:
    helped, server = Helped(world), str(world.guild.id)
    role = server if what == "everyone" else "77"
    place = Place(platform="discord", workspace=server)
    await world.preferences.change(place, helpers=str(helped.desk.id), helper_role=role)

    await helped.submit(await helped.fallback())

    (note,) = helped.passed_on
    assert note.content.startswith(f"{world.alice.mention} asks")
    leaves = [b["allowed_mentions"] for b in spoken(world) if b.get("content") == note.content]
    assert leaves == [{"parse": []}]
    doctor = shown(told(await world.maria.slash(world.channel, "doctor")))
    assert "The role that is to be notified of questions is gone." in doctor


@SLOW
@given(st.text(min_size=1, max_size=LONGEST) | hostile)
@example("*\n" * (LONGEST // 2))
@example("\N{GRINNING FACE}\n" * (LONGEST // 2))
@example("@here*" * (LONGEST // 6))
def test_whatever_is_asked_the_helpers_read_mere_letters_that_fit(said: str) -> None:
    link = f"https://discord.com/channels/{'1' * 20}/{'2' * 20}/{'3' * 20}"

    text = helpers_text(
        question=said, asker=f"<@{'7' * 20}>", link=link, title="**" * 200, role=None
    )

    assert size(text) <= MOST_CHARACTERS
    quoted = [line for line in text.split("\n") if line.startswith("> ")]
    assert len(re.findall(r"@(?:everyone|here|[!&]?[0-9]{17,20})", text)) == 1
    assert_harmless("\n".join(line.removeprefix("> ") for line in quoted))


@given(st.none() | st.integers(min_value=1, max_value=2**63))
def test_leave_to_notify_is_never_more_than_one_role(ident: int | None) -> None:
    role = None if ident is None else discord.Object(ident, type=discord.Role)

    leave = notifying(role).to_dict()  # type: ignore[arg-type]  # any role with an id

    assert leave["parse"] == []
    assert leave.get("roles", []) == ([] if ident is None else [ident])
    assert not leave.get("users")


async def test_buttons_and_forms_work_after_a_restart(helped: Helped) -> None:
    world, answer = helped.world, await helped.fallback()
    await world.restart()
    form = await world.alice.click(answer, label=ASK)
    assert UNCOVERED in str(form.modal)
    await world.restart()

    await world.alice.submit_modal(form, {"question": UNCOVERED})

    (note,) = helped.passed_on
    assert f"> {UNCOVERED}" in note.content


async def test_a_long_question_is_there_for_an_hour_and_then_to_be_written_again(
    helped: Helped,
) -> None:
    world, long = helped.world, f"{UNCOVERED} {'And who pays for it? ' * 5}".strip()
    answer = await helped.fallback(long)
    assert long in str((await world.alice.click(answer, label=ASK)).modal)

    world.clock.move(hours=1, seconds=1)

    assert "ferry" not in str((await world.alice.click(answer, label=ASK)).modal)
    assert shown(told(await helped.submit(answer, "Is there a ferry?"))).startswith("Your question")


async def test_a_question_back_can_be_answered_by_none_of_these(helped: Helped) -> None:
    await helped.world.restart(policy=Policy(margin=1.1, plausible=0.0))
    unclear = await helped.fallback("Which walls must be raised?")
    assert "1" in labels(unclear)

    form = await helped.world.alice.click(unclear, label="None of these: ask a person")
    await helped.world.alice.submit_modal(form, {"question": "Which walls?"})

    (note,) = helped.passed_on
    assert "from “The Harbour Report”" in note.content


async def test_an_answer_and_small_talk_have_no_such_button(helped: Helped) -> None:
    for said in ("Why must the walls be raised?", "hello"):
        assert ASK not in labels(await helped.fallback(said))


async def test_it_is_offered_only_where_helpers_are_named(world: World) -> None:
    helped = Helped(world)
    hall = world.guild.create_text_channel("hall")
    await helped.settings(channel=helped.desk)

    await world.alice.send(hall, f"{world.mention} {UNCOVERED}")
    await world.alice.send_dm(UNCOVERED)

    assert ASK in labels(await helped.fallback())
    assert ASK not in labels(world.messages(hall)[0])
    assert ASK not in labels(world.direct[0])


async def test_a_channel_may_have_none_though_its_server_has(helped: Helped) -> None:
    await helped.settings()

    assert ASK not in labels(await helped.fallback())


async def test_from_a_private_answer_the_link_leads_to_the_channel(helped: Helped) -> None:
    world = helped.world
    await helped.settings("change", visibility="private")
    asked = await world.alice.slash(world.channel, "ask", question=UNCOVERED)

    await helped.submit(told(asked))

    (note,) = helped.passed_on
    assert f"/{world.guild.id}/{world.channel.id} – please" in note.content


async def test_a_button_is_refused_politely_once_there_are_no_helpers(helped: Helped) -> None:
    world, answer = helped.world, await helped.fallback()
    form = await world.alice.click(answer, label=ASK)
    await helped.settings(where="server")

    pressed = await world.alice.click(answer, label=ASK)
    submitted = await world.alice.submit_modal(form, {"question": UNCOVERED})

    for result in (pressed, submitted):
        assert result.ephemeral
        assert shown(told(result)) == lines.NO_HELPERS
    assert helped.passed_on == []


async def test_a_form_that_named_another_channel_sends_nothing(helped: Helped) -> None:
    world = helped.world
    form = await world.alice.click(await helped.fallback(), label=ASK)
    hall = world.guild.create_text_channel("hall")
    await helped.settings(channel=hall, where="server")

    result = await world.alice.submit_modal(form, {"question": UNCOVERED})

    assert shown(told(result)) == lines.HELPERS_CHANGED
    assert helped.passed_on == world.messages(hall) == []


async def test_whoever_is_blocked_cannot_ask_a_person_either(helped: Helped) -> None:
    answer = await helped.fallback()
    await helped.settings("block", user=helped.world.alice)

    pressed = await helped.world.alice.click(answer, label=ASK)

    assert shown(told(pressed)) == lines.BLOCKED


async def test_nobody_passes_on_more_than_a_few_an_hour_and_the_wait_is_told(
    helped: Helped,
) -> None:
    world, answer = helped.world, await helped.fallback()
    for _ in range(MOST_OF_PERSON):
        await helped.submit(answer)

    refused = await world.alice.click(answer, label=ASK)

    assert refused.ephemeral
    assert shown(told(refused)).startswith("You have passed on as many questions as I take")
    assert len(helped.passed_on) == MOST_OF_PERSON
    world.clock.move(hours=1, seconds=1)
    await helped.submit(answer)
    assert len(helped.passed_on) == MOST_OF_PERSON + 1


async def test_the_helpers_of_a_server_get_a_pause_and_that_is_told(helped: Helped) -> None:
    world, answer = helped.world, await helped.fallback()
    form = await world.alice.click(answer, label=ASK)
    for number in range(MOST_OF_WORKSPACE):
        world.services.relay.take(f"discord:{number}", str(world.guild.id))

    refused = await world.alice.submit_modal(form, {"question": UNCOVERED})

    assert refused.ephemeral
    assert shown(told(refused)).startswith("So many questions were passed on in this server")
    assert helped.passed_on == []


async def test_helpers_read_the_language_of_their_channel_whoever_asks(helped: Helped) -> None:
    world = helped.world
    place = Place(platform="discord", workspace=str(world.guild.id), channel=str(helped.desk.id))
    await world.preferences.change(place, language="ko")

    result = await helped.submit(await helped.fallback())

    assert shown(told(result)).startswith("Your question was passed on")
    assert (
        "님이 제가 “The Harbour Report”로는 답하지 못한 것을 묻습니다."
        in helped.passed_on[0].content
    )


async def test_what_was_written_of_blanks_alone_is_not_passed_on(helped: Helped) -> None:
    result = await helped.submit(await helped.fallback(), "  \n ")

    assert "nothing was passed on" in shown(told(result))
    assert helped.passed_on == []


async def test_where_i_may_not_write_the_asker_and_once_a_day_the_owner_are_told(
    helped: Helped,
) -> None:
    world, answer = helped.world, await helped.fallback()
    channel = world.bot.get_channel(helped.desk.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.set_permissions(channel.guild.me, send_messages=False)
    owner = world.guild.owner

    for _ in range(2):
        refused = await world.alice.click(answer, label=ASK)
        assert refused.ephemeral
        assert shown(told(refused)) == lines.HELPERS_UNREACHABLE

    said = shown(told(await world.maria.slash(world.channel, "doctor")))
    assert f"<#{helped.desk.id}>: I lack **Send Messages**, so no question can be" in said
    (hint,) = world.messages(owner.dm_channel)
    assert f"I may not write in <#{helped.desk.id}>" in shown(hint)
    assert "ferry" not in shown(hint)


async def test_a_refusal_of_discords_is_told_and_counts_for_nothing(helped: Helped) -> None:
    world, answer = helped.world, await helped.fallback()
    form = await world.alice.click(answer, label=ASK)
    world.env.inject_error("POST", f"/channels/{helped.desk.id}/messages", status=400, code=50035)

    refused = await world.alice.submit_modal(form, {"question": UNCOVERED})

    assert refused.ephemeral
    assert shown(told(refused)) == "Your question was not passed on: Discord refused it (400)."
    for _ in range(MOST_OF_PERSON):
        await helped.submit(answer)
    assert len(helped.passed_on) == MOST_OF_PERSON


async def test_the_doctor_and_the_setting_say_what_keeps_questions_from_the_helpers(
    world: World,
) -> None:
    helped = Helped(world)
    silent = world.guild.create_role("Silent")
    channel = world.bot.get_channel(helped.desk.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.set_permissions(channel.guild.me, mention_everyone=False)

    said = await helped.settings(channel=helped.desk, role=silent)

    assert f"Questions that I cannot answer go to: <#{helped.desk.id}> · *set here*" in said
    assert f"Notified of these: <@&{silent.id}> · *set here*" in said
    assert f"<@&{silent.id}> is not notified of questions: allow anyone to mention it" in said
    await channel.delete()
    doctor = shown(told(await world.maria.slash(world.channel, "doctor")))
    assert f"<#{helped.desk.id}>, where questions are to be passed on, is gone" in doctor


async def test_everyone_is_never_a_role_to_notify(world: World) -> None:
    helped = Helped(world)
    everyone = world.guild.default_role

    assert "I never notify everyone" in await helped.settings(channel=helped.desk, role=everyone)
    assert "Name the channel as well" in await helped.settings(role=helped.role)
    assert len(world.env.errors) == 2


@given(
    st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True),
    st.text(min_size=1),
    st.from_regex(r"[1-9][0-9]{0,19}", fullmatch=True),
)
def test_a_button_keeps_the_question_or_else_what_it_is_recalled_by(
    pack: str, said: str, mark: str
) -> None:
    press = handoff(pack, said, mark)

    assert size(press.custom_id) <= LONGEST_CUSTOM_ID
    assert parse(press.custom_id) == press
    assert press.query == " ".join(said.split()) or press.mark == mark
