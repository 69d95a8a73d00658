"""How headings are numbered: Chapter One, IV., A., 2.1."""

import re
from typing import Final

_FORMS: Final = (
    ("part", r"(?:part|teil|partie|parte)\s+(?:[ivxlc]+|\d+|one|two|three|four|five|six)\b"),
    (
        "chapter",
        r"(?:chapter|section|kapitel|chapitre|cap[íi]tulo|appendix|annex|anhang|annexe)\s+"
        r"(?:[ivxlc]+|\d+|[a-z]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
        r"|第\s*[\d一二三四五六七八九十]+\s*[章部編编]|제\s*\d+\s*[장부편]",
    ),
    ("eastern", r"第\s*[\d一二三四五六七八九十]+\s*[節节条項]|제\s*\d+\s*[절조항]"),
    ("roman", r"[IVX]{1,6}[.)]\s*(?=\S)"),
    ("letter", r"[A-Z][.)]\s*(?=\S\S)"),
    ("decimal", r"(?P<decimal>\d{1,2}(?:\.\d{1,2})+)[.)]?\s+(?=\S)"),
    ("number", r"\d{1,2}[.)]\s*(?=[^\d\s])|\d{1,2}\s+(?=[^\W\d_])"),
)

_COMPILED: Final = tuple(
    (name, re.compile(form, re.IGNORECASE if name in {"part", "chapter"} else 0))
    for name, form in _FORMS
)


def numbering(text: str) -> str:
    """The way a heading is numbered: "chapter", "letter", "decimal 2" for 1.1; "" if it is not."""
    for name, form in _COMPILED:
        found = form.match(text)
        if found and name == "decimal":
            return f"decimal {found['decimal'].count('.') + 1}"
        if found:
            # "1." and "1.1" are two depths of one way to number.
            return "decimal 1" if name == "number" else name
    return ""


def unnumbered(text: str) -> str:
    """A heading without its number."""
    for _, form in _COMPILED:
        found = form.match(text)
        if found:
            return text[found.end() :].lstrip(" .:–—-")
    return text
