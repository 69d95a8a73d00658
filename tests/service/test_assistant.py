"""The assistant: stand-alone questions, conversations, and its bounded memory."""

from datetime import UTC, datetime

import pytest

from bot.core.answer import Detail, Policy, Reply
from bot.service import assistant as module
from bot.service.assistant import Assistant, Briefing
from tests.ready import SHIPPED, ready

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
QUESTION = "why do tokyo and seoul distrust each other?"


@pytest.fixture
def assistant() -> Assistant:
    pack, matcher = ready(SHIPPED)
    return Assistant([Briefing(pack=pack, matcher=matcher, policy=Policy())], clock=lambda: NOW)


async def test_follow_ups_belong_to_their_conversation(assistant: Assistant) -> None:
    await assistant.ask(QUESTION, conversation="one")

    mine = await assistant.ask("more", conversation="one")
    theirs = await assistant.ask("more", conversation="two")

    assert isinstance(mine, Reply)
    assert mine.detail is Detail.MORE
    assert not isinstance(theirs, Reply)


async def test_without_a_conversation_nothing_is_remembered(assistant: Assistant) -> None:
    await assistant.ask(QUESTION)

    assert not isinstance(await assistant.ask("more"), Reply)


async def test_the_conversation_longest_unused_is_forgotten_first(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_SESSIONS", 2)
    for name in ("one", "two", "one", "three"):
        await assistant.ask(QUESTION, conversation=name)

    assert isinstance(await assistant.ask("more", conversation="one"), Reply)
    assert not isinstance(await assistant.ask("more", conversation="two"), Reply)


def test_an_assistant_without_packs_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one pack"):
        Assistant([], clock=lambda: NOW)
