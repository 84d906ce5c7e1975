"""Workspaces that hold a plan: each plan is stored once, as making the schema takes long, and then copied."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from budget.plan import Plan
from budget.services.workspace import Workspace, create_with

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


def stored(folder: Path, plan: Plan, name: str = "daerah.pagu") -> Workspace:
    """A workspace of sari's at noon on 2 November 2026, in a file of its own."""
    found = at_noon(folder / name)
    Path(found.target).write_bytes(_file(plan))
    return found


def at_noon(path: Path) -> Workspace:
    return Workspace(str(path), "sari", lambda: NOON)


@cache
def _file(plan: Plan) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "daerah.pagu"
        create_with(at_noon(path), plan)
        return path.read_bytes()
