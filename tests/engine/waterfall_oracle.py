"""A waterfall once more: slow, obvious, one person-month at a time, on the figures of the test oracle."""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from oracle import MILLION, Oracle, payment_month, rounded

from budget.contribution import Income, Programme, RosterIncome, RosterWage, Segment, Terms
from budget.engine.bars import Cause
from budget.period import Month

Figures = dict[tuple[Cause, str], int]


class Person(NamedTuple):
    """One person in one month of cover; `wage` is -1 where the tariff names one for all."""

    oracle: Oracle
    terms: Terms
    month: Month
    wage: int
    listed_wage: int | None
    funding: str

    def contribution(self, programme: Programme) -> int:
        return self.oracle.contribution(self.terms, programme, self.month, self.listed_wage)

    @property
    def cost(self) -> int:
        return sum(map(self.contribution, self.terms.programmes))


@dataclass(frozen=True, eq=False)
class Side:
    """All people of a plan by the group's name in small letters and month of cover, and the months booked."""

    people: dict[tuple[str, Month], list[Person]]
    booked: list[Month]


@dataclass(frozen=True)
class Question:
    cash: bool
    first: Month | None
    last: Month | None
    funding: str | None

    def asks_for(self, month: Month) -> bool:
        return (self.first is None or self.first <= month) and (self.last is None or month <= self.last)

    def pays(self, person: Person) -> bool:
        return self.funding is None or self.funding.lower() == person.funding.lower()


def side(oracle: Oracle, question: Question) -> Side:
    span, timing = oracle.plan.span, oracle.plan.timing
    booked = [
        month
        for month in span
        if question.asks_for(payment_month(month, timing, span) if question.cash else month)
    ]
    people: dict[tuple[str, Month], list[Person]] = {}
    for group in oracle.plan.groups:
        for place, month, heads in oracle.peopled(group):
            (tariff,) = [t for t in oracle.plan.tariffs if t.group == group.name and month in t.validity]
            terms = oracle.terms(group.name, month)
            assert terms is not None
            match terms.base:
                case RosterWage():
                    assert place.wage_sen is not None
                    wage = place.wage_sen
                case RosterIncome():
                    assert place.wage_sen is not None
                    wage = place.wage_sen // 100 * 100
                case _:
                    wage = -1
            person = Person(oracle, terms, month, wage, place.wage_sen, tariff.funding)
            people.setdefault((group.name.lower(), month), []).extend([person] * heads)
    return Side(people, booked)


def bars(a: Side, b: Side, question: Question) -> tuple[int, int, Figures]:
    """Start, end, and what moves by cause and group; zeros are left out."""
    first = min(a.booked[0], b.booked[0])
    last = max(a.booked[-1], b.booked[-1])
    hull = [first.plus(offset) for offset in range(last.index - first.index + 1)]
    found: Counter[tuple[Cause, str]] = Counter()
    start = end = 0
    for group in {name for name, _ in (*a.people, *b.people)}:
        only_a = not any((group, month) in b.people for month in hull)
        only_b = not any((group, month) in a.people for month in hull)
        for month in hull:
            old, new = a.people.get((group, month), []), b.people.get((group, month), [])
            counts_a = bool(old) and month in a.booked and question.pays(old[0])
            counts_b = bool(new) and month in b.booked and question.pays(new[0])
            cost_a = sum(p.cost for p in old) if counts_a else 0
            cost_b = sum(p.cost for p in new) if counts_b else 0
            start, end = start + cost_a, end + cost_b
            if counts_a and counts_b:
                for cause, rupiah in compared(old, new):
                    found[cause, group] += rupiah
            elif only_a:
                found[Cause.ENDED_GROUP, group] -= cost_a
            elif only_b:
                found[Cause.NEW_GROUP, group] += cost_b
            elif not old or not new:
                found[Cause.MONTHS, group] += cost_b - cost_a
            elif (month in a.booked) != (month in b.booked):
                found[Cause.TIMING, group] += cost_b - cost_a
            else:
                found[Cause.FUNDER, group] += cost_b - cost_a
    return start, end, {key: rupiah for key, rupiah in found.items() if rupiah}


def compared(old: list[Person], new: list[Person]) -> list[tuple[Cause, int]]:
    """The people of a group in a month that both sides pay for."""
    gone, come = sorted(old, key=lambda p: p.wage), sorted(new, key=lambda p: p.wage)
    pairs: list[tuple[Person, Person]] = []
    for person in list(gone):
        same = next((p for p in come if p.wage == person.wage), None)
        if same is not None:
            pairs.append((person, same))
            gone.remove(person)
            come.remove(same)
    while gone and come:
        pairs.append((gone.pop(0), come.pop(0)))
    found = [(Cause.PEOPLE, -person.cost) for person in gone]
    for person in come:
        model = next((p for p in old if p.wage == person.wage), None)
        model = model or next((p for p in old if p.wage == -1), person)
        found.append((Cause.PEOPLE, model.cost))
        pairs.append((model, person))
    for before, after in pairs:
        found += steps(before, after)
    return found


def steps(a: Person, b: Person) -> list[tuple[Cause, int]]:
    found = []
    for programme in {*a.terms.programmes, *b.terms.programmes}:
        if programme not in a.terms.programmes:
            found.append((Cause.PROGRAMMES, b.contribution(programme)))
        elif programme not in b.terms.programmes:
            found.append((Cause.PROGRAMMES, -a.contribution(programme)))
        else:
            old, new = a.terms, b.terms
            left_a, left_b = (p.oracle._remaining(p.terms, programme, p.month) for p in (a, b))
            full_a, full_b = (full(p, p.terms, programme) for p in (a, b))
            on_wage = on_new_wage(a, b, programme)
            prices = [
                rounded(full_a * left_a * share(old), old.rounding),
                rounded(on_wage * left_a * share(old), old.rounding),
                rounded(full_b * left_b * share(old), old.rounding),
                rounded(full_b * left_b * share(new), old.rounding),
                rounded(full_b * left_b * share(new), new.rounding),
            ]
            assert prices[0] == a.contribution(programme)
            assert prices[-1] == b.contribution(programme)
            found += [
                (Cause.WAGE, prices[1] - prices[0]),
                (Cause.RATE, prices[2] - prices[1]),
                (Cause.FUNDER, prices[3] - prices[2]),
                (Cause.ROUNDING, prices[4] - prices[3]),
            ]
    return found


def share(terms: Terms) -> Fraction:
    return Fraction(terms.share_ppm, MILLION)


def full(person: Person, terms: Terms, programme: Programme) -> Fraction:
    return person.oracle._full(terms, programme, person.month, person.listed_wage)


def on_new_wage(a: Person, b: Person, programme: Programme) -> Fraction:
    """PU: B's wage at A's rate. BPU: B's row where income and row are others. Another segment: B's own."""
    if a.terms.segment is b.terms.segment is Segment.PU:
        return b.oracle.wage(b.terms, b.month, b.listed_wage) * a.oracle.rate(a.terms, programme, a.month)
    if a.terms.segment is b.terms.segment and (income(a) == income(b) or row(a) == row(b)):
        return full(a, a.terms, programme)
    return full(b, b.terms, programme)


def income(person: Person) -> int:
    if isinstance(person.terms.base, Income):
        return person.terms.base.rupiah
    assert person.listed_wage is not None
    return person.listed_wage // 100


def row(person: Person) -> int:
    (table,) = [t for t in person.oracle.law.bpu_tables if person.month in t.validity]
    return sum(r.lower <= income(person) for r in table.rows)
