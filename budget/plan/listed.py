"""One record of a list put in the place of another, or taken out; the list itself never changes."""

from collections.abc import Sequence
from typing import TypeVar

from budget.errors import Conflict

T = TypeVar("T")
CHANGED = "Data ini sudah diubah atau dihapus sejak ditampilkan. Muat ulang dahulu."


def put(records: Sequence[T], old: object, new: T) -> tuple[T, ...]:
    """`new` in the place of `old`, or at the end where that is None."""
    if old is None:
        return (*records, new)
    position = place_of(records, old)
    return (*records[:position], new, *records[position + 1 :])


def take(records: Sequence[T], record: T) -> tuple[T, ...]:
    position = place_of(records, record)
    return (*records[:position], *records[position + 1 :])


def place_of(records: Sequence[T], record: object) -> int:
    """Conflict when the record is no longer there."""
    for position, candidate in enumerate(records):
        if candidate == record:
            return position
    raise Conflict(CHANGED)
