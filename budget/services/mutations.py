"""Mutations: a month of the roster against the month before, as a list and as the annex of a letter."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from budget.period import Month
from budget.progress import Progress, silent
from budget.roster.mutations import GroupMutations, MonthMutations, mutation
from budget.services.exporting import expect_workbook
from budget.services.workspace import Workspace, transaction

if TYPE_CHECKING:
    from budget.plan import Plan
    from budget.roster.member import Member
    from budget.store.unit_of_work import UnitOfWork

_AT_ONCE = 5_000


def mutations(workspace: Workspace, month: Month) -> tuple[MonthMutations, tuple[GroupMutations, ...]]:
    """Who joined, left or changed in the month, NIK masked; and how many of each group."""
    with transaction(workspace, writes=False) as work:
        found = _mutations(work, month)
        return found, found.by_group(_names(work.plan()))


def write_annex(workspace: Workspace, month: Month, out: Path, progress: Progress = silent) -> MonthMutations:
    """The mutations as the annex of a letter, masked; what it lists.

    FileError where the file cannot be written; Cancelled by `progress`. An older file then stands.
    """
    expect_workbook(out)
    with transaction(workspace, writes=False) as work:
        plan, found = work.plan(), _mutations(work, month)
    from budget.workbook.annex import write_annex as write

    write(out, plan.region, found, found.by_group(_names(plan)), progress)
    return found


def members_of(work: UnitOfWork, rows: array[int]) -> Iterator[Member]:
    """The members of many rows in their order, some thousand at a time."""
    remaining = iter(rows)
    while part := list(islice(remaining, _AT_ONCE)):
        yield from (found.member for found in work.people.members(part))


def _mutations(work: UnitOfWork, month: Month) -> MonthMutations:
    turnover = work.people.turnover(month)
    before = members_of(work, array("q", (old for old, _ in turnover.moved)))
    after = members_of(work, array("q", (new for _, new in turnover.moved)))
    return MonthMutations(
        month,
        tuple(mutation(None, member) for member in members_of(work, turnover.joined)),
        tuple(mutation(member, None) for member in members_of(work, turnover.left)),
        tuple(mutation(old, new) for old, new in zip(before, after, strict=True)),
    )


def _names(plan: Plan) -> list[str]:
    return [group.name for group in plan.groups]
