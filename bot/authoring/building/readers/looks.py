"""How a line looks that could be a heading."""

import re
from typing import Final

from bot.authoring.building.document import Kind
from bot.authoring.building.readers.characters import ends_sentence, weight
from bot.authoring.building.readers.dates import date_alone
from bot.authoring.building.readers.lines import Line
from bot.authoring.building.readers.numbering import numbering, unnumbered

LONGEST: Final = 120
"""Letters of a heading."""

SHORTEST: Final = 3
"""Letters of a heading."""

MOST_WORDS: Final = 16

FEW_LETTERS: Final = 20
"""Characters of a heading in a script without capitals, where nothing else shows it."""

_NO_HEADING: Final = re.compile(
    r"https?:|www\.|[@§|]|^\W*\d[\d\s.,%$–-]*\W*$|^(?:source|note|dear|by)\b|[,;:：、，-]$|(?:\s[-–+]?\d[\d,.%]*){2,}$"
    r"|\b(?:jr|inc|ltd|corp)\.?$|^[\W_]+$|\.{3}",
    re.IGNORECASE,
)
"""Addresses, figures, what introduces what follows."""

_SMALL: Final = re.compile(
    r"(?:an?|and|as|at|but|by|for|from|in|into|nor|of|off|on|onto|or|over|per|the|to|up|upon|via|"
    r"vs|with|without|is|are|be|de|du|des|la|le|les|et|en|y|el|los|las|del|und|der|die|das|von|zu)",
    re.IGNORECASE,
)
"""Words that begin with a small letter within a title."""


def look_of(line: Line) -> str:
    """How a line looks that could be a heading, or ""."""
    if line.kind is not Kind.PARAGRAPH or not SHORTEST <= weight(line.text) <= LONGEST:
        return ""
    if _NO_HEADING.search(line.text) or date_alone(line.text) or ends_statement(line.text):
        return ""
    loud = "caps" if line.text.isupper() else ""
    if line.bold or line.centred:
        shown = ("bold" if line.bold else "") + ("centred" if line.centred else "") + loud
        return shown if _begins(line.text) else ""
    if loud and len(line.text.split()) > 1:
        return "caps"
    return "plain" if is_title_like(line.text) else ""


def ends_statement(text: str) -> bool:
    """Whether it ends as a sentence does; a question can be a heading."""
    return ends_sentence(text) and not text.rstrip("”\"').").endswith(("?", "？"))


def _begins(text: str) -> bool:
    first = unnumbered(text).lstrip("“\"'‘«(「『")[:1]
    return bool(first) and not first.islower() and (first.isalpha() or first.isdigit())


def is_title_like(text: str) -> bool:
    """Whether its words begin with capitals as in a title, or it has a number as headings have."""
    bare = unnumbered(text)
    words = [word.strip("“”\"'‘’()«»,:") for word in bare.split()]
    telling = [word for word in words if word[:1].isalpha() and not _SMALL.fullmatch(word)]
    if not telling or not _begins(text) or len(words) > MOST_WORDS:
        return False
    if not any(word[0].isupper() or word[0].islower() for word in telling):
        return bool(numbering(text)) or len(bare) <= FEW_LETTERS
    if numbering(text):
        return True
    return sum(not word[0].islower() for word in telling) >= 0.75 * len(telling)
