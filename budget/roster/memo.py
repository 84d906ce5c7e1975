"""Readings of cells that a list repeats thousands of times: dates, months, groups, places, wages."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")

# A list that never repeats anything must not fill the memory: what is known is then forgotten.
_MOST = 50_000
_LONGEST_KEY = 100


class Memo(dict[K, T], Generic[K, T]):
    """Cell, or some cells of a row, to reading; `read` is asked once each, as long as it is remembered."""

    def __init__(self, read: Callable[[K], T]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, key: K) -> T:
        reading = self._read(key)
        if _is_kept(key):
            if len(self) >= _MOST:
                self.clear()
            self[key] = reading
        return reading


def _is_kept(key: object) -> bool:
    """Neither long texts, nor numbers that equal yes or no without reading as they do: 0 is no “False”."""
    if type(key) is tuple:
        return all(map(_is_kept, key))
    return len(key) <= _LONGEST_KEY if type(key) is str else key not in (0, 1)
