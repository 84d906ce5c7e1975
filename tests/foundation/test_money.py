"""Whole rupiah: how offices write amounts, what is refused, and the one rounding."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.errors import NotMoney
from budget.money import (
    Rounding,
    divide_rounded,
    format_number,
    format_percent,
    format_rupiah,
    format_sen,
    parse_rupiah,
    parse_sen,
    terbilang,
)

AMOUNTS = st.integers(-(2**63) + 1, 2**63 - 1)


@pytest.mark.parametrize(
    ("written", "rupiah"),
    [
        ("1500000", 1_500_000),
        ("1.500.000", 1_500_000),
        ("Rp 1.500.000,-", 1_500_000),
        ("Rp1.500.000,00", 1_500_000),
        ("rp. 16.800", 16_800),
        ("1,5 juta", 1_500_000),
        ("7,2 miliar", 7_200_000_000),
        ("7,2 Milyar", 7_200_000_000),
        ("10,5 triliun", 10_500_000_000_000),
        ("500 rb", 500_000),
        ("1.500 juta", 1_500_000_000),
        ("1.500\u00a0juta", 1_500_000_000),
        ("-2.000", -2_000),
        ("Rp-2.000", -2_000),
        ("(2.000)", -2_000),
        ("0", 0),
        (" 16800 ", 16_800),
        (16_800, 16_800),
        (16_800.0, 16_800),
        (Decimal(16_800), 16_800),
    ],
)
def test_amounts_are_read_as_offices_write_them(written: str | float | Decimal, rupiah: int) -> None:
    assert parse_rupiah(written) == rupiah


@pytest.mark.parametrize("written", ["1,500,000", "1,500", "12,345,678.00", "Rp 1,500"])
def test_commas_as_thousands_are_refused_as_ambiguous(written: str) -> None:
    with pytest.raises(NotMoney, match="bermakna ganda"):
        parse_rupiah(written)


@pytest.mark.parametrize(
    "written",
    ["", "-", "seribu", "12 lusin", "1.50.000", "1.5000", "1..000", "0x10", "1e6", "١٬٠٠٠", "NaN", "∞"],
)
def test_what_is_no_amount_is_refused(written: str) -> None:
    with pytest.raises(NotMoney):
        parse_rupiah(written)


@pytest.mark.parametrize("written", ["16.800,50", "0,5", 16_800.5, "1,0000001 juta"])
def test_fractions_of_a_rupiah_are_refused(written: str | float) -> None:
    with pytest.raises(NotMoney, match="bukan rupiah bulat"):
        parse_rupiah(written)


@pytest.mark.parametrize("value", [2**63, -(2**63), "9223372036854775808", "9" * 30, "99999999 triliun"])
def test_amounts_past_64_bits_are_refused(value: str | int) -> None:
    with pytest.raises(NotMoney):
        parse_rupiah(value)


def test_the_largest_amount_is_read_to_the_last_rupiah() -> None:
    assert parse_rupiah("9.223.372.036.854.775.807") == 2**63 - 1


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 2.0**53, True])
def test_numbers_that_a_cell_cannot_hold_exactly_are_refused(value: float) -> None:
    with pytest.raises(NotMoney):
        parse_rupiah(value)


@pytest.mark.parametrize(
    ("written", "sen"),
    [
        ("2.152.322,94", 215_232_294),  # UMK Klaten 2023
        (2152322.94, 215_232_294),
        ("2152322.94", 215_232_294),
        ("1.500.000", 150_000_000),
        (0.1, 10),
    ],
)
def test_wages_may_carry_cents(written: str | float, sen: int) -> None:
    assert parse_sen(written) == sen


def test_wages_finer_than_a_cent_are_refused() -> None:
    with pytest.raises(NotMoney, match="dua angka"):
        parse_sen("2.152.322,945")


@given(AMOUNTS)
def test_a_formatted_amount_reads_back(amount: int) -> None:
    assert parse_rupiah(format_number(amount)) == amount
    assert parse_rupiah(format_rupiah(amount)) == amount


@given(st.integers(-(2**62), 2**62))
def test_a_formatted_wage_reads_back(sen: int) -> None:
    assert parse_sen(format_sen(sen)) == sen


def test_amounts_are_written_as_offices_write_them() -> None:
    assert format_number(10_500_000_000) == "10.500.000.000"
    assert format_rupiah(-1_000) == "-Rp1.000"
    assert format_sen(215_232_294) == "2.152.322,94"
    assert format_sen(-150) == "-1,50"


@pytest.mark.parametrize(
    ("ppm", "written"),
    [(2_400, "0,24 %"), (319_000, "31,9 %"), (1_000_000, "100 %"), (0, "0 %"), (-55_000, "-5,5 %")],
)
def test_percentages_have_a_comma_and_a_space(ppm: int, written: str) -> None:
    assert format_percent(ppm) == written


@given(st.integers(0, 10**30), st.integers(1, 10**18))
def test_rounding_obeys_its_rule(numerator: int, denominator: int) -> None:
    exact = Fraction(numerator, denominator)
    down = divide_rounded(numerator, denominator, Rounding.DOWN)
    up = divide_rounded(numerator, denominator, Rounding.UP)
    half_up = divide_rounded(numerator, denominator, Rounding.HALF_UP)
    assert down <= exact < down + 1
    assert up - 1 < exact <= up
    assert -Fraction(1, 2) < half_up - exact <= Fraction(1, 2)


@given(st.integers(0, 10**18), st.integers(1, 10**9), st.sampled_from(Rounding))
def test_rounding_leaves_whole_quotients_alone(whole: int, denominator: int, rounding: Rounding) -> None:
    assert divide_rounded(whole * denominator, denominator, rounding) == whole


def test_half_a_rupiah_is_rounded_up() -> None:
    assert divide_rounded(5, 2, Rounding.HALF_UP) == 3
    assert divide_rounded(5, 2, Rounding.DOWN) == 2
    assert divide_rounded(9, 4, Rounding.UP) == 3


@pytest.mark.parametrize(("numerator", "denominator"), [(-1, 2), (1, 0), (1, -2)])
def test_rounding_takes_no_negative_numbers(numerator: int, denominator: int) -> None:
    with pytest.raises(ValueError, match="non-negative"):
        divide_rounded(numerator, denominator, Rounding.HALF_UP)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (10_500_000_000, "sepuluh miliar lima ratus juta rupiah"),
        (1_000, "seribu rupiah"),
        (100, "seratus rupiah"),
        (11, "sebelas rupiah"),
        (0, "nol rupiah"),
        (1_016_200, "satu juta enam belas ribu dua ratus rupiah"),
        (-1_000, "minus seribu rupiah"),
    ],
)
def test_amounts_in_words(amount: int, words: str) -> None:
    assert terbilang(amount) == words
