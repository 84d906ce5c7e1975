"""The NIK doctor: what a cell must hold to be a NIK, and what Excel does to one."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.plan.entry import Cell
from budget.roster.member import Sex
from budget.roster.nik import PROVINCES, looks_rounded, read_nik

GOOD = "3204901205800012"


def test_a_nik_says_region_birth_date_and_serial_number() -> None:
    reading = read_nik(GOOD)
    assert (reading.code, reading.nik) == ("", 3204901205800012)
    assert reading.birth is not None
    assert (reading.birth.sex, reading.birth.in_1900s) == (Sex.MALE, date(1980, 5, 12))


def test_women_have_forty_added_to_the_day() -> None:
    birth = read_nik("3204905205800012").birth
    assert birth is not None
    assert (birth.sex, birth.in_1900s) == (Sex.FEMALE, date(1980, 5, 12))


@pytest.mark.parametrize(
    "cell",
    [" 3204901205800012 ", "'3204901205800012", "3204 9012 0580 0012", "3204.90.120580.0012",
     "3204901205800012\u00a0", "\u200b3204901205800012", "320490\n1205800012"],
)  # fmt: skip
def test_spaces_dots_and_a_leading_apostrophe_do_not_matter(cell: str) -> None:
    assert read_nik(cell).digits == GOOD


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (None, "nik_kosong"),
        ("", "nik_kosong"),
        (" - ", "nik_kosong"),
        ("32049O1205800012", "nik_bukan_angka"),
        ("٣٢٠٤٩٠١٢٠٥٨٠٠٠١٢", "nik_bukan_angka"),
        ("=3204901205800012", "nik_bukan_angka"),
        (True, "nik_bukan_angka"),
        (date(1980, 5, 12), "nik_bukan_angka"),
        (float("nan"), "nik_bukan_angka"),
        (float("inf"), "nik_bukan_angka"),
        (Decimal("NaN"), "nik_bukan_angka"),
        (-3204901205800010, "nik_bukan_angka"),
        (0.5, "nik_bukan_angka"),
        ("320490120580001", "nik_panjang"),
        ("32049012058000123", "nik_panjang"),
        (320490, "nik_panjang"),
        ("1111111111111111", "nik_semu"),
        ("0000000000000000", "nik_semu"),
        ("1234567890123456", "nik_semu"),
        ("0123456789012345", "nik_semu"),
        ("9876543210987654", "nik_semu"),
        ("3204901205800000", "nik_semu"),
        ("4004901205800012", "nik_provinsi"),
        ("9704901205800012", "nik_provinsi"),
        ("3204903113800012", "nik_tanggal"),
        ("3204903002800012", "nik_tanggal"),
        ("3204907205800012", "nik_tanggal"),
        ("3204900005800012", "nik_tanggal"),
    ],
)
def test_what_is_no_nik_is_named(cell: Cell, code: str) -> None:
    assert read_nik(cell).code == code


@pytest.mark.parametrize(
    "cell",
    [3204901205800010, 3204901205800010.0, Decimal("3204901205800010"), 320490120580001, 3.20490120580001e15,
     "3.20421E+15", "3,20421E+15", "3.2e15", "3E+15", "3204901205800010.0", "3204901205800010,00"],
)  # fmt: skip
def test_a_nik_that_excel_made_a_number_is_named_as_rounded(cell: Cell) -> None:
    assert read_nik(cell).code == "nik_dibulatkan"


def test_a_text_ending_in_zero_is_a_nik_unless_the_list_was_rounded() -> None:
    assert read_nik("3204901205800010").code == ""
    assert read_nik("3204901205800010", rounded=True).code == "nik_dibulatkan"
    assert read_nik("3204901205800000", rounded=True).code == "nik_dibulatkan"
    assert read_nik(GOOD, rounded=True).code == ""


def test_a_list_looks_rounded_when_most_of_twenty_texts_end_in_zero() -> None:
    rounded = [f"320490120580{serial:03d}0" for serial in range(1, 21)]
    assert looks_rounded(rounded)
    assert not looks_rounded(rounded[:19])
    assert looks_rounded([*rounded, *[GOOD] * 19, None, "x", 5])
    assert not looks_rounded([*rounded, *[GOOD] * 20])


def test_there_are_thirty_eight_provinces() -> None:
    assert len(PROVINCES) == 38
    assert {"11", "21", "32", "36", "91", "96"} <= PROVINCES


def test_a_29th_of_february_1900_never_was() -> None:
    birth = read_nik("3204902902000012").birth
    assert birth is not None
    assert (birth.in_1900s, birth.in_2000s) == (None, date(2000, 2, 29))
    assert birth.latest_until(date(1999, 1, 1)) == date(2000, 2, 29)


def test_the_century_is_the_last_in_which_the_person_is_born_by_then() -> None:
    birth = read_nik("3204901205050012").birth
    assert birth is not None
    assert birth.latest_until(date(2026, 1, 31)) == date(2005, 5, 12)
    assert birth.latest_until(date(2005, 5, 11)) == date(1905, 5, 12)


@given(
    province=st.sampled_from(sorted(PROVINCES)),
    place=st.integers(0, 9999),
    born=st.dates(date(1930, 1, 1), date(2029, 12, 31)),
    sex=st.sampled_from(Sex),
    serial=st.integers(1, 9999),
)
def test_every_nik_is_read_back(province: str, place: int, born: date, sex: Sex, serial: int) -> None:
    day = born.day + (40 if sex is Sex.FEMALE else 0)
    digits = f"{province}{place:04d}{day:02d}{born:%m%y}{serial:04d}"
    reading = read_nik(digits)
    assert (reading.code, reading.nik) == ("", int(digits))
    assert reading.birth is not None
    assert reading.birth.sex is sex
    assert born in (reading.birth.in_1900s, reading.birth.in_2000s)


CELLS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.decimals(allow_nan=False), st.dates(),
    st.datetimes(), st.times(), st.timedeltas(), st.text(), st.text("0123456789 .,'E+", max_size=20),
)  # fmt: skip


@given(CELLS)
def test_any_cell_is_a_nik_or_has_a_code(cell: Cell) -> None:
    reading = read_nik(cell)
    assert bool(reading.code) or (len(reading.digits) == 16 and reading.birth is not None)
