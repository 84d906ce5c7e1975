"""Groups that were deleted while superseded rows and undone imports still name them; the past of a NIK."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "former_group",
        sa.Column("id", BIG, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["id"],
            ["member_group.id"],
            name=op.f("fk_former_group_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_group")),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_member_past_nik",
        "member",
        ["nik"],
        unique=False,
        sqlite_where=sa.text("current = 0"),
        postgresql_where=sa.text("current = 0"),
    )
