"""What is kept of places and people: settings, ratings, and workspaces that were left."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession
from typing_extensions import override

from bot.service.departures import DepartureStore
from bot.service.feedback import FeedbackStore, Rated
from bot.service.places import Place
from bot.service.preferences import (
    PersonSettings,
    PlaceSettings,
    SettingsRead,
    SettingsStore,
    set_in,
)
from bot.store.database import Database
from bot.store.patience import tried_again
from bot.store.tables import (
    AskedRow,
    Base,
    DepartureRow,
    InstallationRow,
    PersonSettingsRow,
    PlaceSettingsRow,
    PostRow,
    RatingRow,
    SubscriptionRow,
)

OF_WORKSPACES = (
    SubscriptionRow,
    PostRow,
    AskedRow,
    PlaceSettingsRow,
    InstallationRow,
    DepartureRow,
)
"""The tables that keep anything of a workspace."""

OF_CHANNELS = (SubscriptionRow, PostRow, PlaceSettingsRow)
"""Those of them that keep anything of direct conversations."""

LISTS = ("packs", "roles", "blocked")
"""Settings that are lists in JSON and tuples here."""


class SettingsTables(Database, SettingsStore, FeedbackStore, DepartureStore):
    """The tables of settings, ratings and departures; the ports say what the methods promise."""

    @override
    @tried_again(twice=True)
    async def settings_of(self, places: Collection[Place], marks: Collection[str]) -> SettingsRead:
        row, person = PlaceSettingsRow, PersonSettingsRow
        keys = [_key(place) for place in places]
        of_places = select(row).where(tuple_(row.platform, row.workspace, row.channel).in_(keys))
        of_people = select(person.mark, person.chosen).where(person.mark.in_(marks))
        async with self.reading() as db:
            return SettingsRead(
                places=_by_place(list(await db.scalars(of_places))) if places else {},
                people={
                    mark: PersonSettings(**chosen) for mark, chosen in await db.execute(of_people)
                }
                if marks
                else {},
            )

    @override
    @tried_again(twice=True)
    async def workspace_settings(
        self, platform: str, workspace: str
    ) -> Mapping[Place, PlaceSettings]:
        query = (
            select(PlaceSettingsRow)
            .where(PlaceSettingsRow.platform == platform, PlaceSettingsRow.workspace == workspace)
            .order_by(PlaceSettingsRow.channel)
        )
        async with self.reading() as db:
            return _by_place(list(await db.scalars(query)))

    @tried_again(twice=True)
    async def all_settings(self) -> Mapping[Place, PlaceSettings]:
        """What was set for every place of every platform."""
        rows = PlaceSettingsRow
        query = select(rows).order_by(rows.platform, rows.workspace, rows.channel)
        async with self.reading() as db:
            return _by_place(list(await db.scalars(query)))

    @override
    @tried_again(twice=True)
    async def keep_place_settings(self, settings: Mapping[Place, PlaceSettings]) -> None:
        async with self.writing() as db:
            # In one order for all, so that two who keep the same places do not block each other.
            for place in sorted(settings, key=_key):
                key = dict(zip(("platform", "workspace", "channel"), _key(place), strict=True))
                await self._keep(db, PlaceSettingsRow, key, set_in(settings[place]))

    @override
    @tried_again(twice=True)
    async def keep_person_settings(self, mark: str, settings: PersonSettings) -> None:
        async with self.writing() as db:
            await self._keep(db, PersonSettingsRow, {"mark": mark}, set_in(settings))

    @override
    @tried_again(twice=False)
    async def rate(self, pack: str, entry: str, mark: str, *, helpful: bool) -> None:
        async with self.writing() as db:
            key = {"pack": pack, "entry": entry, "mark": mark}
            await self.put_row_once(db, RatingRow, key, helpful=0, unhelpful=0)
            # The database counts: what was read before might be old when it is written.
            counted = RatingRow.helpful if helpful else RatingRow.unhelpful
            rated = update(RatingRow).filter_by(**key).values({counted: counted + 1})
            await db.execute(rated, execution_options={"synchronize_session": False})

    @override
    @tried_again(twice=True)
    async def ratings(self, pack: str) -> tuple[Rated, ...]:
        query = (
            select(RatingRow)
            .where(RatingRow.pack == pack)
            .order_by(RatingRow.unhelpful.desc(), RatingRow.helpful, RatingRow.entry)
        )
        async with self.reading() as db:
            return tuple(
                Rated(
                    pack=row.pack,
                    entry=row.entry,
                    mark=row.mark,
                    helpful=row.helpful,
                    unhelpful=row.unhelpful,
                )
                for row in await db.scalars(query)
            )

    @override
    @tried_again(twice=True)
    async def leave(self, platform: str, workspace: str, at: datetime) -> None:
        async with self.writing() as db:
            key = {"platform": platform, "workspace": workspace}
            await self.put_row_once(db, DepartureRow, key, left_at=at)

    @override
    @tried_again(twice=True)
    async def come_back(self, platform: str, workspace: str) -> None:
        async with self.writing() as db:
            await db.execute(_of(DepartureRow, platform, workspace))

    @override
    @tried_again(twice=True)
    async def workspaces(self, platform: str) -> tuple[str, ...]:
        tables: tuple[Any, ...] = OF_WORKSPACES
        names: set[str] = set()
        async with self.reading() as db:
            for table in tables:
                query = select(table.workspace).where(table.platform == platform).distinct()
                names |= set(await db.scalars(query))
        return tuple(sorted(names - {""}))  # Direct conversations are of none.

    @override
    @tried_again(twice=True)
    async def left_before(self, platform: str, at: datetime) -> tuple[str, ...]:
        query = (
            select(DepartureRow.workspace)
            .where(DepartureRow.platform == platform, DepartureRow.left_at < at)
            .order_by(DepartureRow.left_at)
        )
        async with self.reading() as db:
            return tuple(await db.scalars(query))

    @override
    @tried_again(twice=True)
    async def forget_workspace(self, platform: str, workspace: str) -> None:
        async with self.writing() as db:
            for table in OF_WORKSPACES:
                await db.execute(_of(table, platform, workspace))
            for channels in OF_CHANNELS:
                await db.execute(_direct(channels, platform, workspace))

    async def _keep(
        self, db: AsyncSession, table: type[Base], key: Mapping[str, str], chosen: Any
    ) -> None:
        """Keep what was chosen under a key; where nothing is left, nothing is kept."""
        if chosen:
            await self.put_row(db, table, key, chosen=chosen)
        else:
            await db.execute(delete(table).filter_by(**key))


def _of(table: Any, platform: str, workspace: str) -> Any:
    """The statement that deletes what a table has of a workspace."""
    return delete(table).where(table.platform == platform, table.workspace == workspace)


def _direct(table: Any, platform: str, workspace: str) -> Any:
    """The statement that deletes what a table has of direct conversations in a workspace.

    Where these belong to workspaces, the channel begins with that and a colon.
    """
    theirs = table.channel.startswith(f"{workspace}:", autoescape=True)
    return delete(table).where(table.platform == platform, table.workspace == "", theirs)


def _key(place: Place) -> tuple[str, str, str]:
    return place.platform, place.workspace, place.channel


def _by_place(rows: list[PlaceSettingsRow]) -> dict[Place, PlaceSettings]:
    return {
        Place(platform=row.platform, workspace=row.workspace, channel=row.channel): _chosen(row)
        for row in rows
    }


def _chosen(row: PlaceSettingsRow) -> PlaceSettings:
    chosen: dict[str, Any] = {
        name: tuple(value) if name in LISTS else value for name, value in row.chosen.items()
    }
    return PlaceSettings(**chosen)
