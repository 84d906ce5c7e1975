"""Picking what a field names: what the plan knows of it, to narrow by typing."""

from textual.screen import Screen
from textual.widgets import Select

from budget.plan import Plan
from budget.plan.known import known
from tui.screens.choose import Choose
from tui.text import plain
from tui.widgets.cells import Column, Row, Tone, words
from tui.widgets.field_row import FieldRow

_FREE = "Isian ini tidak punya daftar: ketik isinya."
_NONE = "Belum ada yang dikenal bagi isian ini: ketik isinya."


def choose_value(screen: Screen[object], row: FieldRow, plan: Plan | None) -> None:
    """Open the list of a field; say why where it has none."""
    if isinstance(row.control, Select):
        row.control.action_show_overlay()
        return
    if row.field.refers is None or plan is None or row.control.disabled:
        screen.notify(_FREE, timeout=3, markup=False)
        return
    found = known(plan, row.field.refers)
    if not found:
        screen.notify(_NONE, timeout=3, markup=False)
        return

    def picked(text: str | None) -> None:
        if text is not None:
            row.set_text(text)
        row.control.focus()

    columns = (Column(row.field.label, least=18), Column("Keterangan", least=20, grows=True))
    rows = [Row(each.text, (words(each.text), words(each.name, Tone.MUTED))) for each in found]
    texts = [each.text.casefold() for each in found]
    typed = row.text.strip().casefold()
    place = texts.index(typed) if typed in texts else 0
    screen.app.push_screen(Choose(plain(row.field.label), columns, rows, place), picked)
