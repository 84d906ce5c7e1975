"""Months, ranges of months, and fiscal years (a fiscal year is a calendar year)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import chain
from typing import Self

from dateutil.relativedelta import relativedelta

from budget.errors import NotMonth

MONTH_NAMES = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
SHORT_MONTH_NAMES = (
    "Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des",
)  # fmt: skip
_FIRST_YEAR, _LAST_YEAR = 1990, 2200
# What may be entered ends earlier, so that the month after it exists.
_LAST_ENTERED = 2199
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})(?:-\d{1,2}(?:[ T].*)?)?")
_SLASHED = re.compile(r"(?P<month>\d{1,2})[/-](?P<year>\d{4})")
_CENTURY = 2000
# The year first, or the month first with a year of two or four digits.
_TYPED_NUMBERS = re.compile(
    r"(?P<year>\d{4})[-/. ](?P<month>\d{1,2})|(?P<late_month>\d{1,2})[-/. ](?P<late_year>\d{4}|\d{2})",
    re.ASCII,
)
_TYPED_NAME = re.compile(r"(?P<name>[a-z]+)[-/.,' ]{0,2}(?P<year>\d{4}|\d{2})", re.IGNORECASE | re.ASCII)
_OTHER_NAMES = {"pebruari": 2, "agt": 8, "nopember": 11, "may": 5, "august": 8, "october": 10, "december": 12}
_NAMED = re.compile(r"(?P<name>[a-z]+)\.?\s+(?P<year>\d{4})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month; `number` runs from 1 to 12."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not (_FIRST_YEAR <= self.year <= _LAST_YEAR and 1 <= self.number <= 12):
            raise NotMonth(f"“{self.year}-{self.number}” bukan bulan. Tulis seperti 2026-01.")

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.year, day.month)

    @classmethod
    def at(cls, index: int) -> Self:
        """The month of that index."""
        return cls(index // 12, index % 12 + 1)

    @property
    def index(self) -> int:
        """Months since year zero, for differences and array positions."""
        return self.year * 12 + self.number - 1

    @property
    def first_day(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def label(self) -> str:
        return f"{MONTH_NAMES[self.number - 1]} {self.year}"

    @property
    def short_label(self) -> str:
        return f"{SHORT_MONTH_NAMES[self.number - 1]} {self.year}"

    def plus(self, months: int) -> "Month":
        return Month.of(self.first_day + relativedelta(months=months))

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"


@lru_cache
def _months(first: int, last: int) -> tuple[Month, ...]:
    """Kept, for every projection walks its months many times. By index: calendar arithmetic costs more."""
    return tuple(map(Month.at, range(first, last + 1)))


@dataclass(frozen=True, slots=True)
class MonthRange:
    """All months from `first` to `last`, both included; never empty."""

    first: Month
    last: Month

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise NotMonth(f"Rentang {self.first} sampai {self.last} terbalik: bulan akhir mendahului awal.")

    def __iter__(self) -> Iterator[Month]:
        return iter(_months(self.first.index, self.last.index))

    def __len__(self) -> int:
        return self.last.index - self.first.index + 1

    def __contains__(self, month: object) -> bool:
        return isinstance(month, Month) and self.first <= month <= self.last

    def position(self, month: Month) -> int:
        """The place of a month in the range, from 0; negative or too large when outside."""
        return month.index - self.first.index

    def fiscal_years(self) -> tuple[int, ...]:
        return tuple(range(self.first.year, self.last.year + 1))

    def cut(self, first: Month | None, last: Month | None) -> "MonthRange":
        """The part between two months; NotMonth when nothing is left."""
        return MonthRange(max(self.first, first or self.first), min(self.last, last or self.last))

    @property
    def label(self) -> str:
        return f"{self.first.label} – {self.last.label}"


@dataclass(frozen=True, slots=True)
class Validity:
    """Months in which something holds: from `first`, until `last` or without end."""

    first: Month
    last: Month | None = None

    def __post_init__(self) -> None:
        if self.last is not None:
            MonthRange(self.first, self.last)

    def __contains__(self, month: object) -> bool:
        return isinstance(month, Month) and self.first <= month and (self.last is None or month <= self.last)

    def overlaps(self, other: "Validity") -> bool:
        return (self.last is None or other.first <= self.last) and (
            other.last is None or self.first <= other.last
        )

    @property
    def label(self) -> str:
        return f"{self.first.label} – {self.last.label}" if self.last else f"sejak {self.first.label}"


def parse_month(value: str | date | datetime) -> Month:
    """A month from ``2026-01``, ``01/2026``, ``Jan 2026``, ``Januari 2026`` or a date cell."""
    return _entered(_month(value))


def _entered(month: Month) -> Month:
    if month.year > _LAST_ENTERED:
        raise NotMonth(f"{month} terlalu jauh. Kosongkan bila berlaku seterusnya.")
    return month


def typed_month(text: str) -> Month:
    """A month as people type it: what `parse_month` takes, ``mar 2023``, ``3/23``, ``des23``, ``2023/03``.

    A year of two digits is in this century. Not for cells, where ``3/23`` might be a day.
    """
    words = " ".join(text.split())
    if found := _TYPED_NUMBERS.fullmatch(words):
        year, number = found["year"] or found["late_year"], int(found["month"] or found["late_month"])
    elif (found := _TYPED_NAME.fullmatch(words)) and (named := _month_begun(found["name"])):
        year, number = found["year"], named
    else:
        return parse_month(text)
    return _entered(Month(int(year) + (_CENTURY if len(year) == 2 else 0), number))


def _month_begun(name: str) -> int | None:
    """The month whose name, or a usual other spelling of it, begins with at least these three letters."""
    wanted = name.casefold()
    if len(wanted) < 3:
        return None
    names = [name.casefold() for name in MONTH_NAMES]
    begun = (number for number, each in enumerate(names, start=1) if each.startswith(wanted))
    other = (number for each, number in _OTHER_NAMES.items() if each.startswith(wanted))
    return next(chain(begun, other), None)


def _month(value: str | date | datetime) -> Month:
    if isinstance(value, date):
        return Month.of(value)
    text = str(value).strip()
    for pattern in (_ISO, _SLASHED):
        if found := pattern.fullmatch(text):
            return Month(int(found["year"]), int(found["month"]))
    if (found := _NAMED.fullmatch(text)) and (number := _month_number(found["name"])):
        return Month(int(found["year"]), number)
    raise NotMonth(f"“{text}” bukan bulan. Tulis seperti 2026-01, 01/2026, atau Januari 2026.")


def _month_number(name: str) -> int | None:
    wanted = name.casefold()
    for number, (full, short) in enumerate(zip(MONTH_NAMES, SHORT_MONTH_NAMES, strict=True), start=1):
        if wanted in (full.casefold(), short.casefold()):
            return number
    return None
