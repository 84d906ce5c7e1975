"""The disk is full in an import, a backup, an export, a migration: said in a sentence, and nothing is lost.

A process may write files up to a size only, which is what a full disk is to it.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from older_rows import MONTHS, NOTES, PEOPLE, file_of_2022, schema_of
from people import people
from people_files import TWELVE, write_csv
from places import file_only
from python_calamine import CalamineWorkbook
from stored import at_noon
from test_killed import assert_whole

from budget.services import backups, exporting, history
from budget.services.workspace import read_plan
from budget.store.database import REVISIONS

pytestmark = [file_only, pytest.mark.skipif(os.name == "nt", reason="Windows limits no sizes of files")]
ROOT = Path(__file__).parents[2]
CHILD = """
import json, resource, sys
from pathlib import Path
import alembic.command
from stored import at_noon
from budget.errors import PaguError
from budget.services import backups, exporting, history, rosters
from budget.services.workspace import read_plan
from budget.store import database
task, file, *rooms = sys.argv[1:]
def limit(most):
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
def migrate(office):
    # What is left for the migration when the backup before it is made.
    limit(resource.RLIM_INFINITY)
    keep = database._keep
    database._keep = lambda file: (keep(file), limit(most))
    try:
        read_plan(office)
    finally:
        database._keep = keep
tasks = {
    "open": read_plan,
    "migrate": migrate,
    "enrol": lambda office: rosters.import_roster(office, [Path(file)]),
    "back up": backups.back_up,
    "export": lambda office: exporting.export_council(office, Path(file)),
}
said = []
for target, most in zip(rooms[::2], map(int, rooms[1::2])):
    office = at_noon(target)
    if task not in ("open", "migrate"):
        read_plan(office)
    limit(most)
    try:
        tasks[task](office)
        said.append("")
    except PaguError as refused:
        said.append(str(refused))
    limit(resource.RLIM_INFINITY)
print(json.dumps(said))
"""


def said_with_room_for(most: int, task: str, target: Path, file: Path) -> str:
    """What the task says where no file may grow beyond so many bytes."""
    return said_with_rooms({target: most}, task, file)[0]


def said_with_rooms(rooms: dict[Path, int], task: str, file: Path) -> list[str]:
    """The same of several workspaces, each with room of its own."""
    env = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, (ROOT, ROOT / "tests", ROOT / "sample_data")))}
    pairs = [text for target, most in rooms.items() for text in (str(target), str(most))]
    call = [sys.executable, "-c", CHILD, task, str(file), *pairs]
    done = subprocess.run(call, capture_output=True, text=True, check=False, env=env, timeout=120)
    assert done.returncode == 0, done.stderr[-2000:]
    return [str(text) for text in json.loads(done.stdout)]


def test_a_disk_that_is_full_in_an_import_leaves_the_people_there_were(file: Path, tmp_path: Path) -> None:
    listed = tmp_path / "daftar.csv"
    write_csv(listed, people(3_000, seed=5), TWELVE)
    office = at_noon(file)
    before, size = read_plan(office), file.stat().st_size
    said = said_with_room_for(size + 100_000, "enrol", file, listed)
    assert "Disk" in said
    assert read_plan(office) == before
    assert_whole(office)
    assert said_with_room_for(50_000_000, "enrol", file, listed) == ""
    assert sum(read_plan(office).roster.joined) == 3_000


def test_a_backup_for_which_there_is_no_room_is_not_half_there(file: Path) -> None:
    said = said_with_room_for(file.stat().st_size // 2, "back up", file, file)
    assert "tidak dapat dibuat" in said
    folder = file.with_name(f"{file.stem}-cadangan")
    assert list(folder.glob("*")) == []
    assert backups.backups(at_noon(file)) == []


def test_an_export_for_which_there_is_no_room_leaves_the_older_workbook(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "dewan.xlsx"
    exporting.export_council(at_noon(file), out)
    older = out.read_bytes()
    assert said_with_room_for(20_000, "export", file, out) != ""
    assert out.read_bytes() == older
    assert CalamineWorkbook.from_path(out).sheet_names
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_disk_that_is_full_before_or_in_a_migration_leaves_a_whole_file(tmp_path: Path) -> None:
    """Of the old schema where it was refused, and the next opening brings it up to date."""
    older = file_of_2022(tmp_path)
    content, size = older.read_bytes(), older.stat().st_size
    for_all = {tmp_path / f"semua-{n}.pagu": size * n // 10 for n in (0, 5, 9)}
    after = {tmp_path / f"{n}.pagu": n * 40_000 for n in range(8)}
    for file in (*for_all, *after):
        file.write_bytes(content)
    said = said_with_rooms(for_all, "open", older) + said_with_rooms(after, "migrate", older)
    # With a limit of its own the system says that the disk does not answer, not that it is full.
    assert all("Disk" in each for each in said[:5])
    assert said[-1] == ""
    for file, refused in zip((*for_all, *after), said, strict=True):
        assert schema_of(file) == ("0002" if refused else REVISIONS[-1])
        assert_all_is_there(file)


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
