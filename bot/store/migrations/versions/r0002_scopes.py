"""Which packs a channel, a workspace or a direct conversation is about."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "scopes",
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("packs", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "workspace", "channel", name="pk_scopes"),
    )


def downgrade() -> None:
    op.drop_table("scopes")
