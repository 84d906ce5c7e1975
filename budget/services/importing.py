"""Taking a plan in from the Excel template: a report first, then all of it or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from budget.errors import Problem, error
from budget.plan import Plan
from budget.plan.records import NO_VERSIONS
from budget.plan.roster import NO_ROSTER, RosterCounts
from budget.progress import Progress, silent
from budget.services.backups import BEFORE_IMPORT, back_up
from budget.services.editing import replace_plan
from budget.services.workspace import Workspace, read_plan

# Reading, checking and storing, as progress tells them; storing is not stopped halfway.
_STEPS = 3


@dataclass(frozen=True, slots=True)
class ImportReport:
    """`read` rows are `accepted`, `rejected` or `duplicates`; `written` says whether anything was stored:
    not on a dry run, not with an error, and not where the workbook says what is stored already.
    """

    read: int
    accepted: int
    rejected: int
    duplicates: int
    problems: tuple[Problem, ...]
    written: bool


def import_plan(
    workspace: Workspace, source: Path, dry_run: bool = False, progress: Progress = silent
) -> ImportReport:
    """Replace the stored plan by the workbook's, unless anything in it is wrong or it is a dry run.

    FileError when the source is no workbook. The report lists every problem with sheet and cell.
    """
    progress(0, _STEPS, f"membaca {source.name}")
    stored = read_plan(workspace)
    plan, report = read_workbook(source, stored.roster, stored.versions)
    progress(1, _STEPS, "memeriksa")
    if plan is None:
        return report
    if plan.region.code != stored.region.code:
        problem = _other_region(plan, stored)
        return replace(report, problems=(*report.problems, problem))
    if dry_run:
        return report
    back_up(workspace, BEFORE_IMPORT)
    progress(2, _STEPS, "menghitung dan menyimpan")
    edit = replace_plan(workspace, plan, f"Impor rencana dari {source.name}")
    problems = tuple(dict.fromkeys((*report.problems, *edit.warnings)))
    return replace(report, problems=problems, written=edit.changed)


def read_workbook(
    source: Path, roster: RosterCounts = NO_ROSTER, versions: Mapping[str, Plan] = NO_VERSIONS
) -> tuple[Plan | None, ImportReport]:
    """The plan of a workbook on the people and versions that there are, or None with all that is wrong."""
    from budget.workbook.plan_reader import read_plan as read_plan_workbook

    found = read_plan_workbook(source, roster, versions)
    accepted = found.read - found.rejected
    report = ImportReport(found.read, accepted, found.rejected, 0, found.problems, written=False)
    return found.plan, report


def _other_region(plan: Plan, stored: Plan) -> Problem:
    message = (
        f"Berkas ini milik {stored.region.name} ({stored.region.code}), rencananya untuk {plan.region.name} "
        f"({plan.region.code}). Buat berkas baru untuk daerah itu."
    )
    return error("daerah_lain", "Rencana", message)
