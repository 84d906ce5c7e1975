"""The lines of the official forms: people × months × price, under the allocation that pays."""

from dataclasses import replace

import numpy as np
from effort import examples
from form_plans import plans_with_accounts
from hypothesis import given, settings

from budget.contribution import Income, Programme, Segment, Terms, Wage
from budget.engine.alike import project_alike
from budget.engine.form_lines import FormLines, Place, form_lines, lines_alone
from budget.engine.projection import project
from budget.law import LawBook, load_law
from budget.period import Month, MonthRange, Validity
from budget.plan import Allocation, Group, HeadCount, HeadSource, Plan, Region, Tariff
from budget.plan.forms import SubActivity
from budget.plan.roster import RosterStratum, counted

LAW = load_law()
JKK, JKM = Programme.JKK, Programme.JKM
SUB, OTHER_SUB = "2.07.05.2.02.0005", "2.07.05.2.02.0001"
JKK_CODE, JKM_CODE = "5.1.02.02.02.0006", "5.1.02.02.02.0007"
YEAR = MonthRange(Month(2026, 1), Month(2026, 12))


def line(account: str, *programmes: Programme, **other: object) -> Allocation:
    blank = Allocation(2026, "Disnaker", SUB, account, "PAD", programmes, 10_000_000)
    return replace(blank, **other)  # type: ignore[arg-type]


def farmers(*allocations: Allocation, counts: tuple[HeadCount, ...] = (), funding: str = "PAD") -> Plan:
    """100 farmers of Disnaker in 2026 as BPU, JKK 10.000 and JKM 6.800 each."""
    return Plan(
        Region("32.04", "Kabupaten Bandung"),
        YEAR,
        groups=(Group("Petani", "Disnaker", Segment.BPU),),
        tariffs=(Tariff("Petani", Validity(YEAR.first), Terms(Income()), funding),),
        head_counts=(HeadCount("Petani", YEAR.first, 100), *counts),
        allocations=allocations,
    )


def found_in(plan: Plan, law: LawBook, year: int = 2026) -> FormLines:
    return form_lines(project_alike(plan, law), year)


@settings(max_examples=examples(25, 60), deadline=None)
@given(plans_with_accounts())
def test_the_items_of_a_year_are_its_cost_cell_by_cell(plan: Plan) -> None:
    """Every item spread over its months again gives the projection's cost by month, group and programme."""
    whole = project(plan, LAW)
    names = [group.name for group in plan.groups]
    wanted = np.zeros((len(plan.span), len(names), len(whole.programmes)), dtype=np.int64)
    for row, stratum in enumerate(whole.strata):
        wanted[:, names.index(stratum.group)] += whole.cost[:, row]
    spread = np.zeros_like(wanted)
    for year in plan.span.fiscal_years():
        for account in found_in(plan, LAW, year).accounts:
            for item in account.items:
                assert item.heads > 0
                assert item.price > 0
                assert {month.year for month in item.months} == {year}
                place = names.index(item.group.name), whole.programmes.index(item.programme)
                for month in item.months:
                    spread[(plan.span.position(month), *place)] += item.heads * item.price
    assert (spread == wanted).all()


@settings(max_examples=examples(25, 60), deadline=None)
@given(plans_with_accounts())
def test_every_line_in_force_stands_once_and_the_accounts_of_a_place_are_in_order(plan: Plan) -> None:
    for year in {line.fiscal_year for line in plan.allocations}:
        found = found_in(plan, LAW, year)
        lines = [line for account in found.accounts for line in account.lines]
        assert sorted(map(repr, lines)) == sorted(
            repr(line) for line in plan.allotted if line.fiscal_year == year
        )
        assert [account for place in found.places for account in found.at(place)] == list(found.accounts)
        for place in found.places:
            codes = [(not a.account, a.account, not a.lines) for a in found.at(place)]
            assert codes == sorted(codes)


def test_people_at_one_price_for_a_year_are_one_item_per_programme(law: LawBook) -> None:
    """100 × 12 × 10.000 = 12.000.000 and 100 × 12 × 6.800 = 8.160.000."""
    found = found_in(farmers(line(JKK_CODE, JKK), line(JKM_CODE, JKM)), law)
    jkk, jkm = found.accounts
    assert [(i.heads, len(i.months), i.price, i.amount) for i in jkk.items] == [(100, 12, 10_000, 12_000_000)]
    assert [(i.heads, len(i.months), i.price, i.amount) for i in jkm.items] == [(100, 12, 6_800, 8_160_000)]
    assert (jkk.account, jkm.account, found.problems) == (JKK_CODE, JKM_CODE, ())


def test_another_head_count_begins_another_item(law: LawBook) -> None:
    """100 people until June, 130 from July, 100 again in December."""
    counts = (HeadCount("Petani", Month(2026, 7), 130), HeadCount("Petani", Month(2026, 12), 100))
    (account, _) = found_in(farmers(line(JKK_CODE, JKK), line(JKM_CODE, JKM), counts=counts), law).accounts
    assert [(i.heads, i.months.first.number, i.months.last.number) for i in account.items] == [
        (100, 1, 6),
        (130, 7, 11),
        (100, 12, 12),
    ]


def test_a_new_price_begins_another_item_and_a_renewed_tariff_does_not(law: LawBook) -> None:
    """PU at 1.000.000 costs 2.400 for JKK; at 2.000.000, from October on, 4.800."""
    plan = farmers(line(JKK_CODE, JKK), line(JKM_CODE, JKM))
    low, high = Terms(Wage(100_000_000)), Terms(Wage(200_000_000))
    tariffs = (
        Tariff("Petani", Validity(Month(2026, 1), Month(2026, 4)), low, "PAD"),
        Tariff("Petani", Validity(Month(2026, 5), Month(2026, 9)), low, "PAD"),
        Tariff("Petani", Validity(Month(2026, 10)), high, "PAD"),
    )
    group = replace(plan.groups[0], segment=Segment.PU)
    account = found_in(replace(plan, groups=(group,), tariffs=tariffs), law).accounts[0]
    assert [(i.price, len(i.months)) for i in account.items] == [(2_400, 9), (4_800, 3)]


def test_members_with_wages_of_their_own_are_items_by_price(law: LawBook) -> None:
    """Of three members two earn 1.000.000 (JKK 2.400) and one 2.000.000 (JKK 4.800)."""
    from budget.contribution import RosterWage

    plan = farmers(line(JKK_CODE, JKK), line(JKM_CODE, JKM))
    strata = [
        RosterStratum("Petani", "Soreang", "", 100_000_000),
        RosterStratum("Petani", "", "", 200_000_000),
    ]
    start = YEAR.first.index
    plan = replace(
        plan,
        groups=(replace(plan.groups[0], segment=Segment.PU, source=HeadSource.ROSTER),),
        tariffs=(Tariff("Petani", Validity(YEAR.first), Terms(RosterWage()), "PAD"),),
        head_counts=(),
        roster=counted(strata, [(0, start, 2, 0), (1, start, 1, 0)], {"petani": YEAR.last}),
    )
    account = found_in(plan, law).accounts[0]
    assert [(i.heads, i.price, i.amount) for i in account.items] == [(2, 2_400, 57_600), (1, 4_800, 57_600)]


def test_what_no_line_pays_stands_with_the_groups_own_skpd_and_is_told(law: LawBook) -> None:
    """A JKK line pays no JKM: 8.160.000 have no account."""
    found = found_in(farmers(line(JKK_CODE, JKK)), law)
    paid, unpaid = found.accounts
    assert (unpaid.place, unpaid.account, unpaid.lines) == (Place("Disnaker", SUB), "", ())
    assert (paid.cost, unpaid.cost) == (12_000_000, 8_160_000)
    (problem,) = found.problems
    assert "Rp8.160.000" in problem.message


def test_without_lines_the_sub_activity_of_the_skpd_says_where_costs_stand(law: LawBook) -> None:
    plan = replace(farmers(), sub_activities=(SubActivity("disnaker", OTHER_SUB),))
    assert found_in(plan, law).places == (Place("Disnaker", OTHER_SUB),)
    assert found_in(farmers(), law).places == (Place("Disnaker", ""),)


def test_a_tariff_without_a_source_is_paid_from_that_of_its_lines(law: LawBook) -> None:
    lines = (line(JKK_CODE, JKK, JKM), line(JKK_CODE, JKK, JKM, funding="DBH CHT"))
    (account,) = found_in(farmers(*lines, funding=""), law).accounts
    assert {item.funding for item in account.items} == {"PAD, DBH CHT"}


def test_what_several_lines_could_pay_stands_with_the_first_and_is_told(law: LawBook) -> None:
    lines = (line(JKK_CODE, JKK, JKM), line(JKK_CODE, JKK, JKM, sub_activity=OTHER_SUB))
    found = found_in(farmers(*lines), law)
    first, second = found.accounts
    assert (first.cost, second.cost) == (20_160_000, 0)
    assert [problem.code for problem in found.problems] == ["pagu_bersama"]


def test_lines_of_a_stage_alone_have_money_and_no_items() -> None:
    lines = [line(JKM_CODE, JKM), line(JKK_CODE, JKK), line(JKK_CODE, JKK, fiscal_year=2027)]
    found = lines_alone(lines, 2026)
    assert [(a.account, a.money, a.items) for a in found.accounts] == [
        (JKK_CODE, 10_000_000, ()),
        (JKM_CODE, 10_000_000, ()),
    ]
