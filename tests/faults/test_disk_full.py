"""The disk is full in an import, a backup, an export, a migration: said in a sentence, and nothing is lost.

A process may write files up to a size only, which is what a full disk is to it.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from older_rows import MONTHS, NOTES, PEOPLE, file_of_2022, schema_of
from people import people
from people_files import TWELVE, write_csv
from places import file_only
from python_calamine import CalamineWorkbook
from stored import at_noon
from test_killed import assert_whole

from budget.errors import FileError
from budget.services import backups, exporting, history, rosters
from budget.services.workspace import read_plan
from budget.store import database

pytestmark = [file_only, pytest.mark.skipif(os.name == "nt", reason="Windows limits no sizes of files")]


@contextmanager
def room_for(most: int) -> Iterator[None]:
    """No file may grow beyond so many bytes in the block."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def said_with_room_for(most: int, task: Callable[[], object]) -> str:
    with room_for(most), pytest.raises(FileError) as refused:
        task()
    return str(refused.value)


def test_a_disk_that_is_full_in_an_import_leaves_the_people_there_were(file: Path, tmp_path: Path) -> None:
    listed = tmp_path / "daftar.csv"
    write_csv(listed, people(3_000, seed=5), TWELVE)
    office = at_noon(file)
    before, size = read_plan(office), file.stat().st_size
    said = said_with_room_for(size + 100_000, lambda: rosters.import_roster(office, [listed]))
    assert "Disk" in said
    assert read_plan(office) == before
    assert_whole(office)
    assert rosters.import_roster(office, [listed]).written
    assert sum(read_plan(office).roster.joined) == 3_000


def test_a_backup_for_which_there_is_no_room_is_not_half_there(file: Path) -> None:
    said = said_with_room_for(file.stat().st_size // 2, lambda: backups.back_up(at_noon(file)))
    assert "tidak dapat dibuat" in said
    folder = file.with_name(f"{file.stem}-cadangan")
    assert list(folder.glob("*")) == []
    assert backups.backups(at_noon(file)) == []


def test_an_export_for_which_there_is_no_room_leaves_the_older_workbook(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "dewan.xlsx"
    exporting.export_council(at_noon(file), out)
    older = out.read_bytes()
    assert said_with_room_for(20_000, lambda: exporting.export_council(at_noon(file), out))
    assert out.read_bytes() == older
    assert CalamineWorkbook.from_path(out).sheet_names
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("part", [0, 0.9])
def test_a_disk_with_no_room_for_the_backup_leaves_the_old_schema(tmp_path: Path, part: float) -> None:
    older = file_of_2022(tmp_path)
    office = at_noon(older)
    # A limit of its own is told by the system as a disk that does not answer.
    assert "Disk" in said_with_room_for(int(older.stat().st_size * part), lambda: read_plan(office))
    assert (schema_of(older), backups.backups(office)) == ("0002", [])
    assert_all_is_there(older)


@pytest.mark.parametrize("most", [0, 60_000, 150_000])
def test_a_disk_that_is_full_after_the_backup_leaves_the_old_schema(
    tmp_path: Path, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next opening brings it up to date."""
    older = file_of_2022(tmp_path)

    def migrate_with_less_room(engine: object, migrate: Callable[..., None] = database.migrate) -> None:
        with room_for(most):
            migrate(engine)

    with monkeypatch.context() as full:
        full.setattr(database, "migrate", migrate_with_less_room)
        with pytest.raises(FileError, match=r"perlu dibarui skemanya\. Disk"):
            read_plan(at_noon(older))
    assert schema_of(older) == "0002"
    assert_all_is_there(older)


def assert_all_is_there(file: Path) -> None:
    """What was stored in 2022, in the file and in its backups, of which none is half there."""
    office = at_noon(file)
    plan = read_plan(office)
    assert (len(plan.head_counts), sum(plan.roster.joined)) == (MONTHS, PEOPLE)
    assert [entry.action for entry in history.history(office)] == [
        f"Catatan {n}" for n in range(NOTES, 0, -1)
    ]
    assert_whole(office)
    kept = backups.backups(office)
    assert {schema_of(each.path) for each in kept} == {"0002"}
    assert len(list(kept[0].path.parent.iterdir())) == len(kept)
