"""How Alembic runs the migrations: on the connection that `bot.store.schema` hands over."""

from alembic import context

from bot.store.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    # SQLite alters a table by building it anew.
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
