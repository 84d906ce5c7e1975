"""What a dry run of lists found, and what to do with it."""

from collections.abc import Iterable
from enum import StrEnum

from rich.text import Text
from textual.widget import Widget

from budget.errors import Problem, Severity
from budget.money import format_number, format_rupiah
from budget.roster.finding import FINDINGS, Outcome
from budget.roster.report import LikelyPair, RosterReport
from tui.commands import dialog_bindings
from tui.keymap import key
from tui.places import Place
from tui.screens.confirm import Confirm
from tui.screens.reading import Reading
from tui.text import plain, problem_line, signed_rupiah

_MOST_PROBLEMS, _MOST_PAIRS = 200, 20
_COUNT = 10
_OUTCOMES = {
    Outcome.REJECTED: "Ditolak",
    Outcome.DUPLICATE: "Ganda: tidak disimpan, agar dibayar satu kali",
    Outcome.ACCEPTED: "Diterima, dengan catatan",
}


class Next(StrEnum):
    """What comes after reading."""

    APPLY = "terapkan"
    SAVE_REJECTS = "simpan"


def can_apply(report: RosterReport) -> bool:
    """Whether there is anything to store, and nothing forbids it."""
    return not report.blocked and report.effect_rupiah is not None


class Report(Reading):
    """Closes with what comes next; Esc goes back to the options."""

    place = Place.REPORT
    BINDINGS = dialog_bindings(Place.REPORT)

    def __init__(self, report: RosterReport) -> None:
        super().__init__("Laporan: belum ada yang ditulis", report_text(report))
        self._report = report

    def body(self) -> Iterable[Widget]:
        for widget in super().body():
            widget.add_class("report")
            yield widget

    def action_enrol(self) -> None:
        if not can_apply(self._report):
            self.notify(verdict(self._report), severity="warning", markup=False)
            return

        def answered(sure: bool | None) -> None:
            if sure:
                self.dismiss(Next.APPLY)

        count = format_number(self._report.accepted)
        detail = f"{_effect(self._report)} Tekan {key('yes')} untuk menyimpan; {key('undo')} mengurungkan."
        self.app.push_screen(Confirm(f"Simpan {count} orang?", detail), answered)

    def action_save_rejects(self) -> None:
        if self._report.rejected or self._report.duplicates:
            self.dismiss(Next.SAVE_REJECTS)
        else:
            self.notify("Tidak ada baris yang ditolak.", severity="warning")


def report_text(report: RosterReport) -> Text:
    """Every row accounted for, then by reason, then one by one."""
    text = Text()
    text.append(f"{_accounted(report)}\n")
    text.append(f"{verdict(report)}\n", "bold")
    if report.month is not None:
        m = report.month
        joined, left, changed, same = map(format_number, (m.joined, m.left, m.changed, m.unchanged))
        text.append(f"Dibanding daftar bulan sebelumnya: {joined} masuk, {left} keluar, {changed} berubah, "
                    f"{same} tetap.\n")  # fmt: skip
    text.append_text(_reasons(report))
    if report.pairs:
        text.append_text(_pairs(report.pairs))
    if report.problems:
        text.append_text(_problems(report))
    text.rstrip()
    return text


def _accounted(report: RosterReport) -> str:
    read, accepted, rejected, duplicates, skipped = map(
        format_number,
        (report.read, report.accepted, report.rejected, report.duplicates, report.skipped),
    )
    said = f"{read} baris dibaca: {accepted} diterima, {rejected} ditolak, {duplicates} ganda."
    return f"{said} {skipped} baris kosong dilewati." if report.skipped else said


def verdict(report: RosterReport) -> str:
    """Whether and why it can be applied."""
    if report.blocked:
        return "Belum dapat diterapkan: betulkan dahulu berkasnya (lihat di bawah)."
    if any(p.severity is Severity.ERROR and p.code not in FINDINGS for p in report.problems):
        return "Belum dapat diterapkan: rencana akan menjadi keliru (lihat di bawah)."
    if not can_apply(report):
        return "Tidak ada yang baru untuk disimpan."
    return f"{_effect(report)} {key('enrol')} menyimpannya."


def _effect(report: RosterReport) -> str:
    if not report.effect_rupiah:
        return "Biaya rencana tidak berubah (kelompok bersumber rencana tidak dihitung dari daftar)."
    return f"Dampak pada biaya rencana: {signed_rupiah(report.effect_rupiah)}."


def _reasons(report: RosterReport) -> Text:
    text = Text()
    for outcome, title in _OUTCOMES.items():
        counts = [count for count in report.counts if count.outcome is outcome]
        if not counts:
            continue
        text.append(f"\n{title}\n", "bold")
        for count in counts:
            text.append(f"{format_number(count.rows).rjust(_COUNT)}  ")
            text.append(FINDINGS[count.code].reason)
            text.append(f"  {format_rupiah(count.rupiah)}\n" if count.rupiah else "\n", "bold")
    if report.rupiah_at_risk:
        text.append(f"\nTanpa pemeriksaan ini {format_rupiah(report.rupiah_at_risk)} dibayar dua kali.\n")
    return text


def _pairs(pairs: tuple[LikelyPair, ...]) -> Text:
    text = Text()
    text.append(f"\nMungkin satu orang: {format_number(len(pairs))} pasangan\n", "bold")
    text.append("Keduanya disimpan; sesudah diterapkan Anda memutuskan pada daftar Mirip.\n")
    for pair in pairs[:_MOST_PAIRS]:
        said = f"{pair.where_a} dan {pair.where_b}: {pair.score} dari 100, {'; '.join(pair.reasons)}"
        text.append(f"{plain(said)}\n")
    if len(pairs) > _MOST_PAIRS:
        text.append(f"{_MOST_PAIRS} dari {format_number(len(pairs))} pasangan ditampilkan.\n")
    return text


def _problems(report: RosterReport) -> Text:
    """What the files have first, then the rows."""
    text = Text()
    text.append("\nSatu per satu\n", "bold")
    for problem in report.problems[:_MOST_PROBLEMS]:
        text.append(f"{_line(problem)}\n")
    files = sum(problem.code not in FINDINGS for problem in report.problems)
    there = max(len(report.problems), report.findings + files)
    if there > _MOST_PROBLEMS:
        counted = f"{_MOST_PROBLEMS} dari {format_number(there)} temuan"
        text.append(f"{counted}; {key('save_rejects')} menulis baris yang ditolak.\n")
    return text


def _line(problem: Problem) -> str:
    if problem.severity is Severity.INFO:
        return plain(f"Catatan · {problem}")
    return problem_line(problem)
