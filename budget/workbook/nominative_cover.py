"""The front of the nominative list: how many of each group and village it lists, and controls that read 0.

Cells that count a hundred thousand rows once are quick even on a telephone; ones that count them for every
village are not. So the recapitulation holds numbers, and the cover's formulas check them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from budget.money import format_number
from budget.period import Month
from budget.plan import Region
from budget.workbook.council import styles
from budget.workbook.council.sheet import Cell, Sheet
from budget.workbook.council.styles import Styles
from budget.workbook.council.workings import quoted
from budget.workbook.forms.layouts import DETAIL
from budget.workbook.forms.nominative_layout import NOMINATIVE
from budget.workbook.forms.values import (
    Difference,
    Elsewhere,
    FormRow,
    FormSheet,
    SumOfRows,
    TableLess,
    Value,
)
from budget.workbook.row_stream import Line, RowStream

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

COVER, RECAP = NOMINATIVE.sheet, "Rekapitulasi"
_RECAP_TITLES = (
    "Kelompok", "Kecamatan", "Desa/Kelurahan", "Sumber orang", "Dalam daftar", "Dalam proyeksi", "Selisih",
)  # fmt: skip
_LISTED, _HEADS, _DIFFERENCE = 5, 6, 7
_FROM_ROSTER, _FROM_PLAN = "Daftar", "Rencana"
_NO_SHEET = "–"
# As the template names them.
_LISTED_FIELD, _HEADS_FIELD = "dalam_daftar", "dalam_proyeksi"


@dataclass(frozen=True, slots=True)
class NominativeCover:
    """What the first sheet says; without a `reason` the list is masked.

    `heads` is how many people the projection pays in that month. `report_id` leads back to the plan, the law
    and the counts of people, as `services.origins` finds it; no name stands behind it. `skpd` and `signature`
    are of who signs, by the template's fields.
    """

    region: Region
    month: Month
    reason: str
    heads: int
    report_id: str = ""
    skpd: str = ""
    signature: Mapping[str, Value] = field(default_factory=dict)

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


def cover_form(cover: NominativeCover, groups: Sequence[ListedGroup], recap: Recap) -> FormSheet:
    """What its template is filled with: the groups with their counts, and the controls."""
    rows = [_group(group, recap) for group in groups]
    listed, heads = sum(group.listed for group in groups), sum(group.heads for group in groups)
    sums = {_LISTED_FIELD: listed, _HEADS_FIELD: heads, "selisih": heads - listed}
    total = FormRow("baris_jumlah", {name: SumOfRows(value, -len(rows)) for name, value in sums.items()})
    values: dict[str, Value] = {
        "pemda": cover.region.name,
        "bulan": cover.month.label,
        "tahun": str(cover.month.year),
        "laporan": cover.report_id or "–",
        "skpd": cover.skpd,
        "keterangan": _shown(cover),
        "catatan": _planned(groups),
        **cover.signature,
        **_controls(cover, groups, recap),
    }
    return FormSheet(COVER, values, {DETAIL: [*rows, total]})


def _shown(cover: NominativeCover) -> str:
    if cover.reason:
        return f"Memuat data pribadi secara lengkap (UU 27/2022). Alasan: {cover.reason}"
    return "NIK, tanggal lahir, nama ibu, alamat, telepon dan nomor KPJ disamarkan (UU 27/2022)."


def _planned(groups: Sequence[ListedGroup]) -> str:
    planned = sum(group.heads for group in groups if not group.follows_roster)
    if not planned:
        return ""
    return (
        f"{format_number(planned)} orang dihitung menurut rencana: siapa yang tercatat dari kelompok itu "
        "tidak menentukan biayanya."
    )


def _group(group: ListedGroup, recap: Recap) -> FormRow:
    counted = "+".join(f"COUNTA({part})" for part in group.sheets) or "0"
    # Not SUMIFS, which takes a name such as “=Linmas” or “RT*” for a condition.
    paid = f"SUMPRODUCT(({recap.column(1)}={quoted(group.name)})*{recap.column(_HEADS)})"
    return FormRow(
        "baris_kelompok",
        {
            "kelompok": group.name,
            "sumber_orang": group.source,
            _LISTED_FIELD: Elsewhere(group.listed, counted),
            _HEADS_FIELD: Elsewhere(group.heads, paid),
            "selisih": Difference(group.heads - group.listed, _HEADS_FIELD, _LISTED_FIELD),
            "lembar": ", ".join(part.title for part in group.sheets) or _NO_SHEET,
        },
    )


def _controls(cover: NominativeCover, groups: Sequence[ListedGroup], recap: Recap) -> dict[str, Value]:
    """The people of the projection, and formulas that must be 0."""
    by_place, paid, source = recap.column(_LISTED), recap.column(_HEADS), recap.column(4)
    lines = sum(len(group.places) for group in groups)
    unlike = f'SUMPRODUCT(({source}="{_FROM_ROSTER}")*ABS({by_place}-{paid}))' if lines else "0"
    apart = sum(
        abs(place.listed - place.heads) for group in groups if group.follows_roster for place in group.places
    )
    listed, heads = sum(group.listed for group in groups), sum(group.heads for group in groups)
    on_places = Elsewhere(listed, f"SUM({by_place})")
    return {
        "orang_proyeksi": cover.heads,
        "kontrol_baris": TableLess(0, DETAIL, _LISTED_FIELD, on_places),
        "kontrol_proyeksi": TableLess(heads - cover.heads, DETAIL, _HEADS_FIELD, "orang_proyeksi"),
        "kontrol_desa": Elsewhere(apart, unlike),
    }
