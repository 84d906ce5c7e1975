"""The calendar of the law: a line for each value that it fixes, blocks for what holds in the plan's months.

Blocks alone tell everything: the chosen value is full, others are shaded by turns, a half block ends one
where another begins, a low line is a month that has none, a blank is one without that discount.
"""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.geometry import Size
from textual.widget import Widget

from budget.engine.law_calendar import Parameter
from budget.period import MonthRange
from tui.law import numbers_text
from tui.widgets.table_layout import aligned

CHOSEN, SHADES, ENDS, GAP = "█", "▓▒", "▌", "▁"
_MARK = "▸"
_LABEL = 22
_NUMBERS = 22
_WIDEST_MONTH = 4
_LINES_SHORT, _LINES_TALL = 5, 10
_TALL = 30


def blocks(parameter: Parameter, room: int, chosen: int | None) -> str:
    """One character a cell, at most `room`; several months share a cell where there are more months.

    `chosen` is the place of the value that is looked at.
    """
    per_cell, width = scale(len(parameter.span), room)
    held = parameter.held
    slots = [held[at : at + per_cell] for at in range(0, len(held), per_cell)]
    order = list(dict.fromkeys(place for place in held if place is not None))
    cells = []
    for number, slot in enumerate(slots):
        there = [place for place in slot if place is not None]
        following = slots[number + 1][0] if number + 1 < len(slots) else None
        if None in slot and (parameter.is_due or not there):
            cells.append((GAP if parameter.is_due else " ") * width)
            continue
        shade = CHOSEN if chosen in there else SHADES[order.index(there[0]) % 2]
        changes = len(set(there)) > 1 or (following is not None and following != there[-1])
        cells.append(shade * (width - changes) + ENDS * changes)
    return "".join(cells)


def scale(months: int, room: int) -> tuple[int, int]:
    """How many months stand in a cell, and how many cells a month takes; one of both is 1."""
    return max(1, -(-months // max(1, room))), max(1, min(_WIDEST_MONTH, room // months))


def ruler(span: MonthRange, room: int) -> str:
    """The years above the cells of their first months in the plan."""
    per_cell, width = scale(len(span), room)
    line = ""
    for number, month in enumerate(span):
        if number == 0 or month.number == 1:
            at = number // per_cell * width
            # A year that has no room of its own is left out.
            if not line or at > len(line):
                line = line.ljust(at) + str(month.year)
    return line


class LawStrip(Widget):
    """As many lines as the height allows, around the one that is chosen."""

    COMPONENT_CLASSES = {"law--chosen", "law--plain", "law--gap", "law--label", "law--used"}

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._parameters: tuple[Parameter, ...] = ()
        self._chosen: tuple[int, int | None] = 0, None

    def show(self, parameters: Sequence[Parameter]) -> None:
        self._parameters = tuple(parameters)
        self._chosen = 0, None
        self.refresh(layout=True)

    def choose(self, parameter: int, value: int | None) -> None:
        """Mark a parameter by its place, and one of its values (None: a gap of it)."""
        self._chosen = parameter, value
        self.refresh()

    @property
    def _most_lines(self) -> int:
        return _LINES_TALL if self.app.size.height >= _TALL else _LINES_SHORT

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  # Textual names them
        return 1 + min(self._most_lines, len(self._parameters))

    def render(self) -> Text:
        return Text("\n").join(self.lines(self.size.width))

    def lines(self, width: int) -> list[Text]:
        if not self._parameters:
            return [Text("Membaca …", no_wrap=True)]
        room = max(1, width - _LABEL - _NUMBERS - len(_MARK) - 1)
        most, at = self._most_lines, self._chosen[0]
        start = max(0, min(at - most // 2, len(self._parameters) - most))
        span = self._parameters[0].span
        head = Text(" " * (_LABEL + len(_MARK)) + ruler(span, room), self._style("label"), no_wrap=True)
        shown = range(start, min(start + most, len(self._parameters)))
        found = [head, *(self._line(number, room) for number in shown)]
        for line in found:
            line.truncate(width, overflow="ellipsis")
        return found

    def _line(self, number: int, room: int) -> Text:
        parameter, (at, value) = self._parameters[number], self._chosen
        is_chosen = number == at
        line = Text(_MARK if is_chosen else " ", no_wrap=True)
        label = aligned(parameter.label, _LABEL, right=False)
        line.append(label, self._style("chosen" if is_chosen else "used" if parameter.uses else "label"))
        for cell in (drawn := blocks(parameter, room, value if is_chosen else None)):
            part = {GAP: "gap", CHOSEN: "chosen"}.get(cell, "plain")
            line.append(cell, self._style(part))
        per_cell, wide = scale(len(parameter.span), room)
        line.append(" " * (-(-len(parameter.span) // per_cell) * wide - cell_len(drawn) + 1))
        said = numbers_text(parameter, value if is_chosen else None)
        line.append(said, self._style("gap" if parameter.used_gaps else "label"))
        return line

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"law--{part}", partial=True)
