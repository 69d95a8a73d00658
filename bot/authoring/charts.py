"""The charts of a calibration as pictures; needs matplotlib (`pip install briefing[charts]`)."""

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.authoring.calibration import Report
from bot.authoring.errors import CuratorError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SIZE: Final = (6.0, 4.0)
"""Inches."""

DOTS: Final = 150
"""Per inch."""


def can_draw() -> bool:
    """Whether matplotlib is installed."""
    return find_spec("matplotlib") is not None


def draw(report: Report, folder: Path) -> list[Path]:
    """Draw both charts into a folder; only where `can_draw`.

    Raises:
        CuratorError: the folder cannot be written to.
    """
    charts = {"coverage.png": _draw_coverage, "reliability.png": _draw_reliability}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, draw_on in charts.items():
            _draw(folder / name, report, draw_on)
    except OSError as error:
        raise CuratorError(f"cannot write to {folder}: {error.strerror}") from error
    return [folder / name for name in charts]


def _draw(file: Path, report: Report, draw_on: "DrawOn") -> None:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=SIZE, dpi=DOTS, layout="constrained")
    FigureCanvasAgg(figure)
    draw_on(figure.subplots(), report)
    # Without its own name and version in the file, the same report gives the same bytes.
    figure.savefig(file, format="png", metadata={"Software": None})


def _draw_coverage(axes: "Axes", report: Report) -> None:
    kept = [at for at in report.coverage if at.answered]
    axes.plot([at.answered for at in kept], [at.wrong for at in kept], color="tab:blue")
    axes.plot(report.chosen.answered, report.chosen.wrong, "o", color="tab:red")
    axes.annotate(
        f"  threshold {report.policy.threshold:.2f}", (report.chosen.answered, report.chosen.wrong)
    )
    if report.budget is not None:
        axes.axhline(report.budget, color="grey", linestyle=":", linewidth=1)
    axes.set(xlabel="share of queries answered", ylabel="share of replies that are wrong")
    axes.set(xlim=(0, 1), ylim=(0, None), title="Coverage and wrong answers")


def _draw_reliability(axes: "Axes", report: Report) -> None:
    axes.plot([0, 1], [0, 1], color="grey", linestyle=":", linewidth=1)
    confidences = [each.confidence for each in report.reliability]
    axes.plot(confidences, [each.right for each in report.reliability], "o-", color="tab:blue")
    axes.set(xlabel="confidence", ylabel="share right", xlim=(0, 1), ylim=(0, 1))
    axes.set(title=f"Reliability (expected calibration error {report.ece:.3f})")


if TYPE_CHECKING:
    from collections.abc import Callable

    DrawOn = Callable[[Axes, Report], None]
