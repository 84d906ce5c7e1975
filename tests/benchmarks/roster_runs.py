"""One timed run in a process of its own, so that its memory is its own: `python roster_runs.py RUN FILE DB`.

`floor` reads a list with its raw reader and inserts all cells with the driver's executemany, on a server
with its COPY; `import` is the product with all its checks. Prints one line of JSON: seconds and the highest
memory in MB.
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


def floor(source: Path, database: str) -> None:
    rows = iter(_raw(source))
    titles = next(rows)
    (_copy if "://" in database else _insert)(database, [f"c{at}" for at in range(len(titles))], rows)


def _insert(database: str, columns: list[str], rows: Iterator[list[Any]]) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"CREATE TABLE list ({', '.join(columns)})")
        connection.execute("BEGIN")
        connection.executemany(f"INSERT INTO list VALUES ({', '.join('?' * len(columns))})", rows)
        connection.execute("COMMIT")


def _copy(database: str, columns: list[str], rows: Iterator[list[Any]]) -> None:
    import psycopg

    with psycopg.connect(database.replace("+psycopg", "")) as connection, connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE list ({', '.join(f'{name} text' for name in columns)})")
        with cursor.copy("COPY list FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)


def _raw(source: Path) -> Iterable[list[Any]]:
    if source.suffix == ".xlsx":
        from python_calamine import CalamineWorkbook

        return CalamineWorkbook.from_path(source).get_sheet_by_index(0).to_python()
    return _csv(source)


def _csv(source: Path) -> Iterator[list[str]]:
    with source.open(newline="", encoding="utf-8") as file:
        yield from csv.reader(file)


def workspace(database: str) -> None:
    """The sample regency, whose groups are counted from lists."""
    from bandung import bandung

    from budget.plan import HeadSource
    from budget.services.workspace import Workspace, create_with

    plan = bandung()
    groups = tuple(replace(group, source=HeadSource.ROSTER) for group in plan.groups)
    create_with(Workspace(database, "uji", lambda: NOON), replace(plan, groups=groups))


def imported(source: Path, database: str) -> None:
    from budget.services.rosters import RosterOptions, import_roster
    from budget.services.workspace import Workspace

    options = RosterOptions(rejects=source.with_suffix(".ditolak.xlsx"))
    report = import_roster(Workspace(database, "uji", lambda: NOON), [source], options)
    if not report.written or report.accepted != report.read:
        raise SystemExit(f"{report.accepted} of {report.read} rows accepted")


def main(run: str, source: Path, database: str) -> None:
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
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
