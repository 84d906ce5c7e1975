"""Coverage: figures with their sources, and targets."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "coverage_figure",
        sa.Column("id", BIG, nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("position", BIG, nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("kecamatan", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("people", BIG, nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("percent_ppm", BIG, nullable=True),
        sa.Column("percent_of", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('working-population', 'eligible-workers', 'active', 'active-pu', 'active-bpu', "
            "'active-construction', 'apbd-paid')",
            name=op.f("ck_coverage_figure_kind"),
        ),
        sa.CheckConstraint("people >= 0", name=op.f("ck_coverage_figure_people")),
        sa.CheckConstraint(
            "people IS NOT NULL OR percent_ppm IS NOT NULL", name=op.f("ck_coverage_figure_stated")
        ),
        sa.CheckConstraint("percent_ppm >= 0", name=op.f("ck_coverage_figure_percent")),
        sa.CheckConstraint(
            "(percent_ppm IS NULL) = (percent_of IS NULL)", name=op.f("ck_coverage_figure_whole")
        ),
        sa.CheckConstraint(
            "percent_of IN ('working-population', 'eligible-workers', 'active')",
            name=op.f("ck_coverage_figure_percent_of"),
        ),
        sa.ForeignKeyConstraint(
            ["region_code"],
            ["region.code"],
            name=op.f("fk_coverage_figure_region_code"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coverage_figure")),
        sa.UniqueConstraint(
            "region_code", "period", "kecamatan", "kind", name=op.f("uq_coverage_figure_region_code")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "coverage_target",
        sa.Column("id", BIG, nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("position", BIG, nullable=False),
        sa.Column("share_ppm", BIG, nullable=False),
        sa.Column("percent_of", sa.Text(), nullable=False),
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("first_month", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint("share_ppm > 0 AND share_ppm <= 1000000", name=op.f("ck_coverage_target_share")),
        sa.CheckConstraint(
            "percent_of IN ('working-population', 'eligible-workers')",
            name=op.f("ck_coverage_target_percent_of"),
        ),
        sa.CheckConstraint("first_month <= month", name=op.f("ck_coverage_target_months")),
        sa.CheckConstraint("path IN ('even', 'now', 'end')", name=op.f("ck_coverage_target_path")),
        sa.ForeignKeyConstraint(
            ["region_code"],
            ["region.code"],
            name=op.f("fk_coverage_target_region_code"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coverage_target")),
        sa.UniqueConstraint(
            "region_code", "month", "percent_of", name=op.f("uq_coverage_target_region_code")
        ),
        sqlite_strict=True,
    )
