"""The front of the nominative list: how many of each group and village it lists, and controls that read 0.

Cells that count a hundred thousand rows once are quick even on a telephone; ones that count them for every
village are not. So the recapitulation holds numbers, and the cover's formulas check them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from budget.money import format_number
from budget.period import Month
from budget.plan import Region
from budget.workbook.council import styles
from budget.workbook.council.sheet import Cell, Sheet
from budget.workbook.council.styles import Styles
from budget.workbook.row_stream import Line, RowStream

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

COVER, RECAP = "Sampul", "Rekapitulasi"
_TITLES = ("Kelompok", "Sumber orang", "Dalam daftar", "Dalam proyeksi", "Selisih", "Lembar")
_RECAP_TITLES = ("Kelompok", "Kecamatan", "Desa/Kelurahan", "Sumber orang", *_TITLES[2:5])
_LISTED, _HEADS, _DIFFERENCE = 5, 6, 7
_FROM_ROSTER, _FROM_PLAN = "Daftar", "Rencana"
_NO_SHEET = "–"


@dataclass(frozen=True, slots=True)
class NominativeCover:
    """What the first sheet says; without a `reason` the list is masked.

    `heads` is how many people the projection pays in that month. `report_id` leads back to the plan, the law
    and the counts of people, as `services.origins` finds it; no name stands behind it.
    """

    region: Region
    month: Month
    reason: str
    heads: int
    report_id: str = ""

    def prepare_print(self, sheet: Sheet, title_rows: int, frozen: str) -> None:
        """The page of one of the list's sheets."""
        sheet.prepare_print(self.region.name, title_rows, frozen, self.report_id)


class PlaceLine(NamedTuple):
    """A group in a village: how many are `listed`, and how many `heads` the projection pays there."""

    kecamatan: str
    village: str
    listed: int
    heads: int


class ListSheet(NamedTuple):
    """A sheet with people, and the range of cells of which each row fills one."""

    title: str
    rows: str

    def __str__(self) -> str:
        return f"'{self.title}'!{self.rows}"


@dataclass(frozen=True, slots=True)
class ListedGroup:
    """A group and the sheets that list its people; `follows_roster` as in the list itself."""

    name: str
    follows_roster: bool
    places: Sequence[PlaceLine]
    sheets: Sequence[ListSheet]

    @property
    def source(self) -> str:
        return _FROM_ROSTER if self.follows_roster else _FROM_PLAN

    @property
    def listed(self) -> int:
        return sum(place.listed for place in self.places)

    @property
    def heads(self) -> int:
        return sum(place.heads for place in self.places)


@dataclass(frozen=True, slots=True)
class Recap:
    """The sheet of groups and villages, and the rows of its lines."""

    sheet: Sheet
    first: int
    last: int

    def column(self, number: int) -> str:
        """Its cells, for a formula on another sheet."""
        first, last = (Cell(self.sheet.title, row, number, 0) for row in (self.first, self.last))
        return f"{first.fixed}:{last.fixed.partition('!')[2]}"


def write_recap(
    worksheet: Worksheet, looks: Styles, cover: NominativeCover, groups: Sequence[ListedGroup]
) -> tuple[Recap, RowStream]:
    """Lay out the recapitulation; its lines follow as a stream."""
    sheet = Sheet(worksheet, looks, (26, 22, 24, 14, 14, 16, 12))
    sheet.heading("Rekapitulasi per Kelompok dan Desa", [f"{cover.region.name}, {cover.month.label}"])
    lines = sum(len(group.places) for group in groups)
    recap = Recap(sheet, sheet.row + 2, sheet.row + 1 + lines)
    sheet.across(sheet.row, (1, 4), "Jumlah yang tampak", styles.TOTAL_LABEL)
    listed, heads = sum(group.listed for group in groups), sum(group.heads for group in groups)
    for column, total in ((_LISTED, listed), (_HEADS, heads), (_DIFFERENCE, heads - listed)):
        look = styles.total(styles.DIFFERENCE if column == _DIFFERENCE else styles.COUNT)
        sheet.live(sheet.row, column, f"=SUBTOTAL(109,{recap.column(column)})", total, look)
    header = sheet.row + 1
    sheet.header(header, _RECAP_TITLES)
    for column in range(1, sheet.last_column + 1):
        sheet.text(recap.first, column, "", styles.LABEL)
    for column in (_LISTED, _HEADS, _DIFFERENCE):
        look = styles.figure(styles.DIFFERENCE if column == _DIFFERENCE else styles.COUNT)
        sheet.text(recap.first, column, "", look)
    worksheet.auto_filter.ref = f"A{header}:G{recap.last}"
    cover.prepare_print(sheet, header, f"A{recap.first}")
    return recap, RowStream(sheet.title, recap.first, _recap_lines(groups))


def _recap_lines(groups: Sequence[ListedGroup]) -> Iterator[Line]:
    for group in groups:
        for kecamatan, village, listed, heads in group.places:
            yield Line((group.name, kecamatan, village, group.source, listed, heads, heads - listed))


def write_cover(
    worksheet: Worksheet, looks: Styles, cover: NominativeCover, groups: Sequence[ListedGroup], recap: Recap
) -> Sheet:
    """The groups with their counts, and the controls."""
    sheet = Sheet(worksheet, looks, (34, 22, 18, 18, 12, 34))
    sheet.heading("Daftar Nominatif Peserta", [f"{cover.region.name}, {cover.month.label}"])
    sheet.across(sheet.row, (1, sheet.last_column), _shown(cover), styles.NOTE)
    sheet.row += 2
    sheet.header(sheet.row, _TITLES)
    sheet.row += 1
    listed, heads = _write_groups(sheet, groups, recap)
    _write_controls(sheet, cover, groups, recap, (listed, heads))
    planned = sum(group.heads for group in groups if not group.follows_roster)
    if planned:
        sheet.row += 1
        note = (
            f"{format_number(planned)} orang dihitung menurut rencana: siapa yang tercatat dari kelompok itu "
            "tidak menentukan biayanya."
        )
        sheet.across(sheet.row, (1, sheet.last_column), note, styles.NOTE)
    cover.prepare_print(sheet, 2, "A3")
    return sheet


def _shown(cover: NominativeCover) -> str:
    if cover.reason:
        return f"Memuat data pribadi secara lengkap (UU 27/2022). Alasan: {cover.reason}"
    return "NIK, tanggal lahir, nama ibu, alamat, telepon dan nomor KPJ disamarkan (UU 27/2022)."


def _write_groups(sheet: Sheet, groups: Sequence[ListedGroup], recap: Recap) -> tuple[Cell, Cell]:
    """The table of the groups; its totals of people listed and paid."""
    listed, heads, differences = list[Cell](), list[Cell](), list[Cell]()
    for group in groups:
        name = sheet.text(sheet.row, 1, group.name)
        sheet.text(sheet.row, 2, group.source)
        counted = "+".join(f"COUNTA({part})" for part in group.sheets) or "0"
        look = styles.figure(styles.COUNT)
        listed.append(sheet.live(sheet.row, 3, f"={counted}", group.listed, look))
        # Not SUMIFS, which takes a name such as “=Linmas” or “RT*” for a condition.
        paid = f"=SUMPRODUCT(({recap.column(1)}={name})*{recap.column(_HEADS)})"
        heads.append(sheet.live(sheet.row, 4, paid, group.heads, look))
        differences.append(_difference(sheet, heads[-1], listed[-1], styles.figure(styles.DIFFERENCE)))
        sheet.text(sheet.row, 6, ", ".join(part.title for part in group.sheets) or _NO_SHEET)
        sheet.row += 1
    sheet.across(sheet.row, (1, 2), "Jumlah", styles.TOTAL_LABEL)
    totals = (
        sheet.total(sheet.row, 3, listed, styles.COUNT),
        sheet.total(sheet.row, 4, heads, styles.COUNT),
    )
    sheet.total(sheet.row, 5, differences, styles.DIFFERENCE)
    sheet.text(sheet.row, 6, "", styles.TOTAL_LABEL)
    sheet.row += 2
    return totals


def _difference(sheet: Sheet, minuend: Cell, subtrahend: Cell, look: styles.Look) -> Cell:
    value = minuend.number - subtrahend.number
    return sheet.live(sheet.row, 5, f"={minuend}-{subtrahend}", value, look)


def _write_controls(
    sheet: Sheet,
    cover: NominativeCover,
    groups: Sequence[ListedGroup],
    recap: Recap,
    totals: tuple[Cell, Cell],
) -> None:
    """Every line is a formula that must be 0."""
    listed, heads = totals
    by_place, paid, source = recap.column(_LISTED), recap.column(_HEADS), recap.column(4)
    lines = sum(len(group.places) for group in groups)
    unlike = f'SUMPRODUCT(({source}="{_FROM_ROSTER}")*ABS({by_place}-{paid}))' if lines else "0"
    apart = sum(
        abs(place.listed - place.heads) for group in groups if group.follows_roster for place in group.places
    )
    sheet.section("Kontrol (harus 0)", 5)
    projected = _fact(sheet, f"Orang menurut proyeksi {cover.month.label}", cover.heads)
    sheet.row += 1
    for label, formula, value in (
        ("Baris pada lembar kelompok – rekapitulasi", f"={listed}-SUM({by_place})", 0),
        ("Rekapitulasi – proyeksi bulan ini", f"={heads}-{projected}", heads.number - projected.number),
        ("Daftar – proyeksi per desa, kelompok menurut daftar", f"={unlike}", apart),
    ):
        sheet.across(sheet.row, (1, 2), label, styles.LABEL)
        sheet.live(sheet.row, 3, formula, value, styles.figure(styles.DIFFERENCE))
        sheet.row += 1


def _fact(sheet: Sheet, label: str, value: int) -> Cell:
    sheet.across(sheet.row, (1, 2), label, styles.LABEL)
    return sheet.number(sheet.row, 3, value, styles.figure(styles.COUNT))
