"""Who counts in which month: the plan's people, the roster's, or the roster as far as it goes."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import count
from operator import attrgetter

import numpy as np

from budget.contribution import RosterIncome, RosterWage
from budget.engine.cover import within_limits
from budget.engine.cube import HeadCube, Int64Array, Stratum, planned_cube
from budget.engine.what_if import with_what_if
from budget.period import MonthRange
from budget.plan import HeadSource, Plan
from budget.plan.roster import RosterCounts

_GROUP = attrgetter("group")


def head_cube(plan: Plan) -> HeadCube:
    """The cube that a plan is costed on: groups in the plan's order, their planned people before listed.

    LimitExceeded as in `planned_cube`, and where a what-if takes away more people than a roster has.
    """
    return within_limits(_unlimited(plan), plan)


def _unlimited(plan: Plan) -> HeadCube:
    planned = planned_cube(plan)
    if all(group.source is HeadSource.PLAN for group in plan.groups):
        return planned
    listed = roster_cube(plan)
    if plan.what_if_heads:
        planned, listed = with_what_if(planned, listed, plan)
    return _joined(planned, listed, plan)


def roster_cube(plan: Plan) -> HeadCube:
    """The people of the roster in the months in which their group follows it; nobody is lost.

    A stratum is a group, kecamatan and village, and the wage where a tariff of the group asks for it.
    """
    return _listed(plan.roster, plan.span, followed_months(plan), wage_groups(plan))


# For each group of a plan its name, and whether it follows the roster in each month.
Followed = tuple[tuple[str, tuple[bool, ...]], ...]


def followed_months(plan: Plan) -> Followed:
    return tuple((g.name, tuple(plan.follows_roster(g, month) for month in plan.span)) for g in plan.groups)


# What-ifs cost one roster many times, and mostly without changing who is in it.
@lru_cache(maxsize=1)
def _listed(roster: RosterCounts, span: MonthRange, followed: Followed, by_wage: frozenset[str]) -> HeadCube:
    strata, places = _distinct(roster, tuple(name for name, _ in followed), by_wage)
    return counted_cube(roster, span, followed, strata, places)


def counted_cube(
    roster: RosterCounts,
    span: MonthRange,
    followed: Followed,
    strata: tuple[Stratum, ...],
    places: Int64Array,
) -> HeadCube:
    """The roster's people in the given strata; `places` says in which one each stratum of the roster is."""
    width = len(span)
    stratum = places[np.asarray(roster.stratum, dtype=np.int64)]
    month = np.asarray(roster.month, dtype=np.int64) - span.first.index
    joining, leaving = (np.asarray(column, dtype=np.int64) for column in (roster.joined, roster.left))
    # Nobody was there before the first month: whoever is covered in it has joined.
    began = month <= 0
    joining, leaving = np.where(began, joining - leaving, joining), np.where(began, 0, leaving)
    counted = month < width
    keys = (stratum * width + month.clip(min=0))[counted]
    joined, left = (_summed(keys, column[counted], len(strata) * width) for column in (joining, leaving))
    joined, left = joined.reshape(-1, width), left.reshape(-1, width)
    heads = np.cumsum(joined - left, axis=1)
    follows = _follows_roster(followed, strata)
    if not follows.all():
        heads, joined, left = heads * follows, joined * follows, left * follows
    return HeadCube(span, strata, heads, heads, joined, left)


def _summed(keys: Int64Array, values: Int64Array, cells: int) -> Int64Array:
    """The sum of the values of each key 0 … cells - 1."""
    total = np.zeros(cells, dtype=np.int64)
    # Most cells are named once: setting them is ten times as quick as adding to them.
    total[keys] = values
    if (np.bincount(keys, minlength=1) > 1).any():
        total[keys] = 0
        np.add.at(total, keys, values)
    return total


def _follows_roster(followed: Followed, strata: Sequence[Stratum]) -> Int64Array:
    """int64[stratum, month]: 1 where the stratum's group follows the roster, else 0."""
    table = np.array([months for _, months in followed], dtype=np.int64).reshape(len(followed), -1)
    return table[_group_places([name for name, _ in followed], strata)]


def _group_places(names: Sequence[str], strata: Sequence[Stratum]) -> Int64Array:
    """The place of each stratum's group in the plan."""
    place = {name: number for number, name in enumerate(names)}
    return np.array([place[name] for name in map(_GROUP, strata)], dtype=np.int64)


def wage_groups(plan: Plan) -> frozenset[str]:
    """Groups, without capitals, of which a tariff asks for each member's own wage or income."""
    return frozenset(
        tariff.group.casefold()
        for tariff in plan.tariffs
        if isinstance(tariff.terms.base, RosterWage | RosterIncome)
    )


# Nothing of a roster changes but with the arguments.
@lru_cache(maxsize=1)
def _distinct(
    roster: RosterCounts, names: tuple[str, ...], by_wage: frozenset[str]
) -> tuple[tuple[Stratum, ...], Int64Array]:
    spelled = {name.casefold(): name for name in names}
    groups = {name: spelled[name.casefold()] for name in set(map(_GROUP, roster.strata))}
    # Making 100.000 strata anew would take as long as all the rest of a projection.
    kept = {name for name, known in groups.items() if name == known and name.casefold() in by_wage}
    strata = [s if s.group in kept else _asked_for(s, groups[s.group], by_wage) for s in roster.strata]
    found = dict(zip(dict.fromkeys(strata), count()))
    return tuple(found), np.fromiter(map(found.__getitem__, strata), np.int64, len(strata))


def _asked_for(listed: Stratum, group: str, by_wage: frozenset[str]) -> Stratum:
    """The group as the plan spells it, and the wage only where a tariff asks for it."""
    wage = listed.wage_sen if group.casefold() in by_wage else None
    return Stratum(group, listed.kecamatan, listed.village, wage)


def _joined(planned: HeadCube, listed: HeadCube, plan: Plan) -> HeadCube:
    """One cube of both, without places of the roster that have nobody in the plan's months."""
    peopled = np.flatnonzero(listed.heads.any(axis=1) | listed.left.any(axis=1))
    strata = planned.strata + tuple(map(listed.strata.__getitem__, peopled.tolist()))
    places = _group_places([group.name for group in plan.groups], strata)
    order = np.argsort(places, kind="stable")
    as_listed = not planned.strata and len(peopled) == len(listed.strata) and not (np.diff(places) < 0).any()

    def stacked(upper: Int64Array, lower: Int64Array) -> Int64Array:
        return lower if as_listed else np.vstack([upper, lower[peopled]])[order]

    heads = stacked(planned.heads, listed.heads)
    return HeadCube(
        planned.span,
        tuple(map(strata.__getitem__, order.tolist())),
        heads if as_listed else stacked(planned.planned, listed.planned),
        heads,
        stacked(planned.joined, listed.joined),
        stacked(planned.left, listed.left),
    )
