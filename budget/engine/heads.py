"""Who counts in which month: the plan's people, the roster's, or the roster as far as it goes."""

import numpy as np

from budget.contribution import RosterIncome, RosterWage
from budget.engine.cube import HeadCube, Int64Array, Stratum, cube_of_planned, planned_cube
from budget.engine.what_if import with_what_if
from budget.plan import HeadSource, Plan


def head_cube(plan: Plan) -> HeadCube:
    """The cube that a plan is costed on: groups in the plan's order, their planned people before listed.

    LimitExceeded as in `planned_cube`, and where a what-if takes away more people than a roster has.
    """
    planned = planned_cube(plan)
    if all(group.source is HeadSource.PLAN for group in plan.groups):
        return planned
    kept = 1 - follows_roster(plan, planned.strata)
    planned = cube_of_planned(plan, planned.strata, planned.planned * kept)
    listed = roster_cube(plan)
    if plan.what_if_heads:
        planned, listed = with_what_if(planned, listed, plan)
    return _joined(planned, listed, plan)


def roster_cube(plan: Plan) -> HeadCube:
    """The people of the roster in the months in which their group follows it; nobody is lost.

    A stratum is a group, kecamatan and village, and the wage where a tariff of the group asks for it.
    """
    strata, places = _strata(plan)
    span, counts = plan.span, plan.roster
    shape = len(strata), len(span)
    stratum = np.array(places, dtype=np.int64)[np.asarray(counts.stratum, dtype=np.int64)]
    month = np.asarray(counts.month, dtype=np.int64) - span.first.index
    earlier, within = month < 0, (month >= 0) & (month < len(span))
    joining, leaving = (np.asarray(column, dtype=np.int64) for column in (counts.joined, counts.left))
    joined, left = (np.zeros(shape, dtype=np.int64) for _ in range(2))
    np.add.at(joined, (stratum[within], month[within]), joining[within])
    np.add.at(left, (stratum[within], month[within]), leaving[within])
    # Nobody was there before the first month: whoever is covered in it has joined.
    np.add.at(joined[:, 0], stratum[earlier], (joining - leaving)[earlier])
    joined[:, 0] -= left[:, 0]
    left[:, 0] = 0
    follows = follows_roster(plan, strata)
    heads = np.cumsum(joined - left, axis=1) * follows
    return HeadCube(span, strata, heads, heads, joined * follows, left * follows)


def follows_roster(plan: Plan, strata: tuple[Stratum, ...]) -> Int64Array:
    """int64[stratum, month]: 1 where the stratum's group follows the roster, else 0."""
    known = {name: [plan.follows_roster(name, month) for month in plan.span] for name in _groups(strata)}
    return np.array([known[s.group] for s in strata], dtype=np.int64).reshape(len(strata), len(plan.span))


def _groups(strata: tuple[Stratum, ...]) -> set[str]:
    return {stratum.group for stratum in strata}


def _strata(plan: Plan) -> tuple[tuple[Stratum, ...], list[int]]:
    """The distinct strata, and for each stratum of the roster its place among them."""
    names = {group.name.casefold(): group.name for group in plan.groups}
    by_wage = {
        tariff.group.casefold()
        for tariff in plan.tariffs
        if isinstance(tariff.terms.base, RosterWage | RosterIncome)
    }
    found: dict[Stratum, int] = {}
    places: list[int] = []
    for listed in plan.roster.strata:
        group = listed.group.casefold()
        wage = listed.wage_sen if group in by_wage else None
        stratum = Stratum(names[group], listed.kecamatan, listed.village, wage)
        places.append(found.setdefault(stratum, len(found)))
    return tuple(found), places


def _joined(planned: HeadCube, listed: HeadCube, plan: Plan) -> HeadCube:
    """One cube of both, without places of the roster that have nobody in the plan's months."""
    rank = {group.name: place for place, group in enumerate(plan.groups)}
    peopled = np.flatnonzero(listed.heads.any(axis=1) | listed.left.any(axis=1)).tolist()
    strata = planned.strata + tuple(listed.strata[row] for row in peopled)
    order = sorted(range(len(strata)), key=lambda row: rank[strata[row].group])

    def stacked(upper: Int64Array, lower: Int64Array) -> Int64Array:
        return np.vstack([upper, lower[peopled]])[order]

    return HeadCube(
        planned.span,
        tuple(strata[row] for row in order),
        stacked(planned.planned, listed.planned),
        stacked(planned.heads, listed.heads),
        stacked(planned.joined, listed.joined),
        stacked(planned.left, listed.left),
    )
