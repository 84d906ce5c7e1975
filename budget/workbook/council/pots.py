"""The money of each fiscal year, with what multi-year lines (tahun jamak) have left of the year before."""

from collections.abc import Mapping
from typing import NamedTuple

from budget.engine.calendar import Basis
from budget.workbook.council import styles
from budget.workbook.council.allocations import MoneyCells, of_year
from budget.workbook.council.figures import Figures
from budget.workbook.council.sheet import Cell, Sheet

_HEADERS = (
    "Tahun anggaran", "Pagu TA ini", "Terbawa dari tahun sebelumnya", "Uang yang tersedia", "Biaya",
    "Sisa (minus: kurang)", "Bagian pagu tahun jamak", "Terbawa ke tahun berikutnya",
)  # fmt: skip
# Label, then one column of money each.
_FIRST, _LAST_LABEL = 6, 5


class YearMoney(NamedTuple):
    """What a fiscal year has of its own, what is carried into it (None without multi-year lines), and all."""

    own: Cell
    carried: Cell | None
    available: Cell


# By fiscal year.
Ceilings = Mapping[int, YearMoney]


def write_ceilings(
    sheet: Sheet, data: Figures, money: MoneyCells, basis: Basis, costs: Mapping[int, tuple[str, int]]
) -> Ceilings:
    """A table where multi-year lines can carry anything; `costs` are formula and value by fiscal year.

    What belongs to one year alone is spent first: the multi-year lines have at most what remains.
    """
    years = tuple(costs)
    lines = zip(data.projection.plan.allotted, money.lines, strict=True)
    potted = [cells for line, cells in lines if line.pot]
    if len(years) < 2 or not potted:
        return {year: YearMoney(money.by_year[year], None, money.by_year[year]) for year in years}
    name = "kas" if basis is Basis.CASH else "akrual"
    sheet.section(f"Pagu tahun jamak yang terbawa, seluruh rekening bersama: {name}", len(years) + 2)
    sheet.across(sheet.row, (1, _LAST_LABEL), _HEADERS[0], styles.HEADER)
    sheet.header(sheet.row, _HEADERS[1:], _FIRST)
    sheet.row += 1
    found: dict[int, YearMoney] = {}
    carried = None
    for year in years:
        own, carried_in = money.by_year[year], carried
        found[year], carried = _line(sheet, year, own, carried_in, costs[year], of_year(potted, year))
    sheet.row += 1
    return found


def _line(
    sheet: Sheet, year: int, own: Cell, carried: Cell | None, cost: tuple[str, int], potted: tuple[str, int]
) -> tuple[YearMoney, Cell]:
    """The year's money, and what goes on to the next."""
    row, look = sheet.row, styles.figure(styles.RUPIAH)
    sheet.across(row, (1, _LAST_LABEL), f"TA {year}", styles.LABEL)
    mine = sheet.live(row, _FIRST, f"={own}", own.number, look)
    before = carried.number if carried else 0
    came = sheet.live(row, _FIRST + 1, f"={carried}" if carried else "=0", before, look)
    there = sheet.live(row, _FIRST + 2, f"={mine}+{came}", own.number + before, look)
    spent = sheet.live(row, _FIRST + 3, cost[0], cost[1], look)
    rest = there.number - spent.number
    signed = styles.figure(styles.RUPIAH_SIGNED)
    left = sheet.live(row, _FIRST + 4, f"={there}-{spent}", rest, signed)
    pots = potted[1] + before
    part = sheet.live(row, _FIRST + 5, f"{potted[0]}+{came}", pots, look)
    goes = sheet.live(row, _FIRST + 6, f"=MIN({part},MAX(0,{left}))", min(pots, max(0, rest)), look)
    sheet.row += 1
    return YearMoney(mine, came, there), goes
