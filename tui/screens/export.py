"""Handing out: what can be written and what it is for, where to, how far it has come, and how to stop it."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from rich.text import Text
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from budget.errors import Cancelled, FileError
from budget.plan import Plan
from budget.services.exports import EXPORTS, FOLDER, Asked, Export, Written, run_export
from budget.services.printing import NOT_INSTALLED, libreoffice
from budget.services.workspace import Workspace
from tui.commands import dialog_bindings
from tui.delivery import deliver
from tui.jobs import jobs
from tui.keymap import key
from tui.paths import typed_path
from tui.places import Place
from tui.screens.confirm import Confirm
from tui.screens.dialog import Dialog
from tui.screens.export_fields import fields, wanted, wants_pdf
from tui.screens.notice import Notice
from tui.text import plain
from tui.widgets.key_bar import KeyBar
from tui.widgets.progress_line import ProgressLine
from tui.widgets.said import Said
from tui.widgets.typed_inputs import PlainInput

_MASKED = "Tanpa alasan, data pribadi disamarkan."
_FULL = "! Memuat data pribadi lengkap; alasannya dicatat di riwayat."
_NAME_WIDTH = 19


def beside(target: str, export: Export) -> str:
    """The default path: in the folder of the open file and named after it, never an officer's own input."""
    if "://" in target:
        return f"pagu-{export.key}{export.suffix}"
    path = Path(target)
    return str(path.with_name(f"{path.stem}-{export.key}{export.suffix}"))


class ExportDialog(Dialog[None]):
    """Stays open after a file is written, for the next one. Esc stops a running export first, then closes."""

    place = Place.EXPORT
    BINDINGS = dialog_bindings(Place.EXPORT, Place.EXPORTING)
    title_text = "Ekspor"

    def __init__(self, workspace: Workspace, plan: Plan, scenario: str | None) -> None:
        super().__init__()
        self._workspace = workspace
        self._fields = fields(plan, scenario)
        self._export = EXPORTS[0]
        self._path = PlainInput(beside(workspace.target, EXPORTS[0]), compact=True, select_on_focus=False)
        self._line = ProgressLine()
        self._written: Written | None = None

    def body(self) -> Iterable[Widget]:
        yield OptionList(*(Option(_line(export), id=export.key) for export in EXPORTS), id="exports")
        yield from self._fields.values()
        yield Horizontal(
            Said("", id="export-target", classes="field-label"),
            self._path,
            classes="field-line export-line",
        )
        yield Said("", id="export-note", markup=False)
        yield self._line

    def on_mount(self) -> None:
        self.query_one("#exports").focus()
        self.call_after_refresh(self._reveal_name)
        self._show_fields()
        self._tell()

    @property
    def is_dirty(self) -> bool:
        """Whether a path or a reason was typed for a file that is not written yet."""
        is_proposed = self._path.value == beside(self._workspace.target, self._export)
        typed = not is_proposed or self._fields[Asked.REASON].is_changed
        return typed and self._written is None

    # What is asked

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        path = self._path
        is_proposed = path.value == beside(self._workspace.target, self._export)
        self._export = next(export for export in EXPORTS if export.key == event.option_id)
        if is_proposed:
            path.value = beside(self._workspace.target, self._export)
            self.call_after_refresh(self._reveal_name)
        self._show_fields()
        self._tell()

    def _reveal_name(self) -> None:
        """The end of a long path tells more than its beginning; only a cursor that moves is followed."""
        self._path.action_home()
        self._path.action_end()

    def _show_fields(self) -> None:
        for asked, row in self._fields.items():
            row.display = asked in self._export.asks
        target = "Folder" if self._export.suffix == FOLDER else "Berkas"
        self.query_one("#export-target", Static).update(target)

    def on_input_changed(self) -> None:
        self._tell()

    def on_field_row_changed(self) -> None:
        self._tell()

    def on_input_submitted(self) -> None:
        self.action_start()

    def on_option_list_option_selected(self) -> None:
        self.action_start()

    def _out(self) -> Path:
        """FileError when nothing can be written under what is typed."""
        out = typed_path(self._path.value)
        self._export.expect(out)
        return out

    def _tell(self) -> None:
        """What would happen on start."""
        try:
            out = self._out()
        except FileError as reason:
            note = f"✗ {reason}"
        else:
            note = " ".join(self._cautions(out))
        self.query_one("#export-note", Static).update(plain(note))

    def _cautions(self, out: Path) -> Iterable[str]:
        if out.exists() and (self._written is None or self._written.file != out):
            what = "Tabel dalam folder ini" if out.is_dir() else "Berkas ini sudah ada dan"
            yield f"! {what} akan ditimpa."
        if Asked.REASON in self._export.asks:
            is_full = self._fields[Asked.REASON].text.strip()
            yield _FULL if is_full else _MASKED
        if wants_pdf(self._export, self._fields) and libreoffice() is None:
            yield f"! {NOT_INSTALLED}"

    # Writing, and stopping

    def action_start(self) -> None:
        if self._line.is_running:
            return
        self._tell()
        # Each says what is wrong with it.
        sound = [self._fields[asked].check() for asked in self._export.asks]
        if not all(sound):
            return
        try:
            out = self._out()
        except FileError:
            return
        if not out.exists():
            self._write(out)
            return

        def answered(sure: bool | None) -> None:
            if sure:
                self._write(out)

        detail = f"Isi berkas yang ada akan hilang. Tekan {key('yes')} untuk menimpa."
        question = Confirm(f"Timpa {out.name}?", detail)
        self.app.push_screen(question, answered)

    def _write(self, out: Path) -> None:
        token, progress = self._line.begin("Menulis …")
        self._written = None
        self._show_running(True)
        write = partial(
            run_export,
            self._export,
            self._workspace,
            out,
            wanted(self._export, self._fields),
            progress,
        )
        jobs(self).run_job("mengekspor", write, self._done, self._stopped, token)

    def _show_running(self, runs: bool) -> None:
        for control in self.query("OptionList, Input, Select"):
            control.disabled = runs
        self.query_one(KeyBar).show(Place.EXPORTING if runs else Place.EXPORT)
        if runs:
            # Nothing of the form has the focus; keys go to the window.
            self.set_focus(None)
        else:
            self.query_one("#exports").focus()

    def _done(self, written: Written) -> None:
        self._written = written
        self._show_running(False)
        self._tell()
        told = [f"✓ Ditulis: {written.file}", written.said, deliver(self.app, written)]
        self._line.end(" ".join(part for part in told if part))
        if written.problems:
            self.app.push_screen(Notice.listing("Ditulis, dengan catatan", written.problems))

    def _stopped(self, reason: BaseException) -> None:
        self._show_running(False)
        if isinstance(reason, Cancelled):
            self._line.end("Dibatalkan. Berkas tidak diubah.")
        else:
            self._line.end("Gagal. Berkas tidak diubah.")
            self.app.push_screen(Notice.of(reason))

    def action_copy_written(self) -> None:
        if self._written is None:
            self.notify("Belum ada yang ditulis.", severity="warning", timeout=2)
            return
        self.app.copy_to_clipboard(self._written.text or str(self._written.file))
        self.notify("Teks disalin." if self._written.text else "Lokasi berkas disalin.", timeout=2)

    def action_cancel(self) -> None:
        self.action_back()

    def action_back(self) -> None:
        if self._line.is_running:
            self._line.cancel()
        else:
            super().action_back()


def _line(export: Export) -> Text:
    return Text.assemble((f"{export.name:{_NAME_WIDTH}}", "bold"), export.purpose)
