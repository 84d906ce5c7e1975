"""`pagu coverage`: who is covered, of whom, and what a target takes; `pagu import coverage`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from budget.cli import output
from budget.cli.covered import path_text, targets_text, view_json, view_text
from budget.cli.options import MONTH, PERCENT, PERIOD, RUPIAH, Db, Json
from budget.contribution import Income, Terms
from budget.period import Month
from budget.plan.coverage import (
    Claimed,
    CoverageFigure,
    CoverageKind,
    CoverageTarget,
    Period,
)
from budget.plan.coverage_layout import FIGURES
from budget.plan.growth import GrowthPath
from budget.services.workspace import this_workspace

if TYPE_CHECKING:
    from budget.services.coverage import CoverageEdit

coverage = typer.Typer(
    help="Cakupan: siapa terlindungi, dari berapa, dan biaya mencapai sasaran.", rich_markup_mode=None
)

Of = Annotated[CoverageKind, typer.Option("--of", help="Penyebut: persen dari apa.")]
MaybeOf = Annotated[CoverageKind | None, typer.Option("--of", help="Penyebut: persen dari apa.")]
At = Annotated[Month, typer.Option("--at", parser=MONTH, metavar="YYYY-MM", help="Bulan sasaran tercapai.")]
MaybeAt = Annotated[
    Month | None, typer.Option("--at", parser=MONTH, metavar="YYYY-MM", help="Bulan sasaran tercapai.")
]
Start = Annotated[
    Month | None, typer.Option("--from", parser=MONTH, metavar="YYYY-MM", help="Bulan pertama orang masuk.")
]
PathOption = Annotated[
    GrowthPath, typer.Option("--path", help="even: bertahap rata; now: di awal; end: di akhir.")
]
PeriodOption = Annotated[
    Period, typer.Option("--year", parser=PERIOD, metavar="YYYY[-MM]", help="Tahun, atau bulannya.")
]
Kind = Annotated[CoverageKind, typer.Option("--kind", help="Siapa yang dihitung.")]
Kecamatan = Annotated[str, typer.Option(metavar="NAMA", help="Tanpa ini: seluruh daerah.")]
Source = Annotated[str, typer.Option(metavar="TEKS", help="Dari mana angka ini.")]
Remove = Annotated[bool, typer.Option("--remove", help="Hapus yang tersimpan.")]


@coverage.callback(invoke_without_command=True)
def show(
    context: typer.Context,
    db: Annotated[str | None, typer.Option("--db", metavar="FILE", help="Berkas .pagu.")] = None,
    year: Annotated[int | None, typer.Option(metavar="YYYY", help="Hanya tahun ini.")] = None,
    by: Annotated[str | None, typer.Option(metavar="kecamatan", help="Rinci per kecamatan.")] = None,
    target: Annotated[
        int | None, typer.Option("--target", parser=PERCENT, metavar="PERSEN", help="Misalnya 35,68%.")
    ] = None,
    of: MaybeOf = None,
    at: MaybeAt = None,
    first: Start = None,
    path: PathOption = GrowthPath.EVEN,
    income: Annotated[
        int, typer.Option(parser=RUPIAH, metavar="RP", help="Penghasilan BPU sebulan; menentukan iuran.")
    ] = "0",  # type: ignore[assignment]  # read by the parser, as any text that is typed
    as_json: Json = False,
) -> None:
    """Tampilkan angka cakupan dengan penyebutnya; dengan --target juga jalan dan biaya mencapainya."""
    from budget.services import coverage as service

    if context.invoked_subcommand is not None:
        return
    if db is None:
        raise typer.BadParameter("Tulis --db FILE.")
    if by not in (None, "kecamatan"):
        raise typer.BadParameter(f"“{by}”: yang dikenal hanya --by kecamatan.")
    if income < 0:
        raise typer.BadParameter("--income tidak boleh negatif.")
    wanted = _target(target, of, at, first, path)
    found = service.read_coverage(this_workspace(db), year, by is not None)
    way = (
        service.path_from(found.coverage, wanted, Terms(Income(income)), found.law_values) if wanted else None
    )
    if as_json:
        output.emit(view_json(found, way))
        return
    output.show(view_text(found))
    if found.targets and not way:
        output.show(f"\n{targets_text(found.targets)}")
    if way:
        output.show(f"\n{path_text(way)}")
    output.warn(found.problems)
    if found.uncosted:
        output.say(f"Perhatian: orang menurut rencana tidak ditampilkan. {found.uncosted}")


def _target(
    share: int | None, of: CoverageKind | None, at: Month | None, first: Month | None, path: GrowthPath
) -> CoverageTarget | None:
    if share is None:
        if of or at or first:
            raise typer.BadParameter("--of, --at, dan --from memerlukan --target.")
        return None
    if of is None or at is None:
        raise typer.BadParameter("--target memerlukan --of (persen dari apa) dan --at (kapan tercapai).")
    return CoverageTarget(share, of, at, first or at, path)


@coverage.command("set")
def set_figure(
    db: Db,
    period: PeriodOption,
    kind: Kind,
    people: Annotated[
        int | None, typer.Option(parser=RUPIAH, metavar="N", help="Boleh kosong bila ada persen.")
    ] = None,
    kecamatan: Kecamatan = "",
    source: Source = "",
    percent: Annotated[
        int | None, typer.Option(parser=PERCENT, metavar="PERSEN", help="Persen menurut sumber itu.")
    ] = None,
    of: MaybeOf = None,
    remove: Remove = False,
    as_json: Json = False,
) -> None:
    """Catat satu angka cakupan, menggantikan yang sama tahun, tempat, dan jenisnya; atau hapus."""
    from budget.services import coverage as service

    workspace = this_workspace(db)
    place = FIGURES.field("kecamatan").read(kecamatan)
    if remove:
        stored = service.read_coverage(workspace).coverage.figure(period, place, kind)
        return _tell(service.remove(workspace, stored), as_json)
    if (percent is None) != (of is None):
        raise typer.BadParameter("--percent dan --of ditulis berdua: persen tanpa penyebut tidak berarti.")
    if people is None and percent is None:
        raise typer.BadParameter("Tulis --people, atau --percent dan --of.")
    claimed = Claimed(percent, of) if percent is not None and of is not None else None
    said = FIGURES.field("source").read(source)
    figure = CoverageFigure(period, kind, people, place, said, claimed)
    return _tell(service.set_record(workspace, figure), as_json)


@coverage.command("target")
def set_target(
    db: Db,
    of: Of,
    at: At,
    share: Annotated[
        int | None, typer.Argument(parser=PERCENT, metavar="PERSEN", help="Misalnya 35,68%.")
    ] = None,
    first: Start = None,
    path: PathOption = GrowthPath.EVEN,
    source: Source = "",
    remove: Remove = False,
    as_json: Json = False,
) -> None:
    """Catat satu sasaran, menggantikan yang sama bulan dan penyebutnya; atau hapus."""
    from budget.services import coverage as service

    workspace = this_workspace(db)
    if remove:
        stored = service.read_coverage(workspace).coverage.target(at, of)
        return _tell(service.remove(workspace, stored), as_json)
    if share is None:
        raise typer.BadParameter("Tulis persennya, misalnya 35,68%.")
    said = FIGURES.field("source").read(source)
    target = CoverageTarget(share, of, at, first or at, path, said)
    return _tell(service.set_record(workspace, target), as_json)


def import_coverage(
    source: Annotated[
        Path,
        typer.Argument(metavar="SUMBER", help="Lembar .xlsx atau .csv."),
    ],
    db: Db,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Periksa saja, tidak menyimpan.")] = False,
    as_json: Json = False,
) -> None:
    """Masukkan angka cakupan dari lembar.

    Kolomnya: Tahun, Kecamatan, Jenis, Orang, Sumber, Persen, Penyebut.
    """
    from budget.cli.files import tell_import
    from budget.services import coverage as service

    tell_import(service.import_coverage(this_workspace(db), source, dry_run), dry_run, as_json)


def _tell(edit: "CoverageEdit", as_json: bool) -> None:
    if as_json:
        output.emit({"changed": edit.changed, "warnings": output.warnings_json(edit.problems)})
    output.say("Tersimpan." if edit.changed else "Tidak ada yang berubah.")
    if not as_json:
        output.warn(edit.problems)
