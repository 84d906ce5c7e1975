"""People who cost the same in every month as one stratum, wherever they live: the quick way to totals.

A price depends on the group and at most on the wage, so kecamatan and villages can be added up before
anything is multiplied. Costs by group, month, programme and fiscal year, and how far the money goes, are
those of the whole projection to the rupiah; figures by place, and who joined or left, are not to be had.
"""

from functools import lru_cache

import numpy as np

from budget.engine.cover import within_limits
from budget.engine.cube import HeadCube, Int64Array, Stratum, cube_of, planned_cube
from budget.engine.heads import Followed, counted_cube, followed_months, wage_groups
from budget.engine.projection import Projection, project_on
from budget.engine.what_if import with_what_if
from budget.law import LawBook
from budget.period import MonthRange
from budget.plan import HeadCountKind, HeadSource, Plan
from budget.plan.roster import RosterCounts


def project_alike(plan: Plan, law: LawBook) -> Projection:
    """The projection of the plan without its places; PlanError and LimitExceeded as of `project`."""
    return project_on(plan, law, alike_cube)


def alike_cube(plan: Plan) -> HeadCube:
    """The cube of `head_cube`, added up over places; joined and left are net changes of heads."""
    cube = planned_cube(plan)
    if any(group.source is not HeadSource.PLAN for group in plan.groups):
        listed = _listed(plan.roster, plan.span, followed_months(plan), wage_groups(plan), _by_place(plan))
        if plan.what_if_heads:
            cube, listed = with_what_if(cube, listed, plan)
        cube = _stacked(cube, listed)
    return within_limits(_summed(cube, plan), plan)


def _by_place(plan: Plan) -> frozenset[str]:
    """Groups, without capitals, of which a what-if takes people away: whom, depends on where they live."""
    return frozenset(
        a.group.casefold()
        for a in plan.what_if_heads
        if a.kind is HeadCountKind.ABSOLUTE or a.heads < 0 or a.kecamatan
    )


def _summed(cube: HeadCube, plan: Plan) -> HeadCube:
    """Strata of one group and wage as one, groups in the plan's order."""
    order = {group.name: number for number, group in enumerate(plan.groups)}
    kinds = [Stratum(s.group, wage_sen=s.wage_sen) for s in cube.strata]
    strata = tuple(
        sorted(set(kinds), key=lambda s: (order[s.group], s.wage_sen is not None, s.wage_sen or 0))
    )
    place = {stratum: number for number, stratum in enumerate(strata)}
    rows = np.fromiter(map(place.__getitem__, kinds), np.int64, len(kinds))
    return cube_of(
        cube.span, strata, _added(cube.planned, rows, len(strata)), _added(cube.heads, rows, len(strata))
    )


def _added(values: Int64Array, rows: Int64Array, count: int) -> Int64Array:
    """Rows of the same number added up; all of 0 … count - 1 are there."""
    if not count:
        return values
    order = np.argsort(rows, kind="stable")
    starts = np.searchsorted(rows[order], np.arange(count))
    total: Int64Array = np.add.reduceat(values[order], starts, axis=0)
    return total


@lru_cache(maxsize=4)
def _listed(
    roster: RosterCounts,
    span: MonthRange,
    followed: Followed,
    by_wage: frozenset[str],
    by_place: frozenset[str],
) -> HeadCube:
    strata, places = _kinds(roster, tuple(name for name, _ in followed), by_wage, by_place)
    cube = counted_cube(roster, span, followed, strata, places)
    peopled = np.flatnonzero(cube.heads.any(axis=1) | cube.left.any(axis=1))
    kept = tuple(strata[row] for row in peopled.tolist())
    return HeadCube(
        span, kept, cube.planned[peopled], cube.heads[peopled], cube.joined[peopled], cube.left[peopled]
    )


@lru_cache(maxsize=4)
def _kinds(
    roster: RosterCounts, names: tuple[str, ...], by_wage: frozenset[str], by_place: frozenset[str]
) -> tuple[tuple[Stratum, ...], Int64Array]:
    """The kinds of people, and for each stratum of the roster its place among them."""
    spelled = {name.casefold(): name for name in names}
    groups = {group: spelled[group.casefold()] for group in {s.group for s in roster.strata}}
    waged = {group for group in groups if group.casefold() in by_wage}
    placed = {group for group in groups if group.casefold() in by_place}
    kinds = [
        (g, k if g in placed else "", v if g in placed else "", wage if g in waged else None)
        for g, k, v, wage in roster.strata
    ]
    found = {kind: number for number, kind in enumerate(dict.fromkeys(kinds))}
    strata = tuple(Stratum(groups[group], kec, desa, wage) for group, kec, desa, wage in found)
    return strata, np.fromiter(map(found.__getitem__, kinds), np.int64, len(kinds))


def _stacked(upper: HeadCube, lower: HeadCube) -> HeadCube:
    return cube_of(
        upper.span,
        upper.strata + lower.strata,
        np.vstack([upper.planned, lower.planned]),
        np.vstack([upper.heads, lower.heads]),
    )
