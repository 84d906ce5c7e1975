"""Bringing the stored rows to a plan, touching only those that differ."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from sqlmodel import Session, SQLModel, col, select

from budget.errors import Conflict, LimitExceeded
from budget.money import format_number
from budget.plan import Adjustment, Plan
from budget.plan.adjustments import group_of
from budget.store import form_rows, plan_rows
from budget.store.adjustment_rows import adjustment_row
from budget.store.change import Change, dump, key_of
from budget.store.form_tables import AccountNameRow, IndicatorRow, OfficialRow, SubActivityRow
from budget.store.former_groups import delete, former_ids
from budget.store.sound_rows import sound
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
    Row,
    ScenarioRow,
    TariffRow,
)

R = TypeVar("R", bound=Row)
Record = TypeVar("Record")
_INT64_MAX = 2**63 - 1


def stored_rows(session: Session, model: type[R]) -> Sequence[R]:
    """All rows of a table in the order in which the officer entered them; of groups those of the plan.

    Unsound where a damaged page holds what no row may hold.
    """
    rows = sound(session.exec(select(model).order_by(col(model.position))))
    former = former_ids(session) if model is GroupRow else ()
    return [row for row in rows if row.id not in former] if former else rows


def synchronise(session: Session, region: RegionRow, plan: Plan, renamed: Mapping[str, str]) -> list[Change]:
    """Make the tables hold `plan`; what changed, in the order in which it was done.

    `renamed` maps old names of groups to new ones: their rows, and those that point to them, stay the same.
    """
    changes: list[Change] = []
    if region.code != plan.region.code:
        raise Conflict(f"Berkas ini milik wilayah {region.code}, bukan {plan.region.code}.")
    _update(region, plan_rows.region_row(plan), changes)
    groups = _groups(session, changes, plan, renamed)
    _records_of_groups(session, changes, plan, groups)
    _records_of_region(session, changes, plan)
    _records_of_forms(session, changes, plan)
    _scenarios(session, changes, plan, groups)
    session.flush()
    return changes


def _groups(
    session: Session, changes: list[Change], plan: Plan, renamed: Mapping[str, str]
) -> dict[str, int]:
    """The id of every group by its name without capitals."""
    renames = {old.casefold(): new.casefold() for old, new in renamed.items()}
    rows = _table(
        session,
        changes,
        GroupRow,
        [plan_rows.group_row(group, plan.region.code) for group in plan.groups],
        lambda row: row.name.casefold(),
        lambda row: renames.get(row.name.casefold(), row.name.casefold()),
    )
    return {row.name.casefold(): row.id or 0 for row in rows}


def _records_of_groups(session: Session, changes: list[Change], plan: Plan, groups: dict[str, int]) -> None:
    code = plan.region.code
    _table(
        session,
        changes,
        TariffRow,
        [plan_rows.tariff_row(tariff, code, groups[tariff.group.casefold()]) for tariff in plan.tariffs],
        lambda row: (row.group_id, row.first_month),
    )
    _table(
        session,
        changes,
        HeadCountRow,
        [plan_rows.head_count_row(count, code, groups[count.group.casefold()]) for count in plan.head_counts],
        lambda row: (row.group_id, row.month, row.kecamatan, row.kind),
    )
    _table(
        session,
        changes,
        AssertionRow,
        [
            plan_rows.assertion_row(record, code, groups[record.group.casefold()] if record.group else None)
            for record in plan.assertions
        ],
        lambda row: (row.group_id, row.fiscal_year, row.programmes),
    )


def _records_of_region(session: Session, changes: list[Change], plan: Plan) -> None:
    code = plan.region.code
    _table(
        session,
        changes,
        MinimumWageRow,
        [plan_rows.minimum_wage_row(wage, code) for wage in plan.minimum_wages],
        lambda row: row.year,
    )
    _table(
        session,
        changes,
        AllocationRow,
        [plan_rows.allocation_row(line, code) for line in plan.allocations],
        lambda row: (
            row.fiscal_year,
            row.stage,
            row.stage_number,
            row.skpd,
            row.sub_activity,
            row.account,
            row.funding,
            row.programmes,
        ),
    )
    _table(
        session,
        changes,
        CashMonthRow,
        [plan_rows.cash_month_row(planned, code) for planned in plan.cash_months],
        lambda row: (row.month, row.skpd, row.sub_activity, row.account, row.funding, row.programmes),
    )
    _table(
        session,
        changes,
        AssumptionRow,
        [plan_rows.assumption_row(statement, code) for statement in plan.assumptions],
        lambda row: row.text,
    )
    _table(
        session,
        changes,
        LawValueRow,
        [plan_rows.law_value_row(value, code) for value in plan.law_values],
        lambda row: (row.programme, row.rate_ppm is None, row.risk_class, row.bracket, row.first_month),
    )


def _records_of_forms(session: Session, changes: list[Change], plan: Plan) -> None:
    code = plan.region.code
    _table(
        session,
        changes,
        SubActivityRow,
        [form_rows.sub_activity_row(record, code) for record in plan.sub_activities],
        lambda row: (row.skpd.casefold(), row.code),
    )
    _table(
        session,
        changes,
        IndicatorRow,
        [form_rows.indicator_row(record, code) for record in plan.indicators],
        lambda row: (row.skpd.casefold(), row.sub_activity, row.kind, row.measure),
    )
    _table(
        session,
        changes,
        AccountNameRow,
        [form_rows.account_name_row(record, code) for record in plan.account_names],
        lambda row: row.code,
    )
    _table(
        session,
        changes,
        OfficialRow,
        [form_rows.official_row(record, code) for record in plan.officials],
        lambda row: (row.role, row.skpd.casefold(), row.name),
    )


def _scenarios(session: Session, changes: list[Change], plan: Plan, groups: dict[str, int]) -> None:
    code = plan.region.code
    rows = _table(
        session,
        changes,
        ScenarioRow,
        [plan_rows.scenario_row(scenario, code) for scenario in plan.scenarios],
        lambda row: row.name.casefold(),
    )
    adjustments = [
        adjustment_row(adjustment, code, row.id or 0, _group_id(adjustment, groups))
        for row, scenario in zip(rows, plan.scenarios, strict=True)
        for adjustment in scenario.adjustments
    ]
    _table(
        session,
        changes,
        AdjustmentRow,
        adjustments,
        lambda row: (row.scenario_id, row.kind, row.group_id, row.first_month, row.kecamatan),
    )


def _group_id(adjustment: Adjustment, groups: dict[str, int]) -> int | None:
    group = group_of(adjustment)
    return None if group is None else groups[group.casefold()]


def _table(
    session: Session,
    changes: list[Change],
    model: type[R],
    wanted: Sequence[R],
    key: Callable[[R], object],
    stored_key: Callable[[R], object] | None = None,
) -> list[R]:
    """Make the table hold the wanted rows in their order; a row of the same key stays the same row.

    Positions ascend but need not be consecutive: a record in the middle goes without touching those behind.
    """
    stored: dict[object, list[R]] = {}
    for row in stored_rows(session, model):
        stored.setdefault((stored_key or key)(row), []).append(row)
    kept = [(rows.pop(0) if (rows := stored.get(key(row))) else None) for row in wanted]
    last = 0
    for old, row in zip(kept, wanted, strict=True):
        _guard(row)
        last = row.position = max(last + 1, old.position if old else 0)
    for row in (row for rows in stored.values() for row in rows):
        changes.append(Change(str(model.__tablename__), key_of(row), dump(row), None))
        delete(session, row)
    session.flush()
    result: list[R] = []
    for old, row in zip(kept, wanted, strict=True):
        if old:
            _update(old, row, changes)
        else:
            session.add(row)
        result.append(old or row)
    session.flush()
    changes += [
        Change(str(model.__tablename__), key_of(row), None, dump(row))
        for old, row in zip(kept, wanted, strict=True)
        if old is None
    ]
    return result


def _update(stored: SQLModel, wanted: SQLModel, changes: list[Change]) -> None:
    before = dump(stored)
    for name, value in wanted.model_dump(exclude={"id"}).items():
        if getattr(stored, name) != value:
            setattr(stored, name, value)
    if (after := dump(stored)) != before:
        changes.append(Change(str(stored.__tablename__), key_of(stored), before, after))


def _guard(row: Row) -> None:
    for name, value in row.model_dump().items():
        if isinstance(value, int) and abs(value) > _INT64_MAX:
            raise LimitExceeded(f"{format_number(value)} terlalu besar untuk disimpan ({name}).")
