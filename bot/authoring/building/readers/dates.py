"""Dates as reports write them."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

EARLIEST: Final = 1900
LATEST: Final = 2100
"""Years of a report; others are a slip or a template's."""

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan", "januar", "janvier", "enero", "janeiro", "gennaio"),
            ("february", "feb", "februar", "février", "febrero", "fevereiro", "febbraio"),
            ("march", "mar", "märz", "mars", "marzo", "março"),
            ("april", "apr", "avril", "abril", "aprile"),
            ("may", "mai", "mayo", "maio", "maggio"),
            ("june", "jun", "juni", "juin", "junio", "junho", "giugno"),
            ("july", "jul", "juli", "juillet", "julio", "julho", "luglio"),
            ("august", "aug", "août", "agosto"),
            ("september", "sep", "sept", "septembre", "septiembre", "setembro", "settembre"),
            ("october", "oct", "oktober", "octobre", "octubre", "outubro", "ottobre"),
            ("november", "nov", "novembre", "noviembre", "novembro"),
            ("december", "dec", "dezember", "décembre", "diciembre", "dezembro", "dicembre"),
        ),
        start=1,
    )
    for name in names
}

_FORMS: Final = (
    re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?:\b|T)"),
    re.compile(r"(?P<y>\d{4})\s*[年년.]\s*(?P<m>\d{1,2})\s*[月월.]\s*(?P<d>\d{1,2})\s*[日일]?"),
    re.compile(r"(?P<n>[^\W\d_]{3,10})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>\d{4})"),
    re.compile(
        r"(?P<d>\d{1,2})(?:st|nd|rd|th|\.|er)?\s+(?:de\s+)?"
        r"(?P<n>[^\W\d_]{3,10})\.?,?\s+(?:de\s+)?(?P<y>\d{4})"
    ),
    re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})$"),
)

_AROUND: Final = re.compile(
    r"(?:published(?: on)?|posted(?: on)?|updated|date(?: published)?|issued|as of|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|[\s:,|–—-])*",
    re.IGNORECASE,
)
"""What may stand beside a date on a line of its own."""


def date_in(text: str) -> date | None:
    """The date that a text begins with, or None: numbers of which one is a day are no date."""
    lead = _AROUND.match(text)
    start = lead.end() if lead else 0
    found = _first(_FORMS, text, start)
    return None if found is None else _date(found)


def date_alone(text: str) -> date | None:
    """The date that is all there is in a text."""
    lead = _AROUND.match(text)
    found = _first(_FORMS, text, lead.end() if lead else 0)
    if found is None or text[found.end() :].strip(" .,"):
        return None
    return _date(found)


def _first(forms: Sequence[re.Pattern[str]], text: str, start: int) -> re.Match[str] | None:
    return next(filter(None, (form.match(text, start) for form in forms)), None)


def _date(found: re.Match[str]) -> date | None:
    parts = found.groupdict()
    month = _MONTHS.get(parts["n"].casefold()) if parts.get("n") else int(parts["m"])
    year = int(parts["y"])
    if month is None or not EARLIEST <= year <= LATEST:
        return None
    try:
        return date(year, month, int(parts["d"]))
    except ValueError:
        return None
