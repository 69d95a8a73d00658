"""What a rule found: where, and what it is."""

from dataclasses import dataclass

from bot.authoring.linting.rules import RULES, Rule
from bot.core.loading.problems import Place


@dataclass(frozen=True, kw_only=True, slots=True)
class Detail:
    """One of several things that a finding sums up."""

    place: Place
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """What a rule found at a line of a file: `what` in a sentence, and its parts, if it has any."""

    rule: Rule
    place: Place
    what: str
    details: tuple[Detail, ...] = ()


def finding(code: str, place: Place, what: str, *details: Detail) -> Finding:
    """A finding of the rule of that code."""
    return Finding(rule=RULES[code], place=place, what=what, details=details)
