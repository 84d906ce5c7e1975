"""The arithmetic once more: slow, obvious, with Python's integers and fractions, one person at a time.

Shares with the engine only the records of a plan and the entries of the law. It looks tariffs, brackets
and discounts up by itself, expands head counts into persons, and pays them one by one. The engine must
agree with it in every cell.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from budget.contribution import Income, Programme, Terms, UmkWage, Wage
from budget.law import LawBook
from budget.money import Rounding
from budget.period import Month, MonthRange
from budget.plan import (
    AllocationAdjustment,
    Group,
    HeadAdjustment,
    HeadCount,
    HeadCountKind,
    PaymentTiming,
    Plan,
    Scenario,
    Tariff,
    TariffAdjustment,
)

MILLION = 1_000_000
AS_PLANNED = Scenario("")


@dataclass(frozen=True)
class PersonMonth:
    """One person in one month of cover: what each programme costs, and when that is paid."""

    group: str
    kecamatan: str
    priority: int
    covered: Month
    paid: Month
    funding: str
    contributions: dict[Programme, int]

    @property
    def cost(self) -> int:
        return sum(self.contributions.values())


@dataclass(frozen=True)
class Payment:
    """How far money went: the figures of the engine's Runway under their plain names."""

    cost: int
    covered_until: Month | None
    first_short_month: Month | None
    people_paid: int | None
    people_short: int | None


@dataclass(frozen=True)
class Oracle:
    """A plan, or one of its scenarios, read month by month."""

    plan: Plan
    law: LawBook
    scenario: Scenario = AS_PLANNED

    def planned(self, group: str, kecamatan: str, month: Month) -> int:
        """People by the last absolute count up to that month and every change from then on."""
        counts = [c for c in self._head_counts() if (c.group, c.kecamatan) == (group, kecamatan)]
        absolute = [c for c in counts if c.kind is HeadCountKind.ABSOLUTE and c.month <= month]
        start = max(absolute, key=lambda c: c.month, default=None)
        changes = [
            c.heads
            for c in counts
            if c.kind is HeadCountKind.CHANGE
            and c.month <= month
            and (start is None or c.month >= start.month)
        ]
        return (start.heads if start else 0) + sum(changes)

    def heads(self, group: Group, kecamatan: str, month: Month) -> int:
        """Whole people who remain after validation."""
        kept = 1 - Fraction(group.validation_loss_ppm, MILLION)
        return math.floor(self.planned(group.name, kecamatan, month) * kept)

    def places(self) -> list[tuple[Group, str]]:
        """Every group and kecamatan with a head count, in the order in which they are paid on a tie."""
        return [
            (group, kecamatan)
            for group in self.plan.groups
            for kecamatan in sorted({c.kecamatan for c in self._head_counts() if c.group == group.name})
        ]

    def terms(self, group: str, month: Month) -> Terms | None:
        tariff = self._tariff(group, month)
        if tariff is None:
            return None
        terms = tariff.terms
        for adjustment in self.scenario.adjustments:
            if (
                isinstance(adjustment, TariffAdjustment)
                and adjustment.group in (None, group)
                and _holds(adjustment, month)
            ):
                terms = adjustment.terms
        return terms

    def contribution(self, terms: Terms, programme: Programme, month: Month) -> int:
        """Whole rupiah of one person: base × rate × what a discount leaves × the APBD's share, rounded."""
        exact = self._full(terms, programme, month) * self._remaining(terms, programme, month)
        return rounded(exact * Fraction(terms.share_ppm, MILLION), terms.rounding)

    def person_months(self) -> Iterator[PersonMonth]:
        for group, kecamatan in self.places():
            for month in self.plan.span:
                heads = self.heads(group, kecamatan, month)
                tariff, terms = self._tariff(group.name, month), self.terms(group.name, month)
                if not heads or tariff is None or terms is None:
                    assert heads == 0, "people without a tariff"
                    continue
                person = PersonMonth(
                    group=group.name,
                    kecamatan=kecamatan,
                    priority=group.priority,
                    covered=month,
                    paid=payment_month(month, self.plan.timing, self.plan.span),
                    funding=tariff.funding,
                    contributions={p: self.contribution(terms, p, month) for p in terms.programmes},
                )
                yield from [person] * heads

    def money(self, fiscal_year: int) -> int:
        total = 0
        for line in self.plan.allocations:
            amount = line.amount
            for adjustment in self.scenario.adjustments:
                if isinstance(adjustment, AllocationAdjustment) and adjustment.fiscal_year in (
                    None,
                    line.fiscal_year,
                ):
                    amount = math.floor(Fraction(amount * adjustment.part_ppm, MILLION))
            total += amount if line.fiscal_year == fiscal_year else 0
        return total

    def _tariff(self, group: str, month: Month) -> Tariff | None:
        for tariff in self.plan.tariffs:
            if tariff.group == group and _holds(tariff, month):
                return tariff
        return None

    def _head_counts(self) -> list[HeadCount]:
        counts = list(self.plan.head_counts)
        for a in self.scenario.adjustments:
            if not isinstance(a, HeadAdjustment):
                continue
            if a.kind is HeadCountKind.ABSOLUTE:
                same = (a.group, a.kecamatan, a.month)
                counts = [c for c in counts if (c.group, c.kecamatan, c.month) != same]
            counts.append(HeadCount(a.group, a.month, a.heads, a.kind, a.kecamatan))
        return counts

    def _full(self, terms: Terms, programme: Programme, month: Month) -> Fraction:
        match terms.base:
            case Income(rupiah=income):
                (table,) = [t for t in self.law.bpu_tables if _holds(t, month)]
                row = max((r for r in table.rows if r.lower <= income), key=lambda r: r.lower)
                return Fraction({"JKK": row.jkk, "JKM": row.jkm, "JHT": row.jht}[programme.value])
            case Wage(sen=sen):
                wage = Fraction(sen, 100)
            case UmkWage():
                (umk,) = [w for w in self.plan.minimum_wages if w.year == month.year]
                wage = Fraction(umk.sen, 100)
        (rate,) = [
            r
            for r in self.law.rates
            if r.programme is programme and r.risk_class in (None, terms.risk_class) and _holds(r, month)
        ]
        return wage * Fraction(rate.rate_ppm, MILLION)

    def _remaining(self, terms: Terms, programme: Programme, month: Month) -> Fraction:
        for discount in self.law.discounts:
            if (
                _holds(discount, month)
                and programme in discount.programmes
                and terms.segment in discount.segments
                and terms.sector in discount.sectors
                and terms.payer not in discount.excluded_payers
            ):
                return Fraction(discount.remaining_ppm, MILLION)
        return Fraction(1)


def rounded(amount: Fraction, rule: Rounding) -> int:
    match rule:
        case Rounding.HALF_UP:
            return math.floor(amount + Fraction(1, 2))
        case Rounding.DOWN:
            return math.floor(amount)
        case Rounding.UP:
            return math.ceil(amount)


def payment_month(month: Month, timing: PaymentTiming, span: MonthRange) -> Month:
    """Walks to the month of payment; never before the plan begins."""
    match timing:
        case PaymentTiming.SAME_MONTH:
            return month
        case PaymentTiming.FOLLOWING_MONTH:
            return Month(month.year + 1, 1) if month.number == 12 else Month(month.year, month.number + 1)
        case PaymentTiming.QUARTER_AHEAD:
            starts = (1, 4, 7, 10)
        case PaymentTiming.YEAR_AHEAD:
            starts = (1,)
    while month.number not in starts and month != span.first:
        month = Month(month.year, month.number - 1)
    return month


def pay(people: Iterable[PersonMonth], months: Sequence[Month], money: int) -> Payment:
    """Pay person after person in order of payment, of cover, and of priority.

    `months` are those of payment that are looked at. The first one in which somebody cannot be paid is
    short: its people are counted in the month of cover in which that happens.
    """
    queue = sorted(people, key=lambda p: (p.paid, p.covered, p.priority))
    left, unpaid = money, [False] * len(queue)
    short: Month | None = None
    for i, person in enumerate(queue):
        if short is not None and person.covered != short:
            break
        if person.cost <= left:
            left -= person.cost
        else:
            short = person.covered
            unpaid[i] = True
    cost = sum(p.cost for p in queue)
    if short is None:
        return Payment(cost, max(months, default=None), None, None, None)
    paid_in = next(p.paid for p in queue if p.covered == short)
    people_of_month = sum(p.covered == short for p in queue)
    return Payment(
        cost=cost,
        covered_until=max((m for m in months if m < paid_in), default=None),
        first_short_month=paid_in,
        people_paid=people_of_month - sum(unpaid),
        people_short=sum(unpaid),
    )


def _holds(entry: object, month: Month) -> bool:
    validity = entry.validity  # type: ignore[attr-defined]
    return bool(validity.first <= month and (validity.last is None or month <= validity.last))


Label = Callable[[PersonMonth, Programme, Month], Month | int | str]
LABELS: dict[str, Label] = {
    "month": lambda _person, _programme, booked: booked,
    "fiscal_year": lambda _person, _programme, booked: booked.year,
    "group": lambda person, _programme, _booked: person.group,
    "kecamatan": lambda person, _programme, _booked: person.kecamatan,
    "desa": lambda _person, _programme, _booked: "",
    "funding": lambda person, _programme, _booked: person.funding,
    "programme": lambda _person, programme, _booked: programme,
}


@dataclass(frozen=True)
class Figures:
    heads: int = 0
    person_months: int = 0
    cost: int = 0


def tabulate(oracle: Oracle, axes: Sequence[str], cash: bool) -> dict[tuple[Month | int | str, ...], Figures]:
    """Rows with people in them, by their labels, added up one person-month after the other.

    A row's heads are those of the last month of cover in its period: its month, its fiscal year, or all.
    """

    def booked(month: Month) -> Month:
        return payment_month(month, oracle.plan.timing, oracle.plan.span) if cash else month

    def period(month: Month) -> Month | int:
        return booked(month) if "month" in axes else booked(month).year if "fiscal_year" in axes else 0

    last = {period(month): month for month in oracle.plan.span}
    rows: dict[tuple[Month | int | str, ...], Figures] = {}
    for person in oracle.person_months():
        counted = set()
        for programme, cost in person.contributions.items():
            labels = tuple(LABELS[axis](person, programme, booked(person.covered)) for axis in axes)
            row = rows.get(labels, Figures())
            # Holding two programmes makes nobody two people.
            once = labels not in counted
            counted.add(labels)
            at_the_end = last[period(person.covered)] == person.covered
            rows[labels] = Figures(
                row.heads + (once and at_the_end), row.person_months + once, row.cost + cost
            )
    return rows
