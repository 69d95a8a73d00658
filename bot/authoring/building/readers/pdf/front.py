"""What a report's first pages say of it: title, publisher, date; and what is only a cover."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from bot.authoring.building.document import Dropped, Kind
from bot.authoring.building.readers.characters import alike, ends_sentence, is_dense, tidy, weight
from bot.authoring.building.readers.dates import date_alone
from bot.authoring.building.readers.pdf.ranks import Told
from bot.authoring.building.readers.titles import is_believable

PAGES: Final = 3
"""On which a title may stand."""

DATED: Final = 8
"""Pages among which a date on its own is the report's: a letter may come after the cover."""

PROSE: Final = 120
"""Letters of a paragraph that says something."""

LABEL: Final = 60
"""Letters of what stands beside the text on a first page, and of a publisher's name."""

FOREIGN: Final = 0.3
"""Of the letters; so many Han, Kana or Hangul are no language of another script."""

_BODY: Final = re.compile(
    r"\b(?:Service|Office|Institut\w*|Council|Cent(?:er|re)|Foundation|Agency|Department|Ministry"
    r"|University|Commission|Bank|Association|Organi[sz]ation|Society|Bureau|Fund|Academy|Union"
    r"|Stiftung|Ministerium|Amt)\b|(?:연구원|연구소|재단|위원회|研究所|財団|協会)$"
)
_ADDRESS: Final = re.compile(r"[,;\s]*(?:https?://|www\.)\S+")
_TAG: Final = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_EASTERN: Final = frozenset({"ja", "ko", "zh", "yue"})


def is_prose(one: Told) -> bool:
    """Whether it is a paragraph that says something."""
    return (
        one.kind in {Kind.PARAGRAPH, Kind.ITEM}
        and weight(one.text) >= PROSE
        and (ends_sentence(one.text))
    )


def covers(told: Sequence[Told], pages: int) -> frozenset[int]:
    """The pages before the first text."""
    first = next((one.page for one in told if is_prose(one)), 1)
    return frozenset(range(1, first)) if pages > 1 and first <= PAGES + 1 else frozenset()


def title_places(told: Sequence[Told]) -> list[int]:
    """Where the title stands: what is printed largest on the first page with anything on it."""
    page = next((one.page for one in told if one.text), 1)
    if page > PAGES:
        return []
    own = [
        at
        for at, one in enumerate(told)
        if one.page == page and one.kind is Kind.PARAGRAPH and weight(one.text) > 5  # noqa: PLR2004
    ]
    if not own:
        return []
    largest = max(told[at].look.size for at in own)
    first = next(at for at in own if told[at].look.size > largest - 0.6)
    found = [first]
    while found[-1] + 1 in own and told[found[-1] + 1].look.size > largest - 0.6:
        found.append(found[-1] + 1)
    text = " ".join(told[at].text for at in found)
    usual = Counter(one.look.size for one in told if is_prose(one)).most_common(1)
    if usual and largest <= usual[0][0] * 1.1:
        return []
    return found if is_believable(text) and len(text.split()) > 1 else []


def title(said: str, shown: str | None) -> str | None:
    """The title: as the file's metadata have it, if that is what the first page shows."""
    said = tidy(said)
    if shown is None:
        return said if is_believable(said) and len(said.split()) > 2 else None  # noqa: PLR2004
    first = shown.split()[0]
    if alike(shown) in alike(said):
        start = said.casefold().find(first.casefold())
        return said[start:] if alike(said[start:]).startswith(alike(shown)) else shown
    return shown


def publisher(author: str, around: Iterable[Dropped], cover: Iterable[str]) -> str | None:
    """Who it is of: who is named on the cover, around every page, or as the file's author."""
    headers = Counter(
        one.text
        for one in around
        if one.reason in {"page header", "page footer"} and _is_body(one.text)
    )
    named = [text for text in cover if _is_body(text)]
    told = [text for text, count in headers.most_common(1) if count > 1]
    author = _ADDRESS.sub("", tidy(author))
    return next(iter([*told, *named, *([author] if _is_body(author) else [])]), None)


def _is_body(text: str) -> bool:
    return (
        bool(_BODY.search(text))
        and len(text) <= LABEL
        and not ends_sentence(text)
        and not re.search(r"\d|https?:|^(?:report|prepared|to|by)\b", text, re.IGNORECASE)
    )


def published(told: Sequence[Told]) -> date | None:
    """The date that stands alone on one of the first pages."""
    early = (date_alone(one.text) for one in told if one.page <= DATED)
    return next(filter(None, early), None)


def language(named: str, texts: Iterable[str]) -> str | None:
    """The language that the file names, unless its letters cannot be of that language."""
    letters = [c for text in texts for c in text if c.isalpha()]
    if not _TAG.fullmatch(named) or not letters:
        return None
    dense = sum(map(is_dense, letters)) > FOREIGN * len(letters)
    eastern = re.split("[-_]", named)[0].lower() in _EASTERN
    return named.replace("_", "-") if dense == eastern else None
