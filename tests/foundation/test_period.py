"""Months, ranges of months, and fiscal years."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.errors import NotMonth
from budget.period import Month, MonthRange, Validity, parse_month, typed_month

MONTHS = st.builds(Month, st.integers(1990, 2199), st.integers(1, 12))


@pytest.mark.parametrize(
    "written",
    [
        "2026-01", "2026-1", "01/2026", "1/2026", "01-2026", "Jan 2026", "Januari 2026", "januari  2026",
        "JAN. 2026", " 2026-01 ", "2026-01-31", "2026-01-31 00:00:00", date(2026, 1, 31),
        datetime(2026, 1, 1),  # noqa: DTZ001  # a spreadsheet's dates have no zone
    ],
)  # fmt: skip
def test_months_are_read_as_offices_write_them(written: str | date) -> None:
    assert parse_month(written) == Month(2026, 1)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "2026",
        "2026-13",
        "2026-00",
        "13/2026",
        "January 2026",
        "Mei",
        "0026-01",
        "2300-01",
        "202601",
        "2026-1-x",
    ],
)  # fmt: skip
def test_what_is_no_month_is_refused(written: str) -> None:
    with pytest.raises(NotMonth):
        parse_month(written)


@pytest.mark.parametrize(
    ("written", "number"), [("Mei 2022", 5), ("Agu 2022", 8), ("Agustus 2022", 8), ("Des 2022", 12)]
)
def test_month_names_are_indonesian(written: str, number: int) -> None:
    assert parse_month(written) == Month(2022, number)


@pytest.mark.parametrize(
    "typed",
    [
        "mar 2023", "Maret 23", "mar23", "MAR-2023", "maret, 2023", "3/23", "03-23", "3.2023", "2023/3",
        "2023-03", "2023-03-31",
    ],
)  # fmt: skip
def test_a_month_is_typed_freely(typed: str) -> None:
    assert typed_month(typed) == Month(2023, 3)


@pytest.mark.parametrize(
    ("typed", "number"),
    [("pebruari 23", 2), ("agt 23", 8), ("Sept '23", 9), ("nop 23", 11), ("des23", 12), ("ok 23", None),
     ("13/23", None), ("23", None), ("maret", None), ("15/03/2023", None), ("bulan 23", None)],
)  # fmt: skip
def test_other_spellings_are_known_and_nothing_is_guessed(typed: str, number: int | None) -> None:
    if number is None:
        with pytest.raises(NotMonth):
            typed_month(typed)
    else:
        assert typed_month(typed) == Month(2023, number)


def test_a_cell_takes_no_year_of_two_digits() -> None:
    """``3/23`` in a workbook might be the 23rd of March."""
    with pytest.raises(NotMonth):
        parse_month("3/23")


@given(MONTHS)
def test_a_written_month_reads_back(month: Month) -> None:
    for text in (str(month), month.label, month.short_label):
        assert parse_month(text) == typed_month(text) == month


@given(MONTHS, st.integers(-24, 24))
def test_months_add_up_by_index(month: Month, months: int) -> None:
    if 1990 <= (month.index + months) // 12 <= 2199:
        assert month.plus(months).index == month.index + months


def test_adding_months_crosses_years() -> None:
    assert Month(2022, 11).plus(3) == Month(2023, 2)
    assert Month(2022, 1).plus(-1) == Month(2021, 12)


def test_a_range_has_both_its_ends() -> None:
    months = MonthRange(Month(2022, 1), Month(2023, 5))
    assert len(months) == 17
    assert next(iter(months)) == Month(2022, 1)
    assert list(months)[-1] == Month(2023, 5)
    assert Month(2023, 5) in months
    assert Month(2023, 6) not in months
    assert months.position(Month(2022, 12)) == 11
    assert months.label == "Januari 2022 – Mei 2023"


def test_a_range_that_runs_backwards_is_refused() -> None:
    with pytest.raises(NotMonth, match="terbalik"):
        MonthRange(Month(2022, 2), Month(2022, 1))


def test_a_fiscal_year_is_a_calendar_year() -> None:
    assert MonthRange(Month(2022, 12), Month(2024, 1)).fiscal_years() == (2022, 2023, 2024)


def test_a_cut_keeps_what_lies_between() -> None:
    months = MonthRange(Month(2022, 1), Month(2023, 5))
    assert months.cut(Month(2022, 12), None) == MonthRange(Month(2022, 12), Month(2023, 5))
    assert months.cut(Month(2021, 1), Month(2022, 2)) == MonthRange(Month(2022, 1), Month(2022, 2))
    with pytest.raises(NotMonth):
        months.cut(Month(2023, 6), None)


def test_validity_without_an_end_holds_for_ever() -> None:
    assert Month(2199, 12) in Validity(Month(2022, 1))
    assert Month(2021, 12) not in Validity(Month(2022, 1))
    assert Validity(Month(2022, 1)).label == "sejak Januari 2022"


VALIDITIES = st.builds(
    lambda first, length: Validity(first, None if length is None else first.plus(length)),
    st.builds(Month, st.integers(2020, 2024), st.integers(1, 12)),
    st.none() | st.integers(0, 30),
)


@given(VALIDITIES, VALIDITIES)
def test_validities_overlap_when_they_share_a_month(one: Validity, other: Validity) -> None:
    months = MonthRange(Month(2020, 1), Month(2030, 12))
    shared = any(month in one and month in other for month in months)
    assert one.overlaps(other) == other.overlaps(one) == shared
