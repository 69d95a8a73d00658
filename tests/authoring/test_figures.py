"""Figures, worked out by hand on a few predictions."""

import json
from dataclasses import asdict

import pytest

from bot.authoring.figures import Figures, NoQueriesError, Prediction, figures

FOUR = [
    Prediction(ranked=["a", "b"], confidence=0.9, relevant={"a"}, seconds=0.001),
    Prediction(ranked=["b", "x", "c"], confidence=0.8, relevant={"c", "z"}, seconds=0.002),
    Prediction(ranked=["a"], confidence=0.7, relevant=(), seconds=0.004),
    Prediction(ranked=["d"], confidence=0.4, relevant={"d"}, seconds=0.009),
]
"""Right; wrong, with a right entry third; out of scope; right but hardly sure."""


def of(*predictions: tuple[str, float, str]) -> Figures:
    """The figures of predictions (first entry, confidence, right entry or nothing) at .5."""
    return figures(
        [
            Prediction(ranked=[first] if first else [], confidence=sure, relevant=right.split())
            for first, sure, right in predictions
        ],
        0.5,
    )


def test_accuracy_is_the_share_of_queries_in_scope_whose_first_entry_is_right() -> None:
    assert figures(FOUR).accuracy == pytest.approx(2 / 3)


def test_recall_at_3_also_counts_a_right_entry_in_third_place_but_not_in_fourth() -> None:
    fourth = Prediction(ranked=["x", "y", "z", "a"], confidence=0.5, relevant={"a"})

    assert figures(FOUR).recall_at_3 == 1.0
    assert figures([*FOUR, fourth]).recall_at_3 == pytest.approx(3 / 4)


@pytest.mark.parametrize(
    ("threshold", "joint"),
    [
        pytest.param(0.0, 2 / 4, id="all get a reply: the two that are right"),
        pytest.param(0.4, 2 / 4, id="the threshold itself suffices"),
        pytest.param(0.5, 1 / 4, id="the first only"),
        pytest.param(0.75, 2 / 4, id="the first, and the third rightly kept back"),
        pytest.param(1.0, 1 / 4, id="none gets a reply"),
    ],
)
def test_joint_is_the_share_handled_rightly_at_the_threshold(
    threshold: float, joint: float
) -> None:
    assert figures(FOUR, threshold).joint == joint


def test_joint_in_hindsight_is_at_the_best_threshold() -> None:
    assert of(("a", 0.4, "a"), ("a", 0.3, ""), ("b", 0.2, "a")).joint_best == pytest.approx(2 / 3)
    assert of(("a", 0.4, ""), ("a", 0.9, "")).joint_best == 1.0  # by never replying


def test_auroc_is_the_chance_that_a_query_in_scope_is_surer_and_a_tie_is_half() -> None:
    assert figures(FOUR).auroc == pytest.approx(2 / 3)
    assert of(("a", 0.5, "a"), ("a", 0.9, "a"), ("a", 0.5, "")).auroc == pytest.approx(3 / 4)


def test_aurc_is_the_mean_error_rate_among_the_surest_whatever_their_order() -> None:
    expected = (0 + 1 / 2 + 2 / 3 + 2 / 4) / 4

    assert figures(FOUR).aurc == pytest.approx(expected)
    assert figures(FOUR[::-1]).aurc == pytest.approx(expected)


def test_a_query_out_of_scope_counts_as_an_error_in_aurc() -> None:
    assert of(("a", 0.9, "")).aurc == 1.0


def test_the_calibration_error_is_the_gap_within_each_bin() -> None:
    assert figures(FOUR).ece == pytest.approx((0.1 + 0.8 + 0.7 + 0.6) / 4)


def test_errors_of_both_signs_even_out_within_a_bin_and_not_across_bins() -> None:
    assert of(("a", 0.62, "a"), ("b", 0.68, "a")).ece == pytest.approx(0.15)
    assert of(("a", 0.62, "a"), ("b", 0.72, "a")).ece == pytest.approx((0.38 + 0.72) / 2)


def test_certainty_falls_into_the_last_bin() -> None:
    assert of(("a", 1.0, "a"), ("b", 0.95, "a")).ece == pytest.approx(0.95 / 2)


def test_the_time_is_the_median_in_milliseconds_of_those_measured() -> None:
    unmeasured = Prediction(ranked=[], confidence=0.0, relevant=())

    assert figures(FOUR).p50_ms == pytest.approx(3.0)
    assert figures([*FOUR, unmeasured]).p50_ms == pytest.approx(3.0)
    assert figures([unmeasured]).p50_ms is None


def test_who_abstains_outright_is_right_out_of_scope_and_wrong_in_scope() -> None:
    kept, missed = of(("", 0.0, "")), of(("", 0.0, "a"))

    assert (kept.joint, kept.joint_best, kept.ece) == (1.0, 1.0, 0.0)
    assert (missed.joint, missed.accuracy, missed.aurc) == (0.0, 0.0, 1.0)


def test_an_answer_that_no_entry_gives_is_in_scope_and_no_entry_is_right() -> None:
    gap = Prediction(ranked=["a"], confidence=0.2, relevant=(), gap=True)

    found = figures([gap], 0.5)

    assert (found.accuracy, found.recall_at_3, found.joint) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("predictions", "untold"),
    [
        pytest.param(FOUR[:2], {"auroc"}, id="none out of scope"),
        pytest.param(FOUR[2:3], {"auroc", "accuracy", "recall_at_3"}, id="none in scope"),
    ],
)
def test_a_figure_that_the_queries_cannot_tell_is_none_and_json_holds_the_rest(
    predictions: list[Prediction], untold: set[str]
) -> None:
    found = asdict(figures(predictions, 0.5))

    assert {name for name, value in found.items() if value is None} == untold
    assert json.loads(json.dumps(found, allow_nan=False)) == found


def test_who_set_no_threshold_has_no_joint() -> None:
    assert figures(FOUR).joint is None


def test_no_queries_at_all_is_an_error_that_says_so() -> None:
    with pytest.raises(NoQueriesError, match="no queries"):
        figures([], 0.5)
