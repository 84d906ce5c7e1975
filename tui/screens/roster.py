"""Taking lists of people in: what and how, a dry run with its report, what is unclear, then the import."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from budget.errors import Cancelled, PaguError
from budget.period import Month
from budget.plan import Plan, entry
from budget.plan.field import Field, Layout
from budget.plan.layouts import MONTH_HINT
from budget.progress import Progress
from budget.roster.member import RosterField
from budget.roster.report import RosterReport, UnclearSheet
from budget.roster.rules import Given
from budget.services import rosters
from budget.services.rosters import RosterOptions
from budget.services.workspace import Workspace
from tui.commands import dialog_bindings
from tui.delivery import deliver_files
from tui.keymap import keyed
from tui.paths import typed_path
from tui.places import Place
from tui.screens.columns import columns_form, sheets_to_ask
from tui.screens.dialog import Dialog
from tui.screens.form import RecordForm
from tui.screens.notice import Notice
from tui.screens.reason import run_with_reason
from tui.screens.roster_report import Next, Report
from tui.text import plain
from tui.widgets.field_row import FieldRow
from tui.widgets.key_bar import KeyBar
from tui.widgets.progress_line import ProgressLine

_AFTER_READING = "mencari yang mirip dan menghitung biaya …"
_BEFORE = "{examine} memeriksa daftar dahulu: belum ada yang ditulis. Laporannya tampil sebelum diterapkan."
_OUT = Field("path", "Berkas", entry.TEXT, "Buku kerja .xlsx.", required=True)
OUT: Layout[str] = Layout("", "berkas", (_OUT,), lambda values: values["path"], lambda path: {"path": path})


def fields(plan: Plan) -> tuple[Field, ...]:
    groups = entry.choice({group.name: group.name for group in plan.groups})
    return (
        Field("path", "Berkas/folder", entry.TEXT, "Beberapa dipisah dengan titik koma.", required=True),
        Field("group", "Kelompok", groups, "Bila daftar tidak punya kolom kelompok."),
        Field("first", "Bulan mulai", entry.MONTH, f"Bila daftar tidak menyebutnya. {MONTH_HINT}"),
        Field("month", "Daftar bulan", entry.MONTH, "Bila lengkap: yang tidak ada di dalamnya, keluar."),
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lists to read, and how."""

    sources: tuple[Path, ...]
    options: RosterOptions


class TakeIn(Dialog[RosterReport | None]):
    """Closes with the report of what was stored. Esc stops what runs first, then closes."""

    place = Place.ROSTER
    BINDINGS = dialog_bindings(Place.ROSTER, Place.ROSTERING)
    title_text = "Impor daftar orang"

    def __init__(self, workspace: Workspace, plan: Plan) -> None:
        super().__init__()
        self._workspace = workspace
        self._rows = [FieldRow(field, "", fixed=False) for field in fields(plan)]
        self._line = ProgressLine()
        # What was said of headings, beside what the workspace remembers.
        self._said: dict[str, RosterField | None] = {}

    def body(self) -> Iterable[Widget]:
        yield VerticalScroll(*self._rows, classes="dialog-body", can_focus=False)
        yield Static(keyed(_BEFORE), id="roster-note", markup=False)
        yield self._line

    def on_mount(self) -> None:
        self._rows[0].control.focus()

    @property
    def is_dirty(self) -> bool:
        return any(row.is_changed for row in self._rows)

    # A dry run

    def action_examine(self) -> None:
        if not self._line.is_running and (wanted := self._wanted()) is not None:
            self._examine(wanted)

    def _wanted(self) -> Wanted | None:
        """What is typed; None where any of it cannot be read, which then stands beside it."""
        wrong = [row for row in self._rows if not row.check()]
        if wrong:
            wrong[0].control.focus()
            return None
        values = {row.field.key: row.value() for row in self._rows}
        try:
            sources = tuple(typed_path(part) for part in values["path"].split(";") if part.strip())
        except PaguError as reason:
            self._rows[0].complain(str(reason))
            return None
        given = Given(group=values["group"], first=values["first"])
        month: Month | None = values["month"]
        return Wanted(sources, RosterOptions(given=given, mapping=dict(self._said), month=month))

    def _examine(self, wanted: Wanted) -> None:
        self._run("memeriksa daftar", partial(self._read, wanted, True), partial(self._examined, wanted))

    def _read(self, wanted: Wanted, dry_run: bool, progress: Progress, reason: str) -> RosterReport:
        """Runs in a thread."""
        options = replace(wanted.options, reason=reason)
        return rosters.import_roster(self._workspace, wanted.sources, options, dry_run, progress)

    def _examined(self, wanted: Wanted, report: RosterReport) -> None:
        if report.unclear:
            self._ask(wanted, sheets_to_ask(report.unclear))
        else:
            self.app.push_screen(Report(report), partial(self._decided, wanted))

    def _ask(self, wanted: Wanted, sheets: list[UnclearSheet]) -> None:
        """One layout after another; then everything is read again with the answers."""

        def said(mapping: Mapping[str, RosterField | None] | None) -> None:
            if mapping is None:
                return
            self._said.update(mapping)
            if sheets[1:]:
                self._ask(wanted, sheets[1:])
            else:
                self._examine(replace(wanted, options=replace(wanted.options, mapping=dict(self._said))))

        self.app.push_screen(columns_form(sheets[0]), said)

    # What follows

    def _decided(self, wanted: Wanted, decision: Next | None) -> None:
        if decision is Next.APPLY:
            self._run("mengimpor daftar", partial(self._read, wanted, False), self._stored)
        elif decision is Next.SAVE_REJECTS:
            source = wanted.sources[0]
            texts = {"path": str(source.with_name(f"{source.stem}-ditolak.xlsx"))}
            form = RecordForm(OUT, "Simpan baris yang ditolak", texts, _typed)
            self.app.push_screen(form, partial(self._save_rejects, wanted))

    def _save_rejects(self, wanted: Wanted, out: Path | None) -> None:
        if out is None:
            return
        options = replace(wanted.options, rejects=out)

        def saved(report: RosterReport) -> None:
            self.notify(plain(f"Ditulis: {out}"), markup=False)
            deliver_files(self.app, [out])
            self._examined(wanted, report)

        self._run("menulis yang ditolak", partial(self._read, replace(wanted, options=options), True), saved)

    def _stored(self, report: RosterReport) -> None:
        if report.written:
            self.dismiss(report)
        else:
            # Somebody else changed the file since the dry run.
            self.app.push_screen(Report(report))

    # Running, and stopping

    def _run(
        self,
        what: str,
        call: Callable[[Progress, str], RosterReport],
        then: Callable[[RosterReport], object],
    ) -> None:
        token, progress = self._line.begin("Membuka …", "baris", _AFTER_READING)
        self.query_one(KeyBar).show(Place.ROSTERING)

        def done(report: RosterReport) -> None:
            if token.is_asked and not report.written:
                self._stopped(Cancelled("Dibatalkan."))
            else:
                self._rest()
                then(report)

        run_with_reason(self, what, partial(call, progress), done, self._stopped, token)

    def _rest(self, said: str = "") -> None:
        self._line.end(said)
        self.query_one(KeyBar).show(Place.ROSTER)

    def _stopped(self, reason: BaseException) -> None:
        if isinstance(reason, Cancelled):
            self._rest("Dibatalkan. Tidak ada yang ditulis.")
        else:
            self._rest("Gagal. Tidak ada yang ditulis.")
            self.app.push_screen(Notice.of(reason))

    def action_cancel(self) -> None:
        self.action_back()

    def action_back(self) -> None:
        if self._line.is_running:
            self._line.cancel()
        else:
            super().action_back()


def _typed(path: str, _: str) -> Path:
    return typed_path(path)
