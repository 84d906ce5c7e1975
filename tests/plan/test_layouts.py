"""Records and their fields: taken apart and built again, and fields that do not go together."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from plans import PLANS

from budget.errors import BadEntry
from budget.period import Month, MonthRange, Validity
from budget.plan import HeadAdjustment, PaymentTiming, Plan, Region, TariffAdjustment
from budget.plan.allocation_layout import ALLOCATIONS
from budget.plan.assertion_layout import ASSERTIONS
from budget.plan.field import Layout
from budget.plan.forms_layout import ACCOUNT_NAMES, INDICATORS, OFFICIALS, SUB_ACTIVITIES
from budget.plan.layouts import ASSUMPTIONS, FRAME, GROUPS, HEAD_COUNTS, MINIMUM_WAGES, TARIFFS
from budget.plan.records import PlanFrame
from budget.plan.scenario_layout import SCENARIO_LINES, ScenarioLine

FORMS = [SUB_ACTIVITIES, INDICATORS, ACCOUNT_NAMES, OFFICIALS]
RECORDS = [GROUPS, TARIFFS, HEAD_COUNTS, ALLOCATIONS, MINIMUM_WAGES, ASSUMPTIONS, ASSERTIONS, *FORMS]
ALL = [FRAME, *RECORDS, SCENARIO_LINES]


def _through_a_form(layout: Layout[Any], record: Any) -> Any:
    """As a screen does: each value shown as text, read again, and built."""
    taken = layout.take(record)
    typed = {f.key: "" if taken[f.key] in (None, "") else f.kind.text(taken[f.key]) for f in layout.fields}
    return layout.build({field.key: field.read(typed[field.key]) for field in layout.fields})


@given(PLANS)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_every_record_survives_a_form(plan: Plan) -> None:
    frame = plan.frame
    assert _through_a_form(FRAME, frame) == frame
    for layout, records in [
        (GROUPS, plan.groups),
        (TARIFFS, plan.tariffs),
        (HEAD_COUNTS, plan.head_counts),
        (ALLOCATIONS, plan.allocations),
        (MINIMUM_WAGES, plan.minimum_wages),
        (ASSUMPTIONS, plan.assumptions),
        (ASSERTIONS, plan.assertions),
        (SUB_ACTIVITIES, plan.sub_activities),
        (INDICATORS, plan.indicators),
        (ACCOUNT_NAMES, plan.account_names),
        (OFFICIALS, plan.officials),
        (SCENARIO_LINES, [ScenarioLine(s.name, a) for s in plan.scenarios for a in s.adjustments]),
    ]:
        for record in records:
            assert _through_a_form(layout, record) == record


@pytest.mark.parametrize("layout", ALL, ids=lambda layout: layout.sheet)
def test_keys_and_labels_are_unique_in_a_layout(layout: Layout[Any]) -> None:
    assert len({field.key for field in layout.fields}) == len(layout.fields)
    assert len({field.label.casefold() for field in layout.fields}) == len(layout.fields)


def _typed(layout: Layout[Any], **texts: str) -> Any:
    return layout.build({field.key: field.read(texts.get(field.key)) for field in layout.fields})


TARIFF = {"group": "PKK", "first": "2022-01", "segment": "PU", "wage": "1,5 juta", "programmes": "JKK, JKM"}
LINE = {"name": "Hemat", "adjustment": "tarif", "first": "2022-01", "segment": "BPU", "programmes": "JKK"}


def test_empty_fields_take_the_usual_terms() -> None:
    tariff = _typed(TARIFFS, **TARIFF)
    assert (tariff.terms.risk_class, tariff.terms.share_ppm, tariff.terms.payer) == (1, 1_000_000, "apbd")
    assert tariff.validity == Validity(Month(2022, 1))
    assert _typed(HEAD_COUNTS, group="PKK", month="2022-01", heads="5").kind == "absolute"


def test_a_frame_defaults_to_payment_in_the_following_month() -> None:
    frame = _typed(FRAME, code="32.04", name="Kabupaten Bandung", first="2022-01", last="Mei 2023")
    assert frame == PlanFrame(
        Region("32.04", "Kabupaten Bandung"),
        MonthRange(Month(2022, 1), Month(2023, 5)),
        PaymentTiming.FOLLOWING_MONTH,
    )


def test_account_codes_are_normalised() -> None:
    line = _typed(
        ALLOCATIONS, fiscal_year="2022", account="5.1.2.02.02.0006", programmes="JKK", amount="7,2 miliar"
    )
    assert (line.account, line.amount) == ("5.1.02.02.02.0006", 7_200_000_000)


@pytest.mark.parametrize(
    ("layout", "texts", "field"),
    [
        (FRAME, {"code": "32.04", "name": "x", "first": "2022-02", "last": "2022-01"}, "last"),
        (TARIFFS, TARIFF | {"last": "2021-12"}, "last"),
        (TARIFFS, TARIFF | {"wage": ""}, "wage"),
        (TARIFFS, TARIFF | {"income": "1 juta"}, "income"),
        (TARIFFS, TARIFF | {"segment": "BPU"}, "wage"),
        (TARIFFS, TARIFF | {"segment": "BPU", "wage": "", "income": "-1"}, "income"),
        (SCENARIO_LINES, LINE | {"first": ""}, "first"),
        (SCENARIO_LINES, LINE | {"segment": ""}, "segment"),
        (SCENARIO_LINES, LINE | {"programmes": ""}, "programmes"),
        (SCENARIO_LINES, LINE | {"adjustment": "orang", "group": "PKK"}, "heads"),
        (SCENARIO_LINES, LINE | {"adjustment": "orang", "heads": "5"}, "group"),
        (SCENARIO_LINES, LINE | {"adjustment": "pagu"}, "part"),
        (SCENARIO_LINES, {"name": "X", "adjustment": "pagu", "part": "-1 %"}, "part"),
        (SCENARIO_LINES, {"name": "X", "adjustment": "pagu", "part": "90 %", "group": "RT"}, "group"),
        (SCENARIO_LINES, LINE | {"adjustment": ""}, "adjustment"),
        (SCENARIO_LINES, {"name": "X", "adjustment": "upah", "first": "2022-01"}, "wage"),
        (SCENARIO_LINES, {"name": "X", "adjustment": "upah", "first": "2022-01", "wage": "UMK"}, "wage"),
        (SCENARIO_LINES, {"name": "X", "adjustment": "UMK", "wage": "3 juta"}, "fiscal_year"),
        (SCENARIO_LINES, {"name": "X", "adjustment": "segmen", "first": "2022-01", "segment": "PU"}, "wage"),
        (SCENARIO_LINES, {"name": "X", "adjustment": "kelas risiko", "first": "2022-01"}, "risk_class"),
        (SCENARIO_LINES, {"name": "X", "adjustment": "susut"}, "percent"),
        (SCENARIO_LINES, {"name": "X", "adjustment": "susut", "percent": "6 %", "first": "2022-01"}, "first"),
        (SCENARIO_LINES, {"name": "X", "adjustment": "tambah pagu", "amount": "1"}, "fiscal_year"),
        (SCENARIO_LINES, {"name": "X", "adjustment": "waktu bayar"}, "timing"),
        (
            SCENARIO_LINES,
            {"name": "X", "adjustment": "sumber dana", "group": "PKK", "first": "2022-01"},
            "funding",
        ),
        (
            SCENARIO_LINES,
            {
                "name": "X",
                "adjustment": "tarif hukum",
                "first": "2022-01",
                "percent": "1 %",
                "programmes": "JKK, JKM",
            },
            "programmes",
        ),
        (
            SCENARIO_LINES,
            {"name": "X", "adjustment": "iuran hukum", "first": "2022-01", "programmes": "JKM"},
            "amount",
        ),
    ],
)
def test_fields_that_do_not_go_together_are_named(
    layout: Layout[Any], texts: dict[str, str], field: str
) -> None:
    with pytest.raises(BadEntry) as refusal:
        _typed(layout, **texts)
    assert refusal.value.field == field


def test_a_scenario_line_without_a_group_concerns_all_groups() -> None:
    adjustment = _typed(SCENARIO_LINES, **LINE).adjustment
    assert isinstance(adjustment, TariffAdjustment)
    assert adjustment.group is None


def test_people_in_a_scenario_are_added_unless_said_otherwise() -> None:
    line = _typed(SCENARIO_LINES, name="x", adjustment="orang", group="PKK", first="2022-01", heads="-500")
    assert line.adjustment == HeadAdjustment("PKK", Month(2022, 1), -500)


def test_a_scenario_may_have_no_adjustment_yet() -> None:
    assert _typed(SCENARIO_LINES, name="Nanti", note="catatan") == ScenarioLine("Nanti", None, "catatan")
