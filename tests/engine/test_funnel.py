"""The funnel from planned to paid, persons against persons, and benefits against contributions."""

from datetime import date

import pytest
from farmers_paid import billed, paid_on, plan_of
from hypothesis import given
from hypothesis import strategies as st

from budget.engine.benefits import benefit_rows, benefit_years, total_of
from budget.engine.funnel import FunnelStep, funnels
from budget.engine.matching import match_people
from budget.engine.projection import project
from budget.law import LawBook
from budget.period import Month
from budget.plan.payments import Benefit, BenefitKind, Book, FunnelCount, Step

JANUARY, MARCH = Month(2026, 1), Month(2026, 3)
OLD, NIK = "usia di atas 65", "NIK tidak cocok"


def test_594_are_planned_and_557_are_accepted(law: LawBook) -> None:
    """594 × 16.800 = 9.979.200; 557 × 16.800 = 9.357.600. Lost: 30 are 504.000, 7 are 117.600."""
    counts = (
        FunnelCount("Petani", JANUARY, Step.DECREED, 594),
        FunnelCount("Petani", JANUARY, Step.ACCEPTED, 557),
        FunnelCount("Petani", JANUARY, Step.ACCEPTED, 30, OLD),
        FunnelCount("Petani", JANUARY, Step.ACCEPTED, 7, NIK),
    )
    book = Book(
        (billed(1, 557, 5_570_000, 3_787_600),), (paid_on(2, 9_357_600, "A", invoice="INV-1"),), counts=counts
    )
    group, every = funnels(project(plan_of({"Petani": 594}), law), book, JANUARY, MARCH)
    assert [(row.step.value, row.heads, row.rupiah) for row in group.rows] == [
        ("planned", 594, 9_979_200),
        ("decreed", 594, 9_979_200),
        ("accepted", 557, 9_357_600),
        ("billed", 557, 9_357_600),
        ("paid", 557, 9_357_600),
    ]
    losses = group.row(FunnelStep.ACCEPTED).losses
    assert [(loss.cause, loss.heads, loss.rupiah) for loss in losses] == [
        (OLD, 30, 504_000),
        (NIK, 7, 117_600),
    ]
    assert every.rows == group.rows


def test_1800_become_1616_and_what_nobody_explains_is_said(law: LawBook) -> None:
    """184 × 16.800 = 3.091.200; 150 of them (2.520.000) are too old, 34 (571.200) nobody knows why."""
    counts = (
        FunnelCount("Petani", JANUARY, Step.ACCEPTED, 1_616),
        FunnelCount("Petani", JANUARY, Step.ACCEPTED, 150, OLD),
    )
    found = funnels(project(plan_of({"Petani": 1_800}), law), Book(counts=counts), JANUARY, MARCH)
    accepted = found[0].row(FunnelStep.ACCEPTED)
    assert (found[0].rows[0].rupiah, accepted.rupiah) == (30_240_000, 27_148_800)
    assert [(x.cause, x.heads, x.rupiah) for x in accepted.losses] == [
        (OLD, 150, 2_520_000),
        ("", 34, 571_200),
    ]
    assert found[0].row(FunnelStep.DECREED).heads is None


def test_a_bill_paid_in_part_pays_whole_people(law: LawBook) -> None:
    """Half of 9.357.600 less one rupiah: 278 of 557, as the 279th is not paid in full."""
    book = Book((billed(1, 557, 5_570_000, 3_787_600),), (paid_on(2, 4_678_799, "A", invoice="INV-1"),))
    group, _ = funnels(project(plan_of({"Petani": 594}), law), book, JANUARY, MARCH)
    assert group.row(FunnelStep.PAID).heads == 278


def test_a_step_counted_for_some_groups_is_not_known_for_all(law: LawBook) -> None:
    counts = (FunnelCount("Petani", JANUARY, Step.DECREED, 90),)
    found = funnels(
        project(plan_of({"Petani": 100, "Nelayan": 10}), law), Book(counts=counts), JANUARY, MARCH
    )
    assert found[-1].group == ""
    assert [(row.step.value, row.heads) for row in found[-1].rows[:2]] == [
        ("planned", 110),
        ("decreed", None),
    ]


@given(heads=st.lists(st.integers(0, 500), min_size=5, max_size=5), part=st.integers(0, 100))
def test_the_funnel_only_narrows_where_the_counts_do(heads: list[int], part: int, law: LawBook) -> None:
    planned, decreed, accepted, invoiced, _ = sorted((max(1, n) for n in heads), reverse=True)
    total = invoiced * 16_800
    amount = max(1, total * part // 100)
    book = Book(
        (billed(1, invoiced, invoiced * 10_000, invoiced * 6_800),),
        (paid_on(2, amount, "A", invoice="INV-1"),),
        counts=(
            FunnelCount("Petani", JANUARY, Step.DECREED, decreed),
            FunnelCount("Petani", JANUARY, Step.ACCEPTED, accepted),
        ),
    )
    for funnel in funnels(project(plan_of({"Petani": planned}), law), book, JANUARY, MARCH):
        reached = [row.heads or 0 for row in funnel.rows]
        assert reached == sorted(reached, reverse=True)
        assert reached[0] - reached[-1] == sum(x.heads for row in funnel.rows for x in row.losses)
        assert (funnel.rows[0].rupiah or 0) - (funnel.rows[-1].rupiah or 0) == sum(
            x.rupiah for row in funnel.rows for x in row.losses
        )


def test_persons_are_matched_one_by_one() -> None:
    """Of three listed two are billed; one is billed and on no list; one was billed and taken back."""
    found = match_people(
        {"Petani": [11, 12, 13]}, [11, 12, 99, 13, 13], [16_800, 16_800, 16_800, 16_800, -16_800]
    )
    (group,) = found.groups
    assert (group.listed, group.billed, group.not_billed) == (3, 2, (13,))
    assert (found.not_listed, found.rupiah_not_listed) == ((99,), 16_800)


def test_an_invoice_without_a_list_names_nobody_listed() -> None:
    found = match_people({}, [11], [16_800])
    assert (found.groups, found.not_listed) == ((), (11,))


@pytest.fixture
def book() -> Book:
    """20.160.000 paid for farmers in 2026, 100 without an invoice; one death, 42 million."""
    return Book(
        (billed(1, 1_200, 12_000_000, 8_160_000),),
        (paid_on(2, 20_160_000, "A", invoice="INV-1"), paid_on(3, 100, "B")),
        (Benefit(2026, BenefitKind.JKM, 1, 42_000_000, "petani", date(2026, 5, 2)),),
    )


def test_benefits_stand_against_contributions_by_group_and_year(book: Book) -> None:
    """42.000.000 of 20.160.000 are 208,3333 %; of all that was paid, 20.160.100, 208,3323 %."""
    farmers, rest = benefit_rows(book, ["Petani"], benefit_years(book))
    assert (farmers.group, farmers.contributions, farmers.benefits) == ("Petani", 20_160_000, 42_000_000)
    assert (farmers.returned.ppm, farmers.returned.whole) == (2_083_333, 20_160_000)
    assert (rest.group, rest.contributions, rest.cases) == ("", 100, 0)
    total = total_of(2026, (farmers, rest))
    assert (total.returned.ppm, total.cases) == (2_083_323, 1)
    assert total.by_kind[1] == (BenefitKind.JKM, 1, 42_000_000)


def test_without_contributions_there_is_no_ratio() -> None:
    only = Book(benefits=(Benefit(2026, BenefitKind.JKM, 1, 42_000_000),))
    (row,) = benefit_rows(only, ["Petani"], benefit_years(only))
    assert (row.returned.ppm, row.benefits) == (None, 42_000_000)
