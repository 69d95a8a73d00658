"""The policy beside a pack."""

from pathlib import Path

import pytest

from bot.adapters.policies import POLICY_FILE, PolicyError, read_tuning, write_policy
from bot.core.answer import Policy
from bot.core.matching import Curve

WRITTEN = """\
threshold: 0.25
margin: 0.02
plausible: 0.125
budget: none
expected: {answered: 0.7, wrong: 0.1, ece: 0.05}
words: {bias: 2.5, per_fit: 2.0, per_lead: 0.25}
meaning: {bias: 3, per_fit: 2.0, per_lead: 0.25}
fitted_to: abc
"""


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    write_policy(tmp_path, WRITTEN)

    tuning = read_tuning(tmp_path)

    assert tuning is not None
    assert tuning.policy == Policy(threshold=0.25, margin=0.02, plausible=0.125)
    assert tuning.curves.words == Curve(bias=2.5, per_fit=2.0, per_lead=0.25)
    assert tuning.fitted_to == "abc"
    assert [path.name for path in tmp_path.iterdir()] == [POLICY_FILE]


def test_a_pack_without_one_has_none(tmp_path: Path) -> None:
    assert read_tuning(tmp_path) is None


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("threshold: 0.25", "threshold: 1.5", "threshold should be a number from 0 to 1"),
        ("margin: 0.02", "margin: wide", "margin should be a number from 0 to 1"),
        ("margin: 0.02", "margni: 0.02", "there is no setting 'margni'"),
        ("per_fit: 2.0", "per_fat: 2.0", "words should have three numbers"),
        ("fitted_to: abc", "fitted_to: 7", "fitted_to should be a text"),
        ("bias: 2.5", "bias: .nan", "words should have three numbers"),
        ("bias: 3,", "bias: -.inf,", "meaning should have three numbers"),
        ("threshold: 0.25", "threshold: [", "cannot be read"),
        ("fitted_to: abc", "fitted_to: 2026-13-01", "cannot be read"),
        ("threshold: 0.25", "threshold: " + "[" * 2_000, "cannot be read"),
    ],
)
def test_what_is_wrong_is_named_with_the_file(
    tmp_path: Path, before: str, after: str, told: str
) -> None:
    write_policy(tmp_path, WRITTEN.replace(before, after))

    with pytest.raises(PolicyError) as refused:
        read_tuning(tmp_path)

    assert told in str(refused.value)
    assert str(tmp_path / POLICY_FILE) in str(refused.value)
    assert "run briefing calibrate" in str(refused.value)


def test_a_file_that_holds_no_names_is_refused(tmp_path: Path) -> None:
    write_policy(tmp_path, "- 1\n- 2\n")

    with pytest.raises(PolicyError, match="it holds no names with values"):
        read_tuning(tmp_path)


def test_a_link_that_leads_nowhere_does_not_go_unnoticed(tmp_path: Path) -> None:
    (tmp_path / POLICY_FILE).symlink_to(tmp_path / "gone.yaml")

    with pytest.raises(PolicyError, match="cannot be read"):
        read_tuning(tmp_path)
