"""What the sheets of the council workbook hold, written in the order of their formulas.

A sheet points only at cells of those before it here; to the reader they stand in another order.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from budget.engine.calendar import Basis
from budget.law import LawBook
from budget.workbook.council import account_runways, control, monthly, outlook, reports, summary, texts
from budget.workbook.council.account_costs import PayerCells, write_account_costs
from budget.workbook.council.accounts import AccountYear, account_years
from budget.workbook.council.assumptions import AssumptionCells, write_assumptions
from budget.workbook.council.chart import add_chart
from budget.workbook.council.figures import Figures
from budget.workbook.council.monthly import CostCells
from budget.workbook.council.names import Named, figure_names
from budget.workbook.council.outlook import OutlookCells
from budget.workbook.council.pots import Ceilings, write_ceilings
from budget.workbook.council.reports import Edition
from budget.workbook.council.sheet import Cell, Sheet
from budget.workbook.council.shortage import RunwayCells, write_shortages
from budget.workbook.council.summary import SummaryCells
from budget.workbook.council.workings import Workings

# Told one by one, each before it is written.
STEPS = 5
Sheets = Mapping[str, Sheet]
Tell = Callable[[int, str], None]
CostedAccounts = Sequence[tuple[AccountYear, Sequence[PayerCells]]]


def write_sheets(sheets: Sheets, data: Figures, law: LawBook, made: Edition, tell: Tell) -> list[Named]:
    """Fill the sheets, by title; what is returned names their key cells."""
    control_sheet = sheets[texts.CONTROL]
    control_row, others = control_sheet.row, reports.control_rows(data, made)
    # The control table comes first to the reader and is known last.
    control_sheet.row += control.rows(data, others) + 1
    cells = _write_figures(sheets, data, law, tell)
    tell(4, texts.CONTROL)
    changed = control.changed(control_sheet, control_row, data, others)
    accounts, sums = _write_accounts(sheets, data, cells, changed)
    work = Workings(
        data=data,
        inputs=cells.inputs,
        costs=cells.costs,
        outlook=cells.outlook,
        runways=cells.runways,
        summary=cells.summary,
        accounts=accounts,
        changed=changed,
    )
    lines = reports.write_reports(sheets, work, made)
    found = control.write_control_table(
        control_sheet, control_row, data, cells.inputs, cells.costs, cells.outlook, cells.summary, sums, lines
    )
    control.write_control(sheets[texts.SUMMARY], found)
    summary.write_words(sheets[texts.SUMMARY], cells.summary)
    return list(figure_names(data, cells.inputs, cells.summary, cells.runways, found))


@dataclass(frozen=True, slots=True, eq=False)
class _Cells:
    """From the assumptions to the summary; `ceilings` say what money each basis has, year by year."""

    inputs: AssumptionCells
    costs: CostCells
    outlook: OutlookCells
    ceilings: Mapping[Basis, Ceilings]
    runways: Mapping[Basis, Sequence[RunwayCells]]
    summary: SummaryCells


def _write_figures(sheets: Sheets, data: Figures, law: LawBook, tell: Tell) -> _Cells:
    tell(0, texts.ASSUMPTIONS)
    of_wages = [sheets[title] for title in (texts.WAGES, texts.WAGE_STEPS) if title in sheets]
    inputs = write_assumptions(sheets[texts.ASSUMPTIONS], sheets[texts.CONTROL], of_wages, data, law)
    tell(1, texts.MONTHLY)
    costs = monthly.write_monthly(sheets[texts.MONTHLY], data, inputs)
    tell(2, texts.OUTLOOK)
    months, ceilings = _write_outlook(sheets, data, inputs, costs)
    tell(3, texts.SUMMARY)
    runways = write_shortages(sheets[texts.CONTROL], data, inputs, costs, months, ceilings)
    totals = summary.write_summary(sheets[texts.SUMMARY], data, inputs, costs, months, runways)
    return _Cells(inputs, costs, months, ceilings, runways, totals)


def _write_outlook(
    sheets: Sheets, data: Figures, inputs: AssumptionCells, costs: CostCells
) -> tuple[OutlookCells, Mapping[Basis, Ceilings]]:
    """The months against the money.

    What a pot carries on follows from the months of cover, which are known before, and from those of
    payment, which stand in the outlook itself.
    """
    sheet, account_sheet = sheets[texts.OUTLOOK], sheets[texts.ACCOUNTS]
    account_runways.write_notes(account_sheet)
    of_years = {year.year: costs.tables[year.year, None].total for year in data.years}
    accrued = {year: (f"={total}", total.number) for year, total in of_years.items()}
    by_cover = write_ceilings(account_sheet, data, inputs.money, Basis.ACCRUAL, accrued)
    months = outlook.write_outlook(sheet, data, inputs, costs, by_cover)
    add_chart(sheet, months)
    paid = {year: months.paid_in(year) for year in data.cash.fiscal_years()}
    by_payment = write_ceilings(account_sheet, data, inputs.money, Basis.CASH, paid)
    return months, {Basis.ACCRUAL: by_cover, Basis.CASH: by_payment}


def _write_accounts(
    sheets: Sheets, data: Figures, cells: _Cells, changed: Cell
) -> tuple[CostedAccounts, Sequence[account_runways.AccountSums]]:
    """What each account pays, and until when its money lasts."""
    years = account_years(data)
    by_account = write_account_costs(sheets[texts.MONTHLY], data, cells.costs, years)
    sources = account_runways.Sources(
        lines=account_runways.cells_of(data, cells.inputs.money),
        outlook=cells.outlook,
        ceilings=cells.ceilings,
        runways=cells.runways,
        changed=changed,
    )
    sums = account_runways.write_account_runways(sheets[texts.ACCOUNTS], sources, years, by_account)
    return list(zip(years, by_account, strict=True)), sums
