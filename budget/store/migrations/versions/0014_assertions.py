"""What parts of the plan must cost, as documents say."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "assertion",
        sa.Column("id", BIG, nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("position", BIG, nullable=False),
        sa.Column("group_id", BIG),
        sa.Column("fiscal_year", BIG, nullable=False),
        sa.Column("programmes", sa.Text(), nullable=False),
        sa.Column("expected_rupiah", BIG, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint("expected_rupiah >= 0", name=op.f("ck_assertion_expected")),
        _points("region_code", "region.code"),
        _points("group_id", "member_group.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assertion")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_assertion_group_id"), "assertion", ["group_id"])


def _points(column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [target], name=op.f(f"fk_assertion_{column}"), initially="DEFERRED", deferrable=True
    )
