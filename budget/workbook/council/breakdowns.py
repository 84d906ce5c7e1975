"""On the sheet Ringkasan: the cost by group, by funding source, and by account, per fiscal year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from budget.engine.calendar import Basis
from budget.workbook.council import styles
from budget.workbook.council.control import ControlLine
from budget.workbook.council.figures import Figures, FiscalYear
from budget.workbook.council.sheet import Cell, Sheet, span, spans
from budget.workbook.council.sums import short_enough
from budget.workbook.council.workings import Workings, rupiah

# Sums that the control holds against the whole.
CONTROL_LINES = 3
_NO_SOURCE = "tanpa sumber dana"
_MOST_ARGUMENTS = 255

# Formula and value of one fiscal year.
Figure = tuple[str, int]


@dataclass(frozen=True, slots=True, eq=False)
class Breakdown:
    """A table: the sum of each row by its name, and of all of them."""

    rows: Mapping[str, Cell]
    total: Cell


@dataclass(frozen=True, slots=True, eq=False)
class Breakdowns:
    groups: Breakdown
    funding: Breakdown
    accounts: Breakdown


def write_breakdowns(sheet: Sheet, work: Workings) -> Breakdowns:
    """Three tables over the fiscal years of cover; each adds up to the whole cost."""
    return Breakdowns(
        _table(sheet, work, "Menurut kelompok", _groups(work)),
        _table(sheet, work, "Menurut sumber dana", _funding(work)),
        _table(sheet, work, "Menurut rekening", _accounts(work)),
    )


def control_lines(work: Workings, found: Breakdowns) -> list[ControlLine]:
    total = work.data.projection.total
    named = (("kelompok", found.groups), ("sumber dana", found.funding), ("rekening", found.accounts))
    return [
        ControlLine(f"Ringkasan menurut {name} = seluruh biaya", total, f"={work.costs.total}", f"={t.total}")
        for name, t in named
    ]


def _table(sheet: Sheet, work: Workings, title: str, rows: Mapping[str, Sequence[Figure]]) -> Breakdown:
    years = [year.label for year in work.data.years]

    def header() -> None:
        sheet.header(sheet.row, [title, *years, "Jumlah"])
        sheet.row += 1

    sheet.section(f"{title} (akrual)", min(len(rows), 15) + 2)
    header()
    lines = []
    for name, figures in rows.items():
        sheet.next_line(header)
        lines.append(_row(sheet, name, figures))
    sheet.across(sheet.row, (1, 1), "Jumlah", styles.TOTAL_LABEL)
    totals = [
        _sum(sheet, column, [line[column - 2] for line in lines]) for column in range(2, len(years) + 3)
    ]
    sheet.row += 2
    return Breakdown({name: line[-1] for name, line in zip(rows, lines, strict=True)}, totals[-1])


def _row(sheet: Sheet, name: str, figures: Sequence[Figure]) -> list[Cell]:
    sheet.across(sheet.row, (1, 1), name, styles.LABEL)
    line = [sheet.live(sheet.row, column, *each, rupiah()) for column, each in enumerate(figures, start=2)]
    line.append(sheet.total(sheet.row, len(line) + 2, line, styles.RUPIAH))
    sheet.row += 1
    return line


def _sum(sheet: Sheet, column: int, cells: Sequence[Cell]) -> Cell:
    formula = f"=SUM({spans(cells)})" if cells else "=0"
    return sheet.live(sheet.row, column, formula, sum(cell.number for cell in cells), rupiah(strong=True))


def _groups(work: Workings) -> dict[str, list[Figure]]:
    tables = [work.costs.tables[year.year, None] for year in work.data.years]
    return {
        group.name: [(f"={table.by_group[g]}", table.by_group[g].number) for table in tables]
        for g, group in enumerate(work.data.groups)
    }


def _funding(work: Workings) -> dict[str, list[Figure]]:
    data = work.data
    sources = [funding_by_month(data, g) for g in range(len(data.groups))]
    names = dict.fromkeys(name for by_month in sources for name in by_month)
    return {name or _NO_SOURCE: [_funded(work, sources, name, year) for year in data.years] for name in names}


def funding_by_month(data: Figures, group: int) -> list[str]:
    """The source that pays for a group in each month; where no tariff holds, the one before or after."""
    plan, name = data.projection.plan, data.groups[group].name
    tariffs = [plan.tariff(name, month) for month in data.months]
    known = next((tariff.funding for tariff in tariffs if tariff), "")
    found = []
    for tariff in tariffs:
        known = tariff.funding if tariff else known
        found.append(known)
    return found


def _funded(work: Workings, sources: Sequence[Sequence[str]], name: str, year: FiscalYear) -> Figure:
    body = work.costs.tables[year.year, None].body
    ranges, value = [], 0
    for g, by_month in enumerate(sources):
        run: list[Cell] = []
        for place, position in enumerate(year.positions):
            if by_month[position] == name:
                run.append(body[g][place])
                value += body[g][place].number
            elif run:
                ranges.append(span(run))
                run = []
        if run:
            ranges.append(span(run))
    parts = [ranges[i : i + _MOST_ARGUMENTS] for i in range(0, len(ranges), _MOST_ARGUMENTS)]
    return short_enough("=" + ("+".join(f"SUM({','.join(part)})" for part in parts) or "0")), value


def _accounts(work: Workings) -> dict[str, list[Figure]]:
    """Accounts of one name in several years are one row; what no account pays comes last."""
    accrual = [(year, payers) for year, payers in work.accounts if year.basis is Basis.ACCRUAL]
    found: dict[str, list[Figure]] = {}
    rest: dict[str, list[Figure]] = {}
    for place, (_, payers) in enumerate(accrual):
        nothing = partial(_nothing, len(accrual))
        for cells in payers:
            rows = rest if cells.payer.found is None else found
            line = rows.setdefault(cells.payer.label, nothing())
            formula, value = line[place]
            before = "" if formula == "=0" else f"{formula[1:]}+"
            line[place] = f"={before}{cells.total}", value + cells.total.number
    return found | rest


def _nothing(years: int) -> list[Figure]:
    return [("=0", 0)] * years
