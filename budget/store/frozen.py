"""A plan as text, with the law and the people's counts it was costed with: what a version freezes.

The rows of the plan's tables stand in it as they are stored, so that what reads a workspace reads a version.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from sqlmodel import SQLModel

from budget.errors import Conflict, FileError
from budget.law import parse_law
from budget.period import Month
from budget.plan import Plan, in_scenario
from budget.plan.roster import RosterCounts, RosterStratum, counted
from budget.store import plan_rows
from budget.store.form_tables import AccountNameRow, IndicatorRow, OfficialRow, SubActivityRow
from budget.store.plan_rows import PlanRows
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

R = TypeVar("R", bound=SQLModel)
_KIND = "pagu-version-1"


@dataclass(frozen=True, slots=True)
class FrozenCost:
    """One line of the result: people and rupiah of a group and programme in a month of cover."""

    month: str
    group: str
    programme: str
    heads: int
    cost: int


@dataclass(frozen=True, slots=True)
class Thawed:
    """A frozen plan, the texts of its law, the digests of its sealed months, and its result."""

    plan: Plan
    law: tuple[str, ...]
    seals: tuple[tuple[str, str], ...]
    result: tuple[FrozenCost, ...]


def frozen(
    rows: PlanRows,
    roster: RosterCounts,
    law: Iterable[str],
    seals: Iterable[tuple[str, str]],
    result: Iterable[FrozenCost],
) -> str:
    """The same text for the same plan."""
    content = {
        "kind": _KIND,
        "plan": {
            "region": rows.region.model_dump(),
            "groups": _dumps(rows.groups),
            "tariffs": _dumps(rows.tariffs),
            "head_counts": _dumps(rows.head_counts),
            "minimum_wages": _dumps(rows.minimum_wages),
            "allocations": _dumps(rows.allocations),
            "cash_months": _dumps(rows.cash_months),
            "assumptions": _dumps(rows.assumptions),
            "scenarios": _dumps(rows.scenarios),
            "adjustments": _dumps(rows.adjustments),
            "law_values": _dumps(rows.law_values),
            "sub_activities": _dumps(rows.sub_activities),
            "indicators": _dumps(rows.indicators),
            "account_names": _dumps(rows.account_names),
            "officials": _dumps(rows.officials),
            "assertions": _dumps(rows.assertions),
        },
        "roster": {
            "strata": [list(stratum) for stratum in roster.strata],
            "counts": list(zip(roster.stratum, roster.month, roster.joined, roster.left, strict=True)),
            "known_until": {group: month.index for group, month in roster.known_until.items()},
        },
        "law": list(law),
        "seals": [list(seal) for seal in seals],
        "result": [[line.month, line.group, line.programme, line.heads, line.cost] for line in result],
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def thawed(content: str) -> Thawed:
    """What `frozen` was given; FileError where the text is of another kind."""
    found = json.loads(content)
    if found.get("kind") != _KIND:
        raise FileError("Versi ini dibuat oleh pagu yang lebih baru. Perbarui pagu dahulu.")
    stored, roster = found["plan"], found["roster"]
    rows = PlanRows(
        region=RegionRow(**stored["region"]),
        groups=_rows(GroupRow, stored["groups"]),
        tariffs=_rows(TariffRow, stored["tariffs"]),
        head_counts=_rows(HeadCountRow, stored["head_counts"]),
        minimum_wages=_rows(MinimumWageRow, stored["minimum_wages"]),
        allocations=_rows(AllocationRow, stored["allocations"]),
        cash_months=_rows(CashMonthRow, stored["cash_months"]),
        assumptions=_rows(AssumptionRow, stored["assumptions"]),
        scenarios=_rows(ScenarioRow, stored["scenarios"]),
        adjustments=_rows(AdjustmentRow, stored["adjustments"]),
        # Versions of older schemas have none.
        law_values=_rows(LawValueRow, stored.get("law_values", ())),
        sub_activities=_rows(SubActivityRow, stored.get("sub_activities", ())),
        indicators=_rows(IndicatorRow, stored.get("indicators", ())),
        account_names=_rows(AccountNameRow, stored.get("account_names", ())),
        officials=_rows(OfficialRow, stored.get("officials", ())),
        assertions=_rows(AssertionRow, stored.get("assertions", ())),
    )
    counts = counted(
        (RosterStratum(*stratum) for stratum in roster["strata"]),
        (tuple(row) for row in roster["counts"]),
        {group: Month.at(index) for group, index in roster["known_until"].items()},
    )
    return Thawed(
        plan=replace(plan_rows.plan_of(rows), roster=counts),
        law=tuple(found["law"]),
        seals=tuple((month, digest) for month, digest in found["seals"]),
        result=tuple(FrozenCost(*line) for line in found["result"]),
    )


def thawed_plan(content: str, digest: str, name: str, scenario: str) -> Plan:
    """A version's plan, in its scenario, with its own law; Conflict where its content was altered."""
    if content_digest(content) != digest:
        raise Conflict(f"Isi versi “{name}” tidak cocok dengan sidik jarinya: berkas telah diubah.")
    found = thawed(content)
    plan = replace(found.plan, frozen_law=parse_law(*found.law))
    return in_scenario(plan, plan.scenario(scenario)) if scenario else plan


def content_digest(content: str) -> str:
    """SHA-256 of a frozen text as UTF-8, in hexadecimal."""
    return hashlib.sha256(content.encode()).hexdigest()


def _dumps(rows: Sequence[SQLModel]) -> list[dict[str, Any]]:
    return [row.model_dump() for row in rows]


def _rows(model: type[R], dumps: Iterable[dict[str, Any]]) -> list[R]:
    return [model(**dump) for dump in dumps]
