"""Asks a pack questions: what each gets, and which of them got no good answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.authoring.curation.misses import Miss
from bot.core.answer import Answer, decide
from bot.core.matching import Match
from bot.service.assistant import Briefing
from bot.service.misses import is_miss


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A question, its answer, and what matched it, best first."""

    miss: Miss
    answer: Answer
    ranked: tuple[Match, ...]

    @property
    def is_missed(self) -> bool:
        """Whether a curator could make this answer better."""
        return is_miss(self.answer)


def ask(miss: Miss, briefing: Briefing, now: datetime) -> Asked:
    """Ask a pack one question."""
    matches = briefing.matcher.match(miss.text, now=now)
    answer = decide(matches, briefing.pack, briefing.policy)
    return Asked(miss=miss, answer=answer, ranked=matches.ranked)


def ask_all(misses: Iterable[Miss], briefing: Briefing, now: datetime) -> tuple[Asked, ...]:
    """Ask a pack some questions."""
    return tuple(ask(miss, briefing, now) for miss in misses)
