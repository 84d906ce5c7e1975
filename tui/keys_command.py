"""`pagu keys`: every command of the screens with its keys, and a file to change them."""

from typing import Annotated

import typer

from budget.cli import app, output
from budget.cli.options import Json


@app.command("keys")
def keys(
    write: Annotated[
        bool, typer.Option("--write", help="Tulis berkas awal untuk mengganti tombol, bila belum ada.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Tombol semua perintah di layar, dan berkas untuk menggantinya."""
    # The table of commands loads Textual: no other command waits for it.
    from tui.commands import COMMANDS
    from tui.keymap_file import NAME, config_folder, read_keymap, write_starting_file

    written = write_starting_file() if write else None
    keymap, problems = read_keymap()
    output.warn(problems)
    file = written or config_folder() / NAME
    if as_json:
        commands = [
            {
                "id": each.id,
                "label": each.label,
                "keys": list(keymap.keys(each)),
                "changed": each.id in keymap.changed,
                "places": list(each.places),
            }
            for each in COMMANDS
        ]
        output.emit({"file": str(file), "commands": commands, "problems": output.problems_json(problems)})
        return
    rows = [
        [
            each.id,
            " ".join(keymap.shown_keys(each)),
            each.label,
            "diganti" if each.id in keymap.changed else "",
        ]
        for each in COMMANDS
    ]
    output.show(output.table(["Nama", "Tombol", "Perintah", ""], rows, ()))
    output.say(f"{'Ditulis' if written else 'Diganti di'}: {file}")
