"""Every command with its key; those that cannot run say why."""

from collections.abc import Callable

from tui.commands import COMMANDS, ROOMS
from tui.screens.choose import Choose
from tui.widgets.cells import Column, Row, Tone, words

COLUMNS = (Column("Perintah"), Column("Tombol"), Column("Keterangan", least=20, grows=True))


def palette(refusal: Callable[[str], str]) -> Choose:
    """Closes with the id of the chosen command."""
    rows = []
    for command in COMMANDS:
        if command.id == "palette" or not set(command.places) & set(ROOMS):
            continue
        reason = refusal(command.id)
        tone = Tone.MUTED if reason else Tone.PLAIN
        note = f"(tidak sekarang) {reason}" if reason else command.help
        cells = (
            words(command.label, tone),
            words(" ".join(command.shown_keys), tone),
            words(note, Tone.MUTED),
        )
        rows.append(Row(command.id, cells))
    return Choose("Semua perintah", COLUMNS, rows)
