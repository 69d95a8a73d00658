"""From made-up queries to a policy."""

from pathlib import Path

import numpy as np
import pytest
from matplotlib.image import imread

from bot.authoring.calibration import Judged, judge, point, reliability, tune
from bot.authoring.calibration_text import as_record, lines, policy_yaml
from bot.authoring.charts import draw
from bot.authoring.errors import CuratorError
from bot.core.matching import Calibrated, Calibration, Case, Curve

IDENTITY = Curve(bias=0.0, per_fit=1.0, per_lead=0.0)
"""The odds of being right are the fit itself: a fit of 1 is as likely right as wrong."""

CURVES = Calibration(words=IDENTITY, meaning=IDENTITY)


def case(confidence: float, *, right: bool, replies: bool = True) -> Case:
    fit = confidence / (1 - confidence)
    return Case(fits=np.array([fit]), replies=replies, right=right, weight=1.0)


MIXED = [
    *(case(0.9, right=True) for _ in range(8)),
    *(case(0.7, right=True) for _ in range(6)),
    *(case(0.6, right=False) for _ in range(3)),
    *(case(0.3, right=False) for _ in range(3)),
]


def calibrated(cases: list[Case]) -> Calibrated:
    return Calibrated(curves=CURVES, words=cases, meaning=[])


def test_a_query_is_judged_by_its_best_answer_and_its_lead() -> None:
    query = judge(Case(fits=np.array([1.5, 0.25]), replies=True, right=True, weight=2.0), IDENTITY)

    assert query.confidence == pytest.approx(0.6)
    assert query.lead == pytest.approx(0.4)
    assert query.weight == 2.0


def test_nothing_is_sure_where_nothing_fits() -> None:
    query = judge(Case(fits=np.zeros(0), replies=False, right=False, weight=1.0), IDENTITY)

    assert (query.confidence, query.lead) == (0.0, 0.0)


def test_a_point_counts_the_replies_and_the_wrong_ones_among_them() -> None:
    queries = [judge(each, IDENTITY) for each in MIXED]

    at = point(queries, 0.5, 0.0)

    assert at.answered == pytest.approx(17 / 20)
    assert at.wrong == pytest.approx(3 / 17)


def test_a_lead_below_the_margin_is_no_reply() -> None:
    close = Judged(confidence=0.5, lead=0.04, replies=True, right=True, weight=1.0)

    assert point([close], 0.3, 0.05).answered == 0.0
    assert point([close], 0.3, 0.02).answered == 1.0


def test_within_the_budget_the_most_right_replies_are_chosen() -> None:
    report = tune(calibrated(MIXED), 0.1)

    assert report is not None
    assert 0.6 < report.policy.threshold <= 0.7
    assert report.chosen.wrong == 0.0
    assert report.chosen.answered == pytest.approx(14 / 20)
    assert report.meets_budget


def test_a_wide_budget_lets_wrong_replies_through_only_if_right_ones_come_with_them() -> None:
    generous = tune(calibrated([*MIXED, case(0.2, right=True)]), 0.4)

    assert generous is not None
    assert generous.policy.threshold <= 0.2
    assert generous.chosen.wrong == pytest.approx(6 / 21)


def test_no_wrong_reply_is_let_through_for_nothing() -> None:
    cases = [*(case(0.8, right=True) for _ in range(2)), case(0.4, right=False)]

    report = tune(calibrated(cases), 0.7)

    assert report is not None
    assert report.policy.threshold == 0.8
    assert report.chosen.wrong == 0.0


def test_a_budget_that_nothing_keeps_is_said_and_silence_does_not_keep_it() -> None:
    doubtful = [case(0.8, right=True), case(0.8, right=False), case(0.6, right=False)]

    report = tune(calibrated(doubtful), 0.1)

    assert report is not None
    told = list(lines(report))
    assert (report.chosen.answered, report.chosen.wrong) == pytest.approx((2 / 3, 1 / 2))
    assert not report.meets_budget
    assert told[1].endswith("50.0% of the replies wrong (budget 10%).")
    assert told[2].startswith("No policy keeps that budget: this comes nearest.")


def test_where_every_reply_would_be_wrong_there_is_none() -> None:
    report = tune(calibrated([case(0.8, right=False), case(0.6, right=False)]), 0.1)

    assert report is not None
    assert report.chosen.answered == 0.0
    assert not report.meets_budget


def test_without_a_budget_most_queries_are_handled_rightly() -> None:
    report = tune(calibrated(MIXED))

    assert report is not None
    assert 0.6 < report.policy.threshold <= 0.7
    assert report.meets_budget


def test_a_pack_that_tells_nothing_has_no_policy() -> None:
    assert tune(calibrated([])) is None


def test_reliability_compares_confidence_with_the_share_that_is_right() -> None:
    (low, middle, high, highest) = reliability([judge(each, IDENTITY) for each in MIXED])

    bins = (low, middle, high, highest)
    assert [each.confidence for each in bins] == pytest.approx([0.3, 0.6, 0.7, 0.9])
    assert [each.right for each in bins] == [0.0, 0.0, 1.0, 1.0]


def test_the_error_is_the_weighted_gap_of_all_bins() -> None:
    report = tune(calibrated(MIXED))

    assert report is not None
    assert report.ece == pytest.approx((8 * 0.1 + 6 * 0.3 + 3 * 0.6 + 3 * 0.3) / 20)
    assert as_record(report)["ece"] == report.ece


def test_the_text_fits_a_terminal_and_marks_what_was_chosen() -> None:
    report = tune(calibrated(MIXED))

    assert report is not None
    told = list(lines(report))
    assert max(map(len, told)) < 80
    assert sum("< chosen" in line for line in told) == 1


def test_the_policy_file_is_the_same_each_time() -> None:
    report = tune(calibrated(MIXED), 0.1)

    assert report is not None
    assert policy_yaml(report, CURVES, "abc") == policy_yaml(report, CURVES, "abc")


def test_the_charts_are_pictures_that_show_something(tmp_path: Path) -> None:
    report = tune(calibrated(MIXED), 0.1)
    assert report is not None

    pictures = draw(report, tmp_path / "charts")

    assert [picture.name for picture in pictures] == ["coverage.png", "reliability.png"]
    for picture in pictures:
        pixels = imread(picture)
        assert picture.read_bytes().startswith(b"\x89PNG")
        assert pixels.shape[0] > 300
        assert len(np.unique(pixels.reshape(-1, pixels.shape[2]), axis=0)) > 10


def test_the_same_calibration_gives_the_same_pictures(tmp_path: Path) -> None:
    report = tune(calibrated(MIXED), 0.1)
    assert report is not None

    first, again = draw(report, tmp_path / "a"), draw(report, tmp_path / "b")

    assert [file.read_bytes() for file in first] == [file.read_bytes() for file in again]
    assert not any(b"matplotlib" in file.read_bytes() for file in first)


def test_charts_that_cannot_be_written_are_told_of(tmp_path: Path) -> None:
    report = tune(calibrated(MIXED), 0.1)
    assert report is not None
    (tmp_path / "charts").write_text("no folder")

    with pytest.raises(CuratorError, match=r"cannot write to .*charts"):
        draw(report, tmp_path / "charts")
