"""Solving on the stored plan: allocations, one sum, and targets."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from budget.engine.axes import Basis
from budget.engine.orders import CutOrder
from budget.errors import BadEntry, Cancelled
from budget.period import Month
from budget.services.reaching import (
    Reaching,
    add_for_money,
    add_people,
    reach_coverage,
    reach_months,
    reach_people,
)
from budget.services.solving import Frame, Given, read_given, solve_money
from budget.services.workspace import Workspace

BY = Month(2023, 5)


@pytest.fixture
def workspace(file: Path) -> Workspace:
    return Workspace(str(file), "sari", lambda: datetime(2026, 11, 2, 12, 0, tzinfo=UTC))


@pytest.fixture
def stored(workspace: Workspace) -> Given:
    return read_given(workspace)


def test_a_cut_of_ten_per_cent_meets_every_line(stored: Given) -> None:
    """6,48 and 2,97 miliar, as in the engine's golden case; all other orders stand beside it."""
    found = solve_money(stored, Frame(), CutOrder.PROPORTIONAL, less_ppm=100_000)
    assert [part.purse.money for part in found.cut.spent] == [6_480_000_000, 2_970_000_000]
    assert found.cut.people_kept == 72_337
    assert [cut.people_kept for cut in found.side_by_side] == [72_702, 72_702, 72_337]
    assert (found.months.months, found.in_turn[0].paid.months) == (11, 17)


def test_what_a_multi_year_line_may_have_left_is_not_counted_on_and_said(stored: Given) -> None:
    pots = tuple(replace(line, pot="RPJMD") for line in stored.plan.allocations)
    given = replace(stored, plan=replace(stored.plan, allocations=pots))
    found = solve_money(given, Frame(), CutOrder.PRIORITY)
    assert [problem.code for problem in found.cautions] == ["sisa_tahun_jamak"]
    assert "RPJMD" in found.cautions[0].message
    assert found.cut.people_cut == 0


def test_the_plan_as_it_stands_keeps_everybody_and_a_scenario_does_not(stored: Given) -> None:
    """At 16.800 2022 pays 7.200.000.000 / 201.600 = 35.714 people, and 2023 3,3 miliar / 84.000 = 39.285."""
    assert solve_money(stored, Frame(), CutOrder.PRIORITY).cut.people_cut == 0
    found = solve_money(stored, Frame("semua bpu"), CutOrder.PRIORITY)
    assert found.cut.people_kept == 35_714 + 39_285 - 35_714


def test_coverage_orders_kecamatan_only_where_workers_are_given(stored: Given) -> None:
    frame = Frame(workers=(("Cileunyi", 40_000),))
    orders = [cut.order for cut in solve_money(stored, frame, CutOrder.PRIORITY, 10**9).side_by_side]
    assert orders == list(CutOrder)
    alone = solve_money(stored, Frame(), CutOrder.WORST_COVERED, 10**9)
    assert [problem.code for problem in alone.cut.problems] == ["penduduk_bekerja_kosong"]


def test_people_to_reach_are_those_who_are_missing_by_then(stored: Given) -> None:
    """80.000 less 77.000; all at once in May 2023 at 8.100: 24.300.000."""
    reaching = Reaching(by=BY, group="pkk")
    found = reach_people(stored, Frame(since=BY), 80_000, reaching)
    assert (found.growth.people, found.need.added) == (3_000, 24_300_000)
    assert found.joining == ((BY, 3_000),)
    assert reach_people(stored, Frame(since=BY), 70_000, reaching).growth.people == 0
    assert add_people(stored, Frame(since=BY), 3_000, reaching).need == found.need


def test_coverage_counts_the_plans_people_where_no_other_number_is_given(stored: Given) -> None:
    """10 % of 800.000 is 80.000, of whom the plan has 77.000."""
    found = reach_coverage(stored, Frame(), 100_000, 800_000, Reaching(by=BY))
    assert found.growth.people == 3_000
    members = Reaching(by=BY, covered=79_999)
    assert reach_coverage(stored, Frame(), 100_000, 800_000, members).growth.people == 1


def test_money_that_is_left_pays_so_many_more(stored: Given) -> None:
    """In May 2023: 181.500.000 are left of 2023, 22.407 people at 8.100 and 3.300 over."""
    found = add_for_money(stored, Frame(since=BY), None, Reaching(by=BY, group="PKK"))
    assert (found.growth.people, found.need.top_up) == (22_407, 0)


def test_a_target_of_months_carries_the_plan_on(stored: Given) -> None:
    found, months = reach_months(stored, Frame(basis=Basis.ACCRUAL), 24)
    assert (months.covered[-1], found.top_up) == (Month(2023, 12), 4_184_400_000)


def test_amounts_that_mean_nothing_are_refused(stored: Given) -> None:
    with pytest.raises(BadEntry):
        solve_money(stored, Frame(), CutOrder.PRIORITY, -1)
    with pytest.raises(BadEntry):
        solve_money(stored, Frame(), CutOrder.PRIORITY, less_ppm=1_000_001)
    with pytest.raises(BadEntry):
        reach_coverage(stored, Frame(), 100_000, 0, Reaching(by=BY))


def test_progress_counts_everybody_once_under_each_order_and_stops_it(stored: Given) -> None:
    told: list[tuple[int, int, str]] = []
    solve_money(
        stored, Frame(), CutOrder.PRIORITY, less_ppm=100_000, progress=lambda *step: told.append(step)
    )
    assert told[0] == (0, 1, "menghitung biaya")
    steps = [(done, total) for done, total, what in told[1:] if what == "menyusun potongan"]
    assert len(steps) == len(told) - 1
    # 77.000 people under each of the three orders that need no figure of workers.
    assert {total for _, total in steps} == {231_000}
    assert steps[0] == (0, 231_000)
    assert [done for done, _ in steps] == sorted(done for done, _ in steps)
    assert 154_000 <= steps[-1][0] < 231_000

    def stop(done: int, _total: int, _what: str) -> None:
        if done:
            raise Cancelled("Dibatalkan.")

    with pytest.raises(Cancelled):
        solve_money(stored, Frame(), CutOrder.PRIORITY, less_ppm=100_000, progress=stop)
