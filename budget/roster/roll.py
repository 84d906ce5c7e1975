"""Members as columns, as a million of them pass from reader to database and few are looked at one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import compress
from typing import NamedTuple

from budget.roster.member import Member, Sex


class Roll(NamedTuple):
    """A column for each field of `Member`, all as long."""

    niks: Sequence[int]
    names: Sequence[str]
    birth_dates: Sequence[date]
    sexes: Sequence[Sex]
    groups: Sequence[str]
    kecamatans: Sequence[str]
    villages: Sequence[str]
    firsts: Sequence[int]
    ends: Sequence[int | None]
    wages: Sequence[int | None]
    birth_places: Sequence[str]
    mothers: Sequence[str]
    phones: Sequence[str]
    addresses: Sequence[str]
    kpjs: Sequence[str]
    marks: Sequence[int]

    @classmethod
    def of(cls, members: Iterable[Member]) -> Roll:
        rows = list(members)
        return cls(*zip(*rows, strict=True)) if rows else cls(*((),) * len(Member._fields))

    @property
    def size(self) -> int:
        return len(self.niks)

    def member(self, at: int) -> Member:
        return Member._make(column[at] for column in self)

    def members(self) -> list[Member]:
        return list(map(Member._make, zip(*self, strict=True)))

    def only(self, wanted: Sequence[bool]) -> Roll:
        """Those members for whom `wanted` says so."""
        return Roll._make(list(compress(column, wanted)) for column in self)

    def amended(self, members: Mapping[int, Member]) -> Roll:
        """With these members in the places given."""
        columns = Roll._make(map(list, self))
        for at, member in members.items():
            for column, value in zip(columns, member, strict=True):
                column[at] = value  # type: ignore[index]  # all are lists by now
        return columns
