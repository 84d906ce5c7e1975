"""A workspace: the file a regency works in, and who works in it."""

import getpass
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from budget.errors import PlanError, errors_in
from budget.period import MonthRange
from budget.plan import Plan, Region, check

if TYPE_CHECKING:
    from budget.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Workspace:
    """`target` is a path or a database URL; `who` stands in the journal; `clock` gives aware moments."""

    target: str
    who: str
    clock: Callable[[], datetime]


def this_workspace(target: str) -> Workspace:
    """The workspace as the person at this machine opens it now; on a server under the name known there."""
    from budget.store.database import is_address

    if not is_address(target):
        return Workspace(target, login_name(), now)
    from budget.store.server import user_of

    return Workspace(target, user_of(target) or login_name(), now)


def login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "tidak dikenal"


def now() -> datetime:
    return datetime.now(UTC)


def create(workspace: Workspace, region: Region, span: MonthRange) -> None:
    """A new, empty workspace; PlanError for a code of the wrong shape, FileError where a file stands."""
    create_with(workspace, Plan(region, span))


def create_with(workspace: Workspace, plan: Plan) -> None:
    """A new workspace that holds a plan from the start, complete or not at all."""
    from budget.store.unit_of_work import new_workspace

    if found := errors_in(check(plan)):
        raise PlanError(found)
    code = plan.region.code
    with new_workspace(workspace.target, code, workspace.who, workspace.clock()) as work:
        work.create(plan)
        work.commit()


def read_plan(workspace: Workspace) -> Plan:
    """The plan as it is stored; FileError where the workspace cannot be opened."""
    with transaction(workspace, writes=False) as work:
        return work.plan()


def transaction(workspace: Workspace, *, writes: bool = True) -> "AbstractContextManager[UnitOfWork]":
    """One transaction on the workspace; nothing is kept unless the block commits."""
    from budget.store.unit_of_work import open_workspace

    return open_workspace(workspace.target, workspace.who, workspace.clock(), writes=writes)
