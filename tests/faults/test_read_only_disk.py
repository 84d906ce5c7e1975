"""A workspace on a disk that nobody may write: it is read as ever, and what would write says why not."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from disks import close_to_writing, disk
from older_rows import file_of_2022, schema_of
from people import people
from people_files import TWELVE, write_csv
from places import file_only
from stored import at_noon
from test_killed import assert_whole

from budget.errors import FileError
from budget.period import Month
from budget.plan import HeadCount, Plan
from budget.resources import shipped
from budget.services import backups, editing, exporting, history, importing, rosters
from budget.services.workspace import Workspace, create_with, read_plan
from tui.__main__ import command_line

pytestmark = [file_only, pytest.mark.skipif(sys.platform != "linux", reason="mounts a disk as Linux does")]
CLOSED = "hanya dapat dibaca"
MORE = HeadCount("Linmas", Month(2022, 2), 5, kecamatan="Soreang")
WRITES: dict[str, Callable[[Workspace, Path], object]] = {
    "an edit": lambda office, _: editing.put(office, None, MORE),
    "undo": lambda office, _: history.undo(office),
    "a list": lambda office, other: rosters.import_roster(office, [other / "daftar.csv"]),
    "a plan": lambda office, _: importing.import_plan(
        office, shipped("sample_data", "kabupaten-bandung.xlsx")
    ),
    "a backup": lambda office, _: backups.back_up(office),
    "a restore": lambda office, _: backups.restore(office, backups.backups(office)[0].path),
    "an export beside it": lambda office, _: exporting.export_council(
        office, Path(office.target).with_name("dewan.xlsx")
    ),
    "a new workspace": lambda office, _: create_with(
        at_noon(Path(office.target).with_name("baru.pagu")), read_plan(office)
    ),
}


@pytest.fixture
def closed(file: Path, tmp_path: Path) -> Iterator[Workspace]:
    """The sample regency with an edit and a backup, on a disk of its own that is closed since."""
    with disk(tmp_path / "disk", 10_000_000) as folder:
        office = at_noon(shutil.copy2(file, folder))
        editing.put(office, None, HeadCount("Linmas", Month(2022, 2), 4, kecamatan="Baleendah"))
        backups.back_up(office)
        close_to_writing(folder)
        yield office


def test_what_only_reads_does_as_ever(closed: Workspace, tmp_path: Path) -> None:
    assert_whole(closed)
    assert len(history.history(closed)) == 2
    assert len(backups.backups(closed)) == 1
    write_csv(tmp_path / "daftar.csv", people(40), TWELVE)
    assert rosters.import_roster(closed, [tmp_path / "daftar.csv"], dry_run=True).accepted == 40
    out = exporting.export_council(closed, tmp_path / "dewan.xlsx")
    assert out.stat().st_size > 20_000


def test_what_would_write_is_refused_in_words_and_changes_nothing(closed: Workspace, tmp_path: Path) -> None:
    write_csv(tmp_path / "daftar.csv", people(40), TWELVE)
    before, there = read_plan(closed), sorted(Path(closed.target).parent.rglob("*"))
    for what, write in WRITES.items():
        with pytest.raises(FileError) as refused:
            write(closed, tmp_path)
        assert CLOSED in str(refused.value), what
    assert read_plan(closed) == before
    assert sorted(Path(closed.target).parent.rglob("*")) == there


@pytest.mark.parametrize(
    ("commands", "code"),
    [
        (("project", "law", "roster find Asep", "version list", "scenario list"), 0),
        (("backup", "version freeze Awal"), 1),
    ],
)
def test_a_command_does_it_or_says_why_not(
    closed: Workspace, commands: tuple[str, ...], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in commands:
        with pytest.raises(SystemExit) as left:
            command_line([*command.split(), "--db", closed.target])
            sys.exit(0)
        said = capsys.readouterr()
        assert int(left.value.code or 0) == code, said
        assert "Traceback" not in said.err + said.out
        assert (CLOSED in said.err) is bool(code)


def test_a_file_of_an_older_schema_says_that_it_has_to_be_brought_up_to_date(tmp_path: Path) -> None:
    with disk(tmp_path / "disk", 10_000_000) as folder:
        older = file_of_2022(folder)
        close_to_writing(folder)
        with pytest.raises(FileError, match=rf"perlu dibarui skemanya.*{CLOSED}"):
            read_plan(at_noon(older))
        copy = Path(shutil.copy2(older, tmp_path / "salinan.pagu"))
        assert schema_of(copy) == "0002"
    assert_whole(at_noon(copy))


def test_changes_that_still_wait_in_the_wal_are_not_passed_over(file: Path, tmp_path: Path) -> None:
    """As after a power cut: read without them the file would be an older state."""
    with disk(tmp_path / "disk", 10_000_000) as folder, closing(sqlite3.connect(file)) as elsewhere:
        elsewhere.execute("BEGIN")
        elsewhere.execute("SELECT * FROM region").fetchall()
        editing.put(at_noon(file), None, MORE)
        for part in (file, file.with_name(f"{file.name}-wal")):
            shutil.copy2(part, folder)
        close_to_writing(folder)
        with pytest.raises(FileError, match=r"belum ditutup dengan rapi.*Salin dahulu"):
            read_plan(at_noon(folder / file.name))


def test_a_file_that_is_closed_alone_is_read_and_not_written(file: Path, bandung: Plan) -> None:
    """Its folder may be written, so that a backup is made."""
    bound = subprocess.run(["mount", "--bind", str(file), str(file)], check=False, capture_output=True)
    if bound.returncode:
        pytest.skip("no file may be mounted here")
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", str(file)], check=True)
        office = at_noon(file)
        assert read_plan(office) == bandung
        with pytest.raises(FileError, match=CLOSED):
            editing.put(office, None, MORE)
        assert read_plan(at_noon(backups.back_up(office).path)) == bandung
    finally:
        subprocess.run(["umount", str(file)], check=True)
