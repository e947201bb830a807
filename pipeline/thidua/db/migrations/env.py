"""What alembic runs to apply the steps under `versions/` on a connection that migrate.py hands over."""

from alembic import context

from thidua.db.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
