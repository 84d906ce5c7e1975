"""On the sheet Biaya per Bulan: what each account pays month by month, and cumulated in its fiscal year."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from budget.engine.calendar import Basis
from budget.workbook.council import styles
from budget.workbook.council.accounts import AccountYear, Payer
from budget.workbook.council.figures import Figures
from budget.workbook.council.monthly import CostCells
from budget.workbook.council.sheet import Cell, Sheet, spans
from budget.workbook.council.sums import summed

_FIRST_MONTH = 2
_LOOK = styles.figure(styles.RUPIAH)


@dataclass(frozen=True, slots=True, eq=False)
class PayerCells:
    """What an account pays in the months that are booked in a fiscal year."""

    payer: Payer
    by_month: list[Cell]
    cumulated: list[Cell]
    total: Cell


def write_account_costs(
    sheet: Sheet, data: Figures, costs: CostCells, years: Sequence[AccountYear]
) -> list[list[PayerCells]]:
    """Two tables for each fiscal year, after everything else on the sheet; the cells go with `years`."""
    found = []
    basis = None
    for year in years:
        if year.basis is not basis:
            sheet.new_page()
        basis = year.basis
        by_month, totals = _table(sheet, data, costs, year)
        cumulated = _cumulated(sheet, data, year, by_month)
        every = zip(year.payers, by_month, cumulated, totals, strict=True)
        found.append([PayerCells(*cells) for cells in every])
    return found


def _table(
    sheet: Sheet, data: Figures, costs: CostCells, year: AccountYear
) -> tuple[list[list[Cell]], list[Cell]]:
    """The cost by account and month, and of each account in all."""
    header = _open(sheet, data, year, "Biaya menurut rekening", [f"Jumlah TA {year.year}"])
    body: list[list[Cell]] = []
    for payer in year.payers:
        sheet.next_line(header)
        sheet.across(sheet.row, (1, 1), payer.label, styles.LABEL)
        line: list[Cell] = []
        for place, position in enumerate(year.positions):
            if payer.found is None:
                formula = _rest(costs, data, position, [cells[place] for cells in body])
            else:
                formula = _paid(costs, data, position, payer)
            value = sum(data.cost[p][g][i] for i, g, p in payer.places if i == position)
            line.append(sheet.live(sheet.row, _FIRST_MONTH + place, formula, value, _LOOK))
        body.append(line)
        sheet.row += 1
    last = _FIRST_MONTH + len(year.positions)
    totals = [sheet.total(line[0].row, last, line, styles.RUPIAH) for line in body]
    sheet.across(sheet.row, (1, 1), f"Jumlah TA {year.year}", styles.TOTAL_LABEL)
    for place in range(len(year.positions)):
        column = [line[place] for line in body]
        sheet.total(sheet.row, _FIRST_MONTH + place, column, styles.RUPIAH)
    sheet.total(sheet.row, last, totals, styles.RUPIAH)
    sheet.row += 2
    return body, totals


def _paid(costs: CostCells, data: Figures, position: int, payer: Payer) -> str:
    """The account's cells of a month of cover, by the sums of whole tables where it pays all of them."""
    year = next(year for year in data.years if position in year.positions)
    parts = []
    for programme in data.programmes:
        table, place = costs.tables[year.year, programme], position - year.positions[0]
        paid = [g for g in range(len(data.groups)) if (position, g, programme) in payer.places]
        if paid and len(paid) == len(data.groups):
            parts.append(str(table.by_month[place]))
        elif paid:
            parts.append(summed([table.body[g][place] for g in paid]).removeprefix("="))
    return "=" + ("+".join(parts) or "0")


def _rest(costs: CostCells, data: Figures, position: int, paid: Sequence[Cell]) -> str:
    """What no account pays, so that all lines together are always the cost of the month."""
    year = next(year for year in data.years if position in year.positions)
    whole = costs.tables[year.year, None].by_month[position - year.positions[0]]
    return f"={whole}-SUM({spans(paid)})" if paid else f"={whole}"


def _cumulated(
    sheet: Sheet, data: Figures, year: AccountYear, by_month: Sequence[Sequence[Cell]]
) -> list[list[Cell]]:
    header = _open(sheet, data, year, "Biaya kumulatif menurut rekening", [])
    body: list[list[Cell]] = []
    for payer, costs in zip(year.payers, by_month, strict=True):
        sheet.next_line(header)
        sheet.across(sheet.row, (1, 1), payer.label, styles.LABEL)
        line: list[Cell] = []
        for cost in costs:
            before = f"{line[-1]}+" if line else ""
            value = cost.number + (line[-1].number if line else 0)
            line.append(sheet.live(sheet.row, cost.column, f"={before}{cost}", value, _LOOK))
        body.append(line)
        sheet.row += 1
    sheet.row += 1
    return body


def _open(
    sheet: Sheet, data: Figures, year: AccountYear, name: str, last: Sequence[str]
) -> Callable[[], None]:
    """Begin a table; what is returned draws its header again on a new page."""

    def header() -> None:
        sheet.header(sheet.row, ["Rekening", *_months(data, year), *last])
        sheet.row += 1

    sheet.section(f"{year.label} · {name}", min(len(year.payers), 20) + 2)
    header()
    return header


def _months(data: Figures, year: AccountYear) -> list[str]:
    """Months of cover, on the cash basis with the month in which each is paid."""
    covered = [data.months[position].short_label for position in year.positions]
    if year.basis is Basis.ACCRUAL:
        return covered
    paid = [data.cash.booked[position].short_label for position in year.positions]
    return [f"{month}\ndibayar {booked}" for month, booked in zip(covered, paid, strict=True)]
