"""What matching yields: ranked matches, and what the query as a whole turned out to be."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from bot.core.knowledge import Target


class Courtesy(StrEnum):
    """Small talk: an utterance that asks nothing of the report."""

    GREETING = "greeting"
    THANKS = "thanks"
    FAREWELL = "farewell"
    ABOUT_BOT = "about_bot"
    INSULT = "insult"
    INJECTION = "injection"
    GIBBERISH = "gibberish"


@dataclass(frozen=True, kw_only=True, slots=True)
class Match:
    """A target with its fit.

    `score` is the raw fit (any scale, comparable within one query); `confidence` the calibrated
    probability, 0 to 1, that the target answers the query; `phrasing` the target's wording that
    came nearest.
    """

    target: Target
    score: float
    confidence: float
    phrasing: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Correction:
    """Words of a query that were read as others: a slip mended, or a name by another name."""

    written: str
    read: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Matches:
    """The matches of one query, best first.

    `courtesy` is set when the query is small talk; `too_little` when it carries too little
    information to match at all (stop words, punctuation, nothing). `corrections` says what was
    read otherwise than written, `by_meaning` whether meaning counted beside words.
    """

    query: str
    ranked: tuple[Match, ...]
    corrections: tuple[Correction, ...] = ()
    by_meaning: bool = False
    courtesy: Courtesy | None = None
    too_little: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnWording:
    """One of a pack's own wordings, to be asked of the pack.

    `place` is its place among all wordings of the target: question, phrasings, counter-phrasings.
    `typed` works out what matches it as the pack stands, `left_out` what would if the pack did not
    have it.
    """

    target: Target
    text: str
    place: int
    is_counter: bool
    typed: Callable[[], Matches]
    left_out: Callable[[], Matches]
