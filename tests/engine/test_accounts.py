"""Runway per account: JKK and JKM are two account codes, and money of one does not pay the other."""

from dataclasses import replace
from datetime import date

import pytest

from budget.contribution import Income, Programme, Segment, Terms
from budget.engine.calendar import calendar
from budget.engine.projection import project
from budget.engine.runway import AccountRunway, Runway, allocation_view
from budget.law import LawBook
from budget.period import Month, MonthRange, Validity
from budget.plan import Allocation, Group, HeadCount, Plan, Region, Stage, StageKind, Tariff

JKK, JKM = Programme.JKK, Programme.JKM
JANUARY = Month(2026, 1)
YEAR = MonthRange(JANUARY, Month(2026, 12))


def line(amount: int, *programmes: Programme, year: int = 2026, **other: object) -> Allocation:
    blank = Allocation(year, "", "", "", "", programmes, amount)
    return replace(blank, **other)  # type: ignore[arg-type]


def farmers(
    *allocations: Allocation, span: MonthRange = YEAR, funding: str = "", skpd: str = "Pertanian"
) -> Plan:
    """100 farmers, JKK 10.000 and JKM 6.800 each: 1.000.000 and 680.000 a month."""
    return Plan(
        Region("32.04", "Kabupaten Bandung"),
        span,
        groups=(Group("Petani", skpd, Segment.BPU),),
        tariffs=(Tariff("Petani", Validity(span.first), Terms(Income()), funding),),
        head_counts=(HeadCount("Petani", span.first, 100),),
        allocations=allocations,
    )


def accounts(plan: Plan, law: LawBook) -> tuple[AccountRunway, ...]:
    projection = project(plan, law)
    return allocation_view(projection, calendar(projection)).by_account


def test_money_left_for_jkk_does_not_pay_jkm(law: LawBook) -> None:
    """JKM: 680.000 × 12 = 8.160.000, of which 5.000.000 pay 7 months and 35 people (240.000 ÷ 6.800)."""
    jkk, jkm = accounts(farmers(line(20_000_000, JKK), line(5_000_000, JKM)), law)
    assert jkk.runway == Runway(20_000_000, 12_000_000, Month(2026, 12))
    assert jkm.runway == Runway(
        5_000_000,
        8_160_000,
        covered_until=Month(2026, 7),
        first_short_month=Month(2026, 8),
        people_paid=35,
        people_short=65,
        person_months_short=65 + 4 * 100,
    )


def test_a_line_for_both_programmes_is_one_account(law: LawBook) -> None:
    (both,) = accounts(farmers(line(20_160_000, JKK, JKM)), law)
    assert both.runway == Runway(20_160_000, 20_160_000, Month(2026, 12))


def test_the_line_that_names_the_programme_alone_pays_before_one_for_both(law: LawBook) -> None:
    jkk, both = accounts(farmers(line(12_000_000, JKK), line(8_160_000, JKK, JKM)), law)
    assert (jkk.runway.cost, both.runway.cost) == (12_000_000, 8_160_000)


def test_lines_that_pay_for_the_same_are_one_account(law: LawBook) -> None:
    plan = farmers(line(6_000_000, JKK), line(6_000_000, JKK), line(8_160_000, JKM))
    jkk, jkm = accounts(plan, law)
    assert (jkk.runway.total, jkk.runway.is_enough) == (12_000_000, True)
    assert jkm.runway.remaining == 0


def test_money_of_another_source_does_not_pay(law: LawBook) -> None:
    """Tobacco money for the farmers, who are paid from PAD: nothing pays them."""
    tobacco, nothing = accounts(farmers(line(99_000_000, JKK, JKM, funding="DBH CHT"), funding="PAD"), law)
    assert tobacco.runway.cost == 0
    assert nothing.lines == ()
    assert (nothing.runway.total, nothing.runway.cost) == (0, 20_160_000)
    assert nothing.runway.person_months_short == 1_200


def test_the_own_skpd_pays_where_it_has_a_line(law: LawBook) -> None:
    own = line(20_160_000, JKK, JKM, skpd="pertanian")
    other = line(50_000_000, JKK, JKM, skpd="Disnaker")
    found = {account.lines[0].skpd: account.runway.cost for account in accounts(farmers(own, other), law)}
    assert found == {"pertanian": 20_160_000, "Disnaker": 0}


def test_another_skpd_budgets_for_a_group_whose_own_has_no_line(law: LawBook) -> None:
    (found,) = accounts(farmers(line(20_160_000, JKK, JKM, skpd="Disnaker")), law)
    assert found.runway.remaining == 0


def test_only_the_last_stage_of_a_year_is_money(law: LawBook) -> None:
    """The council cut 30 million to 20; the shift of August gave 160.000 back."""
    draft = line(30_000_000, JKK, JKM, stage=Stage(StageKind.RAPBD))
    budget = line(20_000_000, JKK, JKM, decree="Perda 12/2025", decreed=date(2025, 12, 29))
    shift = line(20_160_000, JKK, JKM, stage=Stage(StageKind.SHIFT, 1))
    (found,) = accounts(farmers(draft, budget, shift), law)
    assert found.lines == (shift,)
    assert found.runway.total == 20_160_000


@pytest.mark.parametrize(("pot", "in_2027"), [("", 20_160_000), ("RPJMD", 30_000_000)])
def test_what_a_multi_year_line_has_left_goes_on_to_the_next_year(
    pot: str, in_2027: int, law: LawBook
) -> None:
    """30 million of 2026 leave 9.840.000, which 2027 gets beside its own 20.160.000 only from a pot."""
    span = MonthRange(JANUARY, Month(2027, 12))
    lines = line(30_000_000, JKK, JKM, pot=pot), line(20_160_000, JKK, JKM, year=2027, pot=pot)
    projection = project(farmers(*lines, span=span), law)
    view = allocation_view(projection, calendar(projection))
    assert [runway.total for _, runway in view.by_fiscal_year] == [30_000_000, in_2027]
    assert [account.runway.total for account in view.by_account] == [30_000_000, in_2027]
    assert view.pooled.total == 50_160_000


def test_a_year_without_lines_lives_on_what_a_pot_has_left(law: LawBook) -> None:
    span = MonthRange(JANUARY, Month(2027, 12))
    projection = project(farmers(line(40_320_000, JKK, JKM, pot="RPJMD"), span=span), law)
    view = allocation_view(projection, calendar(projection))
    assert [runway.is_enough for _, runway in view.by_fiscal_year] == [True, True]
    assert dict(view.by_fiscal_year)[2027].total == 20_160_000


def test_two_lines_of_one_pot_both_leave_what_they_have(law: LawBook) -> None:
    """15 + 30 million of 2026 leave 24.840.000: 15.000.000 of the first line, 9.840.000 of the second."""
    span = MonthRange(JANUARY, Month(2027, 12))
    lines = (line(amount, JKK, JKM, pot="RPJMD") for amount in (15_000_000, 30_000_000))
    projection = project(farmers(*lines, span=span), law)
    view = allocation_view(projection, calendar(projection))
    assert [runway.total for _, runway in view.by_fiscal_year] == [45_000_000, 24_840_000]
    assert [account.runway.total for account in view.by_account] == [45_000_000, 24_840_000]


def test_the_costs_of_all_accounts_are_the_cost_of_the_year(bandung: Plan, law: LawBook) -> None:
    projection = project(bandung, law)
    view = allocation_view(projection, calendar(projection))
    for year, runway in view.by_fiscal_year:
        parts = [account.runway for account in view.by_account if account.fiscal_year == year]
        assert sum(part.cost for part in parts) == runway.cost
        assert sum(part.total for part in parts) == runway.total
    assert [(a.fiscal_year, a.lines[0].account, a.runway.remaining) for a in view.by_account] == [
        (2022, "5.1.02.02.02.0006", 134_355_200),
        (2022, "5.1.02.02.02.0007", 167_944_000),
        (2023, "5.1.02.02.02.0006", 81_000_000),
        (2023, "5.1.02.02.02.0007", 100_500_000),
    ]
