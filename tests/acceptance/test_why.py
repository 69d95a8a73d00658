"""`briefing why`: the explanation in the terminal."""

from pathlib import Path

from tests.acceptance.command import briefing


def test_why_explains_the_answer_to_a_question(tmp_path: Path) -> None:
    outcome = briefing("why", "wat is the quarrel between ROK and Japan", folder=tmp_path)

    assert outcome.code == 0
    assert "Read “rok” as “south korea”." in outcome.out
    assert "What came nearest:\n1. " in outcome.out
    assert "A reply needs a confidence of " in outcome.out


def test_why_without_a_question_says_what_is_missing(tmp_path: Path) -> None:
    outcome = briefing("why", folder=tmp_path)

    assert outcome.code == 2
    assert "question" in outcome.err
