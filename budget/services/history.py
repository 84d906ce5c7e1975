"""The journal of a workspace, and going back and forth in it."""

from typing import TYPE_CHECKING

from budget.services.sealing import batches_in, expect_seals
from budget.services.workspace import Workspace, transaction

if TYPE_CHECKING:
    from budget.plan.editing import Record
    from budget.store.fates import Fate as Fate
    from budget.store.journal import Entry


def history(workspace: Workspace, limit: int = 500) -> "tuple[Entry, ...]":
    """What was changed, by whom and when, the newest first."""
    with transaction(workspace, writes=False) as work:
        return work.history(limit)


def head(workspace: Workspace) -> int:
    """The number of the newest change; 0 before the first one. What others did makes it another number."""
    with transaction(workspace, writes=False) as work:
        return work.head()


def fate(workspace: Workspace, old: "Record", since: int) -> "Fate":
    """What became of a record as it was after the change `since`: how it is stored now, and by whom."""
    with transaction(workspace, writes=False) as work:
        return work.fate(old, since)


def undo(workspace: Workspace) -> "Entry":
    """Take back the last change, across restarts; NotFound when there is none, Sealed where it would
    change a month that was sealed after it.
    """
    with transaction(workspace) as work:
        before = work.plan(), work.seals.corrections()
        batches = batches_in(work.next_undo())
        entry = work.undo()
        expect_seals(work, *before, batches)
        work.commit()
    return entry


def redo(workspace: Workspace) -> "Entry":
    """Make the change again that was taken back last; NotFound when there is none."""
    with transaction(workspace) as work:
        before = work.plan(), work.seals.corrections()
        batches = batches_in(work.next_redo())
        entry = work.redo()
        expect_seals(work, *before, batches)
        work.commit()
    return entry
