"""The plan in a scenario: every adjustment in order, on the plan as it stands or on another scenario."""

from collections.abc import Iterable
from dataclasses import replace

from budget.contribution import Base, Segment, Wage, segment_of
from budget.errors import NotFound, PlanError, error
from budget.period import Validity
from budget.plan.adjustments import (
    BASE_NAMES,
    Adjustment,
    AllocationAdjustment,
    AllocationChange,
    CoverAdjustment,
    EntryAdjustment,
    FundingAdjustment,
    HeadAdjustment,
    LawAdjustment,
    LineAdjustment,
    LossAdjustment,
    MinimumWageAdjustment,
    RiskClassAdjustment,
    Scenario,
    SegmentAdjustment,
    TariffAdjustment,
    TimingAdjustment,
    WageAdjustment,
    concerns,
)
from budget.plan.allotting import changed_by, scaled, with_line
from budget.plan.records import HeadCount, HeadCountKind, HeadSource, MinimumWage, Plan, Tariff
from budget.plan.tariff_change import with_segment, with_tariffs

VERSION_PREFIX = "versi:"


def in_scenario(plan: Plan, scenario: Scenario) -> Plan:
    """The plan after every adjustment of the scenario's bases and then of its own, in order.

    PlanError where bases go round in a circle, where one is missing, or where an adjustment cannot act.
    """
    chain, ground = lineage(plan, scenario)
    start = plan
    if ground:
        found = plan.versions.get(version_name(ground))
        if found is None:
            raise PlanError([error("skenario_tanpa_dasar", f"Skenario {chain[0].name}", no_base(ground))])
        start = found
    for each in chain:
        start = with_adjustments(start, each.adjustments)
    return start


def base_plan(plan: Plan, name: str) -> Plan:
    """The plan that a base's name stands for: itself, in a scenario, or a version; NotFound for another."""
    if not name or name.casefold() in BASE_NAMES:
        return plan
    try:
        scenario = plan.scenario(name)
    except NotFound:
        if (found := plan.versions.get(version_name(name))) is not None:
            return found
        known = ", ".join(["dasar", *(each.name for each in plan.scenarios), *plan.versions])
        raise NotFound(f"Tidak ada skenario atau versi bernama “{name}”. Yang ada: {known}.") from None
    return in_scenario(plan, scenario)


def version_name(name: str) -> str:
    """``versi:RAPBD`` names a version where a scenario has the same name."""
    return name.casefold().removeprefix(VERSION_PREFIX).strip()


def lineage(plan: Plan, scenario: Scenario) -> tuple[tuple[Scenario, ...], str]:
    """The scenario behind those it stands on, and the name below them all that is no scenario's, if any.

    PlanError where they go round in a circle.
    """
    named = {each.name.casefold(): each for each in plan.scenarios}
    chain = [scenario]
    seen = {scenario.name.casefold()}
    while (base := chain[-1].base) and base.casefold() not in BASE_NAMES:
        if base.casefold() in seen:
            circle = " → ".join([*(each.name for each in chain), base])
            message = f"Dasarnya berputar: {circle}. Pilih dasar lain."
            raise PlanError([error("skenario_berputar", f"Skenario {scenario.name}", message)])
        if base.casefold() not in named:
            return tuple(reversed(chain)), base
        chain.append(named[base.casefold()])
        seen.add(base.casefold())
    return tuple(reversed(chain)), ""


def no_base(name: str) -> str:
    return f"Dasar “{name}” tidak ada. Pilih skenario yang ada, atau kosongkan."


def with_adjustments(plan: Plan, adjustments: Iterable[Adjustment]) -> Plan:
    for adjustment in adjustments:
        plan = _after(plan, adjustment)
    return plan


def _after(plan: Plan, adjustment: Adjustment) -> Plan:
    match adjustment:
        case HeadAdjustment():
            return _with_heads(plan, adjustment)
        case CoverAdjustment() | EntryAdjustment():
            return replace(plan, cover_limits=(*plan.cover_limits, adjustment))
        case LossAdjustment(loss_ppm=loss):
            groups = tuple(
                replace(g, validation_loss_ppm=loss) if concerns(adjustment, g.name) else g
                for g in plan.groups
            )
            return replace(plan, groups=groups)
        case AllocationAdjustment(fiscal_year, part_ppm):
            return replace(plan, allocations=scaled(plan.allocations, fiscal_year, part_ppm))
        case AllocationChange(fiscal_year, rupiah):
            return replace(plan, allocations=changed_by(plan.allocations, fiscal_year, rupiah))
        case LineAdjustment():
            return replace(plan, allocations=with_line(plan.allocations, adjustment))
        case MinimumWageAdjustment(year, sen):
            return replace(plan, minimum_wages=_with_umk(plan, year, sen))
        case TimingAdjustment(timing):
            return replace(plan, timing=timing)
        case LawAdjustment(value):
            return replace(plan, law_values=(*plan.law_values, value))
        case _:
            return _with_tariffs(plan, adjustment)


def _with_tariffs(
    plan: Plan,
    adjustment: TariffAdjustment
    | SegmentAdjustment
    | WageAdjustment
    | RiskClassAdjustment
    | FundingAdjustment,
) -> Plan:
    match adjustment:
        case TariffAdjustment(_, validity, terms):
            changed = with_tariffs(plan, adjustment, validity, lambda t: replace(t, terms=terms))
            return with_segment(changed, adjustment, terms.segment)
        case SegmentAdjustment(_, validity, base):
            changed = with_tariffs(plan, adjustment, validity, lambda t: _on(t, base))
            return with_segment(changed, adjustment, segment_of(base))
        case WageAdjustment(_, validity, sen):
            return with_tariffs(plan, adjustment, validity, lambda t: _on(t, Wage(sen)) if _is_pu(t) else t)
        case RiskClassAdjustment(_, validity, risk):
            return with_tariffs(plan, adjustment, validity, lambda t: _in_class(t, risk) if _is_pu(t) else t)
        case FundingAdjustment(_, month, funding):
            return with_tariffs(plan, adjustment, Validity(month), lambda t: replace(t, funding=funding))


def _on(tariff: Tariff, base: Base) -> Tariff:
    return replace(tariff, terms=replace(tariff.terms, base=base))


def _in_class(tariff: Tariff, risk_class: int) -> Tariff:
    return replace(tariff, terms=replace(tariff.terms, risk_class=risk_class))


def _is_pu(tariff: Tariff) -> bool:
    return tariff.terms.segment is Segment.PU


def _with_umk(plan: Plan, year: int, sen: int) -> tuple[MinimumWage, ...]:
    others = tuple(wage for wage in plan.minimum_wages if wage.year != year)
    return (*others, MinimumWage(year, sen))


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
