"""Schedules of any rule, plans, states with reasons, and where entries were posted.

The walk through a report begins anew: what was sent was kept by section, and is kept by entry now.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, time
from typing import Any

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

LATE_MINUTES = 12 * 60
"""What was missed by more was skipped until now."""

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    given = _last_number()
    with _batch("subscriptions") as table:
        table.drop_index("ix_subscriptions_platform_paused_next_due")
        for name in ("schedule", "plan", "progress"):
            table.add_column(sa.Column(name, sa.JSON(), nullable=True))
        table.add_column(sa.Column("late_minutes", sa.Integer(), nullable=True))
        for name in ("state", "stop_reason", "stop_lacking", "maker"):
            table.add_column(sa.Column(name, sa.String(), nullable=True))
        table.add_column(sa.Column("told", sa.Boolean(), nullable=True))
        for name in ("wake_at", "until"):
            table.add_column(sa.Column(name, MOMENT, nullable=True))
    _each("subscriptions", ("at", "zone", "weekdays", "paused", "next_due"), _planned)
    with _batch("subscriptions") as table:
        for name in ("at", "zone", "weekdays", "paused"):
            table.drop_column(name)
        for name in ("schedule", "plan", "progress", "late_minutes", "state", "told"):
            table.alter_column(name, nullable=False)
        table.alter_column("next_due", existing_type=MOMENT, nullable=True)
        table.create_check_constraint(
            op.f("ck_subscriptions_state"),
            "state IN ('draft', 'active', 'paused', 'stopped', 'ended')",
        )
        table.create_index("ix_subscriptions_platform_wake_at", ["platform", "wake_at"])
        table.create_index("ix_subscriptions_platform_maker", ["platform", "maker"])
    _give_none_before(given)
    # What may be posted though nobody recorded it cannot be looked for: it counts as done.
    op.execute(
        "UPDATE deliveries SET status = 'skipped', reason = 'changed', ended_at = claimed_at "
        "WHERE status = 'claimed' AND section IS NOT NULL"
    )
    with _batch("deliveries") as table:
        table.drop_index("ix_deliveries_open")
        table.drop_column("section")
        table.drop_column("place")
        for name in ("entries", "progress"):
            table.add_column(sa.Column(name, sa.JSON(), nullable=True))
        _index_open(table, "subscription")
    op.create_table(
        "posts",
        *_texts("platform", "channel", "message", "entry", "pack", "workspace", "mark", "kind"),
        sa.Column("posted_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("platform", "channel", "message", "entry", name="pk_posts"),
    )
    op.create_table(
        "asked",
        *_texts("platform", "workspace", "pack", "entry"),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "workspace", "pack", "entry", "day", name="pk_asked"),
    )
    op.create_index("ix_posts_pack_entry", "posts", ["pack", "entry"])
    op.create_index("ix_posts_platform_workspace", "posts", ["platform", "workspace"])


def downgrade() -> None:
    """Go back; what is due by other rules than weekdays is kept as weekly and paused."""
    given = _last_number()
    op.drop_table("asked")
    op.drop_table("posts")
    with _batch("deliveries") as table:
        table.drop_index("ix_deliveries_open")
        table.drop_column("entries")
        table.drop_column("progress")
        table.add_column(sa.Column("section", sa.String(), nullable=True))
        table.add_column(sa.Column("place", sa.Integer(), nullable=True))
        _index_open(table, "subscription", "lease_until")
    with _batch("subscriptions") as table:
        table.drop_index("ix_subscriptions_platform_wake_at")
        table.drop_index("ix_subscriptions_platform_maker")
        table.add_column(sa.Column("at", sa.Time(), nullable=True))
        for name in ("zone", "weekdays"):
            table.add_column(sa.Column(name, sa.String(), nullable=True))
        table.add_column(sa.Column("paused", sa.Boolean(), nullable=True))
    _each("subscriptions", ("schedule", "state", "next_due"), _weekly)
    with _batch("subscriptions") as table:
        table.drop_constraint(op.f("ck_subscriptions_state"), type_="check")
        for name in ("schedule", "plan", "progress", "late_minutes", "state", "stop_reason"):
            table.drop_column(name)
        for name in ("stop_lacking", "told", "maker", "wake_at", "until"):
            table.drop_column(name)
        for name in ("at", "zone", "weekdays", "paused", "next_due"):
            table.alter_column(name, nullable=False)
        table.create_index(
            "ix_subscriptions_platform_paused_next_due", ["platform", "paused", "next_due"]
        )
    _give_none_before(given)


def _planned(row: dict[str, Any]) -> dict[str, Any]:
    """What a weekly subscription is now."""
    return {
        "schedule": {
            "every": "week",
            "at": f"{row['at']:%H:%M}",
            "zone": row["zone"],
            "days": row["weekdays"].split(","),
        },
        "plan": {},
        "progress": {},
        "late_minutes": LATE_MINUTES,
        "state": "paused" if row["paused"] else "active",
        "told": False,
        "wake_at": None if row["paused"] else row["next_due"],
    }


def _weekly(row: dict[str, Any]) -> dict[str, Any]:
    """What a subscription was, or the nearest to it."""
    schedule = row["schedule"]
    weekly = schedule.get("every") == "week"
    return {
        "at": time.fromisoformat(schedule.get("at", "09:00")),
        "zone": schedule["zone"],
        "weekdays": ",".join(schedule["days"]) if weekly else "mon",
        "paused": not weekly or row["state"] != "active" or row["next_due"] is None,
        "next_due": row["next_due"] or datetime(2000, 1, 1, tzinfo=UTC),
    }


def _batch(table: str) -> AbstractContextManager[BatchOperations]:
    """Alter a table; SQLite's is built anew, and must go on to give no number twice."""
    return op.batch_alter_table(table, table_kwargs={"sqlite_autoincrement": table != "deliveries"})


def _index_open(table: BatchOperations, *columns: str) -> None:
    claimed = sa.text("status = 'claimed'")
    table.create_index(
        "ix_deliveries_open", list(columns), sqlite_where=claimed, postgresql_where=claimed
    )


def _texts(*names: str) -> tuple[sa.Column[str], ...]:
    return tuple(sa.Column(name, sa.String(), nullable=False) for name in names)


KINDS: dict[str, sa.types.TypeEngine[Any]] = {
    "id": sa.Integer(),
    "at": sa.Time(),
    "schedule": sa.JSON(),
    "plan": sa.JSON(),
    "progress": sa.JSON(),
    "late_minutes": sa.Integer(),
    "paused": sa.Boolean(),
    "told": sa.Boolean(),
    "next_due": MOMENT,
    "wake_at": MOMENT,
}
"""Of columns that are not text."""


def _each(
    name: str, columns: tuple[str, ...], change: Callable[[dict[str, Any]], dict[str, Any]]
) -> None:
    """Change every row of a table by its id."""
    bind = op.get_bind()
    read = sa.select(*(_column(each) for each in ("id", *columns))).select_from(sa.table(name))
    for row in bind.execute(read).mappings().all():
        changed = change(dict(row))
        table = sa.table(name, *(_column(each) for each in ("id", *changed)))
        bind.execute(sa.update(table).where(table.c.id == row["id"]).values(**changed))


def _column(name: str) -> sa.ColumnClause[Any]:
    kind: sa.types.TypeEngine[Any] = KINDS.get(name, sa.String())
    return sa.column(name, kind)


def _last_number() -> int:
    """The highest number that SQLite ever gave a subscription; PostgreSQL's sequence stays."""
    if op.get_bind().dialect.name != "sqlite":
        return 0
    query = sa.text("SELECT seq FROM sqlite_sequence WHERE name = 'subscriptions'")
    return op.get_bind().execute(query).scalar() or 0


def _give_none_before(number: int) -> None:
    if not number:
        return
    op.execute("DELETE FROM sqlite_sequence WHERE name = 'subscriptions'")
    given = sa.table("sqlite_sequence", sa.column("name"), sa.column("seq"))
    op.execute(sa.insert(given).values(name="subscriptions", seq=number))
