"""Questions to suggest to somebody who is still typing one."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import chain, islice, zip_longest
from typing import TYPE_CHECKING, Final

from bot.core.answer import Choice
from bot.core.knowledge import Entry, Pack
from bot.core.matching.text import plain, words

if TYPE_CHECKING:
    from bot.service.assistant import Briefing

LONGEST_TYPED: Final = 100
"""Characters that are looked at: whoever has typed more knows what to ask."""


def suggestions(
    typed: str, briefings: Sequence["Briefing"], now: datetime, most: int
) -> tuple[Choice, ...]:
    """The live questions that what was typed may become, best first.

    Those that the matcher finds for it, in its order; then those that have its words, or words
    that begin with them. Of nothing typed, what each pack offers to begin with, in turns.
    """
    typed = " ".join(typed.split())[:LONGEST_TYPED]
    of_pack = _matching(typed, now) if typed else _opening(now)
    rounds = chain.from_iterable(zip_longest(*map(of_pack, briefings)))
    return tuple(islice((choice for choice in rounds if choice is not None), most))


def _opening(now: datetime) -> "Callable[[Briefing], Iterator[Choice]]":
    def of(briefing: "Briefing") -> Iterator[Choice]:
        pack = briefing.pack
        live = {entry.id: entry for entry in pack.live_entries(now)}
        ids = dict.fromkeys([*(each for each in pack.starters if each in live), *live])
        return (Choice(pack=pack, entry=live[each]) for each in ids)

    return of


def _matching(typed: str, now: datetime) -> "Callable[[Briefing], Iterator[Choice]]":
    def of(briefing: "Briefing") -> Iterator[Choice]:
        pack = briefing.pack
        ranked = (match.target for match in briefing.matcher.match(typed, now=now).ranked)
        found = [target for target in ranked if isinstance(target, Entry)]
        entries = {entry.id: entry for entry in chain(found, _begun(typed, pack, now))}
        return (Choice(pack=pack, entry=entry) for entry in entries.values())

    return of


def _begun(typed: str, pack: Pack, now: datetime) -> Iterator[Entry]:
    """The entries whose question has a word for each that was typed, or one that begins so."""
    asked = words(plain(typed))
    for entry in pack.live_entries(now):
        held = words(plain(entry.question))
        if asked and all(any(word.startswith(part) for word in held) for part in asked):
            yield entry
