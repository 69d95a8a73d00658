"""Asks a pack questions: what each gets, and which of them got no good answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.authoring.curation.misses import Miss
from bot.core.answer import Answer, Fallback, Reply, decide
from bot.core.knowledge import Entry, OutOfScope, Target
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


def leads_to(answer: Answer, target: Target) -> bool:
    """Whether an answer gives what the target does: its passages, or its note."""
    match target:
        case Entry():
            return isinstance(answer, Reply) and _passages(answer.entry) == _passages(target)
        case OutOfScope():
            return isinstance(answer, Fallback) and answer.note == target.note


def _passages(entry: Entry) -> tuple[int, ...]:
    return tuple(excerpt.start for excerpt in entry.excerpts)
