"""Workspaces that hold a plan: each plan is stored once, as making the schema takes long, and then copied."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from places import copied, empty_place, scratch

from budget.plan import Plan
from budget.services.workspace import Workspace, create_with

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


def stored(folder: Path, plan: Plan, name: str = "daerah.pagu") -> Workspace:
    """A workspace of sari's at noon on 2 November 2026, of the test's own."""
    return at_noon(copied(_made(plan), folder, name))


def at_noon(target: str | Path) -> Workspace:
    return Workspace(str(target), "sari", lambda: NOON)


@cache
def _made(plan: Plan) -> str:
    target = empty_place(scratch(), "daerah.pagu")
    create_with(at_noon(target), plan)
    return target
