"""`pagu serve`: the same screens in a browser of this machine."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from budget.cli import app, output
from budget.errors import BadEntry, FileError, reason

if TYPE_CHECKING:
    from socket import socket

_HERE = ("127.0.0.1", "localhost")
_PORT_MOST = 65_535


@app.command("serve")
def serve(
    file: Annotated[
        str | None, typer.Argument(metavar="FILE", help="Berkas .pagu; tanpa ini, yang terakhir dibuka.")
    ] = None,
    port: Annotated[
        int, typer.Option(min=0, max=_PORT_MOST, help="Nomor porta; 0: yang mana saja yang bebas.")
    ] = 0,
    host: Annotated[str, typer.Option(help="Hanya 127.0.0.1, komputer ini.")] = _HERE[0],
) -> None:
    """Tampilkan layar yang sama di peramban komputer ini.

    Alamat yang dicetak berlaku satu kali, untuk peramban yang pertama membukanya.
    """
    if host not in _HERE:
        raise typer.BadParameter(
            f"“{host}”: pagu hanya melayani komputer ini (127.0.0.1), karena datanya tidak disandikan "
            "di jaringan. Untuk bekerja bersama, pakai satu basis data PostgreSQL.",
            param_hint="--host",
        )
    command = _command(file)
    listening = _listening(port)
    from tui.browser.gate import Gate
    from tui.browser.server import BrowserServer

    gate = Gate(listening.getsockname()[1])
    output.say("Buka alamat ini di peramban komputer ini. Berlaku satu kali. Ctrl+C mengakhiri.")
    output.show(gate.address)
    sys.stdout.flush()
    BrowserServer(command, gate).serve_on(listening)
    output.say("Berakhir. Yang disimpan tetap tersimpan.")


def _command(file: str | None) -> list[str]:
    """What draws one window; FileError where there is no such file."""
    # Not from the folder one happens to stand in: it may hold anything that is called `tui`.
    command = [sys.executable, "-P", "-m", "tui"]
    if file is None:
        return command
    if "://" in file:
        return [*command, file]
    if not Path(file).is_file():
        raise FileError(f"{file}: berkas ini tidak ada. Buat dahulu dengan pagu new.")
    return [*command, str(Path(file).resolve())]


def _listening(port: int) -> "socket":
    """A socket of this machine alone; BadEntry where the port is taken or not allowed."""
    import socket

    try:
        return socket.create_server((_HERE[0], port))
    except OSError as problem:
        why = reason(problem)
        raise BadEntry(f"Porta {port}: {why}. Pilih yang lain dengan --port.", "port") from problem
