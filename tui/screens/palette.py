"""Every command of rooms and windows with its key; those that cannot run say why."""

from collections.abc import Callable, Iterable

from textual.widget import Widget
from textual.widgets import Static

from tui.commands import COMMANDS
from tui.keymap import Keymap
from tui.screens.choose import Choose
from tui.widgets.cells import Column, Row, Tone, words
from tui.widgets.said import Said

COLUMNS = (Column("Perintah"), Column("Tombol"), Column("Keterangan", least=20, grows=True))


class Palette(Choose):
    """Closes with the id of the chosen command; those that can run stand first.

    `refusal` says why a command cannot run. What the row under the cursor says stands whole below.
    """

    def __init__(self, refusal: Callable[[str], str], keymap: Keymap) -> None:
        self._reasons = {command.id: refusal(command.id) for command in COMMANDS}
        shown = [command for command in COMMANDS if command.id != "palette"]
        rows = []
        for command in sorted(shown, key=lambda each: bool(self._reasons[each.id])):
            reason = self._reasons[command.id]
            tone = Tone.MUTED if reason else Tone.PLAIN
            cells = (
                words(command.label, tone),
                words(" ".join(keymap.shown_keys(command)), tone),
                words(f"✗ {reason} {command.help}" if reason else command.help, Tone.MUTED),
            )
            rows.append(Row(command.id, cells))
        super().__init__("Semua perintah", COLUMNS, rows)

    def body(self) -> Iterable[Widget]:
        yield from super().body()
        yield Said("", id="palette-note", markup=False)

    def pointed(self, row: Row | None) -> None:
        note = ""
        if row is not None:
            said = next(command.help for command in COMMANDS if command.id == row.key)
            reason = self._reasons[row.key]
            note = f"Tidak sekarang. {reason} {said}" if reason else said
        self.query_one("#palette-note", Static).update(note)
