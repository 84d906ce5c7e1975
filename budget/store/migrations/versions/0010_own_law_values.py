"""A regency's own values of the law."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "law_value",
        sa.Column("id", BIG, nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("position", BIG, nullable=False),
        sa.Column("programme", sa.Text(), nullable=False),
        sa.Column("first_month", sa.Text(), nullable=False),
        sa.Column("last_month", sa.Text()),
        sa.Column("risk_class", BIG),
        sa.Column("rate_ppm", BIG),
        sa.Column("bracket", BIG),
        sa.Column("rupiah", BIG),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.CheckConstraint("programme IN ('JKK', 'JKM', 'JHT')", name=op.f("ck_law_value_programme")),
        sa.CheckConstraint("(rate_ppm IS NULL) <> (rupiah IS NULL)", name=op.f("ck_law_value_kind")),
        sa.CheckConstraint("rate_ppm BETWEEN 0 AND 1000000", name=op.f("ck_law_value_rate")),
        sa.CheckConstraint("rupiah >= 0", name=op.f("ck_law_value_rupiah")),
        sa.CheckConstraint("risk_class BETWEEN 1 AND 5", name=op.f("ck_law_value_risk_class")),
        sa.CheckConstraint(
            "last_month IS NULL OR first_month <= last_month", name=op.f("ck_law_value_months")
        ),
        sa.ForeignKeyConstraint(
            ["region_code"],
            ["region.code"],
            name=op.f("fk_law_value_region_code"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_law_value")),
        sqlite_strict=True,
    )
