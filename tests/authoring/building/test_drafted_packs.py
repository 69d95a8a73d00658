"""How packs answer that were drafted and never edited, asked what readers might ask."""

from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import pytest

from bot.adapters.packs import read_pack
from bot.adapters.policies import read_tuning
from bot.authoring.evaluation import evaluate_pack
from bot.authoring.outcomes import Verdict
from bot.authoring.questions import read_questions
from bot.cli import run
from bot.core.matching import Matcher
from bot.preparing import with_drafts

TESTS = Path(__file__).parents[2]
SAMPLES = TESTS.parents[1] / "shared" / "samples"
QUESTIONS = TESTS / "evaluation" / "drafts"


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample reports are not here")
@pytest.mark.parametrize("name", ["gao-26-108116.html", "crs_R48883_4.pdf"])
def test_a_draft_answers_a_quarter_by_words_and_seldom_wrongly(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "draft"
    assert run(["build", str(SAMPLES / name), "--out", str(folder)]) == 0
    pack, tuning = with_drafts(read_pack(folder)), read_tuning(folder)
    assert tuning is not None
    questions = read_questions(QUESTIONS / f"{Path(name).stem}.jsonl", pack)

    evaluation = evaluate_pack(
        pack,
        questions,
        Matcher(pack, calibration=tuning.curves),
        policy=tuning.policy,
        timer=perf_counter,
        now=datetime(2026, 11, 23, tzinfo=UTC),
    )

    verdicts = [outcome.verdict for outcome in evaluation.outcomes]
    answerable = sum(question.is_covered for question in questions)
    assert verdicts.count(Verdict.RIGHT) >= 0.25 * answerable
    assert verdicts.count(Verdict.WRONG) + verdicts.count(Verdict.FALSE) <= 0.09 * len(verdicts)
