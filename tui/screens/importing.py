"""Taking a plan in from the Excel template: a trial run and its report first, then the import."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from rich.text import Text
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Static

from budget.errors import Cancelled, FileError, errors_in
from budget.money import format_number
from budget.progress import Progress
from budget.services import importing
from budget.services.importing import ImportReport
from budget.services.workspace import Workspace
from tui.commands import dialog_bindings
from tui.jobs import jobs
from tui.keymap import key, keyed
from tui.paths import typed_path
from tui.places import Place
from tui.screens.dialog import Dialog
from tui.screens.notice import Notice, problems_text
from tui.widgets.key_bar import KeyBar
from tui.widgets.progress_line import ProgressLine
from tui.widgets.said import Said
from tui.widgets.typed_inputs import PlainInput

_BEFORE = (
    "Isi templat menggantikan seluruh rencana di berkas ini; dapat diurungkan dengan {undo}.\n"
    "Tekan Enter atau {apply} untuk memeriksanya dahulu: belum ada yang ditulis."
)


class Import(Dialog[ImportReport | None]):
    """The first ctrl+s checks the file, the second applies what was found clean.

    Subclasses take in something else: `take` reads a file, and writes unless it is a dry run.
    """

    place = Place.IMPORT
    BINDINGS = dialog_bindings(Place.IMPORT, Place.IMPORTING)
    title_text = "Impor rencana"
    before = _BEFORE
    label = "Templat"
    hint = "Lokasi berkas .xlsx"

    def take(self, workspace: Workspace, source: Path, dry_run: bool, progress: Progress) -> ImportReport:
        return importing.import_plan(workspace, source, dry_run, progress)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._checked: Path | None = None
        self._line = ProgressLine()

    def body(self) -> Iterable[Widget]:
        yield Horizontal(
            Static(self.label, classes="field-label"),
            PlainInput(placeholder=self.hint, compact=True),
            classes="field-line",
        )
        yield VerticalScroll(Said(keyed(self.before), id="report", markup=False), classes="dialog-body")
        yield self._line

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    def on_input_changed(self) -> None:
        if not self._line.is_running:
            self._checked = None
            self.query_one("#report", Static).update(keyed(self.before))

    def on_input_submitted(self) -> None:
        """Enter checks; applying takes ctrl+s, so that nothing is replaced by one key too many."""
        if self._checked is None:
            self.action_apply()

    def action_apply(self) -> None:
        if self._line.is_running:
            return
        try:
            source = typed_path(self.query_one(Input).value)
        except FileError as reason:
            self._say(f"✗ {reason}")
            return
        checks = self._checked != source
        what = "memeriksa berkas" if checks else "mengimpor"
        token, progress = self._line.begin(f"{'Memeriksa' if checks else 'Mengimpor'} {source.name} …")
        self._show_running(True)
        workspace = self._workspace

        def take() -> ImportReport:
            return self.take(workspace, source, checks, progress)

        then = partial(self._report, source) if checks else self._imported
        jobs(self).run_job(what, take, then, self._failed, token)

    def _show_running(self, runs: bool) -> None:
        self.query_one(Input).disabled = runs
        self.query_one(KeyBar).show(Place.IMPORTING if runs else Place.IMPORT)
        if runs:
            self.set_focus(None)
        else:
            self._line.end()
            self.query_one(Input).focus()

    def _report(self, source: Path, report: ImportReport) -> None:
        self._show_running(False)
        clean = not errors_in(report.problems)
        self._checked = source if clean else None
        text = self.counted(report)
        text.append(f"{self.verdict(report, clean)}\n", "bold")
        if report.problems:
            text.append("\n")
            text.append_text(problems_text(report.problems))
        self.query_one("#report", Static).update(text)

    def counted(self, report: ImportReport) -> Text:
        """What was read, before the verdict."""
        return Text(
            f"{format_number(report.read)} baris dibaca, {format_number(report.accepted)} diterima, "
            f"{format_number(report.rejected)} ditolak, {format_number(report.duplicates)} ganda.\n\n"
        )

    def verdict(self, report: ImportReport, clean: bool) -> str:  # noqa: ARG002  # others name what is kept
        repair = f"Perbaiki {self.label.lower()}nya dahulu: belum ada yang ditulis."
        return f"Tekan {key('apply')} untuk menerapkan." if clean else repair

    def _imported(self, report: ImportReport) -> None:
        if report.written or not errors_in(report.problems):
            self.dismiss(report)
        else:
            self._report(Path(), report)

    def _failed(self, reason: BaseException) -> None:
        self._show_running(False)
        self._checked = None
        self._say(keyed(self.before))
        if isinstance(reason, Cancelled):
            self._line.end("Dibatalkan. Tidak ada yang ditulis.")
        else:
            self.app.push_screen(Notice.of(reason))

    def _say(self, text: str) -> None:
        self.query_one("#report", Static).update(text)

    @property
    def is_dirty(self) -> bool:
        return bool(self.query_one(Input).value)

    def action_cancel(self) -> None:
        self.action_back()

    def action_back(self) -> None:
        if self._line.is_running:
            self._line.cancel()
        else:
            super().action_back()
