"""The heat of a table of months: the bigger a figure beside its like, the stronger its colour and sign."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum

from tui.widgets.cells import Row, heat_of


class Heat(StrEnum):
    """What the months are coloured against; the value is how the heading says it."""

    TABLE = "warna: terhadap tabel"
    ROW = "warna: terhadap baris"
    NONE = "tanpa warna"

    @property
    def following(self) -> "Heat":
        steps = list(Heat)
        return steps[(steps.index(self) + 1) % len(steps)]


def heated(rows: Sequence[Row], months: Sequence[int], heat: Heat) -> list[Row]:
    """Rows whose columns `months` bear their heat; sums of many months would outshine them."""
    if heat is Heat.NONE:
        return list(rows)
    whole = _most(rows, months)
    return [_heated(row, months, whole if heat is Heat.TABLE else _most((row,), months)) for row in rows]


def _most(rows: Iterable[Row], months: Sequence[int]) -> int:
    return max((int(row.cells[at].value) for row in rows for at in months), default=0)


def _heated(row: Row, months: Sequence[int], most: int) -> Row:
    cells = list(row.cells)
    for at in months:
        cells[at] = replace(cells[at], heat=heat_of(int(cells[at].value), most))
    return replace(row, cells=tuple(cells))
