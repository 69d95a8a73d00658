"""What a channel was shown of late, so that it is pointed to rather than shown again."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import datetime, timedelta
from typing import Final

LATELY: Final = timedelta(minutes=10)
"""How long an answer counts as just given: it still stands a screen or two further up."""

MOST_REMEMBERED: Final = 10_000
"""Answers that are remembered; the oldest goes first."""


class Repeats:
    """The answers that channels were shown of late, by message. In memory only."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._shown: OrderedDict[tuple[str, Hashable], tuple[datetime, str]] = OrderedDict()

    def earlier(self, channel: str, answer: Hashable) -> str | None:
        """The message by which a channel was shown an answer of late, if it was."""
        at, message = self._shown.get((channel, answer), (None, None))
        return None if at is None or self._clock() - at > LATELY else message

    def take(self, channel: str, answer: Hashable, message: str) -> None:
        """Remember that a channel was shown an answer."""
        self._shown[channel, answer] = self._clock(), message
        self._shown.move_to_end((channel, answer))
        if len(self._shown) > MOST_REMEMBERED:
            self._shown.popitem(last=False)

    def forget(self, message: str) -> None:
        """Forget a message that is no longer there."""
        for key in [key for key, (_, shown) in self._shown.items() if shown == message]:
            del self._shown[key]
