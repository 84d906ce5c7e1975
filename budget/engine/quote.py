"""The price of an idea: so many people on these terms in these months, without a plan."""

from dataclasses import dataclass

from budget.contribution import Programme, Terms
from budget.engine.cautions import quote_cautions
from budget.engine.cube import INT64_MAX
from budget.engine.prices import Price, price
from budget.errors import BadEntry, LimitExceeded, Problem
from budget.law import LawBook, Reference
from budget.period import Month, MonthRange


@dataclass(frozen=True, slots=True)
class QuotedMonth:
    month: Month
    heads: int
    prices: tuple[Price, ...]

    @property
    def total(self) -> int:
        return self.heads * sum(price.rupiah for price in self.prices)


@dataclass(frozen=True, slots=True)
class Quote:
    heads: int
    months: tuple[QuotedMonth, ...]
    references: tuple[Reference, ...]
    cautions: tuple[Problem, ...]

    @property
    def person_months(self) -> int:
        return self.heads * len(self.months)

    @property
    def total(self) -> int:
        return sum(month.total for month in self.months)

    def cost(self, programme: Programme) -> int:
        return sum(
            month.heads * price.rupiah
            for month in self.months
            for price in month.prices
            if price.programme is programme
        )


def quote(terms: Terms, heads: int, span: MonthRange, law: LawBook) -> Quote:
    """Cost the idea. LawGap in a month without a value; LimitExceeded past 2^63 - 1 rupiah.

    BadEntry for fewer than no people, or a programme named twice.
    """
    if heads < 0:
        raise BadEntry(f"Jumlah orang {heads} kurang dari nol.", "heads")
    if len(set(terms.programmes)) < len(terms.programmes):
        raise BadEntry("Sebut setiap program sekali saja.", "programmes")
    months = tuple(
        QuotedMonth(month, heads, tuple(price(terms, p, month, law, None) for p in terms.programmes))
        for month in span
    )
    prices = [price for month in months for price in month.prices]
    withheld = [
        found.exclusion_reference or found.reference
        for month in span
        for p in terms.programmes
        if (found := law.withheld_discount(p, terms.segment, terms.payer, terms.sector, month))
    ]
    references = dict.fromkeys([*(r for price in prices for r in price.references), *withheld])
    result = Quote(heads, months, tuple(references), tuple(quote_cautions(terms, span, prices, law)))
    if result.total > INT64_MAX:
        raise LimitExceeded(f"Biaya {heads} orang melampaui batas {INT64_MAX} rupiah.")
    return result
