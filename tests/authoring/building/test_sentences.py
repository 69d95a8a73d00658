"""Where sentences end, and where only an abbreviation does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.authoring.building.sentences import sentences


@pytest.mark.parametrize(
    "told",
    [
        ["One is here.", "Two is there."],
        ["Mr. Smith of the U.S. Senate spoke.", "He left at 5 p.m. on Friday."],
        ["It rose by 3.5 percent in Jan. 2020.", "Then it fell!"],
        ["“Is it so?”", "“It is.”"],
        ["Troops left the U.S.", "The others stayed."],
        ["See Fig. 3 and pp. 4–5, e.g. the table.", "Both agree."],
        ["J. R. Doe et al. disagree.", "(They always do.)"],
        ["そうです。", "違います！"],
        ["Without an end"],
    ],
    ids=lambda told: told[0],
)
def test_a_paragraph_is_cut_between_its_sentences(told: list[str]) -> None:
    between = "" if told[0].endswith("。") else " "

    assert sentences(between.join(told)) == told


@given(st.text(alphabet='Ab. !?"”’()。 U.S', max_size=60))
def test_nothing_but_space_is_lost(paragraph: str) -> None:
    assert "".join("".join(sentences(paragraph)).split()) == "".join(paragraph.split())
