"""What a plan costs on lists of people: small cases, each with its rule."""

import time
from collections.abc import Iterable
from dataclasses import replace

import pytest

from budget.contribution import Income, Programme, RosterIncome, RosterWage, Segment, Terms
from budget.engine.calendar import calendar
from budget.engine.explain import explain
from budget.engine.projection import Projection, project
from budget.engine.runway import allocation_view
from budget.errors import LimitExceeded, PlanError
from budget.law import LawBook
from budget.period import Month, MonthRange, Validity
from budget.plan import (
    Allocation,
    CoverAdjustment,
    Group,
    HeadAdjustment,
    HeadCount,
    HeadSource,
    Plan,
    Region,
    Scenario,
    Tariff,
    in_scenario,
)
from budget.plan.roster import RosterStratum, counted

JANUARY, FEBRUARY, APRIL = Month(2023, 1), Month(2023, 2), Month(2023, 4)
BOTH = (Programme.JKK, Programme.JKM)
BPU = Terms(Income())


def listed(
    people: Iterable[tuple[str, str, int | None, int]],
    terms: Terms = BPU,
    source: HeadSource = HeadSource.ROSTER,
    known_until: Month = APRIL,
) -> Plan:
    """Petani of a list, January to April 2023: kecamatan, village, wage in sen, people from January on."""
    people = tuple(people)
    strata = [RosterStratum("Petani", kecamatan, village, wage) for kecamatan, village, wage, _ in people]
    rows = [(place, JANUARY.index, heads, 0) for place, (*_, heads) in enumerate(people)]
    return Plan(
        region=Region("32.04", "Kabupaten Bandung"),
        span=MonthRange(JANUARY, Month(2023, 4)),
        groups=(Group("Petani", "Dinas Pertanian", terms.segment, source=source),),
        tariffs=(Tariff("Petani", Validity(JANUARY), terms),),
        roster=counted(strata, rows, {"petani": known_until}),
    )


def after(plan: Plan, *adjustments: HeadAdjustment) -> Plan:
    return in_scenario(plan, Scenario("Jika", adjustments))


def less(heads: int, month: Month = FEBRUARY, kecamatan: str = "") -> HeadAdjustment:
    return HeadAdjustment("Petani", month, -heads, kecamatan=kecamatan)


def heads(projection: Projection) -> dict[tuple[str, str], list[int]]:
    return {
        (stratum.kecamatan, stratum.village): row.tolist()
        for stratum, row in zip(projection.strata, projection.cube.heads, strict=True)
        if row.any()
    }


def test_people_of_a_list_are_validated_already_and_lose_nothing(law: LawBook) -> None:
    plan = listed([("Ciwidey", "Panundaan", None, 19)])
    plan = replace(plan, groups=(replace(plan.groups[0], validation_loss_ppm=60_000),))
    assert heads(project(plan, law)) == {("Ciwidey", "Panundaan"): [19, 19, 19, 19]}


def test_a_what_if_takes_people_from_a_group_that_has_no_planned_ones(law: LawBook) -> None:
    plan = after(listed([("Ciwidey", "Panundaan", None, 19)]), less(4))
    assert heads(project(plan, law)) == {("Ciwidey", "Panundaan"): [19, 15, 15, 15]}


def test_people_are_taken_away_by_largest_remainder_and_from_the_first_place_on_a_tie(law: LawBook) -> None:
    # 5 of 3 + 3 + 6 are 1,25 and 1,25 and 2,5: the one left over goes in Soreang.
    plan = listed([("Soreang", "", None, 6), ("Ciwidey", "B", None, 3), ("Ciwidey", "A", None, 3)])
    assert heads(project(after(plan, less(5)), law)) == {
        ("Soreang", ""): [6, 3, 3, 3],
        ("Ciwidey", "B"): [3, 2, 2, 2],
        ("Ciwidey", "A"): [3, 2, 2, 2],
    }
    # 1 of 3 + 3 is a half each: it goes in A, wherever the list has stored it.
    taken = heads(project(after(plan, less(1, kecamatan="Ciwidey")), law))
    assert (taken["Ciwidey", "A"], taken["Ciwidey", "B"]) == ([3, 2, 2, 2], [3, 3, 3, 3])


def test_people_added_to_a_list_are_planned_ones_of_whom_some_fail_validation(law: LawBook) -> None:
    plan = listed([("Ciwidey", "Panundaan", None, 19)])
    plan = replace(plan, groups=(replace(plan.groups[0], validation_loss_ppm=60_000),))
    projection = project(after(plan, less(-19)), law)
    assert heads(projection) == {("", ""): [0, 17, 17, 17], ("Ciwidey", "Panundaan"): [19, 19, 19, 19]}
    assert explain(projection, "Petani", Month(2023, 2)).lost == 2


def test_more_people_than_a_list_has_cannot_be_taken_away(law: LawBook) -> None:
    with pytest.raises(LimitExceeded, match="lebih dari yang ada dalam daftar"):
        project(after(listed([("Ciwidey", "", None, 19)]), less(20)), law)


@pytest.mark.parametrize("heads", [2 * 10**13, 10**19])
def test_more_people_than_can_be_counted_are_refused_and_never_wrap(law: LawBook, heads: int) -> None:
    plan = listed([("Ciwidey", "", None, 19)])
    with pytest.raises(LimitExceeded, match="di luar batas"):
        project(after(plan, less(-heads)), law)


def test_head_counts_below_zero_matter_only_where_the_plan_counts(law: LawBook) -> None:
    plan = listed([("Ciwidey", "", None, 19)], source=HeadSource.ROSTER_THEN_PLAN, known_until=Month(2023, 2))
    plan = replace(plan, head_counts=(HeadCount("Petani", Month(2023, 3), 30),))
    # In February they are taken from the list; from March on the plan's 30 people stand for themselves.
    assert project(after(plan, less(4)), law).cube.heads.sum(axis=0).tolist() == [19, 15, 30, 30]
    with pytest.raises(PlanError, match="menjadi -1"):
        project(after(plan, less(31, Month(2023, 3))), law)


def test_a_what_if_names_the_month_without_a_tariff(law: LawBook) -> None:
    plan = listed([("Ciwidey", "", None, 0)])
    plan = replace(plan, tariffs=(Tariff("Petani", Validity(Month(2023, 3)), BPU),))
    with pytest.raises(PlanError, match="tidak punya tarif pada Februari 2023"):
        project(after(plan, less(-5)), law)


def test_movements_of_places_that_a_what_if_leaves_alone_stay_known(law: LawBook) -> None:
    plan = listed([("Ciwidey", "A", None, 5), ("Soreang", "B", None, 5)])
    changed = [(0, FEBRUARY.index, 3, 3), (0, JANUARY.index, 5, 0), (1, JANUARY.index, 5, 0)]
    plan = replace(plan, roster=counted(plan.roster.strata, changed, plan.roster.known_until))
    found = explain(project(after(plan, less(1, kecamatan="Soreang")), law), "Petani", FEBRUARY)
    assert (found.joined, found.left, found.heads) == (3, 4, 9)


def test_who_left_a_list_in_the_month_in_which_cover_begins_was_never_covered(law: LawBook) -> None:
    """Ten of the list from January on; in February four leave it and one joins. Cover begins in February."""
    strata = [RosterStratum("Petani", "Soreang", "", None)]
    rows = [(0, JANUARY.index, 10, 0), (0, FEBRUARY.index, 1, 4)]
    plan = replace(listed([("Soreang", "", None, 10)]), roster=counted(strata, rows, {"petani": APRIL}))
    limited = in_scenario(plan, Scenario("Jika", (CoverAdjustment("Petani", Validity(FEBRUARY)),)))
    whole, late = (explain(project(each, law), "Petani", FEBRUARY) for each in (plan, limited))
    assert (whole.joined, whole.left, whole.heads) == (1, 4, 7)
    assert (late.joined, late.left, late.heads) == (7, 0, 7)


def test_members_with_wages_of_their_own_pay_by_them_and_the_lowest_is_paid_first(law: LawBook) -> None:
    # 0,54 %: Rp5.400, Rp8.100 and Rp10.800 a person; stored in no order.
    plan = listed(
        [("Ciwidey", "A", 200_000_000, 2), ("Soreang", "", 100_000_000, 3), ("Ciwidey", "A", 150_000_000, 1)],
        Terms(RosterWage()),
    )
    plan = replace(plan, allocations=(Allocation(2023, "", "", "", "", BOTH, 35_000),))
    projection = project(plan, law)
    assert projection.total == 4 * (3 * 5_400 + 8_100 + 2 * 10_800)
    pooled = allocation_view(projection, calendar(projection)).pooled
    # 35.000 pay three at 5.400, one at 8.100, and of the 10.700 left nobody at 10.800.
    assert (pooled.people_paid, pooled.people_short) == (4, 2)
    lines = {
        (line.programme, line.price.rupiah): line.heads
        for line in explain(projection, "Petani", JANUARY).lines
    }
    assert lines == {
        ("JKK", 4_800): 2, ("JKM", 6_000): 2, ("JKK", 2_400): 3, ("JKM", 3_000): 3, ("JKK", 3_600): 1,
        ("JKM", 4_500): 1,
    }  # fmt: skip


def test_the_sen_of_an_income_do_not_lift_it_into_the_next_bracket(law: LawBook) -> None:
    plan = listed([("", "", 109_999_999, 1), ("", "", 110_000_000, 1)], Terms(RosterIncome()))
    projection = project(plan, law)
    assert [version.rupiah for version in projection.prices.versions] == [16_800, 18_800]


def test_people_without_a_wage_cannot_be_costed_on_their_own(law: LawBook) -> None:
    with pytest.raises(PlanError, match="ada orang tanpa upah"):
        project(listed([("", "", None, 1)], Terms(RosterWage())), law)


@pytest.mark.slow
def test_twelve_groups_in_280_villages_with_30_wages_are_costed_at_once(law: LawBook) -> None:
    names = [f"Kelompok {n}" for n in range(12)]
    strata = [
        RosterStratum(name, f"Kecamatan {village % 31}", f"Desa {village}", wage * 10_000_000)
        for name in names
        for village in range(280)
        for wage in range(10, 40)
    ]
    rows = [(place, JANUARY.index + place % 3, 1 + place % 7, 0) for place in range(len(strata))]
    plan = Plan(
        region=Region("32.04", "Kabupaten Bandung"),
        span=MonthRange(JANUARY, Month(2024, 5)),
        groups=tuple(Group(name, "", Segment.PU, source=HeadSource.ROSTER) for name in names),
        tariffs=tuple(Tariff(name, Validity(JANUARY), Terms(RosterWage())) for name in names),
        roster=counted(strata, rows, {}),
    )
    seconds = []
    for _ in range(5):
        began = time.process_time()
        projection = project(plan, law)
        seconds.append(time.process_time() - began)
    assert len(projection.strata) == 100_800
    assert min(seconds) < 0.4
