"""The edition in a report's file, before a pack is built from it."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.authoring.building.document import Document
from bot.authoring.building.drafting import BREAK
from bot.authoring.building.parts import parts
from bot.core.knowledge import Entry, OutOfScope, Section


@dataclass(frozen=True, kw_only=True, slots=True)
class FileEdition:
    """An edition that nothing was written on yet, as a pack built from it would have it."""

    text: str
    sections: tuple[Section, ...]
    entries: tuple[Entry, ...] = ()
    out_of_scope: tuple[OutOfScope, ...] = ()


def edition_in(document: Document) -> FileEdition:
    """The edition that a report's file holds."""
    text = BREAK.join(block.text for block in document.blocks) + "\n"
    return FileEdition(text=text, sections=tuple(_sections(document)))


def _sections(document: Document) -> Iterator[Section]:
    start = 0
    for number, part in enumerate(parts(document), 1):
        end = start + sum(len(block.text) + len(BREAK) for block in part.all_blocks)
        yield Section(
            id=f"section-{number}",
            title=part.title,
            level=part.level or 1,
            summary="",
            start=start,
            end=end,
        )
        start = end
