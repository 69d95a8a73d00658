"""What an elliptical utterance leads to, beside what was asked before."""

from bot.core.answer import Policy, Reply
from bot.core.conversation import follow
from bot.core.knowledge import Entry, OutOfScope
from bot.core.matching.matcher import WHOLE
from bot.core.matching.matches import Courtesy, Matches
from tests.factories import make_entry, make_matches, make_out_of_scope, make_pack

WEAR = make_entry("wear", sentence=0)
REPAIR = make_entry("repair", sentence=1)
COSTS = make_entry("costs", sentence=2)
TUNNELS = make_out_of_scope("tunnels")
PACK = make_pack(entries=(WEAR, REPAIR, COSTS))
LAST = Reply(pack=PACK, entry=WEAR, confidence=0.9)

Ranking = tuple[tuple[Entry | OutOfScope, float], ...]


def followed(*, alone: Ranking, joined: Ranking, last: Reply = LAST) -> Reply | None:
    """What “and x?” leads to, where `x` and the joined query are ranked like that."""

    def match(query: str) -> Matches:
        return make_matches(*(joined if last.entry.question in query else alone))

    return follow(last, "and x?", match=match, policy=Policy())


def test_of_two_entries_the_one_near_the_last_question_is_taken() -> None:
    answer = followed(
        alone=((REPAIR, 0.5), (COSTS, 0.4)), joined=((WEAR, 0.5), (COSTS, 0.4), (REPAIR, 0.01))
    )

    assert answer is not None
    assert answer.entry is COSTS


def test_what_the_utterance_itself_hardly_says_is_not_taken_from_the_last_question() -> None:
    assert followed(alone=((COSTS, 0.1),), joined=((WEAR, 0.5), (COSTS, 0.5))) is None


def test_what_the_report_does_not_cover_stays_so_beside_the_last_question() -> None:
    alone = ((TUNNELS, 0.9), (COSTS, 0.05))

    assert followed(alone=alone, joined=((COSTS, 0.8), (TUNNELS, 0.1))) is None


def test_the_entry_just_shown_is_no_follow_up() -> None:
    assert followed(alone=((WEAR, 0.9),), joined=((WEAR, 0.9),)) is None


def test_what_a_pack_has_word_for_word_is_a_question_of_its_own() -> None:
    def match(query: str) -> Matches:
        return make_matches((COSTS, WHOLE if query == "and x?" else 0.9))

    assert follow(LAST, "and x?", match=match, policy=Policy()) is None


def test_a_whole_question_is_no_follow_up() -> None:
    def match(_: str) -> Matches:
        return make_matches((COSTS, 0.9))

    assert follow(LAST, "What does it cost?", match=match, policy=Policy()) is None


def test_small_talk_is_no_follow_up() -> None:
    def match(_: str) -> Matches:
        return make_matches(courtesy=Courtesy.THANKS)

    assert follow(LAST, "and thanks", match=match, policy=Policy()) is None
