"""Writing files from the stored plan, each all or nothing."""

from pathlib import Path
from typing import TYPE_CHECKING

from budget.engine.alike import project_alike
from budget.engine.projection import project
from budget.errors import FileError, PaguError, reason
from budget.law import load_law
from budget.plan import Plan
from budget.progress import Progress, silent
from budget.services.projecting import named
from budget.services.workspace import Workspace, read_plan, transaction

if TYPE_CHECKING:
    from budget.workbook.council.background import Alternative, Background


def export_council(
    workspace: Workspace, out: Path, scenario: str | None = None, progress: Progress = silent
) -> Path:
    """The council's workbook of the plan, or of one of its scenarios or versions, with all that is stored.

    `progress` may raise Cancelled; then, and after any error, a file that stood at `out` still stands.
    """
    expect_workbook(out)
    plan, background = _stored(workspace)
    scenario = None if named(plan, scenario) is plan else scenario
    projection = project(named(plan, scenario), load_law())
    from budget.workbook.council import write_council

    law = (projection.plan.frozen_law or load_law()).with_values(projection.plan.law_values)
    write_council(out, projection, law, workspace.clock().date(), scenario, progress, background)
    return out


def _stored(workspace: Workspace) -> tuple[Plan, "Background"]:
    """The plan and what the workbook shows beside it, read in one transaction."""
    from budget.workbook.council.background import Background

    with transaction(workspace, writes=False) as work:
        plan = work.plan()
        coverage, book = work.coverage.all(), work.bookkeeping.book()
        open_twins = len(work.twins.undecided())
    names = ("dasar", *(scenario.name for scenario in plan.scenarios))
    alternatives = tuple(_alternative(plan, name) for name in names)
    return plan, Background(coverage, book, open_twins, alternatives)


def _alternative(plan: Plan, name: str) -> "Alternative":
    from budget.workbook.council.background import Alternative

    try:
        return Alternative(name, project_alike(named(plan, name), load_law()))
    except PaguError as reason_why:
        return Alternative(name, None, str(reason_why))


def export_plan(workspace: Workspace, out: Path) -> Path:
    """The plan in the Excel template; imported again it is the same plan."""
    expect_workbook(out)
    from budget.workbook.plan_writer import write_plan

    write_plan(out, read_plan(workspace))
    return out


def expect_workbook(out: Path) -> None:
    """FileError where no workbook can be written under this name."""
    if out.suffix.lower() != ".xlsx":
        raise FileError(f"Nama berkas {out.name} harus berakhiran .xlsx.")
    try:
        is_folder = out.is_dir()
    except OSError as problem:
        raise FileError(f"{out.name[:40]}…: {reason(problem)}.") from problem
    if is_folder:
        raise FileError(f"{out} adalah folder. Tulis nama berkas .xlsx.")
