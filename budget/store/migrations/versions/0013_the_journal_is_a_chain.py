"""The journal becomes a chain of digests, and the database itself refuses to change it."""

import hashlib
import json
from collections import defaultdict
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

_MESSAGE = "riwayat tidak diubah"
_TABLES = "journal", "journal_change"


def upgrade() -> None:
    op.add_column("journal", sa.Column("digest", sa.Text(), nullable=False, server_default=""))
    _link_what_is_there()
    for table in _TABLES:
        for when in ("update", "delete"):
            _refuse(table, when)
    if op.get_bind().dialect.name == "sqlite":
        for table in _TABLES:
            # A REPLACE would take the old row away without asking.
            op.execute(
                f"CREATE TRIGGER {table}_insert BEFORE INSERT ON {table} "
                f"WHEN EXISTS (SELECT 1 FROM {table} t WHERE t.id = NEW.id) "
                f"BEGIN SELECT RAISE(ABORT, '{_MESSAGE}'); END"
            )


def _link_what_is_there() -> None:
    connection = op.get_bind()
    changes: dict[int, list[list[Any]]] = defaultdict(list)
    columns = "journal_id, table_name, row_key, before, after"
    for number, *change in connection.execute(sa.text(f"SELECT {columns} FROM journal_change ORDER BY id")):
        changes[number].append(change)
    columns = "id, region_code, at, who, action, effect_rupiah, kind, target_id"
    rows = connection.execute(sa.text(f"SELECT {columns} FROM journal ORDER BY id")).all()
    digest = ""
    for number, *entry in rows:
        text = json.dumps([digest, *entry, changes[number]], ensure_ascii=False, separators=(",", ":"))
        digest = hashlib.sha256(text.encode()).hexdigest()
        update = sa.text("UPDATE journal SET digest = :digest WHERE id = :id")
        connection.execute(update, {"digest": digest, "id": number})


def _refuse(table: str, when: str) -> None:
    name = f"{table}_{when}"
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {when.upper()} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{_MESSAGE}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{_MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {when.upper()} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    )
