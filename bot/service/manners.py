"""Who may ask, and how often: the rules of a place, and some that hold everywhere."""

from collections import deque
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum
from typing import Final

from bot.service.bounded import Bounded
from bot.service.places import Place
from bot.service.preferences import InForce

FLOODS: Final = ((10, timedelta(seconds=20)), (100, timedelta(minutes=10)))
"""How many questions anybody may ask in how long, all places taken together.

The second stops what goes back and forth for ever, such as a program that answers our answers.
"""


class Reason(Enum):
    """Why somebody may not ask."""

    BLOCKED = "blocked"
    ROLES = "roles"
    COOLDOWN = "cooldown"
    FLOOD = "flood"


@dataclass(frozen=True, kw_only=True, slots=True)
class Denial:
    """That somebody may not ask, why, and until when if it passes.

    `again` is whether they were told so already since they last might.
    """

    reason: Reason
    until: datetime | None = None
    again: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Asker:
    """Who asks: their id at the platform, their roles' ids, and whether they manage the place.

    `name` names them among all platforms.
    """

    id: str
    name: str
    roles: Collection[str] = ()
    manages: bool = False


class Manners:
    """Lets people ask, or says why not. What it remembers is in memory only."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._asked: Bounded[str, deque[datetime]] = Bounded()
        self._last: Bounded[tuple[str, Place], datetime] = Bounded()
        self._told: Bounded[tuple[str, Place], Reason] = Bounded()

    def admit(
        self, asker: Asker, place: Place, held: InForce, *, asks: bool = True
    ) -> Denial | None:
        """Take note that somebody asks in a place; None if they may, under the settings there.

        Who does not ask anew, but goes on with an answer by a button, need not wait for that.
        """
        found = self._denied(asker, place, held if asks else replace(held, cooldown=0))
        key = (asker.name, place)
        if found is None:
            self._told.pop(key, None)
            self._note(asker.name, place, asks=asks)
            return None
        reason, until = found
        again = self._told.get(key) is reason
        self._told.keep(key, reason)
        return Denial(reason=reason, until=until, again=again)

    def _denied(
        self, asker: Asker, place: Place, held: InForce
    ) -> tuple[Reason, datetime | None] | None:
        if asker.id in held.blocked:
            return Reason.BLOCKED, None
        if held.roles and not asker.manages and not set(held.roles) & set(asker.roles):
            return Reason.ROLES, None
        free = self._free_at(asker.name, place, held)
        if free is not None:
            return Reason.COOLDOWN, free
        calm = self._calm_at(asker.name)
        return None if calm is None else (Reason.FLOOD, calm)

    def _free_at(self, name: str, place: Place, held: InForce) -> datetime | None:
        """When the place's cooldown is over; None if it is."""
        last = self._last.get((name, place))
        if last is None:
            return None
        free = last + timedelta(seconds=held.cooldown)
        return free if free > self._clock() else None

    def _calm_at(self, name: str) -> datetime | None:
        """When somebody who asks too much may ask again; None if they do not."""
        now, times = self._clock(), self._asked.get(name, deque())
        for most, span in FLOODS:
            if len(times) >= most and times[-most] + span > now:
                return times[-most] + span
        return None

    def _note(self, name: str, place: Place, *, asks: bool) -> None:
        now = self._clock()
        times = self._asked.get(name) or deque(maxlen=max(most for most, _ in FLOODS))
        times.append(now)
        self._asked.keep(name, times)
        if asks:
            self._last.keep((name, place), now)
