"""What became of a record that somebody read, while others went on: how it is stored now, and by whom.

A record is followed by its row. Where an entry put another row in its place, as for another month, the way
goes on with that one.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from budget.law import OwnContribution, OwnRate
from budget.plan import (
    Allocation,
    Assertion,
    Assumption,
    CashMonth,
    Group,
    HeadCount,
    MinimumWage,
    Plan,
    Scenario,
    Tariff,
)
from budget.plan.editing import Record
from budget.plan.forms import AccountName, FormRecord, Indicator, Official, SubActivity
from budget.plan.records import PlanFrame
from budget.store import form_rows, plan_rows
from budget.store.journal import Entry, entry_of
from budget.store.saving import stored_rows
from budget.store.tables import AdjustmentRow, GroupRow, JournalChangeRow, JournalRow, RegionRow, Row

_NOT_COMPARED = {"id", "position"}


@dataclass(frozen=True, slots=True)
class Fate:
    """`record` is None where it was deleted; `entry` is the last one that touched it since it was read.

    `head` is the number of the journal's newest entry when this was found out.
    """

    record: Record | None
    entry: Entry | None
    head: int


def fate(session: Session, plan: Plan, old: Record, since: int) -> Fate:
    """Follow a record as it was after the journal's entry `since` to the stored `plan`."""
    entries = session.exec(select(JournalRow).where(col(JournalRow.id) > since).order_by(col(JournalRow.id)))
    by_number = {entry.id or 0: entry for entry in entries.all()}
    changes = session.exec(
        select(JournalChangeRow).where(col(JournalChangeRow.journal_id) > since).order_by("id")
    ).all()
    if isinstance(old, PlanFrame):
        found: Record | None = plan.frame
        rows = {(str(RegionRow.__tablename__), plan.region.code)}
    else:
        found, rows = _followed(session, plan, old, changes)
    touching = [c.journal_id for c in changes if (c.table_name, c.row_key) in rows or _owner(c) in rows]
    last = by_number.get(touching[-1]) if touching else None
    return Fate(found, None if last is None else entry_of(last, undone=False), max(by_number, default=since))


def _followed(
    session: Session, plan: Plan, old: Record, changes: Sequence[JournalChangeRow]
) -> tuple[Record | None, set[tuple[str, str]]]:
    """The record as it is stored now, and the rows whose changes are changes of it."""
    groups = _group_numbers(session, changes)
    row, listed = _row_and_list(plan, old, groups)
    table, columns = str(row.__tablename__), row.model_dump(exclude=_NOT_COMPARED)
    stored = stored_rows(session, type(row))
    like = [str(r.id) for r in stored if r.model_dump(exclude=_NOT_COMPARED) == columns]
    keys = _keys(columns, [c for c in changes if c.table_name == table]) or like[:1]
    now = {str(r.id): record for r, record in zip(stored, listed, strict=True)}
    rows = {(table, key) for key in keys}
    if (group := columns.get("group_id")) is not None:
        rows.add((str(GroupRow.__tablename__), str(group)))
    return now.get(keys[-1]) if keys else None, rows


def _keys(columns: Mapping[str, Any], changes: Sequence[JournalChangeRow]) -> list[str]:
    """The row that held these columns before the changes of its table, and those that took its place."""
    keys: list[str] = []
    for change in changes:
        if not keys and change.before and _is_like(columns, change.before):
            keys.append(change.row_key)
        if keys and change.row_key == keys[-1] and change.after is None:
            added = [c.row_key for c in changes if c.journal_id == change.journal_id and c.before is None]
            keys += added if len(added) == 1 else []
    return keys


def _row_and_list(plan: Plan, old: Record, groups: Mapping[str, int]) -> tuple[Row, Sequence[Record]]:
    """The row that held a record, and the records of its kind that are stored now."""
    code = plan.region.code
    match old:
        case Group():
            return plan_rows.group_row(old, code), plan.groups
        case Tariff():
            return plan_rows.tariff_row(old, code, groups.get(old.group.casefold(), 0)), plan.tariffs
        case HeadCount():
            return plan_rows.head_count_row(old, code, groups.get(old.group.casefold(), 0)), plan.head_counts
        case Allocation():
            return plan_rows.allocation_row(old, code), plan.allocations
        case CashMonth():
            return plan_rows.cash_month_row(old, code), plan.cash_months
        case MinimumWage():
            return plan_rows.minimum_wage_row(old, code), plan.minimum_wages
        case OwnRate() | OwnContribution():
            return plan_rows.law_value_row(old, code), plan.law_values
        case SubActivity() | Indicator() | AccountName() | Official():
            return _form_row_and_list(plan, old)
        case Assumption():
            return plan_rows.assumption_row(old, code), plan.assumptions
        case Assertion():
            group = groups.get(old.group.casefold(), 0) if old.group else None
            return plan_rows.assertion_row(old, code, group), plan.assertions
        case Scenario():
            return plan_rows.scenario_row(old, code), plan.scenarios
        case PlanFrame():
            raise ValueError("the frame of a plan is no row of a list")


def _form_row_and_list(plan: Plan, old: FormRecord) -> tuple[Row, Sequence[Record]]:
    code = plan.region.code
    match old:
        case SubActivity():
            return form_rows.sub_activity_row(old, code), plan.sub_activities
        case Indicator():
            return form_rows.indicator_row(old, code), plan.indicators
        case AccountName():
            return form_rows.account_name_row(old, code), plan.account_names
        case Official():
            return form_rows.official_row(old, code), plan.officials


def _group_numbers(session: Session, changes: Sequence[JournalChangeRow]) -> dict[str, int]:
    """The number of every group by its name, and by the names that the changes took from it."""
    told = [c for c in changes if c.table_name == GroupRow.__tablename__ and c.before]
    former = {json.loads(c.before or "")["name"].casefold(): int(c.row_key) for c in told}
    return {row.name.casefold(): row.id or 0 for row in stored_rows(session, GroupRow)} | former


def _is_like(columns: Mapping[str, Any], said: str) -> bool:
    """An entry of an older schema says nothing of newer columns."""
    before = {name: value for name, value in json.loads(said).items() if name not in _NOT_COMPARED}
    return all(columns.get(name) == value for name, value in before.items())


def _owner(change: JournalChangeRow) -> tuple[str, str] | None:
    """The scenario whose adjustment a change is about."""
    if change.table_name != AdjustmentRow.__tablename__:
        return None
    owned: dict[str, Any] = json.loads(change.after or change.before or "{}")
    return "scenario", str(owned.get("scenario_id"))
