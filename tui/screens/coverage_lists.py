"""The lists of the coverage room: figures with their shares, targets with their cost; and both as typed."""

from collections.abc import Sequence
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
from budget.services.coverage import TargetOutlook
from tui.screens.group import month_cell
from tui.widgets.cells import NOTHING, Cell, Column, Row, Tone, amount, words
from tui.widgets.record_list import RecordList


class FigureList(RecordList):
    form = FIGURES
    title = "Angka"
    empty = "Belum ada angka cakupan. Tekan {new} untuk menambah, atau {take_in_coverage} untuk mengimpor."

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
    empty = "Belum ada sasaran. Tekan {new}: biayanya tampil selagi diketik."

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
