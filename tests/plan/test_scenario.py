"""What-ifs: other terms, other people, other money, without touching the plan."""

from dataclasses import replace

import pytest

from budget.contribution import Income, Segment, Terms, Wage
from budget.errors import NotFound
from budget.period import Month, Validity
from budget.plan import (
    AllocationAdjustment,
    HeadAdjustment,
    HeadCount,
    HeadCountKind,
    Plan,
    Scenario,
    Tariff,
    TariffAdjustment,
    in_scenario,
)

PU = Terms(Wage(150_000_000))
BPU = Terms(Income())
FROM_START = Validity(Month(2022, 1))


def _tariffs(plan: Plan, *adjustments: TariffAdjustment, group: str = "PKK") -> list[Tariff]:
    changed = in_scenario(plan, Scenario("x", adjustments))
    return [tariff for tariff in changed.tariffs if tariff.group == group]


def test_other_terms_for_all_groups_change_every_tariff_and_segment(bandung: Plan) -> None:
    changed = in_scenario(bandung, bandung.scenario("semua bpu"))
    assert {tariff.terms for tariff in changed.tariffs} == {BPU}
    assert {group.segment for group in changed.groups} == {Segment.BPU}
    assert {tariff.terms for tariff in bandung.tariffs} == {PU}


def test_other_terms_in_the_middle_cut_the_tariff_in_three(bandung: Plan) -> None:
    some_months = Validity(Month(2022, 3), Month(2022, 5))
    assert [(t.validity, t.terms) for t in _tariffs(bandung, TariffAdjustment("pkk", some_months, BPU))] == [
        (Validity(Month(2022, 1), Month(2022, 2)), PU),
        (some_months, BPU),
        (Validity(Month(2022, 6)), PU),
    ]


def test_other_terms_never_cover_months_that_had_no_tariff(bandung: Plan) -> None:
    ending = tuple(replace(t, validity=Validity(Month(2022, 1), Month(2022, 6))) for t in bandung.tariffs)
    plan = replace(bandung, tariffs=ending)
    later = Validity(Month(2022, 6), Month(2022, 9))
    assert [t.validity for t in _tariffs(plan, TariffAdjustment(None, later, BPU))] == [
        Validity(Month(2022, 1), Month(2022, 5)),
        Validity(Month(2022, 6), Month(2022, 6)),
    ]
    afterwards = TariffAdjustment(None, Validity(Month(2022, 7)), BPU)
    assert [t.terms for t in _tariffs(plan, afterwards)] == [PU]


def test_funding_stays_when_terms_change(bandung: Plan) -> None:
    [tariff] = _tariffs(bandung, TariffAdjustment("PKK", FROM_START, BPU))
    assert tariff.funding == "PAD"


def test_setting_people_replaces_the_count_of_that_month(bandung: Plan) -> None:
    absolute = HeadAdjustment("pkk", Month(2023, 1), 5_000, HeadCountKind.ABSOLUTE)
    changed = in_scenario(bandung, Scenario("x", (absolute,)))
    assert [c for c in changed.head_counts if c.group.casefold() == "pkk"] == [
        HeadCount("pkk", Month(2023, 1), 5_000)
    ]


def test_adding_people_keeps_every_count(bandung: Plan) -> None:
    change = HeadAdjustment("PKK", Month(2023, 3), -36)
    changed = in_scenario(bandung, Scenario("x", (change,)))
    assert changed.head_counts == (
        *bandung.head_counts,
        HeadCount("PKK", Month(2023, 3), -36, HeadCountKind.CHANGE),
    )


@pytest.mark.parametrize(
    ("fiscal_year", "amounts"),
    [
        (None, [2_880_000_000, 3_600_000_000, 1_320_300_000, 1_649_700_000]),
        (2023, [3_200_000_000, 4_000_000_000, 1_320_300_000, 1_649_700_000]),
    ],
)
def test_cutting_money_by_ten_percent(bandung: Plan, fiscal_year: int | None, amounts: list[int]) -> None:
    cut = Scenario("Potong 10 %", (AllocationAdjustment(fiscal_year, 900_000),))
    assert [line.amount for line in in_scenario(bandung, cut).allocations] == amounts


def test_cut_money_is_rounded_down_line_by_line(bandung: Plan) -> None:
    odd = replace(bandung, allocations=(replace(bandung.allocations[0], amount=101),) * 2)
    halved = in_scenario(odd, Scenario("x", (AllocationAdjustment(None, 500_000),)))
    assert [line.amount for line in halved.allocations] == [50, 50]


def test_adjustments_act_in_order(bandung: Plan) -> None:
    twice = Scenario("x", (AllocationAdjustment(2022, 500_000), AllocationAdjustment(None, 500_000)))
    assert [line.amount for line in in_scenario(bandung, twice).allocations] == [
        800_000_000, 1_000_000_000, 733_500_000, 916_500_000,
    ]  # fmt: skip


def test_a_scenario_is_found_whatever_its_capitals(bandung: Plan) -> None:
    assert bandung.scenario("SEMUA bpu").name == "Semua BPU"
    with pytest.raises(NotFound, match="Skenario yang ada: Semua BPU"):
        bandung.scenario("Semua PU")
