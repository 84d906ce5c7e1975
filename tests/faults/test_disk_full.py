"""The disk is full in the middle of an import, a backup, an export: said in a sentence, and nothing is lost.

A process may write files up to a size only, which is what a full disk is to it.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from people import people
from people_files import TWELVE, write_csv
from places import file_only
from python_calamine import CalamineWorkbook
from stored import at_noon
from test_killed import assert_whole

from budget.services import backups, exporting
from budget.services.workspace import read_plan

pytestmark = [file_only, pytest.mark.skipif(os.name == "nt", reason="Windows limits no sizes of files")]
ROOT = Path(__file__).parents[2]
CHILD = """
import json, resource, sys
from pathlib import Path
from stored import at_noon
from budget.errors import PaguError
from budget.services import backups, exporting, history, rosters
from budget.services.workspace import read_plan
task, target, file, most = sys.argv[1:]
office = at_noon(target)
read_plan(office)
tasks = {
    "enrol": lambda: rosters.import_roster(office, [Path(file)]),
    "back up": lambda: backups.back_up(office),
    "export": lambda: exporting.export_council(office, Path(file)),
}
resource.setrlimit(resource.RLIMIT_FSIZE, (int(most), int(most)))
try:
    tasks[task]()
    said = ""
except PaguError as refused:
    said = str(refused)
print(json.dumps(said))
"""


def said_with_room_for(most: int, task: str, target: Path, file: Path) -> str:
    """What the task says where no file may grow beyond so many bytes."""
    env = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, (ROOT, ROOT / "tests", ROOT / "sample_data")))}
    call = [sys.executable, "-c", CHILD, task, str(target), str(file), str(most)]
    done = subprocess.run(call, capture_output=True, text=True, check=False, env=env, timeout=120)
    assert done.returncode == 0, done.stderr[-2000:]
    return str(json.loads(done.stdout))


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
