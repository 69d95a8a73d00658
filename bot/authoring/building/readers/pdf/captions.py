"""Captions, sources and notes of figures and tables."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.authoring.building.document import Kind
from bot.authoring.building.readers.characters import ends_sentence, weight
from bot.authoring.building.readers.pdf.chunks import Chunk
from bot.authoring.building.readers.pdf.flow import Placed
from bot.authoring.building.readers.pdf.pieces import Look

SMALL: Final = 0.92
"""Times the size of the text; notes under a table are smaller."""

LABEL: Final = 160
"""Letters of what goes on a caption."""

_CAPTION: Final = re.compile(
    r"\[?(?:figure|fig\.|table|chart|graph|map|exhibit|photo|image|box|abbildung|abb\.|tabelle"
    r"|tableau|cuadro|図|表|그림|표)\s*(?:\d+|[A-Z]\d*|[IVX]+)(?:[-.–]\d+)*\s*(?:[.:–—|：]|$)",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(r"\w+\.?\s*[\w.–-]+\W?$")
_SOURCE: Final = re.compile(r"(?:sources?|notes?|quelle|出典|資料|자료|주)\s*[:：]", re.IGNORECASE)


def with_captions(placed: Sequence[Placed], body: Look) -> list[Placed]:
    """The same chunks; captions, sources and notes are named as such."""
    found: list[Placed] = []
    for at, one in enumerate(placed):
        after = placed[at + 1].chunk if at + 1 < len(placed) else None
        kind = _kind(one.chunk, found[-1].chunk if found else None, after, body)
        found.append(replace(one, chunk=replace(one.chunk, kind=kind)))
    return found


def _kind(chunk: Chunk, before: Chunk | None, after: Chunk | None, body: Look) -> Kind:
    if not chunk.lines:
        return chunk.kind
    text = " ".join(line.text for line in chunk.lines)
    if _CAPTION.match(text) and not _is_sentence(text, chunk, body):
        return Kind.CAPTION
    if before is None or before.kind not in {Kind.CAPTION, Kind.TABLE}:
        return Kind.CAPTION if _SOURCE.match(text) and _is_small(chunk, body) else chunk.kind
    if _SOURCE.match(text):
        return Kind.CAPTION
    is_short = weight(text) < LABEL and not ends_sentence(text)
    if before.kind is Kind.CAPTION and is_short:
        label = before.lines and _LABEL.fullmatch(" ".join(line.text for line in before.lines))
        if label or (after is not None and after.kind is Kind.TABLE):
            return Kind.CAPTION
    return Kind.CAPTION if _is_note(chunk, before, body) else chunk.kind


def _is_sentence(text: str, chunk: Chunk, body: Look) -> bool:
    """Whether it only begins like a caption: "Table 1. The plan states that ..."."""
    return chunk.look == body and len(chunk.lines) > 1 and ends_sentence(text)


def _is_small(chunk: Chunk, body: Look) -> bool:
    return chunk.look.size <= SMALL * body.size


def _is_note(chunk: Chunk, before: Chunk, body: Look) -> bool:
    """Whether it is small print right under a source or a table."""
    same = not before.lines or before.look.size == chunk.look.size
    return same and _is_small(chunk, body) and chunk.page == before.page
