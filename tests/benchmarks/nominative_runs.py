"""One timed run in a process of its own, so that its memory is its own: `python nominative_runs.py RUN ...`.

`list DB OUT` writes the nominative list of May 2023 in full from a workspace. The others write the rows
of such a list, `ROWS OUT COLUMNS`, that are in memory already. Prints one line of JSON: seconds of processor
time, of all threads together, and the highest memory in MB. Loading packages is not timed.
"""

import csv
import json
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from time import process_time

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
# "No" and "Penghasilan"; the others are texts.
NUMBERS = (0, 11)
Row = tuple[str | int | None, ...]
Writer = Callable[[Path, Sequence[str], list[Row]], None]


def rust(out: Path, titles: Sequence[str], rows: list[Row]) -> None:
    from rustpy_xlsxwriter import FastExcel

    FastExcel(str(out)).sheet("Data", (dict(zip(titles, row, strict=True)) for row in rows)).save()


def xlsxwriter(out: Path, titles: Sequence[str], rows: list[Row]) -> None:
    from xlsxwriter import Workbook

    with Workbook(str(out), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, titles)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(number, column, value)
                elif value is not None:
                    sheet.write_number(number, column, value)


def openpyxl(out: Path, titles: Sequence[str], rows: list[Row]) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(titles)
    for row in rows:
        sheet.append(row)
    book.save(out)


def stream(out: Path, titles: Sequence[str], rows: list[Row]) -> None:
    from openpyxl import Workbook

    from budget.workbook.row_stream import Line, RowStream, save_with_rows

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(titles)
    for column in range(1, len(titles) + 1):
        sheet.cell(2, column).number_format = "@"
    save_with_rows(book, [RowStream(sheet.title, 2, map(Line, rows))], out, date(2023, 5, 1))


WRITERS: dict[str, Writer] = {
    "rust": rust,
    "xlsxwriter": xlsxwriter,
    "openpyxl": openpyxl,
    "stream": stream,
}


def read_rows(source: Path, columns: int) -> tuple[list[str], list[Row]]:
    with source.open(newline="", encoding="utf-8") as file:
        titles, *rows = csv.reader(file)
    return titles[:columns], [
        tuple(int(v) if at in NUMBERS else v or None for at, v in enumerate(row[:columns])) for row in rows
    ]


def listed(database: Path, out: Path) -> None:
    from budget.period import Month
    from budget.services.nominative import write_nominative
    from budget.services.workspace import Workspace

    write_nominative(Workspace(str(database), "uji", lambda: NOON), out, Month(2023, 5), "Ukur kecepatan")


def load_packages() -> None:
    import openpyxl  # noqa: F401
    import rustpy_xlsxwriter  # noqa: F401
    import xlsxwriter  # noqa: F401

    import budget.services.nominative
    import budget.store.unit_of_work
    import budget.workbook.nominative  # noqa: F401


def highest_megabytes() -> float:
    """Of this program alone: `getrusage` counts what the process held before it became this program, too."""
    status = Path("/proc/self/status").read_text("utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def main(run: str, source: Path, out: Path, columns: int) -> None:
    load_packages()
    if run == "list":
        begun = process_time()
        listed(source, out)
    else:
        titles, rows = read_rows(source, columns)
        begun = process_time()
        WRITERS[run](out, titles, rows)
    seconds = process_time() - begun
    sys.stdout.write(json.dumps({"seconds": seconds, "megabytes": highest_megabytes()}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
