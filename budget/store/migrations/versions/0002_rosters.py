"""Rosters: people one by one in batches, their counts, column layouts, likely twins, sealed months, and notes
in the journal."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("region", sa.Column("least_age", BIG, nullable=False, server_default="17"))
    op.add_column("region", sa.Column("below_age", BIG, nullable=False, server_default="65"))
    op.add_column("member_group", sa.Column("source", sa.Text(), nullable=False, server_default="plan"))
    op.add_column("tariff", sa.Column("from_roster", BIG))
    op.add_column("adjustment", sa.Column("from_roster", BIG))
    op.create_table(
        "roster_batch",
        sa.Column("id", BIG, nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("month", BIG, nullable=True),
        sa.Column("first_member", BIG, nullable=False),
        sa.Column("last_member", BIG, nullable=False),
        sa.Column("active", BIG, nullable=False),
        sa.CheckConstraint("kind IN ('import', 'month', 'edit')", name=op.f("ck_roster_batch_kind")),
        sa.CheckConstraint("active IN (0, 1)", name=op.f("ck_roster_batch_active")),
        sa.ForeignKeyConstraint(
            ["region_code"],
            ["region.code"],
            name=op.f("fk_roster_batch_region_code"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_batch")),
        sqlite_strict=True,
    )
    op.create_table(
        "roster_layout",
        sa.Column("id", BIG, nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("position", BIG, nullable=False),
        sa.Column("layout", sa.Text(), nullable=False),
        sa.Column("mapping", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["region_code"],
            ["region.code"],
            name=op.f("fk_roster_layout_region_code"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_layout")),
        sa.UniqueConstraint("region_code", "layout", name=op.f("uq_roster_layout_region_code")),
        sqlite_strict=True,
    )
    op.create_table(
        "seal",
        sa.Column("id", BIG, nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("position", BIG, nullable=False),
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["region_code"],
            ["region.code"],
            name=op.f("fk_seal_region_code"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seal")),
        sa.UniqueConstraint("region_code", "month", name=op.f("uq_seal_region_code")),
        sqlite_strict=True,
    )
    op.create_table(
        "correction",
        sa.Column("id", BIG, nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("position", BIG, nullable=False),
        sa.Column("seal_id", BIG, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("group_name", sa.Text(), nullable=False),
        sa.Column("kecamatan", sa.Text(), nullable=False),
        sa.Column("village", sa.Text(), nullable=False),
        sa.Column("programme", sa.Text(), nullable=False),
        sa.Column("heads", BIG, nullable=False),
        sa.Column("cost", BIG, nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["region_code"],
            ["region.code"],
            name=op.f("fk_correction_region_code"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["seal_id"],
            ["seal.id"],
            name=op.f("fk_correction_seal_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_correction_seal_id"), "correction", ["seal_id"], unique=False)
    op.create_table(
        "likely_twin",
        sa.Column("id", BIG, nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("position", BIG, nullable=False),
        sa.Column("batch_id", BIG, nullable=False),
        sa.Column("member_a", BIG, nullable=False),
        sa.Column("member_b", BIG, nullable=False),
        sa.Column("score", BIG, nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.CheckConstraint("decision IN ('same', 'different')", name=op.f("ck_likely_twin_decision")),
        sa.CheckConstraint("member_a < member_b", name=op.f("ck_likely_twin_order")),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["roster_batch.id"],
            name=op.f("fk_likely_twin_batch_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["region_code"],
            ["region.code"],
            name=op.f("fk_likely_twin_region_code"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_likely_twin")),
        sa.UniqueConstraint("member_a", "member_b", name=op.f("uq_likely_twin_member_a")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_likely_twin_member_b"), "likely_twin", ["member_b"], unique=False)
    op.create_table(
        "roster_batch_group",
        sa.Column("batch_id", BIG, nullable=False),
        sa.Column("group_id", BIG, nullable=False),
        sa.Column("known_until", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["roster_batch.id"],
            name=op.f("fk_roster_batch_group_batch_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["member_group.id"],
            name=op.f("fk_roster_batch_group_group_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("batch_id", "group_id", name=op.f("pk_roster_batch_group")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_roster_batch_group_group_id"), "roster_batch_group", ["group_id"], unique=False)
    op.create_table(
        "stratum",
        sa.Column("id", BIG, nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("group_id", BIG, nullable=False),
        sa.Column("kecamatan", sa.Text(), nullable=False),
        sa.Column("village", sa.Text(), nullable=False),
        sa.Column("wage_sen", BIG, nullable=True),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["member_group.id"],
            name=op.f("fk_stratum_group_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["region_code"],
            ["region.code"],
            name=op.f("fk_stratum_region_code"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stratum")),
        sqlite_strict=True,
    )
    op.create_table(
        "member",
        sa.Column("id", BIG, nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("batch_id", BIG, nullable=False),
        sa.Column("stratum_id", BIG, nullable=False),
        sa.Column("nik", BIG, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("birth_date", sa.Text(), nullable=False),
        sa.Column("sex", sa.Text(), nullable=False),
        sa.Column("first_month", BIG, nullable=False),
        sa.Column("end_month", BIG, nullable=True),
        sa.Column("marks", BIG, nullable=False),
        sa.Column("birth_place", sa.Text(), nullable=False),
        sa.Column("mother", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("kpj", sa.Text(), nullable=False),
        sa.Column("superseded_by", BIG, nullable=True),
        sa.Column("current", BIG, nullable=False),
        sa.CheckConstraint("sex IN ('L', 'P')", name=op.f("ck_member_sex")),
        sa.CheckConstraint("current IN (0, 1)", name=op.f("ck_member_current")),
        sa.CheckConstraint("end_month IS NULL OR end_month > first_month", name=op.f("ck_member_months")),
        sa.CheckConstraint("nik BETWEEN 1000000000000000 AND 9999999999999999", name=op.f("ck_member_nik")),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["roster_batch.id"],
            name=op.f("fk_member_batch_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["region_code"],
            ["region.code"],
            name=op.f("fk_member_region_code"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["stratum_id"],
            ["stratum.id"],
            name=op.f("fk_member_stratum_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_member_superseded_by",
        "member",
        ["superseded_by"],
        unique=False,
        sqlite_where=sa.text("superseded_by IS NOT NULL"),
        postgresql_where=sa.text("superseded_by IS NOT NULL"),
    )
    op.create_index(
        "uq_member_nik",
        "member",
        ["nik", "first_month"],
        unique=True,
        sqlite_where=sa.text("current = 1"),
        postgresql_where=sa.text("current = 1"),
    )
    op.create_table(
        "stratum_count",
        sa.Column("stratum_id", BIG, nullable=False),
        sa.Column("month", BIG, nullable=False),
        sa.Column("joined", BIG, nullable=False),
        sa.Column("gone", BIG, nullable=False),
        sa.CheckConstraint("joined >= 0 AND gone >= 0", name=op.f("ck_stratum_count_counts")),
        sa.ForeignKeyConstraint(
            ["stratum_id"],
            ["stratum.id"],
            name=op.f("fk_stratum_count_stratum_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("stratum_id", "month", name=op.f("pk_stratum_count")),
        sqlite_strict=True,
    )
    _let_the_journal_hold_notes()


def _let_the_journal_hold_notes() -> None:
    """New check constraints; SQLite alters none, so there the table is built anew with the same rows."""
    checks = {
        "ck_journal_kind": "kind IN ('edit', 'note', 'undo', 'redo')",
        "ck_journal_target": "(kind IN ('edit', 'note')) = (target_id IS NULL)",
    }
    if op.get_bind().dialect.name != "sqlite":
        for name, condition in checks.items():
            op.drop_constraint(op.f(name), "journal", type_="check")
            op.create_check_constraint(op.f(name), "journal", condition)
        return
    # A table may be dropped only while no row refers to it.
    for table in ("journal", "journal_change"):
        op.execute(f"CREATE TABLE kept_{table} AS SELECT * FROM {table}")
    op.execute("DELETE FROM journal_change")
    op.drop_table("journal")
    op.create_table(
        "journal",
        sa.Column("id", BIG, nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("effect_rupiah", BIG, nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("target_id", BIG, nullable=True),
        *(sa.CheckConstraint(condition, name=op.f(name)) for name, condition in checks.items()),
        sa.ForeignKeyConstraint(
            ["region_code"],
            ["region.code"],
            name=op.f("fk_journal_region_code"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal")),
        sqlite_strict=True,
    )
    for table in ("journal", "journal_change"):
        op.execute(f"INSERT INTO {table} SELECT * FROM kept_{table}")
        op.drop_table(f"kept_{table}")
