"""Writing a workbook: where to, how far it has come, and the way to stop it."""

from collections.abc import Iterable
from pathlib import Path

from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, ProgressBar, Select, Static

from budget.errors import Cancelled, FileError
from budget.progress import Progress
from budget.services import exporting
from budget.services.workspace import Workspace
from tui.commands import Place, dialog_bindings
from tui.jobs import CancelToken, jobs
from tui.paths import typed_path
from tui.screens.confirm import Confirm
from tui.screens.dialog import Dialog
from tui.screens.notice import Notice
from tui.text import plain
from tui.widgets.key_bar import KeyBar

COUNCIL, PLAN = "dewan", "rencana"
KINDS = (("Buku kerja dewan", COUNCIL), ("Templat rencana", PLAN))


def beside(target: str, kind: str) -> str:
    """The default path: in the folder of the open file and named after it, never an officer's own input."""
    if "://" in target:
        return f"pagu-{kind}.xlsx"
    path = Path(target)
    return str(path.with_name(f"{path.stem}-{kind}.xlsx"))


class Export(Dialog[Path | None]):
    """Closes with the path that was written. Esc stops a running export first, then closes."""

    place = Place.EXPORT
    BINDINGS = dialog_bindings(Place.EXPORT)
    title_text = "Ekspor ke Excel"

    class Progressed(Message):
        def __init__(self, done: int, total: int, what: str) -> None:
            self.done, self.total, self.what = done, total, what
            super().__init__()

    def __init__(self, workspace: Workspace, scenario: str | None) -> None:
        super().__init__()
        self._workspace, self._scenario = workspace, scenario
        self._kind = COUNCIL
        self._token: CancelToken | None = None

    def body(self) -> Iterable[Widget]:
        yield Horizontal(
            Static("Isi", classes="field-label"),
            Select(KINDS, value=COUNCIL, allow_blank=False, compact=True),
            classes="field-line",
        )
        yield Horizontal(
            Static("Berkas", classes="field-label"),
            Input(beside(self._workspace.target, COUNCIL), compact=True, select_on_focus=False),
            classes="field-line",
        )
        yield Static("", id="export-note", markup=False)
        yield ProgressBar(show_eta=False)
        yield Static("", id="export-step", markup=False)

    def on_mount(self) -> None:
        self.query_one(ProgressBar).display = False
        self.query_one(Input).focus()
        self._tell()

    def on_select_changed(self, event: Select.Changed) -> None:
        path = self.query_one(Input)
        if path.value == beside(self._workspace.target, self._kind):
            path.value = beside(self._workspace.target, str(event.value))
        self._kind = str(event.value)
        self._tell()

    def on_input_changed(self) -> None:
        self._tell()

    def on_input_submitted(self) -> None:
        self.action_start()

    @property
    def _out(self) -> Path:
        """FileError when nothing can be written under what is typed."""
        return typed_path(self.query_one(Input).value)

    def _tell(self) -> None:
        parts = []
        if self._kind == COUNCIL:
            parts.append(f"Skenario: {self._scenario or 'dasar'}.")
        try:
            if self._out.is_file():
                parts.append("! Berkas ini sudah ada dan akan ditimpa.")
        except FileError as reason:
            parts = [f"✗ {reason}"]
        self.query_one("#export-note", Static).update(plain(" ".join(parts)))

    def action_start(self) -> None:
        if self._token is not None:
            return
        self._tell()
        try:
            out = self._out
        except FileError:
            return
        if not out.exists():
            self._write(out)
            return

        def answered(sure: bool | None) -> None:
            if sure:
                self._write(out)

        question = Confirm(f"Timpa {out.name}?", "Isi berkas yang ada akan hilang. Tekan y untuk menimpa.")
        self.app.push_screen(question, answered)

    def _write(self, out: Path) -> None:
        token = self._token = CancelToken()
        self.query_one(ProgressBar).display = True
        self.query_one("#export-step", Static).update("Menulis …")
        self.query_one(KeyBar).show(Place.EXPORTING)
        council = self._kind == COUNCIL
        workspace, scenario = self._workspace, self._scenario

        def write() -> Path:
            if council:
                return exporting.export_council(workspace, out, scenario, self._progress(token))
            return exporting.export_plan(workspace, out)

        jobs(self).run_job("mengekspor", write, self.dismiss, self._stopped, token)

    def _progress(self, token: CancelToken) -> Progress:
        def progress(done: int, total: int, what: str) -> None:
            token.check()
            self.post_message(self.Progressed(done, total, what))

        return progress

    def on_export_progressed(self, message: Progressed) -> None:
        self.query_one(ProgressBar).update(total=max(1, message.total), progress=message.done)
        step = f"{message.what} … {message.done} dari {message.total}"
        self.query_one("#export-step", Static).update(plain(step))

    def _stopped(self, reason: BaseException) -> None:
        self._token = None
        self.query_one(KeyBar).show(Place.EXPORT)
        self.query_one(ProgressBar).display = False
        step = self.query_one("#export-step", Static)
        if isinstance(reason, Cancelled):
            step.update("Dibatalkan. Berkas tidak diubah.")
        else:
            step.update("Gagal. Berkas tidak diubah.")
            self.app.push_screen(Notice.of(reason))

    def action_cancel(self) -> None:
        self.action_back()

    def action_back(self) -> None:
        if self._token is None:
            self.dismiss(None)
        else:
            self._token.cancel()
            self.query_one("#export-step", Static).update("Membatalkan …")
