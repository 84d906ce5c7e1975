"""A scenario's head counts on groups that follow the roster, in the months in which they do.

People that are added are planned ones: nobody knows where they live, and some will fail validation. People
that are taken away come from all places of the roster alike, by largest remainder: planned people before
listed ones on a tie, then by kecamatan, village and wage.
"""

from functools import lru_cache

import numpy as np

from budget.engine.cube import INT64_MAX, HeadCube, Int64Array, Stratum, cube_of_planned, guard_heads, moved
from budget.errors import LimitExceeded
from budget.money import format_number, split
from budget.plan import HeadAdjustment, HeadCountKind, Plan


def with_what_if(planned: HeadCube, listed: HeadCube, plan: Plan) -> tuple[HeadCube, HeadCube]:
    """Both cubes after `plan.what_if_heads`, by month; within a month counts are set before they change.

    LimitExceeded where more people are taken away than there are.
    """
    people, heads = planned.planned.copy(), listed.heads.copy()
    in_turn = sorted(plan.what_if_heads, key=lambda a: (a.month, a.kind is HeadCountKind.CHANGE))
    for adjustment in in_turn:
        place = adjustment.group.casefold(), adjustment.kecamatan.casefold()
        rows = _rows(planned, *place), _listed_rows(listed, *place)
        _adjust(people, heads, rows, adjustment, plan)
    return cube_of_planned(plan, planned.strata, people), moved(listed, heads)


# A what-if that is being typed asks the same of the same list again and again.
@lru_cache(maxsize=2)
def _listed_rows(cube: HeadCube, group: str, kecamatan: str) -> list[int]:
    return _rows(cube, group, kecamatan)


def _rows(cube: HeadCube, group: str, kecamatan: str) -> list[int]:
    found = [
        row
        for row, stratum in enumerate(cube.strata)
        if stratum.group.casefold() == group and kecamatan in ("", stratum.kecamatan.casefold())
    ]
    # Not in the order of storage, which the people's wages and so the cost must not depend on.
    return sorted(found, key=lambda row: _place(cube.strata[row]))


def _place(stratum: Stratum) -> tuple[str, str, int]:
    return stratum.kecamatan, stratum.village, stratum.wage_sen or 0


def _adjust(
    people: Int64Array,
    heads: Int64Array,
    rows: tuple[list[int], list[int]],
    adjustment: HeadAdjustment,
    plan: Plan,
) -> None:
    planned, listed = rows
    start = max(0, plan.span.position(adjustment.month))
    group = plan.group(adjustment.group)
    months = [
        position
        for position, month in enumerate(plan.span)
        if position >= start and plan.follows_roster(group, month)
    ]
    if not months:
        return
    change = adjustment.heads
    if adjustment.kind is HeadCountKind.ABSOLUTE:
        change -= int(people[planned, months[0]].sum() + heads[listed, months[0]].sum())
    if change >= 0:
        # The scenario's own head count made the place: it is the first of that group and kecamatan.
        place = planned[0]
        most = max(people[place, months].tolist())
        guard_heads(adjustment.group, most + change, plan.span.first.plus(months[0]))
        people[place, months] += change
        return
    for position in months:
        taken = _taken(np.concatenate([people[planned, position], heads[listed, position]]), -change)
        if taken is None:
            raise LimitExceeded(
                f"Skenario mengurangi {adjustment.group} sebanyak {format_number(-change)} orang pada "
                f"{plan.span.first.plus(position).label}, lebih dari yang ada dalam daftar."
            )
        people[planned, position] -= taken[: len(planned)]
        heads[listed, position] -= taken[len(planned) :]


def _taken(heads: Int64Array, people: int) -> Int64Array | None:
    """How many of each place go when `people` go: in proportion, by largest remainder; None if too few."""
    total = int(heads.sum())
    if people > total:
        return None
    if not total or people * int(heads.max()) > INT64_MAX:
        return np.array(split(people, heads.tolist()), dtype=np.int64)
    # The same as `split`, for the thousands of places of a roster at once.
    taken, rest = np.divmod(heads * people, total)
    taken[np.argsort(-rest, kind="stable")[: people - int(taken.sum())]] += 1
    return taken
