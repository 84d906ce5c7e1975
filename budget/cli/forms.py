"""`pagu export rka|dpa|cash-plan|lra|recap|price-proposal`: the official forms."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from budget.cli import output
from budget.cli.options import MONTH, Db, Json, Out, Templates
from budget.cli.pages import NOT_PRINTED, Pdf, print_pages
from budget.engine.form_kinds import FormKind
from budget.errors import errors_in
from budget.period import Month
from budget.services.workspace import this_workspace

if TYPE_CHECKING:
    from budget.services.forms import FormOptions

Year = Annotated[
    int | None, typer.Option(metavar="TA", help="Tahun anggaran; tanpa ini: yang pertama dalam rencana.")
]
Skpd = Annotated[str | None, typer.Option(metavar="NAMA", help="Hanya SKPD ini.")]
SubActivity = Annotated[str | None, typer.Option(metavar="KODE", help="Hanya sub-kegiatan ini.")]
Before = Annotated[
    str | None, typer.Option(metavar="NAMA", help="Perubahan: versi atau tahap (apbd) sebelumnya.")
]
Scenario = Annotated[str | None, typer.Option(metavar="NAMA", help="Skenario; tanpa ini: dasar.")]
Version = Annotated[str | None, typer.Option(metavar="NAMA", help="Versi yang dibekukan, bukan rencana.")]


def plain_command(kind: FormKind, summary: str) -> Callable[..., None]:
    """The command of a form that takes no options but those of all."""

    def export_form(
        db: Db,
        out: Out,
        year: Year = None,
        skpd: Skpd = None,
        sub_activity: SubActivity = None,
        scenario: Scenario = None,
        version: Version = None,
        templates: Templates = None,
        pdf: Pdf = False,
        as_json: Json = False,
    ) -> None:
        from budget.services.forms import FormOptions

        options = FormOptions(
            year, skpd, sub_activity, scenario=scenario, version=version, templates=templates
        )
        _export(kind, db, out, options, pdf=pdf, as_json=as_json)

    export_form.__doc__ = summary
    return export_form


def amendable_command(kind: FormKind, summary: str) -> Callable[..., None]:
    """The command of a form that a perubahan shows beside what stood before."""

    def export_form(
        db: Db,
        out: Out,
        year: Year = None,
        skpd: Skpd = None,
        sub_activity: SubActivity = None,
        before: Before = None,
        scenario: Scenario = None,
        version: Version = None,
        templates: Templates = None,
        pdf: Pdf = False,
        as_json: Json = False,
    ) -> None:
        from budget.services.forms import FormOptions

        options = FormOptions(
            year, skpd, sub_activity, before, scenario=scenario, version=version, templates=templates
        )
        _export(kind, db, out, options, pdf=pdf, as_json=as_json)

    export_form.__doc__ = f"{summary}\n\nDengan --before: sebelum, sesudah, dan bertambah/(berkurang)."
    return export_form


def export_lra(
    db: Db,
    out: Out,
    year: Year = None,
    until: Annotated[
        Month | None,
        typer.Option(parser=MONTH, metavar="YYYY-MM", help="Sampai bulan ini; tanpa ini: bulan berjalan."),
    ] = None,
    skpd: Skpd = None,
    sub_activity: SubActivity = None,
    scenario: Scenario = None,
    version: Version = None,
    templates: Templates = None,
    pdf: Pdf = False,
    as_json: Json = False,
) -> None:
    """Tulis laporan realisasi anggaran belanja."""
    from budget.services.forms import FormOptions

    options = FormOptions(
        year, skpd, sub_activity, scenario=scenario, version=version, until=until, templates=templates
    )
    _export(FormKind.LRA, db, out, options, pdf=pdf, as_json=as_json)


export_rka = amendable_command(FormKind.RKA, "Tulis RKA-BELANJA SKPD: rincian per sub-kegiatan.")
export_dpa = amendable_command(FormKind.DPA, "Tulis DPA-BELANJA SKPD: rincian pagu, dan belanja per bulan.")
export_cash_plan = plain_command(
    FormKind.CASH_PLAN, "Tulis anggaran kas: pagu setiap rekening menurut bulan dan triwulan."
)
export_recap = plain_command(FormKind.RECAP, "Tulis rekapitulasi RKA-BELANJA SKPD.")
export_price_proposal = plain_command(FormKind.PRICE_PROPOSAL, "Tulis usulan standar harga.")


def _export(kind: FormKind, db: str, out: Path, options: "FormOptions", *, pdf: bool, as_json: bool) -> None:
    """Write the form and tell what of it is not known.

    Leaves with 3 where a need is more than its money, or where pages were wanted and there are none.
    """
    from budget.services.forms import export_form

    found = export_form(this_workspace(db), out, kind, options, output.narrator())
    for problem in found.problems:
        output.say(f"{'Kesalahan' if errors_in([problem]) else 'Perhatian'}: {problem}")
    output.say(f"Tersimpan: {found.file} ({', '.join(found.sheets)})")
    pages = print_pages(found.file).pages if pdf else None
    if as_json:
        problems = output.problems_json(found.problems)
        printed = None if pages is None else str(pages)
        output.emit(
            {"file": str(found.file), "sheets": list(found.sheets), "pdf": printed, "problems": problems}
        )
    if errors_in(found.problems):
        raise typer.Exit(3)
    if pdf and pages is None:
        raise typer.Exit(NOT_PRINTED)
