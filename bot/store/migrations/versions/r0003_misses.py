"""Questions that several people asked without a good answer, without who they were."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "misses",
        sa.Column("pack", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("pack", "text", name="pk_misses"),
    )


def downgrade() -> None:
    op.drop_table("misses")
