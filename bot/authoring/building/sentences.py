"""Where the sentences of a paragraph are: each as it stands, without the space around it."""

import re
from typing import Final

_END: Final = re.compile(
    r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[^\sa-z])|[。！？]+[」』）”’]*(?=.)", re.DOTALL
)
"""A sentence ends before a space and anything but a small letter, in Japanese before anything."""

_NO_END: Final = re.compile(
    r"(?:^|[\s(“\"'‘\[])(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Reps|Sens|Gov|Gen|Col|Lt|Sgt|Capt|St|Jr|Sr|Hon|"
    r"No|Nos|Art|Sec|Secs|Fig|Figs|Vol|Ch|pp?|para|paras|cf|vs|v|al|ed|eds|est|approx|ca|etc|"
    r"e\.g|i\.e|U\.S|U\.K|U\.N|E\.U|D\.C|Inc|Ltd|Corp|Co|Dept|Rev|Stat|Pub|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|[A-Z])\.$"
)
"""What a full stop may follow without ending a sentence: abbreviations and initials."""

_AFTER_ABBREVIATION: Final = re.compile(
    r"(?:U\.S|U\.K|U\.N|E\.U|D\.C|Inc|Ltd|Corp|Co|Jr|Sr|etc)\.$"
)
"""Abbreviations that sentences end with all the same, when such a word follows."""

_OPENERS: Final = re.compile(
    r"\s+[\"“‘(]*(?:The|This|These|That|Those|It|Its|They|Their|In|On|At|For|From|As|But|And|If|"
    r"When|While|Although|However|Some|Many|Most|Such|There|He|She|We|According|Under|Since|After|"
    r"Before|To|By|With|Other|Another|Both|Each|One|A|An)\s"
)
"""Words that hardly begin with a capital letter unless they begin a sentence."""


def sentences(paragraph: str) -> list[str]:
    """The sentences of a paragraph, in order: all of it but the spaces between them."""
    found: list[str] = []
    start = 0
    for end in _END.finditer(paragraph):
        if _is_end(paragraph, start, end.end()):
            found.append(paragraph[start : end.end()].strip())
            start = end.end()
    rest = paragraph[start:].strip()
    return [*found, rest] if rest else found


def _is_end(paragraph: str, start: int, at: int) -> bool:
    """Whether a sentence ends there, rather than an abbreviation."""
    before = paragraph[start:at]
    if not _NO_END.search(before):
        return True
    return bool(_AFTER_ABBREVIATION.search(before) and _OPENERS.match(paragraph, at))
