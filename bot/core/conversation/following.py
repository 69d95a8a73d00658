"""From an elliptical utterance to an entry: what it says, in the light of the last reply.

Two queries are matched: what the utterance says by itself, and the same joined to the question of
the entry just shown. A target's confidence is the product of both, as in a naive Bayes classifier:
the joined query tells what lies near the conversation, the utterance what is new. What no target
explains by itself stays unexplained, however near the last question lies; so the new part alone
has to lead to an entry, and the ordinary policy decides.
"""

from collections.abc import Callable, Iterator
from typing import Final

from bot.core.answer import Policy, Reply, decide
from bot.core.conversation.ellipsis import left_out
from bot.core.knowledge import Target, answer_alike
from bot.core.matching import Match, Matches
from bot.core.matching.matcher import WHOLE

DRIFT: Final = 0.05
"""How likely anything is to be asked next that does not lie near the last question."""


def follow(
    last: Reply, utterance: str, *, match: Callable[[str], Matches], policy: Policy
) -> Reply | None:
    """The reply about another entry, if an utterance that leaves out its subject leads to one.

    Args:
        last: the last reply.
        utterance: what the user wrote.
        match: matches a query in the pack of the last reply.
        policy: when to reply in that pack.
    """
    matches = joined(last.entry.question, utterance, match=match)
    if matches is None:
        return None
    answer = decide(matches, last.pack, policy)
    return answer if isinstance(answer, Reply) and answer.entry is not last.entry else None


def joined(question: str, utterance: str, *, match: Callable[[str], Matches]) -> Matches | None:
    """The matches of an utterance that leaves out what a question was about, joined to that.

    None if it leaves out nothing, or says nothing.
    """
    part = left_out(utterance)
    if part is None or _is_own_wording(match(utterance)):
        return None
    alone, both = match(part), match(f"{question} {part}")
    if alone.courtesy is not None or alone.too_little:
        return None
    ranked = tuple(_weighed(alone, both))
    return Matches(query=both.query, ranked=ranked, corrections=alone.corrections)


def _is_own_wording(matches: Matches) -> bool:
    """Whether the pack has the whole utterance as a question: then it is one, whatever was said."""
    return bool(matches.ranked) and matches.ranked[0].score >= WHOLE


def _weighed(alone: Matches, joined: Matches) -> list[Match]:
    """The matches of the utterance by itself, with the confidence that both queries give them."""
    near = {match.target.id: match.confidence for match in joined.ranked}
    shares = {
        match.target.id: match.confidence * (near.get(match.target.id, 0.0) + DRIFT)
        for match in alone.ranked
    }
    rivals = list(_rivals(alone.ranked))
    unexplained = max(0.0, 1.0 - sum(match.confidence for match in rivals))
    whole = unexplained + sum(shares[match.target.id] for match in rivals)
    weighed = [
        Match(
            target=match.target,
            score=match.score,
            confidence=shares[match.target.id] / whole,
            phrasing=match.phrasing,
        )
        for match in alone.ranked
    ]
    return sorted(weighed, key=lambda match: -match.confidence)


def _rivals(ranked: tuple[Match, ...]) -> Iterator[Match]:
    """The matches without those that answer as a better one does: their confidence is one."""
    seen: list[Target] = []
    for match in ranked:
        if not any(answer_alike(match.target, other) for other in seen):
            seen.append(match.target)
            yield match
