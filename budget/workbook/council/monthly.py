"""The sheet Biaya per Bulan: group × month, a block of tables for each fiscal year."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from budget.contribution import Programme
from budget.money import format_rupiah
from budget.workbook.council import styles, texts
from budget.workbook.council.assumptions import AssumptionCells
from budget.workbook.council.figures import Figures, FiscalYear
from budget.workbook.council.sheet import Cell, Sheet, added
from budget.workbook.council.styles import Look

_FIRST_MONTH = 2


@dataclass(frozen=True, slots=True, eq=False)
class CostTable:
    """One table: `body[group][place]`, sums by group and by month, and the sum of it all."""

    body: list[list[Cell]]
    by_group: list[Cell]
    by_month: list[Cell]
    total: Cell


@dataclass(frozen=True, slots=True, eq=False)
class CostCells:
    """A table for each programme and one of all (key None), per fiscal year; and the grand totals."""

    tables: dict[tuple[int, Programme | None], CostTable]
    group_totals: list[Cell]
    total: Cell


def widths(data: Figures) -> list[float]:
    """A label, months with room for a digit more than they need, and the sum of a fiscal year."""
    # Months by the fiscal year in which they are covered, or paid.
    by_year = (Counter(month.year for month in months) for months in (data.months, data.cash.booked))
    months = max(max(count.values()) for count in by_year)
    figures = max(months + 1, _step(data) * (len(data.years) + 1))
    largest = max(data.month_cost(i) for i in range(len(data.months)))
    month = max(14, len(format_rupiah(largest)) + 5)
    year = max(month, len(format_rupiah(data.projection.total)) + 3)
    return [32, *[month] * (figures - 1), year]


def _step(data: Figures) -> int:
    """How many columns a figure of the grand totals takes: two where they are not too many."""
    return 2 if len(data.years) <= 5 else 1


def write_monthly(sheet: Sheet, data: Figures, inputs: AssumptionCells) -> CostCells:
    """Every cell is people × price; a month without a tariff costs nothing, and #N/A once it has people."""
    tables: dict[tuple[int, Programme | None], CostTable] = {}
    for year in data.years:
        if tables:
            sheet.new_page()
        for programme in data.programmes:
            tables[year.year, programme] = _programme(sheet, data, year, programme, inputs)
        parts = [tables[year.year, p] for p in data.programmes]
        tables[year.year, None] = _sum_table(sheet, data, year, parts)
    group_totals, total = _grand_totals(sheet, data, tables)
    return CostCells(tables, group_totals, total)


def _programme(
    sheet: Sheet, data: Figures, year: FiscalYear, programme: Programme, inputs: AssumptionCells
) -> CostTable:
    header = _open(sheet, data, year, texts.PROGRAMME_NAMES[programme])
    body: list[list[Cell]] = []
    for g, group in enumerate(data.groups):
        sheet.next_line(header)
        sheet.across(sheet.row, (1, 1), group.name, styles.LABEL)
        line: list[Cell] = []
        for place, position in enumerate(year.positions):
            formula = _cost(data, inputs, programme, g, position)
            value = data.cost[programme][g][position]
            look = styles.figure(styles.RUPIAH)
            line.append(sheet.live(sheet.row, _FIRST_MONTH + place, formula, value, look))
        body.append(line)
        sheet.row += 1
    return _close(sheet, year, body)


def _cost(data: Figures, inputs: AssumptionCells, programme: Programme, g: int, position: int) -> str:
    """People × price; level by level where members pay by wages of their own."""
    version, own = data.versions[g][position], data.own_wages[g]
    spell = own.spell(position) if own else None
    if spell is not None and inputs.wages is not None:
        year = next(year for year in data.years if position in year.positions)
        return inputs.wages.cost(g, year.year, position - year.positions[0], spell, programme)
    people = inputs.people.paid[g][position]
    if version is None:
        return f"=IF({people}=0,0,NA())"
    return f"={people}*{inputs.prices[version, programme].fixed}"


def _sum_table(sheet: Sheet, data: Figures, year: FiscalYear, parts: list[CostTable]) -> CostTable:
    header = _open(sheet, data, year, f"Jumlah {' + '.join(data.programmes)}")
    body: list[list[Cell]] = []
    for g, group in enumerate(data.groups):
        sheet.next_line(header)
        sheet.across(sheet.row, (1, 1), group.name, styles.LABEL)
        line: list[Cell] = []
        for place, position in enumerate(year.positions):
            formula = added(part.body[g][place] for part in parts)
            value = data.group_cost(g, position)
            look = styles.figure(styles.RUPIAH)
            line.append(sheet.live(sheet.row, _FIRST_MONTH + place, formula, value, look))
        body.append(line)
        sheet.row += 1
    return _close(sheet, year, body)


def _open(sheet: Sheet, data: Figures, year: FiscalYear, name: str) -> Callable[[], None]:
    """Begin a table; what is returned draws its header again on a new page."""

    def header() -> None:
        months = [data.months[i].short_label for i in year.positions]
        sheet.header(sheet.row, ["Kelompok", *months, f"Jumlah {year.label}"])
        sheet.row += 1

    sheet.section(f"{year.label} · {name}", min(len(data.groups), 30) + 2)
    header()
    return header


def _close(sheet: Sheet, year: FiscalYear, body: list[list[Cell]]) -> CostTable:
    """The sums at the right and at the foot."""
    last = _FIRST_MONTH + len(year.positions)
    by_group = [sheet.total(line[0].row, last, line, styles.RUPIAH) for line in body]
    sheet.across(sheet.row, (1, 1), f"Jumlah {year.label}", styles.TOTAL_LABEL)
    by_month = [
        sheet.total(sheet.row, _FIRST_MONTH + place, [line[place] for line in body], styles.RUPIAH)
        for place in range(len(year.positions))
    ]
    total = sheet.total(sheet.row, last, by_month, styles.RUPIAH)
    sheet.row += 2
    return CostTable(body, by_group, by_month, total)


def _grand_totals(
    sheet: Sheet, data: Figures, tables: dict[tuple[int, Programme | None], CostTable]
) -> tuple[list[Cell], Cell]:
    """Each group's cost per fiscal year, and the sum of the whole plan."""
    sheet.section("Seluruh rencana, per tahun anggaran", min(len(data.groups), 30) + 2)
    of_years = [tables[year.year, None] for year in data.years]
    step = _step(data)
    columns = [(first, first + step - 1) for first in range(2, 2 + step * (len(of_years) + 1), step)]
    sheet.across(sheet.row, (1, 1), "Kelompok", styles.HEADER)
    for place, title in zip(columns, [*(year.label for year in data.years), "Jumlah"], strict=True):
        sheet.across(sheet.row, place, title, styles.HEADER)
    sheet.row += 1
    group_totals: list[Cell] = []
    for g, group in enumerate(data.groups):
        sheet.across(sheet.row, (1, 1), group.name, styles.LABEL)
        sources = [table.by_group[g] for table in of_years]
        group_totals.append(_years_and_sum(sheet, columns, sources, styles.figure(styles.RUPIAH)))
    sheet.across(sheet.row, (1, 1), "Jumlah", styles.TOTAL_LABEL)
    sources = [table.total for table in of_years]
    total = _years_and_sum(sheet, columns, sources, styles.total(styles.RUPIAH))
    sheet.row += 1
    return group_totals, total


def _years_and_sum(
    sheet: Sheet, columns: Sequence[tuple[int, int]], sources: Sequence[Cell], look: Look
) -> Cell:
    line = [
        sheet.live(sheet.row, place[0], f"={source}", source.value, look)
        for place, source in zip(columns, sources, strict=False)
    ]
    made = sheet.live(
        sheet.row, columns[-1][0], added(line), sum(c.number for c in line), styles.total(styles.RUPIAH)
    )
    for place in columns[:-1]:
        sheet.join(sheet.row, place, look)
    sheet.join(sheet.row, columns[-1], styles.total(styles.RUPIAH))
    sheet.row += 1
    return made
