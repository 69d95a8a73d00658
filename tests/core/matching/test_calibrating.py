"""Calibration from nothing but the pack."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.core.knowledge import Pack
from bot.core.matching import Calibrated, Matcher, calibrate, fit
from tests.core.matching.packs import PHRASINGS, ferry_entry, ferry_pack, phrasings

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def fitted_to(pack: Pack) -> Calibrated:
    return calibrate(pack, fit(pack))


def test_a_calibrated_pack_tells_its_phrasings_from_general_questions() -> None:
    pack = ferry_pack()
    matcher = Matcher(pack, calibration=fitted_to(pack).curves)

    inside = matcher.match("how much is a ferry ticket", now=NOW).ranked[0].confidence
    outside = matcher.match("what is the best phone to buy", now=NOW)

    assert inside > 0.4
    assert all(match.confidence < 0.3 for match in outside.ranked)


def test_better_fits_and_clearer_leads_always_mean_more_confidence() -> None:
    words = fitted_to(ferry_pack()).curves.words

    assert words.per_fit > 0
    assert words.per_lead > 0


def test_a_pack_of_one_phrasing_an_entry_keeps_the_usual_curve() -> None:
    lean = ferry_pack(
        out_of_scope=(),
        entries=tuple(
            ferry_entry(entry_id, texts[:1], sentence)
            for sentence, (entry_id, texts) in enumerate(PHRASINGS.items())
        ),
    )

    calibrated = fitted_to(lean)

    assert calibrated.words == []
    assert (calibrated.curves.words.per_fit, calibrated.curves.words.per_lead) == (2.6, 0.3)


def test_without_an_encoder_no_query_is_made_up_for_meaning() -> None:
    calibrated = fitted_to(ferry_pack())

    assert calibrated.meaning == []
    assert calibrated.curves.meaning.per_fit == 2.1


def test_every_phrasing_of_an_entry_is_asked_once_and_many_find_it() -> None:
    pack = ferry_pack(out_of_scope=())
    count = sum(len(texts) for texts in PHRASINGS.values())

    cases = fitted_to(pack).words[:count]

    assert sum(case.right for case in cases) >= count / 3
    assert all(case.replies for case in cases if case.right)


def test_a_counter_phrasing_that_finds_its_entry_makes_the_pack_less_sure() -> None:
    pack = ferry_pack()
    fares = replace(
        pack.entries[0], counter_phrasings=phrasings("How much does a ferry ticket cost in winter?")
    )
    turned = replace(pack, entries=(fares, *pack.entries[1:]))

    usual, wary = fitted_to(pack), fitted_to(turned)

    assert len(wary.words) == len(usual.words) + 1
    assert wary.curves.words.bias < usual.curves.words.bias


def test_an_entry_that_quotes_the_same_passage_is_as_right() -> None:
    pack = ferry_pack(out_of_scope=())
    (first, *others) = pack.entries
    halves = (
        replace(first, phrasings=first.phrasings[:1]),
        replace(
            first,
            id="fares-too",
            question=first.phrasings[1].text,
            phrasings=first.phrasings[2:],
        ),
    )
    split = replace(pack, entries=(*halves, *others))

    whole = sum(case.right for case in fitted_to(pack).words)
    parted = sum(case.right for case in fitted_to(split).words)

    assert parted == whole > 0
