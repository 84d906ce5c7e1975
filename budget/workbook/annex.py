"""The mutations of a month as the annex of a letter: who joined, who left, who is covered otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font

from budget.money import format_number, format_sen
from budget.period import Month
from budget.plan import Region
from budget.progress import Progress
from budget.roster.mutations import GroupMutations, MonthMutations, Mutation
from budget.workbook.council import styles
from budget.workbook.council.sheet import Sheet
from budget.workbook.council.styles import Look, Styles
from budget.workbook.files import replacing
from budget.workbook.row_height import row_height
from budget.workbook.row_stream import Line, RowStream, save_with_rows

_TITLES = ("No", "NIK", "Nama", "Kelompok", "Kecamatan", "Desa/Kelurahan", "Upah (Rp)", "Keterangan")
_WIDTHS = (6, 20, 30, 24, 20, 22, 16, 40)
_NUMBER, _NOTE = 0, len(_TITLES) - 1
_BLANK = "………………………………"
_PLAIN = Look(boxed=False)
_CENTERED = Look(bold=True, size=12, align="center", wrap=True, boxed=False)
_RIGHT = Look(align="right")
# People between two reports of progress.
_STEP = 500


def write_annex(
    path: Path,
    region: Region,
    found: MonthMutations,
    groups: Sequence[GroupMutations],
    progress: Progress,
) -> None:
    """Write the annex; the same mutations give the same bytes. Numbers, dates and names are left blank.

    FileError where it cannot be written, and whatever `progress` raises; then an older file stands.
    """
    book = Workbook()
    book._named_styles["Normal"].font = Font(name="Arial", size=10)  # type: ignore[attr-defined]
    book.remove(book.worksheets[0])
    sheet = Sheet(book.create_sheet("Lampiran"), Styles(book.worksheets[0]), _WIDTHS)
    _letterhead(sheet, region, found.month)
    titles = sheet.row
    sheet.header(titles, _TITLES)
    sheet.row += 1
    done = _Done(progress, len(found.joined) + len(found.left) + len(found.changed))
    tables = (
        ("A. Peserta baru", found.joined),
        ("B. Peserta keluar", found.left),
        ("C. Perubahan data", found.changed),
    )
    streams = [
        stream for title, people in tables for stream in _table(sheet, title, people, found.month, done)
    ]
    _summary(sheet, groups, found)
    _signature(sheet)
    sheet.prepare_print(region.name, titles, f"A{titles + 1}")
    # Only the headings are repeated, not the letterhead.
    sheet.worksheet.print_title_rows = f"{titles}:{titles}"
    with replacing(path) as temporary:
        save_with_rows(book, streams, temporary, found.month.first_day)


class _Done:
    """Counts the people that are written."""

    def __init__(self, progress: Progress, people: int) -> None:
        self._progress = progress
        self._people = people
        self._written = 0

    def passing(self, lines: Iterable[Line]) -> Iterator[Line]:
        for line in lines:
            if self._written % _STEP == 0:
                self._progress(self._written, self._people, "Menulis lampiran")
            self._written += 1
            yield line


def _letterhead(sheet: Sheet, region: Region, month: Month) -> None:
    for label, value in (("LAMPIRAN", "Surat"), ("Nomor", _BLANK), ("Tanggal", _BLANK)):
        sheet.text(sheet.row, 7, label, _PLAIN)
        sheet.text(sheet.row, 8, f": {value}", _PLAIN)
        sheet.row += 1
    sheet.row += 1
    for line in (
        "DAFTAR MUTASI PESERTA BPJS KETENAGAKERJAAN",
        f"{region.name.upper()}, BULAN {month.label.upper()}",
    ):
        sheet.across(sheet.row, (1, sheet.last_column), line, _CENTERED)
        sheet.row += 1
    sheet.row += 1


def _table(
    sheet: Sheet, title: str, people: Sequence[Mutation], month: Month, done: _Done
) -> list[RowStream]:
    """One table, as a place for its rows and a line with their number; the rows follow as a stream."""
    sheet.section(title, 3)
    streams = []
    if people:
        looks = [_RIGHT if place in (_NUMBER, 6) else styles.LABEL for place in range(len(_TITLES))]
        for column, look in enumerate(looks, start=1):
            sheet.text(sheet.row, column, "", look)
        lines = (_line(number, one, month) for number, one in enumerate(people, start=1))
        streams.append(RowStream(sheet.title, sheet.row, done.passing(lines)))
        sheet.row += len(people)
    else:
        sheet.across(sheet.row, (1, sheet.last_column), "Nihil.", styles.LABEL)
        sheet.row += 1
    total = f"Jumlah: {format_number(len(people))} orang"
    sheet.across(sheet.row, (1, sheet.last_column), total, styles.TOTAL_LABEL)
    sheet.row += 2
    return streams


def _line(number: int, one: Mutation, month: Month) -> Line:
    cover = one.cover
    wage = "" if cover.wage_sen is None else format_sen(cover.wage_sen)
    cells = (
        number, one.nik, one.name, cover.group, cover.kecamatan, cover.village, wage, _note(one, month)
    )  # fmt: skip
    texts = ((cell, width) for cell, width in zip(cells, _WIDTHS, strict=True) if isinstance(cell, str))
    return Line(cells, row_height(texts))


def _note(one: Mutation, month: Month) -> str:
    if one.before is None:
        return f"Mulai {month.label}"
    if one.after is None:
        return f"Sampai dengan {month.plus(-1).label}"
    return "\n".join(map(str, one.moves))


def _summary(sheet: Sheet, groups: Sequence[GroupMutations], found: MonthMutations) -> None:
    sheet.section("D. Rekapitulasi", len(groups) + 2)
    columns = ((1, 4), (5, 5), (6, 6), (7, 7))
    for place, title in zip(columns, ("Kelompok", "Baru", "Keluar", "Perubahan"), strict=True):
        sheet.across(sheet.row, place, title, styles.HEADER)
    sheet.row += 1
    rows = [(group.group, group.joined, group.left, group.changed) for group in groups]
    for name, *counts in rows:
        sheet.across(sheet.row, columns[0], name, styles.LABEL)
        for place, count in zip(columns[1:], counts, strict=True):
            sheet.number(sheet.row, place[0], count, styles.figure(styles.COUNT))
        sheet.row += 1
    sheet.across(sheet.row, columns[0], "Jumlah", styles.TOTAL_LABEL)
    totals = len(found.joined), len(found.left), len(found.changed)
    for place, count in zip(columns[1:], totals, strict=True):
        sheet.number(sheet.row, place[0], count, styles.total(styles.COUNT))
    sheet.row += 2


def _signature(sheet: Sheet) -> None:
    lines = (f"{_BLANK}, {_BLANK}", "Kepala ………………………", "", "", "", _BLANK, f"NIP {_BLANK}")
    sheet.keep_together(len(lines))
    for line in lines:
        sheet.across(sheet.row, (7, 8), line, Look(align="center", boxed=False))
        sheet.row += 1
