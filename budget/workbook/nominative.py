"""The nominative list: everybody covered in a month, group by group, with a cover that counts them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Font

from budget.money import format_number
from budget.period import Month
from budget.plan import Region
from budget.progress import Progress
from budget.workbook.council import styles
from budget.workbook.council.sheet import Sheet
from budget.workbook.council.styles import Look, Styles
from budget.workbook.row_stream import MOST_ROWS, Line, RowStream, save_with_rows

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_COVER = "Sampul"
_COLUMNS = (
    ("No", 8), ("NIK", 20), ("Nama", 30), ("Tempat Lahir", 18), ("Tanggal Lahir", 13), ("L/P", 6),
    ("Nama Ibu Kandung", 24), ("Alamat", 36), ("Desa/Kelurahan", 22), ("Kecamatan", 20), ("No HP", 16),
    ("Penghasilan (Rp)", 17), ("Program", 13), ("Kelompok", 24), ("Sumber Dana", 16), ("Mulai", 11),
    ("Selesai", 11), ("No KPJ", 16), ("Status Validasi", 30),
)  # fmt: skip
_NUMBERS = ("No", "Penghasilan (Rp)")
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
    """`listed` are how many `rows` there are; `heads` are those that the projection pays in that month.

    `follows_roster`: they are the same people. Else the projection follows the plan.
    """

    name: str
    follows_roster: bool
    listed: int
    heads: int
    rows: Iterable[NominativeRow]


@dataclass(frozen=True, slots=True)
class NominativeCover:
    """What the first sheet says; without a `reason` the list is masked."""

    region: Region
    month: Month
    reason: str


def write_nominative(
    path: Path,
    cover: NominativeCover,
    groups: Sequence[NominativeGroup],
    progress: Progress,
    most_rows: int = MOST_ROWS,
) -> None:
    """Write the list to `path`; the same people give the same bytes. Whatever `progress` raises passes.

    A group with more than `most_rows` people continues on further sheets.
    """
    book = Workbook()
    book._named_styles["Normal"].font = Font(name="Arial", size=10)  # type: ignore[attr-defined]
    book.remove(book.worksheets[0])
    first = book.create_sheet(_COVER)
    looks = Styles(first)
    people = sum(group.listed for group in groups)
    done = 0
    streams: list[RowStream] = []
    names: dict[str, str] = {}
    for group in groups:
        rows = _counted(group.rows, done, people, progress)
        done += group.listed
        for number, start in enumerate(range(0, group.listed, most_rows), start=1):
            sheet = book.create_sheet(_sheet_name(group.name, number, book.sheetnames))
            names.setdefault(group.name, sheet.title)
            lines = _lines(islice(rows, most_rows), start + 1)
            streams.append(RowStream(sheet.title, _layout(sheet, looks, cover, group.name), lines))
    _write_cover(first, looks, cover, groups, names)
    save_with_rows(book, streams, path, cover.month.first_day)
    progress(people, people, "Selesai")


def _counted(
    rows: Iterable[NominativeRow], before: int, people: int, progress: Progress
) -> Iterator[NominativeRow]:
    for number, row in enumerate(rows, start=before):
        if number % _STEP == 0:
            progress(number, people, "Menulis daftar nominatif")
        yield row


def _lines(rows: Iterable[NominativeRow], first_number: int) -> Iterator[Line]:
    for number, row in enumerate(rows, start=first_number):
        place = NominativeRow._fields.index("wage_sen")
        yield Line((number, *row[:place], _rupiah(row.wage_sen), *row[place + 1 :]))


def _rupiah(sen: int | None) -> Decimal | str | None:
    if sen is None:
        return None
    rupiah = Decimal(sen).scaleb(-2)
    return rupiah if sen < _EXACT_SEN else f"{rupiah:f}"


def _layout(worksheet: Worksheet, looks: Styles, cover: NominativeCover, group: str) -> int:
    """The headings of a group's sheet, and the prototype of its rows, whose place is returned."""
    sheet = Sheet(worksheet, looks, [width for _, width in _COLUMNS])
    sheet.heading(f"Daftar Nominatif {group}", [f"{cover.region.name}, {cover.month.label}"])
    sheet.header(sheet.row, [title for title, _ in _COLUMNS])
    for column, (title, _) in enumerate(_COLUMNS, start=1):
        look = styles.figure(_MONEY if title == _NUMBERS[1] else "0") if title in _NUMBERS else _TEXT
        sheet.text(sheet.row + 1, column, "", look)
    sheet.prepare_print(cover.region.name, sheet.row, f"D{sheet.row + 1}")
    return sheet.row + 1


def _write_cover(
    worksheet: Worksheet,
    looks: Styles,
    cover: NominativeCover,
    groups: Sequence[NominativeGroup],
    names: dict[str, str],
) -> None:
    sheet = Sheet(worksheet, looks, (34, 22, 18, 18, 12, 34))
    sheet.heading("Daftar Nominatif Peserta", [f"{cover.region.name}, {cover.month.label}"])
    shown = (
        f"Memuat data pribadi secara lengkap (UU 27/2022). Alasan: {cover.reason}"
        if cover.reason
        else "NIK, tanggal lahir, nama ibu, alamat, telepon dan nomor KPJ disamarkan (UU 27/2022)."
    )
    sheet.across(sheet.row, (1, sheet.last_column), shown, styles.NOTE)
    sheet.row += 2
    sheet.header(
        sheet.row, ("Kelompok", "Sumber orang", "Dalam daftar", "Dalam proyeksi", "Selisih", "Lembar")
    )
    sheet.row += 1
    for group in groups:
        sheet.text(sheet.row, 1, group.name)
        sheet.text(sheet.row, 2, "Daftar" if group.follows_roster else "Rencana")
        for column, count in enumerate((group.listed, group.heads), start=3):
            sheet.number(sheet.row, column, count, styles.figure(styles.COUNT))
        sheet.number(sheet.row, 5, group.heads - group.listed, styles.figure(styles.DIFFERENCE))
        sheet.text(sheet.row, 6, names.get(group.name, "–"))
        sheet.row += 1
    listed, heads = sum(group.listed for group in groups), sum(group.heads for group in groups)
    sheet.across(sheet.row, (1, 2), "Jumlah", styles.TOTAL_LABEL)
    for column, count in enumerate((listed, heads), start=3):
        sheet.number(sheet.row, column, count, styles.total(styles.COUNT))
    sheet.number(sheet.row, 5, heads - listed, styles.total(styles.DIFFERENCE))
    sheet.text(sheet.row, 6, "", styles.TOTAL_LABEL)
    planned = sum(group.heads for group in groups if not group.follows_roster)
    if planned:
        sheet.row += 2
        note = (
            f"{format_number(planned)} orang dihitung menurut rencana: siapa yang tercatat dari kelompok itu "
            "tidak menentukan biayanya."
        )
        sheet.across(sheet.row, (1, sheet.last_column), note, styles.NOTE)
    sheet.prepare_print(cover.region.name, 2, "A3")


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
