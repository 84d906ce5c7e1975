"""Allocations by stage, with their decree, multi-year pots, and how a line was reckoned; the cash plan."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

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
    op.create_table(
        "cash_month",
        sa.Column("id", BIG, nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("position", BIG, nullable=False),
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("skpd", sa.Text(), nullable=False),
        sa.Column("sub_activity", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("funding", sa.Text(), nullable=False),
        sa.Column("programmes", sa.Text(), nullable=False),
        sa.Column("amount", BIG, nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_cash_month_amount")),
        sa.ForeignKeyConstraint(
            ["region_code"],
            ["region.code"],
            name=op.f("fk_cash_month_region_code"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cash_month")),
        sqlite_strict=True,
    )
