"""Changed inputs of a council workbook: what they would do to people and rupiah, to accept or to drop."""

from pathlib import Path

from rich.text import Text

from budget.money import format_number, format_rupiah
from budget.progress import Progress
from budget.services.council_import import CouncilImport, import_council
from budget.services.importing import ImportReport
from budget.services.workspace import Workspace
from tui.keymap import key
from tui.screens.importing import Import
from tui.text import plain

_SHOWN = 40


class ImportCouncil(Import):
    """The first ctrl+s says what was changed, the second keeps it as a scenario; Esc drops it."""

    title_text = "Masukan dari buku kerja dewan"
    label = "Buku kerja"
    hint = "Lokasi berkas .xlsx yang diekspor pagu, lalu diubah"
    before = (
        "Masukan yang diubah di buku kerja dewan menjadi skenario baru; rencana tetap.\n"
        "Tekan Enter atau {apply} untuk memeriksanya dahulu: belum ada yang ditulis. {back} membuang."
    )

    def take(self, workspace: Workspace, source: Path, dry_run: bool, progress: Progress) -> ImportReport:
        return import_council(workspace, source, dry_run=dry_run, progress=progress)

    def counted(self, report: ImportReport) -> Text:
        if not isinstance(report, CouncilImport):
            return super().counted(report)
        if not report.changes:
            return Text("Tidak ada masukan yang diubah.\n\n")
        return Text(plain("\n".join([*_changes(report), "", *_effect(report)])) + "\n\n")

    def verdict(self, report: ImportReport, clean: bool) -> str:
        if not clean or not isinstance(report, CouncilImport):
            return super().verdict(report, clean)
        if not report.lines:
            return "Tidak ada yang perlu disimpan."
        keep, drop = key("apply"), key("back")
        return (
            f"Tekan {keep} untuk menyimpannya sebagai skenario “{plain(report.name)}”, {drop} untuk membuang."
        )


def _changes(report: CouncilImport) -> list[str]:
    lines = [
        f"{change.where}: {change.what}: {change.exported} → {change.present or '(kosong)'}"
        for change in report.changes[:_SHOWN]
    ]
    if len(report.changes) > _SHOWN:
        lines.append(f"{_SHOWN} dari {format_number(len(report.changes))} masukan.")
    return lines


def _effect(report: CouncilImport) -> list[str]:
    difference = report.difference
    if difference is None or report.after is None:
        return []
    people = format_number(report.after.person_months)
    return [
        f"Orang-bulan {_signed(difference.person_months)} menjadi {people}",
        _money("Biaya", difference.cost, report.after.cost),
        _money("Pagu", difference.money, report.after.money),
    ]


def _money(name: str, difference: int, after: int) -> str:
    sign = "-" if difference < 0 else "+"
    return f"{name} {sign}{format_rupiah(abs(difference))} menjadi {format_rupiah(after)}"


def _signed(number: int) -> str:
    return f"{'-' if number < 0 else '+'}{format_number(abs(number))}"
