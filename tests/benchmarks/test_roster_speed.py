"""Lists beside the floor: raw reader, driver and bare GROUP BY; run by `make bench`, see docs/benchmark.md.

First every person must be counted where an independent count has them; then each run and its floor are timed
in turn, each import in a process of its own, and the median of the ratios is held to what is promised.
"""

import csv
import json
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

import pytest
from people import Turnover, people
from people_files import COLUMNS, TWELVE, write_csv, write_xlsx
from roster_runs import NOON
from sqlmodel import Session

from budget.engine.projection import project
from budget.law import load_law
from budget.plan import Plan
from budget.plan.roster import RosterCounts
from budget.store.counts import roster_recounted
from budget.store.database import open_database
from budget.store.unit_of_work import open_workspace

pytestmark = [pytest.mark.slow, pytest.mark.benchmark]

ROUNDS = 3
LIVELY = Turnover(late=25)
GROUP_BY = """
    SELECT stratum_id, month, SUM(joined), SUM(gone) FROM (
        SELECT stratum_id, first_month AS month, COUNT(*) AS joined, 0 AS gone
        FROM member WHERE +current = 1 GROUP BY stratum_id, first_month
        UNION ALL
        SELECT stratum_id, end_month, 0, COUNT(*)
        FROM member WHERE +current = 1 AND end_month IS NOT NULL GROUP BY stratum_id, end_month
    ) GROUP BY stratum_id, month
"""


class Run(NamedTuple):
    seconds: float
    megabytes: float


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lists")


@pytest.fixture(scope="module")
def workbook(folder: Path) -> Path:
    path = folder / "100k.xlsx"
    write_xlsx(path, people(100_000, turnover=LIVELY), TWELVE)
    return path


@pytest.fixture(scope="module")
def text(folder: Path) -> Path:
    path = folder / "1m.csv"
    write_csv(path, people(1_000_000, turnover=LIVELY), TWELVE)
    return path


@pytest.fixture(scope="module")
def stored(text: Path, folder: Path) -> Path:
    """A workspace with a million people."""
    path = folder / "stored.pagu"
    timed("import", text, path)
    return path


def timed(run: str, source: Path, database: Path | str) -> Run:
    script = Path(__file__).with_name("roster_runs.py")
    call = [sys.executable, str(script), run, str(source), str(database)]
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    return Run(**json.loads(done.stdout.splitlines()[-1]))


def beside_the_floor(source: Path, folder: Path) -> tuple[float, float]:
    """The median ratio to the floor of some rounds, and the most memory in MB."""
    ratios, memory = [], 0.0
    for number in range(ROUNDS):
        bare = timed("floor", source, folder / f"{source.stem}-floor-{number}.db")
        ours = timed("import", source, folder / f"{source.stem}-ours-{number}.pagu")
        ratios.append(ours.seconds / bare.seconds)
        memory = max(memory, ours.megabytes)
    print(f"{source.name}: {median(ratios):.2f} times the floor, {memory:.0f} MB")  # noqa: T201
    return median(ratios), memory


def counted(source: Path) -> Counter[tuple[str, str, str, str]]:
    """People by group, kecamatan, village and month of entry, as the list has them."""
    at = [COLUMNS.index(name) for name in ("Kelompok", "Kecamatan", "Desa", "Mulai")]
    with source.open(newline="", encoding="utf-8") as file:
        rows = csv.reader(file)
        next(rows)
        return Counter((row[at[0]], row[at[1]], row[at[2]], row[at[3]]) for row in rows)


def kept(database: Path) -> Counter[tuple[str, str, str, str]]:
    """The same, as the workspace keeps it."""
    query = """
        SELECT g.name, s.kecamatan, s.village, c.month, c.joined FROM stratum_count c
        JOIN stratum s ON s.id = c.stratum_id JOIN member_group g ON g.id = s.group_id
    """
    found = Counter[tuple[str, str, str, str]]()
    with closing(sqlite3.connect(database)) as connection:
        for group, kecamatan, village, month, joined in connection.execute(query):
            found[group, kecamatan, village, f"{month % 12 + 1:02d}/{month // 12}"] += joined
    return found


def test_everybody_of_a_million_is_counted_where_the_list_has_them(text: Path, stored: Path) -> None:
    assert kept(stored) == counted(text)
    assert kept(stored).total() == 1_000_000


def test_a_workbook_takes_two_and_a_half_times_the_floor(workbook: Path, folder: Path) -> None:
    ratio, megabytes = beside_the_floor(workbook, folder)
    assert ratio <= 2.5
    assert megabytes < 300


def test_a_million_rows_of_text_take_three_times_the_floor(text: Path, folder: Path) -> None:
    ratio, megabytes = beside_the_floor(text, folder)
    assert megabytes < 1_200
    assert ratio <= 3


def seconds(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun


def plan_of(database: Path) -> Plan:
    with open_workspace(str(database), "uji", NOON, writes=False) as work:
        return work.plan()


def recounted(database: Path) -> RosterCounts:
    """The roster counted from its people, not as the workspace has kept it."""
    engine = open_database(str(database))
    try:
        with Session(engine) as session:
            return roster_recounted(session)
    finally:
        engine.dispose()


def test_projecting_a_million_takes_little_more_than_the_bare_group_by(stored: Path) -> None:
    law, plan = load_law(), plan_of(stored)

    def bare() -> None:
        with closing(sqlite3.connect(stored)) as connection:
            connection.execute(GROUP_BY).fetchall()

    def ours() -> int:
        return project(replace(plan, roster=recounted(stored)), law).total

    assert ours() == project(plan, law).total
    bare()
    ratio = median(seconds(ours) / seconds(bare) for _ in range(5))
    print(f"projecting a million people: {ratio:.2f} times the bare GROUP BY")  # noqa: T201
    assert ratio <= 1.3


def test_an_edit_among_a_million_is_projected_in_a_tenth_of_the_first_time(stored: Path) -> None:
    law = load_law()

    def first() -> int:
        return project(replace(plan_of(stored), roster=recounted(stored)), law).total

    def again() -> int:
        return project(plan_of(stored), law).total

    before, slow = first(), median(seconds(first) for _ in range(3))
    with open_workspace(str(stored), "uji", NOON) as work:
        (somebody,) = work.people.members([500_000])
        writer = work.batch("edit", "uji")
        writer.supersede([somebody.id])
        writer.add([somebody.member._replace(end=somebody.member.first + 1)])
        work.note([writer.close()], "Ubah orang", 0)
        work.commit()
    quick = median(seconds(again) for _ in range(5))
    print(f"projecting anew after an edit: {slow / quick:.0f} times as fast as the first time")  # noqa: T201
    assert before > again() == first()
    assert quick < slow / 10
