"""People collapse to strata: `heads[stratum, month]`, int64.

All people of a stratum cost the same in a month, so nothing below the stratum is ever multiplied.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from budget.errors import LimitExceeded
from budget.money import PPM
from budget.period import MonthRange
from budget.plan import Plan
from budget.plan.headcount import by_place, levels

Int64Array = NDArray[np.int64]
INT64_MAX = 2**63 - 1
# With the loss rate in parts per million, head counts up to here cannot overflow.
_MOST_HEADS = INT64_MAX // PPM


@dataclass(frozen=True, slots=True)
class Stratum:
    """People of one group in one kecamatan (empty where the plan does not say)."""

    group: str
    kecamatan: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class HeadCube:
    """`planned` and `heads` are int64[stratum, month]; `heads` is what remains after validation."""

    span: MonthRange
    strata: tuple[Stratum, ...]
    planned: Int64Array
    heads: Int64Array


def planned_cube(plan: Plan) -> HeadCube:
    """The cube of a head-count plan, strata in the order of its groups, then by kecamatan.

    Whole people remain after the validation loss: the fraction of a person is not paid. Expects a plan
    without errors; LimitExceeded where a head count passes 9 × 10^12.
    """
    places = by_place(plan.head_counts)
    strata: list[Stratum] = []
    rows: list[list[int]] = []
    losses: list[int] = []
    for group in plan.groups:
        for name, kecamatan in sorted(place for place in places if place[0] == group.name.casefold()):
            people = levels(places[name, kecamatan], plan.span)
            _guard_heads(group.name, people, plan.span)
            strata.append(Stratum(group.name, places[name, kecamatan][0].kecamatan))
            rows.append(people)
            losses.append(group.validation_loss_ppm)
    planned = np.array(rows, dtype=np.int64).reshape(len(strata), len(plan.span))
    kept = PPM - np.array(losses, dtype=np.int64).reshape(-1, 1)
    return HeadCube(plan.span, tuple(strata), planned, planned * kept // PPM)


def _guard_heads(group: str, people: list[int], span: MonthRange) -> None:
    for month, heads in zip(span, people, strict=True):
        if not 0 <= heads <= _MOST_HEADS:
            raise LimitExceeded(
                f"Jumlah orang {group} pada {month.label} ({heads}) di luar batas 0 sampai {_MOST_HEADS}."
            )
