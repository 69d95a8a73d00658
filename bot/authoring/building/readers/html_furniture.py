"""What a page has around and among its text: menus, share bars, banners, comments."""

from collections.abc import Iterator
from typing import Final

from lxml import etree, html

from bot.authoring.building.readers.characters import alike
from bot.authoring.building.readers.contents import REASON as CONTENTS
from bot.authoring.building.readers.html_measures import Measure, Measures, measures
from bot.authoring.building.readers.html_names import (
    BYLINES,
    HIDDEN,
    PATTERNS,
    ROLES,
    TAGS,
    UNSEEN,
)
from bot.authoring.building.readers.html_sources import under_sources
from bot.authoring.building.readers.html_tree import HEADINGS, INLINE, words

LINKED: Final = 0.6
"""Of the letters of a list; so many in links make it a menu."""

FEWEST_LINKS: Final = 3

LONG_LINK: Final = 80
"""Letters of a link that is a sentence, and no entry of a menu."""

SMALL: Final = 0.25
"""Of the letters of a page: the most that something may hold to be put aside by its class."""

FORM: Final = 600
"""Letters of a form that is one; some pages stand in a form as a whole."""

BYLINE: Final = 250
"""Letters of the lines under a title: who, when, what number."""

_OFTEN_TEXT: Final = frozenset({"related links", "sidebar", "navigation", "download bar", "notice"})
"""Reasons whose words also name boxes with text of the report's own."""

TEXT: Final = 300
"""Letters of prose with few links that are no furniture, whatever their class."""

_KEPT: Final = frozenset(
    {"html", "body", "main", "article", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "td", "th"}
    | {"tbody", "thead", "tfoot", "figcaption", "caption", "blockquote", "b", "strong", "i", "em"}
)
"""Elements that a class says nothing about: headings are named for what they head."""


def furniture(root: html.HtmlElement, sizes: Measures) -> Iterator[tuple[html.HtmlElement, str]]:
    """Elements that are no content, with the reason; what stands in them is not told again."""
    whole = max((measure.chars for measure in sizes.values()), default=0)
    sources = under_sources(root)
    for _, element in (walk := etree.iterwalk(root, events=("start",))):
        measure = sizes[element]
        reason = _by_name(element, measure, whole)
        if not reason and element not in sources and element.tag not in _KEPT:
            reason = _by_shape(element, measure, whole)
        if reason:
            walk.skip_subtree()
            yield element, reason


def contents_lists(root: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """Lists of links to places of the same page."""
    sizes = measures(root)
    for element in root.iter("ul", "ol"):
        if sizes[element].density >= LINKED and _links(element, sizes[element]) == CONTENTS:
            yield element


def _by_name(element: html.HtmlElement, measure: Measure, whole: int) -> str:
    if element.tag in {"html", "body"}:
        return ""
    if _is_hidden(element):
        return "hidden"
    named = TAGS.get(str(element.tag)) or ROLES.get(element.get("role") or "")
    if named and not _holds_title(element):
        quotation = next(element.iterancestors("blockquote"), None)
        return named if element.tag != "footer" or quotation is None else ""
    return "" if element.tag in _KEPT else _by_class(element, measure, whole)


def _is_hidden(element: html.HtmlElement) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if HIDDEN.search(element.get("style") or ""):
        return True
    return element.tag not in _KEPT and bool(UNSEEN.search(" ".join(words(element, "class"))))


def _by_class(element: html.HtmlElement, measure: Measure, whole: int) -> str:
    """By the words of its class and id, if it is small, or made of links, beside the whole."""
    named = _name(element)
    if not named or (measure.chars > whole * SMALL and measure.density < LINKED):
        return ""
    if element.tag == "p" and measure.own_linked * 2 < measure.own and measure.prose:
        return ""
    for reason, pattern in PATTERNS:
        if pattern.search(named) and not _holds_title(element) and not _is_text(measure, reason):
            return reason
    if BYLINES.search(named) and measure.chars <= BYLINE and not measure.prose:
        return "" if _holds_title(element) else "byline"
    return ""


def _name(element: html.HtmlElement) -> str:
    """The words of its class and id; an id made from its own heading tells nothing new."""
    heading = next(element.iter(*HEADINGS), None)
    if heading is not None and alike(heading.text_content()) == alike(element.get("id") or ""):
        return " ".join(words(element, "class"))
    return " ".join(words(element, "class", "id"))


def _is_text(measure: Measure, reason: str) -> bool:
    return reason in _OFTEN_TEXT and measure.prose >= TEXT and measure.density < LINKED / 3


def _by_shape(element: html.HtmlElement, measure: Measure, whole: int) -> str:
    """By what it is made of: a short form, a bar of links, a list of them."""
    if element.tag == "form":
        return "form" if measure.chars <= FORM and measure.chars < whole / 2 else ""
    if element.tag == "aside":
        return "" if measure.prose and measure.density < LINKED / 2 else "sidebar"
    if element.tag == "header":
        return "" if _holds_title(element) or measure.prose else "page header"
    if element.tag in INLINE or measure.density < LINKED:
        return ""
    return _links(element, measure)


def _links(element: html.HtmlElement, measure: Measure) -> str:
    """Why an element that is mostly links is no content, unless they are sentences."""
    links = [link.get("href") or "" for link in element.iter("a")]
    if len(links) < FEWEST_LINKS or measure.linked / len(links) > LONG_LINK:
        return ""
    if next(element.iter(*HEADINGS), None) is not None:
        return ""
    within = sum(link.startswith("#") and len(link) > 1 for link in links)
    return CONTENTS if within * 2 > len(links) else "navigation"


def _holds_title(element: html.HtmlElement) -> bool:
    return next(element.iter("h1", "article", "main"), None) is not None
