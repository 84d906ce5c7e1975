"""Every figure is people × price, and says where both come from."""

from dataclasses import replace

import pytest

from budget.contribution import Income, Payer, Programme, Segment, Terms, UmkWage
from budget.engine.explain import explain
from budget.engine.projection import project
from budget.errors import NotFound
from budget.law import LawBook
from budget.period import Month, MonthRange, Validity
from budget.plan import Group, HeadCount, HeadCountKind, MinimumWage, Plan, Region, Tariff

START = Month(2026, 3)


@pytest.fixture
def farmers() -> Plan:
    """100 farmers in two kecamatan; in April 20 leave the one and 30 join the other; 7 % fail validation."""
    return Plan(
        region=Region("32.04", "Kabupaten Bandung"),
        span=MonthRange(START, Month(2026, 5)),
        groups=(Group("Petani", "Dinas Pertanian", Segment.BPU, validation_loss_ppm=70_000),),
        tariffs=(Tariff("Petani", Validity(START), Terms(Income()), "DBH CHT"),),
        head_counts=(
            HeadCount("Petani", START, 50, kecamatan="Cileunyi"),
            HeadCount("Petani", START, 50, kecamatan="Arjasari"),
            HeadCount("Petani", Month(2026, 4), -20, HeadCountKind.CHANGE, "Cileunyi"),
            HeadCount("Petani", Month(2026, 4), 30, HeadCountKind.CHANGE, "Arjasari"),
        ),
    )


def test_people_who_joined_left_and_failed_validation(farmers: Plan, law: LawBook) -> None:
    """93 % of 50 are 46,5: 46 people in each. 93 % of 30 and of 80 are 27,9 and 74,4: 27 and 74."""
    projection = project(farmers, law)
    march = explain(projection, "petani", START)
    assert (march.group, march.planned, march.lost, march.heads) == ("Petani", 100, 8, 92)
    assert (march.joined, march.left) == (92, 0)
    april = explain(projection, "Petani", Month(2026, 4))
    assert (april.planned, april.lost, april.heads) == (110, 9, 101)
    assert (april.joined, april.left) == (28, 19)


def test_price_with_bracket_article_and_funding(farmers: Plan, law: LawBook) -> None:
    april = explain(project(farmers, law), "Petani", Month(2026, 4))
    assert april.funding == "DBH CHT"
    assert april.terms == Terms(Income())
    assert [(line.programme, line.heads, line.price.rupiah, line.cost) for line in april.lines] == [
        (Programme.JKK, 101, 10_000, 1_010_000),
        (Programme.JKM, 101, 6_800, 686_800),
    ]
    assert april.cost == 1_696_800
    jkk = april.lines[0].price
    assert jkk.bracket is not None and jkk.bracket.number == 1
    assert jkk.discount is None
    assert [r.source for r in jkk.references] == ["PP 44/2015 jo. PP 82/2019, Lampiran II, baris 1"]


def test_a_discount_is_named_from_its_first_month_on(farmers: Plan, law: LawBook) -> None:
    """PP 50/2025 halves JKK and JKM of members who pay for themselves from April 2026 on."""
    tariff = replace(farmers.tariffs[0], terms=Terms(Income(), payer=Payer.SELF))
    projection = project(replace(farmers, tariffs=(tariff,)), law)
    march, april = (explain(projection, "Petani", month).lines[0].price for month in list(farmers.span)[:2])
    assert (march.rupiah, march.discount) == (10_000, None)
    assert april.rupiah == 5_000
    assert april.discount is not None and april.discount.name == "PP 50/2025 (selain transportasi)"
    assert april.references[-1].source == "PP 50/2025, Pasal 4 ayat (1)"


def test_a_wage_that_follows_the_umk_is_that_of_the_year(farmers: Plan, law: LawBook) -> None:
    """UMK 2022 and 2023: 0,24 % of 3.241.929,67 is 7.780,63 and of 3.492.465,99 is 8.381,92."""
    plan = replace(
        farmers,
        span=MonthRange(Month(2022, 12), Month(2023, 1)),
        tariffs=(Tariff("Petani", Validity(Month(2022, 1)), Terms(UmkWage())),),
        head_counts=(HeadCount("Petani", Month(2022, 12), 100),),
        minimum_wages=(MinimumWage(2022, 324_192_967), MinimumWage(2023, 349_246_599)),
    )
    projection = project(plan, law)
    prices = [explain(projection, "Petani", month).lines[0].price for month in plan.span]
    assert [(p.base_sen, p.rate_ppm, p.rupiah) for p in prices] == [
        (324_192_967, 2_400, 7_781),
        (349_246_599, 2_400, 8_382),
    ]


def test_a_group_without_people_has_nothing_to_explain(farmers: Plan, law: LawBook) -> None:
    found = explain(project(replace(farmers, head_counts=()), law), "Petani", START)
    assert (found.heads, found.lines, found.cost, found.terms) == (0, (), 0, None)


def test_what_the_plan_does_not_hold_is_not_found(farmers: Plan, law: LawBook) -> None:
    projection = project(farmers, law)
    with pytest.raises(NotFound, match="Nelayan"):
        explain(projection, "Nelayan", START)
    with pytest.raises(NotFound, match="Juni 2026"):
        explain(projection, "Petani", Month(2026, 6))
