"""`pagu import roster`: lists of people in, with a report on every row."""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from budget.cli import output
from budget.cli.options import MONTH, Db, Json
from budget.errors import Severity
from budget.money import format_number, format_rupiah
from budget.pace import Pace
from budget.period import Month
from budget.roster.finding import FINDINGS
from budget.roster.member import RosterField
from budget.services.workspace import this_workspace
from budget.terminal import plain

if TYPE_CHECKING:
    from budget.roster.report import RosterReport

_SHOWN = 20


def import_roster(
    sources: Annotated[
        list[Path], typer.Argument(metavar="SUMBER...", help="Berkas .xlsx, .xls, .ods, .csv, atau folder.")
    ],
    db: Db,
    mapping: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="JUDUL=BIDANG", help="Isi kolom itu; “-” bila tidak dipakai."),
    ] = None,
    group: Annotated[str | None, typer.Option(metavar="NAMA", help="Kelompok semua orang.")] = None,
    first: Annotated[
        Month | None, typer.Option("--from", parser=MONTH, metavar="YYYY-MM", help="Bulan mulai.")
    ] = None,
    last: Annotated[
        Month | None, typer.Option("--to", parser=MONTH, metavar="YYYY-MM", help="Bulan terakhir.")
    ] = None,
    kecamatan: Annotated[str, typer.Option(metavar="NAMA", help="Kecamatan semua orang.")] = "",
    village: Annotated[str, typer.Option("--desa", metavar="NAMA", help="Desa semua orang.")] = "",
    month: Annotated[
        Month | None,
        typer.Option(parser=MONTH, metavar="YYYY-MM", help="Daftar lengkap bulan ini; yang tak ada, keluar."),
    ] = None,
    sheet: Annotated[str | None, typer.Option(metavar="NAMA", help="Hanya lembar ini.")] = None,
    rejects: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Tempat baris yang ditolak; biasanya …-ditolak.xlsx.")
    ] = None,
    reason: Annotated[str, typer.Option(metavar="ALASAN", help="Bila bulan tersegel berubah.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Periksa saja, tidak menyimpan.")] = False,
    as_json: Json = False,
) -> None:
    """Masukkan daftar orang; baris yang tidak dapat diterima ditulis ke buku kerja untuk diperbaiki.

    Bidang untuk --map: nik, nama, tempat_lahir, tanggal_lahir, ttl, jenis_kelamin, ibu_kandung, telepon,
    alamat, kelompok, kecamatan, desa, mulai, selesai, upah, kpj, sesuai_ktp.
    """
    from budget.roster.rules import Given
    from budget.services.rosters import RosterOptions
    from budget.services.rosters import import_roster as take_in

    options = RosterOptions(
        given=Given(group, first, last, kecamatan, village),
        mapping=dict(_mapped(text) for text in mapping or ()),
        month=month,
        sheet=sheet,
        reason=reason,
        rejects=rejects or rejects_beside(sources[0]),
    )
    report = take_in(this_workspace(db), sources, options, dry_run, progress_line(time.monotonic))
    if as_json:
        output.emit(report_json(report))
    for line in report_lines(report, dry_run):
        output.say(line)
    if code := exit_code(report):
        raise typer.Exit(code)


def rejects_beside(source: Path) -> Path:
    """Where rejected rows go when nothing is said: beside the list."""
    return source.resolve().with_name(f"{source.resolve().stem}-ditolak.xlsx")


def exit_code(report: "RosterReport") -> int:
    """1 where nothing can be imported so, or nobody could be read; 3 where some rows were not taken in."""
    if any(p.severity is Severity.ERROR and p.code not in FINDINGS for p in report.problems):
        return 1
    if report.blocked or (not report.read and any(p.severity is Severity.ERROR for p in report.problems)):
        return 1
    conflicts = any(FINDINGS[c.code].severity is Severity.WARNING for c in report.counts)
    return 3 if report.rejected or conflicts else 0


def report_json(report: "RosterReport") -> output.Json:
    """The contract of `pagu import roster --json`."""
    return {
        "read": report.read,
        "accepted": report.accepted,
        "rejected": report.rejected,
        "duplicates": report.duplicates,
        "skipped": report.skipped,
        "problems": output.problems_json(report.problems),
        "findings": report.findings,
        "by_reason": [
            {"code": c.code, "outcome": c.outcome.value, "rows": c.rows, "rupiah": c.rupiah}
            for c in report.counts
        ],
        "rupiah_at_risk": report.rupiah_at_risk,
        "likely_twins": [
            {"where": [p.where_a, p.where_b], "score": p.score, "reasons": list(p.reasons)}
            for p in report.pairs
        ],
        "month": None
        if report.month is None
        else {
            "joined": report.month.joined,
            "left": report.month.left,
            "changed": report.month.changed,
            "unchanged": report.month.unchanged,
        },
        "unclear": [
            {
                "where": sheet.label,
                "titles": list(sheet.titles),
                "columns": [
                    {"title": c.title, "candidates": [f.value for f in c.candidates]} for c in sheet.columns
                ],
                "missing": [field.value for field in sheet.missing],
            }
            for sheet in report.unclear
        ],
        "effect_rupiah": report.effect_rupiah,
        "rejects_file": str(report.rejects_file) if report.rejects_file else None,
        "written": report.written,
    }


def report_lines(report: "RosterReport", dry_run: bool) -> list[str]:
    """The report for people: what stops the import, then reasons with their numbers."""
    lines = [
        f"{'Kesalahan' if p.severity is Severity.ERROR else 'Perhatian'}: {p}"
        for p in report.problems
        if p.code not in FINDINGS or FINDINGS[p.code].of_sheet
    ]
    for count in report.counts:
        finding = FINDINGS[count.code]
        risk = f", {format_rupiah(count.rupiah)} terancam dibayar dua kali" if count.rupiah else ""
        lines.append(f"{format_number(count.rows):>9}  {finding.reason.removesuffix('.')}{risk}.")
        if finding.severity is not Severity.INFO:
            lines.append(f"{'':9}  → {finding.cure}")
    for pair in report.pairs[:_SHOWN]:
        lines.append(f"Mirip ({pair.score}): {pair.where_a} dan {pair.where_b}: {', '.join(pair.reasons)}")
    if len(report.pairs) > _SHOWN:
        lines.append(f"Mirip: {_SHOWN} dari {format_number(len(report.pairs))} pasangan ditampilkan.")
    if report.month:
        m = report.month
        lines.append(
            f"Dibanding bulan sebelumnya: {format_number(m.joined)} masuk, {format_number(m.left)} keluar, "
            f"{format_number(m.changed)} berubah, {format_number(m.unchanged)} tetap."
        )
    if report.effect_rupiah is not None:
        lines.append(f"Biaya rencana berubah {format_rupiah(report.effect_rupiah)}.")
    lines.append(
        f"{format_number(report.read)} baris dibaca: {format_number(report.accepted)} diterima, "
        f"{format_number(report.rejected)} ditolak, {format_number(report.duplicates)} ganda; "
        f"{_outcome(report, dry_run)}."
    )
    if report.rejects_file:
        lines.append(f"Baris yang ditolak: {report.rejects_file}. Perbaiki di sana, lalu impor lagi.")
    return lines


def _outcome(report: "RosterReport", dry_run: bool) -> str:
    if report.written:
        return "tersimpan"
    if report.blocked:
        return "tidak ada yang disimpan"
    return "belum disimpan (percobaan)" if dry_run else "tidak ada yang berubah"


def progress_line(clock: Callable[[], float]) -> Callable[[int, int, str], None]:
    """Rows, rate and time left on one line of a terminal; on anything else nothing."""
    pace = Pace(clock)

    def show(done: int, total: int, what: str) -> None:
        line = pace.line(done, total, what) if sys.stderr.isatty() else None
        if line is not None:
            sys.stderr.write(f"\r{plain(line[:100]):<100}" + ("\n" if done >= total else ""))

    return show


def _mapped(text: str) -> tuple[str, RosterField | None]:
    title, sign, name = text.rpartition("=")
    if not sign or not title.strip():
        raise typer.BadParameter(f'“{text}”: tulis seperti --map "No. Induk=nik".')
    if name.strip() == "-":
        return title.strip(), None
    try:
        return title.strip(), RosterField(name.strip().lower())
    except ValueError:
        known = ", ".join(RosterField)
        message = f"“{name}” bukan bidang. Pilih: {known}, atau - bila tidak dipakai."
        raise typer.BadParameter(message) from None
