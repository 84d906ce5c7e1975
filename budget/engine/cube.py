"""People collapse to strata: `heads[stratum, month]`, int64.

All people of a stratum cost the same in a month, so nothing below the stratum is ever multiplied. Planned
people and people of the roster are strata of their own; which of the two count in a month is for the
group's head source to say.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from budget.errors import LimitExceeded
from budget.money import PPM
from budget.period import Month, MonthRange
from budget.plan import Plan
from budget.plan.headcount import by_place, levels
from budget.plan.roster import Stratum as Stratum

Int64Array = NDArray[np.int64]
INT64_MAX = 2**63 - 1
# With the loss rate in parts per million, head counts up to here cannot overflow.
MOST_HEADS = INT64_MAX // PPM


@dataclass(frozen=True, slots=True, eq=False)
class HeadCube:
    """All are int64[stratum, month]. `heads` is what remains of `planned` after validation; `joined` and
    `left` compare `heads` with the month before, nobody being there before the first.
    """

    span: MonthRange
    strata: tuple[Stratum, ...]
    planned: Int64Array
    heads: Int64Array
    joined: Int64Array
    left: Int64Array


def planned_cube(plan: Plan) -> HeadCube:
    """The cube of the plan's head counts, strata in the order of its groups, then by kecamatan.

    Whole people remain after the validation loss: the fraction of a person is not paid. In months that
    follow the roster nobody is planned. Expects a plan without errors; LimitExceeded where a head count
    passes 9 × 10^12.
    """
    places = by_place(plan.head_counts)
    strata: list[Stratum] = []
    rows: list[list[int]] = []
    for group in plan.groups:
        follows = [plan.follows_roster(group, month) for month in plan.span]
        for name, kecamatan in sorted(place for place in places if place[0] == group.name.casefold()):
            every = levels(places[name, kecamatan], plan.span)
            people = [0 if listed else count for count, listed in zip(every, follows, strict=True)]
            for month, heads in zip(plan.span, people, strict=True):
                guard_heads(group.name, heads, month)
            strata.append(Stratum(group.name, places[name, kecamatan][0].kecamatan))
            rows.append(people)
    planned = np.array(rows, dtype=np.int64).reshape(len(strata), len(plan.span))
    return cube_of_planned(plan, tuple(strata), planned)


def cube_of_planned(plan: Plan, strata: tuple[Stratum, ...], planned: Int64Array) -> HeadCube:
    """What remains of planned people, int64[stratum, month], after the validation loss of their groups."""
    losses = {group.name: group.validation_loss_ppm for group in plan.groups}
    kept = PPM - np.array([losses[s.group] for s in strata], dtype=np.int64).reshape(-1, 1)
    return cube_of(plan.span, strata, planned, planned * kept // PPM)


def cube_of(
    span: MonthRange, strata: tuple[Stratum, ...], planned: Int64Array, heads: Int64Array
) -> HeadCube:
    """A cube whose joiners and leavers are the difference to the month before."""
    change = np.diff(heads, axis=1, prepend=0)
    return HeadCube(span, strata, planned, heads, change.clip(min=0), (-change).clip(min=0))


def moved(cube: HeadCube, heads: Int64Array) -> HeadCube:
    """The cube with other people; planned, joined and left stay known where it is the same."""
    same = (heads == cube.heads).all(axis=1, keepdims=True)
    changed = cube_of(cube.span, cube.strata, heads, heads)
    return HeadCube(
        cube.span,
        cube.strata,
        np.where(same, cube.planned, heads),
        heads,
        np.where(same, cube.joined, changed.joined),
        np.where(same, cube.left, changed.left),
    )


def guard_heads(group: str, heads: int, month: Month) -> None:
    """LimitExceeded for planned people beyond what a loss rate can be applied to."""
    if not 0 <= heads <= MOST_HEADS:
        raise LimitExceeded(
            f"Jumlah orang {group} pada {month.label} ({heads}) di luar batas 0 sampai {MOST_HEADS}."
        )
