"""The nominative list: everybody covered in a month, group by group, with a cover that counts them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from openpyxl.utils import get_column_letter

from budget.progress import Progress
from budget.resources import shipped
from budget.roster.memo import Memo
from budget.workbook.council import styles
from budget.workbook.council.sheet import Sheet
from budget.workbook.council.styles import Look, Styles
from budget.workbook.forms.book import close, opened
from budget.workbook.forms.fill import fill_sheet
from budget.workbook.forms.nominative_layout import NOMINATIVE
from budget.workbook.forms.template import FormTemplate
from budget.workbook.forms.template_check import read_template
from budget.workbook.nominative_cover import (
    COVER,
    RECAP,
    ListedGroup,
    ListSheet,
    NominativeCover,
    PlaceLine,
    cover_form,
    write_recap,
)
from budget.workbook.row_stream import MOST_ROWS, Line, RowStream, save_with_rows

_COLUMNS = (
    ("No", 8), ("NIK", 20), ("Nama", 30), ("Tempat Lahir", 18), ("Tanggal Lahir", 13), ("L/P", 6),
    ("Nama Ibu Kandung", 24), ("Alamat", 36), ("Desa/Kelurahan", 22), ("Kecamatan", 20), ("No HP", 16),
    ("Penghasilan (Rp)", 17), ("Program", 13), ("Kelompok", 24), ("Sumber Dana", 16), ("Mulai", 11),
    ("Selesai", 11), ("No KPJ", 16), ("Status Validasi", 30),
)  # fmt: skip
_NUMBERS = ("No", "Penghasilan (Rp)")
# Nobody is listed without one, so that it counts rows.
_COUNTED = "NIK"
_MONEY = "#,##0.00"
# A cell's number is a double: longer amounts stay texts.
_EXACT_SEN = 10**15
_TEXT = Look(align="left")
_STEP = 2_000
# What no sheet's name may hold.
_FORBIDDEN = dict.fromkeys(map(ord, "[]:*?/\\'"), " ")
_LONGEST_NAME = 31


class NominativeRow(NamedTuple):
    """One person in the list's columns, masked or not; dates and months as the list shows them."""

    nik: str
    name: str
    birth_place: str
    birth_date: str
    sex: str
    mother: str
    address: str
    village: str
    kecamatan: str
    phone: str
    wage_sen: int | None
    programmes: str
    group: str
    funding: str
    first: str
    last: str
    kpj: str
    status: str


@dataclass(frozen=True, slots=True)
class NominativeGroup:
    """`rows` are as many as the `places` of the group have people listed; they are read once, in order.

    `follows_roster`: the projection pays these people. Else it follows the plan.
    """

    name: str
    follows_roster: bool
    places: Sequence[PlaceLine]
    rows: Iterable[NominativeRow]


def write_nominative(
    path: Path,
    cover: NominativeCover,
    groups: Sequence[NominativeGroup],
    progress: Progress,
    most_rows: int = MOST_ROWS,
    template: FormTemplate | None = None,
) -> None:
    """Write the list to `path`; the same people give the same bytes. Whatever `progress` raises passes.

    A group with more than `most_rows` people continues on further sheets. The template of the cover, without
    one the shipped, is used up.
    """
    template = template or read_template(shipped("templates", f"{NOMINATIVE.template}.xlsx"), NOMINATIVE)
    book = opened(template)
    second = book.create_sheet(RECAP)
    looks = Styles(second)
    counts = _Counts(sum(place.listed for group in groups for place in group.places), progress)
    sheets: list[Sheet] = []
    streams: list[RowStream] = []
    listed: list[ListedGroup] = []
    for group in groups:
        rows = counts.passing(group.rows)
        people = sum(place.listed for place in group.places)
        parts = []
        for number, start in enumerate(range(0, people, most_rows), start=1):
            worksheet = book.create_sheet(_sheet_name(group.name, number, [COVER, *book.sheetnames]))
            size = min(most_rows, people - start)
            sheet = Sheet(worksheet, looks, [width for _, width in _COLUMNS])
            parts.append(_layout(sheet, cover, group.name, size))
            sheets.append(sheet)
            lines = _lines(islice(rows, size), start + 1)
            streams.append(RowStream(sheet.title, sheet.row, lines))
        listed.append(ListedGroup(group.name, group.follows_roster, group.places, parts))
    recap, stream = write_recap(second, looks, cover, listed)
    front, found = fill_sheet(template, cover_form(cover, listed, recap))
    close(template)
    book.move_sheet(front, 1 - len(book.sheetnames))
    values = [found, *(sheet.values for sheet in (recap.sheet, *sheets))]
    save_with_rows(book, [stream, *streams], path, cover.month.first_day, values)
    progress(counts.people, counts.people, "Selesai")


class _Counts:
    """Tells how many of all people are written."""

    def __init__(self, people: int, progress: Progress) -> None:
        self.people = people
        self._progress = progress
        self._written = 0

    def passing(self, rows: Iterable[NominativeRow]) -> Iterator[NominativeRow]:
        for row in rows:
            if self._written % _STEP == 0:
                self._progress(self._written, self.people, "Menulis daftar nominatif")
            self._written += 1
            yield row


def _lines(rows: Iterable[NominativeRow], first_number: int) -> Iterator[Line]:
    place = NominativeRow._fields.index("wage_sen")
    wages = Memo(_rupiah)
    for number, row in enumerate(rows, start=first_number):
        wage = None if row.wage_sen is None else wages[row.wage_sen]
        yield Line((number, *row[:place], wage, *row[place + 1 :]))


def _rupiah(sen: int) -> Decimal | str:
    rupiah = Decimal(sen).scaleb(-2)
    return rupiah if sen < _EXACT_SEN else f"{rupiah:f}"


def _layout(sheet: Sheet, cover: NominativeCover, group: str, people: int) -> ListSheet:
    """The headings of a group's sheet, and the prototype of its rows at `sheet.row`."""
    titles = [title for title, _ in _COLUMNS]
    sheet.heading(f"Daftar Nominatif {group}", [f"{cover.region.name}, {cover.month.label}"])
    counted = titles.index(_COUNTED) + 1
    letter, header = get_column_letter(counted), sheet.row + 1
    rows = f"{letter}{header + 1}:{letter}{header + people}"
    sheet.across(sheet.row, (1, counted), "Jumlah yang tampak", styles.TOTAL_LABEL)
    # 103 counts what a filter leaves in sight.
    sheet.live(sheet.row, counted + 1, f"=SUBTOTAL(103,{rows})", people, styles.total(styles.COUNT))
    sheet.header(header, titles)
    sheet.row = header + 1
    for column, title in enumerate(titles, start=1):
        look = styles.figure(_MONEY if title == _NUMBERS[1] else "0") if title in _NUMBERS else _TEXT
        sheet.text(sheet.row, column, "", look)
    sheet.worksheet.auto_filter.ref = f"A{header}:{get_column_letter(len(titles))}{header + people}"
    cover.prepare_print(sheet, header, f"D{sheet.row}")
    return ListSheet(sheet.title, rows)


def _sheet_name(group: str, number: int, taken: Iterable[str]) -> str:
    """The group's name as far as a sheet may have it, with a number where it is not the first."""
    known = {name.casefold() for name in taken}
    name = " ".join(group.translate(_FORBIDDEN).split()) or "Kelompok"
    while True:
        ending = f" ({number})" if number > 1 else ""
        title = name[: _LONGEST_NAME - len(ending)].rstrip() + ending
        if title.casefold() not in known and title.casefold() != "history":
            return title
        number += 1
