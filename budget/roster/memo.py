"""Readings of cells that a list repeats thousands of times: dates, months, groups, places, wages."""

from collections.abc import Callable
from typing import Generic, TypeVar

from budget.plan.entry import Cell

T = TypeVar("T")

# A list that never repeats anything must not fill the memory: what is known is then forgotten.
_MOST = 50_000
_LONGEST_KEY = 100


class Memo(dict[Cell, T], Generic[T]):
    """Cell to reading; `read` is asked once per distinct cell, as long as it is remembered."""

    def __init__(self, read: Callable[[Cell], T]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, cell: Cell) -> T:
        reading = self._read(cell)
        if type(cell) is not str or len(cell) <= _LONGEST_KEY:
            if len(self) >= _MOST:
                self.clear()
            self[cell] = reading
        return reading
