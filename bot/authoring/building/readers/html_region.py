"""Which part of a page is the report, and what stands around it."""

from collections.abc import Iterator
from typing import Final

from lxml import html

from bot.authoring.building.readers.html_measures import Measures

MAIN: Final = 0.6
"""Of a page's prose; so much of it in an element that says it is the main one makes it that."""

MOST: Final = 0.95
"""Of the prose; so much of it in one child makes what stands beside that child suspect."""

SAID: Final = 150
"""Letters of prose that is kept where it stands, if the page names its main part."""

LINKED: Final = 0.3

_CONTAINERS: Final = frozenset(
    {"body", "main", "article", "section", "div", "td", "tr", "table", "tbody", "center", "form"}
    | {"font", "layer", "span"}
)

OUTSIDE: Final = "outside the article"


def outside(body: html.HtmlElement, sizes: Measures) -> Iterator[tuple[html.HtmlElement, str]]:
    """Elements that stand around the report, with that for a reason."""
    named = _named(body, sizes)
    region = _innermost(body if named is None else named, sizes)
    at = region
    while at is not body and (parent := at.getparent()) is not None:
        within_named = named is not None and (parent is named or named in parent.iterancestors())
        for beside in parent:
            if beside is at or beside not in sizes or not sizes[beside].chars:
                continue
            if not (within_named and _says(beside, sizes)):
                yield beside, OUTSIDE
        at = parent


def _named(body: html.HtmlElement, sizes: Measures) -> html.HtmlElement | None:
    """The element that says it is the main one and is, if there is such a one."""
    candidates = [*body.iter("main"), *body.iter("article")]
    candidates += [
        element
        for element in sizes
        if element.get("role") in {"main", "article"} or element.get("itemprop") == "articleBody"
    ]
    big = (e for e in candidates if e in sizes and sizes[e].prose > sizes[body].prose * MAIN)
    return next(big, None)


def _innermost(element: html.HtmlElement, sizes: Measures) -> html.HtmlElement:
    """The smallest container with nearly all of its prose."""
    while True:
        inner = max(
            (child for child in element if child in sizes and child.tag in _CONTAINERS),
            key=lambda child: sizes[child].prose,
            default=None,
        )
        if inner is None or not sizes[inner].prose:
            return element
        if sizes[inner].prose < sizes[element].prose * MOST:
            return element
        element = inner


def _says(element: html.HtmlElement, sizes: Measures) -> bool:
    measure = sizes[element]
    return measure.prose >= SAID and measure.density < LINKED
