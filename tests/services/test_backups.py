"""Backups: made by themselves before what changes much at once, kept in rotation, restored as a whole."""

import shutil
import sqlite3
import stat
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from older_files import older_file
from places import door, file_only

from budget.errors import FileError
from budget.period import Month
from budget.plan import HeadCount, Plan, Region
from budget.services import editing, history
from budget.services.backups import back_up, back_up_daily, backups, restore
from budget.services.rosters import import_roster
from budget.services.workspace import Workspace, create_with, read_plan
from budget.store.backups import DAYS, NEWEST

pytestmark = file_only
REGION = """
INSERT INTO region (code, name, first_month, last_month, timing, least_age, below_age)
    VALUES ('32.04', 'Kabupaten Bandung', '2022-01', '2022-12', 'same-month', 17, 65);
"""
NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def office(file: Path) -> Workspace:
    return at(file)


def at(file: Path, moment: datetime = NOON) -> Workspace:
    return Workspace(str(file), "sari", lambda: moment)


def whys(office: Workspace) -> list[str]:
    return [each.why for each in backups(office)]


def test_a_backup_holds_what_was_stored_and_is_its_owners_alone(office: Workspace, bandung: Plan) -> None:
    made = back_up(office)
    assert made is not None
    assert made.path.name == "20261102T120000Z-diminta.pagu"
    editing.put(office, None, HeadCount("Linmas", Month(2023, 5), 1))
    assert read_plan(at(made.path)) == bandung
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.path.parent.stat().st_mode) == 0o700


def test_restoring_brings_back_the_plan_and_keeps_what_it_replaces(office: Workspace, bandung: Plan) -> None:
    made = back_up(office)
    assert made is not None
    later = at(Path(office.target), NOON + timedelta(hours=1))
    editing.put(later, None, HeadCount("Linmas", Month(2023, 5), 1))
    changed = read_plan(later)
    kept = restore(later, made.path)
    assert read_plan(later) == bandung
    assert read_plan(at(kept.path)) == changed
    assert history.history(later, limit=1)[0].action == f"Pulihkan dari cadangan {made.path.name}"


def test_an_import_is_preceded_by_a_backup_and_a_dry_run_is_not(office: Workspace, tmp_path: Path) -> None:
    listed = tmp_path / "daftar.csv"
    listed.write_text("NIK,Nama,Kelompok,Mulai\n3204901205800001,Ujang,Linmas,2022-01\n", "utf-8")
    import_roster(office, [listed], dry_run=True)
    assert whys(office) == []
    import_roster(office, [listed])
    assert whys(office) == ["sebelum-impor"]


def test_a_file_of_an_older_schema_is_backed_up_before_it_is_brought_up_to_date(tmp_path: Path) -> None:
    office = at(older_file(tmp_path / "lama.pagu", "0002", REGION))
    read_plan(office)
    (made,) = backups(office)
    assert made.why == "sebelum-skema"
    with door(made.path) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("0002",)


def test_a_day_has_one_backup_of_its_own_where_something_was_changed(file: Path) -> None:
    assert back_up_daily(at(file)) is not None
    assert back_up_daily(at(file, NOON + timedelta(hours=3))) is None
    tomorrow = at(file, NOON + timedelta(days=1))
    assert back_up_daily(tomorrow) is None
    editing.put(tomorrow, None, HeadCount("Linmas", Month(2023, 5), 1))
    assert back_up_daily(tomorrow) is not None


def test_the_newest_stay_and_the_last_of_each_of_the_newest_days(file: Path) -> None:
    """Three a day for 20 days: of the 60 the newest 10 stay, and the last of each of the 14 newest days.

    The newest 10 are those of three days and one more; the other 10 days keep one each: 10 + 10 = 20.
    """
    for day in range(20):
        for hour in (8, 12, 16):
            back_up(at(file, datetime(2026, 11, 1, hour, tzinfo=UTC) + timedelta(days=day)))
    kept = backups(at(file))
    assert (NEWEST, DAYS, len(kept)) == (10, 14, 20)
    assert [each.at.hour for each in kept[10:]] == [16] * 10


@pytest.mark.parametrize("damage", ["cut", "flipped", "text"])
def test_a_damaged_backup_is_refused_and_changes_nothing(
    office: Workspace, bandung: Plan, damage: str
) -> None:
    made = back_up(office)
    assert made is not None
    content = bytearray(made.path.read_bytes())
    if damage == "cut":
        content = content[: len(content) // 2]
    elif damage == "flipped":
        content[8192:40_960] = bytes(32_768)
    else:
        content = bytearray(b"bukan cadangan")
    made.path.write_bytes(content)
    with pytest.raises(FileError):
        restore(office, made.path)
    assert read_plan(office) == bandung


def test_a_file_that_nobody_can_read_gives_way_and_is_kept(office: Workspace, bandung: Plan) -> None:
    made = back_up(office)
    assert made is not None
    file = Path(office.target)
    damaged = file.read_bytes()[:5_000]
    file.write_bytes(damaged)
    kept = restore(office, made.path)
    assert read_plan(office) == bandung
    assert kept.path.read_bytes() == damaged


def test_a_file_that_is_gone_comes_back(office: Workspace, bandung: Plan) -> None:
    made = back_up(office)
    assert made is not None
    Path(office.target).unlink()
    restore(office, made.path)
    assert read_plan(office) == bandung


def test_a_file_that_another_program_holds_is_not_taken_for_damaged(
    office: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = back_up(office)
    assert made is not None
    monkeypatch.setattr("budget.store.sqlite_file.BUSY_SECONDS", 0.1)
    with closing(sqlite3.connect(office.target, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(FileError, match="sedang dipakai"):
            restore(office, made.path)
    assert "rusak" not in whys(office)


def test_an_older_backup_is_restored_and_stays_as_it_was(tmp_path: Path) -> None:
    older = older_file(tmp_path / "lama.pagu", "0002", REGION)
    content = older.read_bytes()
    now = at(Path(shutil.copy2(older, tmp_path / "kini.pagu")))
    read_plan(now)
    restore(now, older)
    assert read_plan(now).region.name == "Kabupaten Bandung"
    assert older.read_bytes() == content
    assert not older.with_name("lama-cadangan").exists()


def test_two_backups_of_one_second_both_stay(office: Workspace) -> None:
    for _ in range(2):
        back_up(office)
    assert len(backups(office)) == 2


def test_the_backup_of_another_region_is_refused(office: Workspace, bandung: Plan, tmp_path: Path) -> None:
    garut = at(tmp_path / "garut.pagu")
    create_with(garut, replace(bandung, region=Region("32.05", "Kabupaten Garut")))
    with pytest.raises(FileError, match="memuat Kabupaten Garut, bukan Kabupaten Bandung"):
        restore(office, Path(garut.target))
    assert read_plan(office) == bandung


def test_where_no_backup_can_be_made_nothing_is_imported(
    office: Workspace, bandung: Plan, tmp_path: Path
) -> None:
    Path(office.target).with_name("bandung-cadangan").write_text("penghalang")
    listed = tmp_path / "daftar.csv"
    listed.write_text("NIK,Nama,Kelompok,Mulai\n3204901205800001,Ujang,Linmas,2022-01\n", "utf-8")
    with pytest.raises(FileError, match="tidak dapat dibuat"):
        import_roster(office, [listed])
    assert read_plan(office) == bandung
