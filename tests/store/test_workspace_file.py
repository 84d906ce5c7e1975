"""A workspace is one file: strict tables, a known schema, and never half of anything."""

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from places import REFUSED, door, file_only
from sqlalchemy.exc import IntegrityError
from sqlmodel import text

from budget.errors import Conflict, FileError
from budget.plan import Plan
from budget.store import database, sqlite_file
from budget.store.tables import METADATA
from budget.store.unit_of_work import new_workspace, open_workspace

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


def test_a_plan_comes_back_as_it_was_stored(file: Path, bandung: Plan) -> None:
    with open_workspace(str(file), "sari", NOON) as work:
        assert work.plan() == bandung


@file_only
def test_the_migrations_build_exactly_the_tables_of_the_models(file: Path) -> None:
    engine = database.open_database(str(file))
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
        kept_strict = connection.execute(
            text("SELECT name FROM pragma_table_list WHERE strict = 0")
        ).scalars()
        assert set(kept_strict) <= {
            "alembic_version",
            "sqlite_schema",
            "sqlite_temp_schema",
            "sqlite_sequence",
        }
    engine.dispose()


def test_the_last_known_revision_is_the_newest_migration() -> None:
    versions = sorted(
        p.name[:4] for p in (Path(database.__file__).parent / "migrations/versions").glob("*.py")
    )
    assert tuple(versions) == database.REVISIONS


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE allocation SET amount = 'tujuh miliar'",
        "UPDATE allocation SET amount = -1",
        "UPDATE head_count SET heads = -5 WHERE kind = 'absolute'",
        "UPDATE member_group SET segment = 'asn'",
        "UPDATE tariff SET risk_class = 6",
        "UPDATE tariff SET last_month = '2021-12'",
        "DELETE FROM member_group",
    ],
)
def test_the_database_itself_refuses_what_no_plan_may_hold(file: Path, statement: str) -> None:
    with pytest.raises(REFUSED), door(file) as connection:
        connection.execute(statement)


def test_without_commit_nothing_is_kept(file: Path, bandung: Plan) -> None:
    with open_workspace(str(file), "sari", NOON) as work:
        work.save(Plan(bandung.region, bandung.span), "Kosongkan", None)
    with open_workspace(str(file), "sari", NOON) as work:
        assert work.plan() == bandung
        assert len(work.history(10)) == 1


def test_a_failure_half_way_keeps_the_old_state(file: Path, bandung: Plan) -> None:
    def save_and_fail() -> None:
        with open_workspace(str(file), "sari", NOON) as work:
            work.save(Plan(bandung.region, bandung.span), "Kosongkan", None)
            raise IntegrityError("INSERT", None, Exception("UNIQUE constraint failed"))

    with pytest.raises(Conflict, match="bertentangan"):
        save_and_fail()
    with open_workspace(str(file), "sari", NOON) as work:
        assert work.plan() == bandung


@file_only
def test_a_second_writer_waits_and_then_says_that_the_file_is_in_use(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_file, "BUSY_SECONDS", 0.1)

    def write_while_another_writes() -> None:
        with open_workspace(str(file), "budi", NOON) as second:
            second.plan()

    with open_workspace(str(file), "sari", NOON) as first:
        first.plan()
        with pytest.raises(FileError, match="sedang dipakai"):
            write_while_another_writes()


@file_only
def test_a_reader_is_not_held_up_by_a_writer(file: Path, bandung: Plan) -> None:
    with open_workspace(str(file), "sari", NOON) as writer:
        writer.save(Plan(bandung.region, bandung.span), "Kosongkan", None)
        with open_workspace(str(file), "budi", NOON, writes=False) as reader:
            assert reader.plan() == bandung


def test_killing_the_program_in_a_transaction_leaves_the_last_commit(file: Path, bandung: Plan) -> None:
    script = textwrap.dedent(f"""
        import os, signal
        from datetime import UTC, datetime
        from budget.plan import Plan
        from budget.store.unit_of_work import open_workspace
        with open_workspace({str(file)!r}, "sari", datetime.now(UTC)) as work:
            plan = work.plan()
            work.save(Plan(plan.region, plan.span), "Kosongkan", None)
            os.kill(os.getpid(), signal.SIGKILL)
    """)
    killed = subprocess.run([sys.executable, "-c", script], check=False, cwd=os.fspath(Path.cwd()))
    assert killed.returncode == -signal.SIGKILL
    with open_workspace(str(file), "sari", NOON) as work:
        assert work.plan() == bandung


@file_only
def test_a_new_workspace_is_there_as_a_whole_or_not_at_all(tmp_path: Path, bandung: Plan) -> None:
    path = tmp_path / "baru.pagu"

    def create_and_fail() -> None:
        with new_workspace(str(path), "32.04", "sari", NOON) as work:
            work.create(bandung)
            raise RuntimeError("listrik padam")

    with pytest.raises(RuntimeError):
        create_and_fail()
    assert list(tmp_path.iterdir()) == []


@file_only
def test_an_existing_file_is_never_overwritten(file: Path, bandung: Plan) -> None:
    def create_again() -> None:
        with new_workspace(str(file), "32.04", "sari", NOON) as work:
            work.create(bandung)

    with pytest.raises(FileError, match="sudah ada"):
        create_again()


@file_only
def test_a_workspace_belongs_to_its_owner_alone(file: Path) -> None:
    assert file.stat().st_mode & 0o077 == 0


@file_only
def test_files_that_are_no_workspace_are_named_as_such(tmp_path: Path) -> None:
    text_file, other_database = tmp_path / "catatan.pagu", tmp_path / "lain.pagu"
    text_file.write_text("bukan basis data")
    with closing(sqlite3.connect(other_database)) as connection:
        connection.execute("CREATE TABLE sesuatu (id)")
    with pytest.raises(FileError, match="bukan berkas pagu"):
        database.open_database(str(text_file))
    with pytest.raises(FileError, match="bukan berkas pagu"):
        database.open_database(str(other_database))
    with pytest.raises(FileError, match="tidak ada"):
        database.open_database(str(tmp_path / "hilang.pagu"))
    with pytest.raises(FileError, match="tidak dapat dibuka"):
        database.open_database(str(tmp_path))
    with pytest.raises(FileError, match="mysql tidak didukung"):
        database.open_database("mysql://kantor/pagu")


@file_only
def test_a_file_of_a_newer_program_is_left_alone(file: Path) -> None:
    with door(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(FileError, match="lebih baru"):
        database.open_database(str(file))


@file_only
@pytest.mark.parametrize("version", ["'32.04'", "'Januari'", "''"])
def test_a_file_whose_schema_is_no_version_is_damaged_not_newer(file: Path, version: str) -> None:
    with door(file) as connection:
        connection.execute(f"UPDATE alembic_version SET version_num = {version}")
    with pytest.raises(FileError, match="rusak: versi skemanya hilang"):
        database.open_database(str(file))


@file_only
def test_a_truncated_file_is_reported_in_words(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 3])
    with pytest.raises(FileError), open_workspace(str(file), "sari", NOON) as work:
        work.plan()


@file_only
def test_file_names_with_signs_of_uris_open_too(tmp_path: Path, bandung: Plan) -> None:
    path = tmp_path / "Kab. Bandung #1 50% ?.pagu"
    with new_workspace(str(path), "32.04", "sari", NOON) as work:
        work.create(bandung)
        work.commit()
    with open_workspace(str(path), "sari", NOON) as work:
        assert work.plan() == bandung


@pytest.fixture
def unwritable(file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The workspace as somebody without the right to write sees it; root has every right."""
    monkeypatch.setattr(sqlite_file.os, "access", lambda path, mode: mode != os.W_OK)
    return file


@file_only
def test_a_file_that_cannot_be_written_can_still_be_read(unwritable: Path, bandung: Plan) -> None:
    before = unwritable.read_bytes()
    with open_workspace(str(unwritable), "sari", NOON, writes=False) as work:
        assert work.plan() == bandung
    assert list(unwritable.parent.iterdir()) == [unwritable]
    assert unwritable.read_bytes() == before


@file_only
def test_writing_to_it_is_refused_in_words(unwritable: Path, bandung: Plan) -> None:
    with (
        pytest.raises(FileError, match="hanya dapat dibaca"),
        open_workspace(str(unwritable), "sari", NOON) as work,
    ):
        work.save(Plan(bandung.region, bandung.span), "Kosongkan", None)


@file_only
def test_changes_that_wait_beside_it_are_not_overlooked(unwritable: Path) -> None:
    unwritable.with_name(f"{unwritable.name}-wal").write_bytes(b"waiting")
    with pytest.raises(FileError, match="Salin dahulu"):
        database.open_database(str(unwritable))


@file_only
def test_of_two_who_create_one_file_the_second_is_refused(tmp_path: Path, bandung: Plan) -> None:
    path = tmp_path / "baru.pagu"

    def create_late() -> None:
        with new_workspace(str(path), "32.04", "budi", NOON) as late:
            late.create(bandung)
            late.commit()
            with new_workspace(str(path), "32.04", "sari", NOON) as first:
                first.create(bandung)
                first.commit()

    with pytest.raises(FileError, match="sudah ada"):
        create_late()
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "damage",
    ["UPDATE tariff SET payer = 'xyz'", "DELETE FROM alembic_version", "UPDATE region SET timing = 'x'"],
)
def test_rows_that_no_plan_may_hold_are_a_damaged_file_in_words(file: Path, damage: str) -> None:
    with door(file) as connection:
        connection.execute(damage)
    with pytest.raises(FileError, match="rusak"), open_workspace(str(file), "sari", NOON) as work:
        work.plan()
