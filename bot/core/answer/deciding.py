"""From the matches of one pack to an answer."""

from collections.abc import Sequence

from bot.core.answer.kinds import (
    Answer,
    Choice,
    Clarification,
    Closest,
    Fallback,
    FallbackReason,
    Policy,
    Reply,
)
from bot.core.knowledge import Entry, OutOfScope, Pack
from bot.core.matching.matches import Match, Matches

LEAST_CHOICES, MOST_CHOICES = 2, 3
"""More than three choices is a menu, not a question back."""


def decide(matches: Matches, pack: Pack, policy: Policy) -> Answer:
    """Choose the answer to a query from its matches.

    Entries that quote the same passages do not compete: whichever of them is meant, the user
    reads the same words. So the margin is measured against the best match with other excerpts.
    """
    if matches.courtesy is not None or matches.too_little:
        return _no_question(matches, pack)
    if not matches.ranked:
        return Fallback(pack=pack, reason=FallbackReason.OUT_OF_SCOPE, confidence=0.0)
    rivals = distinct(matches.ranked)
    return (
        _on_topic(matches.query, pack, rivals)
        or _reply(pack, rivals, policy)
        or _choices(pack, rivals, policy)
        or _out_of_scope(pack, rivals, policy)
    )


def _no_question(matches: Matches, pack: Pack) -> Fallback:
    """What an utterance gets that asks nothing of the report, or too little."""
    return Fallback(
        pack=pack,
        reason=FallbackReason.COURTESY if matches.courtesy else FallbackReason.TOO_LITTLE,
        confidence=0.0,
        courtesy=matches.courtesy,
    )


def _on_topic(query: str, pack: Pack, rivals: list[Match]) -> Clarification | None:
    """Questions to choose from, where the query is a topic's bare name and asks nothing yet."""
    topic = pack.topic_named(query)
    if topic is None:
        return None
    entries = [m.target for m in rivals if isinstance(m.target, Entry)]
    return _offered(pack, [entry for entry in entries if topic.id in entry.topics], rivals)


def _reply(pack: Pack, rivals: list[Match], policy: Policy) -> Reply | None:
    """The best entry, if it is sure enough and clearly ahead."""
    best = rivals[0]
    if isinstance(best.target, OutOfScope) or best.confidence < policy.threshold:
        return None
    lead = best.confidence - (rivals[1].confidence if len(rivals) > 1 else 0.0)
    if lead < policy.margin:
        return None
    return Reply(pack=pack, entry=best.target, confidence=best.confidence)


def _choices(pack: Pack, rivals: list[Match], policy: Policy) -> Clarification | None:
    """The entries that the query could mean, if there are several and the best is one."""
    if isinstance(rivals[0].target, OutOfScope):
        return None
    plausible = [m for m in rivals if m.confidence >= policy.plausible]
    return _offered(pack, [m.target for m in plausible if isinstance(m.target, Entry)], rivals)


def _offered(pack: Pack, entries: Sequence[Entry], rivals: list[Match]) -> Clarification | None:
    """The first of the entries to choose from, if there are enough."""
    if len(entries) < LEAST_CHOICES:
        return None
    return Clarification(
        choices=tuple(Choice(pack=pack, entry=entry) for entry in entries[:MOST_CHOICES]),
        confidence=rivals[0].confidence,
    )


def distinct(ranked: Sequence[Match]) -> list[Match]:
    """The matches without those that would quote just what a better one quotes."""
    seen: set[tuple[int, ...]] = set()
    kept = []
    for match in ranked:
        if isinstance(match.target, Entry):
            passages = tuple(excerpt.start for excerpt in match.target.excerpts)
            if passages in seen:
                continue
            seen.add(passages)
        kept.append(match)
    return kept


def _out_of_scope(pack: Pack, rivals: list[Match], policy: Policy) -> Fallback:
    """A fallback that points to the nearest thing the report does say.

    A far match is no reason to bring up what it is about: then only the section is named.
    """
    best = rivals[0]
    near = best.confidence >= policy.plausible
    section_id = best.target.closest if isinstance(best.target, OutOfScope) else best.target.section
    return Fallback(
        pack=pack,
        reason=FallbackReason.OUT_OF_SCOPE,
        confidence=next((m.confidence for m in rivals if isinstance(m.target, Entry)), 0.0),
        note=best.target.note if near and isinstance(best.target, OutOfScope) else "",
        closest=Closest(
            section=pack.section(section_id), excerpts=best.target.excerpts if near else ()
        ),
    )
