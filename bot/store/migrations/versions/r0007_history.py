"""What was posted long ago is found by its time, to be forgotten; kinds of posts say more.

Of a post of an earlier version it is not known what kind of digest it was: it counts as a section.
"""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("UPDATE posts SET kind = 'digest:section' WHERE kind = 'digest'")
    op.create_index("ix_posts_posted_at", "posts", ["posted_at"])


def downgrade() -> None:
    """Go back; what earlier versions know nothing of is forgotten: answers, and summaries."""
    op.drop_index("ix_posts_posted_at", "posts")
    op.execute("DELETE FROM posts WHERE kind LIKE 'answer:%' OR entry LIKE '#%'")
    op.execute("UPDATE posts SET kind = 'digest'")
