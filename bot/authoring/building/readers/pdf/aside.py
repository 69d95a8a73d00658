"""Paragraphs that are no content: covers, the title's second time, endnotes, pictures' labels."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from bot.authoring.building.document import Dropped, Kind
from bot.authoring.building.readers.characters import alike, ends_sentence, weight
from bot.authoring.building.readers.dates import date_alone
from bot.authoring.building.readers.pdf import front
from bot.authoring.building.readers.pdf.ranks import Told
from bot.authoring.building.readers.pdf.sheet import Sheet

LABEL: Final = 60
"""Letters of what stands beside the text on a first page."""

FEWEST: Final = 3
"""Such labels, or numbered notes, that are no coincidence."""

NUMBERED: Final = 0.6
"""Of the paragraphs under "Notes"; so many begin with a number."""

_NOTES: Final = frozenset(map(alike, ("Notes", "Endnotes", "End Notes", "Footnotes", "注", "미주")))
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+")
_NUMBER: Final = re.compile(r"[\[(]?\d{1,3}[\]).]?\s*\D")


def asides(
    told: Sequence[Told], ranked: Mapping[int, int], sheets: Sequence[Sheet]
) -> dict[int, str]:
    """The places of what is no content, with the reasons."""
    pages = len(sheets)
    around = [one for sheet in sheets for one in sheet.dropped]
    found = dict(_repeated_rows(told))
    found |= dict(_endnotes(told, ranked))
    found |= dict(_covers(told, pages))
    found |= dict(_labels(told, ranked))
    found |= dict(_letterheads(told, ranked, around))
    return found


def _letterheads(
    told: Sequence[Told], ranked: Mapping[int, int], around: Iterable[Dropped]
) -> Iterator[tuple[int, str]]:
    """Lines that say only what page headers say too, or a number, or an address."""
    names = {
        alike(one.text) for one in around if one.reason in {"page header", "page footer", "cover"}
    }
    for at, one in enumerate(told):
        if at in ranked or one.kind is not Kind.PARAGRAPH or weight(one.text) > LABEL:
            continue
        name = alike(one.text)
        if not any(map(str.isalpha, name)):
            yield at, "page number"
        elif _ADDRESS.fullmatch(one.text):
            yield at, "address"
        elif one.lines == 1 and len(name) > FEWEST and any(name in other for other in names):
            yield at, "page header"


def _covers(told: Sequence[Told], pages: int) -> Iterator[tuple[int, str]]:
    """All but the title before the first text; the title wherever it comes again."""
    title = front.title_places(told)
    names = {alike(told[at].text) for at in title}
    whole = alike("".join(told[at].text for at in title))
    covers = front.covers(told, pages)
    for at, one in enumerate(told):
        if at in title:
            continue
        if one.page in covers:
            yield at, "cover"
        elif one.page <= front.PAGES and (alike(one.text) in names or alike(one.text) == whole):
            yield at, "repetition"
        elif one.page <= front.PAGES and one.kind is Kind.PARAGRAPH and date_alone(one.text):
            yield at, "date"


def _labels(told: Sequence[Told], ranked: Mapping[int, int]) -> Iterator[tuple[int, str]]:
    """Labels beside the text of a first page: number, date, authors."""
    held: list[int] = []
    for at, one in enumerate(told):
        if one.page > front.PAGES:
            break
        is_label = (
            one.kind is Kind.PARAGRAPH and weight(one.text) < LABEL and not ends_sentence(one.text)
        )
        if is_label and at not in ranked:
            held.append(at)
            continue
        yield from ((place, "cover") for place in held if len(held) > FEWEST)
        held = []


def _repeated_rows(told: Sequence[Told]) -> Iterator[tuple[int, str]]:
    """The head of a table that goes on on another page."""
    heads: dict[str, int] = {}
    for at, one in enumerate(told):
        begins = at == 0 or told[at - 1].kind is not Kind.TABLE or told[at - 1].page != one.page
        if one.kind is Kind.TABLE and begins:
            if heads.get(one.text, one.page) < one.page:
                yield at, "repetition"
            heads.setdefault(one.text, one.page)


def _endnotes(told: Sequence[Told], ranked: Mapping[int, int]) -> Iterator[tuple[int, str]]:
    for at in ranked:
        if alike(told[at].text) not in _NOTES:
            continue
        end = next((other for other in sorted(ranked) if other > at), len(told))
        under = range(at + 1, end)
        numbered = sum(bool(_NUMBER.match(told[place].text)) for place in under)
        if numbered >= FEWEST and numbered >= NUMBERED * len(under):
            yield from ((place, "footnote") for place in range(at, end))
