"""A pack's own wordings, each as if the pack did not have it."""

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from bot.core.knowledge import Pack, Phrasing, Status, Target
from bot.core.matching import LeftOut, Matcher
from bot.core.matching.model import Model, fit
from bot.core.matching.nearness import Known
from tests.core.matching.packs import ferry_entry, ferry_pack

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def left_out(pack: Pack) -> dict[str, LeftOut]:
    return {each.text: each for each in Matcher(pack).left_out(now=NOW)}


def test_every_wording_of_what_may_be_shown_is_asked_once_and_no_counter_phrasing() -> None:
    pack = ferry_pack()

    asked = [each.text for each in Matcher(pack).left_out(now=NOW)]

    shown: tuple[Target, ...] = (*pack.entries, *pack.out_of_scope)
    wanted = {text for t in shown for text in (t.question, *(p.text for p in t.phrasings))}
    assert set(asked) == wanted
    assert len(asked) == len(wanted)


def test_a_wording_does_not_find_itself() -> None:
    pack = ferry_pack()
    matcher = Matcher(pack)

    for each in matcher.left_out(now=NOW):
        whole = matcher.match(each.text, now=NOW).ranked[0]
        rest = [match for match in each.matches.ranked if match.target is each.target]
        assert whole.target is each.target
        assert all(match.score < whole.score for match in rest)


def test_a_wording_that_another_target_has_too_leads_there() -> None:
    pack = ferry_pack()
    text = pack.entries[0].phrasings[0].text
    thief = pack.entries[1]
    thief = replace(thief, phrasings=(*thief.phrasings, Phrasing(text=text, language="en")))
    pack = replace(pack, entries=(pack.entries[0], thief, *pack.entries[2:]))

    found = next(
        each
        for each in Matcher(pack).left_out(now=NOW)
        if each.text == text and each.target is pack.entries[0]
    )

    assert found.matches.ranked[0].target is thief


def test_a_draft_is_not_asked() -> None:
    pack = ferry_pack()
    draft = replace(ferry_entry("draft", ("is it painted blue",), 0), status=Status.DRAFT)

    assert "is it painted blue" not in left_out(replace(pack, entries=(*pack.entries, draft)))


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
