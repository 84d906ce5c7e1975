"""A file from before the official forms had data of their own."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from budget.plan import Plan
from budget.store.form_tables import FORM_TABLES
from budget.store.unit_of_work import open_workspace

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


def test_a_file_without_the_forms_is_migrated_and_takes_them(file: Path, bandung: Plan) -> None:
    with closing(sqlite3.connect(file)) as connection:
        for table in FORM_TABLES:
            connection.execute(f"DROP TABLE {table.__tablename__}")
        connection.execute("UPDATE alembic_version SET version_num = '0010'")
        connection.commit()
    with open_workspace(str(file), "sari", NOON) as work:
        bare = work.plan()
        assert bare == replace(bandung, sub_activities=(), indicators=(), account_names=(), officials=())
        work.save(bandung, "Isi formulir", 0)
        work.commit()
    with open_workspace(str(file), "sari", NOON) as work:
        assert work.plan() == bandung


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE indicator SET kind = 'lain'",
        "UPDATE official SET role = 'bupati'",
        "UPDATE official SET nip = NULL",
        "UPDATE sub_activity SET before_rupiah = -1",
        "UPDATE sub_activity SET after_rupiah = 'banyak'",
    ],
)
def test_the_database_itself_refuses_what_no_form_may_hold(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file)) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute(statement)
