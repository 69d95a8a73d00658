"""Answering questions: the one way from an utterance to an answer, on every platform."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, assert_never

from bot.core.answer import Answer, Choice, Detail, Policy, Reply, choose, heard
from bot.core.conversation import Session, Turn, Way, follow, joined, renewed, take_turn
from bot.core.knowledge import Pack
from bot.core.matching.matcher import Matcher
from bot.core.matching.matches import Matches
from bot.core.tongue import say
from bot.core.why import Explanation, explain
from bot.service.bounded import MOST_HELD, Bounded
from bot.service.places import Scope
from bot.service.recollection import Recollection
from bot.service.suggestions import suggestions

if TYPE_CHECKING:
    from bot.service.misses import Misses


@dataclass(frozen=True, kw_only=True, eq=False)
class Briefing:
    """A pack made ready to answer: with its matcher and its policy."""

    pack: Pack
    matcher: Matcher
    policy: Policy


class ScopeGoneError(Exception):
    """None of the packs that a conversation is scoped to is loaded any more."""

    def __init__(self, scope: Scope) -> None:
        text = say("None of the reports that were chosen here is loaded any more ({reports}).")
        super().__init__(text.format(reports=", ".join(scope)))
        self.scope = scope


class Assistant:
    """Answers questions about the packs it was given; the first is the default.

    A scope names the packs that a question is for, by id; an empty one means all that are loaded.
    Sessions are held in memory, about 200 bytes each.
    """

    def __init__(
        self,
        briefings: Sequence[Briefing],
        *,
        clock: Callable[[], datetime],
        most_sessions: int = MOST_HELD,
    ) -> None:
        if not briefings:
            raise ValueError("an assistant needs at least one pack")
        self._briefings = {briefing.pack.id: briefing for briefing in briefings}
        self._clock = clock
        self._sessions: Bounded[str, Session] = Bounded(most_sessions)
        self._recollection = Recollection(clock)
        self._misses: Misses | None = None

    @property
    def pack(self) -> Pack:
        """The default pack."""
        return self.packs()[0]

    def packs(self, scope: Scope = ()) -> tuple[Pack, ...]:
        """The packs in a scope.

        Raises:
            ScopeGoneError: none of them is loaded.
        """
        return tuple(briefing.pack for briefing in self._in_scope(scope))

    def find_pack(self, pack_id: str) -> Pack | None:
        """The pack of that id, if it is loaded."""
        briefing = self._briefings.get(pack_id)
        return briefing.pack if briefing else None

    def now(self) -> datetime:
        """The present, as the assistant sees it."""
        return self._clock()

    def take_up(self, briefing: Briefing) -> None:
        """Answer from a pack made ready anew, in place of the one of its id, or from a new one.

        At once for all that comes; what is being answered ends as it began. Conversations go on
        with the entries as they are now.
        """
        self._briefings = {**self._briefings, briefing.pack.id: briefing}
        now = self._clock()
        for conversation, session in self._sessions.items():
            self._sessions[conversation] = renewed(session, briefing.pack, now)

    def remembers(self, conversations: Callable[[str], bool]) -> bool:
        """Whether there are conversations that are named so."""
        in_session = any(conversations(name) for name in self._sessions)
        return in_session or self._recollection.remembers(conversations)

    def forget(self, conversations: Callable[[str], bool]) -> None:
        """Forget the conversations that are named so."""
        for conversation in [name for name in self._sessions if conversations(name)]:
            del self._sessions[conversation]
        self._recollection.forget(conversations)

    def note_misses(self, misses: "Misses") -> None:
        """From now on, have it noted what gets no good answer."""
        self._misses = misses

    async def ask(
        self,
        utterance: str,
        *,
        conversation: str | None = None,
        scope: Scope = (),
        person: str | None = None,
        mark: str = "",
    ) -> Answer:
        """The answer to an utterance, as `answer` gives it, for those who serve many.

        `person` names who asks, to tell people apart who miss the same; it is not kept.
        """
        answer = self.answer(utterance, conversation=conversation, scope=scope, mark=mark)
        if self._misses is not None and person is not None:
            await self._misses.note(answer, utterance, person=person)
        return answer

    def answer(
        self,
        utterance: str,
        *,
        conversation: str | None = None,
        scope: Scope = (),
        mark: str = "",
    ) -> Answer:
        """The answer to an utterance.

        Args:
            utterance: what the user wrote, untouched.
            conversation: names the conversation whose last answer follow-ups refer to; without
                it the utterance stands alone.
            scope: the packs that it is for.
            mark: names this turn of the conversation, to be recalled by for a while.

        Raises:
            ScopeGoneError: none of them is loaded.
        """
        session = Session() if conversation is None else self._recall(conversation)
        briefings = self._in_scope(scope)
        turn = take_turn(
            session,
            utterance,
            answer=lambda query: self._answer(briefings, query),
            follow=lambda last, said: self._follow(briefings, last, said),
        )
        if conversation is not None:
            self._remember(conversation, turn.session)
            if mark:
                self._recollection.keep(mark, conversation, turn)
        return turn.answer

    def recalled(self, mark: str) -> Turn | None:
        """The turn of that mark, if it is still remembered."""
        return self._recollection.find(mark)

    def latest(self, conversation: str) -> Turn | None:
        """The latest turn of a conversation, if it is still remembered."""
        return self._recollection.latest(conversation)

    def explain_turn(self, turn: Turn, *, scope: Scope = ()) -> tuple[Explanation, ...]:
        """Why an utterance got its answer in its conversation, as the packs stand now.

        Nothing, where nothing was compared, or where what it followed on is no longer shown.

        Raises:
            ScopeGoneError: none of the packs in the scope is loaded.
        """
        match turn.way:
            case Way.ALONE:
                return self.explain(turn.utterance, scope=scope)
            case Way.JOINED:
                return self._explain_joined(turn, self._in_scope(scope))
            case Way.DETAIL | Way.CHOICE:
                return ()
            case _:
                assert_never(turn.way)

    def explain(self, utterance: str, *, scope: Scope = ()) -> tuple[Explanation, ...]:
        """Why an utterance by itself gets its answer, as each pack in the scope sees it.

        Raises:
            ScopeGoneError: none of them is loaded.
        """
        return tuple(
            explain(self._match(briefing, utterance), briefing.pack, briefing.policy)
            for briefing in self._in_scope(scope)
        )

    def suggest(self, typed: str, *, scope: Scope = (), most: int) -> tuple[Choice, ...]:
        """Questions that what somebody has typed so far may become, best first.

        Raises:
            ScopeGoneError: none of the packs in the scope is loaded.
        """
        return suggestions(typed, self._in_scope(scope), self._clock(), most)

    def open(
        self, pack_id: str, entry_id: str, detail: Detail, *, conversation: str
    ) -> Reply | None:
        """The reply about an entry that the user pointed at, as with a button.

        None when its pack or its entry is no longer shown: buttons outlive both.
        """
        pack = self.find_pack(pack_id)
        entry = pack.entry(entry_id) if pack else None
        if pack is None or entry is None or not entry.is_live(self._clock()):
            return None
        reply = Reply(pack=pack, entry=entry, confidence=1.0, detail=detail)
        self._recollection.end(conversation)
        self._remember(conversation, Session(last=reply))
        return reply

    def _in_scope(self, scope: Scope) -> tuple[Briefing, ...]:
        loaded = self._briefings
        found = tuple(loaded[pack_id] for pack_id in scope or loaded if pack_id in loaded)
        if not found:
            raise ScopeGoneError(scope)
        return found

    def _answer(self, briefings: Sequence[Briefing], query: str) -> Answer:
        return choose([heard(self._match(b, query), b.pack, b.policy) for b in briefings])

    def _follow(self, briefings: Sequence[Briefing], last: Reply, said: str) -> Reply | None:
        """The reply to an elliptical utterance from the pack of the last reply, if it is asked."""
        for briefing in briefings:
            if briefing.pack is last.pack:
                return follow(last, said, match=self._by_words(briefing), policy=briefing.policy)
        return None

    def _explain_joined(self, turn: Turn, briefings: Sequence[Briefing]) -> tuple[Explanation, ...]:
        last = turn.before
        for briefing in briefings:
            if not isinstance(last, Reply) or briefing.pack.id != last.pack.id:
                continue
            entry = briefing.pack.entry(last.entry.id)
            if entry is None or not entry.is_live(self._clock()):
                return ()
            found = joined(entry.question, turn.utterance, match=self._by_words(briefing))
            return () if found is None else (explain(found, briefing.pack, briefing.policy),)
        return ()

    def _by_words(self, briefing: Briefing) -> Callable[[str], Matches]:
        return partial(briefing.matcher.match, now=self._clock(), by_words=True)

    def _match(self, briefing: Briefing, query: str) -> Matches:
        return briefing.matcher.match(query, now=self._clock())

    def _recall(self, conversation: str) -> Session:
        return self._sessions.get(conversation, Session())

    def _remember(self, conversation: str, session: Session) -> None:
        self._sessions.keep(conversation, session)
