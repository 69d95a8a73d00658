"""What was scanned as bytes and back, to go from one process to another."""

import json
from dataclasses import asdict
from typing import Any

from bot.authoring.building.readers.pdf.scan import Box, Mark, PageScan, Scan, Span, Style


def packed(scan: Scan) -> bytes:
    """A scan as bytes."""
    return json.dumps(asdict(scan), separators=(",", ":")).encode()


def unpacked(data: bytes) -> Scan:
    """The scan that bytes are of."""
    told: dict[str, Any] = json.loads(data)
    return Scan(
        pages=tuple(_page(page) for page in told["pages"]),
        styles=tuple(Style(*style) for style in told["styles"]),
        outline=tuple(Mark(*mark) for mark in told["outline"]),
        info=told["info"],
    )


def _page(told: dict[str, Any]) -> PageScan:
    return PageScan(
        width=told["width"],
        height=told["height"],
        spans=tuple(Span(*span) for span in told["spans"]),
        boxes=tuple(Box(*box) for box in told["boxes"]),
        pictures=tuple(Box(*box) for box in told["pictures"]),
    )
