"""What was set for places and for people, and what holds where they meet."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from logging import getLogger
from typing import Any, Final, Generic, Protocol, TypeVar

from bot.service.bounded import Bounded
from bot.service.grouping import Grouped
from bot.service.marks import Marks
from bot.service.places import Place, Scope
from bot.service.ports import StoreError

FRESH: Final = timedelta(seconds=15)
"""How long what was read holds: another process may have changed it since."""

Key = TypeVar("Key")
Settings = TypeVar("Settings")

_log = getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceSettings:
    """What was set for a channel, or for a whole workspace; None is what was not.

    Attributes:
        packs: the packs that are asked there, in order.
        private: whether answers are for the asker alone, where the platform can do that.
        plain: whether messages are plain text rather than cards.
        language: a BCP 47 code; without one, the asker's.
        cooldown: seconds between two questions of one person there; 0 for none.
        roles: ids of the roles that may ask; with none of them, everyone may.
        blocked: ids of the people who may not ask.
        feedback: whether answers can be rated.
        open: whether every question in the channel is answered, also one not addressed to the bot.
        helpers: id of the channel where people take questions that are not covered; empty for none.
        helper_role: id of the one role that is notified of these; empty for none.
    """

    packs: Scope | None = None
    private: bool | None = None
    plain: bool | None = None
    language: str | None = None
    cooldown: int | None = None
    roles: tuple[str, ...] | None = None
    blocked: tuple[str, ...] | None = None
    feedback: bool | None = None
    open: bool | None = None
    helpers: str | None = None
    helper_role: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonSettings:
    """What somebody set for themselves, wherever they ask; None is what they did not."""

    plain: bool | None = None
    language: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class InForce:
    """The settings that hold for a question; the defaults hold where nothing was set."""

    packs: Scope = ()
    private: bool = True
    plain: bool = False
    language: str = ""
    cooldown: int = 0
    roles: tuple[str, ...] = ()
    blocked: tuple[str, ...] = ()
    feedback: bool = True
    open: bool = False
    helpers: str = ""
    helper_role: str = ""

    def under(self, chosen: PlaceSettings | PersonSettings) -> "InForce":
        """These settings where nothing else was chosen. Who is blocked outside stays so."""
        given = set_in(chosen)
        if "blocked" in given:
            given["blocked"] = tuple(dict.fromkeys((*self.blocked, *given["blocked"])))
        return replace(self, **given)


def set_in(settings: PlaceSettings | PersonSettings) -> dict[str, Any]:
    """The settings that were set, by name."""
    values = ((field.name, getattr(settings, field.name)) for field in fields(settings))
    return {name: value for name, value in values if value is not None}


@dataclass(frozen=True, kw_only=True, slots=True)
class SettingsRead:
    """What was set for places, and by people by their marks."""

    places: Mapping[Place, PlaceSettings]
    people: Mapping[str, PersonSettings]


class SettingsStore(Protocol):
    """Durable settings. Every method raises StoreError, and then has changed nothing."""

    async def settings_of(self, places: Collection[Place], marks: Collection[str]) -> SettingsRead:
        """What was set for just these places, and by the people of these marks.

        Those for which nothing was set are left out.
        """

    async def workspace_settings(
        self, platform: str, workspace: str
    ) -> Mapping[Place, PlaceSettings]:
        """What was set for a workspace and for each of its channels."""

    async def keep_place_settings(self, settings: Mapping[Place, PlaceSettings]) -> None:
        """Keep what was set for places, all of it or nothing; instead of what was set before.

        Places for which nothing is set are forgotten.
        """

    async def keep_person_settings(self, mark: str, settings: PersonSettings) -> None:
        """Keep what a person set; where that is nothing, the mark is forgotten."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Wanted:
    """Settings that somebody waits for: of these places, and of these people."""

    places: Sequence[Place]
    people: Sequence[str]


class Preferences:
    """The settings of places and people, of which the nearest hold.

    What was read is held in memory for some seconds, and longer where the store cannot be read:
    settings from a while ago are better than none.

    Args:
        store: keeps them.
        marks: tells people apart.
        clock: the present.
        default: what holds where nothing was set.
    """

    def __init__(
        self,
        store: SettingsStore,
        marks: Marks,
        *,
        clock: Callable[[], datetime],
        default: InForce | None = None,
    ) -> None:
        self._store, self._marks, self._clock = store, marks, clock
        self.default = default or InForce()
        self._places: _Memory[Place, PlaceSettings] = _Memory(clock)
        self._people: _Memory[str, PersonSettings] = _Memory(clock)
        self._read = Grouped(self._read_all)

    async def in_force(self, place: Place, person: str | None = None) -> InForce:
        """The settings that hold in a place, for somebody who asks there.

        Raises:
            StoreError: they cannot be read, and were not of late.
        """
        places = around(place)
        people = () if person is None else (person,)
        await self._refresh(places, people)
        held = self.default
        for each in places:
            held = held.under(self._places[each])
        for whose in people:
            held = held.under(self._people[whose])
        return held

    async def nearest(self, place: Place) -> tuple[Place, Scope]:
        """The packs that are asked in a place, and the place that they were chosen for.

        Raises:
            StoreError: they cannot be read, and were not of late.
        """
        await self._refresh(around(place))
        for each in reversed(around(place)):
            packs = self._places[each].packs
            if packs:
                return each, packs
        return around(place)[0], ()

    async def of_place(self, place: Place) -> PlaceSettings:
        """What was set for just this place.

        Raises:
            StoreError: it cannot be read, and was not of late.
        """
        await self._refresh((place,))
        return self._places[place]

    async def of_person(self, person: str) -> PersonSettings:
        """What somebody set for themselves.

        Raises:
            StoreError: it cannot be read, and was not of late.
        """
        await self._refresh((), (person,))
        return self._people[person]

    async def _refresh(self, places: Sequence[Place], people: Sequence[str] = ()) -> None:
        """Hold what was set for places and by people: read of late, or now, or before.

        Raises:
            StoreError: it cannot be read, and never was.
        """
        wanted = _Wanted(
            places=self._places.not_fresh(places), people=self._people.not_fresh(people)
        )
        if not (wanted.places or wanted.people):
            return
        try:
            await self._read(wanted)
        except StoreError as error:
            if any(each not in self._places for each in wanted.places) or any(
                each not in self._people for each in wanted.people
            ):
                raise
            _log.warning("settings cannot be read, those read before hold on: %s", error)

    async def _read_all(self, wanted: Sequence[_Wanted]) -> Sequence[None]:
        """Read at once what several ask for."""
        places = {place for each in wanted for place in each.places}
        people = {person for each in wanted for person in each.people}
        marks = {person: await self._marks.of(person) for person in people}
        read = await self._store.settings_of(places, marks.values())
        for place in places:
            self._places.take(place, read.places.get(place, PlaceSettings()))
        for person, mark in marks.items():
            self._people.take(person, read.people.get(mark, PersonSettings()))
        return [None] * len(wanted)

    async def of_workspace(self, platform: str, workspace: str) -> Mapping[Place, PlaceSettings]:
        """All that was set for a workspace and its channels.

        Raises:
            StoreError: it cannot be read.
        """
        return await self._store.workspace_settings(platform, workspace)

    async def change(self, place: Place, **chosen: Any) -> PlaceSettings:
        """Set some settings of a place by name, None to let go of one; return all that are set.

        Raises:
            StoreError: they were not kept.
        """
        read = await self._store.settings_of([place], [])
        settings = replace(read.places.get(place, PlaceSettings()), **chosen)
        await self.keep({place: settings})
        return settings

    async def keep(self, settings: Mapping[Place, PlaceSettings]) -> None:
        """Set all settings of some places, instead of what was set there.

        Raises:
            StoreError: none was kept.
        """
        await self._store.keep_place_settings(settings)
        for place, each in settings.items():
            self._places.take(place, each)

    async def change_for(self, person: str, **chosen: Any) -> PersonSettings:
        """Set some settings of somebody, None to let go of one; return all that are set.

        Raises:
            StoreError: they were not kept.
        """
        mark = await self._marks.of(person)
        read = await self._store.settings_of([], [mark])
        settings = replace(read.people.get(mark, PersonSettings()), **chosen)
        await self._store.keep_person_settings(mark, settings)
        return self._people.take(person, settings)

    async def forget_person(self, person: str) -> None:
        """Forget what somebody set for themselves, in memory and in the store.

        Raises:
            StoreError: it is still kept.
        """
        await self._store.keep_person_settings(await self._marks.of(person), PersonSettings())
        self._people.drop(lambda known: known == person)

    def forget_workspace(self, platform: str, workspace: str) -> None:
        """Let go of what is held in memory of a workspace."""
        self._places.drop(lambda p: (p.platform, p.workspace) == (platform, workspace))


def around(place: Place) -> tuple[Place, ...]:
    """A place and the workspace around it, from the outside in."""
    if not (place.workspace and place.channel):
        return (place,)
    return replace(place, channel=""), place


class _Memory(Generic[Key, Settings]):
    """Settings that were read, and when."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._held: Bounded[Key, tuple[datetime, Settings]] = Bounded()

    def __contains__(self, key: Key) -> bool:
        return key in self._held

    def __getitem__(self, key: Key) -> Settings:
        """What was read at some time."""
        return self._held[key][1]

    def not_fresh(self, keys: Sequence[Key]) -> list[Key]:
        """Those of which nothing was read just now. What is asked for is kept the longer."""
        oldest = self._clock() - FRESH
        for key in keys:
            if key in self._held:
                self._held.move_to_end(key)
        return [key for key in keys if key not in self._held or self._held[key][0] < oldest]

    def take(self, key: Key, settings: Settings) -> Settings:
        """Hold settings from now on."""
        self._held.keep(key, (self._clock(), settings))
        return settings

    def drop(self, goes: Callable[[Key], bool]) -> None:
        """Hold no more what goes."""
        for key in [key for key in self._held if goes(key)]:
            del self._held[key]
