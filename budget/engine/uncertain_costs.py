"""The cost of a month in many worlds at once, group by group: exact integers, see `risk` for the rounding."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from budget.engine.cube import INT64_MAX, Int64Array
from budget.engine.movements import Movements, movements
from budget.engine.projection import Projection
from budget.engine.wage_growth import group_costs
from budget.errors import LimitExceeded
from budget.money import PPM


@dataclass(frozen=True, slots=True, eq=False)
class Worlds:
    """One entry for each draw: joiners and leavers in ppm, the part kept by validation (None: as each
    group has it), and the place of the growth among the rates.
    """

    joiners: Int64Array
    leavers: Int64Array
    kept_ppm: Int64Array | None
    growth: Int64Array

    def part(self, block: slice) -> "Worlds":
        kept = None if self.kept_ppm is None else self.kept_ppm[block]
        return Worlds(self.joiners[block], self.leavers[block], kept, self.growth[block])


class UncertainCosts:
    """`of_heads`: whether joiners and leavers are parts of the people of the month before, not of moves."""

    def __init__(
        self,
        projection: Projection,
        rates: Sequence[int],
        first_year: int,
        of_heads: tuple[bool, bool] = (False, False),
    ) -> None:
        self._moves = movements(projection)
        before = np.roll(self._moves.people, 1, axis=1)
        before[:, :1] = 0
        moves = zip(of_heads, (self._moves.joined, self._moves.left), strict=True)
        self._joined, self._left = (_running(before if by_heads else planned) for by_heads, planned in moves)
        self._cost = group_costs(projection, rates, first_year)
        paid = np.maximum(self._moves.heads, 1)[:, :, np.newaxis]
        # The average cost of a person, split so that no product of cost and people is needed.
        self._whole, self._rest = self._cost // paid, self._cost % paid

    def month(self, position: int, worlds: Worlds) -> Int64Array:
        """The cost in rupiah of one month of cover, in each world."""
        total = np.zeros(len(worlds.growth), dtype=np.int64)
        for group in np.flatnonzero(self._moves.heads[:, position]).tolist():
            heads = int(self._moves.heads[group, position])
            more = self._people(group, position, worlds) - heads
            cost, whole, rest = (
                table[group, position][worlds.growth] for table in (self._cost, self._whole, self._rest)
            )
            total += cost + whole * more + (2 * rest * more + heads) // (2 * heads)
        return total

    def _people(self, group: int, position: int, worlds: Worlds) -> Int64Array:
        """Who is paid in each world."""
        found: Movements = self._moves
        people, kept = int(found.people[group, position]), int(found.kept_ppm[group, position])
        came = worlds.joiners * self._joined[group, position] - worlds.leavers * self._left[group, position]
        there = np.maximum(people + (2 * came + PPM) // (2 * PPM), 0)
        is_uncertain = worlds.kept_ppm is not None and found.is_planned[group, position]
        passed = there * (worlds.kept_ppm if is_uncertain else kept) // PPM
        heads: Int64Array = int(found.heads[group, position]) + passed - people * kept // PPM
        return np.maximum(heads, 0)

    def guard(self, worlds: Iterable[Worlds]) -> None:
        """LimitExceeded where anything on the way might pass 2^63 - 1 in these worlds."""
        reach = max(int(abs(rates).max()) for w in worlds for rates in (w.joiners, w.leavers))
        total = 0
        moves = (self._joined + self._left).tolist()
        for group, row in enumerate(self._moves.people.tolist()):
            for position, people in enumerate(row):
                heads = int(self._moves.heads[group, position])
                most = people + moves[group][position] * reach // PPM + 1
                total += (int(self._whole[group, position].max()) + 1) * (most + heads)
                if 2 * PPM * (most + 1) > INT64_MAX or 2 * heads * (most + heads + 1) > INT64_MAX:
                    total = INT64_MAX + 1
        if total > INT64_MAX:
            raise LimitExceeded(
                f"Kisaran itu dapat membawa biaya melampaui batas {INT64_MAX} rupiah. Periksa jumlah orang, "
                "upah, dan rentangnya."
            )


def _running(moves: Int64Array) -> Int64Array:
    total: Int64Array = np.cumsum(moves, axis=1)
    return total
