"""Utterances that leave out what the last answer was about, known by their form.

“And China?”, “what about the costs”, 「じゃあ費用は？」, “그럼 중국은?”: a word that leads on, or a
particle that names a subject, and hardly more than one noun phrase. A whole question that merely
begins with “and” is none.
"""

import re
from typing import Final

from bot.core.matching.text import is_cjk, plain, words

MOST_WORDS: Final = 5
"""Words of a noun phrase in a language with spaces."""

MOST_SIGNS: Final = 10
"""Characters of a noun phrase in Japanese or Korean."""

_LEAD: Final = re.compile(
    r"(?:(?:ok(?:ay)?|and|also|but|or|so|then|now|what about|how about|what of)\b[\s,]*)+"
    r"|(?:じゃあ|じゃ|では|それでは|それなら|それじゃあ|なら|あと|それと|そして)[\s、,]*"
    r"|(?:그럼|그러면|그렇다면|그리고|근데|그런데)[\s,]+"
)
"""What leads on from an answer."""

_SUBJECT: Final = re.compile(
    r"(?P<part>.*?[^と])(?:についてはどう(?:ですか)?|については|に関しては|はどう(?:ですか|なの)?|は"
    r"|에\s?대해서는(?:요)?|은\s?어때(?:요)?|는\s?어때(?:요)?|은요|는요|은|는)"
)
"""A Japanese or Korean phrase that names a subject and says nothing of it."""

_QUESTION_WORDS: Final = """
who whom whose which what when where why how is are was were am do does did can could should would
will shall may might must has have had if because
"""

_ASKS: Final = frozenset(_QUESTION_WORDS.split())
"""Words with which a question begins that stands by itself."""

_ENDS: Final = " .,!?。、！？…"


def left_out(utterance: str) -> str | None:
    """What an elliptical utterance does say, such as `china`; None if it is not elliptical."""
    text = plain(utterance).strip(_ENDS)
    lead = _LEAD.match(text)
    rest = text[lead.end() :] if lead else text
    part = words(rest)
    if not part:
        return None
    if any(is_cjk(word) for word in part):
        return _subject(rest, led=lead is not None)
    whole = part[0] in _ASKS or len(part) > MOST_WORDS
    return rest if lead is not None and not whole else None


def _subject(rest: str, *, led: bool) -> str | None:
    """The noun phrase of a Japanese or Korean utterance that is hardly more than that."""
    named = _SUBJECT.fullmatch(rest)
    part = named["part"] if named else rest
    fits = len(part) <= MOST_SIGNS
    return part if fits and (named is not None or led) else None
