"""One turn of a conversation: a follow-up on the last answer, or a new question."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.core.answer import Answer, Clarification, Detail, Policy, Reply, decide
from bot.core.knowledge import Pack
from bot.core.matching.matches import Matches

FOLLOW_UPS = {
    "more": Detail.MORE,
    "tell me more": Detail.MORE,
    "もっと": Detail.MORE,
    "もっと詳しく": Detail.MORE,
    "더": Detail.MORE,
    "더 알려줘": Detail.MORE,
    "source": Detail.SOURCE,
    "sources": Detail.SOURCE,
    "出典": Detail.SOURCE,
    "出典は": Detail.SOURCE,
    "출처": Detail.SOURCE,
    "출처는": Detail.SOURCE,
}
"""What users write to see more of the last reply, without its closing punctuation."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Session:
    """What is remembered of one conversation: its last answer."""

    last: Answer | None = None


def take_turn(
    session: Session,
    utterance: str,
    *,
    match: Callable[[str], Matches],
    pack: Pack,
    policy: Policy,
) -> tuple[Session, Answer]:
    """Answer an utterance in the light of the session; return the session that follows.

    Small talk and unanswered questions do not make the session forget the last reply, so that
    "thanks. source?" in two messages still works.
    """
    answer = _follow_up(session.last, utterance) or decide(match(utterance), pack, policy)
    keeps = isinstance(answer, Reply | Clarification)
    return (Session(last=answer) if keeps else session), answer


def _follow_up(last: Answer | None, utterance: str) -> Reply | None:
    """The reply to a follow-up, or None where the utterance is a question of its own."""
    said = " ".join(utterance.casefold().split()).strip(" .!?。！？")
    match last:
        case Reply() if said in FOLLOW_UPS:
            return replace(last, detail=FOLLOW_UPS[said])
        case Clarification(choices=choices) if said.isdecimal() and len(said) == 1:
            number = int(said)
            if 1 <= number <= len(choices):
                return Reply(pack=last.pack, entry=choices[number - 1], confidence=last.confidence)
    return None
