"""Writing files from the stored plan, each all or nothing."""

from pathlib import Path

from budget.errors import FileError, reason
from budget.progress import Progress, silent
from budget.services.council import council_report
from budget.services.workspace import Workspace, read_plan


def export_council(
    workspace: Workspace,
    out: Path,
    scenario: str | None = None,
    progress: Progress = silent,
    version: str | None = None,
) -> Path:
    """The council's workbook of the plan, of one of its scenarios, or of a version with its frozen law.

    `progress` may raise Cancelled; then, and after any error, a file that stood at `out` still stands.
    """
    expect_workbook(out)
    found = council_report(workspace, scenario, version)
    from budget.workbook.council import write_council

    write_council(out, found.projection, found.law, found.made_on, found.source, progress, found.background)
    return out


def export_plan(workspace: Workspace, out: Path) -> Path:
    """The plan in the Excel template; imported again it is the same plan."""
    expect_workbook(out)
    from budget.workbook.plan_writer import write_plan

    write_plan(out, read_plan(workspace))
    return out


def expect_workbook(out: Path) -> None:
    """FileError where no workbook can be written under this name."""
    expect_file(out, ".xlsx")


def expect_file(out: Path, suffix: str) -> None:
    """FileError where no file of this kind can be written under this name."""
    if out.suffix.lower() != suffix:
        raise FileError(f"Nama berkas {out.name} harus berakhiran {suffix}.")
    try:
        is_folder = out.is_dir()
    except OSError as problem:
        raise FileError(f"{out.name[:40]}…: {reason(problem)}.") from problem
    if is_folder:
        raise FileError(f"{out} adalah folder. Tulis nama berkas {suffix}.")
