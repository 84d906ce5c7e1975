"""What-ifs on one allocation line."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

_KINDS = (
    "kind IN ('tariff', 'heads', 'allocation', 'money', 'wage', 'umk', 'segment', 'risk', 'cover', "
    "'entry', 'loss', 'timing', 'funding', 'law_rate', 'law_amount'{more})"
)
_MONEY = "kind NOT IN ('money', 'law_amount'{more}) OR amount IS NOT NULL"
_OLD, _NEW = "", ", 'line'"


def upgrade() -> None:
    for name in ("skpd", "sub_activity", "account", "pot"):
        op.add_column("adjustment", sa.Column(name, sa.Text()))
    checks = {"kind": _KINDS, "money": _MONEY}
    if op.get_bind().dialect.name != "sqlite":
        for name, condition in checks.items():
            op.drop_constraint(op.f(f"ck_adjustment_{name}"), "adjustment", type_="check")
            op.create_check_constraint(
                op.f(f"ck_adjustment_{name}"), "adjustment", condition.format(more=_NEW)
            )
        return
    _rebuild([(condition.format(more=_OLD), condition.format(more=_NEW)) for condition in checks.values()])


def _rebuild(conditions: list[tuple[str, str]]) -> None:
    """SQLite alters no check constraint: the table is built anew from its own words, with the same rows."""
    connection = op.get_bind()
    made = sa.text("SELECT sql FROM sqlite_master WHERE tbl_name = 'adjustment' AND sql IS NOT NULL")
    table, *indexes = [row[0] for row in connection.execute(made)]
    for old, new in conditions:
        if old not in table:
            raise ValueError(f"the table of adjustments has no check {old}")
        table = table.replace(old, new)
    op.execute("CREATE TABLE kept_adjustment AS SELECT * FROM adjustment")
    op.drop_table("adjustment")
    for statement in (table, *indexes):
        connection.exec_driver_sql(statement)
    op.execute("INSERT INTO adjustment SELECT * FROM kept_adjustment")
    op.drop_table("kept_adjustment")
