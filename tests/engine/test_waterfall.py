"""What leads from one cost to another: every cause on its own, worked by hand, and their order.

16.800 is the lowest row of a BPU member: 10.000 for JKK and 6.800 for JKM (PP 44/2015 jo. PP 82/2019). At a
wage of 1.500.000 a PU member of risk class 1 costs 0,24 % = 3.600 for JKK and 0,30 % = 4.500 for JKM: 8.100.
"""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from budget.contribution import (
    Income,
    Payer,
    Programme,
    RosterIncome,
    RosterWage,
    Segment,
    Terms,
    UmkWage,
    Wage,
)
from budget.engine.bars import Cause, GroupPart
from budget.engine.calendar import Basis
from budget.engine.projection import project
from budget.engine.waterfall import waterfall
from budget.errors import LimitExceeded, NotMonth
from budget.law import LawBook, load_law
from budget.money import Rounding
from budget.period import Month, MonthRange, Validity
from budget.plan import (
    Group,
    HeadCount,
    HeadCountKind,
    HeadSource,
    MinimumWage,
    PaymentTiming,
    Plan,
    Region,
    Tariff,
)
from budget.plan.roster import RosterStratum, counted

LAW = load_law()
JANUARY, JUNE, JULY, DECEMBER = (Month(2026, number) for number in (1, 6, 7, 12))
YEAR = MonthRange(JANUARY, DECEMBER)
BPU = Terms(Income())
PU = Terms(Wage(150_000_000))
TEACHERS = "Guru Ngaji"


def plan(*counts: tuple[str, Month, int], terms: Terms = BPU, span: MonthRange = YEAR) -> Plan:
    """Groups of these head counts, all on the same terms."""
    names = list(dict.fromkeys(name for name, _, _ in counts))
    return Plan(
        region=Region("32.04", "Kabupaten Bandung"),
        span=span,
        groups=tuple(Group(name, "Disnaker", terms.segment) for name in names),
        tariffs=tuple(Tariff(name, Validity(span.first), terms, "PAD") for name in names),
        head_counts=tuple(HeadCount(name, month, heads) for name, month, heads in counts),
    )


def teachers(heads: int = 17_000, terms: Terms = BPU, span: MonthRange = YEAR) -> Plan:
    return plan((TEACHERS, span.first, heads), terms=terms, span=span)


def moved(a: Plan, b: Plan, law: LawBook = LAW, **asked: object) -> dict[Cause, int]:
    """The bars from A to B, B on this law."""
    found = waterfall(project(a, LAW), project(b, law), **asked)  # type: ignore[arg-type]
    return {bar.cause: bar.rupiah for bar in found.bars}


def test_more_people_cost_what_each_of_them_costs() -> None:
    """17.000 guru ngaji at 16.800 for 12 months; 2.000 more from July: 2.000 × 16.800 × 6."""
    more = HeadCount(TEACHERS, JULY, 2_000, HeadCountKind.CHANGE)
    a, b = teachers(), replace(teachers(), head_counts=(*teachers().head_counts, more))
    found = waterfall(project(a, LAW), project(b, LAW))
    assert (found.start, found.end) == (3_427_200_000, 3_628_800_000)
    assert [(bar.cause, bar.groups) for bar in found.bars] == [
        (Cause.PEOPLE, (GroupPart(TEACHERS, 201_600_000),))
    ]


def test_the_same_plan_twice_has_no_bars() -> None:
    assert moved(teachers(), teachers()) == {}


def test_new_and_ended_groups_are_bars_of_their_own() -> None:
    """500 Linmas: 500 × 16.800 × 12 = 100.800.000. 40 PKK from July: 40 × 16.800 × 6 = 4.032.000."""
    a = plan((TEACHERS, JANUARY, 10), ("Linmas", JANUARY, 500))
    b = plan((TEACHERS, JANUARY, 10), ("PKK", JULY, 40))
    assert moved(a, b) == {Cause.ENDED_GROUP: -100_800_000, Cause.NEW_GROUP: 4_032_000}


def test_a_renamed_group_is_a_new_one_but_for_its_capitals() -> None:
    """10 × 16.800 × 12 = 2.016.000."""
    a = plan((TEACHERS, JANUARY, 10))
    assert moved(a, plan(("GURU NGAJI", JANUARY, 10))) == {}
    renamed = moved(a, plan(("Ustaz", JANUARY, 10)))
    assert renamed == {Cause.NEW_GROUP: 2_016_000, Cause.ENDED_GROUP: -2_016_000}


def test_a_group_without_people_is_not_there_yet() -> None:
    """500 × 16.800 × 12: a name without people in A is no group that has grown."""
    a = plan((TEACHERS, JANUARY, 10), ("Linmas", JANUARY, 0))
    b = plan((TEACHERS, JANUARY, 10), ("Linmas", JANUARY, 500))
    assert moved(a, b) == {Cause.NEW_GROUP: 100_800_000}


@pytest.mark.parametrize(
    "shorter",
    [
        teachers(span=MonthRange(JANUARY, Month(2026, 10))),
        replace(teachers(), tariffs=(Tariff(TEACHERS, Validity(JANUARY, Month(2026, 10)), BPU, "PAD"),),
                head_counts=(HeadCount(TEACHERS, JANUARY, 17_000), HeadCount(TEACHERS, Month(2026, 11), 0))),
        plan((TEACHERS, Month(2026, 3), 17_000)),
    ],
    ids=["plan ends", "tariff ends", "people enter later"],
)  # fmt: skip
def test_months_that_one_side_does_not_cover(shorter: Plan) -> None:
    """Two months less: 17.000 × 16.800 × 2, however many people there would have been."""
    assert moved(teachers(), shorter) == {Cause.MONTHS: -571_200_000}
    assert moved(shorter, teachers()) == {Cause.MONTHS: 571_200_000}


def test_a_programme_more_or_less() -> None:
    """JHT of the lowest row is 20.000: 17.000 × 20.000 × 12. Without JKK: 17.000 × -10.000 × 12."""
    with_jht = replace(BPU, programmes=(Programme.JKK, Programme.JKM, Programme.JHT))
    without_jkk = replace(BPU, programmes=(Programme.JKM,))
    assert moved(teachers(), teachers(terms=with_jht)) == {Cause.PROGRAMMES: 4_080_000_000}
    assert moved(teachers(), teachers(terms=without_jkk)) == {Cause.PROGRAMMES: -2_040_000_000}


def test_a_higher_wage() -> None:
    """0,54 % of 1.600.000 is 3.840 + 4.800 = 8.640, 540 more than 8.100: 100 × 540 × 12."""
    a, b = teachers(100, PU), teachers(100, Terms(Wage(160_000_000)))
    assert moved(a, b) == {Cause.WAGE: 648_000}


def test_a_minimum_wage_that_rises() -> None:
    """UMK 3.000.000 → 3.200.000: 7.200 + 9.000 = 16.200 → 7.680 + 9.600 = 17.280: 100 × 1.080 × 12."""
    a, b = (
        replace(teachers(100, Terms(UmkWage())), minimum_wages=(MinimumWage(2026, sen),))
        for sen in (300_000_000, 320_000_000)
    )
    assert moved(a, b) == {Cause.WAGE: 1_296_000}


def test_an_income_of_another_row() -> None:
    """Row 2 from 1.100.000 on: JKK 12.000 instead of 10.000: 100 × 2.000 × 12."""
    a, b = teachers(100), teachers(100, Terms(Income(1_100_000)))
    assert moved(a, b) == {Cause.WAGE: 2_400_000}


def test_another_segment_counts_as_another_wage() -> None:
    """From 16.800 to 8.100: JKK 10.000 → 3.600, JKM 6.800 → 4.500: 100 × -8.700 × 12."""
    assert moved(teachers(100), teachers(100, PU)) == {Cause.WAGE: -10_440_000}


def test_another_risk_class() -> None:
    """JKK of class 2 is 0,54 % instead of 0,24 %: 4.500 more: 100 × 4.500 × 12."""
    assert moved(teachers(100, PU), teachers(100, replace(PU, risk_class=2))) == {Cause.RATE: 5_400_000}


def test_a_discount() -> None:
    """PP 50/2025 halves 16.800 of those who pay themselves from April to December: 100 × -8.400 × 9."""
    own = replace(BPU, payer=Payer.SELF)
    assert moved(teachers(100), teachers(100, own)) == {Cause.RATE: -7_560_000}


def test_another_rate_of_the_law() -> None:
    """JKM 0,30 % → 0,40 % of 1.500.000: 1.500 more: 100 × 1.500 × 12."""
    rates = [replace(r, rate_ppm=4_000) if r.programme is Programme.JKM else r for r in LAW.rates]
    law = replace(LAW, rates=tuple(rates))
    assert moved(teachers(100, PU), teachers(100, PU), law) == {Cause.RATE: 1_800_000}


def dearer_table(law: LawBook) -> LawBook:
    """JKM 7.000 instead of 6.800 in all rows, and a new row from 1.050.000 on with JKK 11.000."""
    (table,) = law.bpu_tables
    first, *others = [replace(row, jkm=7_000) for row in table.rows]
    rows = [first, replace(first, lower=1_050_000, jkk=11_000), *others]
    rows = [replace(row, number=number) for number, row in enumerate(rows, start=1)]
    return replace(law, bpu_tables=(replace(table, rows=tuple(rows)),))


def test_another_table_of_the_law_is_a_rate_where_the_income_stays() -> None:
    """JKM 200 more: 100 × 200 × 12. At 1.060.000 a new row, so JKK 1.000 more too: 100 × 1.200 × 12."""
    law = dearer_table(LAW)
    assert moved(teachers(100), teachers(100), law) == {Cause.RATE: 240_000}
    between = teachers(100, Terms(Income(1_060_000)))
    assert moved(between, between, law) == {Cause.RATE: 1_440_000}


def test_an_income_that_stays_in_its_row_moves_nothing() -> None:
    assert moved(teachers(100), teachers(100, Terms(Income(1_000_000)))) == {}


def test_the_share_of_the_regency() -> None:
    """Half of 10.000 and of 6.800: 100 × -8.400 × 12."""
    half = replace(BPU, share_ppm=500_000)
    assert moved(teachers(100), teachers(100, half)) == {Cause.FUNDER: -10_080_000}


def test_the_rounding_rule() -> None:
    """0,24 % of 2.152.322,94 is 5.165,57 and 0,30 % 6.456,97: down is 2 less: 100 × -2 × 12."""
    klaten = Terms(Wage(215_232_294))
    down = replace(klaten, rounding=Rounding.DOWN)
    assert moved(teachers(100, klaten), teachers(100, down)) == {Cause.ROUNDING: -2_400}


def test_everything_at_once_in_its_order() -> None:
    """100 → 120 people, a year; at 1.500.000 in class 1 3.600 for JKK and 4.500 for JKM.

    People at the old price: 20 × 8.100 × 12. Every later step counts for 120 × 12 = 1.440 person-months.
    Wage 2.152.322,94: 5.165,57 → 5.166 and 6.456,97 → 6.457, 3.523 more. Class 2: 0,54 % is 11.622,54
    → 11.623, 6.457 more. Half of both: 5.811,27 → 5.811 and 3.228,48 → 3.228, 9.041 less. Rounded up:
    5.812 and 3.229, 2 more.
    """
    a = teachers(100, PU)
    b = teachers(120, Terms(Wage(215_232_294), 2, share_ppm=500_000, rounding=Rounding.UP))
    assert moved(a, b) == {
        Cause.PEOPLE: 1_944_000,
        Cause.WAGE: 5_073_120,
        Cause.RATE: 9_298_080,
        Cause.FUNDER: -13_019_040,
        Cause.ROUNDING: 2_880,
    }


@pytest.mark.parametrize(
    ("first", "last", "rupiah"), [(JANUARY, DECEMBER, -285_600_000), (None, None, 0)], ids=["2026", "all"]
)
def test_a_payment_that_falls_into_another_year(first: Month | None, last: Month | None, rupiah: int) -> None:
    """December of 17.000 at 16.800 is paid in January 2027: missing in 2026 only, though people are."""
    a = replace(teachers(), timing=PaymentTiming.SAME_MONTH)
    b = replace(teachers(), timing=PaymentTiming.FOLLOWING_MONTH)
    timing = {Cause.TIMING: rupiah} if rupiah else {}
    assert moved(a, b, basis=Basis.CASH, first=first, last=last) == timing
    assert moved(a, b, basis=Basis.ACCRUAL, first=first, last=last) == {}


def test_a_group_of_one_month_is_not_ended_by_a_later_payment() -> None:
    """40 PKK in December only: 40 × 16.800 are paid, but not in 2026."""
    a, b = (
        replace(plan((TEACHERS, JANUARY, 1), ("PKK", DECEMBER, 40)), timing=timing)
        for timing in (PaymentTiming.SAME_MONTH, PaymentTiming.FOLLOWING_MONTH)
    )
    found = waterfall(project(a, LAW), project(b, LAW), Basis.CASH, JANUARY, DECEMBER)
    assert [(bar.cause, bar.groups) for bar in found.bars] == [
        (Cause.TIMING, (GroupPart(TEACHERS, -16_800), GroupPart("PKK", -672_000)))
    ]


def test_nothing_booked_on_a_side_is_refused() -> None:
    a, b = project(teachers(), LAW), project(teachers(span=MonthRange(JULY, DECEMBER)), LAW)
    with pytest.raises(NotMonth, match="Juli 2026"):
        waterfall(a, b, last=JUNE)


def handed_over(heads: int) -> Plan:
    """The province pays until June, the regency from July on."""
    return replace(
        teachers(heads),
        tariffs=(
            Tariff(TEACHERS, Validity(JANUARY, JUNE), BPU, "Bankeu Provinsi"),
            Tariff(TEACHERS, Validity(JULY), BPU, "PAD"),
        ),
    )


def test_a_hand_over_moves_what_each_funder_pays_and_nothing_in_all() -> None:
    """Half a year of 17.000 at 16.800 is 1.713.600.000; PAD pays that much less, the province more."""
    a, b = teachers(), handed_over(17_000)
    assert moved(a, b) == {}
    assert moved(a, b, funding="pad") == {Cause.FUNDER: -1_713_600_000}
    assert moved(a, b, funding="BANKEU PROVINSI") == {Cause.FUNDER: 1_713_600_000}


def test_of_one_funder_only_what_it_pays_counts() -> None:
    """1.000 more: 1.000 × 16.800 × 12 in all; PAD pays six months of that, and no more for the first six."""
    a, b = handed_over(17_000), handed_over(18_000)
    assert moved(a, b) == {Cause.PEOPLE: 201_600_000}
    assert moved(a, b, funding="PAD") == {Cause.PEOPLE: 100_800_000}
    assert moved(a, b, funding="DBH CHT") == {}


def test_a_month_that_is_handed_over_is_the_funder_as_a_whole() -> None:
    """PAD pays 18.000 in January to June where it paid 17.000 × 16.800 × 6 before; July on 1.000 more."""
    a, b = teachers(17_000), handed_over(18_000)
    assert moved(a, b, funding="PAD") == {Cause.FUNDER: -1_713_600_000, Cause.PEOPLE: 100_800_000}
    assert moved(b, a, funding="PAD") == {Cause.FUNDER: 1_713_600_000, Cause.PEOPLE: -100_800_000}


def test_a_month_paid_later_and_by_another_is_timing() -> None:
    """December is paid in January 2027, and by the province: PAD lacks 10 × 16.800 in 2026."""
    a = replace(teachers(10), timing=PaymentTiming.SAME_MONTH)
    december = Tariff(TEACHERS, Validity(DECEMBER), BPU, "Bankeu Provinsi")
    before = Tariff(TEACHERS, Validity(JANUARY, Month(2026, 11)), BPU, "PAD")
    b = replace(teachers(10), tariffs=(before, december))
    asked = {"basis": Basis.CASH, "first": JANUARY, "last": DECEMBER, "funding": "PAD"}
    assert moved(a, b, **asked) == {Cause.TIMING: -168_000}


def listed(people: Iterable[tuple[str, int | None, int]], terms: Terms) -> Plan:
    """Honorer of a list in January only: village, wage in sen, people."""
    people = tuple(people)
    strata = [RosterStratum("Honorer", "Ciwidey", village, wage) for village, wage, _ in people]
    rows = [(place, JANUARY.index, heads, 0) for place, (_, _, heads) in enumerate(people)]
    return Plan(
        region=Region("32.04", "Kabupaten Bandung"),
        span=MonthRange(JANUARY, JANUARY),
        groups=(Group("Honorer", "Disdik", terms.segment, source=HeadSource.ROSTER),),
        tariffs=(Tariff("Honorer", Validity(JANUARY), terms),),
        roster=counted(strata, rows, {"honorer": JANUARY}),
    )


OWN = Terms(RosterWage())
LOW, MIDDLE, HIGH = 150_000_000, 160_000_000, 200_000_000  # 8.100, 8.640 and 10.800


def test_people_of_a_list_who_earn_otherwise_are_no_other_people() -> None:
    """Two of ten at 1.500.000 now earn 2.000.000, in whatever village: 2 × (10.800 - 8.100)."""
    a = listed([("Ancol", LOW, 10), ("Fadly", HIGH, 5)], OWN)
    b = listed([("Ancol", LOW, 8), ("Fadly", HIGH, 7)], OWN)
    c = listed([("Lebak", LOW, 8), ("Lebak", HIGH, 7)], OWN)
    assert moved(a, b) == moved(a, c) == {Cause.WAGE: 5_400}


def test_people_of_one_wage_are_matched_before_others() -> None:
    """The ten at 1.500.000 left; the five at 2.000.000 stayed: -10 × 8.100."""
    a = listed([("Ancol", LOW, 10), ("Ancol", HIGH, 5)], OWN)
    assert moved(a, listed([("Fadly", HIGH, 5)], OWN)) == {Cause.PEOPLE: -81_000}


def test_the_rest_is_matched_from_the_lowest_wage_up() -> None:
    """10 and 5 become 12 at 1.600.000: 10 × 540 more and 2 × 2.160 less; three at 10.800 go."""
    a = listed([("Ancol", LOW, 10), ("Ancol", HIGH, 5)], OWN)
    assert moved(a, listed([("Ancol", MIDDLE, 12)], OWN)) == {
        Cause.WAGE: 5_400 - 4_320,
        Cause.PEOPLE: -32_400,
    }


def test_each_group_is_matched_on_its_own() -> None:
    """One Linmas rises from 8.100 to 8.640 beside three honorer from 8.640 to 10.800: 540, and 3 × 2.160."""

    def both(honorer: int, linmas: int) -> Plan:
        people = listed([("Ancol", honorer, 3)], OWN)
        strata = (*people.roster.strata, RosterStratum("Linmas", "Ciwidey", "Fadly", linmas))
        rows = [(0, JANUARY.index, 3, 0), (1, JANUARY.index, 1, 0)]
        return replace(
            people,
            groups=(*people.groups, Group("Linmas", "Satpol PP", Segment.PU, source=HeadSource.ROSTER)),
            tariffs=(*people.tariffs, Tariff("Linmas", Validity(JANUARY), OWN)),
            roster=counted(strata, rows, {"honorer": JANUARY, "linmas": JANUARY}),
        )

    found = waterfall(project(both(MIDDLE, LOW), LAW), project(both(HIGH, MIDDLE), LAW))
    assert [(bar.cause, bar.groups) for bar in found.bars] == [
        (Cause.WAGE, (GroupPart("Honorer", 6_480), GroupPart("Linmas", 540)))
    ]


def test_people_who_come_at_a_wage_of_their_own_bring_their_price() -> None:
    """Three more at 2.000.000 where nobody earned that: 3 × 10.800."""
    a = listed([("Ancol", LOW, 10)], OWN)
    assert moved(a, listed([("Ancol", LOW, 10), ("Ancol", HIGH, 3)], OWN)) == {Cause.PEOPLE: 32_400}


def test_from_one_wage_for_all_to_everybody_s_own() -> None:
    """12 at 8.100 become 10 at 8.100, 4 at 10.800: 2 people more at 8.100, and 4 × 2.700 of wage."""
    a = listed([("Ancol", None, 12)], PU)
    b = listed([("Ancol", LOW, 10), ("Fadly", HIGH, 4)], OWN)
    assert moved(a, b) == {Cause.PEOPLE: 16_200, Cause.WAGE: 10_800}


def test_incomes_of_a_list() -> None:
    """Row 1 is 16.800, row 2 from 1.100.000 on 18.800: three of ten rise to it, and one comes."""
    a = listed([("Ancol", 100_000_000, 10)], Terms(RosterIncome()))
    b = listed([("Ancol", 100_000_000, 7), ("Ancol", 110_000_000, 4)], Terms(RosterIncome()))
    assert moved(a, b) == {Cause.PEOPLE: 18_800, Cause.WAGE: 6_000}


def test_planned_people_give_way_to_a_list() -> None:
    """Twelve planned at 8.100; the list has ten, of whom four earn 2.000.000."""
    b = listed([("Ancol", LOW, 6), ("Fadly", HIGH, 4)], OWN)
    a = replace(
        plan(("Honorer", JANUARY, 12), terms=PU, span=b.span),
        groups=(Group("Honorer", "Disdik", Segment.PU),),
    )
    assert moved(a, b) == {Cause.PEOPLE: -16_200, Cause.WAGE: 10_800}


def test_person_months_beyond_64_bits_are_refused() -> None:
    """Half of 2^63 people twice at a price of zero: no rupiah pass the limit, but the people do."""
    free = Terms(Wage(1), rounding=Rounding.DOWN)
    a = listed([("Ancol", None, 2**62), ("Fadly", None, 2**62)], free)
    projection = project(a, LAW)
    with pytest.raises(LimitExceeded, match="Orang-bulan"):
        waterfall(projection, projection)
