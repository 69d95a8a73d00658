"""Titles and names that a document gives of itself, and those that only its program left there."""

import re
from typing import Final

LONGEST: Final = 300
"""Characters of a title or a name."""

_JUNK: Final = re.compile(
    r"(?:untitled|home|home ?page|index|document\d*|title|page|default|new page.*|my site.*"
    r"|(?:just another )?wordpress.*|microsoft (?:word|corporation).*|powerpoint presentation"
    r"|.*\.(?:docx?|html?|pdf|php|txt|md)|(?:your )?company(?: name)?|hewlett.?packard.*|dell.*"
    r"|hp|lenovo|toshiba|grizli777|\[.*\]|dokument\d*|文書 ?\d*|문서 ?\d*)?\W*",
    re.IGNORECASE,
)


def is_believable(text: str) -> bool:
    """Whether it is a title or a name that a person gave, as far as that shows."""
    return bool(text) and len(text) <= LONGEST and not _JUNK.fullmatch(text)
