"""Two rows that may be one person, side by side; the officer decides."""

from collections.abc import Iterable
from enum import StrEnum

from textual.widget import Widget
from textual.widgets import Static

from budget.plan import Plan
from budget.services.people import Pair
from tui.commands import dialog_bindings
from tui.keymap import key
from tui.people import MASK, facts
from tui.places import Place
from tui.screens.confirm import Confirm
from tui.screens.dialog import Dialog
from tui.text import plain
from tui.widgets.cells import Column, Row, Tone, words
from tui.widgets.figure_table import FigureTable


class Decision(StrEnum):
    KEEP_A = "a"
    KEEP_B = "b"
    KEEP_BOTH = "keduanya"


class TwoPeople(Dialog[Decision | None]):
    """Closes with what was decided. What differs is marked in words too."""

    place = Place.PAIR
    BINDINGS = dialog_bindings(Place.PAIR)

    def __init__(self, pair: Pair, plan: Plan) -> None:
        super().__init__()
        self.title_text = f"Satu orang atau dua? Kemiripan {pair.score} dari 100"
        self._pair, self._plan = pair, plan
        self._table = FigureTable(sortable=False, id="pair")

    def body(self) -> Iterable[Widget]:
        yield Static(
            plain(f"Karena: {'; '.join(self._pair.reasons)}. Tanda ?: disamarkan."),
            classes="reading",
            markup=False,
        )
        yield self._table

    def on_mount(self) -> None:
        columns = (Column(""), Column(""), Column("A", least=12), Column("B", least=12, grows=True))
        self._table.fill(columns, pair_rows(self._pair, self._plan))
        self._table.focus()

    def action_keep_a(self) -> None:
        self._ask(Decision.KEEP_A, "A", "B")

    def action_keep_b(self) -> None:
        self._ask(Decision.KEEP_B, "B", "A")

    def _ask(self, decision: Decision, kept: str, gone: str) -> None:
        def answered(sure: bool | None) -> None:
            if sure:
                self.dismiss(decision)

        detail = (
            f"Baris {kept} tetap; baris {gone} dikeluarkan dan tidak lagi dibayar. "
            f"Tekan {key('yes')} untuk memutuskan; {key('undo')} mengurungkan."
        )
        self.app.push_screen(Confirm(f"Satu orang, pakai baris {kept}?", detail), answered)

    def action_keep_both(self) -> None:
        self.dismiss(Decision.KEEP_BOTH)


def pair_rows(pair: Pair, plan: Plan) -> list[Row]:
    """A line for each fact; masked ones may differ where they look alike, so they are never called equal."""
    rows = []
    for (label, a), (_, b) in zip(facts(pair.a, plan), facts(pair.b, plan), strict=True):
        differs = a != b
        tone = Tone.STRONG if differs else Tone.PLAIN
        mark = "≠" if differs else "?" if MASK in a else ""
        cells = (words(label, Tone.MUTED), words(mark), words(a, tone), words(b, tone))
        rows.append(Row(label, cells))
    return rows
