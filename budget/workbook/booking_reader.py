"""Reading invoices, payments, benefits and counts from a workbook or from text: rows, each with its place."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from budget.errors import Problem, error
from budget.plan.field import Layout
from budget.plan.payment_layout import PERSONS
from budget.plan.payments import BookedRow, InvoicePerson, Payment
from budget.workbook.plan_table import Header, Table, find_header, read_table
from budget.workbook.sheets import Sheet, is_text, read_sheets, read_text, sheet_names

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class BookingReading:
    """What could be read; `persons` only of invoices. `read` and `rejected` count rows that are not blank."""

    rows: tuple[BookedRow, ...]
    persons: tuple[InvoicePerson, ...]
    problems: tuple[Problem, ...]
    read: int
    rejected: int
    places: "Places"


class Places:
    """Where a row that was read stands; a row is told by what it is, not by what it says."""

    def __init__(self) -> None:
        self._kept: dict[int, Callable[[str], str]] = {}

    def keep(self, record: object, place: Callable[[str], str]) -> None:
        self._kept[id(record)] = place

    def __call__(self, record: object, field: str) -> str:
        """``Tagihan!C5``, or the row's first column where the field is none of the sheet's."""
        return self._kept[id(record)](field)


def read_bookings(
    path: Path, layout: Layout[BookedRow], groups: Iterable[str], with_persons: bool
) -> BookingReading:
    """The rows of a sheet, groups spelled as in the plan; with whom invoices name, where asked for.

    FileError where the file is no sound workbook or text, or reaches past what is read.
    """
    spelled = {group.casefold(): group for group in groups}
    wanted = [layout.sheet, *([PERSONS.sheet] if with_persons else [])]
    sheets = _sheets(path, wanted)
    table = _table(layout, sheets)
    listed = _table(PERSONS, sheets) if PERSONS.sheet in sheets else _nothing(PERSONS)
    places = Places()
    rows: list[BookedRow] = []
    for at, record in table.records:
        if not isinstance(record, Payment) and record.group.casefold() in spelled:
            record = replace(record, group=spelled[record.group.casefold()])  # noqa: PLW2901
        places.keep(record, partial(table.place, at))
        rows.append(record)
    for at, person in listed.records:
        places.keep(person, partial(listed.place, at))
    problems = [*table.problems, *listed.problems]
    if table.is_missing and not listed.is_missing and listed.read:
        # Persons of an invoice that is booked already may come alone.
        problems = list(listed.problems)
    return BookingReading(
        tuple(rows),
        tuple(person for _, person in listed.records),
        tuple(problems),
        table.read + listed.read,
        len(table.rejected) + len(listed.rejected),
        places,
    )


def _sheets(path: Path, wanted: Sequence[str]) -> Mapping[str, Sheet]:
    """The wanted sheets; a text or the only sheet of a workbook is what its columns say."""
    if is_text(path):
        return _only(read_text(path), wanted)
    found = read_sheets(path, wanted)
    names = sheet_names(path)
    if found or len(names) > 1:
        return found
    return _only(read_sheets(path, names)[names[0]], wanted)


def _only(sheet: Sheet, wanted: Sequence[str]) -> Mapping[str, Sheet]:
    return {PERSONS.sheet if PERSONS.sheet in wanted and _names_persons(sheet.rows) else wanted[0]: sheet}


def _names_persons(rows: Sequence[Sequence[object]]) -> bool:
    header = find_header(PERSONS, rows)
    return header is not None and "nik" in header.columns


def _table(layout: Layout[R], sheets: Mapping[str, Sheet]) -> Table[R]:
    if (sheet := sheets.get(layout.sheet)) is not None:
        return read_table(layout, sheet)
    columns = ", ".join(field.label for field in layout.fields if field.required)
    message = f"Lembar “{layout.sheet}” tidak ada. Beri nama itu pada lembar dengan kolom {columns}."
    return replace(_nothing(layout), problems=(error("lembar_hilang", layout.sheet, message),))


def _nothing(layout: Layout[R]) -> Table[R]:
    return Table(layout, Sheet(layout.sheet, ()), Header(0, {}), is_missing=True)


def persons_by_invoice(persons: Iterable[InvoicePerson]) -> list[list[InvoicePerson]]:
    """The persons of each invoice and month, in their order."""
    found: dict[object, list[InvoicePerson]] = {}
    for person in persons:
        found.setdefault((person.number.casefold(), person.month), []).append(person)
    return list(found.values())
