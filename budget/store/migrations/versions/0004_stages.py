"""Allocations by stage, with their decree, multi-year pots, and how a line was reckoned."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0002"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    stage = "stage IN ('kua-ppas', 'rka', 'rapbd', 'apbd', 'pergeseran', 'perubahan')"
    with op.batch_alter_table("allocation", table_kwargs={"sqlite_strict": True}) as table:
        table.add_column(sa.Column("stage", sa.Text(), nullable=False, server_default="apbd"))
        table.add_column(sa.Column("stage_number", BIG, nullable=False, server_default="0"))
        table.add_column(sa.Column("decree", sa.Text(), nullable=False, server_default=""))
        table.add_column(sa.Column("decreed", sa.Text()))
        table.add_column(sa.Column("pot", sa.Text(), nullable=False, server_default=""))
        table.add_column(sa.Column("people", BIG))
        table.add_column(sa.Column("months", BIG))
        table.add_column(sa.Column("price", BIG))
        table.create_check_constraint(op.f("ck_allocation_stage"), stage)
        table.create_check_constraint(
            op.f("ck_allocation_stage_number"), "(stage = 'pergeseran') = (stage_number > 0)"
        )
        table.create_check_constraint(op.f("ck_allocation_months"), "(people IS NULL) = (months IS NULL)")
        table.create_check_constraint(op.f("ck_allocation_price"), "(people IS NULL) = (price IS NULL)")
