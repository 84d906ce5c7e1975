"""One measurement of rosters in a process of its own: seconds and peak memory as JSON on stdout.

python roster_times.py floor FILE           raw reading and raw insertion, by the drivers alone
python roster_times.py import FILE DB       the product's import into a new workspace, with all checks
python roster_times.py project DB           the bare GROUP BY, the first projection, one after an edit
"""

import json
import resource
import sqlite3
import sys
from collections.abc import Callable, Iterable
from csv import reader
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from bandung import bandung

from budget.engine.projection import project
from budget.law import load_law
from budget.period import Month
from budget.plan import HeadSource
from budget.roster.search import PeopleFilter
from budget.services.membership import end
from budget.services.projecting import Question
from budget.services.projecting import project as project_stored
from budget.services.rosters import import_roster
from budget.services.workspace import Workspace, create_with, read_plan, transaction
from budget.store.members import recounted, roster_recounted

Figures = dict[str, Any]


def timed(run: Callable[[], object]) -> float:
    start = perf_counter()
    run()
    return perf_counter() - start


def floor(path: Path) -> Figures:
    """All columns as they are read, into one table without an index, in one transaction."""
    with TemporaryDirectory() as folder:
        connection = sqlite3.connect(Path(folder) / "raw.db", isolation_level=None)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        seconds = timed(lambda: insert(connection, path))
        (rows,) = connection.execute("SELECT count(*) FROM raw").fetchone()
        connection.close()
    return {"seconds": seconds, "rows": rows}


def insert(connection: sqlite3.Connection, path: Path) -> None:
    if path.suffix == ".csv":
        with path.open(newline="", encoding="utf-8") as file:
            rows = iter(reader(file))
            fill(connection, next(rows), rows)
        return
    from python_calamine import CalamineWorkbook

    titles, *cells = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    fill(connection, titles, cells)


def fill(connection: sqlite3.Connection, titles: list[Any], rows: Iterable[list[Any]]) -> None:
    connection.execute(f"CREATE TABLE raw ({', '.join(f'c{n}' for n in range(len(titles)))})")
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(f"INSERT INTO raw VALUES ({', '.join('?' * len(titles))})", rows)
    connection.execute("COMMIT")


def workspace(db: Path) -> Workspace:
    return Workspace(str(db), "bench", lambda: datetime(2026, 11, 2, tzinfo=UTC))


def imported(path: Path, db: Path) -> Figures:
    plan = bandung()
    listed = tuple(replace(group, source=HeadSource.ROSTER) for group in plan.groups)
    create_with(workspace(db), replace(plan, groups=listed))
    found: list[Any] = []
    seconds = timed(lambda: found.append(import_roster(workspace(db), [path])))
    (report,) = found
    total = project_stored(workspace(db), Question()).total
    return {"seconds": seconds, "rows": report.accepted, "effect": report.effect_rupiah, "total": total}


def projected(db: Path) -> Figures:
    """Seconds of each; `first` counts the people anew, `again` uses the counts that the edit has kept."""
    here, law = workspace(db), load_law()
    with transaction(here, writes=False) as work:
        plan = work.plan()
        session = work._session
        bare = min(timed(lambda: recounted(session)) for _ in range(3))
        first = min(
            timed(lambda: project(replace(plan, roster=roster_recounted(session)), law)) for _ in range(3)
        )
        (number,) = work.people.numbers(PeopleFilter(), 1)

    end(here, number, Month(2022, 6))
    again = min(timed(lambda: project(read_plan(here), law)) for _ in range(3))
    return {"bare": bare, "first": first, "again": again}


if __name__ == "__main__":
    what, *names = sys.argv[1:]
    run: dict[str, Callable[..., Figures]] = {"floor": floor, "import": imported, "project": projected}
    figures = run[what](*map(Path, names))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(json.dumps({**figures, "mib": peak}))
