"""Some people of the roster as columns in memory, to be looked through as fast as one types."""

import re
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_

import numpy as np
from numpy.typing import NDArray

from budget.roster.search import PeopleFilter

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]
Codes = NDArray[np.uint32]
# A byte that no UTF-8 has.
_MARK = b"\xff"
# From so many hits on it is quicker to mark them in a copy of the text than to list them.
_MANY = 2_000


@dataclass(frozen=True, slots=True, eq=False)
class PeoplePage:
    """Members, superseded ones too, in the order of their rows' numbers; every column is as long.

    `end` is 0 where no end is known, `born` is `YYYY-MM-DD`. `text` has two lines for each, the name and
    the NIK, folded, in UTF-8.
    """

    number: Numbers
    stratum: Codes
    first: Codes
    end: Codes
    marks: Codes
    current: Flags
    born: NDArray[np.bytes_]
    text: bytes

    def fitting(self, wanted: PeopleFilter, strata: Flags | None, twins: Numbers | None) -> Numbers:
        """The numbers of current members who fit; `strata` flags the strata asked for, by their number.

        `twins` are the numbers of those who are likely twins. Either is None where nobody asks for it.
        """
        flags = [self.current, *self._covers(wanted), *self._births(wanted)]
        if strata is not None:
            flags.append(strata[self.stratum])
        if twins is not None:
            flags.append(np.isin(self.number, twins))
        if wanted.mark:
            flags.append(self.marks & wanted.mark != 0)
        fits: Flags = reduce(and_, flags)
        if (words := folded(wanted.words)) and fits.any():
            fits = fits & self._named(words)
        found: Numbers = self.number[fits]
        return found

    def _named(self, words: bytes) -> Flags:
        named = np.zeros(len(self.number), dtype=np.bool_)
        if not (hits := self.text.count(words)):
            return named
        ends = np.flatnonzero(np.frombuffer(self.text, dtype=np.uint8) == ord("\n"))
        if hits < _MANY:
            places = [hit.start() for hit in re.finditer(re.escape(words), self.text)]
            named[np.searchsorted(ends, places) // 2] = True
            return named
        marked = np.frombuffer(self.text.replace(words, _MARK * len(words)), dtype=np.uint8)
        return np.logical_or.reduceat(marked == ord(_MARK), np.concatenate([[0], ends[1::2] + 1]))

    def _covers(self, wanted: PeopleFilter) -> list[Flags]:
        flags: list[Flags] = []
        if wanted.joined_in:
            flags.append(self.first == wanted.joined_in.index)
        if wanted.left_in:
            flags.append(self.end == wanted.left_in.index)
        if wanted.covered_in:
            month = wanted.covered_in.index
            flags += [self.first <= month, (self.end == 0) | (self.end > month)]
        return flags

    def _births(self, wanted: PeopleFilter) -> list[Flags]:
        flags: list[Flags] = []
        if wanted.born_after:
            flags.append(self.born > _text(wanted.born_after))
        if wanted.born_until:
            flags.append(self.born <= _text(wanted.born_until))
        return flags


def folded(words: str) -> bytes:
    """Without capitals and outer blanks, in one line, as `PeoplePage.text` is looked through."""
    return words.strip().replace("\n", " ").casefold().encode()


def _text(day: date) -> NDArray[np.bytes_]:
    return np.array(day.isoformat(), dtype=np.bytes_)
