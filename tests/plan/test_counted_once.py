"""Nobody is counted twice, and nothing that an officer writes is dropped, without a word."""

from dataclasses import replace

import pytest

from budget.engine.projection import project
from budget.errors import BadEntry, Severity
from budget.law import LawBook
from budget.period import Month
from budget.plan import Allocation, HeadCount, Plan, check
from budget.plan.entry import PERCENT
from budget.plan.scenario_layout import SCENARIO_LINES


def warnings(plan: Plan) -> list[str]:
    return [p.code for p in check(plan) if p.severity is Severity.WARNING]


def with_counts(bandung: Plan, *counts: HeadCount) -> Plan:
    return replace(bandung, head_counts=counts)


def test_a_kecamatan_is_one_whatever_its_capitals(bandung: Plan, law: LawBook) -> None:
    plan = with_counts(
        bandung,
        HeadCount("Linmas", Month(2022, 1), 100, kecamatan="Soreang"),
        HeadCount("Linmas", Month(2022, 6), 120, kecamatan="soreang"),
    )
    assert project(plan, law).cube.heads.tolist() == [[100] * 5 + [120] * 12]
    assert project(plan, law).strata[0].kecamatan == "Soreang"


def test_counts_with_and_without_kecamatan_in_one_group_are_pointed_out(bandung: Plan) -> None:
    plan = with_counts(
        bandung,
        HeadCount("Linmas", Month(2022, 1), 300),
        HeadCount("Linmas", Month(2022, 6), 100, kecamatan="Soreang"),
    )
    assert warnings(plan) == ["kecamatan_campur"]


def test_a_copied_allocation_row_is_pointed_out(bandung: Plan) -> None:
    line: Allocation = bandung.allocations[0]
    assert warnings(replace(bandung, allocations=(*bandung.allocations, line))) == ["pagu_kembar"]


@pytest.mark.parametrize(
    ("written", "field"),
    [
        ({"adjustment": "orang", "group": "RT", "first": "2022-03", "heads": "5", "last": "2022-05"}, "last"),
        ({"adjustment": "orang", "group": "RT", "first": "2022-03", "heads": "5", "part": "5 %"}, "part"),
        ({"adjustment": "pagu", "part": "90 %", "group": "Linmas"}, "group"),
        ({"adjustment": "pagu", "part": "90 %", "first": "2022-03"}, "first"),
    ],
)
def test_a_field_that_an_adjustment_does_not_use_is_refused(written: dict[str, str], field: str) -> None:
    line = {"name": "Andaian", **written}
    values = {f.key: f.read(line.get(f.key)) for f in SCENARIO_LINES.fields}
    with pytest.raises(BadEntry) as refusal:
        SCENARIO_LINES.build(values)
    assert refusal.value.field == field


@pytest.mark.parametrize("bare", [90, 1.5, -2])
def test_a_bare_number_above_one_is_no_percentage(bare: float) -> None:
    with pytest.raises(BadEntry, match="tanda persen"):
        PERCENT.parse(bare)


def test_more_than_all_is_stored_as_a_text_with_its_sign() -> None:
    assert PERCENT.cell(1_100_000) == "110 %"
    assert PERCENT.parse("110 %") == 1_100_000
