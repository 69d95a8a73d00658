"""What a plain text falls into: paragraphs, or lines that belong together, as it is set."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from bot.authoring.building.readers.characters import ends_sentence, tidy

USUAL: Final = 0.95
"""Of the lines; so many are no longer than the usual width."""

UNSPACED: Final = 30
"""Lines between blank ones; with more, blank lines do not separate paragraphs."""

SHORT: Final = 0.8
"""Of the usual width; a line that ends a sentence before that ends its paragraph."""

WRAPPED: Final = 110
"""Characters of the longest usual line of a text whose lines were broken to fit."""

_BLANKS: Final = re.compile(r"\n(?:[ \t\u3000]*\n)+")
_RULE: Final = re.compile(r"\s*([=\-_*~#+.]\s?)(?:\1){2,}\s*$")
_COLUMNS: Final = re.compile(r"\t+|\||(?<=\S) {3,}(?=\S)")
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Setting:
    """How a text is set: its usual width in characters, 0 if lines are paragraphs; its words."""

    width: int
    words: frozenset[str]


def setting_of(text: str) -> Setting:
    """How a text is set."""
    lengths = sorted(len(line) for line in text.split("\n") if line.strip())
    usual = lengths[int(len(lengths) * USUAL)] if lengths else 0
    return Setting(
        width=usual if usual <= WRAPPED else 0,
        words=frozenset(_WORD.findall(text.casefold())) if "-\n" in text else frozenset(),
    )


def chunks(text: str, setting: Setting) -> Iterator[list[str]]:
    """What blank lines separate; where there are hardly any, what indents and short ends do."""
    chunks = [[line for line in chunk.split("\n") if line.strip()] for chunk in _BLANKS.split(text)]
    chunks = [chunk for chunk in chunks if chunk]
    if not setting.width:
        for chunk in chunks:
            yield from [chunk] if is_table(chunk) else _apart(chunk)
    elif chunks and median(map(len, chunks)) > UNSPACED:
        for chunk in chunks:
            yield from _unspaced(chunk, setting.width)
    else:
        yield from chunks


def _apart(chunk: Sequence[str]) -> Iterator[list[str]]:
    """Each line for itself, but with the rule under it."""
    held: list[str] = []
    for line in chunk:
        if held and not is_rule(line):
            yield held
            held = []
        held.append(line)
    if held:
        yield held


def _unspaced(chunk: Sequence[str], width: int) -> Iterator[list[str]]:
    held: list[str] = []
    for line in chunk:
        ended = bool(held) and ends_sentence(held[-1].rstrip()) and len(held[-1]) < width * SHORT
        if held and (ended or (line[:1].isspace() and not held[-1][:1].isspace())):
            yield held
            held = []
        held.append(line)
    if held:
        yield held


def is_rule(line: str) -> bool:
    """Whether it is a line drawn of signs."""
    return bool(_RULE.match(line))


def is_table(chunk: Sequence[str]) -> bool:
    """Whether its lines have columns, nearly all of them as many."""
    columns = [len(_COLUMNS.split(line.strip().strip("|"))) for line in chunk]
    usual = int(median(columns))
    return usual > 1 and sum(count == usual for count in columns) * 4 >= len(columns) * 3


def row_of(line: str) -> str:
    """A row of a table, its cells joined."""
    cells = _COLUMNS.split(line.strip().strip("|"))
    return " | ".join(filter(None, map(tidy, cells)))
