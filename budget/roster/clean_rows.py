"""Rows in which everything reads at once, column by column; `RowChecker` looks at the others one by one.

Both read with the same functions. Here cells that belong together are read once for all rows that repeat
them, and what differs from row to row is compared as arrays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from itertools import repeat
from operator import itemgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from budget.plan.entry import LONGEST_TEXT, Cell
from budget.roster.checking import RowChecker, marks_of
from budget.roster.member import Mark, Member, RosterField, Sex
from budget.roster.memo import Memo
from budget.roster.nik import nik_column, read_nik
from budget.roster.values import is_blank, name_column, phone_column, read_sex, text_column, too_long

Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]
Columns = dict[RosterField, Sequence[Cell]]

_TERMS = RosterField.GROUP, RosterField.FIRST, RosterField.LAST, RosterField.WAGE
_BIRTH = RosterField.BIRTH_PLACE, RosterField.BIRTH_DATE, RosterField.BIRTH
_SEXES = (Sex.MALE, Sex.FEMALE)
_NO_SEX, _ODD_SEX = 2, 3
# Marks of what no row is taken from here with.
_ODD = -1
# Added to the day of a woman, as digits 7 to 12 of a NIK.
_WOMAN = 400_000
_member = partial(tuple.__new__, Member)


class _Day(NamedTuple):
    """A date with its ordinal and as digits 7 to 12 of a man's NIK."""

    date: date | None
    ordinal: int
    digits: int


_NOT_SAID, _UNREADABLE = _Day(None, 0, _ODD), _Day(None, _ODD, _ODD)


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


class _Identity(NamedTuple):
    niks: list[int]
    born: list[date | None]
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

    def members(self, rows: Sequence[Sequence[Cell]]) -> list[Member | None]:
        """The member of each row; None where a row has to be looked at more closely."""
        cells = self._columns(rows)
        terms = [self._terms[key] for key in zip(*(cells[kind] for kind in _TERMS), strict=True)]
        groups, firsts, ends, wages, of_terms, *_ = zip(*terms, strict=True)
        kecamatans, villages, of_homes = zip(
            *map(self._homes.__getitem__, zip(cells[RosterField.KECAMATAN], cells[RosterField.VILLAGE],
                                              strict=True)), strict=True
        )  # fmt: skip
        birth_places, days = self._born(cells)
        names, named = name_column(cells[RosterField.NAME])
        niks, born, sexes, marks, good = self._identity(cells, terms, days)
        texts = _texts(cells)
        for column in (_integers(of_terms), _integers(of_homes)):
            good &= column >= 0
            marks |= column
        good &= np.array(named) & _short_enough(texts)
        mothers, phones, addresses, kpjs = texts
        columns = (niks, names, born, sexes, groups, kecamatans, villages, firsts, ends, wages, birth_places,
                   mothers, phones, addresses, kpjs, marks.tolist())  # fmt: skip
        found: list[Member | None] = list(map(_member, zip(*columns, strict=True)))
        for at in np.flatnonzero(~good).tolist():
            found[at] = None
        return found

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
            readings = map(self._births.__getitem__, zip(*(cells[kind] for kind in _BIRTH), strict=True))
            places, both = zip(*readings, strict=True)
            return places, list(both)
        days = list(map(self._days.__getitem__, cells[RosterField.BIRTH_DATE]))
        places, sound = zip(*map(self._places.__getitem__, cells[RosterField.BIRTH_PLACE]), strict=True)
        if not all(sound):
            days = [day if readable else _UNREADABLE for day, readable in zip(days, sound, strict=True)]
        return places, days

    def _identity(self, cells: Columns, terms: list[_Terms], days: list[_Day]) -> _Identity:
        """NIK, birth date and sex where they agree, and with the ages of the months of entry."""
        niks, births, good = nik_column(cells[RosterField.NIK], self._checker.rounded)
        marks = np.where(niks // self._after_region == int(self._checker.region), 0, int(Mark.OTHER_REGION))
        ordinals, digits = (_integers(map(itemgetter(at), days)) for at in (1, 2))
        for at in np.flatnonzero(good & (ordinals == _NOT_SAID.ordinal)).tolist():
            days[at] = self._day_of_nik(cells[RosterField.NIK][at], terms[at].last_day)
            _, ordinals[at], digits[at] = days[at]
            marks[at] |= Mark.BIRTH_FROM_NIK
        woman = births > _WOMAN
        said = _integers(map(self._sexes.__getitem__, cells[RosterField.SEX]))
        good &= (births - _WOMAN * woman == digits) & ((said == woman) | (said == _NO_SEX))
        good &= _integers(map(itemgetter(5), terms)) < ordinals
        good &= ordinals <= _integers(map(itemgetter(6), terms))
        sexes = list(map(_SEXES.__getitem__, woman.tolist()))
        return _Identity(niks.tolist(), list(map(itemgetter(0), days)), sexes, marks, good)

    def _day_of_nik(self, cell: Cell, last_day: date) -> _Day:
        birth = read_nik(cell, self._checker.rounded).birth
        return _UNREADABLE if birth is None else _day(birth.latest_until(last_day))

    def _terms_in(self, cells: tuple[Cell, ...]) -> _Terms:
        group, entry, end, wage_sen, codes = self._checker.terms(*cells)
        marks = marks_of(codes)
        if marks is None or entry is None:
            return _Terms("", 0, None, None, _ODD, 0, 0, date.max)
        after, until = entry.born_after.toordinal(), entry.born_until.toordinal()
        return _Terms(group, entry.index, end, wage_sen, marks, after, until, entry.last_day)

    def _home_in(self, cells: tuple[Cell, ...]) -> tuple[str, str, int]:
        kecamatan, village, codes = self._checker.home(*cells)
        marks = marks_of(codes)
        return kecamatan, village, _ODD if marks is None else marks

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


def _texts(cells: Columns) -> tuple[list[str], ...]:
    kinds = RosterField.MOTHER, RosterField.ADDRESS, RosterField.KPJ
    mothers, addresses, kpjs = (text_column(cells[kind]) for kind in kinds)
    return mothers, phone_column(cells[RosterField.PHONE]), addresses, kpjs


def _short_enough(columns: tuple[list[str], ...]) -> Flags:
    short = np.ones(len(columns[0]), np.bool_)
    for texts in columns:
        if max(map(len, texts)) > LONGEST_TEXT:
            short &= np.array([len(text) <= LONGEST_TEXT for text in texts])
    return short


def _integers(values: Iterable[int]) -> Integers:
    return np.fromiter(values, np.int64)
