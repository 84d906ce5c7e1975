"""Does what it is told in a process of its own, which the test kills: ``python worker.py``, a task a line.

A task is its name, the workspace and a file. The process of each is forked from this one, which has loaded
everything already: its number is answered at once, and "over" when it has ended, however that was.
"""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from budget.engine.axes import Axis  # noqa: F401  # loaded once, for all tasks
from budget.period import Month
from budget.plan import HeadCount
from budget.services import backups, editing, exporting, history, projecting, rosters  # noqa: F401
from budget.services.workspace import Workspace, read_plan
from budget.store import unit_of_work  # noqa: F401

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


def office(target: str) -> Workspace:
    return Workspace(target, "sari", lambda: NOON)


def edit(target: str, number: str) -> None:
    """A head count of its own for each task."""
    editing.put(
        office(target), None, HeadCount("Linmas", Month(2022, 2), int(number), kecamatan=f"K{number}")
    )


def enrol(target: str, listed: str) -> None:
    options = rosters.RosterOptions(rejects=Path(listed).with_suffix(".xlsx"))
    rosters.import_roster(office(target), [Path(listed)], options)


def undo(target: str, _: str) -> None:
    history.undo(office(target))


def export(target: str, out: str) -> None:
    exporting.export_council(office(target), Path(out))


def migrate(target: str, _: str) -> None:
    read_plan(office(target))


def restore(target: str, backup: str) -> None:
    backups.restore(office(target), Path(backup))


TASKS = {task.__name__: task for task in (edit, enrol, undo, export, migrate, restore)}


def main() -> None:
    for line in sys.stdin:
        name, target, file = line.rstrip("\n").split("\t")
        process = os.fork()
        if not process:
            # A leader of its own group: what it starts is killed with it.
            os.setpgid(0, 0)
            TASKS[name](target, file)
            os._exit(0)
        print(process, flush=True)  # noqa: T201
        os.waitpid(process, 0)
        print("over", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
