"""One timed run in a process of its own, so that its memory is its own: `python roster_runs.py RUN FILE DB`.

`floor` reads a list with its raw reader and inserts all cells with the driver's executemany; `import` is the
product with all its checks. Prints one line of JSON: seconds and the highest memory in MB.
"""

import csv
import json
import resource
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

TESTS = Path(__file__).parents[1]
NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


def floor(source: Path, database: Path) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        rows = iter(_raw(source))
        titles = next(rows)
        connection.execute(f"CREATE TABLE list ({', '.join(f'c{at}' for at in range(len(titles)))})")
        connection.execute("BEGIN")
        connection.executemany(f"INSERT INTO list VALUES ({', '.join('?' * len(titles))})", rows)
        connection.execute("COMMIT")


def _raw(source: Path) -> Iterable[list[Any]]:
    if source.suffix == ".xlsx":
        from python_calamine import CalamineWorkbook

        return CalamineWorkbook.from_path(source).get_sheet_by_index(0).to_python()
    return _csv(source)


def _csv(source: Path) -> Iterator[list[str]]:
    with source.open(newline="", encoding="utf-8") as file:
        yield from csv.reader(file)


def workspace(database: Path) -> None:
    """The sample regency, whose groups are counted from lists."""
    from bandung import bandung

    from budget.plan import HeadSource
    from budget.services.workspace import Workspace, create_with

    plan = bandung()
    groups = tuple(replace(group, source=HeadSource.ROSTER) for group in plan.groups)
    create_with(Workspace(str(database), "uji", lambda: NOON), replace(plan, groups=groups))


def imported(source: Path, database: Path) -> None:
    from budget.services.rosters import RosterOptions, import_roster
    from budget.services.workspace import Workspace

    options = RosterOptions(rejects=database.with_suffix(".xlsx"))
    report = import_roster(Workspace(str(database), "uji", lambda: NOON), [source], options)
    if not report.written or report.accepted != report.read:
        raise SystemExit(f"{report.accepted} of {report.read} rows accepted")


def main(run: str, source: Path, database: Path) -> None:
    if run == "import":
        sys.path[:0] = [str(TESTS), str(TESTS.parent)]
        workspace(database)
    begun = perf_counter()
    (imported if run == "import" else floor)(source, database)
    seconds = perf_counter() - begun
    # The process that reads a long list beside this one counts, too.
    both = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
    megabytes = sum(resource.getrusage(who).ru_maxrss for who in both) / 1024
    sys.stdout.write(json.dumps({"seconds": seconds, "megabytes": megabytes}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
