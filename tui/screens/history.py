"""Riwayat: who changed what, when, and what it did to the cost."""

from textual.app import ComposeResult

from tui.commands import Place
from tui.screens.room import Room
from tui.text import signed_rupiah
from tui.view import HISTORY_SHOWN, JournalLine, View
from tui.widgets.cells import NOTHING, Cell, Column, Row, Tone, words
from tui.widgets.figure_table import FigureTable
from tui.widgets.list_pane import ListPane

COLUMNS = (
    Column("No.", right=True),
    Column("Waktu"),
    Column("Siapa", least=6),
    Column("Tindakan", least=20, grows=True),
    Column("Dampak", right=True),
)


class History(Room):
    place = Place.HISTORY

    def __init__(self) -> None:
        super().__init__()
        empty = "Belum ada perubahan. Tekan 2, lalu n, untuk menambah kelompok."
        self._pane = ListPane(empty=empty, id="journal")

    def compose(self) -> ComposeResult:
        yield self._pane

    @property
    def pane(self) -> ListPane:
        return self._pane

    @property
    def table(self) -> FigureTable:
        return self._pane.table

    def show(self, view: View) -> None:
        shown = view.entries[:HISTORY_SHOWN]
        cut = len(view.entries) > len(shown)
        note = f"{HISTORY_SHOWN} perubahan terbaru; yang lebih lama tidak ditampilkan." if cut else ""
        heading = "Perubahan, terbaru dahulu · dampak pada biaya seluruh rentang"
        self._pane.fill(COLUMNS, [_row(entry) for entry in shown], heading=heading, note=note)


def _row(entry: JournalLine) -> Row:
    at = entry.at.astimezone()
    effect = entry.effect_rupiah
    cells = (
        Cell(str(entry.number), entry.number, Tone.MUTED),
        Cell(f"{at:%d/%m/%Y %H.%M}", at.isoformat()),
        words(entry.who),
        words(f"(diurungkan) {entry.action}" if entry.undone else entry.action),
        NOTHING if effect is None else Cell(signed_rupiah(effect), effect),
    )
    return Row(entry.number, cells, Tone.MUTED if entry.undone else Tone.PLAIN)
