"""One turn of a conversation: a follow-up on the last answer, or a new question."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.answer import Answer, Choice, Clarification, Detail, Reply
from bot.core.conversation.ellipsis import left_out
from bot.core.knowledge import Entry, Pack

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
    answer: Callable[[str], Answer],
    follow: Callable[[Reply, str], Reply | None],
) -> tuple[Session, Answer]:
    """Answer an utterance in the light of the session; return the session that follows.

    Small talk and unanswered questions do not make the session forget the last reply, so that
    "thanks. source?" in two messages still works.

    Args:
        session: what is remembered.
        utterance: what the user wrote.
        answer: answers a question that stands alone.
        follow: the reply to what an elliptical utterance says, in the light of the last reply.
    """
    answered = (
        _follow_up(session.last, utterance)
        or _elliptical(session.last, utterance, follow)
        or answer(utterance)
    )
    keeps = isinstance(answered, Reply | Clarification)
    return (Session(last=answered) if keeps else session), answered


def renewed(session: Session, pack: Pack, now: datetime) -> Session:
    """The session after a pack has come in place of an older one of its id.

    What it remembers is as the new pack has it; nothing, if that shows the entry no more.
    """
    match session.last:
        case Reply() as last if last.pack.id == pack.id:
            entry = _shown(pack, last.entry.id, now)
            return Session(last=None if entry is None else replace(last, pack=pack, entry=entry))
        case Clarification(choices=choices) as last:
            kept = [_renewed(choice, pack, now) for choice in choices]
            # All or none: the numbers that the user has seen must not shift.
            whole = tuple(choice for choice in kept if choice is not None)
            return Session(last=replace(last, choices=whole) if len(whole) == len(kept) else None)
        case _:
            return session


def _renewed(choice: Choice, pack: Pack, now: datetime) -> Choice | None:
    if choice.pack.id != pack.id:
        return choice
    entry = _shown(pack, choice.entry.id, now)
    return None if entry is None else Choice(pack=pack, entry=entry)


def _shown(pack: Pack, entry_id: str, now: datetime) -> Entry | None:
    entry = pack.entry(entry_id)
    return entry if entry is not None and entry.is_live(now) else None


def _follow_up(last: Answer | None, utterance: str) -> Reply | None:
    """The reply to a follow-up, or None where the utterance is a question of its own."""
    said = " ".join(utterance.casefold().split()).strip(" .!?。！？")
    match last:
        case Reply() if said in FOLLOW_UPS:
            return replace(last, detail=FOLLOW_UPS[said])
        case Clarification(choices=choices) if said.isdecimal() and len(said) == 1:
            number = int(said)
            if 1 <= number <= len(choices):
                choice = choices[number - 1]
                return Reply(pack=choice.pack, entry=choice.entry, confidence=last.confidence)
    return None


def _elliptical(
    last: Answer | None, utterance: str, follow: Callable[[Reply, str], Reply | None]
) -> Reply | None:
    """The reply to an utterance that leaves out what the last reply was about."""
    part = left_out(utterance) if isinstance(last, Reply) else None
    return None if part is None or not isinstance(last, Reply) else follow(last, part)
