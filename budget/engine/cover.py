"""A what-if's limits of cover: outside its months nobody of the group is covered, whoever adds them."""

import numpy as np

from budget.engine.cube import HeadCube, Int64Array
from budget.plan import Plan
from budget.plan.adjustments import concerns


def within_limits(cube: HeadCube, plan: Plan) -> HeadCube:
    """The cube with nobody outside the plan's `cover_limits`; who is there when cover begins has joined."""
    if not plan.cover_limits:
        return cube
    open_months = {group.name: _open(plan, group.name) for group in plan.groups}
    limited = {name for name, months in open_months.items() if not all(months)}
    rows = np.flatnonzero([stratum.group in limited for stratum in cube.strata])
    if not len(rows):
        return cube
    kept = np.array([open_months[cube.strata[row].group] for row in rows], dtype=np.int64)
    heads, joined, left = cube.heads[rows], cube.joined[rows], cube.left[rows]
    before, earlier = _month_before(kept), _month_before(heads)
    joined = joined * kept * before + heads * kept * (1 - before)
    left = left * kept * before + earlier * before * (1 - kept)
    return HeadCube(
        cube.span,
        cube.strata,
        _put(cube.planned, rows, cube.planned[rows] * kept),
        _put(cube.heads, rows, heads * kept),
        _put(cube.joined, rows, joined),
        _put(cube.left, rows, left),
    )


def _month_before(values: Int64Array) -> Int64Array:
    shifted = np.zeros_like(values)
    shifted[:, 1:] = values[:, :-1]
    return shifted


def _open(plan: Plan, group: str) -> list[bool]:
    limits = [limit.validity for limit in plan.cover_limits if concerns(limit, group)]
    return [all(month in validity for validity in limits) for month in plan.span]


def _put(whole: Int64Array, rows: Int64Array, part: Int64Array) -> Int64Array:
    changed = whole.copy()
    changed[rows] = part
    return changed
