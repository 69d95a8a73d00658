"""`briefing calibrate`: fits a pack's policy."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.adapters.policies import write_policy
from bot.authoring import calibration_text
from bot.authoring.calibration import Report, tune
from bot.authoring.charts import can_draw, draw
from bot.core.matching.stored import content
from bot.curating.told import curator_told, note
from bot.preparing import StartError, load_settings, pack_folder, preparation


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
    note("leaving out the pack's wordings one by one, which can take a minute")
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
        note("matplotlib is not installed; for the PNG: pip install briefing[charts]")
        return []
    with curator_told():
        return draw(report, folder)


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
