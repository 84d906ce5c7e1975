"""Between the records of a plan and the rows of its tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from budget.contribution import Programme, Segment
from budget.law import LawValue, OwnContribution, OwnRate
from budget.period import MonthRange, parse_month
from budget.plan import (
    Adjustment,
    Allocation,
    Assertion,
    Assumption,
    AssumptionKind,
    CashMonth,
    Eligibility,
    Group,
    HeadCount,
    HeadCountKind,
    HeadSource,
    MinimumWage,
    PaymentTiming,
    Plan,
    Region,
    Scenario,
    Stage,
    StageKind,
    Tariff,
    Volume,
)
from budget.store import form_rows
from budget.store.adjustment_rows import adjustment_of
from budget.store.cells import (
    month_text,
    present,
    programmes_of,
    programmes_text,
    put_terms,
    terms_of,
    validity_of,
)
from budget.store.form_tables import AccountNameRow, IndicatorRow, OfficialRow, SubActivityRow
from budget.store.tables import (
    AdjustmentRow,
    AllocationRow,
    AssertionRow,
    AssumptionRow,
    CashMonthRow,
    GroupRow,
    HeadCountRow,
    LawValueRow,
    MinimumWageRow,
    RegionRow,
    ScenarioRow,
    TariffRow,
)


@dataclass(frozen=True, slots=True)
class PlanRows:
    """All rows of one region's plan, each list in the order of `position`."""

    region: RegionRow
    groups: Sequence[GroupRow]
    tariffs: Sequence[TariffRow]
    head_counts: Sequence[HeadCountRow]
    minimum_wages: Sequence[MinimumWageRow]
    allocations: Sequence[AllocationRow]
    cash_months: Sequence[CashMonthRow]
    assumptions: Sequence[AssumptionRow]
    scenarios: Sequence[ScenarioRow]
    adjustments: Sequence[AdjustmentRow]
    law_values: Sequence[LawValueRow] = ()
    sub_activities: Sequence[SubActivityRow] = ()
    indicators: Sequence[IndicatorRow] = ()
    account_names: Sequence[AccountNameRow] = ()
    officials: Sequence[OfficialRow] = ()
    assertions: Sequence[AssertionRow] = ()


def plan_of(rows: PlanRows) -> Plan:
    """The plan that the rows hold."""
    names = {row.id: row.name for row in rows.groups}
    adjustments: dict[int, list[Adjustment]] = {}
    for row in rows.adjustments:
        name = names[row.group_id] if row.group_id is not None else None
        adjustments.setdefault(row.scenario_id, []).append(adjustment_of(row, name))
    return Plan(
        region=Region(rows.region.code, rows.region.name),
        span=MonthRange(parse_month(rows.region.first_month), parse_month(rows.region.last_month)),
        timing=PaymentTiming(rows.region.timing),
        eligibility=Eligibility(rows.region.least_age, rows.region.below_age),
        groups=tuple(_group(row) for row in rows.groups),
        tariffs=tuple(_tariff(row, names[row.group_id]) for row in rows.tariffs),
        head_counts=tuple(_head_count(row, names[row.group_id]) for row in rows.head_counts),
        minimum_wages=tuple(MinimumWage(row.year, row.sen, row.source) for row in rows.minimum_wages),
        allocations=tuple(_allocation(row) for row in rows.allocations),
        cash_months=tuple(_cash_month(row) for row in rows.cash_months),
        assumptions=tuple(
            Assumption(row.text, AssumptionKind(row.kind), row.source) for row in rows.assumptions
        ),
        scenarios=tuple(
            Scenario(row.name, tuple(adjustments.get(row.id or 0, ())), row.note, row.base)
            for row in rows.scenarios
        ),
        law_values=tuple(_law_value(row) for row in rows.law_values),
        sub_activities=tuple(map(form_rows.sub_activity, rows.sub_activities)),
        indicators=tuple(map(form_rows.indicator, rows.indicators)),
        account_names=tuple(map(form_rows.account_name, rows.account_names)),
        officials=tuple(map(form_rows.official, rows.officials)),
        assertions=tuple(_assertion(row, names) for row in rows.assertions),
    )


def region_row(plan: Plan) -> RegionRow:
    return RegionRow(
        code=plan.region.code,
        name=plan.region.name,
        first_month=str(plan.span.first),
        last_month=str(plan.span.last),
        timing=plan.timing.value,
        least_age=plan.eligibility.least_age,
        below_age=plan.eligibility.below_age,
    )


def group_row(group: Group, region_code: str) -> GroupRow:
    return GroupRow(
        region_code=region_code,
        name=group.name,
        skpd=group.skpd,
        segment=group.segment.value,
        priority=group.priority,
        legal_basis=group.legal_basis,
        validation_loss_ppm=group.validation_loss_ppm,
        source=group.source.value,
        decree_until=month_text(group.decree_until),
    )


def tariff_row(tariff: Tariff, region_code: str, group_id: int) -> TariffRow:
    row = TariffRow(
        region_code=region_code,
        group_id=group_id,
        first_month=str(tariff.validity.first),
        last_month=month_text(tariff.validity.last),
        funding=tariff.funding,
    )
    put_terms(row, tariff.terms)
    return row


def head_count_row(count: HeadCount, region_code: str, group_id: int) -> HeadCountRow:
    return HeadCountRow(
        region_code=region_code,
        group_id=group_id,
        month=str(count.month),
        kind=count.kind.value,
        heads=count.heads,
        kecamatan=count.kecamatan,
    )


def minimum_wage_row(wage: MinimumWage, region_code: str) -> MinimumWageRow:
    return MinimumWageRow(region_code=region_code, year=wage.year, sen=wage.sen, source=wage.source)


def allocation_row(line: Allocation, region_code: str) -> AllocationRow:
    return AllocationRow(
        region_code=region_code,
        fiscal_year=line.fiscal_year,
        skpd=line.skpd,
        sub_activity=line.sub_activity,
        account=line.account,
        funding=line.funding,
        programmes=programmes_text(line.programmes),
        amount=line.amount,
        stage=line.stage.kind.value,
        stage_number=line.stage.number,
        decree=line.decree,
        decreed=line.decreed.isoformat() if line.decreed else None,
        pot=line.pot,
        people=line.volume.people if line.volume else None,
        months=line.volume.months if line.volume else None,
        price=line.volume.price if line.volume else None,
    )


def cash_month_row(planned: CashMonth, region_code: str) -> CashMonthRow:
    return CashMonthRow(
        region_code=region_code,
        month=str(planned.month),
        skpd=planned.skpd,
        sub_activity=planned.sub_activity,
        account=planned.account,
        funding=planned.funding,
        programmes=programmes_text(planned.programmes),
        amount=planned.amount,
    )


def assumption_row(statement: Assumption, region_code: str) -> AssumptionRow:
    return AssumptionRow(
        region_code=region_code,
        text=statement.text,
        kind=statement.kind.value,
        source=statement.source,
    )


def assertion_row(record: Assertion, region_code: str, group_id: int | None) -> AssertionRow:
    return AssertionRow(
        region_code=region_code,
        group_id=group_id,
        fiscal_year=record.fiscal_year,
        programmes=programmes_text(record.programmes),
        expected_rupiah=record.expected_rupiah,
        source=record.source,
    )


def scenario_row(scenario: Scenario, region_code: str) -> ScenarioRow:
    return ScenarioRow(region_code=region_code, name=scenario.name, note=scenario.note, base=scenario.base)


def law_value_row(value: LawValue, region_code: str) -> LawValueRow:
    row = LawValueRow(
        region_code=region_code,
        programme=value.programme.value,
        first_month=str(value.validity.first),
        last_month=month_text(value.validity.last),
        reference=value.reference,
    )
    match value:
        case OwnRate(risk_class=risk_class, rate_ppm=rate_ppm):
            row.risk_class, row.rate_ppm = risk_class, rate_ppm
        case OwnContribution(bracket=bracket, rupiah=rupiah):
            row.bracket, row.rupiah = bracket, rupiah
    return row


def _law_value(row: LawValueRow) -> LawValue:
    programme, validity = Programme(row.programme), validity_of(row.first_month, row.last_month)
    if row.rate_ppm is not None:
        return OwnRate(programme, row.risk_class, row.rate_ppm, validity, row.reference)
    return OwnContribution(programme, row.bracket, present(row.rupiah), validity, row.reference)


def _group(row: GroupRow) -> Group:
    return Group(
        name=row.name,
        skpd=row.skpd,
        segment=Segment(row.segment),
        priority=row.priority,
        legal_basis=row.legal_basis,
        validation_loss_ppm=row.validation_loss_ppm,
        source=HeadSource(row.source),
        decree_until=None if row.decree_until is None else parse_month(row.decree_until),
    )


def _tariff(row: TariffRow, group: str) -> Tariff:
    return Tariff(group, validity_of(row.first_month, row.last_month), terms_of(row), row.funding)


def _head_count(row: HeadCountRow, group: str) -> HeadCount:
    return HeadCount(group, parse_month(row.month), row.heads, HeadCountKind(row.kind), row.kecamatan)


def _allocation(row: AllocationRow) -> Allocation:
    return Allocation(
        fiscal_year=row.fiscal_year,
        skpd=row.skpd,
        sub_activity=row.sub_activity,
        account=row.account,
        funding=row.funding,
        programmes=programmes_of(row.programmes),
        amount=row.amount,
        stage=Stage(StageKind(row.stage), row.stage_number),
        decree=row.decree,
        decreed=date.fromisoformat(row.decreed) if row.decreed else None,
        pot=row.pot,
        volume=_volume(row),
    )


def _cash_month(row: CashMonthRow) -> CashMonth:
    return CashMonth(
        month=parse_month(row.month),
        skpd=row.skpd,
        sub_activity=row.sub_activity,
        account=row.account,
        funding=row.funding,
        programmes=programmes_of(row.programmes),
        amount=row.amount,
    )


def _assertion(row: AssertionRow, names: Mapping[int | None, str]) -> Assertion:
    group = "" if row.group_id is None else names[row.group_id]
    return Assertion(group, row.fiscal_year, programmes_of(row.programmes), row.expected_rupiah, row.source)


def _volume(row: AllocationRow) -> Volume | None:
    if row.people is None:
        return None
    return Volume(row.people, present(row.months), present(row.price))
