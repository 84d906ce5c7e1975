"""Notes in the journal: what was handed out and why, beside the changes that can be undone."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from places import file_only
from sqlalchemy import text
from sqlmodel import Session

from budget.errors import NotFound
from budget.plan import Plan
from budget.plan.editing import without
from budget.store import database, sqlite_file
from budget.store.chain import followed
from budget.store.unit_of_work import open_workspace

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


def note(file: Path, action: str) -> None:
    with open_workspace(str(file), "sari", NOON) as work:
        work.note([], action, 0)
        work.commit()


def test_a_note_is_in_the_history_but_no_step_of_undo(file: Path, bandung: Plan) -> None:
    note(file, "Tulis daftar nominatif")
    with open_workspace(str(file), "sari", NOON) as work:
        assert [entry.action for entry in work.history(1)] == ["Tulis daftar nominatif"]
        with pytest.raises(NotFound):
            work.undo()


def test_a_note_after_an_undo_leaves_redo_possible(file: Path, bandung: Plan) -> None:
    with open_workspace(str(file), "sari", NOON) as work:
        work.save(without(bandung, bandung.group("Linmas")), "Hapus kelompok Linmas", 0)
        work.undo()
        work.commit()
    note(file, "Tulis daftar nominatif")
    with open_workspace(str(file), "sari", NOON) as work:
        assert work.redo().action == "Ulangi: Hapus kelompok Linmas"


@file_only
def test_the_journal_of_an_older_file_comes_through_the_migration(tmp_path: Path) -> None:
    """Schema 0001 knew no notes; its entries and their changes stay, in their order."""
    path = tmp_path / "lama.pagu"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {sqlite_file.APPLICATION_ID}")
    engine = sqlite_file._engine(path)
    config = Config()
    config.set_main_option("script_location", str(database._MIGRATIONS))
    with engine.begin() as old:
        config.attributes["connection"] = old
        command.upgrade(config, "0001")
        old.execute(
            text("INSERT INTO region VALUES ('32.04', 'Bandung', '2022-01', '2022-12', 'same_month')")
        )
        for number, kind, target in ((1, "edit", "NULL"), (2, "undo", "1")):
            values = f"{number}, '32.04', '2026-11-02T12:00:00+00:00', 'sari', 'Ubah', 5, '{kind}', {target}"
            old.execute(text(f"INSERT INTO journal VALUES ({values})"))
            old.execute(text(f"INSERT INTO journal_change VALUES ({number}, {number}, 'a', 'b', NULL, '1')"))
    engine.dispose()
    engine = database.open_database(str(path))
    with engine.begin() as new:
        assert [tuple(row)[6:8] for row in new.execute(text("SELECT * FROM journal"))] == [
            ("edit", None),
            ("undo", 1),
        ]
        assert new.execute(text("SELECT count(*) FROM journal_change")).scalar_one() == 2
        assert new.execute(text("PRAGMA foreign_key_check")).all() == []
    with Session(engine) as session:
        assert (followed(session).entries, followed(session).broken) == (2, ())
    engine.dispose()
