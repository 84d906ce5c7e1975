"""What a region hands to whoever counts a nation: its plan and people in Parquet, without NIK and names."""

from dataclasses import dataclass
from pathlib import Path

from budget.engine.projection import project
from budget.law import law_texts, load_law
from budget.progress import Progress, silent
from budget.roster.keyed_hash import key_mark
from budget.services.cluster import expect_installed
from budget.services.handing_out import expect_reason, note_handing_out
from budget.services.nik_key import read_key
from budget.services.versions import result_of
from budget.services.workspace import Workspace, transaction


@dataclass(frozen=True, slots=True)
class StrataInput:
    """The region's folder, and how many covers are in it."""

    folder: Path
    covers: int


def write_strata_input(
    workspace: Workspace, root: Path, key_file: Path, why: str, progress: Progress = silent
) -> StrataInput:
    """Write the region's folder below `root`, in the place of an older one.

    It is there only after the journal says why. BadEntry without a reason, PlanError where the plan cannot
    be costed, NotAllowed for a role that sees no people, FileError where nothing can be written; Cancelled
    by `progress`.
    """
    expect_installed()
    from budget.partition.columns import write_columns
    from budget.partition.folder import PLAN, drafting, partition_path, put_in_place

    why, key = expect_reason(why), read_key(key_file)
    with transaction(workspace, writes=False) as work:
        plan, everyone = work.plan(), work.everyone(key, progress)
        content = work.counted_elsewhere(law_texts(), result_of(project(plan, load_law())), everyone)
    folder, covers = partition_path(root, plan.region.code), len(everyone.high)
    made_at = workspace.clock().isoformat(timespec="seconds")
    with drafting(folder) as draft:
        (draft / PLAN).write_text(content, "utf-8")
        write_columns(draft, everyone)
        note_handing_out(workspace, f"Tulis strata-input dengan {covers} sidik", why)
        put_in_place(draft, folder, plan.region.code, plan.span, key_mark(key), covers, made_at)
    return StrataInput(folder, covers)
