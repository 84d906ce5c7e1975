"""What-ifs: scenarios on scenarios, and more kinds of adjustments."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CHECKS = {
    "kind": "kind IN ('tariff', 'heads', 'allocation', 'money', 'wage', 'umk', 'segment', 'risk', 'cover', "
    "'entry', 'loss', 'timing', 'funding', 'law_rate', 'law_amount')",
    "heads": "kind <> 'heads' OR (group_id IS NOT NULL AND heads IS NOT NULL)",
    "months": "last_month IS NULL OR first_month <= last_month",
    "part": "kind NOT IN ('allocation', 'loss', 'law_rate') OR (part_ppm IS NOT NULL AND part_ppm >= 0)",
    "money": "kind NOT IN ('money', 'law_amount') OR amount IS NOT NULL",
    "wage": "kind NOT IN ('wage', 'umk') OR (wage_sen IS NOT NULL AND wage_sen > 0)",
    "risk_class": "risk_class BETWEEN 1 AND 5",
    "funding": "kind <> 'funding' OR (group_id IS NOT NULL AND funding IS NOT NULL)",
}


def upgrade() -> None:
    op.add_column("scenario", sa.Column("base", sa.Text(), nullable=False, server_default=""))
    for name in ("amount", "bracket"):
        op.add_column("adjustment", sa.Column(name, BIG))
    for name in ("timing", "funding", "reference"):
        op.add_column("adjustment", sa.Column(name, sa.Text()))
    _let_adjustments_be_of_more_kinds()


def _let_adjustments_be_of_more_kinds() -> None:
    """New check constraints; SQLite alters none, so there the table is built anew with the same rows."""
    if op.get_bind().dialect.name != "sqlite":
        for name in ("kind", "heads"):
            op.drop_constraint(op.f(f"ck_adjustment_{name}"), "adjustment", type_="check")
        for name, condition in CHECKS.items():
            op.create_check_constraint(op.f(f"ck_adjustment_{name}"), "adjustment", condition)
        return
    columns = [row[1] for row in op.get_bind().execute(sa.text("PRAGMA table_info(adjustment)"))]
    op.execute("CREATE TABLE kept_adjustment AS SELECT * FROM adjustment")
    op.drop_table("adjustment")
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
        sa.Column("from_roster", BIG, nullable=True),
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
        sa.Column("amount", BIG, nullable=True),
        sa.Column("timing", sa.Text(), nullable=True),
        sa.Column("funding", sa.Text(), nullable=True),
        sa.Column("bracket", BIG, nullable=True),
        sa.Column("reference", sa.Text(), nullable=True),
        *(sa.CheckConstraint(condition, name=op.f(f"ck_adjustment_{n}")) for n, condition in CHECKS.items()),
        *(
            sa.ForeignKeyConstraint(
                [column],
                [target],
                name=op.f(f"fk_adjustment_{column}"),
                initially="DEFERRED",
                deferrable=True,
            )
            for column, target in (
                ("region_code", "region.code"),
                ("scenario_id", "scenario.id"),
                ("group_id", "member_group.id"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adjustment")),
        sqlite_strict=True,
    )
    named = ", ".join(columns)
    op.execute(f"INSERT INTO adjustment ({named}) SELECT {named} FROM kept_adjustment")
    op.drop_table("kept_adjustment")
    for column in ("group_id", "scenario_id"):
        op.create_index(op.f(f"ix_adjustment_{column}"), "adjustment", [column], unique=False)
