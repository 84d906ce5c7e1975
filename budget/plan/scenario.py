"""What-ifs: named, ordered lists of dated adjustments on the plan as it stands."""

from collections.abc import Iterator
from dataclasses import replace

from budget.money import PPM, Rounding, divide_rounded
from budget.period import Validity
from budget.plan.allocation import Allocation
from budget.plan.records import (
    AllocationAdjustment,
    HeadAdjustment,
    HeadCount,
    HeadCountKind,
    HeadSource,
    Plan,
    Scenario,
    Tariff,
    TariffAdjustment,
)


def in_scenario(plan: Plan, scenario: Scenario) -> Plan:
    """The plan after every adjustment of the scenario, in order."""
    for adjustment in scenario.adjustments:
        match adjustment:
            case TariffAdjustment():
                plan = _with_terms(plan, adjustment)
            case HeadAdjustment():
                plan = _with_heads(plan, adjustment)
            case AllocationAdjustment():
                plan = replace(plan, allocations=tuple(_scaled(plan.allocations, adjustment)))
    return plan


def _with_terms(plan: Plan, adjustment: TariffAdjustment) -> Plan:
    def concerns(group: str) -> bool:
        return adjustment.group is None or group.casefold() == adjustment.group.casefold()

    tariffs: list[Tariff] = []
    for tariff in plan.tariffs:
        tariffs.extend(_carved(tariff, adjustment) if concerns(tariff.group) else [tariff])
    segment = adjustment.terms.segment
    groups = tuple(replace(g, segment=segment) if concerns(g.name) else g for g in plan.groups)
    return replace(plan, groups=groups, tariffs=tuple(tariffs))


def _carved(tariff: Tariff, adjustment: TariffAdjustment) -> Iterator[Tariff]:
    """The tariff outside the adjusted months as it was, and inside them on the new terms.

    Only months that had a tariff get one: a what-if never extends who is covered when.
    """
    old, new = tariff.validity, adjustment.validity
    if not old.overlaps(new):
        yield tariff
        return
    if old.first < new.first:
        yield replace(tariff, validity=Validity(old.first, new.first.plus(-1)))
    ends = [end for end in (old.last, new.last) if end is not None]
    inside = Validity(max(old.first, new.first), min(ends) if ends else None)
    yield replace(tariff, validity=inside, terms=adjustment.terms)
    if new.last is not None and (old.last is None or new.last < old.last):
        yield replace(tariff, validity=Validity(new.last.plus(1), old.last))


def _with_heads(plan: Plan, adjustment: HeadAdjustment) -> Plan:
    added = HeadCount(
        adjustment.group, adjustment.month, adjustment.heads, adjustment.kind, adjustment.kecamatan
    )
    kept = [count for count in plan.head_counts if not _is_replaced(count, added)]
    follows = plan.group(adjustment.group).source is not HeadSource.PLAN
    what_if = (*plan.what_if_heads, adjustment) if follows else plan.what_if_heads
    return replace(plan, head_counts=(*kept, added), what_if_heads=what_if)


def _is_replaced(old: HeadCount, new: HeadCount) -> bool:
    """Setting the number of people overrides whatever the plan says of that very month."""
    return new.kind is HeadCountKind.ABSOLUTE and (
        old.group.casefold(),
        old.month,
        old.kecamatan.casefold(),
    ) == (
        new.group.casefold(),
        new.month,
        new.kecamatan.casefold(),
    )


def _scaled(allocations: tuple[Allocation, ...], adjustment: AllocationAdjustment) -> Iterator[Allocation]:
    for line in allocations:
        if adjustment.fiscal_year in (None, line.fiscal_year):
            amount = divide_rounded(line.amount * adjustment.part_ppm, PPM, Rounding.DOWN)
            yield replace(line, amount=amount)
        else:
            yield line
