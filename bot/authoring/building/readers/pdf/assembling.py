"""Pages → the blocks of a document, and what is known of it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.authoring.building.document import Block, Document, Dropped, Kind, ReportError
from bot.authoring.building.readers.characters import weight, without_bullet
from bot.authoring.building.readers.pdf import front
from bot.authoring.building.readers.pdf.aside import asides
from bot.authoring.building.readers.pdf.captions import with_captions
from bot.authoring.building.readers.pdf.chunks import Chunk, chunks, pitches
from bot.authoring.building.readers.pdf.contents import Entry
from bot.authoring.building.readers.pdf.flow import Placed, together
from bot.authoring.building.readers.pdf.layout import runs
from bot.authoring.building.readers.pdf.outline import Names
from bot.authoring.building.readers.pdf.pieces import Look
from bot.authoring.building.readers.pdf.ranks import DEEPEST, Told, levels
from bot.authoring.building.readers.pdf.ruling import Ruling
from bot.authoring.building.readers.pdf.scan import Scan
from bot.authoring.building.readers.pdf.sheet import Sheet
from bot.authoring.building.readers.pdf.tables import rows
from bot.authoring.building.readers.pdf.text import Joiner


def assembled(
    scan: Scan, sheets: Sequence[Sheet], body: Look, entries: Sequence[Entry]
) -> Document:
    """The document that these pages are.

    Raises:
        ReportError: nothing is left on them that is text of a report.
    """
    placed = with_captions(list(_placed(sheets)), body)
    merged = together(placed, body)
    told, breaks = _told(merged)
    names = Names(scan.outline, entries)
    told, breaks = _with_whole_title(told, breaks, scan.info.get("Title", ""))
    ranked = _ranked(told, body, names)
    reasons = asides(told, ranked, sheets)
    blocks = tuple(_blocks(told, breaks, ranked, reasons))
    if not any(block.kind is not Kind.HEADING for block in blocks):
        raise ReportError(
            "none of its text looks like a report's: check that it is the right file, and that "
            "its text is not in pictures"
        )
    dropped = sorted(
        [
            *(one for sheet in sheets for one in sheet.dropped),
            *_marks(merged),
            *(
                Dropped(reason=reason, text=told[at].text, page=told[at].page)
                for at, reason in reasons.items()
            ),
        ],
        key=lambda one: one.page or 0,
    )
    return _described(scan, told, blocks, dropped, sheets)


def _placed(sheets: Sequence[Sheet]) -> Iterator[Placed]:
    laid = [(sheet, run) for sheet in sheets for run in runs(sheet)]
    pitch = pitches([run.pieces for _, run in laid if not run.is_table])
    for number, (sheet, run) in enumerate(laid):
        if run.is_table:
            heights = Ruling(sheet).heights(run.pieces)
            for row in rows(run.pieces, heights):
                chunk = Chunk(lines=(), page=sheet.number, kind=Kind.TABLE, row=row)
                yield Placed(chunk=chunk, run=number)
        else:
            for chunk in chunks(run.pieces, pitch):
                yield Placed(chunk=chunk, run=number)


def _told(merged: Sequence[Chunk]) -> tuple[list[Told], list[tuple[int, ...]]]:
    joiner = Joiner(line.text for chunk in merged for line in chunk.lines)
    told: list[Told] = []
    breaks: list[tuple[int, ...]] = []
    for chunk in merged:
        text, places = joiner.joined(chunk.lines) if chunk.lines else (chunk.row, ())
        breaks.append(places)
        told.append(
            Told(
                text=text,
                kind=chunk.kind,
                look=chunk.look,
                lines=len({round(line.y) for line in chunk.lines}),
                page=chunk.page,
                run_in=any(line.mixed for line in chunk.lines),
            )
        )
    return told, breaks


def _with_whole_title(
    told: list[Told], breaks: list[tuple[int, ...]], said: str
) -> tuple[list[Told], list[tuple[int, ...]]]:
    """The same, with a title that stands in several pieces in one."""
    first, *others = front.title_places(told) or [0]
    if not others:
        return told, breaks
    shown = " ".join(told[at].text for at in (first, *others))
    whole = replace(told[first], text=front.title(said, shown) or shown)
    after = others[-1] + 1
    return [*told[:first], whole, *told[after:]], [*breaks[:first], (), *breaks[after:]]


def _ranked(told: Sequence[Told], body: Look, names: Names) -> dict[int, int]:
    """The levels of headings; below the title, if that is one of them."""
    title = front.title_places(told)
    found = levels(told, body, names)
    if not title:
        return found
    least = min((level for at, level in found.items() if at not in title), default=2)
    return {
        **{at: min(level - least + 2, DEEPEST) for at, level in found.items()},
        **dict.fromkeys(title, 1),
    }


def _blocks(
    told: Sequence[Told],
    breaks: Sequence[tuple[int, ...]],
    ranked: dict[int, int],
    reasons: dict[int, str],
) -> Iterator[Block]:
    for at, one in enumerate(told):
        if at in reasons:
            continue
        kind = Kind.HEADING if at in ranked else one.kind
        text, places = one.text, breaks[at]
        if kind is Kind.ITEM:
            bare, _ = without_bullet(text)
            places = tuple(place - len(text) + len(bare) for place in places)
            text = bare
        yield Block(kind=kind, text=text, level=ranked.get(at, 0), page=one.page, breaks=places)


def _marks(merged: Sequence[Chunk]) -> Iterator[Dropped]:
    """Footnotes' marks, those of a page together."""
    marks: dict[int, list[str]] = {}
    for chunk in merged:
        for line in chunk.lines:
            marks.setdefault(line.page, []).extend(line.marks)
    for page, told in marks.items():
        if told:
            yield Dropped(reason="footnote mark", text=" ".join(told), page=page)


def _described(
    scan: Scan,
    told: Sequence[Told],
    blocks: tuple[Block, ...],
    dropped: Sequence[Dropped],
    sheets: Sequence[Sheet],
) -> Document:
    shown = " ".join(told[at].text for at in front.title_places(told)) or None
    cover = [one.text for one in dropped if one.reason == "cover"]
    return Document(
        blocks=blocks,
        title=front.title(scan.info.get("Title", ""), shown),
        publisher=front.publisher(scan.info.get("Author", ""), dropped, cover),
        published=front.published(told),
        language=front.language(scan.info.get("Language", ""), (b.text for b in blocks[:400])),
        dropped=tuple(dropped),
        doubts=tuple(_doubts(blocks, dropped, sheets)),
    )


def _doubts(
    blocks: Sequence[Block], dropped: Sequence[Dropped], sheets: Sequence[Sheet]
) -> Iterator[str]:
    told = {block.page for block in blocks} | {one.page for one in dropped}
    told |= {block.page + len(block.breaks) for block in blocks if block.page is not None}
    bare = [str(one.number) for one in sheets if one.number not in told and one.pictures]
    if bare:
        yield f"these pages have pictures and no text, perhaps scans: {', '.join(bare)}"
    kept = sum(weight(block.text) for block in blocks)
    left = sum(weight(one.text) for one in dropped if one.reason != "footnote")
    if left > kept:
        yield "more of it was left out than kept: look at what was left out"
