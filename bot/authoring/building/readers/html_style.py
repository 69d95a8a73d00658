"""How an element of a page looks: as a heading, bold, in the middle."""

import re
from typing import Final

from lxml import html

from bot.authoring.building.readers.html_tree import HEADINGS

USUAL: Final = 2
"""The level of a heading that does not say which."""

DEEPEST: Final = 6

_BOLD: Final = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_CENTRED: Final = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_CAPTION: Final = re.compile(r"\b(?:wp-|thumb|image-|figure-)?caption(?:-text)?\b", re.IGNORECASE)
_LARGE: Final = re.compile(r"\+\d|[4-7]")


def heading_level(element: html.HtmlElement) -> int:
    """Of a heading, 1 to 6; 0 for everything else."""
    if element.tag in HEADINGS:
        return int(element.tag[1])
    if element.get("role") != "heading":
        return 0
    named = element.get("aria-level") or ""
    return min(int(named), DEEPEST) if named.isdecimal() and int(named) else USUAL


def is_bold(element: html.HtmlElement) -> bool:
    """Whether it makes its text stand out: bold, underlined, larger."""
    if element.tag in {"b", "strong", "u", "big"}:
        return True
    if element.tag == "font" and _LARGE.fullmatch(element.get("size") or ""):
        return True
    return bool(_BOLD.search(element.get("style") or ""))


def is_caption(element: html.HtmlElement) -> bool:
    """Whether it is what is said under a figure or over a table."""
    return element.tag in {"figcaption", "caption"} or bool(
        _CAPTION.search(element.get("class") or "")
    )


def is_centred(element: html.HtmlElement) -> bool:
    """Whether what stands in it stands in the middle."""
    if element.tag == "center" or (element.get("align") or "").lower() == "center":
        return True
    return bool(_CENTRED.search(element.get("style") or ""))
