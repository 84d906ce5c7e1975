"""A regency's own law values: read from a form or a row, checked, and costed instead of the shipped ones."""

from dataclasses import replace

import pytest

from budget.contribution import Programme
from budget.engine.explain import explain
from budget.engine.projection import project
from budget.errors import BadEntry, PlanError
from budget.law import LawBook, OwnContribution, OwnRate, Status
from budget.period import Month, Validity
from budget.plan import Plan, in_scenario
from budget.plan.law_layout import LAW_VALUES

JANUARY = Validity(Month(2023, 1))
RATE = OwnRate(Programme.JKK, 1, 3_000, JANUARY, "Perbup 5/2022")
ROW = OwnContribution(Programme.JKM, None, 7_000, JANUARY, "Perbup 5/2022")


@pytest.mark.parametrize("value", [RATE, ROW, replace(ROW, bracket=3, validity=Validity(Month(2022, 1)))])
def test_a_value_survives_its_fields(value: OwnRate | OwnContribution) -> None:
    assert LAW_VALUES.build(LAW_VALUES.take(value)) == value


def test_a_value_costs_what_it_says_and_is_never_verified(bandung: Plan, law: LawBook) -> None:
    """JKK 0,30 % of 1.500.000 is 4.500, not 3.600: 77.000 people × 5 months × 900 = 346.500.000 more."""
    plan = replace(bandung, law_values=(RATE,))
    projection = project(plan, law)
    assert projection.total == 10_016_200_800 + 346_500_000
    jkk, _ = explain(projection, "Linmas", Month(2023, 1)).lines
    assert [(r.source, r.status) for r in jkk.price.references] == [("Perbup 5/2022", Status.UNVERIFIED)]
    # Nobody pays by the BPU table, until all do: JKM 7.000 instead of 6.800 for 385.000 person-months.
    with_row = replace(bandung, law_values=(ROW,))
    assert project(with_row, law).total == 10_016_200_800
    all_bpu = in_scenario(with_row, with_row.scenario("Semua BPU"))
    assert project(all_bpu, law).total == 20_774_342_400 + 385_000 * 200


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (replace(RATE, risk_class=None), "kelas_risiko"),
        (replace(RATE, risk_class=6), "kelas_risiko"),
        (replace(RATE, rate_ppm=1_000_001), "tarif_hukum"),
        (replace(ROW, rupiah=-1), "tarif_hukum"),
        (replace(ROW, bracket=34), "baris_bpu"),
        (replace(ROW, programme=Programme.JKK), "baris_bpu"),
    ],
)
def test_a_value_that_no_law_can_hold_is_refused(
    value: OwnRate | OwnContribution, code: str, bandung: Plan, law: LawBook
) -> None:
    with pytest.raises(PlanError) as found:
        project(replace(bandung, law_values=(value,)), law)
    assert [problem.code for problem in found.value.problems] == [code]


def test_what_the_kind_does_not_use_is_refused() -> None:
    with pytest.raises(BadEntry, match="Rupiah tidak dipakai"):
        LAW_VALUES.build(LAW_VALUES.take(RATE) | {"amount": 1})
    with pytest.raises(BadEntry, match="Persen kosong"):
        LAW_VALUES.build(LAW_VALUES.take(RATE) | {"percent": None})
