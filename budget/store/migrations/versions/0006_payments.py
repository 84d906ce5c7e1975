"""Invoices and whom they name, payments, benefits, and counts of the funnel; what is booked stays."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOST_RUPIAH, _MOST_HEADS = 10**15, 10**9


def upgrade() -> None:
    _invoices()
    _payments()
    _benefits()
    _keep_booked()


def _invoices() -> None:
    _table(
        "invoice",
        _words("number", "month"),
        sa.Column("group_id", BIG, nullable=True),
        _whole("heads", "jkk", "jkm", "jht"),
        _words("due", "note", "corrects", "reason"),
        _reference("invoice", "group_id", "member_group.id"),
        _check("invoice", "number", "number <> ''"),
        _check("invoice", "reason", "(corrects = '') = (reason = '')"),
        _sane("invoice", "heads", _MOST_HEADS),
        _sane("invoice", "jkk", _MOST_RUPIAH),
        _sane("invoice", "jkm", _MOST_RUPIAH),
        _sane("invoice", "jht", _MOST_RUPIAH),
    )
    op.create_index(op.f("ix_invoice_group_id"), "invoice", ["group_id"])
    _table(
        "invoice_list",
        _words("number", "month", "source"),
        _whole("heads", "rupiah"),
        _words("digest"),
        _whole("active"),
        _check("invoice_list", "active", "active IN (0, 1)"),
    )
    op.create_table(
        "invoice_person",
        *_whole("list_id", "nik", "jkk", "jkm", "jht"),
        _reference("invoice_person", "list_id", "invoice_list.id"),
        _check("invoice_person", "nik", "nik BETWEEN 1000000000000000 AND 9999999999999999"),
        *(
            _check("invoice_person", column, f"{column} BETWEEN -{_MOST_RUPIAH} AND {_MOST_RUPIAH}")
            for column in ("jkk", "jkm", "jht")
        ),
        sa.PrimaryKeyConstraint("list_id", "nik", name=op.f("pk_invoice_person")),
        sqlite_strict=True,
    )


def _payments() -> None:
    _table(
        "payment",
        _words("spp", "spm", "sp2d"),
        sa.Column("day", sa.Text(), nullable=True),
        _whole("amount"),
        _words("account", "programmes", "skpd", "invoice", "note", "corrects", "reason"),
        _check("payment", "document", "spp <> '' OR spm <> '' OR sp2d <> ''"),
        _check("payment", "reason", "(corrects = '') = (reason = '')"),
        _check("payment", "sp2d", "reason <> '' OR (sp2d = '') = (day IS NULL)"),
        _check("payment", "day", "reason = '' OR day IS NOT NULL"),
        _sane("payment", "amount", _MOST_RUPIAH),
    )


def _benefits() -> None:
    _table(
        "benefit",
        _whole("year"),
        sa.Column("group_id", BIG, nullable=True),
        _words("kind"),
        _whole("cases", "rupiah"),
        sa.Column("day", sa.Text(), nullable=True),
        _words("source", "note", "reason"),
        _reference("benefit", "group_id", "member_group.id"),
        _check("benefit", "kind", "kind IN ('jkk', 'jkm', 'beasiswa')"),
        _sane("benefit", "cases", _MOST_HEADS),
        _sane("benefit", "rupiah", _MOST_RUPIAH),
    )
    op.create_index(op.f("ix_benefit_group_id"), "benefit", ["group_id"])
    _table(
        "funnel_count",
        _whole("group_id"),
        _words("month", "step"),
        _whole("heads"),
        _words("lost_to", "source", "reason"),
        _reference("funnel_count", "group_id", "member_group.id"),
        _check("funnel_count", "step", "step IN ('ditetapkan', 'diterima')"),
        _sane("funnel_count", "heads", _MOST_HEADS),
    )
    op.create_index(op.f("ix_funnel_count_group_id"), "funnel_count", ["group_id"])


def _table(name: str, *parts: sa.schema.SchemaItem | list[sa.Column[object]]) -> None:
    """A table with what every row of a workspace has."""
    items = [item for part in parts for item in (part if isinstance(part, list) else [part])]
    op.create_table(
        name,
        sa.Column("id", BIG, nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("position", BIG, nullable=False),
        *items,
        _reference(name, "region_code", "region.code"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sqlite_strict=True,
    )


def _words(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _whole(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, BIG, nullable=False) for name in names]


def _reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [target], name=name, initially="DEFERRED", deferrable=True)


def _check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def _sane(table: str, column: str, most: int) -> sa.CheckConstraint:
    bounds = f"{column} BETWEEN -{most} AND {most}"
    return _check(table, column, f"{bounds} AND (reason <> '' OR {column} >= 0)")


# Of a list of persons only its switch may change.
_FIXED = "region_code, position, number, month, source, heads, rupiah, digest"


def _keep_booked() -> None:
    """Updates are refused by every door; undo takes rows away and redo brings them back."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    message = "yang sudah dibukukan tidak diubah"
    for table in ("invoice", "invoice_list", "invoice_person", "payment", "benefit", "funnel_count"):
        when = f"UPDATE OF {_FIXED}" if table == "invoice_list" else "UPDATE"
        if sqlite:
            op.execute(
                f"CREATE TRIGGER {table}_update BEFORE {when} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
            )
            continue
        op.execute(
            f"CREATE FUNCTION {table}_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {table}_update BEFORE {when} ON {table} FOR EACH ROW "
            f"EXECUTE FUNCTION {table}_update()"
        )
