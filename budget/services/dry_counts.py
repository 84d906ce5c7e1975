"""How a dry run would change who is counted where; nothing of it is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from budget.period import Month
from budget.plan.roster import RosterCounts, RosterStratum
from budget.roster.member import StoredCover
from budget.roster.roll import Roll

# Group, kecamatan, village and wage of a stratum, and the index of a month.
_End = tuple[str, str, str, int | None, int]


class DryCounts:
    """How many of a stratum would join in a month more than now, and how many would be gone."""

    def __init__(self) -> None:
        self._joined, self._gone = Counter[_End](), Counter[_End]()

    def add(self, members: Roll) -> None:
        """Column by column, as a million of them pass."""
        strata = list(zip(members.groups, members.kecamatans, members.villages, members.wages, strict=True))
        self._joined.update((*stratum, first) for stratum, first in zip(strata, members.firsts, strict=True))
        gone = zip(strata, members.ends, strict=True)
        self._gone.update((*stratum, end) for stratum, end in gone if end is not None)

    def end(self, covers: Iterable[StoredCover]) -> None:
        """Covers that would hold no longer."""
        for cover in covers:
            stratum = cover.group, cover.kecamatan, cover.village, cover.wage_sen
            self._joined[(*stratum, cover.first)] -= 1
            if cover.end is not None:
                self._gone[(*stratum, cover.end)] -= 1

    def after(self, before: RosterCounts, known_until: Mapping[str, int]) -> RosterCounts:
        """The roster as it would be, and until which months (by their index) groups would be known."""
        known = {group: Month.at(index) for group, index in known_until.items()}
        return before.plus(self._rows(), known)

    def _rows(self) -> Iterator[tuple[RosterStratum, int, int, int]]:
        joined = ((RosterStratum(*key[:4]), key[4], number, 0) for key, number in self._joined.items())
        gone = ((RosterStratum(*key[:4]), key[4], 0, number) for key, number in self._gone.items())
        return chain(joined, gone)
