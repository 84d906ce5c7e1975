"""The values of the law over a plan's months agree with what prices look up; gaps and users are named."""

from dataclasses import replace

import pytest
from bandung import BPU_LOWEST_ROW, bandung
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from random_plans import plans

from budget.contribution import Programme, Sector, Terms, UmkWage
from budget.engine.law_calendar import Parameter, Unit, law_parameters
from budget.errors import LawGap
from budget.law import LawBook, OwnContribution, OwnRate, load_law, parse_law
from budget.period import Month, MonthRange, Validity
from budget.plan import MinimumWage, Plan

LAW = load_law()


def parameter(plan: Plan, label: str, law: LawBook = LAW) -> Parameter:
    return next(each for each in law_parameters(plan, law) if each.label == label)


def amounts(found: Parameter) -> list[int | None]:
    return [None if place is None else found.values[place].amount for place in found.held]


@settings(max_examples=examples(12, 300), deadline=None)
@given(plans(), st.sampled_from(range(1, 6)))
def test_every_month_holds_the_rate_that_prices_look_up(plan: Plan, risk_class: int) -> None:
    book = LAW.with_values(plan.law_values)
    found = {each.label: each for each in law_parameters(plan, LAW)}
    for programme in Programme:
        label = f"{programme} PU kelas {risk_class}"
        held = found.get(label) or found.get(f"{programme} PU")
        for place, month in enumerate(plan.span):
            try:
                expected = book.rate(programme, risk_class, month).rate_ppm
            except LawGap:
                assert held is None or amounts(held)[place] is None
            else:
                assert held is not None
                assert amounts(held)[place] == expected


@settings(max_examples=examples(12, 300), deadline=None)
@given(plans(), st.sampled_from(range(1, 34)))
def test_every_month_holds_the_contribution_of_the_row_that_prices_look_up(plan: Plan, row: int) -> None:
    book = LAW.with_values(plan.law_values)
    for programme in Programme:
        held = next(each for each in law_parameters(plan, LAW) if _is_row(each, programme, row))
        for place, month in enumerate(plan.span):
            try:
                expected = book.bpu_table(month).rows[row - 1].contribution(programme)
            except LawGap:
                assert amounts(held)[place] is None
            else:
                assert amounts(held)[place] == expected


def _is_row(found: Parameter, programme: Programme, row: int) -> bool:
    start, _, numbers = found.label.partition(" BPU baris ")
    first, _, last = numbers.partition("–")
    return start == programme and bool(numbers) and int(first) <= row <= int(last or first)


def test_the_sample_regency_uses_two_rates_in_all_its_months() -> None:
    """Everyone is PU class 1: JKK 0,24 % and JKM 0,30 %, by PP 44/2015, in 17 months."""
    plan = bandung()
    used = [each for each in law_parameters(plan, LAW) if each.uses]
    assert [each.label for each in used] == ["JKK PU kelas 1", "JKM PU"]
    assert amounts(used[0]) == [2_400] * 17
    assert amounts(used[1]) == [3_000] * 17
    assert {use.group for use in used[0].uses} == {group.name for group in plan.groups}
    assert not any(each.gaps for each in used)


def test_a_value_of_the_regency_stands_before_the_one_of_the_law_in_its_months() -> None:
    own = OwnRate(Programme.JKM, None, 2_500, Validity(Month(2022, 3), Month(2022, 4)), "Perbup 1/2022")
    found = parameter(replace(bandung(), law_values=(own,)), "JKM PU")
    assert amounts(found)[:5] == [3_000, 3_000, 2_500, 2_500, 3_000]
    assert [value.is_own for value in found.values] == [True, False]
    assert found.months_of(found.values[0]) == (Month(2022, 3), Month(2022, 4))


def test_months_without_a_value_are_gaps_with_those_who_need_it() -> None:
    """A law that begins in March 2022 leaves January and February empty; who has a tariff then is named."""
    text = (
        '[[rate]]\nprogramme = "JKM"\npercent = "0.30"\nfrom = 2022-03-01\nsource = "x"\nstatus = "verified"'
    )
    found = parameter(bandung(), "JKM PU", parse_law(text))
    assert found.gaps == (MonthRange(Month(2022, 1), Month(2022, 2)),)
    assert found.used_gaps[0].group == "Guru Ngaji"
    assert found.used_gaps[0].months == (Month(2022, 1), Month(2022, 2))


def test_an_own_contribution_fills_no_month_without_a_table() -> None:
    """BPU tables begin in July 2015; prices find none before, whatever the regency writes."""
    plan = replace(bandung(), span=MonthRange(Month(2015, 5), Month(2015, 8)))
    own = OwnContribution(Programme.JKM, None, 7_000, Validity(Month(2015, 1)), "Perbup 1/2015")
    found = parameter(replace(plan, law_values=(own,)), "JKM BPU baris 1")
    assert amounts(found) == [None, None, 7_000, 7_000]


def test_a_discount_is_absent_without_a_gap_and_names_whom_it_leaves_out() -> None:
    """PP 50/2025, selain transportasi: April to December 2026, not for members paid by the APBD."""
    plan = bandung()
    terms = replace(BPU_LOWEST_ROW, sector=Sector.OTHER)
    tariffs = tuple(replace(t, terms=terms, validity=Validity(Month(2026, 1))) for t in plan.tariffs[:1])
    plan = replace(plan, span=MonthRange(Month(2026, 3), Month(2026, 4)), tariffs=tariffs)
    found = parameter(plan, "Potongan PP 50/2025 (selain transportasi)")
    assert found.values[0].unit is Unit.REDUCTION
    assert amounts(found) == [None, 500_000]
    assert not found.gaps
    assert not found.uses
    assert [(use.group, use.months) for use in found.withheld] == [("Guru Ngaji", (Month(2026, 4),))]


@pytest.mark.parametrize(("years", "gaps"), [((2022, 2023), 0), ((2022,), 1)])
def test_the_minimum_wage_is_due_where_a_tariff_takes_it(years: tuple[int, ...], gaps: int) -> None:
    plan = bandung()
    tariffs = tuple(replace(t, terms=Terms(UmkWage())) for t in plan.tariffs)
    wages = tuple(MinimumWage(year, 324_192_967, "Kepgub") for year in years)
    found = parameter(replace(plan, tariffs=tariffs, minimum_wages=wages), "UMK")
    assert len(found.gaps) == gaps
    assert amounts(found)[0] == 324_192_967
