"""The people that one import adds, column by column: what twins are found by, and where their rows stood."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from budget.roster.crowd import People
from budget.roster.member import Sex
from budget.roster.roll import Roll

# The sheet of people whose rows are told by their NIK alone.
NOWHERE = -1


def _numbers() -> array[int]:
    return array("q")


@dataclass(slots=True)
class Newcomers:
    """Parallel columns, as a million people wait here. Birth days are ordinals, a sheet is its place among
    those read, and `ids` are the rows that people became.
    """

    niks: array[int] = field(default_factory=_numbers)
    names: list[str] = field(default_factory=list)
    birth_days: array[int] = field(default_factory=_numbers)
    kecamatans: list[str] = field(default_factory=list)
    villages: list[str] = field(default_factory=list)
    sexes: list[Sex] = field(default_factory=list)
    sheets: array[int] = field(default_factory=_numbers)
    rows: array[int] = field(default_factory=_numbers)
    ids: array[int] = field(default_factory=_numbers)

    def __len__(self) -> int:
        return len(self.niks)

    def add(self, members: Roll, sheet: int, rows: Iterable[int]) -> None:
        """Members whose rows stand in a sheet."""
        self.niks.extend(members.niks)
        self.names.extend(members.names)
        self.birth_days.extend(map(date.toordinal, members.birth_dates))
        self.kecamatans.extend(members.kecamatans)
        self.villages.extend(members.villages)
        self.sexes.extend(members.sexes)
        self.sheets.extend(array("q", [sheet]) * members.size)
        self.rows.extend(rows)

    def dates(self) -> set[date]:
        return set(map(date.fromordinal, set(self.birth_days)))

    def beside(self, stored: Iterable[tuple[int, int, str, str, str, str, str]]) -> People:
        """With the places of the newcomers as keys; behind them stored people, their ids below 0 as keys."""
        known = list(stored)
        columns = self.niks, self.names, self.birth_days, self.kecamatans, self.villages, self.sexes
        people = People(range(len(self)), *columns)
        if not known:
            return people
        ids, niks, names, born, kecamatans, villages, sexes = zip(*known, strict=True)
        days = [date.fromisoformat(day).toordinal() for day in born]
        more = [-number for number in ids], niks, names, days, kecamatans, villages, map(Sex, sexes)
        return People(*([*column, *stored] for column, stored in zip(people, more, strict=True)))
