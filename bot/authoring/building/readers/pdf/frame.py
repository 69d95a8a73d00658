"""How a page is turned."""

from typing import Any

import pypdfium2.raw as pdfium

from bot.authoring.building.readers.pdf.scan import Box


class Frame:
    """How a page is turned: from its own places to those that a reader sees."""

    def __init__(self, page: Any, more: int = 0) -> None:
        """Take the page's frame, turned `more` quarters clockwise."""
        box = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, box)
        self._left, self._right = min(box.left, box.right), max(box.left, box.right)
        self._low, self._high = min(box.top, box.bottom), max(box.top, box.bottom)
        self._quarters = (pdfium.FPDFPage_GetRotation(page) + more) % 4
        sides = (self._right - self._left, self._high - self._low)
        self.width, self.height = sides if self._quarters % 2 == 0 else sides[::-1]

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A place as a reader sees it."""
        match self._quarters:
            case 0:
                return x - self._left, self._high - y
            case 1:
                return y - self._low, x - self._left
            case 2:
                return self._right - x, y - self._low
            case _:
                return self._high - y, self._right - x

    def box(self, left: float, low: float, right: float, high: float) -> Box:
        """A rectangle as a reader sees it."""
        (x0, y0), (x1, y1) = self.point(left, low), self.point(right, high)
        return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def turned(self, degrees: float) -> float:
        """A slant as a reader sees it, from -180 to 180."""
        return float((degrees - 90 * self._quarters + 180) % 360 - 180)

    def placed(self, box: Any, x: float, y: float) -> tuple[float, float, float]:
        """From where to where a character reaches, and on which line it stands."""
        around = self.box(box.left, box.bottom, box.right, box.top)
        return around.x0, around.x1, self.point(x, y)[1]
