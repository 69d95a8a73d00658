"""Which paragraphs are headings, by how they look and what the report's own contents say."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from bot.authoring.building.document import Kind
from bot.authoring.building.readers.characters import ends_sentence, weight
from bot.authoring.building.readers.dates import date_alone
from bot.authoring.building.readers.looks import is_title_like
from bot.authoring.building.readers.numbering import numbering
from bot.authoring.building.readers.pdf.outline import Names
from bot.authoring.building.readers.pdf.pieces import Look

LARGE: Final = 1.12
"""Times the size of the text; a heading is that large, or else it must look other too."""

SMALLEST: Final = 0.84
"""Times the size of the text; nothing smaller is a heading unless it is named."""

LONGEST: Final = 220
"""Letters of a heading."""

MOST_LINES: Final = 9

PROSE: Final = 80
"""Letters of a paragraph that a heading can be of."""

LARGEST: Final = 1.3
"""Times the size of the text; what is so large is a heading of whatever follows."""

SAYS: Final = 40
"""Letters of a paragraph that a heading which is shorter than it can be of."""

OFTEN: Final = 2
"""Times that a look which is not large must come to be that of headings."""

DEEPEST: Final = 6

_NEVER: Final = re.compile(
    r"https?:|www\.|\S@\S|^\W*[\d\s.,%$€£–-]+\W*$|^(?:sources?|notes?|dear|by|note to)\b"
    r"|^\W*[A-Z]{0,4}[-\d]+[A-Z]?\W*$|[,;，、-]$|^[\W_]+$|^\(?\d{3}\)?[- ]\d{3}",
    re.IGNORECASE,
)
_COLON: Final = re.compile(r"[:：]$")


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What a chunk says, with how it looks.

    Args:
        lines: how many lines it has, 0 for a table's row.
        run_in: whether a line begins in bold letters and goes on in others.
    """

    text: str
    kind: Kind
    look: Look
    lines: int
    page: int
    run_in: bool


def levels(told: Sequence[Told], body: Look, names: Names) -> dict[int, int]:
    """The levels of those that are headings, by their places."""
    candidates = {at for at, one in enumerate(told) if _could_be(one, body, names)}
    named = {at for at in candidates if names.level(told[at].text, told[at].page) is not None}
    looks = _heading_looks(told, body, candidates, named)
    found = {
        at
        for at in candidates
        if at in named or (_key(told[at]) in looks and _leads(told, at, candidates, body))
    }
    return _levels(told, found, named, names)


def _could_be(one: Told, body: Look, names: Names) -> bool:
    text = one.text
    if one.kind not in {Kind.PARAGRAPH, Kind.ITEM} or one.run_in or one.lines > MOST_LINES:
        return False
    if weight(text) > LONGEST or _NEVER.search(text) or date_alone(text):
        return False
    if names.level(text, one.page) is not None:
        return True
    if one.kind is Kind.ITEM and not (numbering(text) and _stands_out(one, body)):
        return False
    return (
        _begins(text)
        and not _COLON.search(text)
        and not (ends_sentence(text) and not text.rstrip("”\"')").endswith(("?", "!", "？")))
        and one.look.size >= SMALLEST * body.size
        and (_stands_out(one, body) or _is_numbered_title(one))
    )


def _begins(text: str) -> bool:
    bare = text.lstrip("“\"'‘«([「『 ")
    return bool(bare) and not bare[0].islower() and any(map(str.isalpha, bare))


def _stands_out(one: Told, body: Look) -> bool:
    look = one.look
    return (
        look.size >= LARGE * body.size
        or (look.bold and not body.bold)
        or (look.italic and not body.italic)
        or (look.colour != body.colour and look.font != body.font)
        or (one.text.isupper() and len(one.text.split()) > 1)
        or (look.size > 1.04 * body.size and look.font != body.font)
    )


def _is_numbered_title(one: Told) -> bool:
    """Whether it looks like a heading only by its number: "2.3 Results"."""
    return one.lines == 1 and bool(numbering(one.text)) and is_title_like(one.text)


def _key(one: Told) -> tuple[object, ...]:
    """How it looks, as far as headings of one level have it in common."""
    look = one.look
    upper = one.text.isupper() and len(one.text) > 3  # noqa: PLR2004
    return round(look.size * 2) / 2, look.bold, look.italic, look.font, upper


def _heading_looks(
    told: Sequence[Told], body: Look, candidates: set[int], named: set[int]
) -> set[tuple[object, ...]]:
    """The looks that headings have."""
    letters: Counter[tuple[object, ...]] = Counter()
    for one in told:
        if one.kind in {Kind.PARAGRAPH, Kind.ITEM}:
            letters[_key(one)] += weight(one.text)
    leading: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for at in candidates:
        if _leads(told, at, candidates, body):
            leading[_key(told[at])].append(at)
    sure = {_key(told[at]) for at in named}
    return {
        key
        for key, places in leading.items()
        if key in sure or _is_look_of_headings(told, places, letters[key], body)
    }


def _is_look_of_headings(
    told: Sequence[Told], places: Sequence[int], letters: int, body: Look
) -> bool:
    own = sum(weight(told[at].text) for at in places)
    if own * 2 < letters:
        return False
    first = told[places[0]]
    large = first.look.size >= LARGE * body.size
    strong = first.look.bold or first.look.colour != body.colour
    numbered = all(numbering(told[at].text) for at in places)
    if not _stands_out(first, body):
        return numbered and len(places) >= OFTEN and _is_counting(told, places)
    return large or numbered or len(places) >= OFTEN or (strong and len(told) < 40)  # noqa: PLR2004


def _is_counting(told: Sequence[Told], places: Sequence[int]) -> bool:
    """Whether there is text between numbered lines, so that they are no list."""
    ordered = sorted(places)
    return all(after - before > 1 for before, after in pairwise(ordered))


def _leads(told: Sequence[Told], at: int, candidates: set[int], body: Look) -> bool:
    """Whether something follows that it can be the heading of."""
    own = told[at]
    for after in range(at + 1, min(at + 6, len(told))):
        one = told[after]
        if after in candidates:
            if _key(one) == _key(own) or one.look.size > own.look.size:
                return False
            continue
        if own.look.size >= LARGEST * body.size:
            return True
        if one.kind in {Kind.TABLE, Kind.CAPTION}:
            return one.kind is Kind.CAPTION or own.look.size > one.look.size
        least = PROSE / 3 if ends_sentence(one.text) else max(SAYS, weight(own.text))
        return one.kind is Kind.ITEM or weight(one.text) >= min(least, PROSE)
    return False


def _levels(told: Sequence[Told], found: set[int], named: set[int], names: Names) -> dict[int, int]:
    """Levels: as the report's contents say, for others of the same look too; else by rank."""
    keys = {_key(told[at]) for at in found}
    said: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for at in named:
        level = names.level(told[at].text, told[at].page)
        if level:
            said[_key(told[at])].append(level)
    known = {key: median(told_levels) for key, told_levels in said.items()}
    ranked = sorted(keys, key=_prominence, reverse=True)
    by_key = _filled(ranked, known)
    return _without_gaps(
        {at: _own(told[at], names) or by_key[_key(told[at])] for at in sorted(found)}
    )


def _without_gaps(told: Mapping[int, int]) -> dict[int, int]:
    """The same levels, none more than one deeper than the heading before it."""
    given: dict[int, int] = {}
    found: dict[int, int] = {}
    last = 0
    for at, level in told.items():
        if level not in given:
            given[level] = min(level, last + 1) if last else level
        last = found[at] = min(given[level], DEEPEST)
    return found


def _own(one: Told, names: Names) -> int:
    return names.level(one.text, one.page) or 0


def _prominence(key: tuple[object, ...]) -> tuple[object, ...]:
    size, bold, italic, font, upper = key
    return size, bold, upper, not italic, str(font)


def _filled(
    ranked: Sequence[tuple[object, ...]], known: Mapping[tuple[object, ...], float]
) -> dict[tuple[object, ...], int]:
    """A level for each look: those that nothing is known of stand between their neighbours."""
    found: dict[tuple[object, ...], int] = {}
    last = 0
    for key in ranked:
        level = round(known[key]) if key in known else last + 1
        above = [found[other] for other in found if other[0] == key[0]]
        if key not in known and known:
            level = min(level, max([*map(round, known.values()), 1]) + 1)
        found[key] = max(level, 1)
        last = found[key] if not above or key in known else max(last, found[key])
    return found
