"""Long work that nothing else is asked of: how far it is, and Esc to stop it."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from textual.widget import Widget
from textual.widgets import Static

from budget.errors import Cancelled
from budget.progress import Progress
from tui.commands import dialog_bindings
from tui.jobs import jobs
from tui.places import Place
from tui.screens.dialog import Dialog
from tui.screens.reason import run_with_reason
from tui.text import plain
from tui.widgets.progress_line import ProgressLine


class Working(Dialog[Any]):
    """Begins at once and closes with what the work returns, or with nothing where it was stopped or failed.

    `call` also gets the reason for changing sealed months: empty, until it asks for one by Sealed.
    """

    place = Place.WORKING
    BINDINGS = dialog_bindings(Place.WORKING)

    def __init__(
        self, title: str, what: str, call: Callable[[Progress, str], Any], note: str = "", unit: str = "baris"
    ) -> None:
        super().__init__()
        self.title_text = title
        self._what, self._call, self._note, self._unit = what, call, note, unit
        self._line = ProgressLine()

    def body(self) -> Iterable[Widget]:
        if self._note:
            yield Static(plain(self._note), classes="working-note", markup=False)
        yield self._line

    def on_mount(self) -> None:
        token, progress = self._line.begin("Membuka …", self._unit)
        run_with_reason(self, self._what, partial(self._call, progress), self.dismiss, self._failed, token)

    def _failed(self, reason: BaseException) -> None:
        self.dismiss(None)
        if isinstance(reason, Cancelled):
            self.app.notify("Dibatalkan. Tidak ada yang ditulis.", timeout=3)
        else:
            jobs(self).show_error(reason)

    def action_cancel(self) -> None:
        self._line.cancel()

    def action_back(self) -> None:
        self._line.cancel()
