"""`briefing calibrate`: a policy beside the pack, that answers then keep to."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.acceptance.command import briefing, environment
from tests.ready import MINIMAL


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack of its own."""
    return Path(shutil.copytree(MINIMAL, tmp_path / "minimal"))


def test_a_policy_is_written_beside_the_pack_and_the_same_again(pack: Path, tmp_path: Path) -> None:
    first = briefing("calibrate", str(pack), "--charts", "charts", folder=tmp_path)
    written = (pack / "policy.yaml").read_text("utf-8")
    again = briefing("calibrate", str(pack), folder=tmp_path)

    assert first.code == 0, first.err
    assert "Threshold " in first.out
    assert f"Written: {pack / 'policy.yaml'}" in first.out
    assert (tmp_path / "charts" / "reliability.png").read_bytes().startswith(b"\x89PNG")
    assert again.code == 0
    assert (pack / "policy.yaml").read_text("utf-8") == written
    assert briefing("check", str(pack), folder=tmp_path).code == 0


def test_answers_keep_to_the_policy(pack: Path, tmp_path: Path) -> None:
    briefing("calibrate", str(pack), folder=tmp_path)
    question = json.loads(
        briefing("calibrate", str(pack), "--json", "--out", str(tmp_path), folder=tmp_path).out
    )
    policy = (pack / "policy.yaml").read_text("utf-8")
    strict = policy.replace(f"threshold: {question['threshold']:.2f}", "threshold: 1.0")

    (pack / "policy.yaml").write_text(strict, "utf-8")
    explained = briefing("why", "--pack", str(pack), "Who maintains the bridges?", folder=tmp_path)

    assert "A reply needs a confidence of 1.00" in explained.out


def test_a_policy_that_is_wrong_is_named_by_check_and_ask(pack: Path, tmp_path: Path) -> None:
    (pack / "policy.yaml").write_text("threshold: high\n", "utf-8")

    checked = briefing("check", str(pack), folder=tmp_path)
    asked = briefing("ask", "--pack", str(pack), "hello", folder=tmp_path)

    assert checked.code == 1
    assert "threshold should be a number" in checked.out
    assert asked.code == 2
    assert "threshold should be a number" in asked.err


def test_a_pack_that_changed_since_is_told_of_by_check(pack: Path, tmp_path: Path) -> None:
    briefing("calibrate", str(pack), folder=tmp_path)
    policy = pack / "policy.yaml"
    lines = policy.read_text("utf-8").splitlines()
    policy.write_text("\n".join([*lines[:-1], "fitted_to: another"]), "utf-8")

    checked = briefing("check", str(pack), folder=tmp_path)

    assert checked.code == 0
    assert "policy.yaml:1: warning P112:" in checked.out
    assert briefing("ask", "--pack", str(pack), "hello", folder=tmp_path).code == 0


def test_without_matplotlib_the_text_has_the_charts(pack: Path, tmp_path: Path) -> None:
    without = "import sys; sys.modules['matplotlib'] = None; from bot.__main__ import main; main()"
    outcome = subprocess.run(
        [sys.executable, "-c", without, "calibrate", str(pack), "--charts", "charts"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        env=environment(),
        timeout=60,
        check=False,
    )

    assert outcome.returncode == 0, outcome.stderr
    assert "for the PNG: pip install briefing[charts]" in outcome.stderr
    assert "Replies at each threshold" in outcome.stdout
    assert (pack / "policy.yaml").exists()
    assert not (tmp_path / "charts").exists()


def test_a_budget_is_a_share(pack: Path, tmp_path: Path) -> None:
    outcome = briefing("calibrate", str(pack), "--budget", "10", folder=tmp_path)

    assert outcome.code == 2
    assert "--budget is a share" in outcome.err
