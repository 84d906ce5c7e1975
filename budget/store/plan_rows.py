"""Between the records of a plan and the rows of its tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from budget.contribution import (
    Base,
    Income,
    Payer,
    Programme,
    RosterIncome,
    RosterWage,
    Sector,
    Segment,
    Terms,
    UmkWage,
    Wage,
)
from budget.money import Rounding
from budget.period import Month, MonthRange, Validity, parse_month
from budget.plan import (
    Adjustment,
    Allocation,
    AllocationAdjustment,
    Assumption,
    AssumptionKind,
    CashMonth,
    Eligibility,
    Group,
    HeadAdjustment,
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
    TariffAdjustment,
    Volume,
)
from budget.store.tables import (
    AdjustmentRow,
    AllocationRow,
    AssumptionRow,
    CashMonthRow,
    GroupRow,
    HeadCountRow,
    MinimumWageRow,
    RegionRow,
    ScenarioRow,
    TariffRow,
    TermsColumns,
)

T = TypeVar("T")


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


def plan_of(rows: PlanRows) -> Plan:
    """The plan that the rows hold."""
    names = {row.id: row.name for row in rows.groups}
    adjustments: dict[int, list[Adjustment]] = {}
    for row in rows.adjustments:
        name = names[row.group_id] if row.group_id is not None else None
        adjustments.setdefault(row.scenario_id, []).append(_adjustment(row, name))
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
            Scenario(row.name, tuple(adjustments.get(row.id or 0, ())), row.note) for row in rows.scenarios
        ),
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
    )


def tariff_row(tariff: Tariff, region_code: str, group_id: int) -> TariffRow:
    row = TariffRow(
        region_code=region_code,
        group_id=group_id,
        first_month=str(tariff.validity.first),
        last_month=_month_text(tariff.validity.last),
        funding=tariff.funding,
    )
    _put_terms(row, tariff.terms)
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
        programmes=_programmes_text(line.programmes),
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
        programmes=_programmes_text(planned.programmes),
        amount=planned.amount,
    )


def assumption_row(statement: Assumption, region_code: str) -> AssumptionRow:
    return AssumptionRow(
        region_code=region_code,
        text=statement.text,
        kind=statement.kind.value,
        source=statement.source,
    )


def scenario_row(scenario: Scenario, region_code: str) -> ScenarioRow:
    return ScenarioRow(region_code=region_code, name=scenario.name, note=scenario.note)


def adjustment_row(
    adjustment: Adjustment, region_code: str, scenario_id: int, group_id: int | None
) -> AdjustmentRow:
    row = AdjustmentRow(region_code=region_code, scenario_id=scenario_id, group_id=group_id, kind="tariff")
    match adjustment:
        case TariffAdjustment(_, validity, terms):
            row.first_month, row.last_month = str(validity.first), _month_text(validity.last)
            _put_terms(row, terms)
        case HeadAdjustment(_, month, heads, kind, kecamatan):
            row.kind, row.first_month, row.heads = "heads", str(month), heads
            row.count_kind, row.kecamatan = kind.value, kecamatan
        case AllocationAdjustment(fiscal_year, part_ppm):
            row.kind, row.fiscal_year, row.part_ppm = "allocation", fiscal_year, part_ppm
    return row


def _group(row: GroupRow) -> Group:
    return Group(
        name=row.name,
        skpd=row.skpd,
        segment=Segment(row.segment),
        priority=row.priority,
        legal_basis=row.legal_basis,
        validation_loss_ppm=row.validation_loss_ppm,
        source=HeadSource(row.source),
    )


def _tariff(row: TariffRow, group: str) -> Tariff:
    return Tariff(group, _validity(row.first_month, row.last_month), _terms(row), row.funding)


def _head_count(row: HeadCountRow, group: str) -> HeadCount:
    return HeadCount(group, parse_month(row.month), row.heads, HeadCountKind(row.kind), row.kecamatan)


def _allocation(row: AllocationRow) -> Allocation:
    return Allocation(
        fiscal_year=row.fiscal_year,
        skpd=row.skpd,
        sub_activity=row.sub_activity,
        account=row.account,
        funding=row.funding,
        programmes=_programmes(row.programmes),
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
        programmes=_programmes(row.programmes),
        amount=row.amount,
    )


def _volume(row: AllocationRow) -> Volume | None:
    if row.people is None:
        return None
    return Volume(row.people, _present(row.months), _present(row.price))


def _adjustment(row: AdjustmentRow, group: str | None) -> Adjustment:
    if row.kind == "allocation":
        return AllocationAdjustment(row.fiscal_year, _present(row.part_ppm))
    first = _present(row.first_month)
    if row.kind == "tariff":
        return TariffAdjustment(group, _validity(first, row.last_month), _terms(row))
    kind = HeadCountKind(_present(row.count_kind))
    return HeadAdjustment(
        _present(group), parse_month(first), _present(row.heads), kind, _present(row.kecamatan)
    )


def _put_terms(row: TermsColumns, terms: Terms) -> None:
    row.segment = terms.segment.value
    row.from_roster = int(isinstance(terms.base, RosterWage | RosterIncome))
    row.income = terms.base.rupiah if isinstance(terms.base, Income) else None
    row.wage_sen = terms.base.sen if isinstance(terms.base, Wage) else None
    row.risk_class = terms.risk_class
    row.programmes = _programmes_text(terms.programmes)
    row.share_ppm = terms.share_ppm
    row.rounding = terms.rounding.value
    row.payer = terms.payer.value
    row.sector = terms.sector.value


def _terms(row: TermsColumns) -> Terms:
    return Terms(
        base=_base(row),
        risk_class=_present(row.risk_class),
        programmes=_programmes(_present(row.programmes)),
        share_ppm=_present(row.share_ppm),
        rounding=Rounding(_present(row.rounding)),
        payer=Payer(_present(row.payer)),
        sector=Sector(_present(row.sector)),
    )


def _base(row: TermsColumns) -> Base:
    if row.from_roster:
        return RosterIncome() if row.segment == Segment.BPU else RosterWage()
    if row.segment == Segment.BPU:
        return Income(_present(row.income))
    return UmkWage() if row.wage_sen is None else Wage(row.wage_sen)


def _present(value: T | None) -> T:
    """A column that the table's constraints promise for this kind of row."""
    if value is None:
        raise ValueError("a row of the workspace lacks a column that its kind needs")
    return value


def _validity(first: str, last: str | None) -> Validity:
    return Validity(parse_month(first), parse_month(last) if last else None)


def _month_text(month: Month | None) -> str | None:
    return None if month is None else str(month)


def _programmes_text(programmes: Sequence[Programme]) -> str:
    return ",".join(programmes)


def _programmes(text: str) -> tuple[Programme, ...]:
    return tuple(Programme(name) for name in text.split(",") if name)
