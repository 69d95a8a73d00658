"""Calibration from nothing but the pack."""

from datetime import UTC, datetime

from bot.core.matching import Matcher, calibrate
from tests.core.matching.packs import PHRASINGS, ferry_entry, ferry_pack

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def test_a_calibrated_pack_tells_its_phrasings_from_general_questions() -> None:
    pack = ferry_pack()
    matcher = Matcher(pack, calibration=calibrate(pack))

    inside = matcher.match("how much is a ferry ticket", now=NOW).ranked[0].confidence
    outside = matcher.match("what is the best phone to buy", now=NOW)

    assert inside > 0.4
    assert all(match.confidence < 0.3 for match in outside.ranked)


def test_better_fits_and_clearer_leads_always_mean_more_confidence() -> None:
    calibration = calibrate(ferry_pack())

    assert calibration.per_fit > 0
    assert calibration.per_lead > 0


def test_a_pack_of_one_phrasing_an_entry_keeps_the_usual_curve() -> None:
    lean = ferry_pack(
        out_of_scope=(),
        entries=tuple(
            ferry_entry(entry_id, texts[:1], sentence)
            for sentence, (entry_id, texts) in enumerate(PHRASINGS.items())
        ),
    )

    calibration = calibrate(lean)

    assert (round(calibration.per_fit, 6), round(calibration.per_lead, 6)) == (2.6, 0.3)
