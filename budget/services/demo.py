"""The sample regency: a workspace with its rosters and a council workbook, built from what is shipped."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from budget.errors import FileError, PlanError, errors_in, reason
from budget.progress import Progress, silent
from budget.resources import shipped
from budget.roster.search import PeopleFilter
from budget.services import membership, people
from budget.services.editing import replace_plan
from budget.services.exporting import export_council
from budget.services.importing import read_workbook
from budget.services.rosters import RosterOptions, import_roster
from budget.services.workspace import Workspace, create_with

SAMPLE = "kabupaten-bandung.xlsx"
ROSTERS = ("daftar-non-asn.csv", "daftar-perangkat-desa.xlsx", "daftar-ketua-rw.xlsx")
_RESTORED = "Kembalikan contoh"


@dataclass(frozen=True, slots=True)
class DemoFiles:
    db: Path
    workbook: Path


def build_demo(
    folder: Path, who: str, clock: Callable[[], datetime], progress: Progress = silent
) -> DemoFiles:
    """`demo.pagu` and `dewan.xlsx` in the folder, the same however often it is called.

    What was changed in an existing `demo.pagu` is changed back through its journal, so that undo finds it.
    """
    db, workbook = folder / "demo.pagu", folder / "dewan.xlsx"
    plan, report = read_workbook(shipped("sample_data", SAMPLE))
    if plan is None:
        raise PlanError(report.problems)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise FileError(f"Tidak dapat membuat folder {folder}: {reason(problem)}.") from problem
    workspace = Workspace(str(db), who, clock)
    if db.exists():
        replace_plan(workspace, plan, "Kembalikan rencana contoh", _RESTORED)
    else:
        create_with(workspace, plan)
    _enrol(workspace)
    export_council(workspace, workbook, progress=progress)
    return DemoFiles(db, workbook)


def _enrol(workspace: Workspace) -> None:
    """The sample's people, and nobody else, in the workspace."""
    sources = [shipped("sample_data", name) for name in ROSTERS]
    present = people.find(workspace, PeopleFilter())
    if present:
        found = import_roster(workspace, sources, dry_run=True)
        if found.accepted == 0 and found.read == len(present) == found.known:
            return
        membership.remove_all(workspace, "Kosongkan daftar contoh", _RESTORED)
    report = import_roster(workspace, sources, RosterOptions(reason=_RESTORED))
    if not report.written:
        raise PlanError(errors_in(report.problems))
