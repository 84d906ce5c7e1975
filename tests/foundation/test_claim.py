"""Claims as they are made in speeches and newspapers, worked out exactly."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.claim import Judgement, Unit, judge, read_claim
from budget.claim.quantities import decimal
from budget.errors import BadEntry
from budget.money import format_number


def check(text: str) -> Judgement:
    return judge(read_claim(text))


def codes(found: Judgement) -> list[str]:
    return [problem.code for problem in found.findings]


def test_fifteen_thousand_people_for_a_year_cost_24_million_more_than_three_miliar() -> None:
    """15.000 × 16.800 × 12 = 3.024.000.000. Three miliar is right to the miliar, yet the money is short.

    3.000.000.000 / 201.600 = 14.880,95: between 14.880 (2.999.808.000) and 14.881 people (3.000.009.600).
    """
    found = check("15.000 orang x Rp16.800 x 12 bulan = Rp3 miliar")
    assert (found.computed, found.difference) == (3_024_000_000, -24_000_000)
    assert (found.is_exact, found.is_right_as_rounded, found.holds) == (False, True, False)
    (finding,) = found.findings
    assert finding.code == "bukan_orang_bulat"
    assert "14.880 orang = Rp2.999.808.000 atau 14.881 orang = Rp3.000.009.600" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "95.238 × 3 × 16.800 = 4.799.995.200",
        "95.238 orang x 3 bulan x Rp16.800 = Rp4.799.995.200",
        "95.238x3xRp 16.800,- = Rp4.799.995.200",
        "2.274 jiwa kali 12 bulan kali Rp16.800/orang/bulan adalah Rp458.438.400.",
        "Rp458.438.400 = 2.274 peserta * 12 bln * 16,8 ribu rupiah",
        "0,54 % dari Rp2.152.322,94 = Rp11.623",
        "31,9 % menjadi 35,68 % dari 1,6 juta = 60.480 orang",
        "12.096 orang x 15 bulan x Rp16.800 = Rp3.048.192.000",
        "31,9 % dari 1,6 juta orang = 510.400 orang",
        "468.000 dari 1,6 juta adalah 29,25 %",
        "468.000 orang / 1,6 juta orang = 29,25 persen",
        "Rp10,5 miliar / 17 bulan / 77.000 orang = Rp8.021",
        "60.480 orang / 5 bulan = 12.096 orang",
        "Rp4.799.995.200 untuk 95.238 orang selama 3 bulan dengan Rp16.800",
    ],
)
def test_published_figures_that_are_right_hold(text: str) -> None:
    """Bandung Barat 2025, Sumenep 2025, Klaten 2023, Kabupaten Bandung 2023 (facts, section 7)."""
    found = check(text)
    assert found.holds is True
    assert "persen_tidak_cocok" not in codes(found)


def test_a_percentage_that_does_not_match_its_counts_names_what_would() -> None:
    """468.000 = 35,68 % of 1,6 million: it is 29,25 %; 35,68 % implies 1.311.659, or 570.880 people."""
    for text in ("468.000 = 35,68 % dari 1,6 juta", "468.000 dari 1,6 juta = 35,68 %"):
        found = check(text)
        assert found.holds is False
        assert not found.is_possible
        (finding,) = found.findings
        assert finding.code == "persen_tidak_cocok"
        for part in ("29,25 %", "1.311.659", "570.880"):
            assert part in finding.message


def test_what_the_printed_digits_leave_open_is_said_and_does_not_hold() -> None:
    """468.000 / 1.310.000 = 35,73 %; 1,31 million may be anything up to 1.315.000, which gives 35,59 %."""
    found = check("468.000 dari 1,31 juta = 35,68 %")
    assert (found.holds, found.is_possible) == (False, True)
    assert not check("468.000 dari 1.310.000 = 35,68 %").is_possible


def test_a_total_over_the_rupiah_holds_only_where_it_is_not_short() -> None:
    """77.000 × 8.021 × 17 = 10.499.489.000; × 8.100 it is 10.602.900.000: 10,6 miliar lacks 2.900.000."""
    assert check("77.000 x 8.021 x 17 = Rp10,5 miliar").holds is True
    short = check("77.000 orang x Rp8.100 x 17 bulan = Rp10,6 miliar")
    assert (short.difference, short.is_right_as_rounded, short.holds) == (-2_900_000, True, False)
    assert check("77.000 orang x Rp8.100 x 17 bulan = Rp10,7 miliar").holds is False


def test_a_total_with_a_price_pays_whole_people_or_is_named() -> None:
    """4.799.995.200 / 16.800 = 285.714 person-months = 95.238 people × 3; 3 miliar pays no whole number."""
    found = check("Rp4.799.995.200 dengan Rp16.800 per bulan")
    assert (found.computed, found.unit, found.holds) == (285_714, Unit.PERSON_MONTHS, True)
    found = check("Rp4.799.995.200 dengan Rp16.800 per bulan selama 3 bulan")
    assert (found.computed, found.unit, found.holds) == (95_238, Unit.PEOPLE, True)
    found = check("Rp3 miliar dengan Rp16.800 selama 12 bulan")
    assert (found.holds, codes(found)) == (False, ["tidak_bulat"])
    found = check("Rp3.024.000.000 untuk 15.000 orang dengan Rp16.800")
    assert (found.computed, found.unit) == (12, Unit.MONTHS)
    found = check("Rp3.024.000.000 untuk 15.000 orang selama 12 bulan")
    assert (found.computed, found.unit) == (16_800, Unit.RUPIAH)


def test_without_a_result_there_is_an_answer_and_no_verdict() -> None:
    """10,5 miliar / 17 / 77.000 = 8.021,39…"""
    found = check("Rp10,5 miliar / 17 bulan / 77.000 orang")
    assert found.computed == Fraction(10_500_000_000, 17 * 77_000)
    assert (found.holds, found.unit, decimal(found.computed)) == (None, Unit.RUPIAH, "± 8.021,39")


def test_people_that_come_in_parts_are_named() -> None:
    found = check("35,68 % dari 1.600.001 orang")
    assert codes(found) == ["tidak_bulat"]
    assert check("35,68 % dari 1.600.001 orang = 570.881 orang").holds is True


def test_a_result_of_another_unit_does_not_hold() -> None:
    found = check("5.000 orang x 12 bulan = 60.000 orang")
    assert (found.holds, codes(found), found.difference) == (False, ["satuan_lain"], None)
    assert check("5.000 orang x 12 bulan = 60.000 OB").holds is True
    assert check("5.000 orang x Rp16.800 = 84.000.000 orang").holds is False


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ("15.000 kucing x 3", 8, "angka, satuan"),
        ("15.000 orang x", 15, "angka, misalnya"),
        ("", 1, "angka, misalnya"),
        ("x 3", 1, "angka, misalnya"),
        ("15.000 orang 12 bulan", 14, "×, /, ="),
        ("1,500,000 orang x Rp16.800", 1, "bermakna ganda"),
        ("Rp3 miliar x Rp2", 14, "rupiah sekali saja"),
        ("3 orang x 4 orang", 11, "orang sekali saja"),
        ("468.000 dari 0 = 3 %", 14, "selain nol"),
        ("10 / 0", 6, "selain nol"),
        ("468.000 dari 1,6 juta = 29", 25, "persen, misalnya"),
        ("3 orang x 4 bulan = 5 %", 21, "jumlah orang-bulan"),
        ("3 % menjadi 4 orang dari 5", 13, "persen"),
        ("3 % menjadi 4 % = 5", 17, "dari, lalu"),
        ("Rp3 miliar dengan 4 orang", 19, "rupiah di atas nol"),
        ("Rp3 miliar selama 3 bulan", 26, "juga iuran"),
        ("Rp3 miliar dengan Rp2 dengan Rp3", 23, "sekali saja"),
        ("3 orang dengan Rp2", 9, "akhir pernyataan"),
        ("468.000 orang dari Rp3", 20, "penyebut"),
        ("5 juta % dari 3", 1, "persen tanpa satuan"),
        ("Rp5 orang", 1, "tidak keduanya"),
        ("9999999999999999999999 orang", 1, "terlalu besar"),
        ("3 x 4 = 5 x 6", None, "Kedua sisi"),
        ("Rp3 = Rp3 dengan Rp1 untuk 3 orang selama 1 bulan", None, "hanya satu hasil"),
        ("1" * 501, None, "terlalu panjang"),
    ],
)
def test_what_is_no_claim_is_refused_with_its_place_and_what_was_expected(
    text: str, place: int | None, expected: str
) -> None:
    with pytest.raises(BadEntry) as refused:
        check(text)
    assert expected in str(refused.value)
    assert place is None or f"Huruf ke-{place}:" in str(refused.value)


@given(
    people=st.integers(1, 10**7),
    rate=st.integers(1, 10**6),
    months=st.integers(1, 60),
    off=st.integers(-9, 9),
)
def test_a_product_printed_to_the_rupiah_holds_exactly_when_it_is_the_product(
    people: int, rate: int, months: int, off: int
) -> None:
    total = people * rate * months
    claimed = max(0, total + off)
    product = f"{format_number(people)} orang x Rp{format_number(rate)} x {months} bulan"
    found = check(f"{product} = Rp{format_number(claimed)}")
    assert found.computed == total
    assert found.difference == claimed - total
    assert found.holds is (claimed == total)
