"""What curators run: check a pack, measure it, calibrate it."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from bot.adapters.packs import read_pack
from bot.adapters.policies import POLICY_FILE, PolicyError, read_tuning, write_policy
from bot.app import clock
from bot.authoring import calibration_text
from bot.authoring.calibration import Report, tune
from bot.authoring.charts import can_draw, draw
from bot.authoring.corpus import read_corpus
from bot.authoring.errors import CuratorError
from bot.authoring.evaluation import evaluate_corpus as evaluate_parts
from bot.authoring.evaluation import evaluate_pack
from bot.authoring.outcomes import Evaluation
from bot.authoring.questions import read_questions
from bot.authoring.reporting import Reporting, read_reporting
from bot.core.knowledge import Pack
from bot.core.loading.problems import PackError
from bot.core.matching.stored import content
from bot.preparing import (
    StartError,
    load_settings,
    pack_folder,
    preparation,
    shipped,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """How an evaluation is shown: as JSON or text, beside an earlier one, against which bars."""

    as_json: bool = False
    earlier: Path | None = None
    bars: Sequence[str] = ()


def check(folders: Sequence[Path]) -> bool:
    """Check packs, print what is wrong with each, and return whether all are right."""
    right = [_check(folder) for folder in folders or shipped()]  # a list: each is to be shown
    return all(right)


def evaluate(pack: Path | None, questions: Path, shown: Shown, *, semantic: bool | None) -> bool:
    """Ask a pack the questions of a file, print how it does; return whether no bar is missed."""
    with _curator_told():
        reporting = _reporting(shown, lists_replies=True)
        settings = load_settings()
        prepared = preparation(settings, semantic=semantic)
        briefing = prepared.briefing(pack_folder(pack, settings))
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
    with _curator_told():
        reporting = _reporting(shown, lists_replies=False)
        prepared = preparation(load_settings(), semantic=semantic, keeps=False)
        evaluation = evaluate_parts(
            read_corpus(folder), prepared.calibrated_matcher, timer=perf_counter, now=clock()
        )
        return _report(reporting, evaluation)


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """What a calibration is to do: its budget, where the policy and the charts go, how it tells."""

    budget: float | None
    out: Path | None = None
    charts: Path | None = None
    as_json: bool = False


def calibrate(pack: Path | None, wanted: Wanted, *, semantic: bool | None) -> None:
    """Fit a pack's policy, write it beside the pack, and print what came of it."""
    settings = load_settings()
    folder = pack_folder(pack, settings)
    prepared = preparation(settings, semantic=semantic)
    loaded = prepared.pack(folder)
    _note("leaving out the pack's wordings one by one, which can take a minute")
    calibrated = prepared.calibrated(loaded)
    report = tune(calibrated, wanted.budget)
    if report is None:
        raise StartError(
            "nothing to calibrate from: give some entries a second phrasing, so that one can be "
            "left out; until then the safe defaults serve"
        )
    text = calibration_text.policy_yaml(report, calibrated.curves, content(loaded))
    drawn = [] if wanted.charts is None else _draw(report, wanted.charts)
    written = _write(wanted.out or folder, text)
    _tell(report, [written, *drawn], as_json=wanted.as_json)


def _draw(report: Report, folder: Path) -> list[Path]:
    """Draw the charts; where that cannot be, those in the text must do."""
    if not can_draw():
        _note("matplotlib is not installed; for the PNG: pip install briefing[charts]")
        return []
    with _curator_told():
        return draw(report, folder)


def _note(sentence: str) -> None:
    """Tell what is no part of the output."""
    print(f"briefing: {sentence}", file=sys.stderr)


def _write(folder: Path, text: str) -> Path:
    try:
        return write_policy(folder, text)
    except OSError as error:
        raise StartError(f"cannot write to {folder}: {error.strerror}; try --out DIR") from error


def _tell(report: Report, written: Sequence[Path], *, as_json: bool) -> None:
    if as_json:
        record = calibration_text.as_record(report)
        print(json.dumps({**record, "written": [str(path) for path in written]}))
        return
    print(*calibration_text.lines(report), "", sep="\n")
    print(*(f"Written: {path}" for path in written), sep="\n")


def _check(folder: Path) -> bool:
    try:
        pack = read_pack(folder)
    except PackError as error:
        for problem in error.problems:
            print(f"{folder / problem.file}:{problem.line}: {problem.message}")
        return False
    print(f"{folder}: fine, {len(pack.entries)} entries over {len(pack.sections)} sections")
    return _check_policy(folder, pack)


def _check_policy(folder: Path, pack: Pack) -> bool:
    """Whether the policy beside a pack can be used; an old one can, and is told of."""
    try:
        tuning = read_tuning(folder)
    except PolicyError as error:
        print(error)
        return False
    if tuning is not None and tuning.fitted_to != content(pack):
        print(f"{folder / POLICY_FILE}: fitted to an older version: run briefing calibrate")
    return True


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


@contextmanager
def _curator_told() -> Iterator[None]:
    """Tell what a curator gave that cannot be used as a reason not to start."""
    try:
        yield
    except CuratorError as error:
        raise StartError(str(error)) from error
