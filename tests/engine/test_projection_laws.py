"""Laws that hold for every plan, whatever its figures."""

from dataclasses import replace

from effort import examples
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from random_plans import plans

from budget.contribution import Programme
from budget.engine.calendar import Basis, calendar
from budget.engine.comparison import compare
from budget.engine.projection import Projection, project
from budget.engine.runway import Runway, allocation_view
from budget.engine.table import Axis, tabulate
from budget.law import load_law
from budget.plan import Allocation, Plan, Scenario, in_scenario

LAW = load_law()
few = settings(max_examples=examples(15, 40), deadline=None)


def pooled_with(plan: Plan, money: int) -> Runway:
    """How far that much money goes in the plan's first fiscal year and all others together."""
    line = Allocation(plan.span.first.year, "Disnaker", "", "", "PAD", tuple(Programme), money)
    projection = project(replace(plan, allocations=(line,)), LAW)
    return allocation_view(projection, calendar(projection)).pooled


@few
@given(plans(), st.permutations(Axis), st.integers(0, 6), st.sampled_from(Basis))
def test_rows_along_any_axes_add_up_to_the_total(
    plan: Plan, axes: list[Axis], count: int, basis: Basis
) -> None:
    projection = project(plan, LAW)
    rows = tabulate(projection, calendar(projection, basis), axes[:count])
    assert sum(row.cost for row in rows) == projection.total
    if Axis.PROGRAMME not in axes[:count]:
        assert sum(row.person_months for row in rows) == projection.person_months


@few
@given(plans())
def test_accrual_and_cash_add_up_to_the_same(plan: Plan) -> None:
    projection = project(plan, LAW)
    accrual, cash = (
        tabulate(projection, calendar(projection, basis), (Axis.FISCAL_YEAR,)) for basis in Basis
    )
    assert sum(row.cost for row in accrual) == sum(row.cost for row in cash) == projection.total


@few
@given(plans(), st.data())
def test_two_parts_of_the_span_add_up_to_the_whole(plan: Plan, data: st.DataObject) -> None:
    assume(len(plan.span) > 1)
    projection = project(plan, LAW)
    cut = plan.span.first.plus(data.draw(st.integers(1, len(plan.span) - 1)))
    parts = (calendar(projection, last=cut.plus(-1)), calendar(projection, first=cut))
    assert sum(row.cost for part in parts for row in tabulate(projection, part, ())) == projection.total


@few
@given(plans())
def test_exactly_the_cost_is_enough_and_a_rupiah_less_is_not(plan: Plan) -> None:
    cost = project(plan, LAW).total
    assume(cost > 0)
    assert pooled_with(plan, cost).is_enough
    assert pooled_with(plan, cost).remaining == 0
    short = pooled_with(plan, cost - 1)
    assert short.shortfall == 1
    assert short.people_short is not None and short.people_short >= 1


def spent_and_price(projection: Projection, runway: Runway) -> tuple[int, int]:
    """What a runway pays in a plan of one stratum, and the price of one more person."""
    assert runway.first_short_month is not None and runway.people_paid is not None
    short = projection.span.position(runway.first_short_month)
    price = int(projection.cost[short].sum()) // int(projection.cube.heads[:, short].sum())
    return int(projection.cost[:short].sum()) + runway.people_paid * price, price


@few
@given(plans(), st.data())
def test_the_people_paid_are_affordable_and_one_more_is_not(plan: Plan, data: st.DataObject) -> None:
    """In one stratum, where everybody costs the same in a month."""
    assume(plan.head_counts)
    place = plan.head_counts[0].group, plan.head_counts[0].kecamatan
    alone = replace(
        plan,
        head_counts=tuple(c for c in plan.head_counts if (c.group, c.kecamatan) == place),
        allocations=(),
    )
    projection = project(alone, LAW)
    assume(projection.total > 0)
    money = data.draw(st.integers(0, projection.total - 1))
    runway = pooled_with(alone, money)
    spent, price = spent_and_price(projection, runway)
    assert spent <= money < spent + price


@few
@given(plans(), st.data())
def test_more_money_never_pays_fewer_months(plan: Plan, data: st.DataObject) -> None:
    total = project(plan, LAW).total
    less, more = sorted(data.draw(st.lists(st.integers(0, total), min_size=2, max_size=2)))
    until = [pooled_with(plan, money).covered_until for money in (less, more)]
    assert until[0] is None or (until[1] is not None and until[0] <= until[1])


@few
@given(plans())
def test_a_scenario_without_adjustments_changes_nothing(plan: Plan) -> None:
    same = in_scenario(plan, Scenario("Tanpa perubahan"))
    assert same == plan
    a, b = project(plan, LAW), project(same, LAW)
    comparison = compare([a, b], Basis.CASH)
    assert comparison.sides[0] == comparison.sides[1]
    assert all(row.difference == 0 for row in comparison.rows)
    assert (a.cost == b.cost).all()


@few
@given(plans(), st.data())
def test_the_order_of_records_does_not_matter_for_totals(plan: Plan, data: st.DataObject) -> None:
    shuffled = replace(
        plan,
        groups=tuple(data.draw(st.permutations(plan.groups))),
        tariffs=tuple(data.draw(st.permutations(plan.tariffs))),
        head_counts=tuple(data.draw(st.permutations(plan.head_counts))),
        allocations=tuple(data.draw(st.permutations(plan.allocations))),
    )
    tables = []
    for projection in (project(plan, LAW), project(shuffled, LAW)):
        rows = tabulate(projection, calendar(projection), (Axis.MONTH, Axis.GROUP, Axis.PROGRAMME))
        tables.append({row.labels: (row.heads, row.person_months, row.cost) for row in rows})
    assert tables[0] == tables[1]


@few
@given(plans())
def test_capitals_in_group_names_do_not_matter(plan: Plan) -> None:
    loud = replace(
        plan,
        tariffs=tuple(replace(t, group=t.group.upper()) for t in plan.tariffs),
        head_counts=tuple(replace(c, group=c.group.lower()) for c in plan.head_counts),
    )
    assert (project(loud, LAW).cost == project(plan, LAW).cost).all()
