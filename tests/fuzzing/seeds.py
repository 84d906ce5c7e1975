"""The good files that are damaged: one for each reader of files, which takes it without a word.

``daftar.xls`` and ``daftar.ods`` beside this module hold twelve sample people, saved by LibreOffice, as
nothing here writes these formats.
"""

import csv
import io
import sqlite3
import zipfile
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from bandung import JKK_ACCOUNT, JKM_ACCOUNT
from bandung import bandung as sample
from coverage_of_bandung import AUGUST, WORKERS
from openpyxl import Workbook, load_workbook
from people import people
from people_files import TWELVE, write_csv, write_xlsx
from places import scratch
from stored import at_noon

from budget.law import law_texts
from budget.period import Month
from budget.plan.coverage_layout import FIGURES
from budget.plan.field import Field, Layout
from budget.plan.payment_layout import PERSONS, BookKind
from budget.plan.payments import (
    Benefit,
    BenefitKind,
    BookedRow,
    FunnelCount,
    Invoice,
    InvoicePerson,
    Payment,
    Step,
    due_date,
)
from budget.resources import shipped
from budget.services.council import council_report
from budget.services.exporting import export_council
from budget.services.workspace import Workspace, create_with
from budget.workbook.council.inputs import RateKey
from budget.workbook.plan_writer import write_plan

FOLDER = scratch()
MARCH = Month(2022, 3)
BOOKED: dict[BookKind, tuple[BookedRow, ...]] = {
    BookKind.INVOICE: (
        Invoice("INV-1", MARCH, 2, 7_200, 9_000, due_date(MARCH), group="Linmas"),
        Invoice("INV-2", MARCH.plus(1), 5_600, 20_160_000, 25_200_000, due_date(MARCH.plus(1)), note="April"),
    ),
    BookKind.PAYMENT: (
        Payment(20_160_000, "1", "2", "A", date(2022, 5, 20), JKK_ACCOUNT),
        Payment(25_200_000, "3", "4", account=JKM_ACCOUNT),
    ),
    BookKind.BENEFIT: (
        Benefit(2022, BenefitKind.JKM, 10, 420_000_000, "Linmas", date(2022, 6, 1), "Surat BPJS"),
        Benefit(2022, BenefitKind.JKK, 2, 9_500_000),
    ),
    BookKind.COUNT: (
        FunnelCount("Linmas", MARCH, Step.DECREED, 5_600, source="SK"),
        FunnelCount("Linmas", MARCH, Step.ACCEPTED, 5_590),
        FunnelCount("Linmas", MARCH, Step.ACCEPTED, 10, "usia di atas 65"),
    ),
}
FIGURED = (WORKERS, AUGUST)
NAMED = tuple(InvoicePerson("INV-1", MARCH, 3204_90_120580_0000 + n, 3_600, 4_500) for n in (1, 2))


@cache
def office() -> Workspace:
    found = at_noon(str(FOLDER / "uji.pagu"))
    create_with(found, sample())
    return found


def stored_rows() -> str:
    """Every row of the office, its journal and all, as statements."""
    with closing(sqlite3.connect(office().target)) as file:
        return "\n".join(file.iterdump())


def put_back() -> None:
    """The office as it was made."""
    target = Path(office().target)
    for beside in ("-wal", "-shm"):
        target.with_name(f"{target.name}{beside}").unlink(missing_ok=True)
    target.write_bytes(seeds()["backup"])


@cache
def seeds() -> dict[str, bytes]:
    """By the name of the reader that takes it, as `targets` gives it."""
    files = {**_lists(), "coverage .xlsx": _book({"Cakupan": _rows(FIGURES, FIGURED)})}
    files["coverage .csv"] = _text(FIGURES, FIGURED)
    for kind, records in BOOKED.items():
        persons = {"Peserta": _rows(PERSONS, NAMED)} if kind is BookKind.INVOICE else {}
        files[f"{kind.value} .xlsx"] = _book({kind.layout.sheet: _rows(kind.layout, records), **persons})
        files[f"{kind.value} .csv"] = _text(kind.layout, records)
    write_plan(FOLDER / "rencana.xlsx", replace(sample(), assertions=()))
    files["plan"] = (FOLDER / "rencana.xlsx").read_bytes()
    files["verify"] = export_council(office(), FOLDER / "dewan.xlsx").read_bytes()
    files["council"] = _edited(FOLDER / "dewan.xlsx")
    for name in ("rka", "rencana", "data_tk_baru", "nominatif"):
        files[f"template {name}"] = shipped("templates", f"{name}.xlsx").read_bytes()
    files["filled rka"] = files["template rka"]
    files["law"] = "\n".join(law_texts()).encode()
    files["backup"] = Path(office().target).read_bytes()
    return files


def _lists() -> dict[str, bytes]:
    write_csv(FOLDER / "daftar.csv", people(40), TWELVE)
    write_xlsx(FOLDER / "daftar.xlsx", people(40), TWELVE)
    text = (FOLDER / "daftar.csv").read_text("utf-8")
    # No list is ever read from an .xlsb: its first part is what it is known and refused by.
    binary = io.BytesIO()
    with zipfile.ZipFile(binary, "w") as archive:
        archive.writestr("xl/workbook.bin", bytes(40))
    return {
        "roster .csv": text.encode(),
        # As Excel saves “Unicode Text”.
        "roster .txt": "\t".join(text.split(",")).encode("utf-16"),
        "roster .xlsx": (FOLDER / "daftar.xlsx").read_bytes(),
        "roster .xls": Path(__file__).with_name("daftar.xls").read_bytes(),
        "roster .ods": Path(__file__).with_name("daftar.ods").read_bytes(),
        "roster .xlsb": binary.getvalue(),
    }


def _rows(layout: Layout[Any], records: Iterable[Any], typed: bool = False) -> list[list[Any]]:
    """Headings and a row for each record, as a workbook stores them or as they are typed."""

    def cell(field: Field, value: Any) -> Any:
        if value in (None, "", ()):
            return None
        return field.kind.text(value) if typed else field.kind.cell(value)

    taken = [layout.take(record) for record in records]
    cells = [[cell(field, values[field.key]) for field in layout.fields] for values in taken]
    return [[field.label for field in layout.fields], *cells]


def _book(sheets: dict[str, list[list[Any]]]) -> bytes:
    book, content = Workbook(), io.BytesIO()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(content)
    return content.getvalue()


def _text(layout: Layout[Any], records: Iterable[Any]) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(_rows(layout, records, typed=True))
    return text.getvalue().encode()


def _edited(exported: Path) -> bytes:
    """The council's workbook with another rate, which becomes a scenario."""
    inputs = council_report(office()).book().inputs
    cell = next(each for each in inputs if isinstance(each.key, RateKey) and each.is_open)
    book, content = load_workbook(exported), io.BytesIO()
    book[cell.sheet][cell.address] = float(cell.value) * 2
    book.save(content)
    return content.getvalue()
