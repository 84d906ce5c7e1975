"""kill −9 at random moments: the workspace opens, its checks pass, and what was committed is there.

A short form runs always; the long one, of two hundred kills, is marked slow: `pytest -m slow tests/faults`.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from random import Random

import pytest
from named_checks import AS_RECORDED
from older_files import older_file
from people import Turnover, people
from people_files import TWELVE, write_csv
from places import file_only
from python_calamine import CalamineWorkbook
from stored import at_noon

from budget.services.checking import CHECKS, Outcome, run_checks
from budget.services.workspace import Workspace, read_plan

pytestmark = [file_only, pytest.mark.skipif(os.name == "nt", reason="Windows knows no kill −9")]
WORKER = Path(__file__).with_name("worker.py")
# What no kill may break; the others are about what an officer planned.
WHOLE = {
    "file", "references", "orphans", "head-counts", "history", "one-person", "sums", "seals", "versions",
    *AS_RECORDED,
}  # fmt: skip
PEOPLE = 400
OLD = """
INSERT INTO region (code, name, first_month, last_month, timing, least_age, below_age)
    VALUES ('32.04', 'Bandung', '2022-01', '2022-12', 'same-month', 17, 65);
"""


class Worker:
    """Begins tasks and kills them."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def _said(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def _begin(self, task: str, target: str, file: Path | str) -> int:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{task}\t{target}\t{file}\n")
        self._process.stdin.flush()
        return int(self._said())

    def run(self, task: str, target: str, file: Path | str = "") -> float:
        """To its end; the seconds that it took."""
        begun = time.perf_counter()
        self._begin(task, target, file)
        assert self._said() == "over"
        return time.perf_counter() - begun

    def kill(self, after: float, task: str, target: str, file: Path | str = "") -> None:
        self.kill_once(lambda: time.sleep(after), task, target, file)

    def kill_once(self, wait: Callable[[], object], task: str, target: str, file: Path | str) -> None:
        """Kill when `wait` returns."""
        number = self._begin(task, target, file)
        wait()
        with suppress(ProcessLookupError):
            os.killpg(number, signal.SIGKILL)
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)
        assert self._said() == "over"


@pytest.fixture(scope="module")
def at() -> Iterator[Worker]:
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, str(WORKER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root
    ) as process:
        yield Worker(process)
        assert process.stdin is not None
        process.stdin.close()


def assert_whole(office: Workspace) -> None:
    failed = [r for r in run_checks(office) if r.check.code in WHOLE and r.outcome is Outcome.FAILED]
    assert failed == []
    assert {check.code for check in CHECKS} >= WHOLE


def lists_of(folder: Path, number: int) -> list[Path]:
    """So many lists of other people each."""
    found, everybody = [], people(number * PEOPLE, seed=100, turnover=Turnover(late=25))
    for place in range(number):
        path = folder / f"daftar-{place}.csv"
        write_csv(path, list(islice(everybody, PEOPLE)), TWELVE)
        found.append(path)
    return found


def kill_everything(at: Worker, file: Path, folder: Path, kills: int, seed: int) -> None:
    """Edits, imports, undo and exports on one workspace, each killed once; then once to its end."""
    chance, office = Random(seed), at_noon(str(file))
    lists = lists_of(folder, 4)
    out = folder / "dewan.xlsx"
    spare = str(folder / "ukur.pagu")
    Path(spare).write_bytes(file.read_bytes())
    takes = {
        "edit": at.run("edit", spare, "900"),
        "enrol": at.run("enrol", spare, lists[0]),
        "undo": at.run("undo", spare),
        "export": at.run("export", spare, out),
    }
    for number in range(1, kills + 1):
        task = chance.choice(list(takes))
        given = {"edit": str(number), "enrol": chance.choice(lists), "undo": "", "export": out}[task]
        before = read_plan(office)
        at.kill(chance.random() * takes[task] * 1.1, task, office.target, given)
        after = read_plan(office)
        assert_whole(office)
        if task == "edit":
            added = [c.heads for c in after.head_counts if c not in before.head_counts]
            assert added in ([], [number])
        elif task == "enrol":
            assert sum(after.roster.joined) - sum(before.roster.joined) in (0, PEOPLE)
        elif task == "export":
            assert after == before
            CalamineWorkbook.from_path(out).get_sheet_by_index(0).to_python()
    at.run("edit", office.target, "901")
    assert any(count.heads == 901 for count in read_plan(office).head_counts)


def test_a_few_kills_lose_nothing_that_was_committed(at: Worker, file: Path, tmp_path: Path) -> None:
    kill_everything(at, file, tmp_path, kills=6, seed=1)


@pytest.mark.slow
def test_two_hundred_kills_lose_nothing_that_was_committed(at: Worker, file: Path, tmp_path: Path) -> None:
    kill_everything(at, file, tmp_path, kills=200, seed=2)


@pytest.mark.slow
def test_a_big_import_killed_near_its_end_is_forgotten_within_a_second(
    at: Worker, file: Path, tmp_path: Path
) -> None:
    """What was written of a hundred thousand people lies beside the file, and is left there."""
    office, big = at_noon(str(file)), tmp_path / "besar.csv"
    write_csv(big, people(100_000, seed=9), TWELVE)
    before, beside = read_plan(office), file.with_name(f"{file.name}-wal")
    for written in (1, 5, 10):

        def grown(least: int = written) -> None:
            while not beside.exists() or beside.stat().st_size < least * 1_000_000:
                time.sleep(0.005)

        at.kill_once(grown, "enrol", office.target, big)
        left = beside.stat().st_size
        begun = time.perf_counter()
        plan = read_plan(office)
        opened = time.perf_counter() - begun
        print(f"{left / 1e6:.1f} MB written when killed, open again in {opened:.3f} s")  # noqa: T201
        assert plan == before
        assert opened < 1
        assert_whole(office)


def test_a_killed_migration_leaves_the_old_schema_or_the_new_one(at: Worker, tmp_path: Path) -> None:
    """The next opening brings it up to date, and the backup made before it is whole."""
    chance = Random(3)
    older = older_file(tmp_path / "lama.pagu", "0002", OLD).read_bytes()
    (tmp_path / "ukur.pagu").write_bytes(older)
    takes = at.run("migrate", str(tmp_path / "ukur.pagu"))
    for number in range(2):
        file = tmp_path / f"{number}.pagu"
        file.write_bytes(older)
        at.kill(chance.random() * takes, "migrate", str(file))
        office = at_noon(str(file))
        assert read_plan(office).region.name == "Bandung"
        assert_whole(office)


def test_a_killed_restore_leaves_what_was_or_what_is_restored(at: Worker, file: Path, tmp_path: Path) -> None:
    chance, office = Random(4), at_noon(str(file))
    backup = tmp_path / "cadangan.pagu"
    backup.write_bytes(file.read_bytes())
    original = read_plan(office)
    at.run("edit", office.target, "7")
    edited = read_plan(office)
    takes = at.run("restore", office.target, backup)
    for _ in range(2):
        at.run("edit", office.target, "7")
        assert read_plan(office) == edited
        at.kill(chance.random() * takes, "restore", office.target, backup)
        assert read_plan(office) in (original, edited)
        assert_whole(office)
        at.run("restore", office.target, backup)
