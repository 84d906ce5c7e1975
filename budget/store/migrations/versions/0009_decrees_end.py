"""The last month of the decree that a group rests on."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("member_group", sa.Column("decree_until", sa.Text()))
