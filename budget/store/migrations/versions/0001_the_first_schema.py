"""The first schema: a plan, and the journal of its changes."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "region",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("first_month", sa.Text(), nullable=False),
        sa.Column("last_month", sa.Text(), nullable=False),
        sa.Column("timing", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_region")),
        sqlite_strict=True,
    )
    op.create_table(
        "allocation",
        sa.Column("id", BIG, nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("position", BIG, nullable=False),
        sa.Column("fiscal_year", BIG, nullable=False),
        sa.Column("skpd", sa.Text(), nullable=False),
        sa.Column("sub_activity", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("funding", sa.Text(), nullable=False),
        sa.Column("programmes", sa.Text(), nullable=False),
        sa.Column("amount", BIG, nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_allocation_amount")),
        sa.ForeignKeyConstraint(
            ["region_code"],
            ["region.code"],
            name=op.f("fk_allocation_region_code"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allocation")),
        sqlite_strict=True,
    )
    op.create_table(
        "assumption",
        sa.Column("id", BIG, nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("position", BIG, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('public', 'assumed')", name=op.f("ck_assumption_kind")),
        sa.ForeignKeyConstraint(
            ["region_code"],
            ["region.code"],
            name=op.f("fk_assumption_region_code"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assumption")),
        sqlite_strict=True,
    )
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
        sa.CheckConstraint("(kind = 'edit') = (target_id IS NULL)", name=op.f("ck_journal_target")),
        sa.CheckConstraint("kind IN ('edit', 'undo', 'redo')", name=op.f("ck_journal_kind")),
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
    op.create_table(
        "member_group",
        sa.Column("id", BIG, nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("position", BIG, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("skpd", sa.Text(), nullable=False),
        sa.Column("segment", sa.Text(), nullable=False),
        sa.Column("priority", BIG, nullable=False),
        sa.Column("legal_basis", sa.Text(), nullable=False),
        sa.Column("validation_loss_ppm", BIG, nullable=False),
        sa.CheckConstraint("segment IN ('pu', 'bpu')", name=op.f("ck_member_group_segment")),
        sa.CheckConstraint(
            "validation_loss_ppm >= 0 AND validation_loss_ppm < 1000000", name=op.f("ck_member_group_loss")
        ),
        sa.ForeignKeyConstraint(
            ["region_code"],
            ["region.code"],
            name=op.f("fk_member_group_region_code"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_group")),
        sa.UniqueConstraint("region_code", "name", name=op.f("uq_member_group_region_code")),
        sqlite_strict=True,
    )
    op.create_table(
        "minimum_wage",
        sa.Column("id", BIG, nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("position", BIG, nullable=False),
        sa.Column("year", BIG, nullable=False),
        sa.Column("sen", BIG, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint("sen > 0", name=op.f("ck_minimum_wage_sen")),
        sa.ForeignKeyConstraint(
            ["region_code"],
            ["region.code"],
            name=op.f("fk_minimum_wage_region_code"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minimum_wage")),
        sa.UniqueConstraint("region_code", "year", name=op.f("uq_minimum_wage_region_code")),
        sqlite_strict=True,
    )
    op.create_table(
        "scenario",
        sa.Column("id", BIG, nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("position", BIG, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["region_code"],
            ["region.code"],
            name=op.f("fk_scenario_region_code"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scenario")),
        sa.UniqueConstraint("region_code", "name", name=op.f("uq_scenario_region_code")),
        sqlite_strict=True,
    )
    op.create_table(
        "adjustment",
        sa.Column("segment", sa.Text(), nullable=True),
        sa.Column("income", BIG, nullable=True),
        sa.Column("wage_sen", BIG, nullable=True),
        sa.Column("risk_class", BIG, nullable=True),
        sa.Column("programmes", sa.Text(), nullable=True),
        sa.Column("share_ppm", BIG, nullable=True),
        sa.Column("rounding", sa.Text(), nullable=True),
        sa.Column("payer", sa.Text(), nullable=True),
        sa.Column("sector", sa.Text(), nullable=True),
        sa.Column("id", BIG, nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("position", BIG, nullable=False),
        sa.Column("scenario_id", BIG, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("group_id", BIG, nullable=True),
        sa.Column("first_month", sa.Text(), nullable=True),
        sa.Column("last_month", sa.Text(), nullable=True),
        sa.Column("count_kind", sa.Text(), nullable=True),
        sa.Column("heads", BIG, nullable=True),
        sa.Column("kecamatan", sa.Text(), nullable=True),
        sa.Column("fiscal_year", BIG, nullable=True),
        sa.Column("part_ppm", BIG, nullable=True),
        sa.CheckConstraint(
            "kind <> 'heads' OR (group_id IS NOT NULL AND heads IS NOT NULL)",
            name=op.f("ck_adjustment_heads"),
        ),
        sa.CheckConstraint("kind IN ('tariff', 'heads', 'allocation')", name=op.f("ck_adjustment_kind")),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["member_group.id"],
            name=op.f("fk_adjustment_group_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["region_code"],
            ["region.code"],
            name=op.f("fk_adjustment_region_code"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["scenario_id"],
            ["scenario.id"],
            name=op.f("fk_adjustment_scenario_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adjustment")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("adjustment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_adjustment_group_id"), ["group_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_adjustment_scenario_id"), ["scenario_id"], unique=False)

    op.create_table(
        "head_count",
        sa.Column("id", BIG, nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("position", BIG, nullable=False),
        sa.Column("group_id", BIG, nullable=False),
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("heads", BIG, nullable=False),
        sa.Column("kecamatan", sa.Text(), nullable=False),
        sa.CheckConstraint("kind = 'change' OR heads >= 0", name=op.f("ck_head_count_heads")),
        sa.CheckConstraint("kind IN ('absolute', 'change')", name=op.f("ck_head_count_kind")),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["member_group.id"],
            name=op.f("fk_head_count_group_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["region_code"],
            ["region.code"],
            name=op.f("fk_head_count_region_code"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_head_count")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("head_count", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_head_count_group_id"), ["group_id"], unique=False)

    op.create_table(
        "journal_change",
        sa.Column("id", BIG, nullable=False),
        sa.Column("journal_id", BIG, nullable=False),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("row_key", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["journal_id"],
            ["journal.id"],
            name=op.f("fk_journal_change_journal_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_change")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("journal_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_journal_change_journal_id"), ["journal_id"], unique=False)

    op.create_table(
        "tariff",
        sa.Column("segment", sa.Text(), nullable=True),
        sa.Column("income", BIG, nullable=True),
        sa.Column("wage_sen", BIG, nullable=True),
        sa.Column("risk_class", BIG, nullable=True),
        sa.Column("programmes", sa.Text(), nullable=True),
        sa.Column("share_ppm", BIG, nullable=True),
        sa.Column("rounding", sa.Text(), nullable=True),
        sa.Column("payer", sa.Text(), nullable=True),
        sa.Column("sector", sa.Text(), nullable=True),
        sa.Column("id", BIG, nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("position", BIG, nullable=False),
        sa.Column("group_id", BIG, nullable=False),
        sa.Column("first_month", sa.Text(), nullable=False),
        sa.Column("last_month", sa.Text(), nullable=True),
        sa.Column("funding", sa.Text(), nullable=False),
        sa.CheckConstraint("segment IN ('pu', 'bpu')", name=op.f("ck_tariff_segment")),
        sa.CheckConstraint("last_month IS NULL OR first_month <= last_month", name=op.f("ck_tariff_months")),
        sa.CheckConstraint("risk_class BETWEEN 1 AND 5", name=op.f("ck_tariff_risk_class")),
        sa.CheckConstraint("share_ppm > 0 AND share_ppm <= 1000000", name=op.f("ck_tariff_share")),
        sa.CheckConstraint("wage_sen IS NULL OR wage_sen > 0", name=op.f("ck_tariff_wage")),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["member_group.id"],
            name=op.f("fk_tariff_group_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["region_code"],
            ["region.code"],
            name=op.f("fk_tariff_region_code"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tariff")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("tariff", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tariff_group_id"), ["group_id"], unique=False)
