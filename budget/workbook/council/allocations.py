"""The allocations line by line, and what they come to in each fiscal year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from budget.plan import Plan
from budget.workbook.council import styles
from budget.workbook.council.figures import Figures
from budget.workbook.council.sheet import Cell, Sheet, added

_COLUMNS = ((1, 1), (2, 3), (4, 5), (6, 7), (8, 9), (10, 11), (12, 13))
_HEADERS = ("SKPD", "Sub-kegiatan", "Kode rekening", "Sumber dana", "Program", "Tahun anggaran", "Pagu")
_YEAR, _AMOUNT = 10, 12


@dataclass(frozen=True, slots=True, eq=False)
class MoneyCells:
    """The money of each fiscal year in which something is covered or paid, and of all such years."""

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
    sheet.row += 1
    lines = _Lines(sheet.row, max(1, len(plan.allotted)))
    _write_lines(sheet, plan)
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
    return MoneyCells(by_year, pooled, cash_pooled)


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
    "Pagu tahun jamak dihitung di tahunnya sendiri saja: sisa yang terbawa ke tahun berikutnya ada di "
    "layar Pagu, tidak di buku ini."
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


def _write_lines(sheet: Sheet, plan: Plan) -> None:
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
    for *labels, year, amount in rows:
        for columns, label in zip(_COLUMNS, labels, strict=False):
            sheet.across(sheet.row, columns, str(label), styles.LABEL)
        for column, value, number_format in ((_YEAR, year, styles.YEAR), (_AMOUNT, amount, styles.RUPIAH)):
            look = styles.entry(number_format)
            sheet.number(sheet.row, column, value, look)
            sheet.join(sheet.row, (column, column + 1), look)
        sheet.row += 1
