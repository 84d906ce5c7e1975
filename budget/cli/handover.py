"""`pagu handover`: a workspace in one encrypted file, to be opened on another laptop."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from budget.cli import output
from budget.cli.options import Db, Json
from budget.services.workspace import this_workspace

if TYPE_CHECKING:
    from budget.services.handover import Handover

handover = typer.Typer(
    help="Serah terima: data, hukum, dan laporan dalam satu berkas tersandi.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
PassphraseFile = Annotated[
    Path | None,
    typer.Option(
        metavar="BERKAS", help="Berkas berisi kata sandi, hanya terbaca pemiliknya; tanpa ini: ditanya."
    ),
]


@handover.command("make")
def make(
    db: Db,
    out: Annotated[Path, typer.Option(metavar="BERKAS", help="Berkas yang ditulis, misalnya bandung.serah.")],
    why: Annotated[
        str, typer.Option("--reason", metavar="ALASAN", help="Alasan; dicatat dalam riwayat.")
    ] = "",
    passphrase_file: PassphraseFile = None,
    as_json: Json = False,
) -> None:
    """Tulis berkas serah terima tersandi; berisi data pribadi, sehingga alasannya dicatat."""
    from budget.services import handover as service

    passphrase = _passphrase(passphrase_file, twice=True)
    found = service.make(this_workspace(db), out, passphrase, why)
    if found.missing:
        output.say(f"Tanpa laporan: {found.missing}")
    _tell(found, out, as_json)


@handover.command("open")
def open_file(
    source: Annotated[Path, typer.Argument(metavar="BERKAS", help="Berkas serah terima.")],
    out: Annotated[Path, typer.Option(metavar="BERKAS", help="Berkas .pagu yang dibuat.")],
    reports: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Tulis hukum dan laporannya ke folder ini.")
    ] = None,
    passphrase_file: PassphraseFile = None,
    as_json: Json = False,
) -> None:
    """Buka berkas serah terima; semua isinya diperiksa sebelum ada yang ditulis."""
    from budget.services import handover as service

    found = service.open_file(source, out, _passphrase(passphrase_file, twice=False), reports)
    _tell(found, out, as_json)


def _passphrase(file: Path | None, *, twice: bool) -> str:
    """From a file or the terminal: on the command line others would see it."""
    from budget.services.private_file import read_private

    if file is not None:
        return read_private(file, "Kata sandi")
    return str(typer.prompt("Kata sandi", hide_input=True, confirmation_prompt=twice, err=True))


def _tell(found: "Handover", out: Path, as_json: bool) -> None:
    if as_json:
        told = {"code": found.code, "made_by": found.made_by, "made_at": found.made_at}
        output.emit({"file": str(out), "region": found.name, **told, "parts": dict(found.parts)})
    else:
        made = f"dibuat {found.made_by} pada {found.made_at}"
        output.say(f"{out}: {found.name}, {made}; {len(found.parts)} bagian.")
