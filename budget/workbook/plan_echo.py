"""Findings that only repeat an earlier one: a group is unknown because its own row was rejected."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from budget.errors import Problem
from budget.plan import HeadCount, HeadCountKind
from budget.plan.field import Values
from budget.workbook.plan_table import Table


@dataclass(frozen=True, slots=True)
class Names:
    """Groups that rejected rows speak of; all of them where a row does not let its group be read."""

    known: frozenset[str]
    everybody: bool

    def __contains__(self, group: object) -> bool:
        return self.everybody or (isinstance(group, str) and group.casefold() in self.known)


def rejected_names(table: Table[Any], key: str) -> Names:
    """The groups named in that field of the table's rejected rows."""
    values: Iterable[Values] = [row for _, row in table.rejected]
    known = frozenset(str(row[key]).casefold() for row in values if row.get(key))
    return Names(known, table.is_missing or any(not row.get(key) for row in values))


@dataclass(frozen=True, slots=True)
class Gaps:
    """What the plan lacks because it could not be read."""

    span: bool
    groups: Names
    tariffs: Names
    head_counts: Names
    minimum_wages: bool
    allocations: bool
    sub_activities: bool


def is_echo(problem: Problem, record: object, gaps: Gaps) -> bool:
    """Whether the finding may vanish once what could not be read is cured. `record` is what it is about."""
    group = getattr(record, "group", None)
    match problem.code:
        case "di_luar_rencana":
            return gaps.span
        case "kelompok_tidak_dikenal":
            return group in gaps.groups
        case "bulan_tanpa_tarif":
            return gaps.span or group in gaps.tariffs
        case "umk_kosong":
            return gaps.span or gaps.minimum_wages
        case "sub_kegiatan_tanpa_pagu":
            return gaps.allocations
        case "indikator_tanpa_sub_kegiatan":
            return gaps.sub_activities
        case "orang_negatif":
            is_change = isinstance(record, HeadCount) and record.kind is HeadCountKind.CHANGE
            return is_change and group in gaps.head_counts
    return False
