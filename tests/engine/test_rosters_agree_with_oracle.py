"""Plans that follow lists of people, against the oracle that asks every person of them: cell by cell."""

from collections import Counter
from dataclasses import replace

import pytest
from effort import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oracle import Figures, Oracle, Payment, PersonMonth, Refused, pay, tabulate
from random_rosters import RosterPlan, roster_plans

from budget.engine import table
from budget.engine.alike import project_alike
from budget.engine.calendar import Basis, calendar
from budget.engine.explain import explain
from budget.engine.projection import Projection, project
from budget.engine.runway import allocation_view
from budget.engine.table import Axis
from budget.errors import LimitExceeded, PlanError
from budget.law import load_law
from budget.plan import HeadAdjustment, Plan, Scenario

LAW = load_law()
slow_to_draw = [HealthCheck.too_slow, HealthCheck.filter_too_much]
few = settings(max_examples=examples(10, 30), deadline=None, suppress_health_check=slow_to_draw)
many = settings(max_examples=1_000, deadline=None, suppress_health_check=slow_to_draw)


def costed(plan: Plan, oracle: Oracle) -> tuple[Projection, list[PersonMonth]] | None:
    """Both, or None where both refuse."""
    try:
        assert_no_negative_plan(oracle)
        people = list(oracle.person_months())
    except Refused:
        with pytest.raises((PlanError, LimitExceeded)):
            project(plan, LAW)
        return None
    return project(plan, LAW), people


def assert_no_negative_plan(oracle: Oracle) -> None:
    """The plan's own head counts must stay positive where they count, also before and after the plan."""
    first = oracle.plan.span.first.plus(-2)
    months = [first.plus(offset) for offset in range(len(oracle.plan.span) + 4)]
    for group, kecamatan in oracle.places():
        followed = [month for month in oracle.plan.span if oracle.follows(group.name, month)]
        if followed and followed[-1] == oracle.plan.span.last:
            continue
        for month in months:
            if (not followed or month > followed[-1]) and oracle.counted(group.name, kecamatan, month) < 0:
                raise Refused("fewer people than none")


def assert_cells_agree(projection: Projection, people: list[PersonMonth]) -> None:
    heads: Counter[tuple[object, ...]] = Counter()
    cost: Counter[tuple[object, ...]] = Counter()
    for person in people:
        place = person.group, person.kecamatan, person.village, person.turn[1]
        heads[*place, person.covered] += 1
        for programme, rupiah in person.contributions.items():
            cost[*place, person.covered, programme] += rupiah
    found_heads: Counter[tuple[object, ...]] = Counter()
    found_cost: Counter[tuple[object, ...]] = Counter()
    for row, stratum in enumerate(projection.strata):
        place = stratum.group, stratum.kecamatan, stratum.village, stratum.wage_sen or 0
        for position, month in enumerate(projection.span):
            found_heads[*place, month] += int(projection.cube.heads[row, position])
            for p, programme in enumerate(projection.programmes):
                found_cost[*place, month, programme] += int(projection.cost[position, row, p])
    assert +found_heads == heads
    assert +found_cost == +cost
    assert projection.total == sum(person.cost for person in people)
    assert projection.person_months == len(people)


def assert_tables_agree(projection: Projection, oracle: Oracle, axes: tuple[Axis, ...], basis: Basis) -> None:
    rows = table.tabulate(projection, calendar(projection, basis), axes)
    found = {row.labels: Figures(row.heads, row.person_months, row.cost) for row in rows}
    assert len(found) == len(rows), "two rows with the same labels"
    peopled = {labels: figures for labels, figures in found.items() if figures != Figures()}
    assert peopled == tabulate(oracle, [axis.value for axis in axes], basis is Basis.CASH)


def assert_runways_agree(
    projection: Projection, oracle: Oracle, people: list[PersonMonth], basis: Basis
) -> None:
    months = calendar(projection, basis)
    if basis is Basis.ACCRUAL:
        people = [replace(person, paid=person.covered) for person in people]
    view = allocation_view(projection, months)
    for year, runway in [*view.by_fiscal_year, (None, view.pooled)]:
        booked = [month for month in months.booked if year in (None, month.year)]
        of_year = [person for person in people if year in (None, person.paid.year)]
        found = Payment(
            runway.cost,
            runway.covered_until,
            runway.first_short_month,
            runway.people_paid,
            runway.people_short,
        )
        assert found == pay(of_year, booked, runway.total)


def assert_explanations_agree(projection: Projection, oracle: Oracle, people: list[PersonMonth]) -> None:
    touched = {a.group for a in oracle.scenario.adjustments if isinstance(a, HeadAdjustment)}
    for group in projection.plan.groups:
        before = 0
        for month in projection.span:
            found = explain(projection, group.name, month)
            mine = [p for p in people if p.group == group.name and p.covered == month]
            assert found.heads == len(mine)
            assert found.cost == sum(person.cost for person in mine)
            assert found.joined - found.left == len(mine) - before
            assert found.from_roster is oracle.follows(group.name, month)
            if found.from_roster and group.name not in touched:
                assert found.lost == 0
                first = month == projection.span.first
                assert (found.joined, found.left) == (
                    (len(mine), 0) if first else oracle.gross(group.name, month)
                )
            by_price = Counter(
                (line.programme, line.price.rupiah) for line in found.lines for _ in range(line.heads)
            )
            assert by_price == Counter((p, rupiah) for m in mine for p, rupiah in m.contributions.items())
            before = len(mine)


@few
@given(roster_plans())
def test_every_cell_of_heads_and_cost(drawn: RosterPlan) -> None:
    if done := costed(drawn.plan, drawn.oracle(LAW)):
        assert_cells_agree(*done)


@few
@given(roster_plans())
def test_what_ifs_add_planned_people_and_take_listed_ones_from_all_places(drawn: RosterPlan) -> None:
    if done := costed(drawn.in_scenario, drawn.oracle(LAW, drawn.scenario)):
        assert_cells_agree(*done)


@pytest.mark.parametrize("basis", Basis)
@few
@given(drawn=roster_plans(), axes=st.permutations(Axis), count=st.integers(0, 7))
def test_tables_along_all_axes(drawn: RosterPlan, basis: Basis, axes: list[Axis], count: int) -> None:
    oracle = drawn.oracle(LAW)
    if done := costed(drawn.plan, oracle):
        for chosen in ((Axis.VILLAGE,), (Axis.KECAMATAN, Axis.MONTH), tuple(axes[:count])):
            assert_tables_agree(done[0], oracle, chosen, basis)


@pytest.mark.parametrize("basis", Basis)
@few
@given(drawn=roster_plans())
def test_how_far_the_money_goes(drawn: RosterPlan, basis: Basis) -> None:
    oracle = drawn.oracle(LAW)
    if done := costed(drawn.plan, oracle):
        assert_runways_agree(done[0], oracle, done[1], basis)


@few
@given(roster_plans())
def test_explanations_name_who_joined_and_left(drawn: RosterPlan) -> None:
    oracle = drawn.oracle(LAW)
    if done := costed(drawn.plan, oracle):
        assert_explanations_agree(done[0], oracle, done[1])


@few
@given(roster_plans())
def test_the_quick_projection_is_the_whole_one_without_places(drawn: RosterPlan) -> None:
    for plan in (drawn.plan, drawn.in_scenario):
        try:
            whole = project(plan, LAW)
        except (PlanError, LimitExceeded) as refusal:
            with pytest.raises(type(refusal)):
                project_alike(plan, LAW)
            continue
        alike = project_alike(plan, LAW)
        for basis in Basis:
            months = calendar(whole, basis)
            assert allocation_view(alike, months) == allocation_view(whole, months)
            for axes in ((Axis.GROUP, Axis.FISCAL_YEAR), (Axis.MONTH, Axis.PROGRAMME, Axis.FUNDING)):
                assert table.tabulate(alike, months, axes) == table.tabulate(whole, months, axes)


@pytest.mark.slow
@many
@given(roster_plans(most_months=16), st.permutations(Axis), st.integers(0, 7))
def test_everything_on_many_rosters(drawn: RosterPlan, axes: list[Axis], count: int) -> None:
    for plan, scenario in ((drawn.plan, Scenario("")), (drawn.in_scenario, drawn.scenario)):
        oracle = drawn.oracle(LAW, scenario)
        if done := costed(plan, oracle):
            assert_cells_agree(*done)
            assert_explanations_agree(done[0], oracle, done[1])
            for basis in Basis:
                assert_tables_agree(done[0], oracle, tuple(axes[:count]), basis)
                assert_runways_agree(done[0], oracle, done[1], basis)
