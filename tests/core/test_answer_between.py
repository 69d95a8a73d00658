"""Of what several packs make of a query, one answer comes."""

import pytest

from bot.core.answer import (
    Clarification,
    Fallback,
    FallbackReason,
    Heard,
    Policy,
    Reply,
    choose,
    heard,
)
from bot.core.knowledge import Pack, Target
from bot.core.matching.matches import Courtesy
from tests.factories import make_entry, make_matches, make_out_of_scope, make_pack

WEAR = make_entry("wear", sentence=0)
REPAIR = make_entry("repair", sentence=1)
TUNNELS = make_out_of_scope()
POLICY = Policy(threshold=0.5, margin=0.1, plausible=0.2)


def pack_of(pack_id: str, **changes: str) -> Pack:
    return make_pack(
        pack_id=pack_id,
        title=changes.pop("title", f"On {pack_id}"),
        entries=(WEAR, REPAIR),
        out_of_scope=(TUNNELS,),
        **changes,  # type: ignore[arg-type]
    )


NORTH, SOUTH, WEST = pack_of("north"), pack_of("south"), pack_of("west")


def asked(pack: Pack, *ranked: tuple[Target, float], courtesy: Courtesy | None = None) -> Heard:
    return heard(make_matches(*ranked, courtesy=courtesy), pack, POLICY)


def choices_of(answer: object) -> list[tuple[str, str]]:
    assert isinstance(answer, Clarification)
    return [(choice.pack.id, choice.entry.id) for choice in answer.choices]


def test_a_reply_that_leads_those_of_other_packs_stands() -> None:
    answer = choose([asked(NORTH, (WEAR, 0.6)), asked(SOUTH, (REPAIR, 0.9))])

    assert isinstance(answer, Reply)
    assert (answer.pack, answer.entry) == (SOUTH, REPAIR)


def test_the_only_reply_stands() -> None:
    answer = choose([asked(NORTH, (TUNNELS, 0.9)), asked(SOUTH, (REPAIR, 0.6))])

    assert isinstance(answer, Reply)
    assert answer.pack is SOUTH


def test_a_close_call_between_packs_asks_which_is_meant_the_surest_first() -> None:
    answer = choose([asked(NORTH, (WEAR, 0.85)), asked(SOUTH, (WEAR, 0.9))])

    assert choices_of(answer) == [("south", "wear"), ("north", "wear")]
    assert answer.confidence == 0.9
    assert answer.pack is SOUTH


def test_packs_that_are_equally_sure_come_in_the_order_of_the_scope() -> None:
    answer = choose([asked(pack, (WEAR, 0.9)) for pack in (WEST, SOUTH, NORTH)])

    assert choices_of(answer) == [("west", "wear"), ("south", "wear"), ("north", "wear")]


def test_a_question_back_from_a_better_match_is_not_overridden_by_a_reply() -> None:
    answer = choose([asked(NORTH, (WEAR, 0.6)), asked(SOUTH, (WEAR, 0.8), (REPAIR, 0.75))])

    assert choices_of(answer) == [("south", "wear"), ("north", "wear"), ("south", "repair")]


def test_a_sure_reply_goes_before_a_question_back() -> None:
    answer = choose([asked(NORTH, (WEAR, 0.8)), asked(SOUTH, (WEAR, 0.45), (REPAIR, 0.4))])

    assert isinstance(answer, Reply)
    assert answer.pack is NORTH


def test_without_a_reply_the_best_question_back_is_asked() -> None:
    answer = choose(
        [
            asked(NORTH, (WEAR, 0.25), (REPAIR, 0.2)),
            asked(SOUTH, (WEAR, 0.45), (REPAIR, 0.4)),
            asked(WEST),
        ]
    )

    assert choices_of(answer) == [("south", "wear"), ("south", "repair")]


def test_without_anything_to_offer_the_nearest_pack_says_so_and_names_the_others() -> None:
    answer = choose([asked(NORTH, (WEAR, 0.1)), asked(SOUTH, (TUNNELS, 0.4)), asked(WEST)])

    assert isinstance(answer, Fallback)
    assert answer.pack is SOUTH
    assert answer.note == "The report says nothing of tunnels."
    assert answer.others == (NORTH, WEST)


def test_small_talk_is_answered_once() -> None:
    greeting = asked(NORTH, courtesy=Courtesy.GREETING)

    answer = choose([asked(SOUTH, (WEAR, 0.3)), greeting])

    assert isinstance(answer, Fallback)
    assert answer.courtesy is Courtesy.GREETING


def test_what_is_gibberish_to_one_report_may_be_a_word_of_another() -> None:
    answer = choose([asked(NORTH, courtesy=Courtesy.GIBBERISH), asked(SOUTH, (WEAR, 0.1))])

    assert isinstance(answer, Fallback)
    assert answer.reason is FallbackReason.OUT_OF_SCOPE
    assert answer.pack is SOUTH


@pytest.mark.parametrize("title", ["On Bridges", "ON BRIDGES"])
def test_an_edition_that_is_superseded_gives_way_to_the_one_that_stands(title: str) -> None:
    old = pack_of("old", title=title, superseded_by="the edition of 2024")
    new = pack_of("new", title="On Bridges")

    answer = choose([asked(old, (WEAR, 0.9)), asked(new, (WEAR, 0.6))])

    assert isinstance(answer, Reply)
    assert answer.pack is new


def test_an_edition_whose_title_changed_is_known_by_what_the_old_one_says() -> None:
    old = pack_of("old", title="On Bridges", superseded_by="On Bridges and Fords (2024)")
    new = pack_of("new", title="On Bridges and Fords")

    answer = choose([asked(old, (WEAR, 0.9)), asked(new, (WEAR, 0.6))])

    assert answer.pack is new


def test_an_edition_that_is_superseded_still_says_what_the_new_one_does_not() -> None:
    old = pack_of("old", title="On Bridges", superseded_by="the edition of 2024")
    new = pack_of("new", title="On Bridges")

    answer = choose([asked(old, (WEAR, 0.9)), asked(new, (TUNNELS, 0.6))])

    assert isinstance(answer, Reply)
    assert answer.pack is old
