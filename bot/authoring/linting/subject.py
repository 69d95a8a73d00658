"""What is looked at: a pack that loads, as it is served, and where everything in it stands."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.authoring.linting.written import Written
from bot.core.answer import Policy
from bot.core.knowledge import Pack, Target
from bot.core.matching import Matcher


@dataclass(frozen=True, kw_only=True, slots=True)
class Subject:
    """A pack with its places, the matcher and the policy that answer from it, and the time.

    `pack` is as it is written; `asked` is the pack that `matcher` was built from, in which what is
    still under embargo is shown.
    """

    pack: Pack
    asked: Pack
    matcher: Matcher
    policy: Policy
    written: Written
    now: datetime


def as_shown(pack: Pack) -> Pack:
    """The pack as if no embargo were left: what is published tomorrow is to be right today."""
    shown = (replace(entry, embargo_until=None) for entry in pack.entries)
    return replace(pack, entries=tuple(shown))


def all_targets(pack: Pack) -> tuple[Target, ...]:
    """The entries and the out-of-scope questions of a pack."""
    return (*pack.entries, *pack.out_of_scope)
