"""Quotes against what regencies printed, and the discount that the APBD does not get."""

import pytest

from budget.contribution import Income, Payer, Programme, Sector, Terms, Wage
from budget.engine.prices import price
from budget.engine.quote import quote
from budget.errors import LawGap, LimitExceeded
from budget.law import LawBook
from budget.money import Rounding
from budget.period import Month, MonthRange

LOWEST_BPU = Terms(Income())
# Nilai UMK Klaten 2023, Rp2.152.322,94.
UMK_KLATEN = 215_232_294


@pytest.mark.parametrize(
    ("heads", "months", "printed"),
    [
        pytest.param(95_238, 3, 4_799_995_200, id="Bandung Barat 2025, pekerja rentan"),
        pytest.param(2_274, 12, 458_438_400, id="Sumenep 2025, buruh tani tembakau"),
    ],
)
def test_published_programmes_reproduce_to_the_rupiah(
    heads: int, months: int, printed: int, law: LawBook
) -> None:
    first = Month(2025, 1)
    result = quote(LOWEST_BPU, heads, MonthRange(first, first.plus(months - 1)), law)
    assert result.total == printed
    assert result.person_months == heads * months
    assert result.cost(Programme.JKK) == heads * months * 10_000
    assert result.cost(Programme.JKM) == heads * months * 6_800


@pytest.mark.parametrize(
    ("rounding", "jkk", "jkm"),
    [(Rounding.HALF_UP, 5_166, 6_457), (Rounding.DOWN, 5_165, 6_456), (Rounding.UP, 5_166, 6_457)],
)
def test_pu_contribution_is_rounded_per_programme(
    rounding: Rounding, jkk: int, jkm: int, law: LawBook
) -> None:
    """Klaten 2023: 0,24 % of 2.152.322,94 is 5.165,58 and 0,30 % is 6.456,97, together the printed 11.623."""
    terms = Terms(Wage(UMK_KLATEN), rounding=rounding)
    (month,) = quote(terms, 1, MonthRange(Month(2023, 1), Month(2023, 1)), law).months
    assert [p.rupiah for p in month.prices] == [jkk, jkm]
    if rounding is Rounding.HALF_UP:
        assert month.total == 11_623


def test_pu_contribution_rounds_half_up_per_person(law: LawBook) -> None:
    """0,24 % of 625 is 1,5: two rupiah for each of three people, not 4,5 rounded for all."""
    terms = Terms(Wage(62_500), programmes=(Programme.JKK,))
    result = quote(terms, 3, MonthRange(Month(2023, 1), Month(2023, 1)), law)
    assert result.total == 6


def test_the_share_of_the_apbd_is_taken_before_the_one_rounding(law: LawBook) -> None:
    """0,24 % of 625 is 1,5, and 33,3 % of it 0,4995: nothing. Rounded twice it would be 2, then 1."""
    terms = Terms(Wage(62_500), programmes=(Programme.JKK,), share_ppm=333_000)
    assert price(terms, Programme.JKK, Month(2023, 1), law, None).rupiah == 0


@pytest.mark.parametrize(
    ("payer", "sector", "jkk", "jkm"),
    [
        (Payer.APBD, Sector.OTHER, 10_000, 6_800),
        (Payer.SELF, Sector.OTHER, 5_000, 3_400),
        (Payer.APBD, Sector.TRANSPORT, 10_000, 6_800),
        (Payer.SELF, Sector.TRANSPORT, 5_000, 3_400),
    ],
)
def test_pp_50_2025_halves_bpu_but_not_for_the_apbd(
    payer: Payer, sector: Sector, jkk: int, jkm: int, law: LawBook
) -> None:
    terms = Terms(Income(), payer=payer, sector=sector)
    result = quote(terms, 1, MonthRange(Month(2026, 5), Month(2026, 5)), law)
    assert [p.rupiah for p in result.months[0].prices] == [jkk, jkm]
    assert any("PP 50/2025" in reference.source for reference in result.references)
    withheld = [caution for caution in result.cautions if caution.code == "potongan_dikecualikan"]
    assert bool(withheld) is (payer is Payer.APBD)


def test_the_article_of_the_exclusion_is_among_the_references(law: LawBook) -> None:
    result = quote(LOWEST_BPU, 1, MonthRange(Month(2026, 5), Month(2026, 5)), law)
    assert result.total == 16_800
    sources = [reference.source for reference in result.references]
    assert "PP 50/2025, pengecualian peserta yang dibayar APBN/APBD" in sources
    assert "PP 44/2015 jo. PP 82/2019, Lampiran II, baris 1" in sources


@pytest.mark.parametrize(
    ("sector", "before", "first", "last", "after"),
    [
        (Sector.OTHER, Month(2026, 3), Month(2026, 4), Month(2026, 12), Month(2027, 1)),
        (Sector.TRANSPORT, Month(2025, 12), Month(2026, 1), Month(2027, 3), Month(2027, 4)),
    ],
)
def test_pp_50_2025_begins_and_ends_by_sector(
    sector: Sector, before: Month, first: Month, last: Month, after: Month, law: LawBook
) -> None:
    terms = Terms(Income(), payer=Payer.SELF, sector=sector)
    months = (before, first, last, after)
    totals = [quote(terms, 1, MonthRange(month, month), law).total for month in months]
    assert totals == [16_800, 8_400, 8_400, 16_800]


def test_pp_49_2020_leaves_one_hundredth_to_everybody(law: LawBook) -> None:
    """August 2020 – January 2021; 1 % of 10.000 and of 6.800, and of 3.600 and 4.500 at 1.500.000."""
    span = MonthRange(Month(2020, 7), Month(2021, 2))
    bpu = [month.total for month in quote(LOWEST_BPU, 1, span, law).months]
    assert bpu == [16_800, 168, 168, 168, 168, 168, 168, 16_800]
    pu = [month.total for month in quote(Terms(Wage(150_000_000)), 1, span, law).months]
    assert pu == [8_100, 81, 81, 81, 81, 81, 81, 8_100]


@pytest.mark.parametrize(
    ("income", "jkk"),
    [
        (0, 10_000),
        (1_099_000, 10_000),
        pytest.param(1_099_500, 10_000, id="in the hole between two printed rows"),
        (1_100_000, 12_000),
        (20_200_000, 207_000),
        (900_000_000, 207_000),
    ],
)
def test_the_next_lower_bound_ends_a_bracket(income: int, jkk: int, law: LawBook) -> None:
    """PP 44/2015, Lampiran II: rows 1, 2 and 33."""
    terms = Terms(Income(income), programmes=(Programme.JKK,))
    assert quote(terms, 1, MonthRange(Month(2025, 1), Month(2025, 1)), law).total == jkk


@pytest.mark.parametrize(
    ("risk_class", "jkk"), [(1, 2_400), (2, 5_400), (3, 8_900), (4, 12_700), (5, 17_400)]
)
def test_jkk_of_pu_by_risk_class(risk_class: int, jkk: int, law: LawBook) -> None:
    """PP 44/2015, Pasal 16: 0,24 %, 0,54 %, 0,89 %, 1,27 % and 1,74 % of a wage of 1.000.000."""
    terms = Terms(Wage(100_000_000), risk_class=risk_class)
    (month,) = quote(terms, 1, MonthRange(Month(2025, 1), Month(2025, 1)), law).months
    assert [p.rupiah for p in month.prices] == [jkk, 3_000]


def test_a_month_before_the_law_is_an_error_not_zero(law: LawBook) -> None:
    with pytest.raises(LawGap, match="Juni 2015"):
        quote(LOWEST_BPU, 1, MonthRange(Month(2015, 6), Month(2015, 7)), law)
    with pytest.raises(LawGap, match=r"JHT.*Januari 2025"):
        terms = Terms(Wage(100_000_000), programmes=(Programme.JHT,))
        quote(terms, 1, MonthRange(Month(2025, 1), Month(2025, 1)), law)


def test_a_quote_past_the_limit_is_refused(law: LawBook) -> None:
    """2^63 - 1 rupiah pay 549.010.240.289.032 people at 16.800."""
    month = MonthRange(Month(2025, 1), Month(2025, 1))
    most = (2**63 - 1) // 16_800
    assert quote(LOWEST_BPU, most, month, law).total == most * 16_800
    with pytest.raises(LimitExceeded, match=r"9223372036854775807|9\.223\.372"):
        quote(LOWEST_BPU, most + 1, month, law)
