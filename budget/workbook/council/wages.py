"""The sheet Upah Masing-masing: people and prices by level of wage, for groups whose members have their own.

A group's cost is people × price level by level: a sum of wages would not do, as every person's
contribution is rounded by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from budget.contribution import Programme
from budget.engine.prices import Price
from budget.money import SEN_PER_RUPIAH, format_rupiah
from budget.period import Month
from budget.workbook.council import styles
from budget.workbook.council.figures import Figures, FiscalYear
from budget.workbook.council.levels import Level, OwnWages
from budget.workbook.council.numbers import rupiah_of_sen, wage_format
from budget.workbook.council.price_steps import Parts, step_header, write_price
from budget.workbook.council.rates import RateCells
from budget.workbook.council.sheet import Cell, Sheet, span
from budget.workbook.council.tariffs import SpellCells, TariffCells

_FIRST_PRICE = 2
_NOTE = (
    "Anggota kelompok ini membayar menurut upah atau penghasilan masing-masing. Biaya sebulan adalah orang "
    "× iuran per orang, baris demi baris, karena iuran dibulatkan per orang. Orang dan upahnya dari daftar."
)


@dataclass(frozen=True, slots=True, eq=False)
class WageTable:
    """One group in one fiscal year: `people[level][place]` and, by spell and programme, `prices[level]`.

    Levels without people in that year are left out; all lists run over the `levels` that stand there.
    """

    levels: list[int]
    people: list[list[Cell]]
    prices: dict[tuple[int, Programme], list[Cell]]
    month_totals: list[Cell]


@dataclass(frozen=True, slots=True, eq=False)
class WageCells:
    """The tables by group and fiscal year."""

    tables: dict[tuple[int, int], WageTable]

    def cost(self, group: int, year: int, place: int, spell: int, programme: Programme) -> str:
        """The formula of a group's cost in a month of the year."""
        table = self.tables.get((group, year))
        prices = table.prices.get((spell, programme)) if table else None
        if table is None or prices is None:
            return "=0"
        return f"=SUMPRODUCT({span([line[place] for line in table.people])},{span(prices)})"


@dataclass(frozen=True, slots=True, eq=False)
class _Source:
    data: Figures
    rates: RateCells
    tariffs: TariffCells
    # Where a level's wage and its price in a spell stand first; later years point there.
    wages: dict[tuple[int, int], Cell]
    prices: dict[tuple[int, int, int, Programme], Cell]


def widths(data: Figures) -> list[float]:
    """A label, prices of as many spells as a year has, the months, and the sum."""
    return [32, *[13] * _price_columns(data), *[9] * 12, 12]


def write_wages(
    sheet: Sheet, steps: Sheet, data: Figures, rates: RateCells, tariffs: TariffCells
) -> WageCells:
    """A table for each group and fiscal year; the arithmetic of prices goes to the sheet `steps`."""
    source = _Source(data, rates, tariffs, {}, {})
    sheet.across(sheet.row, (1, sheet.last_column), _NOTE, styles.NOTE)
    sheet.row += 2
    steps.section("Iuran per orang menurut upah, dihitung dengan bilangan bulat", 10)
    step_header(steps)
    tables: dict[tuple[int, int], WageTable] = {}
    for year in data.years:
        for g, own in enumerate(data.own_wages):
            if own and any(level.heads[i] for level in own.levels for i in year.positions):
                tables[g, year.year] = _table(sheet, steps, source, g, own, year)
    return WageCells(tables)


def _table(
    sheet: Sheet, steps: Sheet, source: _Source, group: int, own: OwnWages, year: FiscalYear
) -> WageTable:
    data = source.data
    levels = [n for n, level in enumerate(own.levels) if any(level.heads[i] for i in year.positions)]
    sheet.section(f"{data.groups[group].name}, {year.label}", min(len(levels), 30) + 3)
    columns = _columns(own, year, data.programmes)
    first_month = _FIRST_PRICE + _price_columns(data)
    _header(sheet, data, own, year, list(columns), first_month)
    table = WageTable(levels, [], {column: [] for column in columns}, [])
    for n in levels:
        level, row = own.levels[n], sheet.row
        _label(sheet, source, group, n, own)
        for place, (spell, programme) in enumerate(columns):
            at = row, _FIRST_PRICE + place
            table.prices[spell, programme].append(
                _price(sheet, steps, at, source, (group, n, spell, programme), own)
            )
        look = styles.listed(styles.COUNT_OR_DASH)
        people = [
            sheet.number(row, first_month + place, level.heads[i], look)
            for place, i in enumerate(year.positions)
        ]
        table.people.append(people)
        sheet.total(row, first_month + len(people), people, styles.COUNT)
        sheet.row += 1
    sheet.across(sheet.row, (1, first_month - 1), "Jumlah orang", styles.TOTAL_LABEL)
    for place in range(len(year.positions)):
        of_month = [line[place] for line in table.people]
        table.month_totals.append(sheet.total(sheet.row, first_month + place, of_month, styles.COUNT))
    sheet.total(sheet.row, first_month + len(year.positions), table.month_totals, styles.COUNT)
    sheet.row += 2
    return table


def _columns(own: OwnWages, year: FiscalYear, programmes: Sequence[Programme]) -> list[tuple[int, Programme]]:
    """The spells that touch the year, each with the programmes that it pays for."""
    return [
        (n, programme)
        for n, spell in enumerate(own.spells)
        if any(i in year.positions for i in spell.positions)
        for programme in programmes
        if programme in spell.tariff.terms.programmes
    ]


def _price_columns(data: Figures) -> int:
    return max(
        (len(_columns(own, year, data.programmes)) for own in data.own_wages if own for year in data.years),
        default=0,
    )


def _header(
    sheet: Sheet,
    data: Figures,
    own: OwnWages,
    year: FiscalYear,
    columns: Sequence[tuple[int, Programme]],
    first_month: int,
) -> None:
    several = len({spell for spell, _ in columns}) > 1
    titles = ["Upah sebulan atau baris BPU"]
    for spell, programme in columns:
        months = [data.months[i] for i in own.spells[spell].positions if i in year.positions]
        titles.append(f"{programme} per orang{_when(months) if several else ''}")
    titles += [""] * (first_month - 1 - len(titles))
    titles += [data.months[i].short_label for i in year.positions]
    sheet.header(sheet.row, [*titles, "Orang-bulan"])
    sheet.row += 1


def _when(months: Sequence[Month]) -> str:
    first, last = months[0], months[-1]
    return f", {first.short_label}" if first == last else f", {first.short_label} – {last.short_label}"


def _label(sheet: Sheet, source: _Source, group: int, n: int, own: OwnWages) -> None:
    """The wage, once a number of the roster and then a formula; brackets are named."""
    sen = own.levels[n].wage_sen
    if sen is None:
        sheet.across(sheet.row, (1, 1), _bracket_name(source.data, own.levels[n]), styles.LABEL)
    elif (group, n) in source.wages:
        first = source.wages[group, n]
        sheet.live(sheet.row, 1, f"={first}", first.value, styles.figure(wage_format(sen)))
    else:
        look = styles.listed(wage_format(sen))
        source.wages[group, n] = sheet.number(sheet.row, 1, rupiah_of_sen(sen), look)


def _bracket_name(data: Figures, level: Level) -> str:
    versions = data.projection.prices.versions
    brackets = [versions[v].prices[0].bracket for v in dict.fromkeys(level.versions) if v is not None]
    numbers = dict.fromkeys(str(bracket.number) for bracket in brackets if bracket)
    return f"BPU baris {', lalu '.join(numbers)}"


def level_name(data: Figures, level: Level) -> str:
    """How other sheets call a level."""
    if level.wage_sen is None:
        return _bracket_name(data, level)
    rupiah, sen = divmod(level.wage_sen, SEN_PER_RUPIAH)
    return f"upah {format_rupiah(rupiah)}{f',{sen:02d}' if sen else ''}"


def _price(
    sheet: Sheet,
    steps: Sheet,
    at: tuple[int, int],
    source: _Source,
    key: tuple[int, int, int, Programme],
    own: OwnWages,
) -> Cell:
    group, n, number, programme = key
    if key in source.prices:
        first = source.prices[key]
        return sheet.live(*at, f"={first}", first.value, styles.figure(styles.RUPIAH))
    data, spell = source.data, own.spells[number]
    price = data.projection.prices.versions[spell.versions[n]].of(programme)
    assert price is not None
    parts = _parts(source, source.tariffs.spells[group, number], price, source.wages.get((group, n)))
    months = [data.months[i] for i in spell.positions]
    name = f"{data.groups[group].name}, {level_name(data, own.levels[n])}{_when(months)}"
    made = write_price(sheet, steps, at, name, price, parts, spell.tariff.terms.rounding)
    source.prices[key] = made
    return made


def _parts(source: _Source, spell: SpellCells, price: Price, wage: Cell | None) -> Parts:
    rate, remaining = spell.rates[price.programme]
    if rate is None:
        return Parts(None, source.rates.prices[price], remaining, spell.share, spell.share_ppm)
    return Parts(wage, rate, remaining, spell.share, spell.share_ppm)
