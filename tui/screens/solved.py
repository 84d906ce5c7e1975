"""What the solver found, as text of a given width: cuts side by side, months, and what a target needs."""

from collections.abc import Iterable, Sequence

from rich.text import Text

from budget.engine.orders import CutOrder
from budget.engine.target import Need
from budget.services import solve_words as words
from budget.services.reaching import Reached
from budget.services.solve_fields import MonthsReached
from budget.services.solving import Solved
from tui.text import plain, plain_lines
from tui.widgets.cells import Column
from tui.widgets.table_layout import PADDING, aligned, fitted

_LEAST = 10
_NO_WORKERS = "Cara kecamatan menyusul bila penduduk bekerja per kecamatan diisi di Cakupan."


def solved_text(found: Solved, width: int) -> Text:
    """Who stays, what to mind, the money, each way of cutting, and the months without a cut."""
    cut = found.cut
    text = Text(words.headline(cut), "bold")
    if cut.people and not cut.people_kept:
        text.append(f"\n! {plain(words.nothing_paid(cut))}", "not bold")
    for caution in found.cautions:
        text.append(f"\n! {plain(str(caution))}", "not bold")
    if all(each.order is not CutOrder.WORST_COVERED for each in found.side_by_side):
        text.append(f"\n{_NO_WORKERS}", "not bold")
    tables = (
        (words.SPENT_HEADINGS, words.spent_rows(cut.spent)),
        (words.ORDER_HEADINGS, words.order_rows(found.side_by_side)),
        (words.kept_headings(found.side_by_side), words.kept_rows(found.side_by_side)),
        (words.MONTH_HEADINGS, words.month_rows(found)),
    )
    for headings, rows in tables:
        text.append_text(_table(headings, rows, width))
    return text


def reached_text(found: Reached | MonthsReached, width: int) -> Text:
    """Who is added and what must be added to the allocations."""
    if isinstance(found, MonthsReached):
        text = Text(f"{words.months_line(found.need, found.months)}\n", "bold")
        return text.append_text(_need_text(found.need, width))
    text = Text(f"{plain_lines(words.reached_line(found))}\n", "bold")
    text.append_text(_need_text(found.need, width))
    if found.groups:
        text.append_text(_table(words.GROUP_HEADINGS, words.group_rows(found), width))
        text.append_text(_table(words.JOINING_HEADINGS, words.joining_rows(found), width))
    return text


def _need_text(needed: Need, width: int) -> Text:
    """A column for each fiscal year, as many beside each other as have room."""
    text = Text(words.top_up_line(needed), "not bold")
    rows = words.need_rows(needed)
    lines = [list(column) for column in zip(words.NEED_HEADINGS, *rows, strict=True)]
    label = max(len(line[0]) for line in lines) + PADDING
    wide = max(len(cell) for line in lines for cell in line[1:]) + PADDING
    room = max(1, (width - label) // wide)
    for first in range(1, len(rows) + 1, room):
        part = [[line[0], *line[first : first + room]] for line in lines]
        text.append_text(_table(part[0], part[1:], width))
    if programmes := words.programme_rows(needed):
        text.append_text(_table(("Program", "Biaya (Rp)"), programmes, width))
    return text


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]], width: int) -> Text:
    """Names on the left, which give way, and figures on the right, under a free line."""
    lines = [[plain(cell) for cell in row] for row in rows]
    columns = [Column(title, right=i > 0, least=None if i else _LEAST) for i, title in enumerate(headings)]
    natural = [max(map(len, column)) for column in zip(headings, *lines, strict=True)]
    widths = fitted(columns, natural, width)
    text = Text("\n", no_wrap=True)
    for number, line in enumerate([list(headings), *lines]):
        cells = (aligned(cell, w, c.right) for cell, w, c in zip(line, widths, columns, strict=True))
        text.append("\n" + "".join(cells).rstrip(), "bold" if number == 0 else "not bold")
    return text
