"""Settings of places and people, ratings of entries, and workspaces that were left."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

PLACE = ("platform", "workspace", "channel")


def upgrade() -> None:
    op.create_table(
        "place_settings",
        *(sa.Column(name, sa.String(), nullable=False) for name in PLACE),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint(*PLACE, name="pk_place_settings"),
    )
    op.create_table(
        "person_settings",
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("mark", name="pk_person_settings"),
    )
    op.create_table(
        "ratings",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("pack", "entry", "mark")),
        sa.Column("helpful", sa.Integer(), nullable=False),
        sa.Column("unhelpful", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("pack", "entry", "mark", name="pk_ratings"),
    )
    op.create_table(
        "departures",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("platform", "workspace")),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("platform", "workspace", name="pk_departures"),
    )
    settings = _table("place_settings", "chosen")
    for row in op.get_bind().execute(sa.select(_table("scopes", "packs"))).mappings().all():
        place = {name: row[name] for name in PLACE}
        op.execute(sa.insert(settings).values(chosen={"packs": row["packs"]}, **place))
    op.drop_table("scopes")


def downgrade() -> None:
    op.create_table(
        "scopes",
        *(sa.Column(name, sa.String(), nullable=False) for name in PLACE),
        sa.Column("packs", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint(*PLACE, name="pk_scopes"),
    )
    scopes = _table("scopes", "packs")
    for row in (
        op.get_bind().execute(sa.select(_table("place_settings", "chosen"))).mappings().all()
    ):
        place = {name: row[name] for name in PLACE}
        if row["chosen"].get("packs"):
            op.execute(sa.insert(scopes).values(packs=row["chosen"]["packs"], **place))
    for name in ("departures", "ratings", "person_settings", "place_settings"):
        op.drop_table(name)


def _table(name: str, value: str) -> sa.TableClause:
    """A table of values by place."""
    columns = (sa.column(each, sa.String()) for each in PLACE)
    return sa.table(name, *columns, sa.column(value, sa.JSON()))
