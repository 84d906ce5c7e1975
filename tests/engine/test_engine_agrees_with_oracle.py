"""The engine against the slow oracle, on random plans, figure by figure."""

from collections import Counter
from dataclasses import replace

import pytest
from effort import examples
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from oracle import Figures, Oracle, Payment, PersonMonth, pay, tabulate
from random_plans import plans, scenarios

from budget.engine import table
from budget.engine.alike import project_alike
from budget.engine.calendar import Basis, calendar
from budget.engine.comparison import compare
from budget.engine.explain import explain
from budget.engine.projection import Projection, project, total_cost
from budget.engine.runway import Runway, allocation_view
from budget.engine.table import Axis
from budget.law import load_law
from budget.plan import Plan, Scenario, in_scenario

LAW = load_law()
few = settings(max_examples=examples(20, 40), deadline=None)
many = settings(max_examples=1_500, deadline=None)


@st.composite
def what_ifs(draw: st.DrawFn) -> tuple[Plan, Scenario]:
    """A plan and a scenario that leaves no head count below zero."""
    plan = draw(plans())
    scenario = draw(scenarios(plan))
    oracle = Oracle(plan, LAW, scenario)
    first = plan.span.first.plus(-2)
    months = [first.plus(offset) for offset in range(len(plan.span) + 4)]
    assume(all(oracle.counted(g.name, k, month) >= 0 for g, k in oracle.places() for month in months))
    return plan, scenario


def assert_cells_agree(projection: Projection, oracle: Oracle) -> None:
    span, places = projection.span, oracle.places()
    assert [(s.group, s.kecamatan) for s in projection.strata] == [(g.name, k) for g, k in places]
    planned = [[oracle.planned(g.name, k, month) for month in span] for g, k in places]
    heads = [[oracle.heads(g, k, month) for month in span] for g, k in places]
    assert projection.cube.planned.tolist() == planned
    assert projection.cube.heads.tolist() == heads
    cells: Counter[tuple[object, ...]] = Counter()
    for person in oracle.person_months():
        for programme, cost in person.contributions.items():
            cells[person.covered, person.group, person.kecamatan, programme] += cost
    cost = [
        [[cells[month, g.name, k, p] for p in projection.programmes] for g, k in places] for month in span
    ]
    assert projection.cost.tolist() == cost
    assert projection.total == sum(cells.values())
    assert projection.person_months == sum(map(sum, heads))
    assert projection.total == total_cost(
        projection.cube.heads, projection.prices.rupiah, projection.prices.index
    )


@few
@given(plans())
def test_every_cell_of_cost_and_heads(plan: Plan) -> None:
    assert_cells_agree(project(plan, LAW), Oracle(plan, LAW))


def assert_tables_agree(projection: Projection, oracle: Oracle, axes: tuple[Axis, ...], basis: Basis) -> None:
    rows = table.tabulate(projection, calendar(projection, basis), axes)
    found = {row.labels: Figures(row.heads, row.person_months, row.cost) for row in rows}
    assert len(found) == len(rows), "two rows with the same labels"
    # A tariff in force without people makes a row of zeros, which persons cannot make.
    peopled = {labels: figures for labels, figures in found.items() if figures != Figures()}
    assert peopled == tabulate(oracle, [axis.value for axis in axes], basis is Basis.CASH)


@pytest.mark.parametrize("basis", Basis)
@few
@given(plan=plans())
def test_tables_along_no_axis_and_along_each(plan: Plan, basis: Basis) -> None:
    projection, oracle = project(plan, LAW), Oracle(plan, LAW)
    for axes in [(), *((axis,) for axis in Axis)]:
        assert_tables_agree(projection, oracle, axes, basis)


@pytest.mark.parametrize("basis", Basis)
@few
@given(plan=plans(), axes=st.permutations(Axis), count=st.integers(2, 6))
def test_tables_along_several_axes(plan: Plan, basis: Basis, axes: list[Axis], count: int) -> None:
    assert_tables_agree(project(plan, LAW), Oracle(plan, LAW), tuple(axes[:count]), basis)


def payment(runway: Runway) -> Payment:
    return Payment(
        runway.cost,
        runway.covered_until,
        runway.first_short_month,
        runway.people_paid,
        runway.people_short,
    )


def assert_runways_agree(projection: Projection, oracle: Oracle, basis: Basis) -> None:
    months = calendar(projection, basis)
    view = allocation_view(projection, months)
    people = list(oracle.person_months())
    if basis is Basis.ACCRUAL:
        people = [replace(person, paid=person.covered) for person in people]
    years = months.fiscal_years()
    assert [year for year, _ in view.by_fiscal_year] == list(years)
    for year, runway in view.by_fiscal_year:
        booked = [month for month in months.booked if month.year == year]
        of_year = [person for person in people if person.paid.year == year]
        assert runway.total == oracle.money(year)
        assert payment(runway) == pay(of_year, booked, runway.total)
    assert view.pooled.total == sum(oracle.money(year) for year in years)
    assert payment(view.pooled) == pay(people, months.booked, view.pooled.total)


@pytest.mark.parametrize("basis", Basis)
@few
@given(plan=plans())
def test_how_far_the_money_goes_per_fiscal_year_and_pooled(plan: Plan, basis: Basis) -> None:
    assert_runways_agree(project(plan, LAW), Oracle(plan, LAW), basis)


def assert_explanations_agree(projection: Projection, oracle: Oracle) -> None:
    people = list(oracle.person_months())
    for group in projection.plan.groups:
        places = [(g, k) for g, k in oracle.places() if g.name == group.name]
        before = dict.fromkeys(places, 0)
        for month in projection.span:
            found = explain(projection, group.name, month)
            now = {(g, k): oracle.heads(g, k, month) for g, k in places}
            assert found.planned == sum(oracle.planned(g.name, k, month) for g, k in places)
            assert found.heads == sum(now.values())
            assert found.joined - found.left == sum(now.values()) - sum(before.values())
            assert found.joined == sum(max(0, now[place] - before[place]) for place in places)
            mine = [p for p in people if p.group == group.name and p.covered == month]
            assert found.cost == sum(person.cost for person in mine)
            for line in found.lines:
                assert line.cost == sum(person.contributions[line.programme] for person in mine)
            assert found.terms == (oracle.terms(group.name, month) if places else None)
            before = now


@few
@given(plans(most_months=8))
def test_explanations_add_up_to_the_figure_they_explain(plan: Plan) -> None:
    assert_explanations_agree(project(plan, LAW), Oracle(plan, LAW))


@few
@given(what_ifs())
def test_scenarios_change_what_they_say_and_nothing_else(what_if: tuple[Plan, Scenario]) -> None:
    plan, scenario = what_if
    projection, oracle = project(in_scenario(plan, scenario), LAW), Oracle(plan, LAW, scenario)
    assert_cells_agree(projection, oracle)
    assert_runways_agree(projection, oracle, Basis.CASH)


def by_group_and_year(people: list[PersonMonth]) -> tuple[Counter[tuple[str, int]], Counter[tuple[str, int]]]:
    cost: Counter[tuple[str, int]] = Counter()
    person_months: Counter[tuple[str, int]] = Counter()
    for person in people:
        key = person.group, person.paid.year
        cost[key] += person.cost
        person_months[key] += 1
    return cost, person_months


@few
@given(what_ifs())
def test_comparisons_per_group_and_fiscal_year(what_if: tuple[Plan, Scenario]) -> None:
    plan, scenario = what_if
    projection = project(plan, LAW)
    comparison = compare([projection, project(in_scenario(plan, scenario), LAW)], Basis.CASH)
    cost_a, months_a = by_group_and_year(list(Oracle(plan, LAW).person_months()))
    cost_b, months_b = by_group_and_year(list(Oracle(plan, LAW, scenario).person_months()))
    for row in comparison.rows:
        key = row.group, row.fiscal_year
        assert [figure.cost for figure in row.figures] == [cost_a[key], cost_b[key]]
        assert [figure.person_months for figure in row.figures] == [months_a[key], months_b[key]]
    named = {(row.group, row.fiscal_year) for row in comparison.rows}
    assert set(months_a) | set(months_b) <= named
    assert [side.total for side in comparison.sides] == [sum(cost_a.values()), sum(cost_b.values())]
    assert comparison.difference == sum(row.difference for row in comparison.rows)


@pytest.mark.slow
@many
@given(what_ifs(), st.permutations(Axis), st.integers(0, 6))
def test_everything_on_many_plans(what_if: tuple[Plan, Scenario], axes: list[Axis], count: int) -> None:
    plan, scenario = what_if
    projection, oracle = project(in_scenario(plan, scenario), LAW), Oracle(plan, LAW, scenario)
    assert_cells_agree(projection, oracle)
    assert_explanations_agree(projection, oracle)
    for basis in Basis:
        assert_tables_agree(projection, oracle, tuple(axes[:count]), basis)
        assert_runways_agree(projection, oracle, basis)


def assert_sums_agree(plan: Plan, axes: tuple[Axis, ...]) -> None:
    """Added up over places before or after multiplying: the same rows and the same runway."""
    whole, alike = project(plan, LAW), project_alike(plan, LAW)
    for basis in Basis:
        months = calendar(whole, basis)
        assert table.tabulate(alike, months, axes) == table.tabulate(whole, months, axes)
        assert allocation_view(alike, months) == allocation_view(whole, months)


OF_GROUPS = [axis for axis in Axis if axis not in (Axis.KECAMATAN, Axis.VILLAGE)]


@few
@given(what_ifs(), st.permutations(OF_GROUPS), st.integers(0, 5))
def test_the_quick_projection_is_the_whole_one_without_places(
    what_if: tuple[Plan, Scenario], axes: list[Axis], count: int
) -> None:
    assert_sums_agree(in_scenario(*what_if), tuple(axes[:count]))
