"""The price of one person, per group and time: base × rate × discount × share, rounded as the tariff says."""

from collections.abc import Sequence
from dataclasses import dataclass

from budget.contribution import Income, Programme, RosterIncome, RosterWage, UmkWage, Wage
from budget.engine.prices import Price, PriceVersion
from budget.money import format_number
from budget.period import Month
from budget.workbook.council import styles, texts
from budget.workbook.council.figures import Figures
from budget.workbook.council.inputs import ShareKey, WageKey
from budget.workbook.council.numbers import part, rupiah_of_sen, wage_format
from budget.workbook.council.price_steps import Parts, step_header, write_price
from budget.workbook.council.rates import RateCells
from budget.workbook.council.sheet import Cell, Sheet, added

_HEADERS = ("Kelompok", "Berlaku", "Dasar", "Upah sebulan", "Porsi APBD", "Pembulatan")
_FIRST_PROGRAMME = len(_HEADERS) + 1

# Price of one person by version and programme.
PriceCells = dict[tuple[int, Programme], Cell]


@dataclass(frozen=True, slots=True, eq=False)
class SpellCells:
    """What all members of a group share in a spell: per programme it has the rate (PU) and the discount."""

    share: Cell
    share_ppm: int
    rates: dict[Programme, tuple[Cell | None, Cell]]


@dataclass(frozen=True, slots=True, eq=False)
class TariffCells:
    """Prices of tariffs with one price, and by group and spell the terms of those by wage."""

    prices: PriceCells
    spells: dict[tuple[int, int], SpellCells]


def write_tariffs(sheet: Sheet, steps: Sheet, data: Figures, rates: RateCells) -> TariffCells:
    """One line for each price version; the steps of every price go to the sheet `steps`.

    Members with wages of their own take one line for a spell: their prices stand in a sheet of their own.
    """
    versions = data.projection.prices.versions
    lines = _lines(data)
    sheet.section("Iuran satu orang sebulan, per kelompok dan masa", min(len(lines), 20) + 1)
    titles = [t for p in data.programmes for t in (f"{p}: nilai", f"{p}: sisa potongan", f"{p} per orang")]

    def header() -> None:
        sheet.header(sheet.row, [*_HEADERS, *titles, "Jumlah per orang"])
        sheet.row += 1

    header()
    steps.section("Iuran per orang, dihitung dengan bilangan bulat", min(len(lines), 20) + 1)
    step_header(steps)
    cells = TariffCells({}, {})
    for line in lines:
        sheet.next_line(header)
        if isinstance(line, int):
            for programme, cell in _version(sheet, steps, data, line, versions[line], rates).items():
                cells.prices[line, programme] = cell
        else:
            cells.spells[line] = _spell(sheet, data, *line, rates)
    sheet.row += 1
    steps.row += 1
    return cells


def _lines(data: Figures) -> list[int | tuple[int, int]]:
    """Versions with one price, and group and spell of the others, in the order of the versions."""
    spells = {
        version: (g, n)
        for g, own in enumerate(data.own_wages)
        if own
        for n, spell in enumerate(own.spells)
        for level in own.levels
        for i in spell.positions
        if (version := level.versions[i]) is not None
    }
    held = {version for row in data.versions for version in row}
    numbers = range(len(data.projection.prices.versions))
    return list(dict.fromkeys(spells.get(n, n) for n in numbers if n in spells or n in held))


def _spell(sheet: Sheet, data: Figures, group: int, number: int, rates: RateCells) -> SpellCells:
    own = data.own_wages[group]
    assert own is not None
    spell = own.spells[number]
    version = data.projection.prices.versions[spell.versions[0]]
    row, terms = sheet.row, spell.tariff.terms
    months = [data.months[i] for i in spell.positions]
    sheet.across(row, (1, 1), version.tariff.group, styles.LABEL)
    sheet.across(row, (2, 2), _from_to(months), styles.LABEL)
    sheet.across(row, (3, 3), texts.BY_WAGE[terms.segment], styles.LABEL)
    sheet.across(row, (4, 4), texts.OF_EACH, styles.CENTERED)
    share_key = ShareKey(version.tariff.group, tuple(months))
    share = sheet.entry(row, 5, part(terms.share_ppm), styles.PERCENT, share_key)
    sheet.across(row, (6, 6), texts.ROUNDING_NAMES[terms.rounding], styles.CENTERED)
    cells: dict[Programme, tuple[Cell | None, Cell]] = {}
    for place, programme in enumerate(data.programmes):
        column = _FIRST_PROGRAMME + 3 * place
        price = version.of(programme)
        if price is None:
            for empty in (column, column + 1, column + 2):
                sheet.text(row, empty, texts.NOTHING, styles.CENTERED)
            continue
        # A bracket is the member's own; a rate on the wage is everybody's.
        rate = None if price.bracket is not None else _rate(sheet, row, column, price, rates)
        if rate is None:
            sheet.text(row, column, texts.OF_EACH, styles.CENTERED)
        sheet.text(row, column + 2, texts.OF_EACH, styles.CENTERED)
        cells[programme] = rate, _discount(sheet, row, column + 1, price, rates)
    sheet.text(row, _FIRST_PROGRAMME + 3 * len(data.programmes), texts.OF_EACH, styles.CENTERED)
    sheet.row += 1
    return SpellCells(share, terms.share_ppm, cells)


def _version(
    sheet: Sheet, steps: Sheet, data: Figures, number: int, version: PriceVersion, rates: RateCells
) -> dict[Programme, Cell]:
    row, terms, group = sheet.row, version.tariff.terms, version.tariff.group
    held = _months(data, number)
    months = _from_to(held)
    sheet.across(row, (1, 1), group, styles.LABEL)
    sheet.across(row, (2, 2), months, styles.LABEL)
    sheet.across(row, (3, 3), _base_name(version), styles.LABEL)
    base = _base(sheet, row, version, rates, WageKey(group, held))
    share = sheet.entry(row, 5, part(terms.share_ppm), styles.PERCENT, ShareKey(group, held))
    sheet.across(row, (6, 6), texts.ROUNDING_NAMES[terms.rounding], styles.CENTERED)
    cells: dict[Programme, Cell] = {}
    for place, programme in enumerate(data.programmes):
        column = _FIRST_PROGRAMME + 3 * place
        price = version.of(programme)
        if price is None:
            for empty in (column, column + 1):
                sheet.text(row, empty, texts.NOTHING, styles.CENTERED)
            cells[programme] = sheet.number(row, column + 2, 0, styles.figure(styles.RUPIAH))
            continue
        rate = _rate(sheet, row, column, price, rates)
        discount = _discount(sheet, row, column + 1, price, rates)
        parts = Parts(base, rate, discount, share, terms.share_ppm)
        name = f"{group}, {months}"
        cells[programme] = write_price(sheet, steps, (row, column + 2), name, price, parts, terms.rounding)
    column = _FIRST_PROGRAMME + 3 * len(data.programmes)
    sheet.live(row, column, added(cells.values()), version.rupiah, styles.total(styles.RUPIAH))
    sheet.row += 1
    return cells


def _months(data: Figures, number: int) -> tuple[Month, ...]:
    return tuple(m for row in data.versions for m, v in zip(data.months, row, strict=True) if v == number)


def _from_to(months: Sequence[Month]) -> str:
    first, last = months[0], months[-1]
    return first.short_label if first == last else f"{first.short_label} – {last.short_label}"


def _base_name(version: PriceVersion) -> str:
    match version.tariff.terms.base:
        case Wage():
            return "PU"
        case UmkWage():
            return "PU, UMK"
        case RosterWage() | RosterIncome():
            raise ValueError("a price version names the wage that the roster gave")
        case Income(rupiah):
            row = version.prices[0].bracket
            place = f"baris {row.number}" if row else ""
            income = f", penghasilan {format_number(rupiah)}" if rupiah else ""
            return f"BPU {place}{income}"


def _base(sheet: Sheet, row: int, version: PriceVersion, rates: RateCells, key: WageKey) -> Cell | None:
    match version.tariff.terms.base:
        case Wage(sen):
            return sheet.entry(row, 4, rupiah_of_sen(sen), wage_format(sen), key)
        case UmkWage():
            wage = rates.minimum_wages[version.first.year]
            number_format = wage_format(version.prices[0].base_sen or 0)
            return sheet.live(row, 4, f"={wage.fixed}", wage.value, styles.figure(number_format))
        case _:
            sheet.text(row, 4, texts.NOTHING, styles.CENTERED)
            return None


def _rate(sheet: Sheet, row: int, column: int, price: Price, rates: RateCells) -> Cell:
    source = rates.prices[price]
    number_format = styles.RUPIAH if price.bracket is not None else styles.PERCENT
    return sheet.live(row, column, f"={source.fixed}", source.value, styles.figure(number_format))


def _discount(sheet: Sheet, row: int, column: int, price: Price, rates: RateCells) -> Cell:
    look = styles.figure(styles.PERCENT)
    if price.discount is None:
        return sheet.number(row, column, 1, look)
    discount = rates.discounts[price.discount]
    return sheet.live(row, column, f"={discount.fixed}", discount.value, look)
