"""Cells as villages fill them in, and what is read from them."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.period import Month
from budget.plan.entry import Cell
from budget.roster.days import place_and_date, read_date, read_month
from budget.roster.member import Sex
from budget.roster.values import (
    is_open_end,
    read_name,
    read_phone,
    read_place,
    read_sex,
    read_text,
    read_wage,
    read_yes,
)

# Cells have no time zone.
LATE = datetime.fromisoformat("1980-05-12T23:59")
NOON = datetime.fromisoformat("2026-01-31T12:00")
CELLS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.decimals(allow_nan=False), st.dates(),
    st.datetimes(), st.times(), st.timedeltas(), st.text(max_size=60), st.text("0123456789/-. ", max_size=12),
)  # fmt: skip


@pytest.mark.parametrize(
    "cell",
    ["12-05-1980", "12/5/1980", "12.05.1980", "1980-05-12", "1980/05/12", "12 05 1980", "12 Mei 1980",
     "12 MEI 1980", "12-May-1980", "12mei1980", " 12  mei  1980 ", "12 Mei '80", "12-05-80", "May 12, 1980",
     "12/05/1980 00:00:00", "1980-05-12T00:00:00", "12051980", "19800512", 12051980, "29353", 29353, 29353.0,
     29353.75, Decimal("29353"), date(1980, 5, 12), LATE],
)  # fmt: skip
def test_dates_are_read_as_lists_write_them(cell: Cell) -> None:
    assert read_date(cell, 2026) == date(1980, 5, 12)


@pytest.mark.parametrize(
    ("name", "month"),
    [("Januari", 1), ("Jan.", 1), ("Pebruari", 2), ("Peb", 2), ("Maret", 3), ("April", 4), ("Mei", 5),
     ("Juni", 6), ("July", 7), ("Agt", 8), ("Ags", 8), ("August", 8), ("Sept", 9), ("Okt", 10),
     ("October", 10),     ("Nopember", 11), ("Nov", 11), ("Desember", 12), ("Dec", 12)],
)  # fmt: skip
def test_months_are_known_by_their_indonesian_english_and_short_names(name: str, month: int) -> None:
    assert read_date(f"1 {name} 1980", 2026) == date(1980, month, 1)
    assert read_month(f"{name} 2026") == Month(2026, month).index


@pytest.mark.parametrize(
    "cell",
    ["31-02-1980", "05/23/1980", "lupa", "1980", 1980, "", "12-05", "12-05-980", "32 Mei 1980", "12 Mai 1980",
     "00-05-1980", "1-1-1", True, time(1, 2), float("nan"), float("inf"), -5, 10**40, Decimal("Infinity"),
     "12-05-1780", date(1780, 5, 12), "١٢-٠٥-١٩٨٠"],
)  # fmt: skip
def test_what_is_no_date_is_none(cell: Cell) -> None:
    assert read_date(cell, 2026) is None


def test_a_number_below_1910_is_a_year_and_no_serial() -> None:
    assert read_date(3653, 2026) is None
    assert read_date(3654, 2026) == date(1910, 1, 1)


def test_two_digits_of_a_year_never_mean_a_year_to_come() -> None:
    assert read_date("1 Jan 26", 2026) == date(2026, 1, 1)
    assert read_date("1 Jan 27", 2026) == date(1927, 1, 1)


@pytest.mark.parametrize(
    "cell",
    ["01/2026", "1/2026", "01-2026", "2026-01", "2026/1", "Jan 2026", "Januari 2026", "JANUARI 2026",
     "Jan-26", "jan'26", "Januari2026", "202601", 202601, 202601.0, 46023, "15-01-2026",
     "15 Januari 2026", "1 Jan 26", "2026-01-15", date(2026, 1, 15), NOON],
)  # fmt: skip
def test_months_are_read_as_lists_write_them(cell: Cell) -> None:
    assert read_month(cell) == Month(2026, 1).index


@pytest.mark.parametrize(
    "cell",
    ["segera", "13/2026", "00/2026", "2026", 2026, "01/26", "Jan", "01/1980", "01/2300", 202613, None, True],
)
def test_what_is_no_month_is_none(cell: Cell) -> None:
    assert read_month(cell) is None


@given(st.dates(date(1910, 1, 1), date(2199, 12, 31)))
def test_every_date_is_read_back_from_its_shapes(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    for cell in (day, serial, f"{day:%d-%m-%Y}", f"{day.day}/{day.month}/{day.year}", day.isoformat(),
                 f"{day:%d%m%Y}"):  # fmt: skip
        assert read_date(cell, 2026) == day


@pytest.mark.parametrize(
    ("text", "place", "day"),
    [("Bandung, 12-05-1980", "Bandung", "12-05-1980"), ("Bandung 12 Mei 1980", "Bandung", "12 Mei 1980"),
     ("KAB. BANDUNG / 12-05-1980", "KAB. BANDUNG", "12-05-1980"), ("Bandung", "Bandung", ""),
     ("12-05-1980", "", "12-05-1980"), ("Bandung,\n12051980", "Bandung", "12051980")],
)  # fmt: skip
def test_place_and_date_of_birth_in_one_cell_come_apart(text: str, place: str, day: str) -> None:
    assert place_and_date(text) == (place, day)


@pytest.mark.parametrize("cell", ["L", "l", "LK", "Lk.", "Laki-laki", "LAKI - LAKI", "laki laki", "Pria"])
def test_men(cell: str) -> None:
    assert read_sex(cell) is Sex.MALE


@pytest.mark.parametrize("cell", ["P", "PR", "Perempuan", "WANITA", " p "])
def test_women(cell: str) -> None:
    assert read_sex(cell) is Sex.FEMALE


@pytest.mark.parametrize("cell", ["X", "L/P", 1, 2, "W/P", True])
def test_other_signs_are_no_sex(cell: Cell) -> None:
    assert read_sex(cell) is None


@pytest.mark.parametrize(
    ("cell", "name"),
    [("Siti  Aminah ", "Siti Aminah"), ("MA'MUN, S.Pd.I", "MA'MUN, S.Pd.I"),
     ("Asep\nSunandar", "Asep Sunandar"), ("Asep\u00a0S.", "Asep S."),
     ("Jose\u0301", "José"), ("A\u200bsep", "Asep"), ("(alm) Ujang", "(alm) Ujang")],
)  # fmt: skip
def test_names_keep_their_capitals_and_lose_spare_spaces(cell: str, name: str) -> None:
    assert read_name(cell) == ("", name)


@pytest.mark.parametrize(
    "cell",
    ["=1+1", " =cmd|'/c calc'!A1", "\t=A1", "+62812", "-Asep", "@SUM(A1)", "|x", "[bold]Asep[/]", "Asep {x}",
     "<b>Asep", "Asep\x01", "Asep\x9f", "#N/A", "12345", "...", 12, True, date(1980, 5, 12), "A" * 151,
     "\u200b=1+1"],
)  # fmt: skip
def test_formulas_markup_and_control_characters_are_no_names(cell: Cell) -> None:
    assert read_name(cell) == ("nama_aneh", "")


@pytest.mark.parametrize("cell", [None, "", "  ", "-"])
def test_a_dash_is_no_name(cell: Cell) -> None:
    assert read_name(cell) == ("nama_kosong", "")


@pytest.mark.parametrize(
    ("cell", "place"),
    [("DESA CIBIRU  WETAN", "Cibiru Wetan"), ("Ds. cibiru wetan", "Cibiru Wetan"),
     ("Desa/Kel. Cigadung", "Cigadung"), ("Kel.Cigadung", "Cigadung"), ("KECAMATAN Soreang", "Soreang"),
     ("Kec Soreang", "Soreang"), ("kelapa dua", "Kelapa Dua"), ("Desaku", "Desaku"),
     ("SUKAMAJU II", "Sukamaju II"), ("Ma'mur", "Ma'mur"), ("Desa", ""), ("-", ""), (None, "")],
)  # fmt: skip
def test_places_are_written_alike_without_what_kind_they_are(cell: Cell, place: str) -> None:
    assert read_place(cell) == place


@pytest.mark.parametrize(
    "cell", ["1.500.000", "Rp 1.500.000,-", "1,5 juta", 1500000, 1500000.0, Decimal(1500000)]
)
def test_wages_are_read_in_sen(cell: Cell) -> None:
    assert read_wage(cell) == 150_000_000


@pytest.mark.parametrize("cell", [None, "", "-", 0, "0", 0.0, "Rp -"])
def test_no_wage_is_zero(cell: Cell) -> None:
    assert read_wage(cell) == 0


@pytest.mark.parametrize(
    "cell", ["secukupnya", "1,500,000", -1500000, 1.5, True, 999, float("nan"), date(1980, 5, 12)]
)
def test_what_is_no_monthly_wage_in_rupiah_is_none(cell: Cell) -> None:
    assert read_wage(cell) is None


def test_a_telephone_number_gets_back_the_zero_that_excel_dropped() -> None:
    assert read_phone(84012345678.0) == "084012345678"
    assert read_phone("84012345678") == "84012345678"
    assert read_phone("+62 840 1234") == "+62 840 1234"


@pytest.mark.parametrize("cell", ["ya", "Ya", "Y", "sesuai", "✓", True, 1])
def test_yes(cell: Cell) -> None:
    assert read_yes(cell)


@pytest.mark.parametrize("cell", [None, "", "tidak", "belum", False, 0])
def test_anything_else_is_not_yes(cell: Cell) -> None:
    assert not read_yes(cell)


@pytest.mark.parametrize("cell", [None, "-", "seterusnya", "Sekarang"])
def test_no_last_month_means_without_end(cell: Cell) -> None:
    assert is_open_end(cell)


def test_text_is_one_line_without_what_is_invisible() -> None:
    assert read_text("Kp.  Asih\nRT 01\u202e\x00") == "Kp. Asih RT 01"
    assert read_text(12345678901.0) == "12345678901"


@given(CELLS)
def test_no_cell_raises(cell: Cell) -> None:
    read_date(cell, 2026)
    read_month(cell)
    read_name(cell)
    read_place(cell)
    read_sex(cell)
    read_wage(cell)
    read_phone(cell)
    read_yes(cell)
    text = read_text(cell)
    assert text == " ".join(text.split())
