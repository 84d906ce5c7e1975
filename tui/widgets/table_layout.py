"""How wide columns are, how a cell fills its column, and what order rows have."""

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment

from tui.widgets.cells import Cell, Column

PADDING = 2


def whole(segments: list[Segment], first: int, last: int) -> list[Segment]:
    """Cells that are only partly in view become ``…``: half a number reads as another number."""
    seen = []
    start = 0
    for segment in segments:
        end = start + segment.cell_length
        if start < first < end or start < last < end:
            mark = aligned("…", min(end, last) - start, right=False) if start >= first else ""
            seen.append(Segment(set_cell_size(mark, segment.cell_length), segment.style))
        else:
            seen.append(segment)
        start = end
    return seen


def sort_key(cell: Cell) -> tuple[bool, int, str]:
    """Numbers first, then words whatever their capitals."""
    if isinstance(cell.value, int):
        return False, cell.value, ""
    return True, 0, cell.value.casefold()


def aligned(text: str, width: int, right: bool) -> str:
    """The text in so many cells, one free on either side; what does not fit ends in ``…``."""
    room = max(0, width - PADDING)
    length = cell_len(text)
    if length > room:
        text = set_cell_size(text, max(0, room - 1)) + "…" if room else ""
        length = room
    space = " " * (room - length)
    return f" {space}{text} " if right else f" {text}{space} "


def fitted(columns: Sequence[Column], natural: Sequence[int], width: int) -> list[int]:
    """Widths with padding: columns of words give way when there is too little room, or take what is left."""
    widths = [n + PADDING for n in natural]
    excess = sum(widths) - width
    while excess > 0:
        can = [i for i, c in enumerate(columns) if c.least is not None and widths[i] > c.least + PADDING]
        if not can:
            break
        widest = max(can, key=lambda i: widths[i])
        widths[widest] -= 1
        excess -= 1
    growing = next((i for i, c in enumerate(columns) if c.grows), None)
    if growing is not None and excess < 0:
        widths[growing] -= excess
    return widths
