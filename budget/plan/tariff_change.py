"""Changing tariffs in some months only: a tariff is cut where the change begins and ends."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from budget.contribution import Segment
from budget.period import Validity
from budget.plan.adjustments import OfGroup, concerns
from budget.plan.records import Plan, Tariff

Change = Callable[[Tariff], Tariff]


def with_tariffs(plan: Plan, adjustment: OfGroup, validity: Validity, change: Change) -> Plan:
    """The plan with changed tariffs of the adjustment's groups in those months."""
    tariffs: list[Tariff] = []
    for tariff in plan.tariffs:
        tariffs.extend(_carved(tariff, validity, change) if concerns(adjustment, tariff.group) else [tariff])
    return replace(plan, tariffs=tuple(tariffs))


def with_segment(plan: Plan, adjustment: OfGroup, segment: Segment) -> Plan:
    groups = tuple(replace(g, segment=segment) if concerns(adjustment, g.name) else g for g in plan.groups)
    return replace(plan, groups=groups)


def _carved(tariff: Tariff, new: Validity, change: Change) -> Iterator[Tariff]:
    """The tariff outside the adjusted months as it was, and inside them changed.

    Only months that had a tariff get one: a what-if never extends who is covered when.
    """
    old, changed = tariff.validity, change(tariff)
    if not old.overlaps(new) or changed == tariff:
        yield tariff
        return
    if old.first < new.first:
        yield replace(tariff, validity=Validity(old.first, new.first.plus(-1)))
    ends = [end for end in (old.last, new.last) if end is not None]
    yield replace(changed, validity=Validity(max(old.first, new.first), min(ends) if ends else None))
    if new.last is not None and (old.last is None or new.last < old.last):
        yield replace(tariff, validity=Validity(new.last.plus(1), old.last))
