"""Tariffs of a group follow one another: where one begins or ends, its neighbour ends or begins.

Each edit must leave every month with exactly one tariff, so the boundary between two of them moves in one
edit: ending the old tariff first would leave months without any, beginning the new one first would overlap.
"""

from collections.abc import Sequence
from dataclasses import replace

from budget.period import Month, Validity
from budget.plan.records import Tariff


def making_room(others: Sequence[Tariff], old: Tariff | None, new: Tariff) -> tuple[Tariff, ...]:
    """The other tariffs once `new` stands in the place of `old` (None: it is added).

    One without an end gives way to a tariff that is added after its first month. One that ended right
    before `old`, or began right after it, still does so with `new`. A tariff that changes its group is
    added to the new one.
    """
    if old is not None and not _same_group(old, new):
        old = None
    return tuple(_beside(other, old, new) if _same_group(other, new) else other for other in others)


def closing_up(others: Sequence[Tariff], removed: Tariff) -> tuple[Tariff, ...]:
    """The other tariffs once one is removed: the one right before it holds on in its stead."""
    return tuple(
        replace(other, validity=Validity(other.validity.first, removed.validity.last))
        if _same_group(other, removed) and _ends_before(other.validity, removed.validity)
        else other
        for other in others
    )


def _beside(other: Tariff, old: Tariff | None, new: Tariff) -> Tariff:
    held, first, last = other.validity, new.validity.first, new.validity.last
    if old is None:
        gives_way = held.last is None and held.first < first
    else:
        gives_way = _ends_before(held, old.validity) and held.first < first
    if gives_way:
        return replace(other, validity=Validity(held.first, first.plus(-1)))
    if old is not None and last is not None and _ends_before(old.validity, held):
        begin = last.plus(1)
        if held.last is None or begin <= held.last:
            return replace(other, validity=Validity(begin, held.last))
    return other


def _ends_before(earlier: Validity, later: Validity) -> bool:
    """Whether the later one begins in the month after the earlier one ends."""
    end: Month | None = earlier.last
    return end is not None and end.plus(1) == later.first


def _same_group(a: Tariff, b: Tariff) -> bool:
    return a.group.casefold() == b.group.casefold()
