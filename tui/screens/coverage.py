"""Cakupan: figures with what they are a percentage of, targets with their cost, and what contradicts."""

from functools import partial
from pathlib import Path

from budget.engine.coverage import coverage_table
from budget.plan.coverage import (
    Coverage,
    CoverageFigure,
    CoverageTarget,
)
from budget.progress import Progress
from budget.services import coverage as service
from budget.services.coverage import CoverageEdit, CoverageView
from budget.services.importing import ImportReport
from budget.services.workspace import Workspace
from tui.charts import coverage_chart
from tui.jobs import CancelToken, jobs
from tui.keymap import key, keyed
from tui.messages import FormWanted, PeopleChanged, RemovalWanted
from tui.places import Place
from tui.screens.chart_window import ChartWindow
from tui.screens.confirm import removal
from tui.screens.coverage_lists import FigureList, TargetList, figure_preview, target_preview
from tui.screens.form import RecordForm
from tui.screens.importing import Import
from tui.screens.listed_room import ListedRoom
from tui.screens.notice import Notice
from tui.text import plain
from tui.view import View
from tui.widgets.cells import Column, Row, words
from tui.widgets.list_pane import ListPane

_PROBLEM_COLUMNS = (Column("Tentang", least=16), Column("Pertentangan", least=24, grows=True))


class ImportCoverage(Import):
    title_text = "Impor angka cakupan"
    label = "Lembar"
    hint = "Lokasi berkas .xlsx atau .csv"
    before = (
        "Kolom: Tahun, Kecamatan, Jenis, Orang, Sumber, Persen, Penyebut.\n"
        "Angka yang sama tahun, tempat, dan jenisnya diganti; dapat diurungkan dengan {undo}.\n"
        "Tekan Enter atau {apply} untuk memeriksanya dahulu: belum ada yang ditulis."
    )

    def take(self, workspace: Workspace, source: Path, dry_run: bool, progress: Progress) -> ImportReport:
        return service.import_coverage(workspace, source, dry_run, progress)


def _titles(problems: int) -> tuple[str, ...]:
    """The names of the lists, with how many contradictions there are."""
    found = f"Pertentangan ({problems})" if problems else "Pertentangan"
    return FigureList.title, TargetList.title, found


class CoverageRoom(ListedRoom):
    """Three lists, one of them shown at a time; read anew whenever the view changes."""

    place = Place.COVERAGE

    def __init__(self) -> None:
        self._view: View | None = None
        self._coverage = Coverage()
        self._figures = FigureList("coverage-figures")
        self._targets = TargetList("coverage-targets")
        empty = "Tidak ada angka yang bertentangan. Tekan {take_in_coverage} untuk mengimpor angka."
        self._problems = ListPane(empty=empty, id="coverage-problems")
        super().__init__(_titles(0), (self._figures, self._targets, self._problems))

    def show(self, view: View) -> None:
        self._view = view
        workspace = view.workspace

        def came(found: CoverageView) -> None:
            if self._view is view:
                self._fill(view, found)

        read = partial(service.read_coverage, workspace)
        jobs(self).run_job("membaca cakupan", read, came, None, CancelToken(), quiet=True)

    def _fill(self, view: View, found: CoverageView) -> None:
        self._coverage = found.coverage
        self._figures.rows = {row.figure: row for row in found.rows}
        self._targets.outlooks = {outlook.target: outlook for outlook in found.targets}
        self._figures.show(view)
        self._targets.show(view)
        rows = [Row(problem, (words(problem.where), words(problem.message))) for problem in found.problems]
        note = f"Orang menurut rencana tidak ditampilkan: {plain(found.uncosted)}" if found.uncosted else ""
        count = f"{len(rows)} hal bertentangan" if rows else "Semua angka cocok satu sama lain"
        self._problems.fill(_PROBLEM_COLUMNS, rows, heading=count, note=note)
        self.rename(_titles(len(rows)))

    def refusal(self, command: str) -> str:
        if self.records is None:
            if command in ("new", "edit", "delete"):
                return keyed("Daftar ini dihitung. Pindah ke Angka atau Sasaran dengan {next_list}.")
            if command == "open" and self.table.current is None:
                return "Tidak ada pertentangan yang disorot."
        return super().refusal(command)

    def do_open(self) -> None:
        if self.records is not None:
            self.do_edit()
        elif (row := self.table.current) is not None:
            self.app.push_screen(Notice.listing("Pertentangan", [row.key]))

    def do_chart(self) -> None:
        table = coverage_table(self._coverage, None, kecamatan=True)
        self.app.push_screen(ChartWindow(coverage_chart(table, self._coverage.targets)))

    def do_take_in_coverage(self) -> None:
        if self._view is not None:
            self.app.push_screen(ImportCoverage(self._view.workspace), self._imported)

    def _imported(self, report: ImportReport | None) -> None:
        if report is None:
            return
        said = f"Diimpor: {report.accepted} angka. {key('undo')} mengurungkan."
        self.post_message(PeopleChanged(said if report.written else "Tidak ada yang berubah."))

    # What its lists ask for goes to coverage, not into the plan.

    def on_form_wanted(self, message: FormWanted) -> None:
        message.stop()
        if self._view is None:
            return
        old, workspace, coverage = message.old, self._view.workspace, self._coverage
        plan = self._view.plan
        assert old is None or isinstance(old, CoverageFigure | CoverageTarget)

        def submit(new: CoverageFigure | CoverageTarget, _reason: str) -> CoverageEdit:
            return service.put(workspace, old, new)

        def preview(new: CoverageFigure | CoverageTarget) -> str:
            if isinstance(new, CoverageTarget):
                return target_preview(coverage, new, plan.law_values)
            return figure_preview(coverage, old if isinstance(old, CoverageFigure) else None, new)

        form = RecordForm(
            message.layout, message.title, message.texts, submit, message.fixed, preview=preview, plan=plan
        )
        self.app.push_screen(form, self._edited)

    def on_removal_wanted(self, message: RemovalWanted) -> None:
        message.stop()
        record = message.record
        assert isinstance(record, CoverageFigure | CoverageTarget)

        def answered(sure: bool | None) -> None:
            if sure and self._view is not None:
                remove = partial(service.remove, self._view.workspace, record)
                jobs(self).run_job("menghapus", remove, self._edited)

        self.app.push_screen(removal(message.what), answered)

    def _edited(self, edit: CoverageEdit | None) -> None:
        if edit is not None:
            said = "Tersimpan." if edit.changed else "Tidak ada yang berubah."
            self.post_message(PeopleChanged(said))
