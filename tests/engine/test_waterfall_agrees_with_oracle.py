"""Waterfalls between random plans and lists: they add up, and every bar is the one of a slow second way."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from effort import examples
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st
from oracle import Listed, Oracle
from random_plans import plans, scenarios, terms
from random_rosters import WAGES, RosterPlan, as_counts, roster_plans, tariff_of
from waterfall_oracle import Person, Question, bars, side, steps

from budget.contribution import Programme, RosterIncome, RosterWage, Segment, Terms, Wage
from budget.engine.alike import project_alike
from budget.engine.bars import Cause, Waterfall
from budget.engine.calendar import Basis, calendar
from budget.engine.comparison import compare
from budget.engine.price_steps import price_steps
from budget.engine.prices import PriceVersion, price
from budget.engine.projection import Projection, project
from budget.engine.waterfall import waterfall
from budget.errors import LimitExceeded, NotMonth, PlanError
from budget.law import LawBook, load_law
from budget.period import Month, MonthRange, Validity
from budget.plan import (
    Group,
    HeadSource,
    MinimumWage,
    PaymentTiming,
    Plan,
    Region,
    Scenario,
    Tariff,
    in_scenario,
)

LAW = load_law()
slow_to_draw = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
few = settings(max_examples=examples(12, 25), deadline=None, suppress_health_check=slow_to_draw)
many = settings(max_examples=1_000, deadline=None, suppress_health_check=slow_to_draw)


def other_law() -> LawBook:
    """Other rates, and a table with dearer rows and one row more."""
    (table,) = LAW.bpu_tables
    dearer = [replace(row, jkk=row.jkk + 1_001, jht=row.jht * 2) for row in table.rows]
    rows = [dearer[0], replace(dearer[0], lower=1_050_000, jkm=7_777), *dearer[1:]]
    numbered = tuple(replace(row, number=number) for number, row in enumerate(rows, start=1))
    rates = [replace(r, rate_ppm=r.rate_ppm + 333) if r.programme is Programme.JKM else r for r in LAW.rates]
    return replace(LAW, rates=tuple(rates), bpu_tables=(replace(table, rows=numbered),))


OTHER_LAW = other_law()


def in_capitals(plan: Plan) -> Plan:
    """The same plan, its groups spelled otherwise."""
    return replace(
        plan,
        groups=tuple(replace(group, name=group.name.upper()) for group in plan.groups),
        tariffs=tuple(replace(tariff, group=tariff.group.upper()) for tariff in plan.tariffs),
        head_counts=tuple(replace(count, group=count.group.upper()) for count in plan.head_counts),
    )


@st.composite
def other_terms(draw: st.DrawFn, old: Terms) -> Terms:
    """One or two ingredients of the price replaced, or none."""
    new = draw(terms())
    names = ["base", "risk_class", "programmes", "share_ppm", "rounding", "payer"]
    chosen = draw(st.sets(st.sampled_from(names), max_size=2))
    mixed = replace(old, **{name: getattr(new, name) for name in chosen})
    if mixed.segment is Segment.PU and Programme.JHT in mixed.programmes:
        return replace(mixed, programmes=(Programme.JKK, Programme.JKM))
    return mixed


@st.composite
def variants(draw: st.DrawFn, plan: Plan) -> Plan:
    """The same groups, some of them gone, on terms, money, people and months that may be others."""
    names = {group.name for group in plan.groups if draw(st.integers(0, 5))}
    more = draw(st.sampled_from([0, 0, 3]))
    return replace(
        plan,
        span=MonthRange(plan.span.first, plan.span.last.plus(draw(st.integers(0, 3)))),
        groups=tuple(group for group in plan.groups if group.name in names),
        tariffs=tuple(
            replace(t, terms=draw(other_terms(t.terms)), funding=draw(st.sampled_from([t.funding, "PAD"])))
            for t in plan.tariffs
            if t.group in names
        ),
        head_counts=tuple(replace(c, heads=c.heads + more) for c in plan.head_counts if c.group in names),
        minimum_wages=tuple(MinimumWage(year, 315_555_555) for year in range(2019, 2030)),
    )


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Oracle, Oracle]:
    """Two plans: one and a variant or what-if of it, or strangers whose groups and months may be others."""
    first = draw(plans(most_months=10))
    match draw(st.integers(0, 5)):
        case 0:
            second = draw(plans(most_months=10))
        case 1:
            second = in_scenario(first, draw(scenarios(first)))
        case 2:
            second = in_capitals(draw(variants(first)))
        case _:
            second = draw(variants(first))
    second = replace(second, timing=draw(st.sampled_from(PaymentTiming)))
    both = Oracle(first, LAW), Oracle(second, draw(st.sampled_from([LAW, OTHER_LAW])))
    left, right = draw(st.permutations(both))
    return left, right


@st.composite
def listed_pairs(draw: st.DrawFn) -> tuple[Oracle, Oracle]:
    """A plan on its lists, and another month's lists of it on terms that may be others; in either order."""
    drawn: RosterPlan = draw(roster_plans(most_months=6))
    people = tuple(
        person._replace(wage_sen=person.wage_sen and draw(st.sampled_from(WAGES)))
        for person in drawn.people
        if draw(st.integers(0, 4))
    )
    sources = {group.name: group.source for group in drawn.plan.groups}
    scenario = Scenario("", tuple(draw(scenarios(drawn.plan)).adjustments))
    plan = replace(
        in_scenario(drawn.plan, scenario), roster=as_counts(people, drawn.plan.roster.known_until, True)
    )
    plan = replace(
        plan,
        what_if_heads=(),
        tariffs=tuple(
            draw(tariff_of(t, sources[t.group])) if sources[t.group] is HeadSource.ROSTER else t
            for t in plan.tariffs
        ),
    )
    other = RosterPlan(plan, people, scenario)
    both = [drawn.oracle(LAW), other.oracle(draw(st.sampled_from([LAW, OTHER_LAW])))]
    left, right = draw(st.permutations(both))
    return left, right


@st.composite
def crowded(draw: st.DrawFn) -> Oracle:
    """Two groups of two months, each with up to three people of each wage, on their own wage or on one."""
    names, span = ("Honorer", "Linmas"), MonthRange(Month(2026, 1), Month(2026, 2))
    people = tuple(
        Listed(name, "Ciwidey", "", wage, span.first.plus(draw(st.integers(0, 1))), None)
        for name in names
        for wage in WAGES
        for _ in range(draw(st.integers(0, 3)))
    )
    bases = st.sampled_from([RosterWage(), RosterWage(), RosterIncome(), Wage(110_000_000)])
    plan = Plan(
        region=Region("32.04", "Kabupaten Bandung"),
        span=span,
        groups=tuple(Group(name, "Disnaker", Segment.PU, source=HeadSource.ROSTER) for name in names),
        tariffs=tuple(Tariff(name, Validity(span.first), Terms(draw(bases))) for name in names),
        roster=as_counts(people, dict.fromkeys(["honorer", "linmas"], span.last), True),
    )
    return RosterPlan(plan, people, Scenario("")).oracle(draw(st.sampled_from([LAW, OTHER_LAW])))


@st.composite
def questions(draw: st.DrawFn, both: tuple[Oracle, Oracle]) -> Question:
    """Some months around both plans, on either basis, of all funders or one."""
    start = both[0].plan.span.first
    first = start.plus(draw(st.integers(-2, 6))) if draw(st.booleans()) else None
    last = (first or start).plus(draw(st.integers(0, 12))) if draw(st.booleans()) else None
    funding = draw(st.sampled_from([None, None, "PAD", "dbh cht", ""]))
    return Question(draw(st.booleans()), first, last, funding)


Case = tuple[tuple[Oracle, Oracle], Question]


def asked_of(drawn: st.SearchStrategy[tuple[Oracle, Oracle]]) -> st.SearchStrategy[Case]:
    return drawn.flatmap(lambda both: st.tuples(st.just(both), questions(both)))


def costed(oracle: Oracle) -> Projection:
    """Drawn again where it cannot be costed: that both refuse the same is tested for each plan alone."""
    try:
        return project(oracle.plan, oracle.law)
    except (PlanError, LimitExceeded):
        reject()


def asked(a: Projection, b: Projection, question: Question) -> Waterfall:
    basis = Basis.CASH if question.cash else Basis.ACCRUAL
    return waterfall(a, b, basis, question.first, question.last, question.funding)


def by_cause_and_group(found: Waterfall) -> dict[tuple[Cause, str], int]:
    return {(bar.cause, part.group.lower()): part.rupiah for bar in found.bars for part in bar.groups}


def assert_agrees(both: tuple[Oracle, Oracle], question: Question) -> None:
    a, b = (costed(oracle) for oracle in both)
    left, right = (side(oracle, question) for oracle in both)
    if not left.booked or not right.booked:
        with pytest.raises(NotMonth):
            asked(a, b, question)
        return
    found = asked(a, b, question)
    assert (found.start, found.end, by_cause_and_group(found)) == bars(left, right, question)
    assert_laws(a, b, question, found)
    assert_places_do_not_matter(both, (a, b), question, found)


def assert_laws(a: Projection, b: Projection, question: Question, found: Waterfall) -> None:
    assert found.start + sum(bar.rupiah for bar in found.bars) == found.end
    assert asked(a, a, question).bars == asked(b, b, question).bars == ()
    back = asked(b, a, question)
    assert (back.start, back.end) == (found.end, found.start)
    for cause in (Cause.NEW_GROUP, Cause.MONTHS, Cause.TIMING):
        opposite = Cause.ENDED_GROUP if cause is Cause.NEW_GROUP else cause
        assert back.bar(opposite) == -found.bar(cause)
    if question.funding is None:
        basis = Basis.CASH if question.cash else Basis.ACCRUAL
        for projection, rupiah in ((a, found.start), (b, found.end)):
            months = calendar(projection, basis, question.first, question.last)
            assert rupiah == int(projection.cost[list(months.positions)].sum())


def assert_places_do_not_matter(
    both: tuple[Oracle, Oracle], whole: tuple[Projection, Projection], question: Question, found: Waterfall
) -> None:
    """Added up over places first, every bar and every figure side by side is the same."""
    alike = tuple(project_alike(oracle.plan, oracle.law) for oracle in both)
    assert asked(*alike, question) == found
    months = Basis.CASH if question.cash else Basis.ACCRUAL, question.first, question.last
    assert compare(alike, *months) == compare(whole, *months)


@few
@given(st.tuples(crowded(), crowded()))
def test_people_who_stay_come_and_go(both: tuple[Oracle, Oracle]) -> None:
    assert_agrees(both, Question(False, None, None, None))


@settings(max_examples=examples(100, 300), deadline=None)
@given(st.data(), terms(), st.sampled_from([Month(2020, 9), Month(2026, 5)]))
def test_every_step_between_two_prices(data: st.DataObject, old: Terms, month: Month) -> None:
    """On both laws and with another UMK, one person in a month with discounts."""
    new = data.draw(other_terms(old) | terms())
    persons, versions = [], []
    other = data.draw(st.sampled_from([LAW, OTHER_LAW]))
    for kind, law, umk in ((old, LAW, 215_232_294), (new, other, 300_000_000)):
        tariff = Tariff("Petani", Validity(month), kind)
        plan = Plan(
            region=Region("32.04", "Kabupaten Bandung"),
            span=MonthRange(month, month),
            minimum_wages=(MinimumWage(month.year, umk),),
        )
        persons.append(Person(Oracle(plan, law), kind, month, -1, None, ""))
        prices = tuple(price(kind, p, month, law, umk) for p in kind.programmes)
        versions.append(PriceVersion(tariff, month, prices))
    assert summed(price_steps(*versions)) == summed(steps(*persons))


def summed(found: Iterable[tuple[Cause, int]]) -> dict[Cause, int]:
    total: dict[Cause, int] = {}
    for cause, rupiah in found:
        total[cause] = total.get(cause, 0) + rupiah
    return {cause: rupiah for cause, rupiah in total.items() if rupiah}


@few
@given(asked_of(pairs()))
def test_every_bar_between_two_plans(case: Case) -> None:
    assert_agrees(*case)


@few
@given(asked_of(listed_pairs()))
def test_every_bar_between_two_lists(case: Case) -> None:
    assert_agrees(*case)


@pytest.mark.slow
@many
@given(asked_of(pairs() | listed_pairs() | st.tuples(crowded(), crowded())))
def test_every_bar_between_many(case: Case) -> None:
    assert_agrees(*case)
