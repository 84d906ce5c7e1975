"""Putting one record into a plan, or taking one out; the plan itself never changes."""

from dataclasses import replace

from budget.errors import Conflict
from budget.law import OwnContribution, OwnRate
from budget.plan.adjustments import Adjustment, OfGroup, Scenario, group_of
from budget.plan.allocation import Allocation, CashMonth
from budget.plan.assertions import Assertion
from budget.plan.forms import AccountName, FormRecord, Indicator, Official, SubActivity
from budget.plan.forms_editing import with_form_record, without_form_record
from budget.plan.listed import CHANGED, place_of, put, take
from budget.plan.records import (
    Assumption,
    Group,
    HeadCount,
    MinimumWage,
    Plan,
    PlanFrame,
    Tariff,
)
from budget.plan.turns import closing_up, making_room

Record = (
    PlanFrame
    | Group
    | Tariff
    | HeadCount
    | Allocation
    | CashMonth
    | MinimumWage
    | OwnRate
    | OwnContribution
    | FormRecord
    | Assumption
    | Assertion
    | Scenario
)


def with_record(plan: Plan, old: Record | None, new: Record) -> Plan:
    """The plan with `new` in the place of `old`, or at the end; Conflict when `old` is no longer there.

    A group that gets another name carries its tariffs, head counts, assertions and adjustments along, a
    scenario those that stand on it, a sub-kegiatan its indicators; tariffs of a group take turns (see
    `turns`).
    """
    match new:
        case PlanFrame():
            return _with_frame(plan, old, new)
        case Group():
            named = _renamed(plan, old.name, new.name) if isinstance(old, Group) else plan
            return replace(named, groups=put(plan.groups, old, new))
        case Tariff():
            return replace(plan, tariffs=_with_tariff(plan.tariffs, old, new))
        case HeadCount():
            return replace(plan, head_counts=put(plan.head_counts, old, new))
        case Allocation():
            return replace(plan, allocations=put(plan.allocations, old, new))
        case CashMonth():
            return replace(plan, cash_months=put(plan.cash_months, old, new))
        case MinimumWage():
            return replace(plan, minimum_wages=put(plan.minimum_wages, old, new))
        case OwnRate() | OwnContribution():
            return replace(plan, law_values=put(plan.law_values, old, new))
        case SubActivity() | Indicator() | AccountName() | Official():
            return with_form_record(plan, old, new)
        case Assumption():
            return replace(plan, assumptions=put(plan.assumptions, old, new))
        case Assertion():
            return replace(plan, assertions=put(plan.assertions, old, new))
        case Scenario():
            scenarios = put(plan.scenarios, old, new)
            named_anew = old.name if isinstance(old, Scenario) else new.name
            return replace(plan, scenarios=_standing_on(scenarios, named_anew, new.name))


def without(plan: Plan, record: Record) -> Plan:
    """The plan without the record; Conflict when it is no longer there.

    With a group go its tariffs, its head counts, its assertions, and the adjustments that name it; with a
    sub-kegiatan its indicators.
    """
    match record:
        case PlanFrame():
            raise ValueError("a plan always has a frame")
        case Group():
            return replace(_emptied(plan, record.name), groups=take(plan.groups, record))
        case Tariff():
            return replace(plan, tariffs=closing_up(take(plan.tariffs, record), record))
        case HeadCount():
            return replace(plan, head_counts=take(plan.head_counts, record))
        case Allocation():
            return replace(plan, allocations=take(plan.allocations, record))
        case CashMonth():
            return replace(plan, cash_months=take(plan.cash_months, record))
        case MinimumWage():
            return replace(plan, minimum_wages=take(plan.minimum_wages, record))
        case OwnRate() | OwnContribution():
            return replace(plan, law_values=take(plan.law_values, record))
        case SubActivity() | Indicator() | AccountName() | Official():
            return without_form_record(plan, record)
        case Assumption():
            return replace(plan, assumptions=take(plan.assumptions, record))
        case Assertion():
            return replace(plan, assertions=take(plan.assertions, record))
        case Scenario():
            return replace(plan, scenarios=take(plan.scenarios, record))


def _with_frame(plan: Plan, old: Record | None, new: PlanFrame) -> Plan:
    if old not in (None, plan.frame):
        raise Conflict(CHANGED)
    return replace(plan, region=new.region, span=new.span, timing=new.timing, eligibility=new.eligibility)


def _with_tariff(tariffs: tuple[Tariff, ...], old: Record | None, new: Tariff) -> tuple[Tariff, ...]:
    """The others make room, each in its place."""
    position = len(tariffs) if old is None else place_of(tariffs, old)
    before, after = tariffs[:position], tariffs[position + 1 :]
    was = old if isinstance(old, Tariff) else None
    return (*making_room(before, was, new), new, *making_room(after, was, new))


def _standing_on(scenarios: tuple[Scenario, ...], old: str, new: str) -> tuple[Scenario, ...]:
    """Scenarios on one that got another name stay on it."""
    return tuple(replace(s, base=new) if s.base.casefold() == old.casefold() else s for s in scenarios)


def _renamed(plan: Plan, old: str, new: str) -> Plan:
    def rename(name: str) -> str:
        return new if name.casefold() == old.casefold() else name

    def renamed(adjustment: Adjustment) -> Adjustment:
        if not isinstance(adjustment, OfGroup) or adjustment.group is None:
            return adjustment
        return replace(adjustment, group=rename(adjustment.group))

    scenarios = tuple(replace(s, adjustments=tuple(map(renamed, s.adjustments))) for s in plan.scenarios)
    return replace(
        plan,
        tariffs=tuple(replace(tariff, group=rename(tariff.group)) for tariff in plan.tariffs),
        head_counts=tuple(replace(count, group=rename(count.group)) for count in plan.head_counts),
        assertions=tuple(replace(each, group=rename(each.group)) for each in plan.assertions),
        scenarios=scenarios,
        roster=plan.roster.renamed(old, new),
    )


def _emptied(plan: Plan, group: str) -> Plan:
    def belongs(name: str | None) -> bool:
        return name is not None and name.casefold() == group.casefold()

    scenarios = tuple(
        replace(s, adjustments=tuple(a for a in s.adjustments if not belongs(group_of(a))))
        for s in plan.scenarios
    )
    return replace(
        plan,
        tariffs=tuple(tariff for tariff in plan.tariffs if not belongs(tariff.group)),
        head_counts=tuple(count for count in plan.head_counts if not belongs(count.group)),
        assertions=tuple(each for each in plan.assertions if not belongs(each.group)),
        scenarios=scenarios,
    )
