"""Cakupan: figures with what they are a percentage of, targets with their cost, and what contradicts."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from budget.engine.coverage import CoverageRow
from budget.errors import PaguError
from budget.law import LawValue
from budget.money import format_number, format_percent, format_rupiah
from budget.plan.coverage import (
    KIND_LABELS,
    Coverage,
    CoverageFigure,
    CoverageKind,
    CoverageTarget,
)
from budget.plan.coverage_layout import FIGURES, TARGETS
from budget.plan.growth import PATH_LABELS
from budget.services import coverage as service
from budget.services.coverage import CoverageEdit, CoverageView, TargetOutlook
from budget.services.importing import ImportReport
from budget.services.workspace import Workspace
from tui.commands import Place
from tui.jobs import CancelToken, jobs
from tui.messages import FormWanted, PeopleChanged, RemovalWanted
from tui.screens.confirm import Confirm
from tui.screens.form import RecordForm
from tui.screens.group import month_cell
from tui.screens.importing import Import
from tui.screens.listed_room import ListedRoom
from tui.screens.notice import Notice
from tui.text import plain
from tui.view import View
from tui.widgets.cells import NOTHING, Cell, Column, Row, Tone, amount, words
from tui.widgets.list_pane import ListPane
from tui.widgets.record_list import RecordList

_PROBLEM_COLUMNS = (Column("Tentang", least=16), Column("Pertentangan", least=24, grows=True))


class FigureList(RecordList):
    form = FIGURES
    title = "Angka"
    empty = "Belum ada angka cakupan. Tekan n untuk menambah, atau i untuk mengimpor."

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self.rows: dict[CoverageFigure, CoverageRow] = {}

    def heading(self) -> str:
        return "Persen selalu disebut dengan penyebutnya · ± dihitung dari persen sumbernya"

    def columns(self) -> Sequence[Column]:
        return (
            Column("Tahun"),
            Column("Kecamatan", least=5),
            Column("Jenis", least=14),
            Column("Orang", right=True),
            Column("Cakupan", least=22, grows=True),
            Column("Menurut sumber", least=6),
            Column("Sumber", least=6),
        )

    def records(self) -> Sequence[CoverageFigure]:
        return tuple(self.rows)

    def row(self, record: CoverageFigure) -> Row:
        found, claimed = self.rows[record], record.claimed
        said = f"{format_percent(claimed.ppm)} dari {KIND_LABELS[claimed.of]}" if claimed else "–"
        cells = (
            words(str(record.period)),
            words(record.kecamatan or "–"),
            words(KIND_LABELS[record.kind]),
            _people(found),
            words("; ".join(shares_of(found)) or "–"),
            words(said, Tone.MUTED),
            words(record.source or "–", Tone.MUTED),
        )
        return Row(record, cells)

    def blank(self) -> dict[str, str]:
        newest = max((record.period for record in self.rows), default=None)
        return {"period": str(newest or self.view.plan.span.last.year)}

    def goes_along(self, record: Any) -> str:
        return f"angka {record.label}"


def _people(found: CoverageRow) -> Cell:
    if found.people is None:
        return NOTHING
    mark = "± " if found.worked_out else ""
    return Cell(f"{mark}{format_number(found.people)}", found.people)


def shares_of(found: CoverageRow) -> list[str]:
    """The people of the plan beside members paid, and each share with its whole."""
    lines = []
    if found.planned is not None and found.planned_month is not None:
        lines.append(f"rencana {found.planned_month.short_label}: {format_number(found.planned)} orang")
    return lines + [share.label for share in found.shares]


class TargetList(RecordList):
    form = TARGETS
    title = "Sasaran"
    empty = "Belum ada sasaran. Tekan n: biayanya tampil selagi diketik."

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self.outlooks: dict[CoverageTarget, TargetOutlook] = {}

    def heading(self) -> str:
        return "Peserta aktif sampai bulan sasaran, dengan iuran BPU baris terendah"

    def columns(self) -> Sequence[Column]:
        return (
            Column("Sasaran", right=True),
            Column("Penyebut", least=12),
            Column("Mulai"),
            Column("Tercapai"),
            Column("Jalan", least=8),
            Column("Orang lagi", right=True),
            Column("Biaya", right=True),
            Column("Keterangan", least=6, grows=True),
        )

    def records(self) -> Sequence[CoverageTarget]:
        return tuple(self.outlooks)

    def row(self, record: CoverageTarget) -> Row:
        outlook = self.outlooks[record]
        way = outlook.way
        cells = (
            Cell(format_percent(record.share_ppm), record.share_ppm),
            words(KIND_LABELS[record.of]),
            month_cell(record.first),
            month_cell(record.month),
            words(PATH_LABELS[record.path]),
            amount(way.joiners) if way else NOTHING,
            amount(way.total) if way else NOTHING,
            words(outlook.reason or record.source, Tone.MUTED),
        )
        return Row(record, cells)

    def blank(self) -> dict[str, str]:
        span = self.view.plan.span
        return {
            "first": str(span.first),
            "month": str(span.last),
            "of": KIND_LABELS[CoverageKind.WORKING_POPULATION],
        }

    def goes_along(self, record: Any) -> str:
        share = f"{format_percent(record.share_ppm)} dari {KIND_LABELS[record.of]}"
        return f"sasaran {share} pada {record.month.label}"


def figure_preview(coverage: Coverage, old: CoverageFigure | None, new: CoverageFigure) -> str:
    """The shares of a figure as typed, and the first thing that contradicts it."""
    found, problems = service.foreseen(coverage, old, new)
    lines = shares_of(found)
    lines += [f"! {problem.message}" for problem in problems[:1]]
    return "\n".join(lines)


def target_preview(coverage: Coverage, target: CoverageTarget, values: Sequence[LawValue]) -> str:
    """Who must join for a target as typed, at what cost; or why nobody can say."""
    try:
        way = service.path_from(coverage, target, law_values=values)
    except PaguError as reason:
        return f"! {reason}"
    return (
        f"Kini {way.start.label}: {format_number(way.start.people)} peserta aktif ({way.start_period}).\n"
        f"Sasaran {format_number(way.needed)} peserta: perlu {format_number(way.joiners)} orang lagi, "
        f"{PATH_LABELS[target.path]} dalam {len(way.months)} bulan.\n"
        f"Biaya {format_rupiah(way.total)} untuk {format_number(way.person_months)} orang-bulan."
    )


class ImportCoverage(Import):
    title_text = "Impor angka cakupan"
    label = "Lembar"
    hint = "Lokasi berkas .xlsx atau .csv"
    before = (
        "Kolom: Tahun, Kecamatan, Jenis, Orang, Sumber, Persen, Penyebut.\n"
        "Angka yang sama tahun, tempat, dan jenisnya diganti; dapat diurungkan dengan ^z.\n"
        "Tekan Enter atau ^s untuk memeriksanya dahulu: belum ada yang ditulis."
    )

    def take(self, workspace: Workspace, source: Path, dry_run: bool) -> ImportReport:
        return service.import_coverage(workspace, source, dry_run)


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
        self._problems = ListPane(empty="Tidak ada angka yang bertentangan.", id="coverage-problems")
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
                return "Daftar ini dihitung. Pindah ke Angka atau Sasaran dengan Tab."
            if command == "open" and self.table.current is None:
                return "Tidak ada pertentangan yang disorot."
        return super().refusal(command)

    def do_open(self) -> None:
        if self.records is not None:
            self.do_edit()
        elif (row := self.table.current) is not None:
            self.app.push_screen(Notice.listing("Pertentangan", [row.key]))

    def do_take_in_coverage(self) -> None:
        if self._view is not None:
            self.app.push_screen(ImportCoverage(self._view.workspace), self._imported)

    def _imported(self, report: ImportReport | None) -> None:
        if report is None:
            return
        said = f"Diimpor: {report.accepted} angka. ^z mengurungkan."
        self.post_message(PeopleChanged(said if report.written else "Tidak ada yang berubah."))

    # What its lists ask for goes to coverage, not into the plan.

    def on_form_wanted(self, message: FormWanted) -> None:
        message.stop()
        if self._view is None:
            return
        old, workspace, coverage = message.old, self._view.workspace, self._coverage
        values = self._view.plan.law_values
        assert old is None or isinstance(old, CoverageFigure | CoverageTarget)

        def submit(new: CoverageFigure | CoverageTarget, _reason: str) -> CoverageEdit:
            return service.put(workspace, old, new)

        def preview(new: CoverageFigure | CoverageTarget) -> str:
            if isinstance(new, CoverageTarget):
                return target_preview(coverage, new, values)
            return figure_preview(coverage, old if isinstance(old, CoverageFigure) else None, new)

        form = RecordForm(
            message.layout, message.title, message.texts, submit, message.fixed, preview=preview
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

        detail = "Tekan y untuk menghapus. Penghapusan dapat diurungkan dengan ^z."
        self.app.push_screen(Confirm(f"Hapus {message.what}?", detail), answered)

    def _edited(self, edit: CoverageEdit | None) -> None:
        if edit is not None:
            said = "Tersimpan." if edit.changed else "Tidak ada yang berubah."
            self.post_message(PeopleChanged(said))
