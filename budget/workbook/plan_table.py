"""One sheet of the plan template: from its grid to records, with a problem for every cell that is wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from budget.errors import BadEntry, PaguError, Problem, error, warning
from budget.plan.entry import Cell
from budget.plan.field import Field, Layout, Values
from budget.workbook.sheets import Sheet

R = TypeVar("R")

# Titles and hints may stand above the header, but not an essay.
_LAST_HEADER_ROW = 50


@dataclass(frozen=True, slots=True)
class Header:
    """Where the columns are: the row of their labels, and each field's column, both from 0."""

    row: int
    columns: dict[str, int]


@dataclass(frozen=True, slots=True)
class Table(Generic[R]):
    """What stands in a sheet, by row from 0. `rejected` is what could be read where no record came of it.

    `is_missing` when there is no such sheet, or its header was not found.
    """

    layout: Layout[R]
    sheet: Sheet
    header: Header
    records: tuple[tuple[int, R], ...] = ()
    rejected: tuple[tuple[int, Values], ...] = ()
    problems: tuple[Problem, ...] = ()
    is_missing: bool = False

    @property
    def read(self) -> int:
        return len(self.records) + len(self.rejected)

    def place(self, row: int, key: str) -> str:
        return self.sheet.place((row, self.header.columns.get(key, 0)))


def read_table(layout: Layout[R], sheet: Sheet) -> Table[R]:
    """Rows below the header that are not blank, as records; every problem of every cell."""
    header = find_header(layout, sheet.rows)
    if header is None:
        labels = ", ".join(field.label for field in layout.fields if field.required)
        message = f"Baris judul kolom tidak ditemukan. Lembar ini harus punya kolom {labels}."
        return Table(
            layout,
            sheet,
            Header(0, {}),
            problems=(error("kolom_hilang", sheet.name, message),),
            is_missing=True,
        )
    problems = list(_header_problems(layout, sheet, header))
    table = Table(layout, sheet, header)
    records: list[tuple[int, R]] = []
    rejected: list[tuple[int, Values]] = []
    absent = {field.key for field in layout.fields if field.required} - set(header.columns)
    for row in range(header.row + 1, len(sheet.rows)):
        if _is_blank(table, row):
            continue
        values, found = _read_row(table, row)
        problems += found
        if found or absent:
            rejected.append((row, values))
            continue
        try:
            records.append((row, layout.build(values)))
        except BadEntry as misfit:
            problems.append(error(misfit.code, table.place(row, misfit.field), str(misfit)))
            rejected.append((row, values))
    return Table(layout, sheet, header, tuple(records), tuple(rejected), tuple(problems))


def find_header(layout: Layout[R], rows: Sequence[Sequence[object]]) -> Header | None:
    """The row with most of the labels, in any order; the first of equals, and None without any."""
    best: Header | None = None
    labels = {plain(field.label): field.key for field in layout.fields}
    for row, cells in enumerate(rows[:_LAST_HEADER_ROW]):
        columns: dict[str, int] = {}
        for column, cell in enumerate(cells):
            key = labels.get(plain(cell))
            if key is not None:
                columns.setdefault(key, column)
        if columns and (best is None or len(columns) > len(best.columns)):
            best = Header(row, columns)
    return best


def plain(label: object) -> str:
    """A label without its capitals and spare spaces."""
    return " ".join(label.split()).casefold() if isinstance(label, str) else ""


def _header_problems(layout: Layout[R], sheet: Sheet, header: Header) -> Iterator[Problem]:
    for field in layout.fields:
        if field.required and field.key not in header.columns:
            message = f"Kolom “{field.label}” tidak ada. Tambahkan di baris judul ini."
            yield error("kolom_hilang", sheet.place((header.row, 0)), message)
    used = set(header.columns.values())
    known = {plain(field.label) for field in layout.fields}
    for column, cell in enumerate(sheet.rows[header.row]):
        if column in used or cell is None:
            continue
        place = sheet.place((header.row, column))
        if plain(cell) in known:
            yield error("kolom_ganda", place, f"Kolom “{cell}” tertulis dua kali. Hapus salah satunya.")
        else:
            yield warning("kolom_tidak_dikenal", place, f"Kolom “{_short(cell)}” tidak dikenal: dilewati.")


def _short(cell: Cell) -> str:
    text = str(cell)
    return text if len(text) <= 60 else f"{text[:60]}…"


def _cell(table: Table[R], row: int, key: str) -> Cell:
    cells = table.sheet.rows[row]
    column = table.header.columns.get(key)
    return None if column is None or column >= len(cells) else cells[column]


def _is_blank(table: Table[R], row: int) -> bool:
    for key, column in table.header.columns.items():
        cell = _cell(table, row, key)
        if table.sheet.complaint((row, column)) or not (
            cell is None or (isinstance(cell, str) and not cell.strip())
        ):
            return False
    return True


def _read_row(table: Table[R], row: int) -> tuple[Values, list[Problem]]:
    values: Values = {}
    problems: list[Problem] = []
    for field in table.layout.fields:
        if field.key not in table.header.columns:
            values[field.key] = field.default
            continue
        try:
            values[field.key] = _read_cell(table, row, field)
        except PaguError as misfit:
            problems.append(error(misfit.code, table.place(row, field.key), str(misfit)))
    return values, problems


def _read_cell(table: Table[R], row: int, field: Field) -> object:
    if complaint := table.sheet.complaint((row, table.header.columns[field.key])):
        raise BadEntry(complaint, field.key)
    return field.read(_cell(table, row, field.key))
