"""How the bot names a report: by what it is, of when, and whether it still stands."""

from dataclasses import replace

import pytest

from bot.core.loading.assembly import load_pack
from bot.core.wording import citation
from tests.packs import minimal_files

SOURCE = load_pack("minimal", minimal_files()).source


@pytest.mark.parametrize(
    ("edition", "cited"),
    [
        ("March 2021", "The Harbour Report (Port Example City Council, March 3, 2021)"),
        ("2021", "The Harbour Report (Port Example City Council, March 3, 2021)"),
        (
            "second edition",
            "The Harbour Report (Port Example City Council, second edition, March 3, 2021)",
        ),
    ],
)
def test_an_edition_is_named_unless_the_date_says_it(edition: str, cited: str) -> None:
    assert citation(replace(SOURCE, edition=edition)) == cited


def test_a_report_that_is_superseded_says_so() -> None:
    old = replace(SOURCE, superseded_by="the edition of 2024")

    assert citation(old).endswith("March 3, 2021; superseded by the edition of 2024)")
