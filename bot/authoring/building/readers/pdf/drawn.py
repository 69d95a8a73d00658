"""What is drawn on a page: lines and areas, by which tables are known, and pictures."""

import ctypes
from typing import Any, Final

import pypdfium2.raw as pdfium

from bot.authoring.building.readers.pdf.frame import Frame
from bot.authoring.building.readers.pdf.scan import Box

MOST: Final = 5_000
"""Drawn things of a page; maps have more, and no table."""


def drawn(page: Any, frame: Frame) -> tuple[list[Box], list[Box]]:
    """The rectangles around what is drawn on a page, and those of its images."""
    boxes: list[Box] = []
    pictures: list[Box] = []
    for at in range(min(pdfium.FPDFPage_CountObjects(page), MOST * 10)):
        thing = pdfium.FPDFPage_GetObject(page, at)
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_PATH and len(boxes) < MOST:
            boxes.extend(_bounds(thing, frame))
        elif kind in {
            pdfium.FPDF_PAGEOBJ_IMAGE,
            pdfium.FPDF_PAGEOBJ_SHADING,
            pdfium.FPDF_PAGEOBJ_FORM,
        }:
            pictures.extend(_bounds(thing, frame))
    return boxes, pictures


def _bounds(thing: Any, frame: Frame) -> list[Box]:
    left, low, right, high = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(thing, left, low, right, high):
        return []
    return [frame.box(left.value, low.value, right.value, high.value)]
