"""Footnotes of a page: the marks in its text, and the bodies that they lead to."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import html

from bot.authoring.building.readers.html_sources import under_sources
from bot.authoring.building.readers.html_tree import HEADINGS, words

LONGEST: Final = 6
"""Characters of a mark: [123]."""

_MARK: Final = re.compile(
    r"[\[(]?(?:\d{1,3}|[a-z]|[ivx]{1,5}|note \d+|[*†‡§¶]+)[\])]?", re.IGNORECASE
)
"""What a superscript, or a link to a note, says."""

_SUPERSCRIPT: Final = re.compile(
    r"[\[(]?\d{1,3}(?:\s*[,–-]\s*\d{1,3})*[\])]?|[*†‡§¶]+|[\[(][a-z][\])]"
)

_BRACKETED: Final = re.compile(r"\[(?:\d{1,3}|[a-z]|[ivx]+|note \d+)\]", re.IGNORECASE)

_NOTE: Final = re.compile(
    r"^(?:_?(?:ft|ed)n(?:ref)?|fn|footnote|note|endnote|cite|ref|sdfootnote|f|nt?)[-_:.]*(?:note|ref)?"
    r"[-_:.a-z]*\d*",
    re.IGNORECASE,
)
"""Names of places that notes stand at."""

_UNIT: Final = re.compile(r"(?:\d|\b(?:k|c|m|d)?m|\b(?:ft|mi|in|yd))$")
"""What a superscript is a power of."""

_NOTES: Final = re.compile(r"note", re.IGNORECASE)

_BLOCKS: Final = frozenset({"li", "p", "div", "dd", "dt", "aside", "tr", "section"})

_BODIES: Final = re.compile(
    r"\b(?:footnotes?|endnotes?|sdfootnote|fnlist|reflist|ftn|refs references)\b"
)

RAISED: Final = str.maketrans("0123456789+-–n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")


def is_mark(element: html.HtmlElement, before: str) -> bool:
    """Whether it is the mark of a note, after such a text."""
    if element.tag not in {"sup", "a", "span"}:
        return False
    if element.get("role") == "doc-noteref":
        return True
    text = element.text_content().strip()
    if element.tag == "sup":
        linked = next(element.iter("a"), None) is not None
        if linked and _MARK.fullmatch(text):
            return True
        return bool(_SUPERSCRIPT.fullmatch(text)) and not is_power(text, before)
    if element.tag == "a" and len(text) <= LONGEST + 2:
        href = element.get("href") or ""
        leads = href.startswith("#") and bool(_NOTE.match(href[1:]))
        return bool(_BRACKETED.fullmatch(text)) or (leads and bool(_MARK.fullmatch(text)))
    return False


def is_power(text: str, before: str) -> bool:
    """Whether a superscript is a power of what stands before it: 10⁶, km²."""
    return text.isdigit() and len(text) <= 2 and bool(_UNIT.search(before.rstrip("\n")))  # noqa: PLR2004


def bodies(root: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """Elements that hold what the notes say; a bibliography is none."""
    for element in root.iter("ol", "ul", "div", "section", "aside", "p", "dl", "li"):
        named = " ".join(words(element, "class"))
        role = element.get("role") or ""
        if _BODIES.search(named) or role in {"doc-endnotes", "doc-footnote", "doc-footnotes"}:
            yield from _without_heading(element)
    yield from _targets(root)


def _without_heading(element: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The element, or all in it but its heading: that a report has notes is a part of it."""
    if next(element.iter(*HEADINGS), None) is None:
        yield element
        return
    yield from (child for child in element if child.tag not in HEADINGS)


def _targets(root: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """What the marks in the text lead to; a link that leads back up is no mark but a note's own."""
    places = {
        name: (at, element)
        for at, element in enumerate(root.iter())
        for name in (element.get("id"), element.get("name"))
        if name
    }
    sources = under_sources(root, but=_NOTES)
    told: set[html.HtmlElement] = set()
    for at, link in enumerate(root.iter()):
        target = places.get((link.get("href") or "#")[1:]) if link.tag == "a" else None
        if target is None or target[0] < at or target[1] in told:
            continue
        block = _block(target[1]) if is_mark(link, "") or _raised(link) else None
        if block is not None and block not in sources and block not in link.iterancestors():
            told.add(target[1])
            yield block


def _raised(link: html.HtmlElement) -> bool:
    parent = link.getparent()
    return parent is not None and parent.tag == "sup" and is_mark(parent, "")


def _block(element: html.HtmlElement) -> html.HtmlElement | None:
    at: html.HtmlElement | None = element
    while at is not None and at.tag not in _BLOCKS:
        at = at.getparent()
    if at is None or next(at.iter(*HEADINGS), None) is not None:
        return None
    return at
