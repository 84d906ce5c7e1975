"""The people of each group by month as uncertainty acts on them: who is there, came, went, and is kept.

Strata collapse to groups, so that a roster of any size is a few hundred cells.
"""

from dataclasses import dataclass

import numpy as np

from budget.engine.cube import INT64_MAX, HeadCube, Int64Array
from budget.engine.projection import Projection
from budget.errors import LimitExceeded
from budget.money import PPM


@dataclass(frozen=True, slots=True, eq=False)
class Movements:
    """All are int64[group, month]; groups in the plan's order.

    `people` are those before validation: planned ones, or those of the roster in months that follow it.
    `kept_ppm` is the part that the plan expects to pass, `heads` those it pays. `joined` and `left` are
    the moves between a month and the one before; nobody moves into the first month, whose people are
    known. `is_planned` is 1 where validation is still to come, else 0.
    """

    people: Int64Array
    heads: Int64Array
    kept_ppm: Int64Array
    joined: Int64Array
    left: Int64Array
    is_planned: Int64Array


def movements(projection: Projection) -> Movements:
    """Within the roster the moves of its people; elsewhere the group's net change in planned people."""
    plan, cube = projection.plan, projection.cube
    follows = np.array(
        [[plan.follows_roster(group, month) for month in plan.span] for group in plan.groups],
        dtype=np.bool_,
    ).reshape(len(plan.groups), len(plan.span))
    place = {group.name: number for number, group in enumerate(plan.groups)}
    rows = np.array([place[stratum.group] for stratum in cube.strata], dtype=np.int64)
    planned, heads, joined, left = _summed(cube, rows, len(plan.groups))
    people = np.where(follows, heads, planned)
    change = np.diff(people, axis=1, prepend=people[:, :1])
    in_roster = follows & np.roll(follows, 1, axis=1)
    in_roster[:, 0] = False
    losses = np.array([group.validation_loss_ppm for group in plan.groups], dtype=np.int64)
    return Movements(
        people=people,
        heads=heads,
        kept_ppm=np.where(follows, PPM, PPM - losses[:, np.newaxis]),
        joined=np.where(in_roster, joined, change.clip(min=0)),
        left=np.where(in_roster, left, (-change).clip(min=0)),
        is_planned=(~follows).astype(np.int64),
    )


def _summed(cube: HeadCube, rows: Int64Array, groups: int) -> list[Int64Array]:
    """The cube's columns by group; LimitExceeded where a sum might pass 2^63 - 1."""
    sums = []
    for column in (cube.planned, cube.heads, cube.joined, cube.left):
        if column.size and int(column.max()) * len(rows) > INT64_MAX:
            raise LimitExceeded(f"Jumlah orang melampaui batas {INT64_MAX}.")
        total = [column[rows == group].sum(axis=0, dtype=np.int64) for group in range(groups)]
        sums.append(np.array(total, dtype=np.int64).reshape(groups, len(cube.span)))
    return sums
