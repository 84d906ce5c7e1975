"""Dates and months as lists write them: date cells, Excel serials, numbers, and text in many shapes.

A reading is None where the cell is no date. Day and month always come in that order: a list that has the
month first disagrees with the dates inside its NIK, and is noticed by that.
"""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal

from budget.plan.entry import Cell

_MONTH_SPELLINGS = (
    "jan januari january", "feb peb februari pebruari february", "mar mrt maret march", "apr april",
    "mei may", "jun juni june", "jul juli july", "agu ags agt agust agustus aug august",
    "sep sept september", "okt oct oktober october", "nov nop november nopember",
    "des dec desember december",
)  # fmt: skip
_MONTHS = {name: number for number, names in enumerate(_MONTH_SPELLINGS, 1) for name in names.split()}

_BETWEEN = r"(?:\s*[-/.,]\s*|\s+)"
_AFTER_NAME = r"(?:\.?\s*[-/.,']?\s*)"
_TIME_OF_DAY = re.compile(r"[ t]\d{1,2}:\d{2}.*", re.ASCII | re.DOTALL)
_YEAR_LAST = re.compile(rf"(\d{{1,2}}){_BETWEEN}(\d{{1,2}}){_BETWEEN}(\d{{4}}|\d\d)", re.ASCII)
_YEAR_FIRST = re.compile(rf"(\d{{4}}){_BETWEEN}(\d{{1,2}}){_BETWEEN}(\d{{1,2}})", re.ASCII)
_NAMED = re.compile(rf"(\d{{1,2}})\s*[-/. ]?\s*([a-z]{{3,9}}){_AFTER_NAME}(\d{{4}}|\d\d)", re.ASCII)
_NAME_FIRST = re.compile(r"([a-z]{3,9})\.? (\d{1,2}),? (\d{4})", re.ASCII)
_MONTH_YEAR = re.compile(rf"(\d{{1,2}}){_BETWEEN}(\d{{4}})", re.ASCII)
_YEAR_MONTH = re.compile(rf"(\d{{4}}){_BETWEEN}(\d{{1,2}})", re.ASCII)
_NAMED_MONTH = re.compile(rf"([a-z]{{3,9}}){_AFTER_NAME}(\d{{4}}|\d\d)", re.ASCII)
_DIGITS = re.compile(r"\d{5,8}", re.ASCII)

# Day 0 of Excel, which believes in 29 February 1900: its serials are right from March 1900 on.
_DAY_ZERO = date(1899, 12, 30)
# Numbers below are no birthdays but years: 1980 as a serial is a day of 1905.
_LEAST_SERIAL, _LARGEST_SERIAL = 3_654, 109_939
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_FIRST_MONTH_YEAR = 1990
# Months of cover are of this century where two digits name the year.
_LAST_SHORT_YEAR = 2099
_CENTURY = 100
_LARGER_THAN_ANY_DAY = 10**9


def read_date(cell: Cell, newest_year: int) -> date | None:
    """The date in a cell. Two digits of a year mean the latest such year that is not after `newest_year`."""
    if isinstance(cell, str):
        return _date_in(" ".join(cell.lower().split()), newest_year)
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return cell if _FIRST_YEAR <= cell.year <= _LAST_YEAR else None
    return None if (number := _whole(cell)) is None else _date_of_number(number)


def read_month(cell: Cell) -> int | None:
    """The index (`Month.index`) of the month in a cell; of a date, that of its month."""
    if isinstance(cell, str):
        found = _month_in(" ".join(cell.lower().split()))
    else:
        number = _whole(cell)
        found = None if number is None else _compact_month(number)
    if found is None:
        day = read_date(cell, _LAST_SHORT_YEAR)
        found = None if day is None else (day.year, day.month)
    if found is None:
        return None
    year, month = found
    if not (_FIRST_MONTH_YEAR <= year <= _LAST_YEAR and 1 <= month <= 12):
        return None
    return year * 12 + month - 1


def place_and_date(text: str) -> tuple[str, str]:
    """``Bandung, 12 Mei 1980`` in two: everything before the first digit is the place."""
    found = re.search(r"\d", text)
    if found is None:
        return text.strip(" ,;/-"), ""
    return text[: found.start()].strip(" \t\r\n,;:/-"), text[found.start() :]


def _whole(cell: Cell) -> int | None:
    if isinstance(cell, Decimal) and not cell.is_finite():
        return None
    if not isinstance(cell, int | float | Decimal):
        return None
    return int(cell) if -_LARGER_THAN_ANY_DAY < cell < _LARGER_THAN_ANY_DAY else None


def _date_of_number(number: int) -> date | None:
    if _LEAST_SERIAL <= number <= _LARGEST_SERIAL:
        return _DAY_ZERO + timedelta(days=number)
    # 5121980: a number has no zero in front.
    return _date_of_digits(f"{number:08d}") if 1_000_000 <= number <= 99_999_999 else None


def _date_of_digits(digits: str) -> date | None:
    """``12051980`` or ``19800512``: no year from 1900 on can be read the other way round too."""
    day_first = _date(int(digits[4:]), int(digits[2:4]), int(digits[:2]))
    return day_first or _date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))


def _date_in(text: str, newest_year: int) -> date | None:
    text = _TIME_OF_DAY.sub("", text)
    if found := _YEAR_LAST.fullmatch(text):
        return _date(_year(found[3], newest_year), int(found[2]), int(found[1]))
    if found := _YEAR_FIRST.fullmatch(text):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _NAMED.fullmatch(text):
        return _date(_year(found[3], newest_year), _MONTHS.get(found[2], 0), int(found[1]))
    if found := _NAME_FIRST.fullmatch(text):
        return _date(int(found[3]), _MONTHS.get(found[1], 0), int(found[2]))
    if _DIGITS.fullmatch(text):
        return _date_of_digits(text) if len(text) == 8 else _date_of_number(int(text))
    return None


def _month_in(text: str) -> tuple[int, int] | None:
    if found := _MONTH_YEAR.fullmatch(text):
        return int(found[2]), int(found[1])
    if found := _YEAR_MONTH.fullmatch(text):
        return int(found[1]), int(found[2])
    if found := _NAMED_MONTH.fullmatch(text):
        return _year(found[2], _LAST_SHORT_YEAR), _MONTHS.get(found[1], 0)
    return _compact_month(int(text)) if _DIGITS.fullmatch(text) else None


def _compact_month(number: int) -> tuple[int, int] | None:
    """202601; no serial of a day in these centuries is as large."""
    return divmod(number, 100) if 190_000 <= number <= 219_999 else None


def _year(digits: str, newest_year: int) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return newest_year - (newest_year - year) % _CENTURY


def _date(year: int, month: int, day: int) -> date | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
