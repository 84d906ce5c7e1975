"""What regulations fix, one row for each value in use: the reader changes it here, once for all groups."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from budget.contribution import Segment, UmkWage
from budget.engine.prices import Price, PriceVersion
from budget.errors import LawGap
from budget.law import Discount, LawBook, Reference
from budget.period import Month, MonthRange
from budget.plan import Plan
from budget.workbook.cached import Value
from budget.workbook.council import styles
from budget.workbook.council.inputs import (
    ContributionKey,
    DiscountKey,
    InputKey,
    MinimumWageKey,
    RateKey,
)
from budget.workbook.council.numbers import part, rupiah_of_sen, wage_format
from budget.workbook.council.sheet import Cell, Sheet

_HEADERS = ("Nilai", "Berlaku", "Besarnya", "Dasar hukum", "Status", "Catatan")
# First and last column of each of them.
_SOURCE, _STATUS, _NOTE = (4, 8), (9, 10), (11, 15)


@dataclass(frozen=True, slots=True)
class RateCells:
    """The cell of a rate or bracket amount, of a discount, and of a year's UMK."""

    prices: dict[Price, Cell]
    discounts: dict[Discount, Cell]
    minimum_wages: dict[int, Cell]


@dataclass(frozen=True, slots=True)
class _Line:
    label: str
    validity: str
    value: Value
    number_format: str
    reference: Reference | None
    key: InputKey
    source: str = ""


def write_rates(sheet: Sheet, plan: Plan, versions: tuple[PriceVersion, ...], law: LawBook) -> RateCells:
    """The values of the law that these prices rest on, with article and status."""
    prices: dict[Price, _Line] = {}
    discounts: dict[Discount, _Line] = {}
    for version in versions:
        for price in version.prices:
            prices[price] = _rate_line(price, version, law, plan.span)
            if price.discount is not None:
                discounts[price.discount] = _discount_line(price.discount)
    years = sorted({v.first.year for v in versions if isinstance(v.tariff.terms.base, UmkWage)})
    wages = {year: _wage_line(plan, year) for year in years}
    lines = list(dict.fromkeys([*prices.values(), *discounts.values(), *wages.values()]))
    sheet.section("Nilai menurut peraturan", len(lines) + 1)
    _header(sheet)
    cells: dict[_Line, Cell] = {}
    for line in lines:
        sheet.next_line(partial(_header, sheet))
        cells[line] = _write(sheet, line)
    sheet.row += 1
    return RateCells(
        prices={price: cells[line] for price, line in prices.items()},
        discounts={discount: cells[line] for discount, line in discounts.items()},
        minimum_wages={year: cells[line] for year, line in wages.items()},
    )


def _rate_line(price: Price, version: PriceVersion, law: LawBook, span: MonthRange) -> _Line:
    programme, risk_class, reference = price.programme, version.tariff.terms.risk_class, price.references[0]
    if price.bracket is not None:
        number = price.bracket.number
        amount = price.bracket.contribution(programme)
        table = law.bpu_table(version.first)
        months = _months(span, lambda month: law.bpu_table(month) == table)
        key: InputKey = ContributionKey(programme, number, months, table.validity)
        label = f"{programme} BPU, baris {number}"
        return _Line(label, table.validity.label, amount, styles.RUPIAH, reference, key)
    rate = law.rate(programme, risk_class, version.first)
    months = _months(span, lambda month: law.rate(programme, risk_class, month) == rate)
    key = RateKey(programme, rate.risk_class, months, rate.validity)
    risk = f", kelas risiko {rate.risk_class}" if rate.risk_class is not None else ""
    label = f"{programme} {Segment.PU.upper()}{risk}"
    return _Line(label, rate.validity.label, part(rate.rate_ppm), styles.PERCENT, reference, key)


def _months(span: MonthRange, holds: Callable[[Month], bool]) -> tuple[Month, ...]:
    """The months of the plan in which the law gives that very value."""

    def held(month: Month) -> bool:
        try:
            return holds(month)
        except LawGap:
            return False

    return tuple(filter(held, span))


def _discount_line(discount: Discount) -> _Line:
    label = f"Sisa setelah potongan {discount.name}"
    value, key = part(discount.remaining_ppm), DiscountKey(discount.name)
    return _Line(label, discount.validity.label, value, styles.PERCENT, discount.reference, key)


def _wage_line(plan: Plan, year: int) -> _Line:
    wage = plan.minimum_wage(year)
    sen, source = (wage.sen, wage.source) if wage else (0, "")
    amount = rupiah_of_sen(sen)
    key = MinimumWageKey(year)
    return _Line(f"UMK {year}", f"tahun {year}", amount, wage_format(sen), None, key, source)


def _header(sheet: Sheet) -> None:
    sheet.header(sheet.row, _HEADERS[:3])
    for columns, label in zip((_SOURCE, _STATUS, _NOTE), _HEADERS[3:], strict=True):
        sheet.across(sheet.row, columns, label, styles.HEADER)
    sheet.row += 1


def _write(sheet: Sheet, line: _Line) -> Cell:
    row = sheet.row
    sheet.across(row, (1, 1), line.label, styles.LABEL)
    sheet.across(row, (2, 2), line.validity, styles.LABEL)
    cell = sheet.entry(row, 3, line.value, line.number_format, line.key)
    source, status, note = line.source, "", ""
    if line.reference is not None:
        source, status, note = line.reference.source, line.reference.status.label, line.reference.note
    for columns, text in ((_SOURCE, source), (_STATUS, status), (_NOTE, note)):
        sheet.across(row, columns, text, styles.LABEL)
    sheet.row += 1
    return cell
