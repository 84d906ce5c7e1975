"""The sheet Pagu dan Proyeksi: month by month, the cumulated cost against the money."""

from dataclasses import dataclass, field

from budget.contribution import Programme
from budget.money import format_rupiah
from budget.workbook.council import styles
from budget.workbook.council.assumptions import AssumptionCells
from budget.workbook.council.figures import Figures
from budget.workbook.council.monthly import CostCells
from budget.workbook.council.pots import Ceilings
from budget.workbook.council.sheet import Cell, Sheet, fixed_span

_FIRST_PROGRAMME = 4
_YEAR = styles.Look(styles.YEAR, align="center")


@dataclass(frozen=True, slots=True, eq=False)
class OutlookCells:
    """Columns by month of cover: its name and fiscal year, people, cost, and cost cumulated.

    `cumulated` starts anew in each fiscal year of cover, `cash_cumulated` in each year of payment;
    `pooled` runs on. `paid_names` and `paid_years` say when the month is paid.
    """

    names: list[Cell] = field(default_factory=list)
    years: list[Cell] = field(default_factory=list)
    people: list[Cell] = field(default_factory=list)
    costs: list[Cell] = field(default_factory=list)
    cumulated: list[Cell] = field(default_factory=list)
    ceilings: list[Cell] = field(default_factory=list)
    pooled: list[Cell] = field(default_factory=list)
    paid_names: list[Cell] = field(default_factory=list)
    paid_years: list[Cell] = field(default_factory=list)
    cash_cumulated: list[Cell] = field(default_factory=list)

    def paid_in(self, year: int) -> tuple[str, int]:
        """The formula and the value of what is paid in a year."""
        formula = f"=SUMIF({fixed_span(self.paid_years)},{year},{fixed_span(self.costs)})"
        paid = zip(self.costs, self.paid_years, strict=True)
        return formula, sum(cost.number for cost, booked in paid if booked.value == year)


def widths(data: Figures) -> list[float]:
    money = sum(line.amount for line in data.projection.plan.allotted)
    amount = max(18, len(format_rupiah(max(data.projection.total, money))) + 4)
    return [18, 9, 13, *[amount] * (len(data.programmes) + 6), 18, 10, amount]


def write_outlook(
    sheet: Sheet, data: Figures, inputs: AssumptionCells, costs: CostCells, ceilings: Ceilings
) -> OutlookCells:
    """One line for each month of cover, below a header that every page repeats."""
    cells = OutlookCells()
    parts: dict[Programme, list[Cell]] = {p: [] for p in data.programmes}
    sheet.header(sheet.row, _titles(data))
    sheet.row += 1
    for year in data.years:
        for place, position in enumerate(year.positions):
            _month(sheet, data, position, inputs, cells)
            for column, programme in enumerate(data.programmes, start=_FIRST_PROGRAMME):
                source = costs.tables[year.year, programme].by_month[place]
                parts[programme].append(_copied(sheet, column, source, styles.RUPIAH))
            column = _FIRST_PROGRAMME + len(parts)
            source = costs.tables[year.year, None].by_month[place]
            cells.costs.append(_copied(sheet, column, source, styles.RUPIAH))
            _accrual(sheet, column + 1, ceilings, inputs.money.pooled, cells)
            _cash(sheet, column + 6, data, position, cells)
            sheet.row += 1
    sheet.across(sheet.row, (1, 2), "Jumlah", styles.TOTAL_LABEL)
    sheet.total(sheet.row, 3, cells.people, styles.COUNT)
    for column, part in enumerate([*parts.values(), cells.costs], start=_FIRST_PROGRAMME):
        sheet.total(sheet.row, column, part, styles.RUPIAH)
    sheet.row += 2
    return cells


def _titles(data: Figures) -> list[str]:
    return [
        "Bulan", "TA", "Orang", *data.programmes, "Biaya", "Kumulatif TA", "Pagu TA", "Sisa pagu TA",
        "Kumulatif gabungan", "Sisa pagu gabungan", "Dibayar pada", "TA bayar", "Kumulatif kas TA bayar",
    ]  # fmt: skip


def _copied(sheet: Sheet, column: int, source: Cell, number_format: str) -> Cell:
    return sheet.live(sheet.row, column, f"={source}", source.value, styles.figure(number_format))


def _month(sheet: Sheet, data: Figures, position: int, inputs: AssumptionCells, cells: OutlookCells) -> None:
    month = data.months[position]
    cells.names.append(sheet.text(sheet.row, 1, month.label, styles.LABEL))
    cells.years.append(sheet.number(sheet.row, 2, month.year, _YEAR))
    cells.people.append(_copied(sheet, 3, inputs.people.month_totals[position], styles.COUNT))


def _accrual(sheet: Sheet, column: int, ceilings: Ceilings, pooled: Cell, cells: OutlookCells) -> None:
    """What is spent and left, in the month's fiscal year and over all years."""
    year = cells.years[-1].number
    goes_on = len(cells.years) > 1 and cells.years[-2].number == year
    _cumulate(sheet, column, cells.costs[-1], cells.cumulated, goes_on)
    money, look = ceilings[year].available, styles.figure(styles.RUPIAH)
    cells.ceilings.append(sheet.live(sheet.row, column + 1, f"={money.fixed}", money.value, look))
    _left(sheet, column + 2, str(cells.ceilings[-1]), cells.ceilings[-1], cells.cumulated[-1])
    _cumulate(sheet, column + 3, cells.costs[-1], cells.pooled, bool(cells.pooled))
    _left(sheet, column + 4, pooled.fixed, pooled, cells.pooled[-1])


def _cash(sheet: Sheet, column: int, data: Figures, position: int, cells: OutlookCells) -> None:
    paid = data.cash.booked[position]
    cells.paid_names.append(sheet.text(sheet.row, column, paid.label, styles.CENTERED))
    cells.paid_years.append(sheet.number(sheet.row, column + 1, paid.year, _YEAR))
    goes_on = len(cells.paid_years) > 1 and cells.paid_years[-2].number == paid.year
    _cumulate(sheet, column + 2, cells.costs[-1], cells.cash_cumulated, goes_on)


def _cumulate(sheet: Sheet, column: int, cost: Cell, so_far: list[Cell], goes_on: bool) -> None:
    """The cost so far: the line above and this month's, or this month's alone where a year begins."""
    look = styles.figure(styles.RUPIAH)
    if goes_on:
        above = so_far[-1]
        made = sheet.live(sheet.row, column, f"={above}+{cost}", above.number + cost.number, look)
    else:
        made = sheet.live(sheet.row, column, f"={cost}", cost.value, look)
    so_far.append(made)


def _left(sheet: Sheet, column: int, address: str, money: Cell, spent: Cell) -> None:
    look = styles.figure(styles.RUPIAH_SIGNED)
    sheet.live(sheet.row, column, f"={address}-{spent}", money.number - spent.number, look)
