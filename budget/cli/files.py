"""`pagu new`, `demo`, `import` and `export`: making, filling and handing out workbooks."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from budget.cli import output
from budget.cli.figures import answer_text
from budget.cli.options import MONTH, AnyFirst, AnyLast, Db, Json, Out, ScenarioOrVersion, Templates
from budget.cli.pages import Pdf, print_if
from budget.engine.axes import Axis
from budget.errors import errors_in
from budget.money import format_number
from budget.period import Month, MonthRange
from budget.plan import Region
from budget.plan.layouts import FRAME
from budget.services.workspace import create, login_name, now, this_workspace

if TYPE_CHECKING:
    from budget.services.importing import ImportReport

imports = typer.Typer(help="Masukkan data dari berkas Excel.", no_args_is_help=True, rich_markup_mode=None)
exports = typer.Typer(
    help="Tulis berkas: Excel, CSV, PDF, pesan.", no_args_is_help=True, rich_markup_mode=None
)


def new(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Berkas .pagu yang dibuat.")],
    region: Annotated[str, typer.Option(metavar="NAMA", help="Nama kabupaten atau kota.")],
    code: Annotated[str, typer.Option(metavar="KODE", help="Kode Kemendagri, misalnya 32.04.")],
    first: AnyFirst = None,
    last: AnyLast = None,
) -> None:
    """Buat berkas kosong untuk satu daerah.

    Tanpa --from dan --to: tahun anggaran ini.
    """
    first = first or Month(last.year if last else now().year, 1)
    last = last or Month(first.year, 12)
    if last < first:
        raise typer.BadParameter(f"--to {last} mendahului --from {first}.")
    named = Region(FRAME.field("code").read(code), FRAME.field("name").read(region))
    create(this_workspace(file), named, MonthRange(first, last))
    output.say(f"{file} dibuat untuk {named.name}, {first.label} – {last.label}.")


def copy(
    source: Annotated[str, typer.Argument(metavar="DARI", help="Berkas .pagu atau alamat basis data.")],
    target: Annotated[str, typer.Argument(metavar="KE", help="Berkas atau alamat yang belum berisi.")],
    as_json: Json = False,
) -> None:
    """Salin seluruh isi ke berkas atau basis data lain, dan buktikan bahwa keduanya sama.

    Alamat ditulis seperti postgresql+psycopg://nama@server/pagu?region=32.04, tanpa kata sandi.
    """
    from budget.services.copying import copy_workspace

    copied = copy_workspace(this_workspace(source), target)
    if as_json:
        output.emit({"rows": copied.rows, "sha256": copied.digest})
    else:
        rows = format_number(copied.rows)
        output.say(f"{rows} baris disalin dan dicocokkan. SHA-256 {copied.digest}.")


def demo(
    folder: Annotated[Path, typer.Option("--dir", metavar="DIR", help="Folder tujuan.")],
    as_json: Json = False,
) -> None:
    """Bangun daerah contoh: demo.pagu dan buku kerja dewan.xlsx."""
    from budget.services import projecting
    from budget.services.demo import build_demo

    axes = (Axis.MONTH,)
    files = build_demo(folder, login_name(), now, output.narrator())
    found = projecting.project(this_workspace(str(files.db)), projecting.Question(axes=axes))
    if as_json:
        paths = {"db": str(files.db), "workbook": str(files.workbook)}
        output.emit({**output.answer_json(found, axes), "scenario": None, **paths})
    else:
        output.show(answer_text(found, axes))
        output.warn(found.cautions)
    output.say(f"Tersimpan: {files.db} dan {files.workbook}")


@imports.command("plan")
def import_plan(
    source: Annotated[
        Path, typer.Argument(metavar="SUMBER", help="Buku kerja menurut templates/rencana.xlsx.")
    ],
    db: Db,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Periksa saja, tidak menyimpan.")] = False,
    as_json: Json = False,
) -> None:
    """Ganti rencana yang tersimpan dengan isi buku kerja; ada satu kesalahan, tidak ada yang disimpan."""
    from budget.services import importing

    tell_import(importing.import_plan(this_workspace(db), source, dry_run), dry_run, as_json)


def tell_import(report: "ImportReport", dry_run: bool, as_json: bool) -> None:
    """What an import found and whether it was stored; leaves with 1 where an error forbade it."""
    if as_json:
        output.emit(
            {
                "read": report.read,
                "accepted": report.accepted,
                "rejected": report.rejected,
                "duplicates": report.duplicates,
                "problems": output.problems_json(report.problems),
                "rejects_file": None,
                "written": report.written,
            }
        )
    for problem in report.problems:
        output.say(f"{'Kesalahan' if errors_in([problem]) else 'Perhatian'}: {problem}")
    failed = bool(errors_in(report.problems))
    outcome = "tersimpan" if report.written else "tidak ada yang disimpan"
    if not (report.written or failed or dry_run):
        outcome = "tidak ada yang berubah, isinya sama dengan yang tersimpan"
    output.say(f"{report.read} baris dibaca, {report.rejected} ditolak; {outcome}.")
    if failed:
        raise typer.Exit(1)


@exports.command("council")
def export_council(
    db: Db,
    out: Out,
    scenario: ScenarioOrVersion = None,
    version: Annotated[
        str | None, typer.Option(metavar="NAMA", help="Versi yang dibekukan, dengan hukumnya sendiri.")
    ] = None,
    pdf: Pdf = False,
) -> None:
    """Tulis buku kerja untuk dewan."""
    from budget.services import exporting

    if scenario and version:
        raise typer.BadParameter("Pilih --scenario atau --version, tidak keduanya.")
    written = exporting.export_council(this_workspace(db), out, scenario, output.narrator(), version)
    output.say(f"Tersimpan: {written}")
    print_if(written, wanted=pdf)


@exports.command("plan")
def export_plan(db: Db, out: Out, pdf: Pdf = False) -> None:
    """Tulis rencana ke dalam templat; diimpor lagi, rencananya sama."""
    from budget.services import exporting

    written = exporting.export_plan(this_workspace(db), out)
    output.say(f"Tersimpan: {written}")
    print_if(written, wanted=pdf)


@exports.command("nominative")
def export_nominative(
    db: Db,
    out: Out,
    month: Annotated[
        Month | None,
        typer.Option(
            parser=MONTH, metavar="YYYY-MM", help="Bulan; tanpa ini: bulan terakhir yang disebut daftar."
        ),
    ] = None,
    reason: Annotated[
        str, typer.Option(metavar="TEKS", help="Alasan membuka data pribadi; dicatat di riwayat.")
    ] = "",
    templates: Templates = None,
    pdf: Pdf = False,
) -> None:
    """Tulis daftar nominatif per kelompok.

    Tanpa --reason data pribadi disamarkan.
    """
    from budget.services.nominative import write_nominative

    found = write_nominative(this_workspace(db), out, month, reason, output.narrator(), templates)
    output.warn(found.problems)
    shown = "data pribadi disamarkan" if found.masked else "data pribadi lengkap, dicatat di riwayat"
    people = f"{format_number(found.people)} orang pada {found.month.label}"
    output.say(f"Tersimpan: {out}: {people}, {shown}.")
    print_if(found.file, wanted=pdf)
