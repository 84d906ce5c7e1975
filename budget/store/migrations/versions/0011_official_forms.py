"""What the official forms say beside the figures: sub-kegiatan, indicators, names of accounts, officials."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _table(
        "sub_activity",
        *_words("skpd", "code", "name", "affair", "field_of_affairs", "programme", "activity", "unit"),
        *_words("sub_unit", "minimum_service", "service_kind", "location", "carried_out", "target_group"),
        sa.Column("before_rupiah", BIG),
        sa.Column("after_rupiah", BIG),
        *_words("dpa_number"),
        sa.CheckConstraint("before_rupiah >= 0", name=op.f("ck_sub_activity_before")),
        sa.CheckConstraint("after_rupiah >= 0", name=op.f("ck_sub_activity_after")),
    )
    _table(
        "indicator",
        *_words("skpd", "sub_activity", "kind", "measure", "target"),
        sa.CheckConstraint(
            "kind IN ('capaian program', 'masukan', 'keluaran', 'hasil')", name=op.f("ck_indicator_kind")
        ),
    )
    _table("account_name", *_words("code", "name"))
    _table(
        "official",
        *_words("role", "name", "nip", "rank", "position_held", "skpd"),
        sa.CheckConstraint("role IN ('kepala skpd', 'ppkd', 'tapd')", name=op.f("ck_official_role")),
    )


def _table(name: str, *columns: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("id", BIG, nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("position", BIG, nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            ["region_code"],
            ["region.code"],
            name=op.f(f"fk_{name}_region_code"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sqlite_strict=True,
    )


def _words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]
