"""How a chat begins."""

from datetime import UTC, datetime

from bot.adapters.console.chat import opening
from bot.core.answer import Policy
from bot.service.assistant import Assistant, Briefing
from tests.ready import MINIMAL, TIDES_2024, ready


def test_a_chat_over_several_packs_opens_with_every_report() -> None:
    briefings = [
        Briefing(pack=pack, matcher=matcher, policy=Policy())
        for pack, matcher in (ready(MINIMAL), ready(TIDES_2024))
    ]
    assistant = Assistant(briefings, clock=lambda: datetime(2026, 1, 5, tzinfo=UTC))

    assert list(opening(assistant)) == [
        "Ask about “The Harbour Report” and “Tides of Port Example”.",
        "  Why must the walls be raised?",
        "  Which wall should be raised first?",
        "  How high does the highest tide rise?",
        "“help” says what else I understand.",
    ]
