"""Turns of a conversation: follow-ups refer to the last answer, all else is a new question."""

import pytest

from bot.core.answer import Answer, Clarification, Detail, Fallback, Policy, Reply
from bot.core.conversation import Session, take_turn
from bot.core.matching.matches import Courtesy, Matches
from tests.factories import make_entry, make_matches, make_pack

WEAR = make_entry("wear", sentence=0)
REPAIR = make_entry("repair", sentence=1)
PACK = make_pack(entries=(WEAR, REPAIR))
REPLY = Reply(pack=PACK, entry=WEAR, confidence=0.9)
QUESTION_BACK = Clarification(pack=PACK, choices=(WEAR, REPAIR), confidence=0.4)


def match(query: str) -> Matches:
    if query == "hello":
        return make_matches(courtesy=Courtesy.GREETING)
    if query == "wear":
        return make_matches((WEAR, 0.9))
    return make_matches()


def turn(last: Answer | None, utterance: str) -> tuple[Session, Answer]:
    return take_turn(Session(last=last), utterance, match=match, pack=PACK, policy=Policy())


@pytest.mark.parametrize("utterance", ["more", "More!", "  MORE  ", "もっと", "더"])
def test_more_shows_more_of_the_last_reply(utterance: str) -> None:
    _, answer = turn(REPLY, utterance)

    assert isinstance(answer, Reply)
    assert (answer.entry, answer.detail) == (WEAR, Detail.MORE)


@pytest.mark.parametrize("utterance", ["source", "Source?", "出典は？", "출처"])
def test_source_shows_where_the_last_reply_comes_from(utterance: str) -> None:
    _, answer = turn(REPLY, utterance)

    assert isinstance(answer, Reply)
    assert (answer.entry, answer.detail) == (WEAR, Detail.SOURCE)


@pytest.mark.parametrize("utterance", ["2", " 2. ", "\N{FULLWIDTH DIGIT TWO}"])
def test_a_number_chooses(utterance: str) -> None:
    session, answer = turn(QUESTION_BACK, utterance)

    assert isinstance(answer, Reply)
    assert answer.entry is REPAIR
    assert session.last is answer


@pytest.mark.parametrize("utterance", ["0", "3", "22", "²"])
def test_a_number_that_is_no_choice_is_a_question_like_any_other(utterance: str) -> None:
    _, answer = turn(QUESTION_BACK, utterance)

    assert isinstance(answer, Fallback)


def test_small_talk_does_not_make_the_session_forget_the_last_reply() -> None:
    session, answer = turn(REPLY, "hello")

    assert isinstance(answer, Fallback)
    assert session.last is REPLY


def test_a_question_starts_anew() -> None:
    session, answer = turn(QUESTION_BACK, "wear")

    assert isinstance(answer, Reply)
    assert session.last is answer


def test_more_with_nothing_before_it_is_a_question_like_any_other() -> None:
    _, answer = turn(None, "more")

    assert isinstance(answer, Fallback)
