"""Runs migrations on the connection that the store hands over."""

from alembic import context

from budget.store import (  # noqa: F401  # their tables join the metadata
    coverage_tables,
    form_tables,
    roster_tables,
)
from budget.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
