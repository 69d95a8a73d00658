"""Which events were taken already: Discord may deliver one again, after a resume for instance."""

from collections.abc import Hashable
from typing import Generic, TypeVar

MOST = 10_000
"""Ids that are remembered: at 100 questions a second, those of the last 100 seconds."""

Key = TypeVar("Key", bound=Hashable)


class Seen(Generic[Key]):
    """The ids of the latest events; the oldest is forgotten first."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._ids: dict[Key, None] = {}

    def first(self, event: Key) -> bool:
        """Whether the event comes for the first time; it is remembered from now on."""
        if event in self._ids:
            return False
        self._ids[event] = None
        if len(self._ids) > self._most:
            del self._ids[next(iter(self._ids))]
        return True

    def forget(self, event: Key) -> None:
        """Let an event come for the first time again."""
        self._ids.pop(event, None)
