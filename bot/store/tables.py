"""The tables of durable state."""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Index,
    MetaData,
    TypeDecorator,
    text,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from typing_extensions import override


class Progress(StrEnum):
    """How far a delivery has come."""

    CLAIMED = "claimed"
    SENT = "sent"
    SKIPPED = "skipped"


class Utc(TypeDecorator[datetime]):
    """An aware time, kept as UTC; SQLite drops the zone, so it is put back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The time in UTC; ValueError if it says no zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} says no zone: only aware times are kept")
        return value.astimezone(UTC)

    @override
    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """The time with its zone."""
        if not isinstance(value, datetime):
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """What all tables share."""

    # Migrations that change a constraint must be able to name it.
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class SubscriptionRow(Base):
    """A subscription. Numbers are never given twice: they are part of what stamps a message.

    `wake_at` is all that choosing what is due looks at: the next due time and a little, the end of
    a lease, of a wait or of a pause; none where nothing is to be done.
    """

    __tablename__ = "subscriptions"
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'active', 'paused', 'stopped', 'ended')", name="state"),
        # What `claim_due` walks: its cost grows with what is due, not with what is subscribed.
        Index(None, "platform", "wake_at"),
        Index(None, "platform", "workspace"),
        Index(None, "platform", "maker"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    platform: Mapped[str]
    workspace: Mapped[str]
    channel: Mapped[str]
    pack: Mapped[str]
    schedule: Mapped[dict[str, Any]] = mapped_column(JSON)
    plan: Mapped[dict[str, Any]] = mapped_column(JSON)
    progress: Mapped[dict[str, Any]] = mapped_column(JSON)
    late_minutes: Mapped[int]
    state: Mapped[str]
    stop_reason: Mapped[str | None]
    stop_lacking: Mapped[str | None]
    told: Mapped[bool]
    maker: Mapped[str | None]
    next_due: Mapped[datetime | None] = mapped_column(Utc)
    wake_at: Mapped[datetime | None] = mapped_column(Utc)
    until: Mapped[datetime | None] = mapped_column(Utc)


class DeliveryRow(Base):
    """The record of one digest: its key is what lets it go out only once.

    `attempt` tells its holders apart. `entries` (the marks of entries by their ids) and `progress`
    say what it was about to post, from before it is sent.
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        CheckConstraint("status IN ('claimed', 'sent', 'skipped')", name="status"),
        # The few that are open, so that a long history costs `claim_due` nothing.
        Index(
            "ix_deliveries_open",
            "subscription",
            sqlite_where=text("status = 'claimed'"),
            postgresql_where=text("status = 'claimed'"),
        ),
    )

    subscription: Mapped[int] = mapped_column(
        ForeignKey("subscriptions.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    due: Mapped[datetime] = mapped_column(Utc, primary_key=True)
    status: Mapped[str]
    attempt: Mapped[int]
    claimed_at: Mapped[datetime] = mapped_column(Utc)
    lease_until: Mapped[datetime] = mapped_column(Utc)
    ended_at: Mapped[datetime | None] = mapped_column(Utc)
    entries: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))
    progress: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    message: Mapped[str | None]
    reason: Mapped[str | None]


class PostRow(Base):
    """An entry that stands in a message, as it was worded then: what a correction looks for."""

    __tablename__ = "posts"
    __table_args__ = (
        Index(None, "pack", "entry"),
        Index(None, "platform", "workspace"),
        Index(None, "posted_at"),
    )

    platform: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(primary_key=True)
    message: Mapped[str] = mapped_column(primary_key=True)
    entry: Mapped[str] = mapped_column(primary_key=True)
    pack: Mapped[str]
    workspace: Mapped[str]
    mark: Mapped[str]
    kind: Mapped[str]
    posted_at: Mapped[datetime] = mapped_column(Utc)


class AskedRow(Base):
    """How often an entry was the answer in a workspace on a day."""

    __tablename__ = "asked"

    platform: Mapped[str] = mapped_column(primary_key=True)
    workspace: Mapped[str] = mapped_column(primary_key=True)
    pack: Mapped[str] = mapped_column(primary_key=True)
    entry: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    number: Mapped[int]


class NoteRow(Base):
    """A value that the bot keeps for itself, such as which commands Discord knows."""

    __tablename__ = "notes"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class PlaceSettingsRow(Base):
    """What was set for a channel, or with no channel for a whole workspace, by name."""

    __tablename__ = "place_settings"

    platform: Mapped[str] = mapped_column(primary_key=True)
    workspace: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(primary_key=True)
    chosen: Mapped[dict[str, Any]] = mapped_column(JSON)


class PersonSettingsRow(Base):
    """What somebody set for themselves, under a mark that does not name them."""

    __tablename__ = "person_settings"

    mark: Mapped[str] = mapped_column(primary_key=True)
    chosen: Mapped[dict[str, Any]] = mapped_column(JSON)


class RatingRow(Base):
    """How often an entry, as it was worded then, was of help and how often not."""

    __tablename__ = "ratings"

    pack: Mapped[str] = mapped_column(primary_key=True)
    entry: Mapped[str] = mapped_column(primary_key=True)
    mark: Mapped[str] = mapped_column(primary_key=True)
    helpful: Mapped[int]
    unhelpful: Mapped[int]


class DepartureRow(Base):
    """A workspace that the bot was removed from, and since when."""

    __tablename__ = "departures"

    platform: Mapped[str] = mapped_column(primary_key=True)
    workspace: Mapped[str] = mapped_column(primary_key=True)
    left_at: Mapped[datetime] = mapped_column(Utc)


class MissRow(Base):
    """A question that several people asked without a good answer; nobody's name stands by it."""

    __tablename__ = "misses"

    pack: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(primary_key=True)
    people: Mapped[int]
    last: Mapped[date]


class EventRow(Base):
    """An event of a platform that was taken, by its id: none is taken twice."""

    __tablename__ = "events"
    # What is old is found by it.
    __table_args__ = (Index(None, "platform", "at"),)

    platform: Mapped[str] = mapped_column(primary_key=True)
    event: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Utc)
