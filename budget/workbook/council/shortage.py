"""Until when the money is enough, and who is still paid in the first month that is short.

Months are paid in order as long as money lasts; in the first short one, groups are paid in the order of
their priority, whole people only; within a group that pays by wage, the lowest wage first. Everything is
formula, so it follows when an input changes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from budget.engine.calendar import Basis, Calendar, calendar
from budget.engine.runway import Runway, allocation_view
from budget.period import Month
from budget.workbook.council import styles, texts
from budget.workbook.council.assumptions import AssumptionCells
from budget.workbook.council.figures import Figures
from budget.workbook.council.monthly import CostCells
from budget.workbook.council.outlook import OutlookCells
from budget.workbook.council.payees import payees
from budget.workbook.council.pots import Ceilings
from budget.workbook.council.sheet import Cell, Sheet, fixed_span, spans


@dataclass(frozen=True, slots=True, eq=False)
class RunwayCells:
    """What the summary shows of one fiscal year, or of all of them."""

    money: Cell
    runway: Runway
    covered_until: Cell
    first_short: Cell
    people_paid: Cell
    people_short: Cell
    person_months_short: Cell


@dataclass(frozen=True, slots=True, eq=False)
class _Scope:
    """Consecutive months of cover that share one amount of money.

    `positions` are their places in the plan; `labels`, `people` and `cumulated` the cells of these months.
    """

    title: str
    money: Cell
    positions: range
    runway: Runway
    labels: list[Cell]
    people: list[Cell]
    cumulated: list[Cell]


@dataclass(frozen=True, slots=True, eq=False)
class _Source:
    data: Figures
    inputs: AssumptionCells
    costs: CostCells
    outlook: OutlookCells
    ceilings: Mapping[Basis, Ceilings]


def write_shortages(
    sheet: Sheet,
    data: Figures,
    inputs: AssumptionCells,
    costs: CostCells,
    outlook: OutlookCells,
    ceilings: Mapping[Basis, Ceilings],
) -> dict[Basis, list[RunwayCells]]:
    """For each basis the fiscal years in order, then all years together."""
    source = _Source(data, inputs, costs, outlook, ceilings)
    found: dict[Basis, list[RunwayCells]] = {}
    for basis in Basis:
        found[basis] = [_write(sheet, source, scope) for scope in _scopes(source, basis)]
    return found


def _scopes(source: _Source, basis: Basis) -> list[_Scope]:
    data, outlook, money = source.data, source.outlook, source.inputs.money
    booked: Calendar = calendar(data.projection, basis)
    view = allocation_view(data.projection, booked)
    cash = basis is Basis.CASH
    labels = outlook.paid_names if cash else outlook.names
    cumulated = outlook.cash_cumulated if cash else outlook.cumulated
    kind = "kas" if cash else "akrual"
    scopes = []
    for year, runway in view.by_fiscal_year:
        positions = [i for i, month in enumerate(booked.booked) if month.year == year]
        months = range(positions[0], positions[-1] + 1)
        own = [cells[months[0] : months[-1] + 1] for cells in (labels, outlook.people, cumulated)]
        ceiling = source.ceilings[basis][year].available
        scopes.append(_Scope(f"TA {year}, {kind}", ceiling, months, runway, *own))
    pooled = money.cash_pooled if cash else money.pooled
    everything = range(len(data.months))
    of_all = labels, outlook.people, outlook.pooled
    scopes.append(_Scope(f"Gabungan, {kind}", pooled, everything, view.pooled, *of_all))
    return scopes


def _write(sheet: Sheet, source: _Source, scope: _Scope) -> RunwayCells:
    groups = _in_order_of_payment(source.data)
    sheet.section(f"Sampai kapan pagu cukup: {scope.title}", 9 + min(_lines(source.data), 20))
    paid_months, first_short, covered_until = _months(sheet, scope)
    enough, all_paid = paid_months.number, f"{paid_months}=ROWS({fixed_span(scope.labels)})"
    position = scope.positions[0] + enough if enough < len(scope.positions) else None
    place = _line(
        sheet,
        "Urutan bulan itu dalam rencana (0 = cukup)",
        f"=IF({all_paid},0,{scope.positions[0] + 1}+{paid_months})",
        0 if position is None else position + 1,
    )
    spent = scope.cumulated[enough - 1].number if enough else 0
    spent_formula = f"INDEX({fixed_span(scope.cumulated)},{paid_months})"
    left = _line(
        sheet,
        "Uang yang tersisa untuk bulan itu",
        f"=IF({place}=0,0,{scope.money}-IF({paid_months}=0,0,{spent_formula}))",
        0 if position is None else scope.money.number - spent,
        styles.RUPIAH,
    )
    paid, unpaid = _payments(sheet, source, groups, place, left, position)
    person_months = _person_months(sheet, scope, paid_months, place, unpaid)
    return RunwayCells(scope.money, scope.runway, covered_until, first_short, paid, unpaid, person_months)


def _person_months(sheet: Sheet, scope: _Scope, paid_months: Cell, place: Cell, unpaid: Cell) -> Cell:
    """Those who are not paid in the first short month, and everybody after it."""
    people, first = fixed_span(scope.people), scope.people[0].fixed
    later = f"SUMPRODUCT((ROW({people})-ROW({first})>{paid_months})*{people})"
    made = _line(
        sheet,
        "Orang-bulan yang tidak terbayar",
        f"=IF({place}=0,0,{unpaid}+{later})",
        scope.runway.person_months_short or 0,
    )
    sheet.row += 1
    return made


def _months(sheet: Sheet, scope: _Scope) -> tuple[Cell, Cell, Cell]:
    """How many months are paid in full, the first one that is short, and the last one before it."""
    names, spent = fixed_span(scope.labels), fixed_span(scope.cumulated)
    paid_months = _line(
        sheet,
        "Bulan yang terbayar penuh",
        f"=SUMPRODUCT(--({spent}<={scope.money.fixed}))",
        sum(cell.number <= scope.money.number for cell in scope.cumulated),
    )
    all_paid = f"{paid_months}=ROWS({names})"
    first_short = _line(
        sheet,
        "Bulan pertama yang kurang",
        f'=IF({all_paid},"{texts.NOTHING}",INDEX({names},{paid_months}+1))',
        month_text(scope.runway.first_short_month, texts.NOTHING),
    )
    # Several months may be paid together: enough is the payment before the short one.
    before = f"MATCH({first_short},{names},0)-1"
    covered_until = _line(
        sheet,
        "Cukup sampai",
        f"=IF({all_paid},INDEX({names},{paid_months}),"
        f'IF({before}=0,"{texts.NO_MONTH}",INDEX({names},{before})))',
        month_text(scope.runway.covered_until, texts.NO_MONTH),
    )
    return paid_months, first_short, covered_until


def _line(
    sheet: Sheet, label: str, formula: str, value: int | str, number_format: str = styles.COUNT
) -> Cell:
    sheet.across(sheet.row, (1, 1), label, styles.LABEL)
    made = sheet.live(sheet.row, 2, formula, value, styles.figure(number_format))
    sheet.row += 1
    return made


def month_text(month: Month | None, otherwise: str) -> str:
    return otherwise if month is None else month.label


def _in_order_of_payment(data: Figures) -> list[int]:
    return sorted(range(len(data.groups)), key=lambda g: data.groups[g].priority)


def _payments(
    sheet: Sheet, source: _Source, groups: Sequence[int], place: Cell, left: Cell, position: int | None
) -> tuple[Cell, Cell]:
    """A line for each group in order of payment, and the sums of people paid and not paid."""
    data = source.data
    year, month = _coordinates(sheet, source, place, position)
    _payment_header(sheet)
    count, rupiah = styles.figure(styles.COUNT), styles.figure(styles.RUPIAH)
    paid_cells: list[Cell] = []
    unpaid_cells: list[Cell] = []
    money_address, money = str(left), left.number
    levels: list[Cell] = []
    for payee in (p for g in groups for p in payees(data, source.inputs, source.costs, g, month)):
        sheet.next_line(partial(_payment_header, sheet))
        heads = 0 if position is None else payee.heads[position]
        unit = payee.units[position] if heads and position is not None else 0
        paid = min(heads, money // unit) if unit else heads
        row = sheet.row
        sheet.across(row, (1, 1), payee.name, styles.LABEL)
        others = f"-SUM({spans(levels)})" if payee.is_rest else ""
        people = sheet.live(row, 2, f"={_chosen(place, year, payee.people)}{others}", heads, count)
        levels = [*levels, people] if payee.is_level else []
        divisor = "" if payee.is_level else f"/{people}"
        formula = f"=IF({people}=0,0,{_chosen(place, year, payee.prices)}{divisor})"
        price = sheet.live(row, 3, formula, unit, rupiah)
        purse = sheet.live(row, 4, f"={money_address}", money, rupiah)
        formula = f"=IF({price}=0,{people},MIN({people},QUOTIENT({purse},{price})))"
        paid_cells.append(sheet.live(row, 5, formula, paid, count))
        unpaid_cells.append(sheet.live(row, 6, f"={people}-{paid_cells[-1]}", heads - paid, count))
        money_address, money = f"{purse}-{paid_cells[-1]}*{price}", money - paid * unit
        sheet.row += 1
    sheet.across(sheet.row, (1, 4), "Jumlah orang", styles.TOTAL_LABEL)
    totals = (
        sheet.total(sheet.row, 5, paid_cells, styles.COUNT),
        sheet.total(sheet.row, 6, unpaid_cells, styles.COUNT),
    )
    sheet.row += 1
    return totals


def _lines(data: Figures) -> int:
    return sum(len(own.levels) + 1 if own else 1 for own in data.own_wages)


def _payment_header(sheet: Sheet) -> None:
    titles = ["Menurut urutan bayar", "Orang", "Iuran per orang", "Uang", "Terbayar", "Tidak terbayar"]
    sheet.header(sheet.row, titles)
    sheet.row += 1


def _coordinates(sheet: Sheet, source: _Source, place: Cell, position: int | None) -> tuple[Cell, Cell]:
    """Which fiscal year of cover the short month is in, and which month of it, both from 1; 0 when none."""
    years = fixed_span(source.outlook.years)
    first = source.data.years[0]
    year = month = 0
    if position is not None:
        of = next(y for y in source.data.years if position in y.positions)
        year, month = of.year - first.year + 1, position - of.positions[0] + 1
    ordinal = _line(
        sheet,
        "Tahun ke- (menurut perlindungan)",
        f"=IF({place}=0,0,INDEX({years},{place})-{first.year - 1})",
        year,
    )
    formula = f"=IF({place}=0,0,{place}-MATCH(INDEX({years},{place}),{years},0)+1)"
    return ordinal, _line(sheet, "Bulan ke- dalam tahun itu", formula, month)


def _chosen(place: Cell, year: Cell, choices: Sequence[str]) -> str:
    return f"IF({place}=0,0,CHOOSE({year},{','.join(choices)}))"
