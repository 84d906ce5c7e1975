"""The counted roster: how many people joined and left where and when. Names and NIK stay in the store."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from budget.period import Month, MonthRange

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# More than there are months up to the year 9999.
_MONTHS = 2**20


class Stratum(NamedTuple):
    """People of one group in one village of one kecamatan (empty where plan or list does not say).

    `wage_sen` is the wage or income that they share; None where the list names none, or nobody asks for
    it. A tuple, as a roster of a regency has 100.000 of them.
    """

    group: str
    kecamatan: str = ""
    village: str = ""
    wage_sen: int | None = None


# Its name where people of a list are meant.
RosterStratum = Stratum


def _column() -> array[int]:
    return array("q")


@dataclass(frozen=True, slots=True, eq=False)
class RosterCounts:
    """Four parallel columns: in month `month[i]` (`Month.index`), `joined[i]` people of the stratum at
    place `stratum[i]` are covered for the first time, and `left[i]` for the first time no more.

    `known_until` is the last month of which a group's lists say anything, by the group's name without
    capitals, and `nets` its people joined less left per month.
    """

    strata: tuple[RosterStratum, ...] = ()
    stratum: array[int] = field(default_factory=_column)
    month: array[int] = field(default_factory=_column)
    joined: array[int] = field(default_factory=_column)
    left: array[int] = field(default_factory=_column)
    known_until: Mapping[str, Month] = field(default_factory=dict)
    nets: Mapping[str, Mapping[int, int]] = field(default_factory=dict)

    def peopled(self, group: str, span: MonthRange) -> list[Month]:
        """The months of the span in which the group's roster has people."""
        nets = self.nets.get(group.casefold(), {})
        level = sum(net for index, net in nets.items() if index < span.first.index)
        months: list[Month] = []
        for month in span:
            level += nets.get(month.index, 0)
            if level:
                months.append(month)
        return months

    def plus(
        self, counts: Iterable[tuple[RosterStratum, int, int, int]], known_until: Mapping[str, Month]
    ) -> RosterCounts:
        """With more rows of stratum, month index, joined, left; what is known then only grows."""
        strata = dict(zip(self.strata, range(len(self.strata)), strict=True))
        rows = list(zip(self.stratum, self.month, self.joined, self.left, strict=True))
        for stratum, month, joined, left in counts:
            rows.append((strata.setdefault(stratum, len(strata)), month, joined, left))
        known = {**self.known_until}
        for group, until in known_until.items():
            known[group.casefold()] = max(until, known.get(group.casefold(), until))
        return counted(strata, rows, known)

    def renamed(self, old: str, new: str) -> RosterCounts:
        """The same people, their group under another name."""

        def named(group: str) -> str:
            return new if group.casefold() == old.casefold() else group

        return replace(
            self,
            strata=tuple(s._replace(group=named(s.group)) for s in self.strata),
            known_until={named(group).casefold(): month for group, month in self.known_until.items()},
            nets={named(group).casefold(): nets for group, nets in self.nets.items()},
        )


def counted(
    strata: Iterable[RosterStratum],
    counts: Iterable[tuple[int, int, int, int]],
    known_until: Mapping[str, Month],
) -> RosterCounts:
    """From rows of place of the stratum, month index, joined, left."""
    numbers = array("q", chain.from_iterable(counts))
    return counted_columns(tuple(strata), [numbers[place::4] for place in range(4)], known_until)


def counted_columns(
    strata: tuple[RosterStratum, ...], columns: Sequence[array[int]], known_until: Mapping[str, Month]
) -> RosterCounts:
    """From the four columns of `RosterCounts`."""
    stratum, month, joined, left = columns
    nets = _nets(strata, stratum, month, joined, left)
    return RosterCounts(strata, stratum, month, joined, left, known_until, nets)


def counted_stays(
    strata: tuple[RosterStratum, ...],
    stratum: NDArray[np.int64],
    first: NDArray[np.int64],
    end: NDArray[np.int64],
    known_until: Mapping[str, Month],
) -> RosterCounts:
    """From people one by one: place of the stratum, first month, first month without cover or 0.

    ValueError where there is no such stratum, or no such month.
    """
    import numpy as np

    for column, least, below in ((stratum, 0, len(strata)), (first, 1, _MONTHS), (end, 0, _MONTHS)):
        if len(column) and not (least <= column.min() and column.max() < below):
            raise ValueError("a stay is in no stratum or month")

    def ends(stratum: NDArray[np.int64], month: NDArray[np.int64]) -> tuple[NDArray[np.int64], ...]:
        cells, people = np.unique(stratum * _MONTHS + month, return_counts=True)
        return cells // _MONTHS, cells % _MONTHS, people

    come, go = ends(stratum, first), ends(stratum[end != 0], end[end != 0])
    nobody = [np.zeros_like(people) for *_, people in (come, go)]
    joined, left = np.concatenate([come[2], nobody[1]]), np.concatenate([nobody[0], go[2]])
    columns = np.concatenate([come[0], go[0]]), np.concatenate([come[1], go[1]]), joined, left
    as_arrays = [array("q", column.astype(np.int64).tobytes()) for column in columns]
    return counted_columns(strata, as_arrays, known_until)


def _nets(
    strata: Sequence[RosterStratum],
    stratum: array[int],
    month: array[int],
    joined: array[int],
    left: array[int],
) -> dict[str, dict[int, int]]:
    """Joined less left, by group without capitals and month; both only where somebody is counted."""
    if not stratum:
        return {}
    # Heavy to load, and most plans have no roster. A million people are 400.000 rows.
    import numpy as np

    groups = {name: place for place, name in enumerate(dict.fromkeys(s.group.casefold() for s in strata))}
    of_stratum = np.fromiter((groups[s.group.casefold()] for s in strata), np.int64, len(strata))
    months = np.frombuffer(month, dtype=np.int64)
    first, width = int(months.min()), int(months.max() - months.min()) + 1
    keys = of_stratum[np.frombuffer(stratum, dtype=np.int64)] * width + months - first
    sums = np.zeros(len(groups) * width, dtype=np.int64)
    np.add.at(sums, keys, np.frombuffer(joined, dtype=np.int64) - np.frombuffer(left, dtype=np.int64))
    names = list(groups)
    nets: dict[str, dict[int, int]] = {}
    for key in np.flatnonzero(np.bincount(keys)).tolist():
        nets.setdefault(names[key // width], {})[first + key % width] = int(sums[key])
    return nets


NO_ROSTER = RosterCounts()
