"""What curators run: check a pack, measure it, calibrate it, curate it, export it."""

import io
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, TextIO

from bot.adapters.packs import read_files, read_pack
from bot.adapters.policies import POLICY_FILE, PolicyError, read_tuning, write_policy
from bot.app import WIDTH, clock
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
from bot.core.knowledge import Pack, Target
from bot.core.loading.files import report_file
from bot.core.loading.problems import PackError
from bot.core.matching.stored import content
from bot.preparing import (
    Chosen,
    Preparation,
    StartError,
    load_settings,
    pack_folder,
    preparation,
    shipped,
)
from bot.service.assistant import Briefing

if TYPE_CHECKING:
    from bot.authoring.building.draft import Origin
    from bot.authoring.curation.asking import Asked
    from bot.authoring.curation.edits import Edit
    from bot.authoring.curation.likeness import Senses
    from bot.authoring.curation.losses import Lost, Stage
    from bot.authoring.curation.misses import Miss
    from bot.authoring.curation.workspace import Workspace
    from bot.authoring.editions.edition import Edition


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


def evaluate(pack: Chosen, questions: Path, shown: Shown, *, semantic: bool | None) -> bool:
    """Ask a pack the questions of a file, print how it does; return whether no bar is missed."""
    with _curator_told():
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


def export(pack: Path | None, kind: str, out: Path | None) -> None:
    """Write a pack in one of the formats to a file, or print it without one or to `-`."""
    from bot.authoring.exporting import FORMATS
    from bot.authoring.exporting.writing import write

    settings = load_settings()
    loaded = preparation(settings, semantic=False).pack(pack_folder(pack, settings))
    text = FORMATS[kind](loaded, clock())
    if out is None or out == Path("-"):
        _print_unchanged(text)
        return
    with _curator_told():
        write(out, text)
    print(f"Written: {out}")


def _print_unchanged(text: str) -> None:
    """Print what is a file's content: the same bytes on every system."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    print(text, end="")


def curate(pack: Path | None, questions: Path | None, *, as_json: bool, dry_run: bool) -> None:
    """Take missed questions into a pack, as its curator decides, and ask them again.

    They come from a file, or else from those that the bot has kept.

    With `dry_run` nothing is written: what would have been is shown as a diff.
    """
    from bot.authoring.curation.asking import ask_all
    from bot.authoring.curation.likeness import Senses
    from bot.authoring.curation.losses import at_risk
    from bot.authoring.curation.misses import read_misses
    from bot.authoring.curation.replay import replay
    from bot.authoring.curation.replay_text import as_record, lines
    from bot.authoring.curation.workspace import Workspace

    settings = load_settings()
    folder, prepared, now = pack_folder(pack, settings), preparation(settings), clock()
    before = prepared.briefing(folder)
    with _curator_told():
        misses = (
            read_misses(questions)
            if questions is not None
            else _kept_misses(settings.briefing_database, before.pack)
        )
    asked = ask_all(misses, before, now)
    files = read_files(folder, report_file)
    workspace = Workspace(folder, before.pack.id, files, writes=not dry_run)
    senses = Senses.of(before.pack, prepared.shelf.fitted(before.pack), prepared.encoder)
    held = _stage(prepared, before, now)
    edits = _decided(asked, workspace, senses, told=sys.stderr if as_json else sys.stdout)
    if dry_run:
        print(*workspace.diff(), sep="\n")
        return
    after = prepared.briefing(folder) if workspace.is_changed else before
    again = at_risk(before.pack, edits, senses, now)
    lost = _lost(again, held, _stage(prepared, after, now), now)
    replayed = replay(asked, edits, after, now, again=len(again), lost=lost)
    if as_json:
        print(json.dumps(as_record(replayed), ensure_ascii=False))
    else:
        print(*lines(replayed), sep="\n")


def _kept_misses(database: str, pack: Pack) -> tuple["Miss", ...]:
    """The questions that the bot has kept for the curator of a pack, or a reason not to start."""
    import asyncio

    from bot.authoring.curation.misses import Miss
    from bot.store import StoreError, is_there, open_store

    async def kept() -> tuple[Miss, ...]:
        if not is_there(database):
            return ()  # Opening a store would make one.
        store = await open_store(database)
        try:
            found = await store.misses(pack.id)
        finally:
            await store.close()
        return tuple(Miss(text=miss.text, count=miss.people) for miss in found)

    try:
        misses = asyncio.run(kept())
    except StoreError as error:
        raise StartError(str(error)) from error
    if not misses:
        raise StartError(
            f"nothing has been kept of what {pack.id} was asked in vain: set "
            "BRIEFING_KEEP_MISSES=on where the bot runs, or give a file of questions: "
            "briefing curate PACK QUESTIONS"
        )
    return misses


def _decided(
    asked: Sequence["Asked"], workspace: "Workspace", senses: "Senses", told: TextIO
) -> list["Edit"]:
    """What the curator decides of the questions that were missed, at the terminal or by a pipe."""
    from bot.adapters.console.curate import keys_from
    from bot.adapters.console.render import wrap
    from bot.authoring.curation.clustering import clusters
    from bot.authoring.curation.session import Curation

    def show(lines: Iterable[str]) -> None:
        width = WIDTH if told.isatty() else None
        print(*(wrap(line, width=width) for line in lines), sep="\n", file=told, flush=True)

    found = clusters([one for one in asked if one.is_missed], senses)
    with keys_from(sys.stdin, lambda prompt: show([prompt])) as keys:
        try:
            return Curation(workspace, senses, keys, show).run(found)
        except KeyboardInterrupt:
            _note("stopped; " + workspace.fate)
            raise


def _stage(prepared: Preparation, briefing: Briefing, now: datetime) -> "Stage":
    from bot.authoring.curation.left_out import LeftOut
    from bot.authoring.curation.losses import Stage

    shelf, encoder = prepared.shelf, prepared.encoder
    fitted = shelf.fitted(briefing.pack)
    meaning = None if encoder is None else shelf.meaning(briefing.pack, fitted, encoder)
    return Stage(briefing=briefing, left_out=LeftOut(briefing.pack, fitted, meaning, now))


def _lost(
    wordings: Sequence[tuple[Target, str]], before: "Stage", after: "Stage", now: datetime
) -> list["Lost"]:
    """Those of the pack's wordings that edits took from their targets."""
    from bot.authoring.curation.losses import lost_wordings

    if not wordings:
        return []

    def told(tell: Callable[[str], None]) -> Iterator[tuple[Target, str]]:
        for target, text in wordings:
            tell("asking the pack's own wordings again")
            yield target, text

    with progress(len(wordings)) as tell:
        return list(lost_wordings(told(tell), before, after, now))


def build(report: Path, folder: Path, known: "Origin") -> None:
    """Draft a pack from a report, and print what was found and what to look at."""
    with _extra_told("build"):
        from bot.authoring.building.building import STAGES
        from bot.authoring.building.building import build as build_pack
        from bot.authoring.building.closing import lines

    with _curator_told(), progress(len(STAGES)) as tell:
        built = build_pack(report, folder, known, tell)
    print(*lines(built.document, built.draft, built.merged), "", sep="\n")
    if built.problems is not None:
        count = len(built.problems.problems)
        print(f"The pack cannot be used until {count} problems are mended: briefing check {folder}")
        return
    print(f"Written: {folder}", f"Try it:  briefing chat --drafts --pack {folder}", sep="\n")


def compare_editions(old: Path, new: Path, *, as_json: bool) -> None:
    """Print what changed from one edition, a pack or a report's file, to the other."""
    from bot.authoring.editions.comparison import compare
    from bot.authoring.editions.text import as_record, lines

    prepared = preparation(load_settings(), semantic=False)
    comparison = compare(_edition(old, prepared), _edition(new, prepared))
    if as_json:
        print(json.dumps(as_record(comparison), ensure_ascii=False))
    else:
        print(*lines(comparison), sep="\n")


def _edition(path: Path, prepared: Preparation) -> "Edition":
    """The edition that a pack's folder or a report's file holds."""
    if path.is_dir():
        return prepared.pack(path)
    if not path.exists():
        raise StartError(f"there is no {path}: give a pack's folder or a report's file")
    with _extra_told("build"):
        from bot.authoring.building.readers.reading import read_report
        from bot.authoring.editions.file_edition import edition_in

    try:
        return edition_in(read_report(path))
    except CuratorError as error:
        raise StartError(f"{path} cannot be compared: {error}") from error


@contextmanager
def progress(stages: int) -> Iterator[Callable[[str], None]]:
    """A bar on the terminal while something takes long; it is told of each stage."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    hidden = not console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=hidden) as bar:
        task = bar.add_task("", total=stages)
        begun = False

        def tell(stage: str) -> None:
            nonlocal begun
            bar.update(task, description=stage, advance=int(begun))
            begun = True

        yield tell


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


@contextmanager
def _extra_told(extra: str) -> Iterator[None]:
    """Tell which extra is missing as a reason not to start."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise StartError(
            f"{error.name} is not installed: pip install 'briefing[{extra}]'"
        ) from error
