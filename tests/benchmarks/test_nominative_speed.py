"""The nominative list beside the quickest writers of workbooks; run by `make bench`, see docs/benchmark.md.

First every cell of the list must be read back as the writers were given it. Then each run is timed in a
process of its own, in turn with its rival, and the median of the ratios is held to what is promised.
"""

import csv
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

import pytest
from people import Turnover, people
from people_files import COLUMNS, write_csv
from python_calamine import CalamineWorkbook
from roster_runs import imported, workspace

PEOPLE = 100_000
TWELVE, ALL = 12, 19
ROUNDS = 5

pytestmark = [pytest.mark.slow, pytest.mark.benchmark]


class Run(NamedTuple):
    seconds: float
    megabytes: float


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("nominative")


@pytest.fixture(scope="module")
def database(folder: Path) -> Path:
    """A workspace with a hundred thousand people, all covered in May 2023."""
    source, path = folder / "100k.csv", folder / "100k.pagu"
    write_csv(source, people(PEOPLE, turnover=Turnover(late=25)), len(COLUMNS))
    workspace(path)
    imported(source, path)
    return path


@pytest.fixture(scope="module")
def rows(database: Path, folder: Path) -> Path:
    """The list's own cells, all sheets of people below each other, as the writers are given them."""
    timed("list", database, folder / "list.xlsx")
    path = folder / "rows.csv"
    found = cells(folder / "list.xlsx", 2)
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(found)
    assert len(found) == PEOPLE + 1
    return path


def cells(workbook: Path, first_sheet: int) -> list[list[str | int]]:
    """The rows of its sheets, under one heading."""
    book = CalamineWorkbook.from_path(workbook)
    found: list[list[str | int]] = []
    for name in book.sheet_names[first_sheet:]:
        table = book.get_sheet_by_name(name).to_python()
        start = next(at for at, row in enumerate(table) if row[0] == "No")
        part = table[start:] if not found else table[start + 1 :]
        found += [[int(v) if isinstance(v, float) else str(v) for v in row] for row in part]
    return found


def timed(run: str, source: Path, out: Path, columns: int = ALL) -> Run:
    script = Path(__file__).with_name("nominative_runs.py")
    call = [sys.executable, str(script), run, str(source), str(out), str(columns)]
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    return Run(**json.loads(done.stdout.splitlines()[-1]))


def beside(ours: Sequence[object], rival: Sequence[object], rounds: int = ROUNDS) -> float:
    """The median of the ratios of some rounds, in turn."""
    ratios = [timed(*ours).seconds / timed(*rival).seconds for _ in range(rounds)]  # type: ignore[arg-type]
    return median(ratios)


@pytest.mark.parametrize("columns", [TWELVE, ALL])
def test_rows_are_written_in_one_and_a_half_times_the_quickest_writer(
    rows: Path, folder: Path, columns: int
) -> None:
    out, fast = folder / "stream.xlsx", folder / "rust.xlsx"
    ratio = beside(("stream", rows, out, columns), ("rust", rows, fast, columns))
    assert cells(out, 0) == cells(fast, 0)
    print(f"{columns} columns: {ratio:.2f} times the quickest writer")  # noqa: T201
    assert ratio <= 1.5


@pytest.mark.parametrize("rival", ["xlsxwriter", "openpyxl"])
def test_rows_are_written_much_quicker_than_python_writers_do(rows: Path, folder: Path, rival: str) -> None:
    out = folder / "rival.xlsx"
    ratio = beside((rival, rows, out, TWELVE), ("stream", rows, folder / "stream.xlsx", TWELVE), 1)
    print(f"{rival}: {ratio:.1f} times as long as our rows")  # noqa: T201
    assert ratio >= 2


def test_the_list_from_the_database_takes_little_more_than_its_rows_and_under_200_mb(
    database: Path, rows: Path, folder: Path
) -> None:
    """Reading, wording, counting and projecting are in its time, which the quickest writer need not do."""
    fast = folder / "rust.xlsx"
    ratio = beside(("list", database, folder / "list.xlsx"), ("rust", rows, fast, ALL))
    megabytes = timed("list", database, folder / "list.xlsx").megabytes
    print(f"the list: {ratio:.2f} times the quickest writer, {megabytes:.0f} MB")  # noqa: T201
    assert cells(folder / "list.xlsx", 2) == cells(fast, 0)
    assert megabytes < 200
    assert ratio <= 3
