"""Files of sample people: CSV and Excel, without a formula in them and the same bytes for the same people."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from people import Person
    from xlsxwriter import Workbook

_ROWS_PER_SHEET = 1_000_000

COLUMNS = ("NIK", "Nama", "Tempat Lahir", "Tanggal Lahir", "L/P", "Nama Ibu Kandung", "Alamat", "Desa",
           "Kecamatan", "Kelompok", "Mulai", "Upah", "Selesai", "No KPJ", "No HP")  # fmt: skip
# Without end of cover, KPJ and telephone.
TWELVE = 12


@cache
def day_text(day: datetime.date) -> str:
    return day.strftime("%d-%m-%Y")


@cache
def month_text(index: int | None) -> str:
    return "" if index is None else f"{index % 12 + 1:02d}/{index // 12}"


def cells(person: Person) -> tuple[str | int | datetime.date, ...]:
    """A row in the order of `COLUMNS`: the months as text, the birth date as a date."""
    return (*person[:10], month_text(person.first), person.wage, month_text(person.last), *person[13:])


def write_csv(path: Path, persons: Iterable[Person], columns: int = TWELVE) -> None:
    """The first `columns` of `COLUMNS`, with commas, in UTF-8."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS[:columns])
        rows = map(_texts, persons)
        writer.writerows(rows if columns == len(COLUMNS) else (row[:columns] for row in rows))


def _texts(person: Person) -> tuple[str | int, ...]:
    # One by one, as a million people pass here.
    nik, name, place, born, sex, mother, address, village, kecamatan, group, first, wage, last, kpj, phone = (
        person
    )
    return (nik, name, place, day_text(born), sex, mother, address, village, kecamatan, group,
            month_text(first), wage, month_text(last), kpj, phone)  # fmt: skip


def write_xlsx(path: Path, persons: Iterable[Person], columns: int = TWELVE) -> None:
    """The first `columns` of `COLUMNS`: NIK as text, birth dates as dates; a new sheet every million rows."""
    rest = iter(persons)
    with new_workbook(path, streamed=True) as book:
        dates = book.add_format({"num_format": "dd-mm-yyyy"})
        person = next(rest, None)
        while True:
            sheet = book.add_worksheet()
            sheet.set_column(0, columns - 1, 18)
            sheet.write_row(0, 0, COLUMNS[:columns])
            for row in range(1, _ROWS_PER_SHEET + 1):
                if person is None:
                    return
                put_row(sheet, row, cells(person)[:columns], dates)
                person = next(rest, None)
            if person is None:
                return


def new_workbook(path: Path, streamed: bool = False) -> Workbook:
    """The same content is the same bytes, as it was always made in 2022. Streamed: rows from top to bottom
    only, in constant memory."""
    from xlsxwriter import Workbook

    book = Workbook(str(path), {"constant_memory": streamed})
    book.set_properties({"created": datetime.datetime(2022, 1, 3)})  # noqa: DTZ001 (a workbook has no zone)
    return book


def put_row(sheet: Any, row: int, values: Sequence[object], dates: object) -> None:
    """Text as text whatever it begins with, dates as dates; blanks stay blank."""
    for column, value in enumerate(values):
        if isinstance(value, str):
            if value:
                sheet.write_string(row, column, value)
        elif isinstance(value, datetime.date):
            sheet.write_datetime(row, column, value, dates)
        elif value is not None:
            sheet.write_number(row, column, value)
