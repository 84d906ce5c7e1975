"""Prices can be right and still surprise: what an officer is told beside the figures."""

from dataclasses import replace

import pytest

from budget.contribution import Income, Payer, Programme, Terms
from budget.engine.cautions import plan_cautions
from budget.engine.projection import project
from budget.engine.quote import quote
from budget.errors import BadEntry, Severity
from budget.law import LawBook
from budget.period import Month, MonthRange, Validity
from budget.plan import Allocation, Group, HeadCount, PaymentTiming, Plan, Region, Tariff, in_scenario


def cautions(plan: Plan, law: LawBook) -> list[tuple[str, str]]:
    found = plan_cautions(project(plan, law), law)
    assert all(problem.severity is Severity.WARNING for problem in found)
    return [(problem.code, problem.where) for problem in found]


def fishermen(months: MonthRange, terms: Terms) -> Plan:
    """100 fishermen in every month, without an allocation."""
    group = Group("Nelayan", "Dinas Perikanan", terms.segment)
    return Plan(
        region=Region("32.04", "Kabupaten Bandung"),
        span=months,
        # Paid in the month itself: the year-end trap is a caution of its own.
        timing=PaymentTiming.SAME_MONTH,
        groups=(group,),
        tariffs=(Tariff("Nelayan", Validity(months.first), terms),),
        head_counts=(HeadCount("Nelayan", months.first, 100),),
    )


def test_the_sample_plan_is_warned_of_the_year_end_only(bandung: Plan, law: LawBook) -> None:
    assert cautions(bandung, law) == [("jebakan_akhir_tahun", "TA 2022")]
    assert cautions(replace(bandung, timing=PaymentTiming.SAME_MONTH), law) == []


def test_three_months_or_less_halve_the_benefit_of_early_deaths(law: LawBook) -> None:
    """Permenaker 1/2025: 10 million, not 42, within the first three months of membership."""
    three = MonthRange(Month(2025, 10), Month(2025, 12))
    four = MonthRange(Month(2025, 9), Month(2025, 12))
    assert cautions(fishermen(three, Terms(Income())), law) == [("program_singkat", "")]
    assert cautions(fishermen(four, Terms(Income())), law) == []


def test_people_after_the_last_month_of_their_decree_are_counted_and_told(law: LawBook) -> None:
    """100 fishermen at 16.800; 140 from November: July to October 400, then 280 person-months: 11.424.000."""
    months = MonthRange(Month(2025, 1), Month(2025, 12))
    plan = fishermen(months, Terms(Income()))
    decree = "Kepbup 12/2025"
    groups = (replace(plan.groups[0], legal_basis=decree, decree_until=Month(2025, 6)),)
    more = HeadCount("Nelayan", Month(2025, 11), 140)
    plan = replace(plan, groups=groups, head_counts=(*plan.head_counts, more))
    projection = project(plan, law)
    assert projection.person_months == 10 * 100 + 2 * 140
    (found,) = plan_cautions(projection, law)
    assert (found.code, found.where) == ("sk_berakhir", "Kelompok Nelayan")
    assert found.message == (
        "SK “Kepbup 12/2025” untuk Nelayan berakhir Juni 2025; orangnya tetap dihitung: paling banyak 140 "
        "orang, 680 orang-bulan, Rp11.424.000 dari Juli 2025 sampai Desember 2025. Perpanjang SK, atau "
        "akhiri kelompok itu."
    )


def test_a_decree_that_lasts_as_long_as_its_people_is_no_caution(law: LawBook) -> None:
    """To the plan's last month, or until the last of them leaves."""
    months = MonthRange(Month(2025, 1), Month(2025, 12))
    plan = fishermen(months, Terms(Income()))
    whole = replace(plan, groups=(replace(plan.groups[0], decree_until=months.last),))
    gone = HeadCount("Nelayan", Month(2025, 9), 0)
    ended = replace(
        plan,
        groups=(replace(plan.groups[0], decree_until=Month(2025, 8)),),
        head_counts=(*plan.head_counts, gone),
    )
    assert cautions(whole, law) == []
    assert cautions(ended, law) == []


def test_a_discount_that_the_apbd_does_not_get_is_named_once_for_each_group(law: LawBook) -> None:
    """PP 50/2025, April – December 2026, not for members paid by the APBD."""
    year = MonthRange(Month(2026, 1), Month(2026, 12))
    plan = fishermen(year, Terms(Income()))
    assert cautions(plan, law) == [("potongan_dikecualikan", "Tarif Nelayan")]
    message = plan_cautions(project(plan, law), law)[0].message
    assert "50 %" in message
    assert "tarif tetap penuh" in message


def test_budgeting_8_400_for_apbd_paid_members_is_pointed_out(law: LawBook) -> None:
    year = MonthRange(Month(2026, 4), Month(2026, 12))
    plan = fishermen(year, Terms(Income(), payer=Payer.SELF))
    assert project(plan, law).total == 100 * 9 * 8_400
    assert cautions(plan, law) == [("bukan_apbd", "Tarif Nelayan")]


def test_values_that_no_source_confirmed_are_named_with_their_status(law: LawBook) -> None:
    """Row 2 of the BPU table stands in a single transcription; PP 49/2020's last month in none."""
    plan = fishermen(MonthRange(Month(2020, 9), Month(2020, 12)), Terms(Income(1_200_000)))
    messages = [p.message for p in plan_cautions(project(plan, law), law)]
    assert any("baris 2: sumber sekunder" in message for message in messages)
    assert any("PP 49/2020" in message and "belum diverifikasi" in message for message in messages)


def test_money_of_one_account_does_not_pay_the_other(bandung: Plan, law: LawBook) -> None:
    """All as BPU in January – November 2022: JKK costs 70.964 × 11 × 10.000 = 7.806.040.000."""
    plenty = Allocation(2022, "", "", "", "PAD", (Programme.JKM,), 20_000_000_000)
    tight = replace(plenty, programmes=(Programme.JKK,), amount=7_806_039_999)
    months = MonthRange(Month(2022, 1), Month(2022, 11))
    year = replace(bandung, span=months, allocations=(plenty, tight))
    bpu = in_scenario(year, year.scenarios[0])
    assert cautions(bpu, law) == [("pagu_program_kurang", "TA 2022")]
    enough = replace(bpu, allocations=(plenty, replace(tight, amount=7_806_040_000)))
    assert cautions(enough, law) == []


def test_what_a_multi_year_line_has_left_pays_the_account_of_the_next_year(
    bandung: Plan, law: LawBook
) -> None:
    """All as BPU: JKK costs 70.964 × 12 × 10.000 = 8.515.680.000 in 2022 and 77.000 × 5 × 10.000 in 2023."""
    jkk = Allocation(2022, "", "", "", "PAD", (Programme.JKK,), 12_365_680_000, pot="RPJMD")
    jkm = Allocation(2022, "", "", "", "PAD", (Programme.JKM,), 9_000_000_000, pot="RPJMD")
    bpu = in_scenario(replace(bandung, allocations=(jkk, jkm)), bandung.scenarios[0])
    december = ("jebakan_akhir_tahun", "TA 2022")
    assert cautions(bpu, law) == [december]
    tight = replace(bpu, allocations=(replace(jkk, amount=12_365_679_999), jkm))
    assert cautions(tight, law) == [("pagu_program_kurang", "TA 2023"), december]


def test_an_allocation_for_both_programmes_names_no_account(bandung: Plan, law: LawBook) -> None:
    both = Allocation(2022, "", "", "", "", (Programme.JKK, Programme.JKM), 1)
    paid_at_once = replace(bandung, allocations=(both,), timing=PaymentTiming.SAME_MONTH)
    assert cautions(paid_at_once, law) == []


@pytest.mark.parametrize(
    ("heads", "programmes"), [(-1, (Programme.JKK,)), (1, (Programme.JKK, Programme.JKK))]
)
def test_a_quote_refuses_what_cannot_be(heads: int, programmes: tuple[Programme, ...], law: LawBook) -> None:
    month = MonthRange(Month(2026, 1), Month(2026, 1))
    with pytest.raises(BadEntry):
        quote(Terms(Income(), programmes=programmes), heads, month, law)


def test_money_of_one_source_does_not_pay_for_another(law: LawBook) -> None:
    """100 fishermen × 12 × 16.800 = 20.160.000 from DBH CHT, which has 20.159.999."""
    year = MonthRange(Month(2025, 1), Month(2025, 12))
    plan = fishermen(year, Terms(Income()))
    both = (Programme.JKK, Programme.JKM)
    pad = Allocation(2025, "", "", "", "PAD", both, 1_000_000_000)
    dbh = Allocation(2025, "", "", "", "DBH CHT", both, 20_159_999)
    drawing = replace(plan, tariffs=(replace(plan.tariffs[0], funding="dbh cht"),), allocations=(pad, dbh))
    assert cautions(drawing, law) == [("pagu_sumber_kurang", "TA 2025")]
    enough = replace(drawing, allocations=(pad, replace(dbh, amount=20_160_000)))
    assert cautions(enough, law) == []
    unnamed = replace(drawing, allocations=(replace(pad, funding=""), dbh))
    assert cautions(unnamed, law) == []
