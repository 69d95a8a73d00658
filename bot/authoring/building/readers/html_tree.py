"""Mark-up → a tree, within bounds."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree, html

from bot.authoring.building.document import ReportError
from bot.authoring.building.readers.characters import tidy

MOST: Final = 25_000_000
"""Characters of mark-up, pictures within it not counted; the tree takes some twelve times that."""

LONGEST_TAG: Final = 100_000
"""Characters of one tag; the time for a tag grows with the square of its attributes."""

_DATA: Final = re.compile(r"""data:[\w/+.-]*[;,][^"'\s)>]{64,}""")
"""A picture or a font within the page."""

_TAG: Final = re.compile(rf"<[A-Za-z][^<>]{{{LONGEST_TAG}}}")

_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f]")

_WORD: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")

INLINE: Final = frozenset(
    re.findall(
        r"\w+",
        "a abbr acronym b bdi bdo big br button cite code data del dfn em font i img ins kbd label "
        "mark math nobr picture q rb rp rt ruby s samp script small span strike strong style sub "
        "sup svg template time tt u var wbr",
    )
)
"""Elements within a paragraph; every other one begins a new paragraph."""

HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")

SILENT: Final = frozenset({"script", "style", "noscript", "template", "head", "svg", "rt", "rp"})
"""Elements whose text nobody sees, or that cannot be quoted."""


def parse(text: str) -> html.HtmlElement:
    """The tree of a page.

    Raises:
        ReportError: it is too big or too deep, or there is nothing in it.
    """
    text = _CONTROL.sub("", _DATA.sub("", text))
    if len(text) > MOST:
        raise ReportError(
            f"the page has more than {MOST // 1_000_000} million characters of mark-up: save the "
            "report alone, or in parts"
        )
    if _TAG.search(text):
        raise ReportError(
            f"the page has a tag of more than {LONGEST_TAG:,} characters: save it anew from the "
            "browser"
        )
    parser = html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        # As bytes: lxml refuses characters whose first line names an encoding.
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise ReportError("there is no text in it: check that it is the right file") from error
    if any(entry.level_name == "FATAL" for entry in parser.error_log):
        raise ReportError(
            "the page's mark-up is nested too deeply to be read: save it anew from the browser, "
            "or save its text as a .docx or .txt file"
        )
    return root


def words(element: html.HtmlElement, *names: str) -> Iterator[str]:
    """The words of its class or id, in small letters: "shareBar main-nav" has four."""
    for name in names:
        yield from (part.lower() for part in _WORD.findall(element.get(name) or ""))


def text_of(element: html.HtmlElement) -> str:
    """All the text in it, on one line."""
    parts: list[str] = []
    for event, at in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            parts.append("" if at.tag in SILENT else at.text or "")
        elif at is not element:
            parts.append(at.tail or "")
    return tidy(" ".join(parts))
