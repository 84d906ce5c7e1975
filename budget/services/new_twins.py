"""Pairs that may be one person: among the people of one import, and between them and those stored."""

from __future__ import annotations

import gc
from collections.abc import Container, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from budget.roster.intake import Intake
from budget.roster.likeness import Likeness, likely_twins_among
from budget.roster.report import LikelyPair
from budget.services.newcomers import NOWHERE, Newcomers

if TYPE_CHECKING:
    from budget.store.unit_of_work import UnitOfWork

# Above every row's number.
NO_ROW = 2**63 - 1


class NewTwins:
    """Looks for them once all people of the import are known."""

    def __init__(self, work: UnitOfWork, intake: Intake, new: Newcomers) -> None:
        self._work = work
        self._intake = intake
        self._new = new
        self._rows: list[tuple[int, int, int, Sequence[str]]] = []

    def find(self, ended: Container[int], *, keep: bool) -> tuple[LikelyPair, ...]:
        """Each pair, noted once at its later row; not with stored rows that have `ended`.

        `keep`: the new people have rows by now, and `store` is to know the pairs.
        """
        new = self._new
        if not new:
            return ()
        before = min(new.ids[:1], default=NO_ROW)
        stored = self._work.people.resembling(new.dates(), set(new.villages), before)
        staying = (person for person in stored if person[0] not in ended)
        with collecting_nothing():
            found = likely_twins_among(new.beside(staying), len(new))
        if keep:
            self._rows += [(*self._ids(pair), pair.score, pair.reasons) for pair in found]
        return tuple(self._in_words(likeness) for likeness in found)

    def store(self, batch: int) -> None:
        """Keep the pairs for somebody to decide."""
        self._work.twins.add(batch, self._rows)

    def _ids(self, pair: Likeness) -> tuple[int, int]:
        first, second = (-key if key < 0 else self._new.ids[key] for key in sorted((pair.first, pair.second)))
        return first, second

    def _in_words(self, likeness: Likeness) -> LikelyPair:
        first, second = (self._where(key) for key in sorted((likeness.first, likeness.second)))
        self._intake.tally.note(second, ("mirip",), first)
        return LikelyPair(first, second, likeness.score, likeness.reasons)

    def _where(self, key: int) -> str:
        if key < 0 or self._new.sheets[key] == NOWHERE:
            return "sudah di berkas pagu"
        return f"{self._intake.labels[self._new.sheets[key]]} baris {self._new.rows[key]}"


@contextmanager
def collecting_nothing() -> Iterator[None]:
    """Rows hold no cycles, and looking for some again and again takes a quarter of the time of an import."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
