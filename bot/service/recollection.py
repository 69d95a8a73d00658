"""The latest turns, to say afterwards how their answers came about."""

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from bot.core.conversation import Turn

KEPT: Final = timedelta(hours=1)
"""How long a turn is remembered: what somebody wrote is not held for longer than of use."""

MOST_TURNS: Final = 1_000
"""Turns that are remembered; the oldest goes first."""


class Recollection:
    """Remembers turns by a mark of theirs and by conversation. In memory only."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._turns: OrderedDict[str, tuple[datetime, str, Turn]] = OrderedDict()
        self._latest: dict[str, str] = {}

    def keep(self, mark: str, conversation: str, turn: Turn) -> None:
        """Remember the latest turn of a conversation."""
        self._drop(mark)
        self._turns[mark] = self._clock(), conversation, turn
        self._latest[conversation] = mark
        self._expire()

    def find(self, mark: str) -> Turn | None:
        """The turn of that mark, if it is still remembered."""
        self._expire()
        _, _, turn = self._turns.get(mark, (None, None, None))
        return turn

    def latest(self, conversation: str) -> Turn | None:
        """The latest turn of a conversation, if it is still remembered."""
        return self.find(self._latest.get(conversation, ""))

    def end(self, conversation: str) -> None:
        """Let the conversation's latest turn be none, as after a button: nothing was said then."""
        self._latest.pop(conversation, None)

    def remembers(self, conversations: Callable[[str], bool]) -> bool:
        """Whether there is a turn of conversations that are named so."""
        self._expire()
        return any(conversations(name) for _, name, _ in self._turns.values())

    def forget(self, conversations: Callable[[str], bool]) -> None:
        """Forget all turns of the conversations that are named so."""
        named = [mark for mark, (_, name, _) in self._turns.items() if conversations(name)]
        for mark in named:
            self._drop(mark)

    def _expire(self) -> None:
        oldest = self._clock() - KEPT
        while self._turns:
            mark, (at, _, _) = next(iter(self._turns.items()))
            if at >= oldest and len(self._turns) <= MOST_TURNS:
                return
            self._drop(mark)

    def _drop(self, mark: str) -> None:
        _, conversation, _ = self._turns.pop(mark, (None, "", None))
        if self._latest.get(conversation) == mark:
            del self._latest[conversation]
