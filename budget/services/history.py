"""The journal of a workspace, and going back and forth in it."""

from typing import TYPE_CHECKING

from budget.services.workspace import Workspace, transaction

if TYPE_CHECKING:
    from budget.store.journal import Entry


def history(workspace: Workspace, limit: int = 500) -> "tuple[Entry, ...]":
    """What was changed, by whom and when, the newest first."""
    with transaction(workspace, writes=False) as work:
        return work.history(limit)


def undo(workspace: Workspace) -> "Entry":
    """Take back the last change, across restarts; NotFound when there is none."""
    with transaction(workspace) as work:
        entry = work.undo()
        work.commit()
    return entry


def redo(workspace: Workspace) -> "Entry":
    """Make the change again that was taken back last; NotFound when there is none."""
    with transaction(workspace) as work:
        entry = work.redo()
        work.commit()
    return entry
