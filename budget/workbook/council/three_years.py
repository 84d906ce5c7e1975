"""The sheet of T-1, T and T+1: people, cost, money and what was paid, with the growth from year to year.

T is the last fiscal year of the plan that is not after the year of the export, or the plan's first one. What
nobody entered is not known, and says so: it is never zero.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from budget.contribution import Programme
from budget.engine.part import Part
from budget.money import format_rupiah
from budget.plan.payments import Book, paid
from budget.workbook.council import styles, texts
from budget.workbook.council.background import Background
from budget.workbook.council.control import ControlLine
from budget.workbook.council.figures import Figures, FiscalYear
from budget.workbook.council.numbers import part
from budget.workbook.council.sheet import Cell, Sheet, added
from budget.workbook.council.three_years_money import Known, allotted, sub_activities
from budget.workbook.council.workings import Workings, quoted

CONTROL_LINES = 1
# Formula and value.
Figure = tuple[str, int]
_NOTE = (
    f"Yang tidak dimuat rencana, pagu, atau buku pembayaran ditulis “{texts.UNKNOWN}”, bukan nol. Tahun yang "
    "tidak penuh dalam rencana dibandingkan apa adanya: lihat baris bulan perlindungan."
)


@dataclass(frozen=True, slots=True, eq=False)
class ThreeYears:
    """The cells of the three years: T-1, T, T+1. `growth` is that of the cost, T and then T+1."""

    years: tuple[int, int, int]
    people: Sequence[Cell]
    person_months: Sequence[Cell]
    cost: Sequence[Cell]
    money: Sequence[Cell]
    paid: Sequence[Cell]
    growth: Sequence[Cell]


@dataclass(frozen=True, slots=True, eq=False)
class _Line:
    years: list[Cell]
    growth: list[Cell]


def this_year(data: Figures, made_on: date) -> int:
    years = [year.year for year in data.years]
    return max((year for year in years if year <= made_on.year), default=years[0])


def widths(data: Figures) -> list[float]:
    money = sum(line.amount for line in data.projection.plan.allotted)
    amount = max(20, len(format_rupiah(max(data.projection.total, money))) + 4)
    return [46, *[amount] * 4, 19, amount, 19]


def control_lines(work: Workings, found: ThreeYears) -> list[ControlLine]:
    total = work.costs.tables[found.years[1], None].total
    label = f"T (TA {found.years[1]}) = biaya tahun itu"
    return [ControlLine(label, total.number, f"={found.cost[1]}", f"={total}")]


def write_three_years(sheet: Sheet, work: Workings, background: Background, made_on: date) -> ThreeYears:
    """People, then cost by group and programme, then money and payments."""
    year = this_year(work.data, made_on)
    table = _Table(sheet, work, (year - 1, year, year + 1))
    sheet.across(sheet.row, (1, sheet.last_column), _NOTE, styles.NOTE)
    sheet.row += 2
    table.open("Orang", 5)
    table.row("Bulan perlindungan", table.each(_months), styles.COUNT)
    people = table.row("Orang pada bulan terakhir", table.each(_people), styles.COUNT)
    person_months = table.row("Orang-bulan", table.each(_person_months), styles.COUNT)
    sheet.row += 1
    of_groups, cost = _costs(table)
    table.open("Orang-bulan menurut kelompok", min(len(of_groups), 15) + 1)
    for g, group in enumerate(work.data.groups):
        table.row(group.name, table.each(partial(_of_group, g)), styles.COUNT)
    sheet.row += 1
    money = _money(table)
    booked = _paid(table, background.book)
    return ThreeYears(
        table.years, people.years, person_months.years, cost.years, money.years, booked.years, cost.growth
    )


class _Table:
    """Rows of three years; each with the change to T and to T+1, in numbers and percent."""

    def __init__(self, sheet: Sheet, work: Workings, years: tuple[int, int, int]) -> None:
        self.sheet, self.work, self.years = sheet, work, years
        self._title = ""

    def open(self, title: str, rows: int) -> None:
        self.sheet.section(title, rows + 1)
        self._title = title
        self._header()

    def _header(self) -> None:
        labels = [f"{name}\nTA {year}" for name, year in zip(("T-1", "T", "T+1"), self.years, strict=True)]
        growth = ["Perubahan\nT-1 ke T", "%", "Perubahan\nT ke T+1", "%"]
        self.sheet.header(self.sheet.row, ["Uraian", *labels, *growth])
        self.sheet.row += 1

    def each(self, figure: Callable[[Workings, FiscalYear], Figure]) -> list[Known]:
        """A figure of the plan in each of the years; not known in a year that the plan does not cover."""
        covered = {year.year: year for year in self.work.data.years}
        return [figure(self.work, covered[year]) if year in covered else None for year in self.years]

    def row(self, label: str, figures: Sequence[Known], number_format: str, strong: bool = False) -> _Line:
        sheet = self.sheet
        sheet.next_line(self._header)
        look = styles.total(number_format) if strong else styles.figure(number_format)
        sheet.across(sheet.row, (1, 1), label, styles.TOTAL_LABEL if strong else styles.LABEL)
        years = []
        for column, figure in enumerate(figures, start=2):
            formula, value = figure or (f"={quoted(texts.UNKNOWN)}", texts.UNKNOWN)
            years.append(sheet.live(sheet.row, column, formula, value, look))
        signed = styles.RUPIAH_SIGNED if number_format == styles.RUPIAH else styles.COUNT
        growth = []
        for column, old, new in ((5, years[0], years[1]), (7, years[1], years[2])):
            growth += self._growth(column, old, new, signed, strong)
        sheet.row += 1
        return _Line(years, growth)

    def _growth(self, column: int, old: Cell, new: Cell, number_format: str, strong: bool) -> list[Cell]:
        """New less old, and that as a part of the old."""
        look, percent = (
            styles.total(each) if strong else styles.figure(each) for each in (number_format, styles.GROWTH)
        )
        known = isinstance(old.value, int) and isinstance(new.value, int)
        both, unknown = f"AND(ISNUMBER({old}),ISNUMBER({new}))", quoted(texts.UNKNOWN)
        change = new.number - old.number if known else texts.UNKNOWN
        made = self.sheet.live(self.sheet.row, column, f"=IF({both},{new}-{old},{unknown})", change, look)
        share = Part(new.number - old.number, old.number).ppm if known else None
        nothing = f"IF({old}<=0,{quoted(texts.NOTHING)},ROUND(({new}-{old})/{old}*1000000,0)/1000000)"
        value = texts.UNKNOWN if not known else texts.NOTHING if share is None else part(share)
        formula = f"=IF({both},{nothing},{unknown})"
        return [made, self.sheet.live(self.sheet.row, column + 1, formula, value, percent)]


def _months(work: Workings, year: FiscalYear) -> Figure:
    labels = [work.outlook.names[i] for i in year.positions]
    return f"=ROWS({labels[0]}:{labels[-1].address})", len(year.positions)


def _people(work: Workings, year: FiscalYear) -> Figure:
    cell = work.inputs.people.month_totals[year.positions[-1]]
    return f"={cell}", cell.number


def _person_months(work: Workings, year: FiscalYear) -> Figure:
    cell = work.inputs.people.person_months[work.data.years.index(year)]
    return f"={cell}", cell.number


def _of_group(group: int, work: Workings, year: FiscalYear) -> Figure:
    cells = [work.inputs.people.paid[group][i] for i in year.positions]
    return f"=SUM({cells[0]}:{cells[-1].address})", sum(cell.number for cell in cells)


def _costs(table: _Table) -> tuple[list[_Line], _Line]:
    """The cost by group, and by programme, each adding up to the year's."""
    data, sheet = table.work.data, table.sheet
    table.open("Biaya menurut kelompok", min(len(data.groups), 15) + 1)
    groups = [
        table.row(group.name, table.each(partial(_group_cost, g)), styles.RUPIAH)
        for g, group in enumerate(data.groups)
    ]
    total = table.row("Jumlah biaya", _sums(groups, table.each(_cost)), styles.RUPIAH, strong=True)
    sheet.row += 1
    table.open("Biaya menurut program", len(data.programmes) + 1)
    for programme in data.programmes:
        name = texts.PROGRAMME_NAMES[programme]
        table.row(name, table.each(partial(_programme_cost, programme)), styles.RUPIAH)
    sheet.row += 1
    return groups, total


def _sums(lines: Sequence[_Line], whole: Sequence[Known]) -> list[Known]:
    """The sum of the rows in the years in which the whole is known."""
    return [
        None if known is None else (added(line.years[n] for line in lines), known[1])
        for n, known in enumerate(whole)
    ]


def _cost(work: Workings, year: FiscalYear) -> Figure:
    cell = work.costs.tables[year.year, None].total
    return f"={cell}", cell.number


def _group_cost(group: int, work: Workings, year: FiscalYear) -> Figure:
    cell = work.costs.tables[year.year, None].by_group[group]
    return f"={cell}", cell.number


def _programme_cost(programme: Programme, work: Workings, year: FiscalYear) -> Figure:
    cell = work.costs.tables[year.year, programme].total
    return f"={cell}", cell.number


def _money(table: _Table) -> _Line:
    """The money of the years, and below it of each sub-kegiatan whose other years are known."""
    subs = sub_activities(table.work, table.years)
    table.open("Alokasi", min(len(subs), 12) + 1)
    for label, figures in subs:
        table.row(label, figures, styles.RUPIAH)
    total = table.row("Jumlah pagu", allotted(table.work, table.years), styles.RUPIAH, strong=True)
    table.sheet.row += 1
    return total


def _paid(table: _Table, book: Book) -> _Line:
    """What has an SP2D, by the year of its day; a year without any is not known."""
    found: dict[int, int] = {}
    for payment in paid(book.payments):
        if payment.day is not None:
            found[payment.day.year] = found.get(payment.day.year, 0) + payment.amount
    table.open("Realisasi", 2)
    figures: list[Known] = [(f"={found[y]}", found[y]) if y in found else None for y in table.years]
    line = table.row("Dibayar menurut tanggal SP2D", figures, styles.RUPIAH)
    table.sheet.row += 1
    return line
