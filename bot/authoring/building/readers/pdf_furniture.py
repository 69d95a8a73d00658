"""What stands on a PDF's pages around the text: running headers, footnotes, tables of contents."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from bot.authoring.building.document import Dropped
from bot.authoring.building.readers.pdf_lines import Line

MARGIN: Final = 0.13
"""Of a page's height, at its top and its bottom, where what runs along is looked for."""

OFTEN: Final = 3
"""Pages on which a line stands in the margin that runs along."""

LARGE: Final = 1.25
"""Of the text's size, from which up nothing is a running header: it is a heading up there."""

TINY: Final = 0.8
"""Of the text's size, below which nothing at the top of a page is text."""

SMALLER: Final = 0.93
"""Of the text's size, from which down small print at the foot of a page is footnotes."""

_PAGE_NUMBER: Final = re.compile(
    r"(?:page\s*)?[-–—]?\s*(?:\d{1,4}|[ivxlc]{1,6})\s*[-–—]?(?:\s*of\s*\d+)?", re.IGNORECASE
)
_LEADERS: Final = re.compile(r"(?:\.\s?){4,}|…{2,}|(?:·\s?){4,}")
_CONTENTS: Final = re.compile(
    r"(?:table of )?contents|figures|tables|appendi(?:x|ces)|contacts|目次|차례|목차", re.IGNORECASE
)
_CONTENTS_ALONE: Final = re.compile(r"(?:table of )?contents|목차|목 차|目次", re.IGNORECASE)

FEWEST_ENTRIES: Final = 4
"""Of a table of contents on a page."""

_NOTE: Final = re.compile(r"(?:\d{1,3}|[*†‡])\s?\S")


def body_size(lines: Sequence[Line]) -> float:
    """The size that most of the text is printed in."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0]


def without_furniture(lines: Sequence[Line], dropped: list[Dropped]) -> list[Line]:
    """The lines that are content."""
    kept = _without(lines, _running(lines), dropped)
    kept = _without(kept, _contents(kept), dropped)
    return _without(kept, _footnotes(kept, body_size(kept)), dropped) if kept else kept


def _without(lines: Sequence[Line], reasons: dict[int, str], dropped: list[Dropped]) -> list[Line]:
    dropped += [
        Dropped(reason=reasons[at], text=line.text, page=line.page)
        for at, line in enumerate(lines)
        if at in reasons
    ]
    return [line for at, line in enumerate(lines) if at not in reasons]


def _running(lines: Sequence[Line]) -> dict[int, str]:
    """Lines in the margins that stand on many pages, but for their numbers; and page numbers."""
    pages: defaultdict[str, set[int]] = defaultdict(set)
    size = body_size(lines)
    margins = {
        at: margin
        for at, line in enumerate(lines)
        if line.size < size * LARGE and (margin := _margin(line))
    }
    for at in margins:
        pages[_without_numbers(lines[at].text)].add(lines[at].page)
    return {
        at: margin
        for at, margin in margins.items()
        if len(pages[_without_numbers(lines[at].text)]) >= OFTEN
        or _PAGE_NUMBER.fullmatch(lines[at].text)
        or (lines[at].size < size * TINY and margin == "page header")
    }


def _margin(line: Line) -> str:
    if line.y < line.height * MARGIN:
        return "page header"
    return "page footer" if line.y > line.height * (1 - MARGIN) else ""


def _without_numbers(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def _contents(lines: Sequence[Line]) -> dict[int, str]:
    """Lines with leaders to a page number, what stands beside and between them, their headings."""
    found: dict[int, str] = {}
    rows: defaultdict[int, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        rows[line.row].append(at)
    leaders = [at for at, line in enumerate(lines) if _LEADERS.search(line.text)]
    for at in leaders:
        found |= dict.fromkeys(rows[lines[at].row], "table of contents")
    for first, second in pairwise(leaders):
        if second - first <= FEWEST_ENTRIES and lines[first].page == lines[second].page:
            found |= dict.fromkeys(range(first, second), "table of contents")
    found |= _contents_without_leaders(lines, rows)
    pages = Counter(lines[at].page for at in leaders)
    for at, line in enumerate(lines):
        if pages[line.page] >= FEWEST_ENTRIES and _CONTENTS.fullmatch(line.text):
            found[at] = "table of contents"
    return found


def _contents_without_leaders(lines: Sequence[Line], rows: dict[int, list[int]]) -> dict[int, str]:
    """All that follows the word "Contents" on pages whose rows mostly end in a page's number."""
    begun = [at for at, line in enumerate(lines) if re.fullmatch(_CONTENTS_ALONE, line.text)]
    if not begun:
        return {}
    found: dict[int, str] = {}
    page = lines[begun[0]].page
    while True:
        own = [at for at, line in enumerate(lines) if line.page == page and at >= begun[0]]
        ending = sum(lines[rows[row][-1]].text.isdigit() for row in {lines[at].row for at in own})
        if ending < max(FEWEST_ENTRIES, len({lines[at].row for at in own}) * 0.2):
            return found
        found |= dict.fromkeys(own, "table of contents")
        page += 1


def _footnotes(lines: Sequence[Line], size: float) -> dict[int, str]:
    """Small print at the foot of each page, from its first mark on."""
    found: dict[int, str] = {}
    pages: defaultdict[int, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        pages[line.page].append(at)
    for places in pages.values():
        small: list[int] = []
        for at in sorted(places, key=lambda at: -lines[at].y):
            if lines[at].size > size * SMALLER:
                break
            small.append(at)
        marks = [at for at in small if lines[at].noted or _NOTE.match(lines[at].text)]
        if marks:
            first = min(lines[at].y for at in marks)
            found |= {at: "footnote" for at in small if lines[at].y >= first - 1}
    return found
