"""`pagu template`: the workbooks that forms are filled into, to be restyled in Excel."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from budget.cli import output
from budget.cli.options import Json
from budget.errors import Problem, errors_in

template = typer.Typer(
    help="Templat formulir: daftar, salin, periksa.", no_args_is_help=True, rich_markup_mode=None
)


@template.command("list")
def list_templates(as_json: Json = False) -> None:
    """Semua templat dan gunanya."""
    from budget.services.templates import templates

    found = templates()
    if as_json:
        output.emit({"templates": [{"name": each.name, "purpose": each.purpose} for each in found]})
    else:
        output.show(output.table(("Templat", "Untuk"), [(each.name, each.purpose) for each in found], ()))


@template.command("copy")
def copy_templates(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Folder tujuan, misalnya templates di samping berkas .pagu.")
    ],
    names: Annotated[
        list[str] | None, typer.Argument(metavar="NAMA…", help="Templat; tanpa ini: semua.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Timpa berkas yang sudah ada.")] = False,
    as_json: Json = False,
) -> None:
    """Salin templat untuk diubah di Excel; yang sudah ada tidak ditimpa tanpa --force."""
    from budget.services import templates as service

    copied = service.copy_templates(names or (), folder, force=force)
    if as_json:
        output.emit({"files": [str(path) for path in copied]})
    for path in copied:
        output.say(f"Tersimpan: {path}")


@template.command("check")
def check_templates(
    path: Annotated[Path, typer.Argument(metavar="BERKAS", help="Satu templat .xlsx, atau sebuah folder.")],
    as_json: Json = False,
) -> None:
    """Periksa templat: setiap kekurangan disebut dengan selnya."""
    from budget.services import templates as service

    found = service.check_templates(path)
    if as_json:
        checked = [(str(each.file), output.problems_json(each.problems)) for each in found]
        output.emit({"templates": [{"file": file, "problems": told} for file, told in checked]})
    else:
        for each in found:
            output.show(f"{each.file.name}: {_verdict(each.problems)}")
    problems = [problem for each in found for problem in each.problems]
    for problem in problems:
        output.say(f"{'Kesalahan' if errors_in([problem]) else 'Perhatian'}: {problem}")
    if errors_in(problems):
        raise typer.Exit(3)


def _verdict(problems: Sequence[Problem]) -> str:
    if errors_in(problems):
        return "perlu diperbaiki"
    return "lihat catatan" if problems else "dapat dipakai"
