"""The arithmetic once more: slow, obvious, with Python's integers and fractions, one person at a time.

Shares with the engine only the records of a plan and the entries of the law. It looks tariffs, brackets
and discounts up by itself, expands head counts into persons, asks each person of a list whether it is
covered in a month, and pays them one by one. The engine must agree with it in every cell.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import NamedTuple

from budget.contribution import (
    Base,
    Income,
    Programme,
    RosterIncome,
    RosterWage,
    Segment,
    Terms,
    UmkWage,
    Wage,
)
from budget.law import LawBook, OwnContribution, OwnRate
from budget.money import Rounding
from budget.period import Month, MonthRange
from budget.plan import (
    AllocationAdjustment,
    AllocationChange,
    CoverAdjustment,
    EntryAdjustment,
    FundingAdjustment,
    Group,
    HeadAdjustment,
    HeadCount,
    HeadCountKind,
    HeadSource,
    LawAdjustment,
    LossAdjustment,
    MinimumWageAdjustment,
    PaymentTiming,
    Plan,
    RiskClassAdjustment,
    Scenario,
    SegmentAdjustment,
    Tariff,
    TariffAdjustment,
    TimingAdjustment,
    WageAdjustment,
)

MILLION = 1_000_000
AS_PLANNED = Scenario("")


class Refused(Exception):
    """What no cost can be given for: people without a wage, or fewer of them than are taken away."""


class Listed(NamedTuple):
    """A person of a list, covered from `first` to the month before `end` (None: no end known)."""

    group: str
    kecamatan: str
    village: str
    wage_sen: int | None
    first: Month
    end: Month | None

    def is_covered(self, month: Month) -> bool:
        return self.first <= month and (self.end is None or month < self.end)


class Place(NamedTuple):
    """Where people are alike: those of a list by village and, if their tariff asks for it, by wage."""

    group: str
    kecamatan: str
    village: str = ""
    wage_sen: int | None = None
    is_listed: bool = False


@dataclass(frozen=True)
class PersonMonth:
    """One person in one month of cover: what each programme costs, and when that is paid."""

    group: str
    kecamatan: str
    village: str
    turn: tuple[int, int]
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
    listed: Sequence[Listed] = ()
    known_until: Mapping[str, Month] = field(default_factory=dict)

    def follows(self, group: str, month: Month) -> bool:
        """Whether the group's people of that month are those of its lists."""
        source = self._group(group).source
        known = self.known_until.get(group)
        return source is HeadSource.ROSTER or (
            source is HeadSource.ROSTER_THEN_PLAN and known is not None and month <= known
        )

    def planned(self, group: str, kecamatan: str, month: Month) -> int:
        """What the plan says; where the lists count instead of it, what a what-if adds to them.

        Nobody in months in which a what-if covers nobody.
        """
        if not self.is_covered(group, month):
            return 0
        if self.follows(group, month):
            return self.after_what_if(group)[month][Place(group, kecamatan)]
        return self.counted(group, kecamatan, month)

    def is_covered(self, group: str, month: Month) -> bool:
        """Whether no limit of cover leaves the month out, wherever in the scenario it stands."""
        for a in (*self.plan.cover_limits, *self.scenario.adjustments):
            if isinstance(a, EntryAdjustment) and a.group in (None, group) and month < a.month:
                return False
            if isinstance(a, CoverAdjustment) and a.group in (None, group) and not _holds(a, month):
                return False
        return True

    def counted(self, group: str, kecamatan: str, month: Month) -> int:
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

    def heads(self, group: Group, kecamatan: str, month: Month, planned: int | None = None) -> int:
        """Whole people who remain after validation."""
        loss = group.validation_loss_ppm
        for a in self.scenario.adjustments:
            if isinstance(a, LossAdjustment) and a.group in (None, group.name):
                loss = a.loss_ppm
        kept = 1 - Fraction(loss, MILLION)
        people = self.planned(group.name, kecamatan, month) if planned is None else planned
        return math.floor(people * kept)

    def places(self) -> list[tuple[Group, str]]:
        """Every group and kecamatan with a head count, in the order in which they are paid on a tie."""
        return [
            (group, kecamatan)
            for group in self.plan.groups
            for kecamatan in sorted({c.kecamatan for c in self._head_counts() if c.group == group.name})
        ]

    def listed_places(self, group: str) -> list[Place]:
        """Where the people of the group's lists are alike, by kecamatan, village and wage."""
        found = {self._place(person) for person in self.listed if person.group == group}
        return sorted(found, key=lambda p: (p.kecamatan, p.village, p.wage_sen or 0))

    def all_places(self, group: Group) -> list[Place]:
        planned = [Place(g.name, kecamatan) for g, kecamatan in self.places() if g == group]
        return planned + self.listed_places(group.name)

    def after_what_if(self, group: str) -> Mapping[Month, Mapping[Place, int]]:
        """People of each place in the months that follow the lists, after the scenario's head counts.

        A head count is a change from its month on, in every month by as many: an absolute one by what is
        lacking or too much in its first month.
        """
        months = [month for month in self.plan.span if self.follows(group, month)]
        places = self.all_places(self._group(group))
        state = {
            month: {place: sum(self._lives(p, place, month) for p in self.listed) for place in places}
            for month in months
        }
        for adjustment in sorted(
            (a for a in self.scenario.adjustments if isinstance(a, HeadAdjustment) and a.group == group),
            key=lambda a: (a.month, a.kind is HeadCountKind.CHANGE),
        ):
            later = [month for month in months if adjustment.month <= month]
            concerned = [p for p in places if adjustment.kecamatan in ("", p.kecamatan)]
            change = adjustment.heads
            if later and adjustment.kind is HeadCountKind.ABSOLUTE:
                change -= sum(state[later[0]][place] for place in concerned)
            for month in later:
                if change >= 0:
                    state[month][concerned[0]] += change
                else:
                    take_away(state[month], concerned, -change)
        return state

    def gross(self, group: str, month: Month) -> tuple[int, int]:
        """Who joined and left a group that follows its lists, in a month after the first; no head counts.

        Where a limit of cover ends everybody leaves, and where it begins everybody who is there joins.
        """
        mine = [person for person in self.listed if person.group == group]
        before = month.plus(-1)
        match self.is_covered(group, before), self.is_covered(group, month):
            case True, True:
                return sum(p.first == month for p in mine), sum(p.end == month for p in mine)
            case False, True:
                return sum(p.is_covered(month) for p in mine), 0
            case True, False:
                return 0, sum(p.is_covered(before) for p in mine)
            case _:
                return 0, 0

    def _lives(self, person: Listed, place: Place, month: Month) -> bool:
        return self._place(person) == place and person.is_covered(month)

    def _place(self, person: Listed) -> Place:
        wage = person.wage_sen if self._asks_for_wages(person.group) else None
        return Place(person.group, person.kecamatan, person.village, wage, True)

    def _asks_for_wages(self, group: str) -> bool:
        held = [t.validity for t in self.plan.tariffs]
        held += [a.validity for a in self.scenario.adjustments if hasattr(a, "validity")]
        turns = {v.first for v in held} | {v.last.plus(1) for v in held if v.last is not None}
        found = [self.terms(group, month) for month in turns]
        return any(isinstance(t.base, RosterWage | RosterIncome) for t in found if t is not None)

    def _group(self, name: str) -> Group:
        return next(group for group in self.plan.groups if group.name == name)

    def terms(self, group: str, month: Month) -> Terms | None:
        tariff = self._tariff(group, month)
        if tariff is None:
            return None
        terms = tariff.terms
        for a in self.scenario.adjustments:
            priced = TariffAdjustment | SegmentAdjustment | WageAdjustment | RiskClassAdjustment
            if not isinstance(a, priced) or a.group not in (None, group) or not _holds(a, month):
                continue
            if isinstance(a, TariffAdjustment):
                terms = a.terms
            elif isinstance(a, SegmentAdjustment):
                terms = replace(terms, base=a.base)
            elif terms.segment is Segment.PU and isinstance(a, WageAdjustment):
                terms = replace(terms, base=Wage(a.sen))
            elif terms.segment is Segment.PU and isinstance(a, RiskClassAdjustment):
                terms = replace(terms, risk_class=a.risk_class)
        return terms

    def funding(self, tariff: Tariff, month: Month) -> str:
        funding = tariff.funding
        for a in self.scenario.adjustments:
            if isinstance(a, FundingAdjustment) and a.group == tariff.group and a.month <= month:
                funding = a.funding
        return funding

    @property
    def timing(self) -> PaymentTiming:
        changed = [a.timing for a in self.scenario.adjustments if isinstance(a, TimingAdjustment)]
        return changed[-1] if changed else self.plan.timing

    def umk(self, year: int) -> int:
        changed = [
            a.sen
            for a in self.scenario.adjustments
            if isinstance(a, MinimumWageAdjustment) and a.year == year
        ]
        return changed[-1] if changed else next(w.sen for w in self.plan.minimum_wages if w.year == year)

    def contribution(
        self, terms: Terms, programme: Programme, month: Month, wage_sen: int | None = None
    ) -> int:
        """Whole rupiah of one person: base × rate × what a discount leaves × the APBD's share, rounded."""
        exact = self._full(terms, programme, month, wage_sen) * self._remaining(terms, programme, month)
        return rounded(exact * Fraction(terms.share_ppm, MILLION), terms.rounding)

    def person_months(self) -> Iterator[PersonMonth]:
        for rank, group in enumerate(self.plan.groups):
            for place, month, heads in self.peopled(group):
                tariff, terms = self._tariff(group.name, month), self.terms(group.name, month)
                if tariff is None or terms is None:
                    raise Refused("people without a tariff")
                person = PersonMonth(
                    group=group.name,
                    kecamatan=place.kecamatan,
                    village=place.village,
                    turn=(rank, place.wage_sen or 0),
                    priority=group.priority,
                    covered=month,
                    paid=payment_month(month, self.timing, self.plan.span),
                    funding=self.funding(tariff, month),
                    contributions={
                        p: self.contribution(terms, p, month, place.wage_sen) for p in terms.programmes
                    },
                )
                yield from [person] * heads

    def peopled(self, group: Group) -> Iterator[tuple[Place, Month, int]]:
        """Places and months with people in them, and how many."""
        state = self.after_what_if(group.name)
        for place in self.all_places(group):
            for month in self.plan.span:
                if not self.is_covered(group.name, month):
                    heads = 0
                elif place.is_listed:
                    heads = state[month][place] if month in state else 0
                else:
                    planned = state[month][place] if month in state else None
                    heads = self.heads(group, place.kecamatan, month, planned)
                if heads:
                    yield place, month, heads

    def money(self, fiscal_year: int) -> int:
        lines = [[line.fiscal_year, line.amount] for line in self.plan.allocations]
        for a in self.scenario.adjustments:
            if isinstance(a, AllocationAdjustment):
                for line in lines:
                    if a.fiscal_year in (None, line[0]):
                        line[1] = math.floor(Fraction(line[1] * a.part_ppm, MILLION))
            if isinstance(a, AllocationChange):
                give([line for line in lines if line[0] == a.fiscal_year], a.rupiah)
        return sum(amount for year, amount in lines if year == fiscal_year)

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

    def _full(self, terms: Terms, programme: Programme, month: Month, wage_sen: int | None) -> Fraction:
        match _own(terms.base, wage_sen):
            case Income(rupiah=income):
                (table,) = [t for t in self.law.bpu_tables if _holds(t, month)]
                number, row = max(
                    ((n, r) for n, r in enumerate(table.rows, start=1) if r.lower <= income),
                    key=lambda numbered: numbered[1].lower,
                )
                own = [
                    v.rupiah
                    for v in self._own_law(programme, month)
                    if isinstance(v, OwnContribution) and v.bracket in (None, number)
                ]
                shipped = {"JKK": row.jkk, "JKM": row.jkm, "JHT": row.jht}[programme.value]
                return Fraction(own[-1] if own else shipped)
            case _:
                return self.wage(terms, month, wage_sen) * self.rate(terms, programme, month)

    def wage(self, terms: Terms, month: Month, wage_sen: int | None) -> Fraction:
        """The reported wage of PU in rupiah."""
        base = _own(terms.base, wage_sen)
        return Fraction(base.sen if isinstance(base, Wage) else self.umk(month.year), 100)

    def rate(self, terms: Terms, programme: Programme, month: Month) -> Fraction:
        """The part of a wage: the last value that a what-if sets, else that of the law."""
        own = [
            v.rate_ppm
            for v in self._own_law(programme, month)
            if isinstance(v, OwnRate) and v.risk_class in (None, terms.risk_class)
        ]
        if own:
            return Fraction(own[-1], MILLION)
        (rate,) = [
            r
            for r in self.law.rates
            if r.programme is programme and r.risk_class in (None, terms.risk_class) and _holds(r, month)
        ]
        return Fraction(rate.rate_ppm, MILLION)

    def _own_law(self, programme: Programme, month: Month) -> list[OwnRate | OwnContribution]:
        what_if = [a.value for a in self.scenario.adjustments if isinstance(a, LawAdjustment)]
        values = [*self.plan.law_values, *what_if]
        return [v for v in values if v.programme is programme and _holds(v, month)]

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


def take_away(heads: dict[Place, int], places: Sequence[Place], people: int) -> None:
    """Whole people from every place in proportion; who is left over goes where the fraction is largest."""
    total = sum(heads[place] for place in places)
    if people > total:
        raise Refused("more people than there are")
    shares = {place: Fraction(heads[place] * people, total) for place in places} if total else {}
    missing = people - sum(math.floor(share) for share in shares.values())
    by_fraction = sorted(shares, key=lambda place: math.floor(shares[place]) - shares[place])
    for place, share in shares.items():
        heads[place] -= math.floor(share) + (place in by_fraction[:missing])


def give(lines: list[list[int]], rupiah: int) -> None:
    """Rupiah to every line in proportion to what it holds; what is left over to the largest fractions."""
    total = sum(amount for _, amount in lines)
    shares = [
        Fraction(amount * rupiah, total) if total else Fraction(rupiah, len(lines)) for _, amount in lines
    ]
    missing = rupiah - sum(map(math.floor, shares))
    by_fraction = sorted(range(len(lines)), key=lambda place: math.floor(shares[place]) - shares[place])
    for place, line in enumerate(lines):
        line[1] += math.floor(shares[place]) + (place in by_fraction[:missing])


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
    """Pay person after person in order of payment, of cover, and of priority; then of the plan's groups,
    and in a group by the wage.

    `months` are those of payment that are looked at. The first one in which somebody cannot be paid is
    short: its people are counted in the month of cover in which that happens.
    """
    queue = sorted(people, key=lambda p: (p.paid, p.covered, p.priority, p.turn))
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


def _own(base: Base, wage_sen: int | None) -> Income | Wage | UmkWage:
    """The base of a person whose wage or income the list tells."""
    if not isinstance(base, RosterWage | RosterIncome):
        return base
    if wage_sen is None:
        raise Refused("people without a wage")
    # Brackets begin at whole rupiah: the sen of an income decide nothing.
    return Wage(wage_sen) if isinstance(base, RosterWage) else Income(wage_sen // 100)


def _holds(entry: object, month: Month) -> bool:
    validity = entry.validity  # type: ignore[attr-defined]
    return bool(validity.first <= month and (validity.last is None or month <= validity.last))


Label = Callable[[PersonMonth, Programme, Month], Month | int | str]
LABELS: dict[str, Label] = {
    "month": lambda _person, _programme, booked: booked,
    "fiscal_year": lambda _person, _programme, booked: booked.year,
    "group": lambda person, _programme, _booked: person.group,
    "kecamatan": lambda person, _programme, _booked: person.kecamatan,
    "desa": lambda person, _programme, _booked: (
        f"{person.village} ({person.kecamatan})" if person.village else ""
    ),
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
        return payment_month(month, oracle.timing, oracle.plan.span) if cash else month

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
