"""`briefing eval`: how a pack or a corpus does on questions with known answers."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from bot.app import clock
from bot.authoring.corpus import read_corpus
from bot.authoring.evaluation import evaluate_corpus as evaluate_parts
from bot.authoring.evaluation import evaluate_pack
from bot.authoring.outcomes import Evaluation
from bot.authoring.questions import read_questions
from bot.authoring.reporting import Reporting, read_reporting
from bot.curating.told import curator_told
from bot.preparing import Chosen, load_settings, pack_folder, preparation


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """How an evaluation is shown: as JSON or text, beside an earlier one, against which bars."""

    as_json: bool = False
    earlier: Path | None = None
    bars: Sequence[str] = ()


def evaluate(pack: Chosen, questions: Path, shown: Shown, *, semantic: bool | None) -> bool:
    """Ask a pack the questions of a file, print how it does; return whether no bar is missed."""
    with curator_told():
        reporting = _reporting(shown, lists_replies=True)
        settings = load_settings()
        prepared = preparation(settings, semantic=semantic)
        folder = pack_folder(next(iter(pack.folders), None), settings)
        briefing = prepared.briefing(folder, drafts=pack.drafts)
        known = read_questions(questions, briefing.pack)
        evaluation = evaluate_pack(
            briefing.pack,
            known,
            briefing.matcher,
            policy=briefing.policy,
            timer=perf_counter,
            now=clock(),
        )
        return _report(reporting, evaluation)


def evaluate_corpus(folder: Path, shown: Shown, *, semantic: bool) -> bool:
    """Ask a corpus its own queries, print how it does; return whether no bar is missed."""
    with curator_told():
        reporting = _reporting(shown, lists_replies=False)
        prepared = preparation(load_settings(), semantic=semantic, keeps=False)
        evaluation = evaluate_parts(
            read_corpus(folder), prepared.calibrated_matcher, timer=perf_counter, now=clock()
        )
        return _report(reporting, evaluation)


def _reporting(shown: Shown, *, lists_replies: bool) -> Reporting:
    return read_reporting(
        as_json=shown.as_json,
        lists_replies=lists_replies,
        earlier=shown.earlier,
        bars=shown.bars,
    )


def _report(reporting: Reporting, evaluation: Evaluation) -> bool:
    """Print what is to be said, and the bars that are missed; return whether none is."""
    print(*reporting.lines(evaluation), sep="\n")
    missed = reporting.missed(evaluation)
    for sentence in missed:
        print(f"briefing: {sentence}", file=sys.stderr)
    return not missed
