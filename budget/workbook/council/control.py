"""The sheet Kontrol: the same sums taken two ways, and beside what the engine found at the export."""

from collections.abc import Sequence
from dataclasses import dataclass

from budget.engine.calendar import Basis
from budget.workbook.council import styles
from budget.workbook.council.account_runways import AccountSums
from budget.workbook.council.assumptions import AssumptionCells
from budget.workbook.council.figures import Figures
from budget.workbook.council.monthly import CostCells
from budget.workbook.council.outlook import OutlookCells
from budget.workbook.council.sheet import Cell, Sheet, added, fixed_span, span
from budget.workbook.council.summary import SummaryCells

WIDTHS = (50, *[25] * 5)
_HEADERS = (
    "Uraian", "Mesin hitung pada saat ekspor", "Buku ini", "Selisih terhadap ekspor",
    "Hitungan kedua dalam buku", "Selisih dalam buku",
)  # fmt: skip
_SUMS = 4
_CHANGED = 4


@dataclass(frozen=True, slots=True, eq=False)
class ControlCells:
    """Sums of absolute differences: inside the workbook, and against the engine."""

    inside: Cell
    engine: Cell


@dataclass(frozen=True, slots=True)
class ControlLine:
    """A sum that is taken two ways, as formulas, beside what the engine has for it."""

    label: str
    engine: int
    here: str
    again: str
    number_format: str = styles.RUPIAH


def rows(data: Figures, others: int) -> int:
    """How many rows the table takes, heading included; `others` are the lines of other sheets."""
    by_wage = sum(own is not None for own in data.own_wages)
    of_accounts = 2 * (len(data.years) + len(data.cash.fiscal_years()))
    lines = len(data.months) + len(data.groups) + len(data.programmes) + len(data.years) + of_accounts
    return lines + by_wage + others + _SUMS + 3


def changed(sheet: Sheet, row: int, data: Figures, others: int) -> Cell:
    """Where the table from `row` on will say how much differs from the export: 0 until an input changes."""
    return Cell(sheet.title, row + rows(data, others) - 1, _CHANGED, 0)


def write_control_table(
    sheet: Sheet,
    row: int,
    data: Figures,
    inputs: AssumptionCells,
    costs: CostCells,
    outlook: OutlookCells,
    summary: SummaryCells,
    accounts: Sequence[AccountSums],
    others: Sequence[ControlLine],
) -> ControlCells:
    """Fill the rows that were kept free from `row` on; `others` are lines of sheets that come later."""
    sheet.across(row, (1, sheet.last_column), "Kontrol: setiap selisih harus 0", styles.SECTION)
    sheet.header(row + 1, _HEADERS)
    lines = [
        *_months(data, costs),
        *_groups(data, costs),
        *_programmes(data, costs),
        *_years(data, costs, outlook),
        *_totals(data, inputs, costs, outlook, summary),
        *_wages(data, inputs),
        *_accounts(data, inputs, costs, outlook, accounts),
        *others,
    ]
    engine: list[Cell] = []
    inside: list[Cell] = []
    for at, line in enumerate(lines, start=row + 2):
        look = styles.figure(line.number_format)
        sheet.across(at, (1, 1), line.label, styles.LABEL)
        exported = sheet.number(at, 2, line.engine, look)
        here = sheet.live(at, 3, line.here, line.engine, look)
        engine.append(sheet.live(at, 4, f"={here}-{exported}", 0, styles.figure(styles.DIFFERENCE)))
        again = sheet.live(at, 5, line.again, line.engine, look)
        inside.append(sheet.live(at, 6, f"={here}-{again}", 0, styles.figure(styles.DIFFERENCE)))
    last = row + 2 + len(lines)
    sheet.across(last, (1, 3), "Jumlah selisih mutlak", styles.TOTAL_LABEL)
    look = styles.total(styles.DIFFERENCE)
    # Other sheets show figures only as long as this sum is 0: it cannot rest on their lines.
    own = engine[: len(engine) - len(others)]
    against = sheet.live(last, _CHANGED, f"=SUMPRODUCT(ABS({span(own)}))", 0, look)
    sheet.text(last, 5, "", styles.TOTAL_LABEL)
    return ControlCells(sheet.live(last, 6, f"=SUMPRODUCT(ABS({span(inside)}))", 0, look), against)


def write_control(sheet: Sheet, control: ControlCells) -> None:
    """The two sums of absolute differences that the control sheet ends in."""
    sheet.section("Kontrol", 6)
    lines = (
        (
            "Kontrol dalam buku ini",
            control.inside,
            "Harus selalu 0: bulan, kelompok, program, tahun, rekening, dan kas saling cocok.",
        ),
        (
            "Kontrol terhadap mesin hitung pagu",
            control.engine,
            "0 pada saat ekspor. Bila masukan diubah di sini, angkanya jumlah selisih yang timbul.",
        ),
    )
    for label, source, note in lines:
        sheet.across(sheet.row, (1, 1), label, styles.TOTAL_LABEL)
        sheet.live(sheet.row, 2, f"={source}", source.value, styles.total(styles.DIFFERENCE))
        sheet.across(sheet.row, (3, sheet.last_column), note, styles.LABEL)
        sheet.row += 1
    sheet.row += 1


def _months(data: Figures, costs: CostCells) -> list[ControlLine]:
    lines = []
    for year in data.years:
        table = costs.tables[year.year, None]
        parts = [costs.tables[year.year, p] for p in data.programmes]
        for place, position in enumerate(year.positions):
            again = added(part.by_month[place] for part in parts)
            here = f"={table.by_month[place]}"
            label = f"{data.months[position].label}: jumlah = {' + '.join(data.programmes)}"
            lines.append(ControlLine(label, data.month_cost(position), here, again))
    return lines


def _groups(data: Figures, costs: CostCells) -> list[ControlLine]:
    lines = []
    for g, group in enumerate(data.groups):
        again = added(costs.tables[y.year, p].by_group[g] for y in data.years for p in data.programmes)
        total = sum(data.group_cost(g, i) for i in range(len(data.months)))
        lines.append(ControlLine(f"Kelompok {group.name}", total, f"={costs.group_totals[g]}", again))
    return lines


def _programmes(data: Figures, costs: CostCells) -> list[ControlLine]:
    lines = []
    for p in data.programmes:
        tables = [costs.tables[year.year, p] for year in data.years]
        again = (
            "=" + "+".join(f"SUM({span(t.by_group)})" for t in tables if t.by_group) if data.groups else "=0"
        )
        total = data.projection.programme_total(p)
        lines.append(
            ControlLine(f"Program {p}: bulan = kelompok", total, added(t.total for t in tables), again)
        )
    return lines


def _years(data: Figures, costs: CostCells, outlook: OutlookCells) -> list[ControlLine]:
    lines = []
    for year in data.years:
        again = f"=SUMIF({fixed_span(outlook.years)},{year.year},{fixed_span(outlook.costs)})"
        total = sum(data.month_cost(i) for i in year.positions)
        here = f"={costs.tables[year.year, None].total}"
        lines.append(ControlLine(f"{year.label}: biaya = proyeksi", total, here, again))
    return lines


def _accounts(
    data: Figures,
    inputs: AssumptionCells,
    costs: CostCells,
    outlook: OutlookCells,
    accounts: Sequence[AccountSums],
) -> list[ControlLine]:
    """The accounts of each fiscal year add up to its money and to its cost."""
    lines = []
    for sums in accounts:
        year, label = sums.year.year, f"{sums.year.label}: jumlah rekening"
        money = inputs.money.by_year[year]
        is_cash = sums.year.basis is Basis.CASH
        again = outlook.paid_in(year)[0] if is_cash else f"={costs.tables[year, None].total}"
        cost = sum(data.month_cost(i) for i in sums.year.positions)
        lines.append(ControlLine(f"{label} = pagu", money.number, f"={sums.own}", f"={money}"))
        lines.append(ControlLine(f"{label} = biaya", cost, f"={sums.cost}", again))
    return lines


def _wages(data: Figures, inputs: AssumptionCells) -> list[ControlLine]:
    """People by wage beside people by kecamatan, in months in which a group pays by wage."""
    lines = []
    for g, own in enumerate(data.own_wages):
        if own is None or inputs.wages is None:
            continue
        positions = {position for spell in own.spells for position in spell.positions}
        by_wage = [
            inputs.wages.tables[g, year.year].month_totals[place]
            for year in data.years
            for place, position in enumerate(year.positions)
            # A year in which nobody pays by wage has no table.
            if position in positions and (g, year.year) in inputs.wages.tables
        ]
        paid = [inputs.people.paid[g][position] for position in sorted(positions)]
        people = sum(data.heads[g][position] for position in positions)
        label = f"Orang-bulan {data.groups[g].name}: menurut upah = menurut kecamatan"
        lines.append(ControlLine(label, people, added(by_wage), added(paid), styles.COUNT))
    return lines


def _totals(
    data: Figures,
    inputs: AssumptionCells,
    costs: CostCells,
    outlook: OutlookCells,
    summary: SummaryCells,
) -> Sequence[ControlLine]:
    total, people = data.projection.total, inputs.people.person_months
    here = f"={costs.total}"
    groups = f"=SUM({span(costs.group_totals)})" if data.groups else "=0"
    return (
        ControlLine("Jumlah tahun = jumlah kelompok", total, here, groups),
        ControlLine("Seluruh biaya = ringkasan, akrual", total, here, f"={summary.accrual_total}"),
        ControlLine("Seluruh biaya = ringkasan, kas", total, here, f"={summary.cash_total}"),
        ControlLine(
            "Orang-bulan = proyeksi",
            data.projection.person_months,
            added(people),
            f"=SUM({span(outlook.people)})",
            styles.COUNT,
        ),
    )  # fmt: skip
