"""What is wrong with the plan's scenarios: their names, what they stand on, and each adjustment."""

from collections.abc import Iterator

from budget.contribution import Wage
from budget.errors import NotFound, PlanError, Problem, error, warning
from budget.money import PPM, format_number
from budget.period import MonthRange
from budget.plan.adjustments import (
    BASE_NAMES,
    Adjustment,
    AllocationAdjustment,
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
    WageAdjustment,
    group_of,
)
from budget.plan.allocation_check import code_problems
from budget.plan.law_check import law_value_problems
from budget.plan.places import Locate
from budget.plan.records import HeadCountKind, Plan
from budget.plan.scenario import lineage, no_base, version_name
from budget.plan.term_check import (
    base_problems,
    known_groups,
    risk_problems,
    term_problems,
    unknown_group,
)


def scenario_problems(plan: Plan, where: Locate) -> Iterator[Problem]:
    known = known_groups(plan)
    seen = set(BASE_NAMES)
    for scenario in plan.scenarios:
        if not scenario.name.strip():
            yield error("nama_kosong", where(scenario, "name"), "Isi nama skenario.")
        if scenario.name.casefold() in seen:
            message = f"Nama skenario “{scenario.name}” sudah dipakai. Beri nama lain."
            yield error("skenario_ganda", where(scenario, "name"), message)
        seen.add(scenario.name.casefold())
        yield from _bases(plan, scenario, where)
        for adjustment in scenario.adjustments:
            group = group_of(adjustment)
            if group is not None:
                yield from unknown_group(known, group, where(adjustment, "group"))
            yield from _adjustment(adjustment, plan.span, where)


def _bases(plan: Plan, scenario: Scenario, where: Locate) -> Iterator[Problem]:
    """Only of what the scenario itself stands on: a base that is missing further down is said there."""
    try:
        lineage(plan, scenario)
    except PlanError as circle:
        for problem in circle.problems:
            yield error(problem.code, where(scenario, "base"), problem.message)
        return
    if scenario.base and scenario.base.casefold() not in BASE_NAMES:
        try:
            plan.scenario(scenario.base)
        except NotFound:
            if version_name(scenario.base) in plan.versions:
                return
            yield error("skenario_tanpa_dasar", where(scenario, "base"), no_base(scenario.base))


def _adjustment(adjustment: Adjustment, span: MonthRange, where: Locate) -> Iterator[Problem]:
    match adjustment:
        case TariffAdjustment():
            yield from term_problems(adjustment, where)
        case SegmentAdjustment(base=base):
            yield from base_problems(adjustment, base, where)
        case WageAdjustment(sen=sen):
            yield from base_problems(adjustment, Wage(sen), where)
        case MinimumWageAdjustment(sen=sen) if sen <= 0:
            yield error("upah", where(adjustment, "wage"), "UMK harus lebih dari nol.")
        case RiskClassAdjustment(risk_class=risk_class):
            yield from risk_problems(adjustment, risk_class, where)
        case LossAdjustment(loss_ppm=loss) if not 0 <= loss < PPM:
            message = "Susut validasi harus dari 0 % sampai di bawah 100 %."
            yield error("susut_validasi", where(adjustment, "percent"), message)
        case HeadAdjustment():
            yield from _heads(adjustment, span, where)
        case AllocationAdjustment(part_ppm=part) if part < 0:
            yield error("pagu_negatif", where(adjustment, "part"), "Bagian pagu tidak boleh negatif.")
        case LineAdjustment():
            yield from _line(adjustment, where)
        case FundingAdjustment(funding=funding) if not funding.strip():
            yield error("nama_kosong", where(adjustment, "funding"), "Isi sumber dana yang baru.")
        case LawAdjustment(value):
            yield from law_value_problems(adjustment, value, where)
        case _:
            pass
    yield from _outside(adjustment, span, where)


def _line(adjustment: LineAdjustment, where: Locate) -> Iterator[Problem]:
    yield from code_problems(adjustment, where)
    if adjustment.rupiah < 0:
        yield error("pagu_negatif", where(adjustment, "amount"), "Pagu tidak boleh kurang dari nol.")
    if not adjustment.programmes:
        yield error("program", where(adjustment, "programmes"), "Pilih paling sedikit satu program.")


def _heads(adjustment: HeadAdjustment, span: MonthRange, where: Locate) -> Iterator[Problem]:
    if adjustment.month > span.last:
        yield _not_counted(adjustment.month.label, span, where(adjustment, "first"))
    if adjustment.kind is HeadCountKind.ABSOLUTE and adjustment.heads < 0:
        message = f"Jumlah orang {format_number(adjustment.heads)} kurang dari nol."
        yield error("orang_negatif", where(adjustment, "heads"), message)


def _outside(adjustment: Adjustment, span: MonthRange, where: Locate) -> Iterator[Problem]:
    """Months in which nothing of the plan is counted: said of what a misspelt year would turn off."""
    match adjustment:
        case WageAdjustment() | SegmentAdjustment() | RiskClassAdjustment() | CoverAdjustment():
            first, last = adjustment.validity.first, adjustment.validity.last
        case EntryAdjustment(month=month) | FundingAdjustment(month=month):
            first, last = month, None
        case _:
            return
    if first > span.last or (last is not None and last < span.first):
        yield _not_counted(first.label, span, where(adjustment, "first"))


def _not_counted(month: str, span: MonthRange, where: str) -> Problem:
    return warning("di_luar_rencana", where, f"{month} di luar rencana ({span.label}): tidak dihitung.")
