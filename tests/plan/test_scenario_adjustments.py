"""Each kind of adjustment on the sample regency, with figures worked by hand.

Everybody is PU class I at 1.500.000: JKK 0,24 % = 3.600 and JKM 0,30 % = 4.500, 8.100 a month. Linmas are
5.600 people in all 17 months from January 2022 to May 2023, PKK 6.036 from January 2023 on.
"""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.contribution import Income, Programme, Segment, Wage
from budget.engine.alike import project_alike
from budget.engine.projection import project
from budget.errors import PlanError
from budget.law import OwnContribution, OwnRate, load_law
from budget.money import split
from budget.period import Month, Validity
from budget.plan import (
    Adjustment,
    AllocationChange,
    CoverAdjustment,
    EntryAdjustment,
    FundingAdjustment,
    HeadAdjustment,
    LawAdjustment,
    LossAdjustment,
    MinimumWage,
    MinimumWageAdjustment,
    PaymentTiming,
    Plan,
    RiskClassAdjustment,
    Scenario,
    SegmentAdjustment,
    TimingAdjustment,
    WageAdjustment,
    check,
    in_scenario,
)
from budget.plan.editing import with_record, without
from budget.plan.scenario import base_plan, lineage

LAW = load_law()
BASE = 10_016_200_800
START, JULY, NEW_YEAR = Month(2022, 1), Month(2022, 7), Month(2023, 1)


def difference(plan: Plan, *adjustments: Adjustment) -> int:
    changed = in_scenario(plan, Scenario("x", adjustments))
    assert project_alike(changed, LAW).total == project(changed, LAW).total
    return project(changed, LAW).total - BASE


@pytest.mark.parametrize(
    ("adjustment", "rupiah"),
    [
        # 1.600.000: JKK 3.840, JKM 4.800, 540 more for 5.600 people in 5 months.
        (WageAdjustment("Linmas", Validity(NEW_YEAR), 160_000_000), 540 * 5_600 * 5),
        # The same wage for everybody: 77.000 people in 5 months.
        (WageAdjustment(None, Validity(NEW_YEAR), 160_000_000), 540 * 77_000 * 5),
        # 16.800 instead of 8.100 for 5.600 people in the 6 months from July to December.
        (SegmentAdjustment("linmas", Validity(JULY, Month(2022, 12)), Income()), 8_700 * 5_600 * 6),
        # Class II: 0,54 % of 1.500.000 = 8.100, 4.500 more, for 17 months.
        (RiskClassAdjustment("Linmas", Validity(START), 2), 4_500 * 5_600 * 17),
        # Six months of cover instead of 17.
        (CoverAdjustment("Linmas", Validity(Month(2022, 4), Month(2022, 9))), -8_100 * 5_600 * 11),
        # Nobody before July: 6 months less.
        (EntryAdjustment("Linmas", JULY), -8_100 * 5_600 * 6),
        # 5.600 × 0,94 = 5.264: 336 fewer.
        (LossAdjustment("Linmas", 60_000), -8_100 * 336 * 17),
        # JKK 0,30 % = 4.500, 900 more for 77.000 people in 5 months.
        (LawAdjustment(OwnRate(Programme.JKK, 1, 3_000, Validity(NEW_YEAR))), 900 * 77_000 * 5),
        # Nobody is BPU.
        (LawAdjustment(OwnContribution(Programme.JKM, None, 7_000, Validity(START))), 0),
        (FundingAdjustment("Linmas", JULY, "Bankeu Provinsi"), 0),
        (TimingAdjustment(PaymentTiming.YEAR_AHEAD), 0),
    ],
)
def test_what_an_adjustment_costs(bandung: Plan, adjustment: Adjustment, rupiah: int) -> None:
    assert difference(bandung, adjustment) == rupiah


def test_a_limit_of_cover_holds_for_people_added_after_it_too(bandung: Plan) -> None:
    entering = EntryAdjustment("Linmas", NEW_YEAR)
    added = HeadAdjustment("Linmas", START, 100)
    # 5.600 people less in 12 months, 100 more in 5.
    assert difference(bandung, entering, added) == 8_100 * (100 * 5 - 5_600 * 12)
    assert difference(bandung, added, entering) == 8_100 * (100 * 5 - 5_600 * 12)


def test_who_is_there_when_cover_begins_has_joined_and_leaves_after_it(bandung: Plan) -> None:
    limited = CoverAdjustment("Linmas", Validity(Month(2022, 4), Month(2022, 9)))
    cube = project(in_scenario(bandung, Scenario("x", (limited,))), LAW).cube
    row = next(row for row, stratum in enumerate(cube.strata) if stratum.group == "Linmas")
    assert cube.heads[row].tolist() == [0] * 3 + [5_600] * 6 + [0] * 8
    assert cube.joined[row].tolist() == [0] * 3 + [5_600] + [0] * 13
    assert cube.left[row].tolist() == [0] * 9 + [5_600] + [0] * 7


def test_cover_never_reaches_months_without_a_tariff(bandung: Plan) -> None:
    ending = tuple(
        replace(t, validity=Validity(START, Month(2023, 5))) if t.group == "Linmas" else t
        for t in bandung.tariffs
    )
    plan = replace(bandung, tariffs=ending)
    wider = CoverAdjustment("Linmas", Validity(START, Month(2023, 12)))
    assert difference(plan, wider) == 0


def test_the_umk_of_a_year_is_replaced_or_added(bandung: Plan) -> None:
    plan = replace(bandung, minimum_wages=(MinimumWage(2022, 300_000_000),))
    changes = (MinimumWageAdjustment(2022, 310_000_000), MinimumWageAdjustment(2023, 330_000_000))
    changed = in_scenario(plan, Scenario("x", changes))
    assert changed.minimum_wages == (MinimumWage(2022, 310_000_000), MinimumWage(2023, 330_000_000))


def test_a_wage_does_nothing_to_members_without_one(bandung: Plan) -> None:
    bpu = SegmentAdjustment("Linmas", Validity(START), Income())
    wage = WageAdjustment("Linmas", Validity(START), 160_000_000)
    changed = in_scenario(bandung, Scenario("x", (bpu, wage)))
    [tariff] = [t for t in changed.tariffs if t.group == "Linmas"]
    assert tariff.terms.base == Income()
    assert changed.group("Linmas").segment is Segment.BPU
    back = SegmentAdjustment("Linmas", Validity(START), Wage(150_000_000))
    assert difference(bandung, bpu, back) == 0


def test_the_payer_changes_from_a_month_on(bandung: Plan) -> None:
    changed = in_scenario(bandung, Scenario("x", (FundingAdjustment("PKK", NEW_YEAR, "Bankeu"),)))
    assert [(t.validity, t.funding) for t in changed.tariffs if t.group == "PKK"] == [
        (Validity(START, Month(2022, 12)), "PAD"),
        (Validity(NEW_YEAR), "Bankeu"),
    ]


def test_an_amount_is_added_to_the_lines_of_a_year_by_largest_remainder(bandung: Plan) -> None:
    """1.467.000.000 and 1.833.000.000 of 3.300.000.000: 1.001 × 0,44454… = 444,99 and 556,01."""
    more = in_scenario(bandung, Scenario("x", (AllocationChange(2023, 1_001),)))
    assert [line.amount for line in more.allocations][2:] == [1_467_000_445, 1_833_000_556]
    less = in_scenario(bandung, Scenario("x", (AllocationChange(2023, -3_300_000_000),)))
    assert [line.amount for line in less.allocations] == [3_200_000_000, 4_000_000_000, 0, 0]


@pytest.mark.parametrize(
    ("change", "code"),
    [(AllocationChange(2023, -3_300_000_001), "pagu_negatif"), (AllocationChange(2024, 1), "pagu_kosong")],
)
def test_money_that_is_not_there_is_not_taken(bandung: Plan, change: AllocationChange, code: str) -> None:
    with pytest.raises(PlanError) as refusal:
        in_scenario(bandung, Scenario("x", (change,)))
    assert [problem.code for problem in refusal.value.problems] == [code]


@given(st.integers(0, 10**15), st.lists(st.integers(0, 10**12), min_size=1, max_size=9))
def test_a_split_adds_up_and_no_part_is_a_whole_unit_off(amount: int, weights: list[int]) -> None:
    parts = split(amount, weights)
    assert sum(parts) == amount
    if total := sum(weights):
        assert all(
            abs(part * total - amount * weight) < total for part, weight in zip(parts, weights, strict=True)
        )


# Scenarios on scenarios


def _with(plan: Plan, *scenarios: Scenario) -> Plan:
    return replace(plan, scenarios=(*plan.scenarios, *scenarios))


def test_a_scenario_stands_on_others_in_order(bandung: Plan) -> None:
    half, less = AllocationChange(2022, -3_600_000_000), AllocationChange(2022, -100)
    plan = _with(bandung, Scenario("A", (half,), base="semua bpu"), Scenario("B", (less,), base="A"))
    changed = base_plan(plan, "b")
    assert sum(line.amount for line in changed.allocations if line.fiscal_year == 2022) == 3_599_999_900
    assert {t.terms.base for t in changed.tariffs} == {Income()}
    chain, ground = lineage(plan, plan.scenario("B"))
    assert ([s.name for s in chain], ground) == (["Semua BPU", "A", "B"], "")


def test_bases_that_go_round_or_are_missing_are_problems(bandung: Plan) -> None:
    plan = _with(bandung, Scenario("A", base="B"), Scenario("B", base="A"), Scenario("C", base="Tidak ada"))
    found = [(p.code, p.where) for p in check(plan)]
    assert ("skenario_berputar", "Skenario A") in found
    assert ("skenario_berputar", "Skenario B") in found
    assert ("skenario_tanpa_dasar", "Skenario C") in found
    for name in "ABC":
        with pytest.raises(PlanError):
            base_plan(plan, name)


def test_a_version_can_be_the_base(bandung: Plan) -> None:
    older = replace(bandung, allocations=())
    plan = replace(_with(bandung, Scenario("A", (), base="APBD 2022")), versions={"apbd 2022": older})
    assert in_scenario(plan, plan.scenario("A")) == older


def test_scenarios_follow_their_base_and_groups_to_another_name(bandung: Plan) -> None:
    lines = (
        EntryAdjustment("Linmas", JULY),
        LossAdjustment(None, 1),
        TimingAdjustment(PaymentTiming.SAME_MONTH),
    )
    plan = _with(bandung, Scenario("A", lines), Scenario("B", base="a"))
    renamed = with_record(plan, plan.scenario("A"), replace(plan.scenario("A"), name="Awal"))
    assert renamed.scenario("B").base == "Awal"
    other = with_record(plan, plan.group("Linmas"), replace(plan.group("Linmas"), name="Satlinmas"))
    assert other.scenario("A").adjustments == (EntryAdjustment("Satlinmas", JULY), *lines[1:])
    assert without(plan, plan.group("Linmas")).scenario("A").adjustments == lines[1:]


@pytest.mark.parametrize(
    ("adjustment", "code"),
    [
        (WageAdjustment(None, Validity(START), 0), "upah"),
        (MinimumWageAdjustment(2023, 0), "upah"),
        (SegmentAdjustment("Linmas", Validity(START), Income(-1)), "penghasilan"),
        (RiskClassAdjustment(None, Validity(START), 6), "kelas_risiko"),
        (LossAdjustment(None, 1_000_000), "susut_validasi"),
        (FundingAdjustment("Linmas", START, " "), "nama_kosong"),
        (EntryAdjustment("Nelayan", START), "kelompok_tidak_dikenal"),
        (CoverAdjustment(None, Validity(Month(2024, 1))), "di_luar_rencana"),
        (LawAdjustment(OwnRate(Programme.JKK, None, 1, Validity(START))), "kelas_risiko"),
        (LawAdjustment(OwnRate(Programme.JKM, None, 2_000_000, Validity(START))), "tarif_hukum"),
        (LawAdjustment(OwnContribution(Programme.JKK, None, 1, Validity(START))), "baris_bpu"),
        (LawAdjustment(OwnContribution(Programme.JKK, 34, 1, Validity(START))), "baris_bpu"),
        (LawAdjustment(OwnContribution(Programme.JKM, None, -1, Validity(START))), "tarif_hukum"),
    ],
)
def test_what_is_wrong_with_an_adjustment_is_a_problem(
    bandung: Plan, adjustment: Adjustment, code: str
) -> None:
    assert code in [p.code for p in check(_with(bandung, Scenario("x", (adjustment,))))]
