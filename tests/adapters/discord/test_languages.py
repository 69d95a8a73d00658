"""Everyone is answered in their own language, and what is quoted stays in the report's."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import discord
import pytest
import simcord.interactions
from discord import app_commands
from simcord.backend.models import Interaction

from bot.adapters import catalogues
from bot.adapters.discord.translating import role_of
from bot.core.answer import Policy
from tests.adapters.discord.test_failures import BrokenMatcher
from tests.adapters.discord.world import World, labels, shown, told

WHY = "Why must the walls be raised?"
EXCERPT = "Its walls are too low for the tides of today"
UNKNOWN = "항구에서 커피는 얼마인가요?"


@pytest.fixture
def discord_in(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sets the language of everyone's Discord; simcord's people all have American English."""

    def set_locale(locale: str) -> None:
        plain = simcord.interactions.base_payload

        def payload(*args: Any, **kwargs: Any) -> tuple[Interaction, dict[str, Any]]:
            record, sent = plain(*args, **kwargs)
            return record, {**sent, "locale": locale}

        monkeypatch.setattr(simcord.interactions, "base_payload", payload)

    return set_locale


async def test_ask_answers_in_japanese_and_quotes_in_english(
    world: World, discord_in: Callable[[str], None]
) -> None:
    discord_in("ja")

    result = await world.alice.slash(world.channel, "ask", question=WHY)

    text = shown(told(result))
    assert not result.ephemeral
    assert f"> {EXCERPT}" in text
    assert "-# 引用は原文（英語）のままです。" in text
    assert (
        "The Harbour Report（Port Example City Council、2021年3月3日） · レポートの調査結果" in text
    )
    assert "関連する質問：" in text
    assert {"もっと詳しく", "出典", "なぜこの答え？", "削除"} <= set(labels(told(result)))


async def test_an_english_answer_says_nothing_of_its_language(world: World) -> None:
    result = await world.alice.slash(world.channel, "ask", question=WHY)

    assert "Quotes are as the report has them" not in shown(told(result))


async def test_a_direct_message_in_korean_is_answered_in_korean(world: World) -> None:
    await world.alice.send_dm(UNKNOWN)

    (answer,) = world.direct
    assert "제가 보기에는 이 보고서에서 다루지 않는 내용입니다." in shown(answer)


async def test_a_direct_message_in_english_is_answered_in_english(world: World) -> None:
    await world.alice.send_dm("안녕하세요")
    await world.alice.send_dm("hello")

    korean, english = world.direct
    assert "물어보세요" in shown(korean)
    assert "Ask me anything" in shown(english)


async def test_a_mention_is_answered_in_its_own_language_or_else_in_its_servers(
    world: World,
) -> None:
    guild = world.env.create_guild("シンクタンク", preferred_locale="ja")
    channel = guild.create_text_channel("一般")
    hana = guild.add_member(world.env.create_user("hana"))

    await hana.send(channel, f"{world.mention} hello")
    await hana.send(channel, f"{world.mention} 안녕하세요")

    japanese, korean = world.messages(channel)
    assert "何でもお尋ねください" in shown(japanese)
    assert "무엇이든 물어보세요" in shown(korean)


async def test_a_click_is_answered_in_the_language_of_whoever_clicks(
    world: World, discord_in: Callable[[str], None]
) -> None:
    await world.alice.send(world.channel, f"{world.mention} {WHY}")
    discord_in("ko")

    source = await world.maria.click(world.public[0], label="Source")
    why = await world.maria.click(world.public[0], label="Why this answer?")
    deletion = await world.maria.click(world.public[0], label="Delete")

    assert "인용 위치: Overview" in shown(told(source))
    assert "(으)로 답변했습니다" in shown(told(why))
    assert shown(told(deletion)).startswith("이 답변은 질문한 사람이나")


async def test_choices_and_refusals_are_in_the_users_language(
    world: World, discord_in: Callable[[str], None]
) -> None:
    await world.restart(policy=Policy(margin=1.1, plausible=0.0))
    discord_in("ja")

    choices = await world.alice.slash(world.channel, "ask", question="Which walls must be raised?")
    refusal = await world.maria.slash(world.channel, "digest pause", number=9)
    wrong = await world.maria.slash(world.channel, "digest subscribe", when="daily", zone="Mars")

    assert "**次のどれのことですか？**" in shown(told(choices))
    assert shown(told(refusal)).startswith("ダイジェスト9はここにありません。")
    assert shown(told(wrong)).startswith("`zone`：")
    assert len(world.env.errors) == 2


async def test_a_failure_is_apologised_for_in_the_language_of_the_question(
    world: World, discord_in: Callable[[str], None]
) -> None:
    await world.restart(BrokenMatcher(world.pack))
    discord_in("ja")

    result = await world.alice.slash(world.channel, "ask", question=WHY)
    await world.alice.send_dm(UNKNOWN)

    assert shown(told(result)).startswith("申し訳ありません。")
    assert shown(world.direct[0]).startswith("죄송합니다.")
    assert len(world.env.errors) == 2


async def test_a_digest_is_in_the_language_of_its_server_and_so_is_its_preview(
    world: World, discord_in: Callable[[str], None]
) -> None:
    guild = world.env.create_guild("싱크탱크", preferred_locale="ko")
    channel = guild.create_text_channel("일반")
    managers = guild.create_role("관리자", permissions=discord.Permissions(manage_guild=True))
    minji = guild.add_member(world.env.create_user("minji"), roles=[managers])
    discord_in("ja")

    done = await minji.slash(channel, "digest subscribe", when="weekdays 09:00 UTC")
    await minji.click(told(done), label="始める")
    preview = await minji.slash(channel, "digest preview", number=1)
    world.clock.move(hours=1)
    await world.wait_for_digests()

    assert "09:00 UTC、月～金" in shown(told(done))
    assert "のプレビュー：" in shown(told(preview))
    assert "질문 예시: " in shown(told(preview))
    (digest,) = [m for m in world.messages(channel) if not m.flags.ephemeral]
    assert "질문 예시: " in shown(digest)
    assert "-# 인용문은 원문(영어) 그대로입니다." in shown(digest)


def synced(world: World) -> list[Any]:
    """What Discord was told about the commands, each time."""
    return [
        request.json
        for request in world.env.http_requests
        if request.method == "PUT" and request.path.endswith("/commands")
    ]


async def test_commands_have_names_and_descriptions_in_each_language(world: World) -> None:
    (commands,) = synced(world)

    ask = next(command for command in commands if command["name"] == "ask")
    assert ask["name_localizations"] == {"ja": "質問", "ko": "질문"}
    assert ask["description_localizations"]["ja"].startswith("レポートに")
    assert ask["options"][0]["name_localizations"] == {"ja": "質問", "ko": "질문"}


async def test_other_translations_are_told_to_discord_at_the_next_start(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogues, "locales", lambda: tmp_path)
    await world.restart()

    _, untranslated = synced(world)
    assert all(not command["name_localizations"] for command in untranslated)


async def about_message(interaction: discord.Interaction, message: discord.Message) -> None:
    """Stands in the menu of a message."""


def test_a_name_in_a_menu_is_told_from_a_commands_name() -> None:
    menu = app_commands.ContextMenu(name="Ask about this", callback=about_message)

    context: Any = app_commands.TranslationContext(
        app_commands.TranslationContextLocation.command_name, menu
    )

    assert role_of(context) == "menu"
