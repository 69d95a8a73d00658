"""How many of the dialogues of two turns the bot handles rightly."""

from collections import Counter

import pytest

from bot.core.answer import Detail
from bot.core.conversation.ellipsis import left_out
from bot.core.knowledge import Target
from tests.evaluation.follow_ups import Outcome, assistant_over, hold_all, tally
from tests.ready import SHIPPED, ready


@pytest.fixture(scope="module")
def held() -> dict[str, list[Outcome]]:
    """What became of the dialogues of both files."""
    return {name: list(hold_all(name)) for name in ("open", "heldout")}


def verdicts(held: dict[str, list[Outcome]], name: str) -> Counter[str]:
    return tally(held[name])


@pytest.mark.parametrize(("name", "bar"), [("open", 0.8), ("heldout", 0.8)])
def test_the_share_of_follow_ups_handled_rightly_stays_above_the_bar(
    held: dict[str, list[Outcome]], name: str, bar: float
) -> None:
    counts = verdicts(held, name)

    assert counts["right"] + counts["kept back"] >= bar * counts.total(), counts


@pytest.mark.parametrize(("name", "most"), [("open", 2), ("heldout", 3)])
def test_hardly_a_follow_up_is_answered_with_what_was_not_asked(
    held: dict[str, list[Outcome]], name: str, most: int
) -> None:
    counts = verdicts(held, name)

    assert counts["wrong"] + counts["false"] <= most, counts


@pytest.mark.parametrize("name", ["open", "heldout"])
def test_a_third_of_the_dialogues_asks_for_what_no_entry_answers(
    held: dict[str, list[Outcome]], name: str
) -> None:
    follow_ups = [outcome.follow_up for outcome in held[name]]

    assert sum(not each.gold and not each.choice for each in follow_ups) * 3 >= len(follow_ups)


def test_a_wording_of_the_pack_is_answered_alike_right_after_any_reply() -> None:
    pack, matcher = ready(SHIPPED)
    assistant = assistant_over(pack, matcher)
    targets: list[Target] = [*pack.entries, *pack.out_of_scope]
    wordings = [phrasing.text for target in targets for phrasing in target.phrasings]
    elliptical = [text for text in wordings if left_out(text) is not None]
    assert len(elliptical) > 100

    for text in elliptical:
        alone = assistant.answer(text)
        for shown in pack.starters[::2]:
            assistant.open(pack.id, shown, Detail.BRIEF, conversation="after")
            assert assistant.answer(text, conversation="after") == alone, (shown, text)
