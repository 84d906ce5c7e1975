"""Batches of people keep digests of what they say; those that are older have none."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    for name in ("added_digest", "superseded_digest"):
        op.add_column("roster_batch", sa.Column(name, sa.Text()))
