"""Looking for what others stored in the same workspace, and showing it."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from tui.jobs import CancelToken, jobs
from tui.text import effect_text, plain

if TYPE_CHECKING:  # these load numpy: only when a plan is open
    from tui.screens.desk import Desk
    from tui.view import JournalLine, View


class Lookout:
    """Looks for one desk. What cannot be looked for is told once: whoever saves meanwhile is told again."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self._told = False

    def look(self) -> None:
        """Show what others have stored since; a window that is open over the page is left in peace."""
        desk, view = self._desk, self._desk.view
        # On the way out nothing is begun any more.
        is_leaving = not desk.app.is_running
        if view is None or is_leaving or not desk.is_current or jobs(desk).is_working:
            return
        from budget.services.history import head

        looking, then = partial(head, view.workspace), partial(self._looked, view)
        jobs(desk).run_job("melihat", looking, then, self._failed, CancelToken(), quiet=True)

    def _looked(self, view: "View", head: int) -> None:
        self._told = False
        if view is self._desk.view and head != view.head:
            from tui.view import read_view

            again, then = partial(read_view, view.workspace, view.question), partial(self._follow, view)
            jobs(self._desk).run_job("menghitung", again, then, self._failed, quiet=True)

    def _follow(self, before: "View", view: "View") -> None:
        if before is self._desk.view:
            self._desk.accept(view)
            if said := news(view.entries, before.head):
                self._desk.notify(said, markup=False)

    def _failed(self, reason: BaseException) -> None:
        if not self._told:
            self._told = True
            self._desk.notify(plain(str(reason)), severity="warning", markup=False)


def news(entries: "Sequence[JournalLine]", since: int) -> str:
    """What was changed after the entry `since`, in a sentence about the last one."""
    new = [entry for entry in entries if entry.number > since]
    if not new:
        return ""
    last = new[0]
    more = f" (dan {len(new) - 1} perubahan sebelumnya)" if len(new) > 1 else ""
    return plain(f"{last.who}: {last.action} ({effect_text(last.effect_rupiah)}){more}.")
