"""How alike names sound, many pairs at once."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import cpdist

Integers = NDArray[np.int64]

LEAST_LIKENESS = 85
_AT_ONCE = 65_536
# Each letter's bit; what is not of ASCII shares one, which makes names no less alike.
_BITS = np.left_shift(np.uint64(1), np.arange(256, dtype=np.uint64) % 64)


class Sounds:
    """Different sounds by their numbers, with their lengths and the set of letters in each."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._lengths = np.fromiter(map(len, texts), np.int64, len(texts))
        self._letters = np.concatenate([np.empty(0, np.uint64), *self._sets()])

    def likeness(self, one: Integers, other: Integers) -> Integers:
        """Likeness of each two in per cent; zero below `LEAST_LIKENESS`."""
        result = np.where(one == other, 100, 0)
        near = np.flatnonzero((one != other) & self._may_be_alike(one, other))
        left = [self._texts[number] for number in one[near].tolist()]
        right = [self._texts[number] for number in other[near].tolist()]
        exact = cpdist(left, right, scorer=ratio, score_cutoff=LEAST_LIKENESS, dtype=np.float64)
        result[near] = exact.astype(np.int64)
        return result

    def _may_be_alike(self, one: Integers, other: Integers) -> NDArray[np.bool_]:
        """Every letter that only one of the two has must be put in or left out, and so must every letter
        that one has more than the other."""
        left, right = self._lengths[one], self._lengths[other]
        changes = np.bitwise_count(self._letters[one] ^ self._letters[other])
        least = np.maximum(changes, abs(left - right))
        near: NDArray[np.bool_] = least * 100 <= (100 - LEAST_LIKENESS) * (left + right)
        return near

    def _sets(self) -> Iterator[NDArray[np.uint64]]:
        for start in range(0, len(self._texts), _AT_ONCE):
            # A space behind each keeps the place of empty ones.
            text = " ".join(self._texts[start : start + _AT_ONCE]) + " "
            letters = _BITS[np.frombuffer(text.encode("latin-1", "replace"), np.uint8)]
            sizes = self._lengths[start : start + _AT_ONCE] + 1
            yield np.bitwise_or.reduceat(letters, np.cumsum(sizes) - sizes)
