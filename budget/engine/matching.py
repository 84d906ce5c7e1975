"""The persons that an invoice names against those of the list, one by one, by NIK."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from budget.engine.cube import Int64Array


@dataclass(frozen=True, slots=True)
class GroupMatch:
    """How many persons of a group's list the invoice names, and the NIK of those whom it does not."""

    group: str
    listed: int
    billed: int
    not_billed: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Matching:
    """A month's list against its invoices. `not_listed` are NIK that are billed and on no list."""

    groups: tuple[GroupMatch, ...]
    not_listed: tuple[int, ...]
    rupiah_not_listed: int


def match_people(listed: Mapping[str, Sequence[int]], nik: Sequence[int], rupiah: Sequence[int]) -> Matching:
    """`listed` are the NIK of each group; `nik` and `rupiah` run parallel, corrections with a minus.

    Whoever is billed nothing in the end is not billed.
    """
    people = np.asarray(nik, dtype=np.int64)
    who, inverse = np.unique(people, return_inverse=True)
    net: Int64Array = np.zeros(len(who), dtype=np.int64)
    np.add.at(net, inverse.reshape(-1), np.asarray(rupiah, dtype=np.int64))
    billed, net = who[net > 0], net[net > 0]
    groups: list[GroupMatch] = []
    for group, members in listed.items():
        known = np.unique(np.asarray(members, dtype=np.int64))
        missing = np.setdiff1d(known, billed, assume_unique=True)
        groups.append(GroupMatch(group, len(known), len(known) - len(missing), tuple(missing.tolist())))
    everybody = np.concatenate([np.asarray(m, dtype=np.int64) for m in listed.values()] or [people[:0]])
    foreign = ~np.isin(billed, everybody)
    return Matching(tuple(groups), tuple(billed[foreign].tolist()), int(net[foreign].sum()))
