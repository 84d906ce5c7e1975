"""The titles of a list are found wherever they stand."""

from datetime import date

import pytest

from budget.plan.entry import Cell
from budget.roster.header import find_header
from budget.roster.member import RosterField as F

Row = tuple[Cell, ...]
TITLES: Row = ("No", "NIK", "Nama", "Kelompok", "Mulai")
PERSON: Row = (1.0, "3204990101800001", "Asep", "Linmas", "01/2026")


def _found(*rows: Row) -> tuple[int, int, tuple[str, ...]] | None:
    header = find_header(rows, {})
    return (header.first_row, header.last_row, header.titles) if header else None


def test_titles_in_the_first_row() -> None:
    assert _found(TITLES, PERSON) == (1, 1, ("No", "NIK", "Nama", "Kelompok", "Mulai"))


def test_headings_and_blank_rows_stand_above_the_titles() -> None:
    rows: list[Row] = [("DAFTAR NAMA PENERIMA",), (), ("Kecamatan", "Soreang"), (None, None), TITLES, PERSON]
    assert _found(*rows) == (5, 5, ("No", "NIK", "Nama", "Kelompok", "Mulai"))


def test_a_heading_directly_above_is_no_part_of_the_titles() -> None:
    assert _found(("DAFTAR PENERIMA",), TITLES, PERSON) == (2, 2, ("No", "NIK", "Nama", "Kelompok", "Mulai"))


def test_titles_in_two_lines_are_joined_and_merged_headings_filled_forward() -> None:
    upper: Row = ("No", "NIK", "Nama", "Kelahiran", None, "Kelompok", "Masa Kepesertaan", None, "Upah")
    lower: Row = (None, None, None, "Tempat", "Tanggal", None, "Mulai", "Selesai", None)
    assert _found(("DAFTAR",), upper, lower, PERSON) == (
        2, 3,
        ("No", "NIK", "Nama", "Kelahiran Tempat", "Kelahiran Tanggal", "Kelompok",
         "Masa Kepesertaan Mulai", "Masa Kepesertaan Selesai", "Upah"),
    )  # fmt: skip


def test_a_row_that_numbers_the_columns_belongs_to_the_titles() -> None:
    for numbers in (
        (1.0, 2.0, 3.0, 4.0, 5.0),
        ("1", "2", "3", "4", "5"),
        ("(1)", "(2)", "(3)", "(4)", "(5)"),
    ):
        assert _found(TITLES, numbers, PERSON) == (1, 2, ("No", "NIK", "Nama", "Kelompok", "Mulai"))


def test_a_first_person_is_no_second_line_of_titles() -> None:
    person: Row = ("1", "3204990101800001", "Asep", "Linmas", "01/2026")
    assert _found(TITLES, person, person) == (1, 1, ("No", "NIK", "Nama", "Kelompok", "Mulai"))


def test_line_breaks_and_spaces_in_titles_are_single_spaces() -> None:
    assert _found((" N I K\n(16 digit)", "Nama\nLengkap", "TMT"), PERSON) == (
        1, 1, ("N I K (16 digit)", "Nama Lengkap", "TMT"),
    )  # fmt: skip


def test_rows_with_dates_or_numbers_are_no_titles() -> None:
    assert _found(("NIK", "Nama", date(2026, 1, 1)), ("NIK", "Nama", 5.0)) is None


@pytest.mark.parametrize("rows", [(), ((),), (("a", "b"), ("c", "d")), (("Nama",), ("Asep",))])
def test_a_list_without_titles_has_none(rows: tuple[Row, ...]) -> None:
    assert _found(*rows) is None


def test_titles_beyond_the_sixtieth_row_are_not_looked_for() -> None:
    blank: Row = ()
    assert _found(*[blank] * 59, TITLES) is not None
    assert _found(*[blank] * 60, TITLES) is None


def test_a_mapping_makes_strange_titles_known() -> None:
    rows: list[Row] = [("Laporan", "2026"), ("Kode A", "Kode B", "Kode C"), PERSON]
    header = find_header(rows, {"Kode A": F.NIK, "kode  b": F.NAME})
    assert header is not None
    assert header.first_row == 2


def test_titles_repeated_in_one_line_leave_those_in_two_lines_above_the_first_people() -> None:
    upper: Row = ("No", "Identitas", None, "Kelompok", "Mulai")
    lower: Row = (None, "NIK", "Nama", None, None)
    assert _found(("DAFTAR",), upper, lower, PERSON, (), TITLES, PERSON) == (
        2, 3,
        ("No", "Identitas NIK", "Identitas Nama", "Kelompok", "Mulai"),
    )  # fmt: skip


def test_fuller_titles_below_people_are_those_of_another_list() -> None:
    few: Row = ("NIK", "Nama")
    for nik in ("3204990101800001", 3204990101800001.0, "3204 9901 0180 000", "'3204990101800001"):
        assert _found(few, (nik, "Asep"), TITLES, PERSON) == (1, 1, ("NIK", "Nama"))
    assert _found(few, ("Asep", None), TITLES, PERSON) == (3, 3, ("No", "NIK", "Nama", "Kelompok", "Mulai"))
