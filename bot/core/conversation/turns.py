"""One turn of a conversation: a follow-up on the last answer, or a new question."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from bot.core.answer import Answer, Choice, Clarification, Fallback, FallbackReason, Reply
from bot.core.conversation.choosing import chosen, singled_out
from bot.core.conversation.details import asked_for
from bot.core.knowledge import Entry, Pack


class Way(Enum):
    """How an utterance came by its answer."""

    ALONE = "alone"
    """As a question of its own."""
    JOINED = "joined"
    """Together with the question of the last reply, whose subject it left out."""
    DETAIL = "detail"
    """As a wish for more of the last reply, or for its source."""
    CHOICE = "choice"
    """As a choice among what was asked back."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Session:
    """What is remembered of one conversation: its last answer."""

    last: Answer | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Turn:
    """One exchange: what was said after what, the answer, and how it was come by."""

    before: Answer | None
    utterance: str
    answer: Answer
    way: Way

    @property
    def session(self) -> Session:
        """The session that follows.

        Small talk and unanswered questions do not make it forget the last reply, so that
        "thanks. source?" in two messages still works.
        """
        keeps = isinstance(self.answer, Reply | Clarification)
        return Session(last=self.answer if keeps else self.before)


def take_turn(
    session: Session,
    utterance: str,
    *,
    answer: Callable[[str], Answer],
    follow: Callable[[Reply, str], Reply | None],
) -> Turn:
    """Answer an utterance in the light of the session.

    Args:
        session: what is remembered.
        utterance: what the user wrote.
        answer: answers a question that stands alone.
        follow: the reply to an utterance that leaves out what the last reply was about.
    """
    last = session.last
    found = _follow_up(last, utterance, follow) or _settled(last, utterance, answer(utterance))
    way, answered = found
    return Turn(before=last, utterance=utterance, answer=answered, way=way)


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


def _follow_up(
    last: Answer | None, utterance: str, follow: Callable[[Reply, str], Reply | None]
) -> tuple[Way, Reply] | None:
    """The reply to a follow-up, or None where the utterance is a question of its own."""
    match last:
        case Reply() if (detail := asked_for(utterance)) is not None:
            return Way.DETAIL, replace(last, detail=detail)
        case Reply() if (reply := follow(last, utterance)) is not None:
            return Way.JOINED, reply
        case Clarification() if (choice := chosen(last, utterance)) is not None:
            return Way.CHOICE, _picked(last, choice)
        case _:
            return None


def _settled(last: Answer | None, utterance: str, answered: Answer) -> tuple[Way, Answer]:
    """The answer to a question of its own; if it is no reply, perhaps it singles out a choice."""
    if not isinstance(last, Clarification) or isinstance(answered, Reply):
        return Way.ALONE, answered
    choice = None if _is_courtesy(answered) else singled_out(last, utterance)
    return (Way.ALONE, answered) if choice is None else (Way.CHOICE, _picked(last, choice))


def _is_courtesy(answer: Answer) -> bool:
    return isinstance(answer, Fallback) and answer.reason is FallbackReason.COURTESY


def _picked(asked: Clarification, choice: Choice) -> Reply:
    return Reply(pack=choice.pack, entry=choice.entry, confidence=asked.confidence)
