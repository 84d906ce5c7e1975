"""The law that pagu ships, value by value.

Sources: PP 44/2015 jo. PP 82/2019 (PU rates, BPU table in Lampiran II), PP 46/2015 (JHT), PP 49/2020 and
PP 50/2025 (temporary reductions).
"""

from dataclasses import replace
from datetime import date

import pytest

from budget.contribution import Payer, Programme, Sector, Segment
from budget.errors import FileError, LawGap
from budget.law import LawBook, Status
from budget.law.reading import parse_law
from budget.period import Month

JKK, JKM, JHT = Programme.JKK, Programme.JKM, Programme.JHT

# Row: lower bound, JKK (1 % of the row's base), JKM, JHT (2 % of the base). PP 44/2015 Lampiran II.
BPU_ROWS = [
    (0, 10_000, 6_800, 20_000),
    (1_100_000, 12_000, 6_800, 24_000),
    (1_300_000, 14_000, 6_800, 28_000),
    (1_500_000, 16_000, 6_800, 32_000),
    (1_700_000, 18_000, 6_800, 36_000),
    (1_900_000, 20_000, 6_800, 40_000),
    (2_100_000, 22_000, 6_800, 44_000),
    (2_300_000, 24_000, 6_800, 48_000),
    (2_500_000, 26_000, 6_800, 52_000),
    (2_700_000, 29_500, 6_800, 59_000),
    (3_200_000, 34_500, 6_800, 69_000),
    (3_700_000, 39_500, 6_800, 79_000),
    (4_200_000, 44_500, 6_800, 89_000),
    (4_700_000, 49_500, 6_800, 99_000),
    (5_200_000, 54_500, 6_800, 109_000),
    (5_700_000, 59_500, 6_800, 119_000),
    (6_200_000, 64_500, 6_800, 129_000),
    (6_700_000, 69_500, 6_800, 139_000),
    (7_200_000, 74_500, 6_800, 149_000),
    (7_700_000, 79_500, 6_800, 159_000),
    (8_200_000, 87_000, 6_800, 174_000),
    (9_200_000, 97_000, 6_800, 194_000),
    (10_200_000, 107_000, 6_800, 214_000),
    (11_200_000, 117_000, 6_800, 234_000),
    (12_200_000, 127_000, 6_800, 254_000),
    (13_200_000, 137_000, 6_800, 274_000),
    (14_200_000, 147_000, 6_800, 294_000),
    (15_200_000, 157_000, 6_800, 314_000),
    (16_200_000, 167_000, 6_800, 334_000),
    (17_200_000, 177_000, 6_800, 354_000),
    (18_200_000, 187_000, 6_800, 374_000),
    (19_200_000, 197_000, 6_800, 394_000),
    (20_200_000, 207_000, 6_800, 414_000),
]


def test_the_bpu_table_is_that_of_lampiran_ii(law: LawBook) -> None:
    rows = law.bpu_table(Month(2026, 5)).rows
    assert [(row.lower, row.jkk, row.jkm, row.jht) for row in rows] == BPU_ROWS
    assert [row.number for row in rows] == list(range(1, 34))
    assert all((row.base, row.base * 2) == (row.jkk * 100, row.jht * 100) for row in rows)


@pytest.mark.parametrize(
    ("income", "lower"),
    [
        (0, 0),
        (1_099_000, 0),
        (1_099_001, 0),  # the printed upper bound leaves a hole up to the next row
        (1_099_999, 0),
        (1_100_000, 1_100_000),
        (1_299_999, 1_100_000),
        (20_199_999, 19_200_000),
        (20_200_000, 20_200_000),
        (10**12, 20_200_000),
    ],
)
def test_an_income_belongs_to_the_row_below_the_next_bound(law: LawBook, income: int, lower: int) -> None:
    assert law.bpu_table(Month(2026, 5)).bracket(income).lower == lower


def test_rows_of_one_transcription_are_marked_as_secondary(law: LawBook) -> None:
    statuses = [row.status for row in law.bpu_table(Month(2026, 5)).rows]
    assert statuses == [Status.VERIFIED, *[Status.SECONDARY] * 31, Status.VERIFIED]


def test_a_reference_is_as_sure_as_its_less_sure_part(law: LawBook) -> None:
    table = law.bpu_table(Month(2026, 5))
    assert table.reference(JKK, table.rows[0]).status is Status.VERIFIED
    assert table.reference(JKK, table.rows[5]).status is Status.SECONDARY
    assert table.reference(JHT, table.rows[0]).status is Status.SECONDARY
    assert table.reference(JKK, table.rows[5]).source.endswith("baris 6")


@pytest.mark.parametrize(
    ("risk_class", "rate_ppm"), [(1, 2_400), (2, 5_400), (3, 8_900), (4, 12_700), (5, 17_400)]
)
def test_pu_pays_jkk_by_risk_class(law: LawBook, risk_class: int, rate_ppm: int) -> None:
    assert law.rate(JKK, risk_class, Month(2022, 1)).rate_ppm == rate_ppm


@pytest.mark.parametrize("risk_class", [1, 2, 3, 4, 5])
def test_pu_pays_the_same_jkm_in_every_risk_class(law: LawBook, risk_class: int) -> None:
    assert law.rate(JKM, risk_class, Month(2022, 1)).rate_ppm == 3_000


def test_no_law_is_held_for_months_before_july_2015(law: LawBook) -> None:
    before = Month(2015, 6)
    with pytest.raises(LawGap, match="Juni 2015"):
        law.rate(JKK, 1, before)
    with pytest.raises(LawGap, match="Juni 2015"):
        law.bpu_table(before)
    assert law.rate(JKK, 1, Month(2015, 7)).rate_ppm == 2_400
    assert law.bpu_table(Month(2015, 7)).rows


@pytest.mark.parametrize(("programme", "risk_class"), [(JKK, 0), (JKK, 6), (JHT, 1)])
def test_what_the_law_does_not_know_is_a_gap_and_not_zero(
    law: LawBook, programme: Programme, risk_class: int
) -> None:
    with pytest.raises(LawGap):
        law.rate(programme, risk_class, Month(2026, 1))


@pytest.mark.parametrize("segment", Segment)
@pytest.mark.parametrize("payer", Payer)
@pytest.mark.parametrize("programme", [JKK, JKM])
def test_pp_49_2020_leaves_one_percent_for_everybody(
    law: LawBook, programme: Programme, payer: Payer, segment: Segment
) -> None:
    def of(year: int, month: int) -> int | None:
        found = law.discount(programme, segment, payer, Sector.OTHER, Month(year, month))
        return found.remaining_ppm if found else None

    assert (of(2020, 7), of(2020, 8), of(2021, 1), of(2021, 2)) == (None, 10_000, 10_000, None)


@pytest.mark.parametrize(
    ("sector", "first", "last"),
    [
        (Sector.TRANSPORT, Month(2026, 1), Month(2027, 3)),
        (Sector.OTHER, Month(2026, 4), Month(2026, 12)),
    ],
)
def test_pp_50_2025_halves_bpu_of_those_who_pay_themselves(
    law: LawBook, sector: Sector, first: Month, last: Month
) -> None:
    def holds(month: Month, programme: Programme = JKK, segment: Segment = Segment.BPU) -> bool:
        found = law.discount(programme, segment, Payer.SELF, sector, month)
        return found is not None and found.remaining_ppm == 500_000

    assert holds(first)
    assert holds(last)
    assert holds(first, JKM)
    assert not holds(first.plus(-1))
    assert not holds(last.plus(1))
    assert not holds(first, JHT)
    assert not holds(first, JKK, Segment.PU)


def test_pp_50_2025_excludes_members_paid_by_the_apbd(law: LawBook) -> None:
    may_2026 = Month(2026, 5)
    assert law.discount(JKK, Segment.BPU, Payer.APBD, Sector.OTHER, may_2026) is None
    withheld = law.withheld_discount(JKK, Segment.BPU, Payer.APBD, Sector.OTHER, may_2026)
    assert withheld is not None
    assert withheld.exclusion_reference is not None
    assert "PP 50/2025" in withheld.exclusion_reference.source
    assert law.withheld_discount(JKK, Segment.BPU, Payer.SELF, Sector.OTHER, may_2026) is None


def test_prices_change_where_a_value_begins_or_follows_one_that_ended(law: LawBook) -> None:
    assert law.changes() == (
        Month(2015, 7),
        Month(2020, 8),
        Month(2021, 2),
        Month(2026, 1),
        Month(2026, 4),
        Month(2027, 1),
        Month(2027, 4),
    )


def test_on_keeps_only_what_holds_in_the_month(law: LawBook) -> None:
    may_2026 = law.on(Month.of(date(2026, 5, 1)))
    assert len(may_2026.rates) == 6
    assert len(may_2026.bpu_tables) == 1
    assert {discount.name for discount in may_2026.discounts} == {
        "PP 50/2025 (transportasi)",
        "PP 50/2025 (selain transportasi)",
    }
    assert law.on(Month(2015, 6)) == LawBook((), (), ())


def test_every_value_names_its_article_and_how_sure_it_is(law: LawBook) -> None:
    references = [value.reference for value in (*law.rates, *law.discounts)]
    references += [r for table in law.bpu_tables for _, r in table.references]
    assert all(reference.source.startswith("PP ") for reference in references)
    # What was not found in the text is said beside the value.
    assert all(r.note for r in references if r.status is not Status.VERIFIED)


def test_no_two_values_hold_for_the_same_thing_in_one_month(law: LawBook) -> None:
    rates = [replace(rate, rate_ppm=0, reference=law.rates[0].reference) for rate in law.rates]
    assert len(set(rates)) == len(rates)
    for change in law.changes():
        for segment in Segment:
            for sector in Sector:
                holding = [d for d in law.discounts if d.concerns(segment, sector, change)]
                assert len(holding) <= 1


def test_a_table_with_a_gap_at_the_bottom_is_refused() -> None:
    text = """
        [[bpu_table]]
        from = 2015-07-01
        article = {}
        row = [{ lower = 1, base = 1, jkk = 1, jkm = 1, jht = 1, status = "verified" }]
    """
    with pytest.raises(FileError, match="begin at 0"):
        parse_law(text)


def test_a_rate_finer_than_a_part_per_million_is_refused() -> None:
    text = """
        [[rate]]
        programme = "JKM"
        percent = "0.30001"
        from = 2015-07-01
        source = "PP"
        status = "verified"
    """
    with pytest.raises(FileError, match="part per million"):
        parse_law(text)
