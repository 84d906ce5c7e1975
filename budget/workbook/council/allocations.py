"""The allocations line by line, and what they come to in each fiscal year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from budget.plan import Plan
from budget.workbook.council import styles
from budget.workbook.council.figures import Figures
from budget.workbook.council.inputs import InputKey, MoneyKey, MoneyYearKey
from budget.workbook.council.sheet import Cell, Sheet, added, spans
from budget.workbook.council.sums import short_enough

_COLUMNS = ((1, 1), (2, 3), (4, 5), (6, 7), (8, 9), (10, 11), (12, 13))
_HEADERS = ("SKPD", "Sub-kegiatan", "Kode rekening", "Sumber dana", "Program", "Tahun anggaran", "Pagu")
_YEAR, _AMOUNT = 10, 12
# Only where a line belongs to more than one year.
_POT = (14, 15)


class LineCells(NamedTuple):
    """The fiscal year of a line, and its amount: the reader may change both."""

    year: Cell
    amount: Cell

    def money(self, year: int) -> int:
        return self.amount.number if self.year.number == year else 0


def of_year(lines: Iterable[LineCells], year: int) -> tuple[str, int]:
    """The formula, and the value, of what lines have in a fiscal year."""
    rows = sorted(lines, key=lambda line: line.amount.row)
    if not rows:
        return "=0", 0
    years, amounts = (spans([line[i] for line in rows]).split(",") for i in (0, 1))
    parts = (f"SUMIF({where},{year},{money})" for where, money in zip(years, amounts, strict=True))
    return short_enough("=" + "+".join(parts)), sum(line.money(year) for line in rows)


@dataclass(frozen=True, slots=True, eq=False)
class MoneyCells:
    """The money of each fiscal year in which something is covered or paid, and of all such years.

    `lines` are the cells of the lines in force, in their order.
    """

    lines: list[LineCells]
    by_year: dict[int, Cell]
    pooled: Cell
    cash_pooled: Cell


def write_allocations(sheet: Sheet, data: Figures) -> MoneyCells:
    """The lines as they were entered, and below them what each year has."""
    plan = data.projection.plan
    years = sorted({y.year for y in data.years} | set(data.cash.fiscal_years()))
    sheet.section("Pagu", min(len(plan.allotted), 15) + len(years) + 1)
    for columns, title in zip(_COLUMNS, _HEADERS, strict=True):
        sheet.across(sheet.row, columns, title, styles.HEADER)
    if any(line.pot for line in plan.allotted):
        sheet.across(sheet.row, _POT, "Tahun jamak", styles.HEADER)
    sheet.row += 1
    lines = _Lines(sheet.row, max(1, len(plan.allotted)))
    cells = _write_lines(sheet, plan)
    by_year: dict[int, Cell] = {}
    for year in years:
        money = sum(line.amount for line in plan.allotted if line.fiscal_year == year)
        formula = f"=SUMIF({lines.of(_YEAR)},{year},{lines.of(_AMOUNT)})"
        by_year[year] = _sum(sheet, f"Jumlah pagu TA {year}", formula, money)
    pooled = _pooled(sheet, [by_year[y.year] for y in data.years], "tahun rencana")
    cash_years = data.cash.fiscal_years()
    same = cash_years == tuple(y.year for y in data.years)
    cash_pooled = pooled if same else _pooled(sheet, [by_year[y] for y in cash_years], "tahun bayar")
    _left_out(sheet, plan, years)
    sheet.row += 1
    return MoneyCells(cells, by_year, pooled, cash_pooled)


def _pooled(sheet: Sheet, cells: Sequence[Cell], which: str) -> Cell:
    label = f"Jumlah pagu seluruh {which} (gabungan, hanya pembanding)"
    return _sum(sheet, label, added(cells), sum(cell.number for cell in cells))


def _sum(sheet: Sheet, label: str, formula: str, money: int) -> Cell:
    look = styles.total(styles.RUPIAH)
    sheet.across(sheet.row, (1, _AMOUNT - 1), label, styles.TOTAL_LABEL)
    cell = sheet.live(sheet.row, _AMOUNT, formula, money, look)
    sheet.join(sheet.row, (_AMOUNT, _AMOUNT + 1), look)
    sheet.row += 1
    return cell


_POTS = (
    "Jumlah di atas adalah pagu tahunnya sendiri; sisa pagu tahun jamak yang terbawa ke tahun berikutnya ada "
    "di lembar Pagu per Rekening."
)


def _left_out(sheet: Sheet, plan: Plan, years: Iterable[int]) -> None:
    outside = sorted({line.fiscal_year for line in plan.allotted} - set(years))
    if outside:
        named = ", ".join(str(year) for year in outside)
        note = f"Pagu TA {named} tidak dihitung: tidak ada bulan rencana di tahun itu."
        sheet.across(sheet.row, (1, sheet.last_column), note, styles.NOTE)
        sheet.row += 1
    if any(line.pot for line in plan.allotted):
        sheet.across(sheet.row, (1, sheet.last_column), _POTS, styles.NOTE)
        sheet.row += 1


@dataclass(frozen=True, slots=True)
class _Lines:
    first: int
    count: int

    def of(self, column: int) -> str:
        letter = "ABCDEFGHIJKLMNOP"[column - 1]
        return f"${letter}${self.first}:${letter}${self.first + self.count - 1}"


def _write_lines(sheet: Sheet, plan: Plan) -> list[LineCells]:
    # One empty line stands where the plan has no allocation, so that the reader can enter one.
    rows: list[tuple[str, str, str, str, str, int, int]] = [
        (
            line.skpd,
            line.sub_activity,
            line.account,
            line.funding,
            ", ".join(line.programmes),
            line.fiscal_year,
            line.amount,
        )
        for line in plan.allotted
    ] or [("belum ada pagu", "", "", "", "", plan.span.first.year, 0)]
    pots = [line.pot for line in plan.allotted] or [""]
    cells: list[LineCells] = []
    for number, ((*labels, year, amount), pot) in enumerate(zip(rows, pots, strict=True)):
        for columns, label in zip(_COLUMNS, labels, strict=False):
            sheet.across(sheet.row, columns, str(label), styles.LABEL)
        year_cell = _entry(sheet, _YEAR, year, styles.YEAR, MoneyYearKey(number))
        cells.append(LineCells(year_cell, _entry(sheet, _AMOUNT, amount, styles.RUPIAH, MoneyKey(number))))
        if any(pots):
            sheet.across(sheet.row, _POT, pot, styles.LABEL)
        sheet.row += 1
    return cells if plan.allotted else []


def _entry(sheet: Sheet, column: int, value: int, number_format: str, key: InputKey) -> Cell:
    cell = sheet.entry(sheet.row, column, value, number_format, key)
    sheet.join(sheet.row, (column, column + 1), styles.entry(number_format))
    return cell
