"""Word documents (.docx): read from their XML, with headings by style and outline level."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from bot.authoring.building.document import Document, Kind
from bot.authoring.building.readers.assembly import About, assembled
from bot.authoring.building.readers.characters import is_dense, tidy
from bot.authoring.building.readers.docx_lines import DocxWalk
from bot.authoring.building.readers.docx_package import Package, W
from bot.authoring.building.readers.docx_styles import Styles
from bot.authoring.building.readers.lines import Line
from bot.authoring.building.readers.titles import is_believable

_ASIDES: Final = (
    ("word/header", "page header"),
    ("word/footer", "page footer"),
    ("word/footnotes", "footnote"),
    ("word/endnotes", "footnote"),
    ("word/comments.", "comment"),
)
"""Parts whose paragraphs are no content, with the reason."""

_CORE: Final = "{http://purl.org/dc/elements/1.1/}"

SAMPLE: Final = 200
"""Lines by which the script is told."""


def read_docx(data: bytes) -> Document:
    """Read a Word document, its tracked changes accepted.

    Raises:
        ReportError: it cannot be read, or there is no report in it.
    """
    package = Package(data)
    body = package.main()
    part = package.part("word/styles.xml")
    walk = DocxWalk(Styles(part))
    lines = [*walk.lines(body), *_asides(package)]
    doubts: tuple[str, ...] = ()
    if walk.unknown_signs:
        doubts = (f"{walk.unknown_signs} signs of special fonts were left out",)
    return assembled(lines, _about(package, part, lines), doubts)


def _asides(package: Package) -> Iterator[Line]:
    """What stands beside the text: each once, though a header is there for every chapter."""
    for prefix, reason in _ASIDES:
        told = (
            line.text
            for part in package.parts(prefix)
            for line in DocxWalk(Styles(None)).lines(part)
        )
        yield from (Line(text=text, reason=reason) for text in dict.fromkeys(told))


def _about(package: Package, styles: etree._Element | None, lines: list[Line]) -> About:
    core, app = package.part("docProps/core.xml"), package.part("docProps/app.xml")
    named = [_said(core, _CORE + "title"), *_titles(lines)]
    publishers = [_said(core, _CORE + "publisher"), _said(app, "{*}Company")]
    return About(
        title=next(filter(is_believable, named), None),
        publisher=next(filter(is_believable, publishers), None),
        language=_said(core, _CORE + "language") or _language(styles, lines),
    )


def _titles(lines: list[Line]) -> Iterator[str]:
    """The heading of the first level, if there is only one."""
    first = [line.text for line in lines if line.kind is Kind.HEADING and line.level == 1]
    return iter(first if len(first) == 1 else ())


def _said(part: etree._Element | None, name: str) -> str:
    found = None if part is None else part.find(f".//{name}")
    return "" if found is None else tidy(found.text or "")


def _language(styles: etree._Element | None, lines: list[Line]) -> str | None:
    """The language that the document was written under, of its script."""
    lang = None if styles is None else styles.find(f".//{W}docDefaults//{W}lang")
    if lang is None:
        return None
    letters = [c for line in lines[:SAMPLE] for c in line.text if c.isalpha()]
    eastern = sum(map(is_dense, letters)) * 2 > len(letters)
    return lang.get(W + ("eastAsia" if eastern else "val"))
