"""The sample regency: a workspace and a council workbook, built from the shipped plan."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from budget.errors import FileError, PlanError, reason
from budget.progress import Progress, silent
from budget.resources import shipped
from budget.services.editing import replace_plan
from budget.services.exporting import export_council
from budget.services.importing import read_workbook
from budget.services.workspace import Workspace, create_with

SAMPLE = "kabupaten-bandung.xlsx"


@dataclass(frozen=True, slots=True)
class DemoFiles:
    db: Path
    workbook: Path


def build_demo(
    folder: Path, who: str, clock: Callable[[], datetime], progress: Progress = silent
) -> DemoFiles:
    """`demo.pagu` and `dewan.xlsx` in the folder, the same however often it is called.

    What was changed in an existing `demo.pagu` is taken back through its journal, so that undo finds it.
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
        replace_plan(workspace, plan, "Kembalikan rencana contoh")
    else:
        create_with(workspace, plan)
    export_council(workspace, workbook, progress=progress)
    return DemoFiles(db, workbook)
