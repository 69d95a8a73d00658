"""What is kept of places and people: settings, ratings, and workspaces that were left."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, tuple_
from typing_extensions import override

from bot.service.departures import DepartureStore
from bot.service.feedback import FeedbackStore, Rated
from bot.service.places import Place
from bot.service.preferences import PersonSettings, PlaceSettings, SettingsStore, set_in
from bot.store.database import Database
from bot.store.tables import (
    DepartureRow,
    PersonSettingsRow,
    PlaceSettingsRow,
    RatingRow,
    SubscriptionRow,
)

LISTS = ("packs", "roles", "blocked")
"""Settings that are lists in JSON and tuples here."""


class SettingsTables(Database, SettingsStore, FeedbackStore, DepartureStore):
    """The tables of settings, ratings and departures; the ports say what the methods promise."""

    @override
    async def place_settings(self, *places: Place) -> Mapping[Place, PlaceSettings]:
        keys = [_key(place) for place in places]
        columns = (PlaceSettingsRow.platform, PlaceSettingsRow.workspace, PlaceSettingsRow.channel)
        query = select(PlaceSettingsRow).where(tuple_(*columns).in_(keys))
        async with self.reading() as db:
            return _by_place(list(await db.scalars(query)))

    @override
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

    async def all_settings(self) -> Mapping[Place, PlaceSettings]:
        """What was set for every place of every platform."""
        rows = PlaceSettingsRow
        query = select(rows).order_by(rows.platform, rows.workspace, rows.channel)
        async with self.reading() as db:
            return _by_place(list(await db.scalars(query)))

    @override
    async def keep_place_settings(self, settings: Mapping[Place, PlaceSettings]) -> None:
        async with self.writing() as db:
            for place, each in settings.items():
                platform, workspace, channel = _key(place)
                row = PlaceSettingsRow(
                    platform=platform, workspace=workspace, channel=channel, chosen=set_in(each)
                )
                kept = await db.merge(row)
                await db.flush()
                if not kept.chosen:
                    await db.delete(kept)

    @override
    async def person_settings(self, mark: str) -> PersonSettings:
        async with self.reading() as db:
            row = await db.get(PersonSettingsRow, mark)
            return PersonSettings(**row.chosen) if row else PersonSettings()

    @override
    async def keep_person_settings(self, mark: str, settings: PersonSettings) -> None:
        async with self.writing() as db:
            kept = await db.merge(PersonSettingsRow(mark=mark, chosen=set_in(settings)))
            await db.flush()
            if not kept.chosen:
                await db.delete(kept)

    @override
    async def rate(self, pack: str, entry: str, mark: str, *, helpful: bool) -> None:
        async with self.writing() as db:
            row = await db.get(RatingRow, (pack, entry, mark))
            if row is None:
                row = RatingRow(pack=pack, entry=entry, mark=mark, helpful=0, unhelpful=0)
                db.add(row)
            row.helpful += helpful
            row.unhelpful += not helpful

    @override
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
    async def leave(self, platform: str, workspace: str, at: datetime) -> None:
        async with self.writing() as db:
            if await db.get(DepartureRow, (platform, workspace)) is None:
                db.add(DepartureRow(platform=platform, workspace=workspace, left_at=at))

    @override
    async def come_back(self, platform: str, workspace: str) -> None:
        async with self.writing() as db:
            await db.execute(_of(DepartureRow, platform, workspace))

    @override
    async def workspaces(self, platform: str) -> tuple[str, ...]:
        tables: tuple[Any, ...] = (SubscriptionRow, PlaceSettingsRow, DepartureRow)
        names: set[str] = set()
        async with self.reading() as db:
            for table in tables:
                query = select(table.workspace).where(table.platform == platform).distinct()
                names |= set(await db.scalars(query))
        return tuple(sorted(names - {""}))  # Direct conversations are of none.

    @override
    async def left_before(self, platform: str, at: datetime) -> tuple[str, ...]:
        query = (
            select(DepartureRow.workspace)
            .where(DepartureRow.platform == platform, DepartureRow.left_at < at)
            .order_by(DepartureRow.left_at)
        )
        async with self.reading() as db:
            return tuple(await db.scalars(query))

    @override
    async def forget_workspace(self, platform: str, workspace: str) -> None:
        async with self.writing() as db:
            for table in (SubscriptionRow, PlaceSettingsRow, DepartureRow):
                await db.execute(_of(table, platform, workspace))


def _of(table: Any, platform: str, workspace: str) -> Any:
    """The statement that deletes what a table has of a workspace."""
    return delete(table).where(table.platform == platform, table.workspace == workspace)


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
