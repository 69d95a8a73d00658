"""What kind of statement a passage seems to be, guessed from its wording."""

import re
from typing import Final

from bot.core.knowledge import Label

_SIGNS: Final = (
    (
        Label.RECOMMENDATION,
        re.compile(
            r"\b(recommend\w*|should|ought to|needs? to|must|urge[sd]?|call(?:s|ed)? (?:on|for)|"
            r"propos(?:e|es|ed|al|als)|options? for|could consider|best practices?)\b"
            r"|べき|必要がある|提言|勧告|해야|권고|제언|바람직",
            re.IGNORECASE,
        ),
    ),
    (
        Label.RISK,
        re.compile(
            r"\b(risks?|threat\w*|danger\w*|vulnerab\w*|could (?:lead|result|cause|undermine)|"
            r"may (?:lead|result|cause|undermine)|concern(?:s|ed)?|warn\w*|jeopard\w*|fraud\w*|"
            r"uncertain\w*|challenges?)\b|リスク|懸念|脅威|恐れ|위험|우려|위협",
            re.IGNORECASE,
        ),
    ),
    (
        Label.FINDING,
        re.compile(
            r"\b(found|find(?:s|ings?)|show(?:s|ed|n)|conclud\w*|indicat\w*|reveal\w*|increas\w*|"
            r"declin\w*|decreas\w*|rose|fell|percent|estimat\w*|report(?:s|ed)|suggests?|because|"
            r"result(?:s|ed)? in|led to|more than|less than|most|according to)\b|\d\s?%|\uff05"
            r"|明らか|増加|減少|によると|나타났|증가|감소|따르면",
            re.IGNORECASE,
        ),
    ),
)
"""Each label's words, the most telling label first."""


def guess_label(passage: str) -> Label:
    """The first label of whose words the passage has one; else it is taken for background."""
    return next((label for label, signs in _SIGNS if signs.search(passage)), Label.CONTEXT)
