"""Turns of a conversation: follow-ups refer to the last answer, all else is a new question."""

from datetime import UTC, datetime

import pytest

from bot.core.answer import Answer, Choice, Clarification, Detail, Fallback, Policy, Reply, decide
from bot.core.conversation import Session, Turn, Way, renewed, take_turn
from bot.core.knowledge import Status
from bot.core.matching.matches import Courtesy, Matches
from tests.factories import make_clarification, make_entry, make_matches, make_pack

WEAR = make_entry("wear", sentence=0)
REPAIR = make_entry("repair", sentence=1)
PACK = make_pack(entries=(WEAR, REPAIR))
REPLY = Reply(pack=PACK, entry=WEAR, confidence=0.9)
FOLLOWED = Reply(pack=PACK, entry=REPAIR, confidence=0.5)
QUESTION_BACK = make_clarification(PACK, WEAR, REPAIR)


NOW = datetime(2026, 1, 5, tzinfo=UTC)


def match(query: str) -> Matches:
    if query == "hello":
        return make_matches(courtesy=Courtesy.GREETING)
    if query == "wear":
        return make_matches((WEAR, 0.9))
    return make_matches()


def turn(last: Answer | None, utterance: str) -> tuple[Session, Answer]:
    done = taken(last, utterance)
    return done.session, done.answer


def taken(last: Answer | None, utterance: str) -> Turn:
    return take_turn(
        Session(last=last),
        utterance,
        answer=lambda query: decide(match(query), PACK, Policy()),
        follow=lambda _, said: FOLLOWED if said == "and the repairs?" else None,
    )


@pytest.mark.parametrize(
    ("last", "utterance", "way"),
    [
        (None, "wear", Way.ALONE),
        (REPLY, "wear", Way.ALONE),
        (REPLY, "hello", Way.ALONE),
        (REPLY, "and the repairs?", Way.JOINED),
        (REPLY, "source", Way.DETAIL),
        (QUESTION_BACK, "2", Way.CHOICE),
        (QUESTION_BACK, "what about repair", Way.CHOICE),
        (QUESTION_BACK, "hello", Way.ALONE),
    ],
)
def test_a_turn_tells_how_it_came_by_its_answer(
    last: Answer | None, utterance: str, way: Way
) -> None:
    done = taken(last, utterance)

    assert done.way is way
    assert (done.before, done.utterance) == (last, utterance)


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


@pytest.mark.parametrize(
    "utterance",
    [
        "2",
        " 2. ",
        "\N{FULLWIDTH DIGIT TWO}",
        "the second",
        "Second one, please",
        "option two",
        "I mean the last one",
        "2番目のほう",
        "最後の",
        "두 번째 거",
        "2번이요",
    ],
)
def test_a_place_in_the_list_chooses(utterance: str) -> None:
    session, answer = turn(QUESTION_BACK, utterance)

    assert isinstance(answer, Reply)
    assert answer.entry is REPAIR
    assert session.last is answer


@pytest.mark.parametrize("utterance", ["0", "3", "22", "the third one", "second thoughts"])
def test_a_number_that_is_no_choice_is_a_question_like_any_other(utterance: str) -> None:
    _, answer = turn(QUESTION_BACK, utterance)

    assert isinstance(answer, Fallback)


def test_an_utterance_that_leaves_out_its_subject_is_taken_with_the_last_reply() -> None:
    session, answer = turn(REPLY, "and the repairs?")

    assert answer is FOLLOWED
    assert session.last is FOLLOWED


def test_without_a_last_reply_it_is_a_question_like_any_other() -> None:
    _, answer = turn(None, "and the repairs?")

    assert isinstance(answer, Fallback)


def test_what_leads_to_no_other_entry_is_a_question_like_any_other() -> None:
    _, answer = turn(REPLY, "and the weather?")

    assert isinstance(answer, Fallback)


@pytest.mark.parametrize("utterance", ["what about repair", "repair", "and the repair?"])
def test_the_words_of_one_option_alone_choose_it(utterance: str) -> None:
    _, answer = turn(QUESTION_BACK, utterance)

    assert isinstance(answer, Reply)
    assert (answer.entry, answer.confidence) == (REPAIR, QUESTION_BACK.confidence)


@pytest.mark.parametrize("utterance", ["the repair of tunnels", "what about wear or repair", "no"])
def test_words_that_no_option_or_more_than_one_has_choose_nothing(utterance: str) -> None:
    _, answer = turn(QUESTION_BACK, utterance)

    assert isinstance(answer, Fallback)


def test_a_question_of_its_own_goes_before_an_option_that_has_its_words() -> None:
    back = make_clarification(PACK, REPAIR, make_entry("other", question="Do tyres wear out?"))

    _, answer = turn(back, "wear")

    assert isinstance(answer, Reply)
    assert answer.entry is WEAR


@pytest.mark.parametrize(
    ("utterance", "detail"),
    [
        ("and the source?", Detail.SOURCE),
        ("where does it say that?", Detail.SOURCE),
        ("出典は何ですか", Detail.SOURCE),
        ("tell me more about that", Detail.MORE),
        ("더 자세히", Detail.MORE),
    ],
)
def test_details_of_the_last_reply_are_asked_for_in_many_words(
    utterance: str, detail: Detail
) -> None:
    _, answer = turn(REPLY, utterance)

    assert isinstance(answer, Reply)
    assert (answer.entry, answer.detail) == (WEAR, detail)


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


def test_a_number_chooses_from_the_pack_of_the_choice() -> None:
    other = make_pack(pack_id="tunnels", title="On Tunnels")
    across = Clarification(
        choices=(Choice(pack=PACK, entry=WEAR), Choice(pack=other, entry=other.entries[0])),
        confidence=0.4,
    )

    _, answer = turn(across, "2")

    assert isinstance(answer, Reply)
    assert answer.pack is other


def test_when_a_pack_is_renewed_more_shows_its_entry_as_it_is_now() -> None:
    again = make_entry("wear", sentence=2)
    new = make_pack(entries=(again,))

    session = renewed(Session(last=REPLY), new, NOW)

    assert isinstance(session.last, Reply)
    assert (session.last.pack, session.last.entry) == (new, again)


def test_an_entry_that_is_shown_no_more_is_forgotten() -> None:
    drafted = make_pack(entries=(make_entry("wear", status=Status.DRAFT), REPAIR))

    assert renewed(Session(last=REPLY), drafted, NOW).last is None
    assert renewed(Session(last=QUESTION_BACK), drafted, NOW).last is None


def test_a_question_back_keeps_its_numbers_when_a_pack_is_renewed() -> None:
    new = make_pack(entries=(REPAIR, WEAR))

    session = renewed(Session(last=QUESTION_BACK), new, NOW)

    assert isinstance(session.last, Clarification)
    assert [choice.entry.id for choice in session.last.choices] == ["wear", "repair"]
    assert session.last.packs == (new,)


def test_what_is_of_another_pack_stays_as_it_is() -> None:
    other = make_pack(pack_id="tunnels")

    assert renewed(Session(last=REPLY), other, NOW).last is REPLY
    assert renewed(Session(last=QUESTION_BACK), other, NOW).last == QUESTION_BACK
    assert renewed(Session(), other, NOW) == Session()
