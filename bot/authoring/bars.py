"""Bars: what a figure must reach, for a pack's own tests."""

import math
from dataclasses import asdict, dataclass, fields
from typing import Final

from bot.authoring.errors import CuratorError
from bot.authoring.figures import LOWER_IS_BETTER, Figures

NAMES: Final = tuple(field.name for field in fields(Figures))

TIME: Final = "p50_ms"
"""The one figure that is no share."""


class BarError(CuratorError):
    """A text that is no bar; the message says what to write instead."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Bar:
    """The least value of a figure, or the greatest of one of which less is better."""

    figure: str
    value: float

    def missed_by(self, figures: Figures) -> str:
        """A sentence that says by which value the bar is missed, or else the empty string."""
        value: float | None = asdict(figures)[self.figure]
        if value is None:
            return (
                f"the questions cannot tell {self.figure}, so its bar of {self.value:g} is missed"
            )
        if self.figure in LOWER_IS_BETTER:
            return self._sentence(value, "over") if value > self.value else ""
        return self._sentence(value, "under") if value < self.value else ""

    def _sentence(self, value: float, side: str) -> str:
        return f"{self.figure} is {value:.4g}, {side} the bar of {self.value:g}"


def read_bar(text: str) -> Bar:
    """The bar that a text such as `joint=.85` sets.

    Raises:
        BarError: if the text has another form, names no figure or sets what none can have.
    """
    figure, equals, written = text.partition("=")
    if not equals:
        raise BarError(f"the bar {text!r} has no value: write it as joint=.85")
    if figure not in NAMES:
        raise BarError(f"{figure!r} is not a figure: the figures are {', '.join(NAMES)}")
    return Bar(figure=figure, value=_value(figure, written))


def _value(figure: str, written: str) -> float:
    try:
        value = float(written)
    except ValueError as error:
        raise BarError(f"{written!r} is not a number: write the bar as {figure}=.85") from error
    most = math.inf if figure == TIME else 1.0
    if not 0 <= value <= most:
        raise BarError(f"no {figure} can be {written}: it is a share, from 0 to 1")
    return value
