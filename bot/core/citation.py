"""How to cite a report: APA (7th edition) and BibTeX."""

import re
from typing import Final

from bot.core.knowledge import Source

MARKS: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}
"""What TeX would not take as it stands."""

LONGEST_KEY: Final = 40


def apa(source: Source) -> str:
    """The reference in APA style. The publisher stands for the author: packs name no other.

    A publisher that is the author is not repeated before the address.
    """
    date = f"{source.published.year}, {source.published:%B} {source.published.day}"
    edition = "" if source.edition_is_date else f" ({source.edition})"
    title = _sentence(source.title + edition)
    return f"{_sentence(source.publisher)} ({date}). {title} {source.url}"


def bibtex(source: Source) -> str:
    """The reference as a BibTeX entry; braces keep the capitals of names."""
    fields = {
        "title": f"{{{_escaped(source.title)}}}",
        "institution": f"{{{_escaped(source.publisher)}}}",
        "year": str(source.published.year),
        "month": f"{source.published:%b}".casefold(),
        "day": str(source.published.day),
        "url": source.url,
    }
    if not source.edition_is_date:
        fields["note"] = _escaped(source.edition)
    lines = [f"  {name} = {_value(name, value)}" for name, value in fields.items()]
    return "\n".join([f"@techreport{{{key(source)},", ",\n".join(lines), "}"])


def key(source: Source) -> str:
    """A key of plain letters and digits, always the same: the title’s beginning and the year."""
    words = re.findall(r"[a-z0-9]+", source.title.casefold())
    return f"{''.join(words)[:LONGEST_KEY] or 'report'}{source.published.year}"


def _value(name: str, value: str) -> str:
    """A field's value; BibTeX knows the months by bare names."""
    return value if name == "month" else f"{{{value}}}"


def _sentence(text: str) -> str:
    """The text with a full stop, unless it ends in a mark already."""
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _escaped(text: str) -> str:
    return "".join(MARKS.get(sign, sign) for sign in text)
