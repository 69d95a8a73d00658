"""What is said of an evaluation: the table, the wrong replies, what changed, the missed bars."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.authoring.bars import BarError, read_bar
from bot.authoring.comparing import EarlierError, read_earlier
from bot.authoring.outcomes import Evaluation, Outcome, Verdict
from bot.authoring.questions import Question
from bot.authoring.reporting import Reporting, read_reporting
from bot.core.knowledge import Target
from bot.core.matching import Match
from tests.factories import make_entry

NOW = datetime(2024, 5, 6, tzinfo=UTC)
WEAR, COST, SHUT = make_entry("wear"), make_entry("cost"), make_entry("shut")
RIGHT, KEPT, MISSED = Verdict.RIGHT, Verdict.KEPT_BACK, Verdict.MISSED
OFFERED, WRONG, FALSE = Verdict.OFFERED, Verdict.WRONG, Verdict.FALSE


def outcome(verdict: Verdict, question_id: str = "1", *ranked: tuple[Target, float]) -> Outcome:
    """An outcome of a question that “wear” answers, or none if the verdict says so."""
    covered = verdict not in {Verdict.KEPT_BACK, Verdict.FALSE}
    return Outcome(
        question=Question(
            id=question_id,
            text=f"question {question_id}",
            relevant=frozenset({"wear"} if covered else ()),
            is_covered=covered,
            language="en",
            tags=("plain",),
        ),
        verdict=verdict,
        ranked=tuple(
            Match(target=target, score=sure, confidence=sure, phrasing=f"tell of {target.id}")
            for target, sure in ranked
        ),
        seconds=0.002,
    )


def evaluation(*outcomes: Outcome) -> Evaluation:
    entries = {entry.id: entry.question for entry in (WEAR, COST, SHUT)}
    return Evaluation(outcomes=outcomes, threshold=0.5, entries=entries)


ONE_OF_EACH = evaluation(
    outcome(RIGHT, "1", (WEAR, 0.9)),
    outcome(WRONG, "2", (COST, 0.8), (WEAR, 0.1)),
    outcome(FALSE, "3", (SHUT, 0.7)),
    outcome(KEPT, "4"),
)


def as_json(found: Evaluation, reporting: Reporting | None = None) -> dict[str, Any]:
    """The JSON object of an evaluation."""
    (line,) = replace(reporting or Reporting(), as_json=True).lines(found)
    told: dict[str, Any] = json.loads(line)
    return told


def test_the_table_has_a_row_for_all_for_each_language_and_for_each_tag() -> None:
    lines = list(Reporting().lines(ONE_OF_EACH))

    assert lines[:2] == [
        "4 questions, threshold 0.5 (the best in hindsight gives joint 0.750);"
        " a match takes 2.0 ms (median)",
        "",
    ]
    assert [line.split()[:4] for line in lines[3:6]] == [
        ["all", "4", "0.500", "1.000"],
        ["en", "4", "0.500", "1.000"],
        ["plain", "4", "0.500", "1.000"],
    ]
    assert lines[3].split()[-6:] == ["1", "1", "0", "0", "1", "1"]
    assert len({len(line) for line in lines[2:6]}) == 1


def test_a_figure_that_the_questions_cannot_tell_is_a_dash_in_the_table_and_null_in_json() -> None:
    unasked = evaluation(outcome(KEPT, "1"))

    row = list(Reporting().lines(unasked))[3].split()

    assert row[:6] == ["all", "1", "-", "-", "1.000", "-"]
    assert as_json(unasked)["accuracy"] is None
    assert as_json(unasked)["auroc"] is None


def test_a_wrong_reply_is_listed_with_what_it_came_nearest_to_and_what_would_be_right() -> None:
    text = "\n".join(Reporting().lines(ONE_OF_EACH))

    assert "Wrong replies (2):" in text
    assert (
        "2: question 2\n"
        "  replied cost (What about cost?), confidence 0.80\n"
        "  nearest phrasing: tell of cost\n"
        "  why wrong: a right entry came second, with confidence 0.10\n"
        "  right: wear (What about wear?)\n"
    ) in text
    assert text.endswith(
        "3: question 3\n"
        "  replied shut (What about shut?), confidence 0.70\n"
        "  nearest phrasing: tell of shut\n"
        "  why wrong: nothing covers the question, so no reply would have been right"
    )


def test_a_reply_is_wrong_because_no_right_entry_came_near_or_because_there_is_none() -> None:
    far = outcome(WRONG, "1", (COST, 0.8))
    gap = replace(far, question=replace(far.question, relevant=frozenset()))

    told = as_json(evaluation(far, gap))["wrong"]

    assert [reply["reason"] for reply in told] == [
        "no right entry was among the first three",
        "the report answers it, but no entry quotes the passage",
    ]
    assert [reply["right"] for reply in told] == [
        [{"id": "wear", "question": "What about wear?"}],
        [],
    ]


def test_wrong_replies_can_be_counted_only_and_none_is_said() -> None:
    counted = list(Reporting(lists_replies=False).lines(ONE_OF_EACH))
    none = list(Reporting().lines(evaluation(outcome(RIGHT, "1", (WEAR, 0.9)))))

    assert counted[-1] == "Wrong replies: 2 (--json lists them)."
    assert none[-1] == "No wrong replies."


def test_json_holds_the_figures_the_groups_the_wrong_replies_and_an_outcome_for_each() -> None:
    told = as_json(ONE_OF_EACH)

    assert list(told["languages"]) == ["en"]
    assert list(told["tags"]) == ["plain"]
    assert (told["queries"], told["threshold"], told["p50_ms"]) == (4, 0.5, 2.0)
    assert told["counts"]["kept_back"] == 1
    assert told["outcomes"][1:] == [
        {"id": "2", "q": "question 2", "verdict": "wrong", "entry": "cost", "confidence": 0.8},
        {"id": "3", "q": "question 3", "verdict": "false", "entry": "shut", "confidence": 0.7},
        {"id": "4", "q": "question 4", "verdict": "kept_back", "entry": None, "confidence": 0.0},
    ]
    assert "compared" not in told


def compared(folder: Path, before: Evaluation) -> Reporting:
    """How to report beside an earlier evaluation."""
    file = folder / "old.json"
    file.write_text(json.dumps(as_json(before)))
    return read_reporting(as_json=False, lists_replies=False, earlier=file, bars=())


def test_what_got_better_and_worse_is_told_and_how_each_figure_changed(tmp_path: Path) -> None:
    before = evaluation(
        outcome(MISSED, "1", (WEAR, 0.4)),
        outcome(RIGHT, "2", (WEAR, 0.9)),
        outcome(FALSE, "3", (SHUT, 0.7)),
        outcome(RIGHT, "gone", (WEAR, 0.9)),
    )

    lines = list(compared(tmp_path, before).lines(ONE_OF_EACH))

    start = lines.index(
        "Since the earlier run: 1 better, 1 worse, 1 as good, 1 new, 1 no longer asked."
    )
    assert lines[start + 1 :][:4] == [
        "Better:",
        "  1: question 1: missed → right",
        "Worse:",
        "  2: question 2: right → wrong",
    ]
    assert "  accuracy    1.000 → 0.500  -0.500, worse" in lines
    assert "  aurc        0.146 → 0.479  +0.333, worse" in lines
    assert "  p50_ms      2.000 → 2.000  the same" in lines


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (MISSED, OFFERED, "better"),
        (WRONG, MISSED, "better"),
        (FALSE, KEPT, "better"),
        (RIGHT, OFFERED, "worse"),
        (MISSED, WRONG, "worse"),
        (KEPT, FALSE, "worse"),
        (RIGHT, KEPT, None),  # its answer was taken away in between
        (WRONG, WRONG, None),
    ],
)
def test_a_wrong_reply_is_worse_than_none_and_an_offer_is_better(
    tmp_path: Path, before: Verdict, after: Verdict, change: str | None
) -> None:
    reporting = compared(tmp_path, evaluation(outcome(before)))

    told = as_json(evaluation(outcome(after)), reporting)["compared"]

    one = [{"id": "1", "text": "question 1", "before": before, "after": after}]
    assert told["better"] == (one if change == "better" else [])
    assert told["worse"] == (one if change == "worse" else [])
    assert told["alike"] == (change is None)


def test_a_change_too_small_to_be_shown_is_none(tmp_path: Path) -> None:
    reporting = compared(tmp_path, evaluation(outcome(RIGHT, "1", (WEAR, 0.9))))

    lines = list(reporting.lines(evaluation(outcome(RIGHT, "1", (WEAR, 0.90001)))))

    assert "  ece         0.100 → 0.100  the same" in lines


def test_a_figure_that_could_not_be_told_has_no_change(tmp_path: Path) -> None:
    reporting = compared(tmp_path, evaluation(outcome(RIGHT)))

    lines = list(reporting.lines(evaluation(outcome(KEPT))))

    assert "  accuracy    0.000 → -" in lines


def test_an_evaluation_of_other_questions_cannot_be_compared_with(tmp_path: Path) -> None:
    reporting = compared(tmp_path, evaluation(outcome(RIGHT, "other")))

    with pytest.raises(EarlierError, match=r"old\.json has no question in common"):
        list(reporting.lines(ONE_OF_EACH))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "no JSON",
        '{"outcomes": [{"id": "1", "verdict": "splendid"}]}',
        "[" * 100_000,
    ],
)
def test_a_file_that_is_no_earlier_evaluation_is_told(tmp_path: Path, text: str) -> None:
    file = tmp_path / "old.json"
    file.write_text(text)

    with pytest.raises(EarlierError, match="is not the output of briefing eval --json"):
        read_earlier(file)


@pytest.mark.parametrize(("key", "value"), [("aurc", "low"), ("outcomes", 3), ("joint", [1])])
def test_an_earlier_evaluation_that_was_changed_by_hand_is_told(
    tmp_path: Path, key: str, value: object
) -> None:
    file = tmp_path / "old.json"
    file.write_text(json.dumps({**as_json(ONE_OF_EACH), key: value}))

    with pytest.raises(EarlierError, match="is not the output"):
        read_earlier(file)


def test_an_earlier_evaluation_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(EarlierError, match="cannot read"):
        read_earlier(tmp_path / "nowhere.json")


@pytest.mark.parametrize(
    ("bar", "sentence"),
    [
        ("accuracy=.5", None),
        ("accuracy=0.51", "accuracy is 0.5, under the bar of 0.51"),
        ("aurc=.48", None),
        ("aurc=.47", "aurc is 0.4792, over the bar of 0.47"),
        ("p50_ms=2", None),
        ("p50_ms=1.9", "p50_ms is 2, over the bar of 1.9"),
    ],
)
def test_a_bar_is_a_minimum_and_a_maximum_where_less_is_better(
    bar: str, sentence: str | None
) -> None:
    reporting = Reporting(bars=(read_bar(bar),))

    assert reporting.missed(ONE_OF_EACH) == ([sentence] if sentence else [])


def test_a_bar_on_a_figure_that_cannot_be_told_is_missed() -> None:
    reporting = Reporting(bars=(read_bar("auroc=.9"),))

    assert reporting.missed(evaluation(outcome(KEPT))) == [
        "the questions cannot tell auroc, so its bar of 0.9 is missed"
    ]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("joint", "has no value: write it as joint=.85"),
        ("speed=1", "'speed' is not a figure: the figures are accuracy, recall_at_3, joint"),
        ("joint=high", "'high' is not a number"),
        ("joint=85", "no joint can be 85: it is a share, from 0 to 1"),
        ("ece=-1", "no ece can be -1"),
        ("joint=nan", "no joint can be nan"),
        ("p50_ms=-1", "no p50_ms can be -1"),
    ],
)
def test_a_bar_that_is_none_is_told(text: str, complaint: str) -> None:
    with pytest.raises(BarError) as caught:
        read_bar(text)

    assert complaint in str(caught.value)
