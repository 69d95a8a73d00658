"""Events of a platform that were taken, so that none is taken twice."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "events",
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("platform", "event", name="pk_events"),
    )
    op.create_index("ix_events_platform_at", "events", ["platform", "at"])


def downgrade() -> None:
    op.drop_table("events")
