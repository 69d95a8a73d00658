"""Boxes and lines that lead away from a report, known by what they say."""

import re
from collections.abc import Container, Iterator
from itertools import islice
from typing import Final

from lxml import html

from bot.authoring.building.readers.html_measures import Measures
from bot.authoring.building.readers.html_tree import HEADINGS, text_of

SMALL: Final = 0.25
"""Of the letters of a page: the most that a box with such a heading holds."""

LINKED: Final = 0.3
"""Of the letters of a box; so much of it in links leads away."""

LONGEST: Final = 160
"""Letters of a line that leads away."""

_HEADINGS: Final = (
    (
        "related links",
        r"related(?: \w+)?|recommended(?: for you| reading| stories)?"
        r"|you (?:may|might) also like|more (?:from|on|in|stories|news)\b.*|read (?:more|next|also)"
        r"|(?:top|latest|popular|most popular|trending|most read|recent|other|featured)"
        r" (?:stories|news|posts|articles|publications|videos)|most (?:read|viewed|popular|shared)"
        r"|trending(?: now)?|popular|up next|what to read next|see also|explore more|keep reading"
        r"|關連記事|関連記事|人気記事|おすすめ.*|관련\s?기사|많이 본 .*|verwandte artikel"
        r"|mehr zum thema|à lire aussi|artículos relacionados",
    ),
    (
        "newsletter",
        r"(?:sign up|subscribe|join|get|receive)\b.*"
        r"(?:newsletters?|updates?|e-?mails?|inbox|mailing list|alerts?)\b.*"
        r"|(?:our )?newsletter|stay (?:informed|connected|up to date|in touch)",
    ),
    ("share bar", r"share(?: this)?(?: (?:article|page|post|story|on|via))?.*|follow us.*"),
    (
        "comments",
        r"(?:\d+ )?comments?|leave a (?:reply|comment).*"
        r"|\d+ (?:responses|thoughts|replies) (?:to|on) .*"
        r"|post a comment|join the (?:conversation|discussion)|reader comments",
    ),
    ("author box", r"about the authors?"),
    (
        "table of contents",
        r"(?:table of )?contents|on this page|in this (?:article|report|section)",
    ),
    ("navigation", r"navigation(?: menu)?|site (?:map|navigation)|quick links|tags?|categories"),
)

_LINES: Final = (
    (
        "navigation",
        r"(?:skip|jump) to (?:main )?(?:content|navigation|search).*"
        r"|(?:back|return) to (?:the )?top|top of page|home|menu|close(?: menu)?"
        r"|(?:previous|next) (?:post|article|page)\b.{0,80}|(?:previous|next)",
    ),
    ("advertisement", r"advertisements?|ad|sponsored(?: content)?|story continues below.*"),
    (
        "related links",
        r"(?:read (?:more|also|next|our)|see also|more on this(?: story)?|related|click here to)"
        r"(?::| –| —|$).*",
    ),
    ("share bar", r"share|tweet|email|e-mail this|print(?: this page)?|share (?:this|on)\b.*"),
    (
        "download bar",
        r"(?:download|view)(?: (?:the|this|full|as|a))* (?:pdf|report|publication|file).*",
    ),
    (
        "newsletter",
        r"(?:sign up|subscribe)\b.*(?:newsletters?|updates|inbox|e-?mail).*",
    ),
    ("cookie banner", r"(?:we|this (?:web)?site) uses? cookies.*"),
    ("page footer", r"(?:©|copyright\b|\(c\)) ?\d{4}.*|all rights reserved\.?"),
    ("tags", r"(?:tags?|filed under|posted in|categories):.*"),
)

_AMBIGUOUS: Final = re.compile(
    r"related \w+|about|see also|popular|recent|other|featured|tags?|categories|recommendations?"
    r"|comments?|recommended reading",
    re.IGNORECASE,
)
"""Headings that a report may have too; they lead away only if what follows is links."""

_BY_HEADING: Final = tuple(
    (reason, re.compile(rf"(?:{form})\W*", re.IGNORECASE)) for reason, form in _HEADINGS
)
_BY_LINE: Final = tuple((reason, re.compile(form, re.IGNORECASE)) for reason, form in _LINES)


def line_reason(text: str) -> str:
    """Why a paragraph of a page is no content, or ""."""
    return _match(_BY_LINE, text) if len(text) <= LONGEST else ""


def teasers(
    root: html.HtmlElement, sizes: Measures, without: Container[html.HtmlElement]
) -> Iterator[tuple[html.HtmlElement, str]]:
    """Boxes whose heading says that they lead away, with the reason."""
    whole = sizes[root].chars
    for heading in root.iter(*HEADINGS):
        text = text_of(heading)
        reason = _match(_BY_HEADING, text) if text and len(text) <= LONGEST else ""
        if not reason or any(above in without for above in heading.iterancestors()):
            continue
        boxes = list(_box(heading, sizes, whole))
        if _AMBIGUOUS.match(text) and not any(sizes[box].density >= LINKED for box in boxes):
            continue
        yield from ((box, reason) for box in boxes)


def _box(heading: html.HtmlElement, sizes: Measures, whole: int) -> Iterator[html.HtmlElement]:
    """The box that a heading is the first thing in, or the heading and what follows it."""
    box = heading
    while (parent := box.getparent()) is not None and _is_box(parent, heading, sizes, whole):
        box = parent
    yield box
    if box is not heading:
        return
    taken = 0
    for after in heading.itersiblings():
        taken += sizes[after].chars
        if next(after.iter(*HEADINGS), None) is not None or taken > whole * SMALL:
            return
        if sizes[after].prose and sizes[after].density * 2 < 1:
            return
        yield after


def _is_box(
    parent: html.HtmlElement, heading: html.HtmlElement, sizes: Measures, whole: int
) -> bool:
    """Whether the heading is the first in it, and it is a small part of the page."""
    if parent.tag in {"body", "main", "html"} or sizes[parent].chars > whole * SMALL:
        return False
    first = next((at for at in parent.iter() if at is not parent and _says(at)), None)
    if first is None or not (first is heading or first in heading.iterancestors()):
        return False
    return len(list(islice(parent.iter(str(heading.tag)), 2))) == 1


def _says(element: html.HtmlElement) -> bool:
    return bool(element.text_content().strip())


def _match(forms: tuple[tuple[str, re.Pattern[str]], ...], text: str) -> str:
    return next((reason for reason, form in forms if form.fullmatch(text)), "")
