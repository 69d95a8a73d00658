"""Small talk and attempts to take the bot over, told apart from questions.

An utterance is small talk only if small talk covers the whole of it: "thanks, and why do they
argue?" is a question with a thank-you before it. Only orders to drop the rules are heard anywhere.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.matching import background
from bot.core.matching.matches import Courtesy
from bot.core.matching.text import plain, words

KINDS: Final[Mapping[Courtesy, str]] = {
    Courtesy.INJECTION: background.INJECTION,
    Courtesy.INSULT: background.INSULT,
    Courtesy.ABOUT_BOT: background.ABOUT_BOT,
    Courtesy.FAREWELL: background.FAREWELL,
    Courtesy.THANKS: background.THANKS,
    Courtesy.GREETING: background.GREETING,
}
"""The strongest first: "hello, who are you" is about the bot."""

_TAKEOVER: Final = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}"
    r"\b(?:instructions?|prompts?|rules|programming|guidelines|restrictions|above|filters?)\b"
    r"|\b(?:print|show|reveal|output|repeat|leak|tell|give|what|whats)\b.{0,30}"
    r"\b(?:system prompt|your (?:\w+ )?(?:prompt|instructions|token|api key|password|source "
    r"code))\b"
    r"|^(?:please |pls )?(?:ignore|disregard|forget) (?:the |this |that |your )?"
    r"(?:reports?|documents?|text|everything|all)\b"
    r"|^(?:please |pls )?(?:repeat|say) after me\b"
    r"|\bdeveloper mode\b|\bjailbreak\b|\byou are now\b|\bfrom now on you\b"
    r"|(?:指示|命令|ルール).{0,10}(?:無視|忘れ)|システムプロンプト"
    r"|(?:지시|명령|규칙).{0,10}(?:무시|잊)|시스템\s?프롬프트"
)
"""Orders to the machine rather than questions about the report, wherever they stand."""

OPENERS: Final = frozenset(background.OPENERS.split())
CLOSERS: Final = frozenset(background.CLOSERS.split())
FILLERS: Final = frozenset(background.FILLERS.split())
LEAD_INS: Final = tuple(tuple(line.split()) for line in background.lines(background.LEAD_INS))

LEAST_MENDED: Final = 5
"""Letters of small talk that may hold a typing error: below, too much lies one letter away."""


class SmallTalk:
    """Recognises small talk by its whole wording."""

    def __init__(self, kinds: Mapping[Courtesy, str] = KINDS) -> None:
        self._kinds: dict[tuple[str, ...], Courtesy] = {}
        for kind, block in kinds.items():
            for line in background.lines(block):
                self._kinds.setdefault(tuple(words(plain(line))), kind)
        self._joined = {" ".join(phrase): kind for phrase, kind in self._kinds.items()}
        self._long: defaultdict[int, list[str]] = defaultdict(list)
        for joined in self._joined:
            if len(joined) >= LEAST_MENDED:
                self._long[len(joined)].append(joined)
        self._longest = max(len(phrase) for phrase in self._kinds)
        self._rank = {kind: rank for rank, kind in enumerate(kinds)}

    def takeover(self, text: str) -> bool:
        """Whether a plain text tries to give the bot orders."""
        return _TAKEOVER.search(text) is not None

    def kind(self, query: Sequence[str]) -> Courtesy | None:
        """What kind of small talk covers all these words, if it does."""
        pieces = list(self._pieces(query))
        kinds = [piece for piece in pieces if isinstance(piece, Courtesy)]
        if not kinds or any(piece is None for piece in pieces):
            return None
        return min(kinds, key=self._rank.__getitem__)

    def mended(self, query: Sequence[str]) -> Courtesy | None:
        """As `kind`, forgiving a slip of the fingers or two: only for words nobody knows."""
        joined = " ".join(query)
        slips = 1 if len(joined) < 2 * LEAST_MENDED else 2
        lengths = range(len(joined) - slips, len(joined) + slips + 1)
        near = [phrase for length in lengths for phrase in self._long.get(length, ())]
        best = process.extractOne(joined, near, scorer=OSA.distance, score_cutoff=slips)
        return None if best is None else self._joined[best[0]]

    def _pieces(self, query: Sequence[str]) -> Iterable[Courtesy | str | None]:
        """Left to right: the kind of each phrase, the text of each filler, None for the rest."""
        at = 0
        while at < len(query):
            length = self._length_at(query, at)
            if length:
                yield self._kinds[tuple(query[at : at + length])]
            else:
                yield query[at] if query[at] in FILLERS else None
            at += length or 1

    def _length_at(self, query: Sequence[str], at: int) -> int:
        """Words of the longest phrase that begins there; 0 if none does."""
        for length in range(min(self._longest, len(query) - at), 0, -1):
            if tuple(query[at : at + length]) in self._kinds:
                return length
        return 0


def question_in(query: Sequence[str]) -> list[str]:
    """The words without a greeting or thanks around them; all of them if nothing is left."""
    rest = list(query)
    while opening := _opening(rest):
        rest = rest[opening:]
    while rest and rest[-1] in CLOSERS:
        rest.pop()
    if rest[-2:] == ["thank", "you"]:
        rest = rest[:-2]
    return rest or list(query)


def _opening(words: Sequence[str]) -> int:
    """How many words at the beginning only lead in to a question."""
    for lead_in in LEAD_INS:
        if tuple(words[: len(lead_in)]) == lead_in:
            return len(lead_in)
    return int(bool(words) and words[0] in OPENERS)
