"""Plain text: paragraphs, lists and headings by blank lines, indents and underlines."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from bot.authoring.building.document import Document, Kind, ReportError
from bot.authoring.building.readers.assembly import About, assembled
from bot.authoring.building.readers.characters import (
    ends_sentence,
    is_numbered,
    tidy,
    without_bullet,
)
from bot.authoring.building.readers.encodings import decode
from bot.authoring.building.readers.lines import Line
from bot.authoring.building.readers.looks import is_title_like
from bot.authoring.building.readers.numbering import numbering
from bot.authoring.building.readers.plain_chunks import (
    Setting,
    chunks,
    is_rule,
    is_table,
    row_of,
    setting_of,
)
from bot.authoring.building.readers.titles import is_believable

MOST: Final = 20_000_000
"""Characters of a report's text: no pack may have more."""

INDENT: Final = 10
"""Spaces before a line in the middle."""

SHORT: Final = 0.6
"""Of the usual width; a shorter line was not broken to fit."""

LONGEST_WORD: Final = 60
"""Characters before a hyphen at a line's end."""

TITLE: Final = 150
"""Characters of a title."""

_TURN: Final = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_UNDERLINE: Final = {"=": 1, "-": 2, "~": 3, "^": 3}
_HYPHEN: Final = re.compile(r"(\w+)-$")
_WORD: Final = re.compile(r"\w+")


def read_plain(data: bytes) -> Document:
    """Read a text as programs of all ages write it.

    Raises:
        ReportError: it is no text, or there is no report in it.
    """
    text, doubts = decode(data)
    if len(text) > MOST:
        raise ReportError(
            f"the text has more than {MOST // 1_000_000} million characters: give the report in "
            "parts"
        )
    lines = list(plain_lines(text))
    return assembled(lines, About(title=_title(lines)), doubts)


def plain_lines(text: str) -> Iterator[Line]:
    """The lines of a text: what its blank lines, indents and underlines make of it."""
    text = _TURN.sub("\n", text)
    setting = setting_of(text)
    for chunk in chunks(text, setting):
        yield from _lines(chunk, setting)


def _title(lines: Sequence[Line]) -> str | None:
    """The first line, if it is none of a paragraph."""
    first = lines[0].text if lines else ""
    alone = len(first) <= TITLE and not ends_sentence(first) and is_title_like(first)
    return first if alone and is_believable(first) else None


def _lines(chunk: Sequence[str], setting: Setting) -> Iterator[Line]:
    """The heading, the rows, the items and the paragraphs of a chunk."""
    rest = list(chunk)
    while rest and is_rule(rest[0]):
        del rest[0]
    if not rest:
        return
    if len(rest) > 1 and (level := _underlined(rest[0], rest[1])):
        yield Line(text=tidy(rest[0]), kind=Kind.HEADING, level=level)
        yield from _lines(rest[2:], setting)
        return
    rest = [line for line in rest if not is_rule(line)]
    if len(rest) > 1 and _is_run_on_heading(rest, setting):
        yield Line(text=tidy(rest[0]))
        del rest[0]
    if len(rest) > 1 and is_table(rest):
        yield from (Line(text=row_of(line), kind=Kind.TABLE) for line in rest)
        return
    yield from _paragraphs(rest, setting)


def _underlined(line: str, under: str) -> int:
    """The level of a heading with such a line under it, or 0."""
    sign = under.strip()[:1]
    whole = under.strip()
    if sign not in _UNDERLINE or whole.strip(sign) or len(whole) < 3:  # noqa: PLR2004
        return 0
    fits = len(whole) * 2 >= len(line.strip()) and len(line) <= TITLE
    return _UNDERLINE[sign] if fits else 0


def _is_run_on_heading(chunk: Sequence[str], setting: Setting) -> bool:
    """Whether the first line is a heading that no blank line follows."""
    first, second = tidy(chunk[0]), chunk[1]
    if not setting.width or len(first) >= setting.width * SHORT or ends_sentence(first):
        return False
    loud = first.isupper() and len(first.split()) > 1
    return (loud or bool(numbering(first))) and (
        is_title_like(first)
        and len(second) >= setting.width * SHORT
        and not numbering(tidy(second))
    )


def _paragraphs(chunk: Sequence[str], setting: Setting) -> Iterator[Line]:
    held: list[str] = []
    for line in chunk:
        if held and _begins_item(line):
            yield from _paragraph(held, setting)
            held = []
        held.append(line)
    yield from _paragraph(held, setting)


def _begins_item(line: str) -> bool:
    text = tidy(line)
    return without_bullet(text)[1] or is_numbered(text)


def _paragraph(held: Sequence[str], setting: Setting) -> Iterator[Line]:
    text, had_bullet = without_bullet(_together(held, setting.words))
    centred = bool(held) and len(held[0]) - len(held[0].lstrip(" ")) >= INDENT
    if text:
        yield Line(text=text, kind=Kind.ITEM if had_bullet else Kind.PARAGRAPH, centred=centred)


def _together(held: Sequence[str], words: frozenset[str]) -> str:
    """Broken lines as one; a hyphen at an end stays unless the whole word is in the text."""
    parts: list[str] = []
    for line in held:
        last = parts[-1].rstrip() if parts else ""
        cut = _HYPHEN.search(last[-LONGEST_WORD:])
        if cut is None or not line.lstrip()[:1].islower():
            parts += ["\n", line]
            continue
        after = _WORD.match(line.lstrip())
        whole = (cut[1] + (after[0] if after else "")).casefold()
        parts[-1] = last[:-1] if whole in words else last
        parts.append(line.lstrip())
    return tidy("".join(parts))
