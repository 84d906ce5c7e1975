"""`pagu export csv` and `summary`: figures for other programs, and for a chat."""

from pathlib import Path
from typing import Annotated

import typer

from budget.cli import output
from budget.cli.options import Db, ScenarioOrVersion
from budget.services.csv_options import CsvOptions, CsvTable, Separator
from budget.services.workspace import this_workspace


def export_csv(
    db: Db,
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE|DIR", help="Folder tujuan; dengan --table: berkas .csv.")
    ],
    table: Annotated[CsvTable | None, typer.Option(help="Hanya tabel ini.")] = None,
    separator: Annotated[
        Separator, typer.Option(help="Pemisah: Excel Indonesia memakai titik koma.")
    ] = Separator.SEMICOLON,
    scenario: ScenarioOrVersion = None,
) -> None:
    """Tulis angka rencana sebagai tabel CSV (UTF-8), untuk diolah sendiri."""
    from budget.services.csv_export import export_csv as export

    options = CsvOptions(scenario, table, separator)
    for path in export(this_workspace(db), out, options, output.narrator()):
        output.say(f"Tersimpan: {path}")


def export_summary(
    db: Db,
    out: Annotated[Path, typer.Option("--out", metavar="FILE|-", help="Berkas .md; - berarti layar.")],
    scenario: ScenarioOrVersion = None,
) -> None:
    """Tulis ringkasan satu halaman untuk pesan WhatsApp."""
    from budget.services.chat_summary import export_summary as export
    from budget.services.chat_summary import summary_text

    if str(out) == "-":
        output.show(summary_text(this_workspace(db), scenario).rstrip())
    else:
        output.say(f"Tersimpan: {export(this_workspace(db), out, scenario, output.narrator())}")
