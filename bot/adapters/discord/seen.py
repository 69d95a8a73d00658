"""Which events were taken already: Discord may deliver one again, after a resume for instance."""

MOST = 10_000
"""Ids that are remembered: at 100 questions a second, those of the last 100 seconds."""


class Seen:
    """The ids of the latest events; the oldest is forgotten first."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._ids: dict[int, None] = {}

    def first(self, event: int) -> bool:
        """Whether the event comes for the first time; it is remembered from now on."""
        if event in self._ids:
            return False
        self._ids[event] = None
        if len(self._ids) > self._most:
            del self._ids[next(iter(self._ids))]
        return True
