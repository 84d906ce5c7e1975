"""On the sheet Kecamatan dan Desa: the villages that lists name, and the rest beside them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from budget.workbook.council import styles
from budget.workbook.council.figures import Figures
from budget.workbook.council.sheet import Cell, Sheet
from budget.workbook.council.sums import summed
from budget.workbook.council.workings import Workings, people, rupiah

_REST = "Tanpa desa: dari rencana, atau desanya tidak disebut"
_NOTE = (
    "Desa diketahui dari daftar orang. Orang dan orang-bulannya angka daftar pada saat ekspor; biayanya "
    "angka mesin, yang berkata “ekspor ulang” bila masukan diubah."
)
_NONE = "Belum ada daftar orang yang menyebut desa: biaya per desa belum diketahui."


@dataclass(frozen=True, slots=True, eq=False)
class Village:
    """`rows` of the cube, of people whom lists place there."""

    kecamatan: str
    name: str
    rows: tuple[int, ...]


def villages(data: Figures) -> list[Village]:
    """In the order of their kecamatan; villages of one name in two kecamatan are two."""
    rows: dict[tuple[str, str], list[int]] = {}
    names: dict[tuple[str, str], tuple[str, str]] = {}
    people = data.projection.cube.heads.sum(axis=1).tolist()
    for row, stratum in enumerate(data.projection.strata):
        if stratum.village and people[row]:
            key = stratum.kecamatan.casefold(), stratum.village.casefold()
            rows.setdefault(key, []).append(row)
            names.setdefault(key, (stratum.kecamatan, stratum.village))
    return [Village(*names[key], tuple(rows[key])) for key in sorted(rows)]


def write_villages(sheet: Sheet, work: Workings, headers: Sequence[str]) -> None:
    """A line for each village, and one for whom no village is known."""
    data = work.data
    found = villages(data)
    titles = [f"{title}\n{year.label}" for year in data.years for title in headers]

    def header() -> None:
        sheet.header(sheet.row, ["Kecamatan", "Desa", *titles])
        sheet.row += 1

    sheet.section("Menurut desa", min(len(found), 20) + 4)
    sheet.across(sheet.row, (1, sheet.last_column), _NOTE if found else _NONE, styles.NOTE)
    sheet.row += 1
    if not found:
        return
    header()
    columns: list[list[Cell]] = [[] for _ in titles]
    for village in found:
        sheet.next_line(header)
        sheet.across(sheet.row, (1, 1), village.kecamatan, styles.LABEL)
        sheet.across(sheet.row, (2, 2), village.name, styles.LABEL)
        for column, cell in zip(columns, _line(sheet, work, village.rows), strict=True):
            column.append(cell)
        sheet.row += 1
    sheet.next_line(header, 2)
    _rest(sheet, work, columns)


def _line(sheet: Sheet, work: Workings, rows: Sequence[int]) -> Iterable[Cell]:
    """People, person-months and cost of each fiscal year."""
    for n, figures in enumerate(_figures(work.data, rows)):
        column = 3 + 3 * n
        for place, number in enumerate(figures[:2]):
            yield sheet.number(sheet.row, column + place, number, styles.listed(styles.COUNT_OR_DASH))
        yield work.exported(sheet, column + 2, figures[2], rupiah())


def _figures(data: Figures, rows: Sequence[int]) -> Iterable[tuple[int, int, int]]:
    heads = data.projection.cube.heads[list(rows)]
    cost = data.projection.cost[:, list(rows)]
    for year in data.years:
        here = np.s_[year.positions[0] : year.positions[-1] + 1]
        of_year = heads[:, here]
        yield int(of_year[:, -1].sum()), int(of_year.sum()), int(cost[here].sum())


def _rest(sheet: Sheet, work: Workings, columns: Sequence[Sequence[Cell]]) -> None:
    """Everybody else, and the whole plan, by the cells of other sheets."""
    data, row = work.data, sheet.row
    sheet.across(row, (1, 2), _REST, styles.LABEL)
    sheet.across(row + 1, (1, 2), "Jumlah seluruh rencana", styles.TOTAL_LABEL)
    for n, year in enumerate(data.years):
        wholes = (
            work.inputs.people.month_totals[year.positions[-1]],
            work.inputs.people.person_months[n],
            work.costs.tables[year.year, None].total,
        )
        for place, whole in enumerate(wholes):
            column, cells = 3 + 3 * n + place, columns[3 * n + place]
            is_cost = place == 2
            look = rupiah(strong=True) if is_cost else people(strong=True)
            total = sheet.live(row + 1, column, f"={whole}", whole.number, look)
            others = whole.number - sum(cell.number for cell in cells)
            if is_cost:
                work.exported(sheet, column, others, rupiah())
            else:
                sheet.live(row, column, f"={total}-({summed(cells)[1:]})", others, people())
    sheet.row += 3
