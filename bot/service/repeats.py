"""What a channel was shown of late, so that it is pointed to rather than shown again."""

from collections.abc import Callable, Hashable
from datetime import datetime, timedelta
from typing import Final

from bot.service.bounded import Bounded

LATELY: Final = timedelta(minutes=10)
"""How long an answer counts as just given: it still stands a screen or two further up."""


class Repeats:
    """The answers that channels were shown of late, by message. In memory only."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._shown: Bounded[tuple[str, Hashable], tuple[datetime, str]] = Bounded()

    def earlier(self, channel: str, answer: Hashable) -> str | None:
        """The message by which a channel was shown an answer of late, if it was."""
        at, message = self._shown.get((channel, answer), (None, None))
        return None if at is None or self._clock() - at > LATELY else message

    def take(self, channel: str, answer: Hashable, message: str) -> None:
        """Remember that a channel was shown an answer."""
        self._shown.keep((channel, answer), (self._clock(), message))

    def forget(self, message: str) -> None:
        """Forget a message that is no longer there."""
        for key in [key for key, (_, shown) in self._shown.items() if shown == message]:
            del self._shown[key]
