"""Rows in which everything reads at once, column by column; `RowChecker` looks at the others one by one.

Both read with the same functions. Here cells that belong together are read once for all rows that repeat
them, and what differs from row to row is compared as arrays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import count, repeat
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from budget.plan.entry import LONGEST_TEXT, Cell
from budget.roster.checking import RowChecker
from budget.roster.judging import marks_of
from budget.roster.member import Mark, RosterField, Sex
from budget.roster.memo import K, Memo, T
from budget.roster.nik import nik_column, read_nik
from budget.roster.roll import Roll
from budget.roster.values import is_blank, name_column, phone_column, read_sex, text_column, too_long

Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]
Columns = dict[RosterField, Sequence[Cell]]

_TERMS = RosterField.GROUP, RosterField.FIRST, RosterField.LAST, RosterField.WAGE
_HOME = RosterField.KECAMATAN, RosterField.VILLAGE
_BIRTH = RosterField.BIRTH_PLACE, RosterField.BIRTH_DATE, RosterField.BIRTH
_TEXTS = RosterField.MOTHER, RosterField.PHONE, RosterField.ADDRESS, RosterField.KPJ
_SEXES = (Sex.MALE, Sex.FEMALE)
_NO_SEX, _ODD_SEX = 2, 3
# Marks of what no row is taken from here with.
_ODD = -1
# Added to the day of a woman, as digits 7 to 12 of a NIK.
_WOMAN = 400_000


class _Day(NamedTuple):
    """A date with its ordinal and as digits 7 to 12 of a man's NIK."""

    date: date
    ordinal: int
    digits: int


_NOT_SAID, _UNREADABLE = _Day(date.min, 0, _ODD), _Day(date.min, _ODD, _ODD)


class _Terms(NamedTuple):
    """What is stored of group, months and wage; ordinals of the days after and until which people of age are
    born, and the last day of the month of entry.
    """

    group: str
    first: int
    end: int | None
    wage_sen: int | None
    marks: int
    born_after: int
    born_until: int
    last_day: date


class _Home(NamedTuple):
    kecamatan: str
    village: str
    marks: int


class _Identity(NamedTuple):
    niks: list[int]
    born: list[date]
    sexes: list[Sex]
    marks: Integers
    good: Flags


class CleanRows:
    """Reads rows as `checker` does, as far as they are in order."""

    def __init__(self, checker: RowChecker) -> None:
        self._checker = checker
        self._width = max(checker.columns.values(), default=-1) + 1
        # The digits of a NIK that follow the region's.
        self._after_region = 10 ** (16 - len(checker.region))
        self._terms = Memo(self._terms_in)
        self._homes = Memo(self._home_in)
        self._births = Memo(self._birth_in)
        self._places = Memo(self._place_in)
        self._days = Memo(self._day_in)
        self._sexes = Memo(_sex_in)

    def roll(self, rows: Sequence[Sequence[Cell]]) -> tuple[Roll, Flags]:
        """The member of each row, and whether it is in order; others have to be looked at more closely."""
        cells = self._columns(rows)
        terms, of_terms = _read_once(self._terms, zip(*(cells[kind] for kind in _TERMS), strict=True))
        homes, of_homes = _read_once(self._homes, zip(*(cells[kind] for kind in _HOME), strict=True))
        birth_places, days = self._born(cells)
        names, named = name_column(cells[RosterField.NAME])
        niks, born, sexes, marks, good = self._identity(cells, terms, of_terms, days)
        mothers, phones, addresses, kpjs = texts = self._texts(cells)
        for readings, which in ((terms, of_terms), (homes, of_homes)):
            column = _integers(reading.marks for reading in readings)[which]
            good &= column >= 0
            marks |= column
        if not all(named):
            good &= np.array(named)
        good &= _short_enough(texts)
        groups, firsts, ends, wages = (_spread(terms, at, of_terms) for at in range(4))
        kecamatans, villages = (_spread(homes, at, of_homes) for at in range(2))
        roll = Roll(niks, names, born, sexes, groups, kecamatans, villages, firsts, ends, wages, birth_places,
                    mothers, phones, addresses, kpjs, marks.tolist())  # fmt: skip
        return roll, good

    def _columns(self, rows: Sequence[Sequence[Cell]]) -> Columns:
        """The column of every field, blank where the list has none."""
        if min(map(len, rows)) < self._width:
            rows = [(*row, *repeat(None, self._width - len(row))) for row in rows]
        # Rows may be longer than the columns, and of different lengths.
        columns = list(zip(*rows, strict=False))
        blank = (None,) * len(rows)
        places = self._checker.columns
        return {kind: columns[places[kind]] if kind in places else blank for kind in RosterField}

    def _born(self, cells: Columns) -> tuple[Sequence[str], list[_Day]]:
        """Place and day of birth. What is wrong with the place makes the day unreadable, too."""
        if RosterField.BIRTH in self._checker.columns:
            births = map(self._births.__getitem__, zip(*(cells[kind] for kind in _BIRTH), strict=True))
            places, both = zip(*births, strict=True)
            return places, list(both)
        days = list(map(self._days.__getitem__, cells[RosterField.BIRTH_DATE]))
        readings, of_places = _read_once(self._places, cells[RosterField.BIRTH_PLACE])
        readable = [sound for _, sound in readings]
        if not all(readable):
            found = zip(days, of_places.tolist(), strict=True)
            days = [day if readable[at] else _UNREADABLE for day, at in found]
        return _spread(readings, 0, of_places), days

    def _identity(
        self, cells: Columns, terms: Sequence[_Terms], of_terms: Integers, days: list[_Day]
    ) -> _Identity:
        """NIK, birth date and sex where they agree, and with the ages of the months of entry."""
        niks, births, good = nik_column(cells[RosterField.NIK], self._checker.rounded)
        marks = np.where(niks // self._after_region == int(self._checker.region), 0, int(Mark.OTHER_REGION))
        ordinals, digits = (_integers(map(itemgetter(at), days)) for at in (1, 2))
        for at in np.flatnonzero(good & (ordinals == _NOT_SAID.ordinal)).tolist():
            days[at] = self._day_of_nik(cells[RosterField.NIK][at], terms[of_terms[at]].last_day)
            _, ordinals[at], digits[at] = days[at]
            marks[at] |= Mark.BIRTH_FROM_NIK
        woman = births > _WOMAN
        said = _integers(map(self._sexes.__getitem__, cells[RosterField.SEX]))
        good &= (births - _WOMAN * woman == digits) & ((said == woman) | (said == _NO_SEX))
        good &= _integers(reading.born_after for reading in terms)[of_terms] < ordinals
        good &= ordinals <= _integers(reading.born_until for reading in terms)[of_terms]
        sexes = list(map(_SEXES.__getitem__, woman.tolist()))
        return _Identity(niks.tolist(), list(map(itemgetter(0), days)), sexes, marks, good)

    def _day_of_nik(self, cell: Cell, last_day: date) -> _Day:
        birth = read_nik(cell, self._checker.rounded).birth
        return _UNREADABLE if birth is None else _day(birth.latest_until(last_day))

    def _texts(self, cells: Columns) -> tuple[list[str], ...]:
        """Mothers, telephones, addresses and KPJ."""
        readers = {kind: phone_column if kind is RosterField.PHONE else text_column for kind in _TEXTS}
        absent = [""] * len(cells[RosterField.NIK])
        columns = self._checker.columns
        return tuple(read(cells[kind]) if kind in columns else absent for kind, read in readers.items())

    def _terms_in(self, cells: tuple[Cell, ...]) -> _Terms:
        group, entry, end, wage_sen, codes = self._checker.terms(*cells)
        marks = marks_of(codes)
        if marks is None or entry is None:
            return _Terms("", 0, None, None, _ODD, 0, 0, date.max)
        after, until = entry.born_after.toordinal(), entry.born_until.toordinal()
        return _Terms(group, entry.index, end, wage_sen, marks, after, until, entry.last_day)

    def _home_in(self, cells: tuple[Cell, ...]) -> _Home:
        kecamatan, village, codes = self._checker.home(*cells)
        marks = marks_of(codes)
        return _Home(kecamatan, village, _ODD if marks is None else marks)

    def _birth_in(self, cells: tuple[Cell, ...]) -> tuple[str, _Day]:
        place_cell, date_cell, birth_cell = cells
        codes: list[str] = []
        place, born = self._checker.birth(place_cell, date_cell, birth_cell, codes)
        if codes:
            return "", _UNREADABLE
        return place, _NOT_SAID if born is None else _day(born)

    def _place_in(self, cell: Cell) -> tuple[str, bool]:
        place, day = self._birth_in((cell, None, None))
        return place, day is not _UNREADABLE

    def _day_in(self, cell: Cell) -> _Day:
        return self._birth_in((None, cell, None))[1]


def _day(born: date) -> _Day:
    digits = born.day * 10_000 + born.month * 100 + born.year % 100
    # Of other centuries a NIK says nothing.
    return _Day(born, born.toordinal(), digits if 1900 <= born.year < 2100 else _ODD)


def _sex_in(cell: Cell) -> int:
    if is_blank(cell):
        return _NO_SEX
    sex = None if too_long(cell) else read_sex(cell)
    return _ODD_SEX if sex is None else _SEXES.index(sex)


def _short_enough(columns: tuple[list[str], ...]) -> Flags:
    short = np.ones(len(columns[0]), np.bool_)
    for texts in columns:
        if max(map(len, texts)) > LONGEST_TEXT:
            short &= np.array([len(text) <= LONGEST_TEXT for text in texts])
    return short


def _read_once(memo: Memo[K, T], keys: Iterable[K]) -> tuple[list[T], Integers]:
    """The readings of the different keys, and for each key which of them is its own."""
    numbers: defaultdict[K, int] = defaultdict(count().__next__)
    which = _integers(map(numbers.__getitem__, keys))
    return list(map(memo.__getitem__, numbers)), which


def _spread(readings: Sequence[tuple[Any, ...]], at: int, which: Integers) -> list[Any]:
    """One field of each one's reading."""
    return list(map([reading[at] for reading in readings].__getitem__, which.tolist()))


def _integers(values: Iterable[int]) -> Integers:
    return np.fromiter(values, np.int64)
