"""Questions that a passage answers, in the words of its heading and its own: to be mended."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.core.knowledge import Label
from bot.core.matching.english import STOP_WORDS

LONGEST: Final = 14
"""Words of a sentence that are kept of it as a search."""

_NUMBERING: Final = re.compile(
    r"^(?:(?:chapter|part|section|appendix|annex|box|제|第)\s*[\divxlc]+\s*[장절章節]?[\s:.–—-]+"
    r"|(?:\d+(?:\.\d+)*|[IVXLC]+|[A-Za-z])[.)]\s*)",
    re.IGNORECASE,
)
_DEFINITION: Final = re.compile(
    r"^(?:An?\s+|The\s+)?(?P<what>[^\s,;:(][^,;:]{1,50}?)\s+(?P<verb>is|are|refers to|means)\s+"
    r"(?:an?|the|any|one|defined|used|when|where)\b"
)
_ASKS: Final = re.compile(
    r"(?:what|why|how|who|when|where|which|is|are|does|do|can|should|will)\s|.*[?？]$",
    re.IGNORECASE,
)
"""Headings that are questions already."""

_WORD: Final = re.compile(r"[^\W_](?:[\w’'.&-]*[^\W_])?")


@dataclass(frozen=True, kw_only=True, slots=True)
class Manner:
    """How one asks in a language; `{}` is what is asked about."""

    general: str
    both: str
    recommended: str
    definition: str


MANNERS: Final = {
    "en": Manner(
        general="What does the report say about {}?",
        both="{} and {}",
        recommended="What does the report recommend about {}?",
        definition="What is {}?",
    ),
    "ja": Manner(
        general="{}について報告書は何と述べていますか",
        both="{}と{}",
        recommended="{}について何を提言していますか",
        definition="{}とは何ですか",
    ),
    "ko": Manner(
        general="보고서는 {}에 대해 뭐라고 하나요?",
        both="{}, {}",
        recommended="{}에 대해 무엇을 권고하나요?",
        definition="{}이란 무엇인가요?",
    ),
}
"""By language; reports in others are asked about in their own words alone."""

PLAIN: Final = Manner(
    general="{}", both="{}, {}", recommended="{}", definition="{}",
)  # fmt: skip


def joined(subjects: Sequence[str], language: str) -> str:
    """One or two subjects as one."""
    if len(subjects) == 1:
        return subjects[0]
    return _manner(language).both.format(*subjects[:2])


def question(subject: str, label: Label, language: str) -> str:
    """A question about a subject, to which a statement of that kind is the answer."""
    if _ASKS.match(subject):
        asked = subject[:1].upper() + subject[1:]
        return asked if asked.endswith(("?", "？")) else f"{asked}?"
    manner = _manner(language)
    form = manner.recommended if label is Label.RECOMMENDATION else manner.general
    return form.format(subject)


def wordings(heading: str | None, told: Sequence[str], language: str) -> Iterator[str]:
    """Other ways to ask, the likeliest first; some may say the same.

    The report's own sentences are among them: questions in words of the report find them, and a
    curator puts better ones in their place. Single names are not: many passages have them.

    Args:
        heading: what the passage is the first to say something about.
        told: the sentences of the passage.
        language: of the report.
    """
    if heading is not None:
        yield heading
    yield from _definition(told[0], _manner(language))
    for sentence in told:
        yield search(sentence)
        yield sentence


def subject_of(heading: str) -> str:
    """A heading as it is spoken of: without its number, its first word small unless a name."""
    bare = _NUMBERING.sub("", heading).strip().rstrip(":.") or heading
    first, _, rest = bare.partition(" ")
    if bare.isupper() and bare.isascii():
        return bare.capitalize()
    if first.istitle() and first.casefold() in STOP_WORDS:
        return f"{first.casefold()} {rest}".strip()
    return bare


def search(sentence: str) -> str:
    """The words of a sentence that one would search for, in its order."""
    kept = [word for word in _WORD.findall(sentence) if word.casefold() not in STOP_WORDS]
    return " ".join(dict.fromkeys(kept[:LONGEST]))


def _definition(sentence: str, manner: Manner) -> Iterator[str]:
    found = _DEFINITION.match(sentence)
    if found is not None and found["what"].split()[0].casefold() not in STOP_WORDS:
        asked = manner.definition.format(found["what"])
        yield asked.replace("What is", "What are") if found["verb"] == "are" else asked


def _manner(language: str) -> Manner:
    return MANNERS.get(language.partition("-")[0], PLAIN)
