"""One person is paid once: who is covered twice in a month, and what it would have cost."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from budget.engine.cube import Stratum
from budget.engine.prices import price_table
from budget.errors import PlanError
from budget.law import LawBook
from budget.money import format_rupiah
from budget.period import Month
from budget.plan import Plan
from budget.roster.member import Member, StoredCover
from budget.roster.roll import Roll

# An end that is not known lies after every month.
NEVER = 10**6


class Place(NamedTuple):
    """Where a row stands: the place of its sheet among those read, and its number in it."""

    sheet: int
    row: int


class Stay(NamedTuple):
    """Months in which a NIK is covered, in a group, by a row (`place`) or by the workspace (None)."""

    first: int
    end: int
    group: str
    place: Place | None
    details: tuple[str, str, int | None] | None = None


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Why a row is not taken in: the code, the stay that it repeats, and the rupiah of the months shared."""

    code: str
    other: Stay
    rupiah: int


class Covered:
    """Who is covered when, by the rows accepted so far. `files` gives the file of each sheet."""

    def __init__(self, costs: Costs) -> None:
        self._costs = costs
        # The stays of a NIK by their numbers in these columns, so that a million of them stay small.
        self._stays: dict[int, int | list[int]] = {}
        self._first, self._end, self._sheet, self._row = (array("q") for _ in range(4))
        self._group: list[str] = []

    def repeated(self, niks: Sequence[int]) -> set[int]:
        """Those that are here already, or among these more than once."""
        different = set(niks)
        found = self._stays.keys() & different
        if len(different) < len(niks):
            found |= {nik for nik, times in Counter(niks).items() if times > 1}
        return found

    def duplicate(
        self, member: Member, place: Place, stored: Sequence[Stay], files: Sequence[str]
    ) -> Duplicate | None:
        """What forbids taking a member in: the same NIK in the same month, in a row before or stored."""
        before = self._stays.get(member.nik)
        if before is None and not stored:
            return None
        end = NEVER if member.end is None else member.end
        rows = before if isinstance(before, list) else [] if before is None else [before]
        shared = (s for s in (*stored, *map(self._stay, rows)) if s.first < end and member.first < s.end)
        stay = next(shared, None)
        return None if stay is None else self.against(member, place, stay, files)

    def against(self, member: Member, place: Place, stay: Stay, files: Sequence[str]) -> Duplicate:
        """The member as a duplicate of a stay that it shares months with."""
        code = self._code(member, place, stay, files)
        if code == "sudah_tersimpan":
            return Duplicate(code, stay, 0)
        end = NEVER if member.end is None else member.end
        shared = max(stay.first, member.first), min(stay.end, end)
        return Duplicate(code, stay, self._costs.of(member.group, member.wage_sen, *shared))

    def add(self, member: Member, place: Place) -> None:
        before = self._stays.get(member.nik)
        self.add_first(Roll.of([member]), place.sheet, [place.row])
        if before is not None:
            numbers = before if isinstance(before, list) else [before]
            self._stays[member.nik] = [*numbers, len(self._group) - 1]

    def add_first(self, members: Roll, sheet: int, rows: Sequence[int]) -> None:
        """Rows of a sheet whose NIK come for the first time, no two the same."""
        number = len(self._group)
        self._stays.update(zip(members.niks, range(number, number + members.size), strict=True))
        self._first.extend(members.firsts)
        self._end.extend([NEVER if end is None else end for end in members.ends])
        self._group.extend(members.groups)
        self._sheet.extend(array("q", [sheet]) * members.size)
        self._row.extend(rows)

    def _stay(self, number: int) -> Stay:
        place = Place(self._sheet[number], self._row[number])
        return Stay(self._first[number], self._end[number], self._group[number], place)

    def _code(self, member: Member, place: Place, stay: Stay, files: Sequence[str]) -> str:
        """The widest difference names it: funding, group, file."""
        if stay.place is None and _is_same(member, stay):
            return "sudah_tersimpan"
        if self._costs.funding(member.group, member.first) != self._costs.funding(stay.group, member.first):
            return "ganda_antar_sumber_dana"
        if member.group != stay.group:
            return "ganda_antar_kelompok"
        if stay.place is None:
            return "ganda_tersimpan"
        same_file = files[stay.place.sheet] == files[place.sheet]
        return "ganda_dalam_berkas" if same_file else "ganda_antar_berkas"


def _is_same(member: Member, stay: Stay) -> bool:
    end = NEVER if member.end is None else member.end
    mine = member.first, end, member.group, (member.kecamatan, member.village, member.wage_sen)
    return mine == (stay.first, stay.end, stay.group, stay.details)


def stay_of(cover: StoredCover) -> Stay:
    """A stored cover as it is compared with rows."""
    end = NEVER if cover.end is None else cover.end
    return Stay(cover.first, end, cover.group, None, (cover.kecamatan, cover.village, cover.wage_sen))


class Costs:
    """What a member costs in some months, by the plan's tariffs and the law; nothing outside the plan."""

    def __init__(self, plan: Plan, law: LawBook) -> None:
        self._plan = plan
        self._law = law.with_values(plan.law_values)
        self._sums: dict[tuple[str, int | None], list[int]] = {}
        self._funding: dict[tuple[str, int], str] = {}

    def of(self, group: str, wage_sen: int | None, first: int, end: int) -> int:
        """Rupiah from the month index `first` to before `end`."""
        sums = self._cumulated(group, wage_sen)
        start, months = self._plan.span.first.index, len(self._plan.span)
        begin, stop = (min(max(index - start, 0), months) for index in (first, end))
        return sums[stop] - sums[begin]

    def funding(self, group: str, month: int) -> str:
        key = group, month
        if key not in self._funding:
            tariff = self._plan.tariff(group, Month.at(month))
            self._funding[key] = tariff.funding if tariff else ""
        return self._funding[key]

    def _cumulated(self, group: str, wage_sen: int | None) -> list[int]:
        key = group, wage_sen
        if key not in self._sums:
            try:
                table = price_table(self._plan, [Stratum(group, wage_sen=wage_sen)], self._law)
            except PlanError:
                # Of a month without law nobody can say what it would have cost; the plan says so itself.
                return [0] * (len(self._plan.span) + 1)
            unit = [*table.rupiah.sum(axis=1).tolist(), 0]
            self._sums[key] = [0, *accumulate(unit[version] for version in table.index[0])]
        return self._sums[key]


def in_words(duplicate: Duplicate, labels: Sequence[str]) -> str:
    """Where the other one is, and the money at risk."""
    place = duplicate.other.place
    where = f"{labels[place.sheet]} baris {place.row}" if place else "sudah di berkas pagu"
    return f"{where}, {format_rupiah(duplicate.rupiah)}" if duplicate.rupiah else where
