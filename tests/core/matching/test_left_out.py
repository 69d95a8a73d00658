"""A pack's own wordings, each as if the pack did not have it."""

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from bot.core.knowledge import Pack, Phrasing, Status, Target
from bot.core.matching import Matcher, OwnWording
from bot.core.matching.model import Model, fit
from bot.core.matching.nearness import Known
from tests.core.matching.packs import ferry_entry, ferry_pack

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def own(pack: Pack, *, counter: bool = False) -> list[OwnWording]:
    found = Matcher(pack).own_wordings(now=NOW)
    return [each for each in found if each.is_counter is counter]


def test_every_wording_of_what_may_be_shown_is_there_once() -> None:
    pack = ferry_pack()

    asked = [each.text for each in own(pack)]

    shown: tuple[Target, ...] = (*pack.entries, *pack.out_of_scope)
    wanted = {text for t in shown for text in (t.question, *(p.text for p in t.phrasings))}
    assert set(asked) == wanted
    assert len(asked) == len(wanted)


def test_a_wording_does_not_find_itself() -> None:
    pack = ferry_pack()
    matcher = Matcher(pack)

    for each in own(pack):
        whole = matcher.match(each.text, now=NOW).ranked[0]
        rest = [match for match in each.left_out().ranked if match.target is each.target]
        assert whole.target is each.target
        assert all(match.score < whole.score for match in rest)


def test_a_wording_that_another_target_has_too_leads_there() -> None:
    pack = ferry_pack()
    text = pack.entries[0].phrasings[0].text
    thief = pack.entries[1]
    thief = replace(thief, phrasings=(*thief.phrasings, Phrasing(text=text, language="en")))
    pack = replace(pack, entries=(pack.entries[0], thief, *pack.entries[2:]))

    found = next(each for each in own(pack) if each.text == text and each.target is pack.entries[0])

    assert found.left_out().ranked[0].target is thief


def test_a_wording_that_is_typed_gets_what_the_matcher_gives() -> None:
    pack = ferry_pack()
    matcher = Matcher(pack)

    for each in own(pack):
        asked = matcher.match(each.text, now=NOW).ranked[0]
        typed = each.typed().ranked[0]
        assert typed.target is asked.target
        assert typed.confidence == pytest.approx(asked.confidence, abs=1e-3)


def test_counter_phrasings_are_told_apart() -> None:
    pack = ferry_pack()
    turned_away = Phrasing(text="is it painted blue", language="en")
    entry = replace(pack.entries[0], counter_phrasings=(turned_away,))

    counters = own(replace(pack, entries=(entry, *pack.entries[1:])), counter=True)

    assert "is it painted blue" in [each.text for each in counters if each.target is entry]


def test_a_draft_is_not_asked() -> None:
    pack = ferry_pack()
    draft = replace(ferry_entry("draft", ("is it painted blue",), 0), status=Status.DRAFT)

    texts = [each.text for each in own(replace(pack, entries=(*pack.entries, draft)))]
    assert "is it painted blue" not in texts


def test_what_is_known_beforehand_gives_what_is_looked_up() -> None:
    pack = ferry_pack()
    model = Model(pack, fit(pack))
    known = Known(model.index)

    for row in range(len(model.owners)):
        without = np.array([row])
        quick = model.evidence_for(row, without, known.of(row))
        slow = model.evidence_for(row, without)
        assert quick.targets.tolist() == slow.targets.tolist()
        assert quick.fits == pytest.approx(slow.fits, abs=1e-3)
