"""How many questions may be passed on to people, so that nobody drowns in them."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.service.bounded import Bounded

SPAN: Final = timedelta(hours=1)
MOST_OF_PERSON: Final = 3
"""Questions that somebody may pass on in that time, all places taken together."""

MOST_OF_WORKSPACE: Final = 20
"""Questions that may be passed on to the helpers of a workspace in that time."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Wait:
    """Until when nothing more is passed on: of the person's questions, or of anybody's there."""

    until: datetime
    own: bool


class Relay:
    """Counts what is passed on, in memory only: when and for whom, never what."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._people: Bounded[str, deque[datetime]] = Bounded()
        self._workspaces: Bounded[str, deque[datetime]] = Bounded()

    def wait(self, person: str, workspace: str) -> Wait | None:
        """How long somebody has to wait; None if they may pass a question on."""
        of_person = self._free_at(self._people.get(person), MOST_OF_PERSON)
        of_workspace = self._free_at(self._workspaces.get(workspace), MOST_OF_WORKSPACE)
        if of_person is not None and (of_workspace is None or of_person >= of_workspace):
            return Wait(until=of_person, own=True)
        return None if of_workspace is None else Wait(until=of_workspace, own=False)

    def take(self, person: str, workspace: str) -> Wait | None:
        """Count a question that is about to be passed on, unless that has to wait."""
        waiting = self.wait(person, workspace)
        if waiting is None:
            self._note(self._people, person, MOST_OF_PERSON)
            self._note(self._workspaces, workspace, MOST_OF_WORKSPACE)
        return waiting

    def give_back(self, person: str, workspace: str) -> None:
        """Count the latest question of somebody no more: it was not passed on."""
        for times in (self._people.get(person), self._workspaces.get(workspace)):
            if times:
                times.pop()

    def _free_at(self, times: deque[datetime] | None, most: int) -> datetime | None:
        """When one more may be passed on; None if it may now."""
        if not times or len(times) < most:
            return None
        free = times[-most] + SPAN
        return free if free > self._clock() else None

    def _note(self, held: Bounded[str, deque[datetime]], key: str, most: int) -> None:
        times = held.get(key) or deque(maxlen=most)
        times.append(self._clock())
        held.keep(key, times)
