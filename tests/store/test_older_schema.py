"""Files of the schema before rosters, and exceptions that hold nobody's data."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from places import file_only
from roster_people import member
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from budget.errors import Conflict, FileError
from budget.store.database import open_database
from budget.store.unit_of_work import open_workspace

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


@file_only
def test_a_file_to_migrate_that_another_program_holds_says_so(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
        connection.commit()
    monkeypatch.setattr("budget.store.sqlite_file.BUSY_SECONDS", 0.1)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(FileError, match="sedang dipakai program lain"):
            open_database(str(file))


@file_only
def test_an_exception_of_the_driver_holds_nobodys_nik(file: Path) -> None:
    with pytest.raises(Conflict) as caught, open_workspace(str(file), "sari", NOON) as work:
        writer = work.batch("import", "uji")
        writer.add([member(1), member(1)])
    cause = caught.value.__cause__
    assert isinstance(cause, sqlite3.IntegrityError)
    assert str(member(1).nik) not in f"{cause} {caught.value}"


def test_a_refusal_holds_nobodys_nik_wherever_the_workspace_is(file: Path) -> None:
    with pytest.raises(Conflict) as caught, open_workspace(str(file), "sari", NOON) as work:
        work.batch("import", "uji").add([member(1), member(1)])
    assert str(member(1).nik) not in str(caught.value)


@file_only
def test_an_exception_of_the_database_layer_holds_nobodys_nik(file: Path) -> None:
    engine = open_database(str(file))
    with pytest.raises(IntegrityError) as caught, engine.begin() as connection:
        connection.execute(text("INSERT INTO member (nik) VALUES (:nik)"), {"nik": member(1).nik})
    engine.dispose()
    assert str(member(1).nik) not in str(caught.value)
