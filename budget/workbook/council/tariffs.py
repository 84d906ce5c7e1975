"""The price of one person, per group and time: base × rate × discount × share, rounded as the tariff says.

A spreadsheet counts in binary fractions, which may miss a rounding by one rupiah. So the product is taken
in whole numbers that stay below 15 digits, in four visible steps on the control sheet, and only the last
one divides.
"""

from dataclasses import dataclass
from functools import partial

from budget.contribution import Income, Programme, RosterIncome, RosterWage, UmkWage, Wage
from budget.engine.prices import Price, PriceVersion
from budget.money import PPM, Rounding, format_number
from budget.workbook.council import styles, texts
from budget.workbook.council.figures import Figures
from budget.workbook.council.numbers import part, rupiah_of_sen, wage_format
from budget.workbook.council.rates import RateCells
from budget.workbook.council.sheet import Cell, Sheet, added

_HEADERS = ("Kelompok", "Berlaku", "Dasar", "Upah sebulan", "Porsi APBD", "Pembulatan")
_FIRST_PROGRAMME = len(_HEADERS) + 1
STEP_HEADERS = (
    "Kelompok dan masa",
    "Program",
    "Iuran penuh (rupiah ÷ 10^8)",
    "Bagian dibayar (÷ 10^12)",
    "Sisa perkalian (÷ 10^20)",
    "Hasil kali (rupiah ÷ 10^7)",
)

# Price of one person by version and programme.
PriceCells = dict[tuple[int, Programme], Cell]


@dataclass(frozen=True, slots=True)
class _Parts:
    """The cells whose product is a price; `base` is None for a bracket amount, which `rate` then holds."""

    base: Cell | None
    rate: Cell
    remaining: Cell
    share: Cell
    share_ppm: int


def write_tariffs(sheet: Sheet, steps: Sheet, data: Figures, rates: RateCells) -> PriceCells:
    """One line for each price version; the steps of every price go to the sheet `steps`."""
    versions = data.projection.prices.versions
    sheet.section("Iuran satu orang sebulan, per kelompok dan masa", min(len(versions), 20) + 1)
    titles = [t for p in data.programmes for t in (f"{p}: nilai", f"{p}: sisa potongan", f"{p} per orang")]

    def header() -> None:
        sheet.header(sheet.row, [*_HEADERS, *titles, "Jumlah per orang"])
        sheet.row += 1

    header()
    steps.section("Iuran per orang, dihitung dengan bilangan bulat", min(len(versions), 20) + 1)
    _step_header(steps)
    cells: PriceCells = {}
    for number, version in enumerate(versions):
        sheet.next_line(header)
        for programme, cell in _version(sheet, steps, data, number, version, rates).items():
            cells[number, programme] = cell
    sheet.row += 1
    steps.row += 1
    return cells


def _version(
    sheet: Sheet, steps: Sheet, data: Figures, number: int, version: PriceVersion, rates: RateCells
) -> dict[Programme, Cell]:
    row, terms = sheet.row, version.tariff.terms
    months = _months(data, number)
    sheet.across(row, (1, 1), version.tariff.group, styles.LABEL)
    sheet.across(row, (2, 2), months, styles.LABEL)
    sheet.across(row, (3, 3), _base_name(version), styles.LABEL)
    base = _base(sheet, row, version, rates)
    share = sheet.number(row, 5, part(terms.share_ppm), styles.entry(styles.PERCENT))
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
        parts = _Parts(base, *_rate_and_discount(sheet, row, column, price, rates), share, terms.share_ppm)
        name = f"{version.tariff.group}, {months}"
        cells[programme] = _price(sheet, steps, (row, column + 2), name, price, parts, terms.rounding)
    column = _FIRST_PROGRAMME + 3 * len(data.programmes)
    sheet.live(row, column, added(cells.values()), version.rupiah, styles.total(styles.RUPIAH))
    sheet.row += 1
    return cells


def _months(data: Figures, number: int) -> str:
    held = [m for row in data.versions for m, v in zip(data.months, row, strict=True) if v == number]
    first, last = held[0], held[-1]
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


def _base(sheet: Sheet, row: int, version: PriceVersion, rates: RateCells) -> Cell | None:
    match version.tariff.terms.base:
        case Wage(sen):
            return sheet.number(row, 4, rupiah_of_sen(sen), styles.entry(wage_format(sen)))
        case UmkWage():
            wage = rates.minimum_wages[version.first.year]
            number_format = wage_format(version.prices[0].base_sen or 0)
            return sheet.live(row, 4, f"={wage.fixed}", wage.value, styles.figure(number_format))
        case _:
            sheet.text(row, 4, texts.NOTHING, styles.CENTERED)
            return None


def _rate_and_discount(
    sheet: Sheet, row: int, column: int, price: Price, rates: RateCells
) -> tuple[Cell, Cell]:
    source = rates.prices[price]
    number_format = styles.RUPIAH if price.bracket is not None else styles.PERCENT
    rate = sheet.live(row, column, f"={source.fixed}", source.value, styles.figure(number_format))
    look = styles.figure(styles.PERCENT)
    if price.discount is None:
        return rate, sheet.number(row, column + 1, 1, look)
    discount = rates.discounts[price.discount]
    return rate, sheet.live(row, column + 1, f"={discount.fixed}", discount.value, look)


def _price(
    sheet: Sheet, steps: Sheet, place: tuple[int, int], name: str, price: Price, parts: _Parts, rule: Rounding
) -> Cell:
    low, high = _steps(steps, name, price, parts)
    match rule:
        case Rounding.HALF_UP:
            formula = f"=QUOTIENT({high}+5000000,10000000)"
        case Rounding.DOWN:
            formula = f"=QUOTIENT({high},10000000)"
        case Rounding.UP:
            formula = f"=QUOTIENT({high}+IF(MOD({low},10000000000000)>0,10000000,9999999),10000000)"
    return sheet.live(*place, formula, price.rupiah, styles.figure(styles.RUPIAH))


def _step_header(steps: Sheet) -> None:
    steps.header(steps.row, STEP_HEADERS)
    steps.row += 1


def _steps(steps: Sheet, name: str, price: Price, parts: _Parts) -> tuple[Cell, Cell]:
    """The product in two numbers: whole 10^-7 rupiah, and what is left below, in 10^-20 rupiah.

    Full contribution = 10^7 × h + l and part = 10^6 × p + q, all four small enough that no product
    of two of them passes 10^13.
    """
    full, paid = _full(price), _paid(price, parts)
    (h, lo), (p, q) = divmod(full, 10**7), divmod(paid, PPM)
    rest = h * q % PPM * 10**7 + lo * p % 10**7 * PPM + lo * q
    high = h * p + h * q // PPM + lo * p // 10**7 + rest // 10**13
    steps.next_line(partial(_step_header, steps))
    row, look = steps.row, styles.figure(styles.COUNT)
    steps.across(row, (1, 1), name, styles.LABEL)
    steps.text(row, 2, price.programme, styles.CENTERED)
    wage = f"ROUND({parts.base}*100,0)*ROUND({parts.rate}*1000000,0)"
    bracket = f"ROUND({parts.rate},0)*100000000"
    c = steps.live(row, 3, f"={bracket if parts.base is None else wage}", full, look)
    product = f"=ROUND({parts.remaining}*1000000,0)*ROUND({parts.share}*1000000,0)"
    d = steps.live(row, 4, product, paid, look)
    h_, l_ = f"QUOTIENT({c},10000000)", f"MOD({c},10000000)"
    p_, q_ = f"QUOTIENT({d},1000000)", f"MOD({d},1000000)"
    formula = f"=MOD({h_}*{q_},1000000)*10000000+MOD({l_}*{p_},10000000)*1000000+{l_}*{q_}"
    e = steps.live(row, 5, formula, rest, look)
    formula = (
        f"={h_}*{p_}+QUOTIENT({h_}*{q_},1000000)+QUOTIENT({l_}*{p_},10000000)+QUOTIENT({e},10000000000000)"
    )
    f = steps.live(row, 6, formula, high, look)
    steps.row += 1
    return e, f


def _full(price: Price) -> int:
    if price.bracket is not None:
        return price.bracket.contribution(price.programme) * 10**8
    return (price.base_sen or 0) * (price.rate_ppm or 0)


def _paid(price: Price, parts: _Parts) -> int:
    remaining = price.discount.remaining_ppm if price.discount is not None else PPM
    return remaining * parts.share_ppm
