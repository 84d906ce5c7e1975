"""Inputs that are safe to show and help while one types: digits group themselves, arrows move months."""

from contextlib import suppress

from rich.cells import cell_len
from rich.text import Text
from textual.binding import Binding
from textual.widgets import Input

from budget.errors import NotMonth
from budget.period import Month, typed_month
from budget.plan.entry import Keyed
from tui.grouping import Typed, erased_left, erased_right, replaced
from tui.text import plain


class PlainInput(Input):
    """Shows what would steer a terminal as a dot, and keeps it as it is."""

    @property
    def _value(self) -> Text:
        shown = super()._value
        shown.plain = plain(shown.plain)
        return shown

    def _position_to_cell(self, position: int) -> int:
        return cell_len(plain(self.value[:position]))


class AmountInput(PlainInput):
    """``1500000`` shows as ``1.500.000``; words, sums and what is dotted by hand stay as they are typed."""

    def replace(self, text: str, start: int, end: int) -> None:
        start, end = sorted((max(0, start), min(len(self.value), end)))
        self._show(replaced(self.value, start, end, text))

    def action_delete_left(self) -> None:
        if self.selection.is_empty:
            self._show(erased_left(self.value, self.cursor_position))
        else:
            self.delete_selection()

    def action_delete_right(self) -> None:
        if self.selection.is_empty:
            self._show(erased_right(self.value, self.cursor_position))
        else:
            self.delete_selection()

    def _show(self, typed: Typed) -> None:
        self.value = typed.text
        self.cursor_position = typed.cursor


class MonthInput(PlainInput):
    """↑ is the month after, ↓ the one before; an empty one begins with the month of a neighbour."""

    BINDINGS = [
        Binding("up", "step(1)", "Bulan berikutnya", show=False),
        Binding("down", "step(-1)", "Bulan sebelumnya", show=False),
    ]

    @property
    def month(self) -> Month | None:
        """What is typed, where it is a month."""
        try:
            return typed_month(self.value)
        except NotMonth:
            return None

    def action_step(self, months: int) -> None:
        # Months end somewhere: the last one stays.
        with suppress(NotMonth):
            month = self.month
            if month is not None:
                self._show(month.plus(months))
            elif not self.value.strip() and (neighbour := self._neighbour()) is not None:
                self._show(neighbour)

    def _show(self, month: Month) -> None:
        self.value = str(month)
        self.cursor_position = len(self.value)

    def _neighbour(self) -> Month | None:
        """The filled month nearest above, else the nearest below."""
        others = list(self.screen.query(MonthInput))
        at = others.index(self)
        nearest = (*reversed(others[:at]), *others[at + 1 :])
        return next((month for other in nearest if (month := other.month) is not None), None)


def input_of(keyed: Keyed, text: str, *, disabled: bool) -> Input:
    """The input that helps with texts of that sort."""
    match keyed:
        case Keyed.GROUPED:
            return AmountInput(text, compact=True, disabled=disabled)
        case Keyed.BY_MONTH:
            return MonthInput(text, compact=True, disabled=disabled)
        case Keyed.AS_IT_IS:
            return PlainInput(text, compact=True, disabled=disabled)
