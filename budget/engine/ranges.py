"""Low, most likely and high: triangular ranges in parts per million, drawn in whole numbers.

No float decides a draw: 2^18 equally likely levels go through the exact inverse of the distribution and
are rounded down to whole parts per million. So a seed gives the same draws on every machine, and a range
that lies higher never draws less.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from budget.engine.cube import Int64Array
from budget.errors import BadEntry
from budget.money import PPM, format_percent

_LEVELS_BITS = 18
# Twice the levels times the square of the width stays below 2^63.
MOST_WIDTH = 4 * PPM


@dataclass(frozen=True, slots=True)
class Range:
    """`mode` is the most likely value. BadEntry where the three are out of order or too far apart."""

    low: int
    mode: int
    high: int

    def __post_init__(self) -> None:
        if not self.low <= self.mode <= self.high:
            raise BadEntry(
                f"Rentang {self} terbalik. Tulis dari yang paling rendah ke yang paling tinggi, misalnya "
                "4%..6%..10%."
            )
        if self.width > MOST_WIDTH:
            raise BadEntry(f"Rentang {self} terlalu lebar: paling banyak {format_percent(MOST_WIDTH)}.")

    @property
    def width(self) -> int:
        return self.high - self.low

    def __str__(self) -> str:
        return "..".join(map(format_percent, (self.low, self.mode, self.high)))


class Factor(StrEnum):
    """What may turn out otherwise; the order is that of the random stream."""

    JOINERS = "joiners"
    LEAVERS = "leavers"
    LOSS = "loss"
    GROWTH = "growth"


class FlowBase(StrEnum):
    """What a rate of joiners or leavers is a part of: those planned, or the people of the month before."""

    PLANNED = "planned"
    HEADS = "heads"


@dataclass(frozen=True, slots=True)
class Ranges:
    """What may turn out otherwise; None is as the plan has it.

    `joiners` and `leavers` come on top of the planned moves (0 is the plan). `loss` takes the place of
    the groups' own validation loss. `growth` comes on top of the plan's UMK and PU wages, each January
    from `growth_from` on; without that year from the first January in the plan.
    """

    joiners: Range | None = None
    leavers: Range | None = None
    loss: Range | None = None
    growth: Range | None = None
    joiners_of: FlowBase = FlowBase.PLANNED
    leavers_of: FlowBase = FlowBase.PLANNED
    growth_from: int | None = None

    def __post_init__(self) -> None:
        for found in (self.joiners, self.leavers, self.growth):
            if found is not None and found.low < -PPM:
                raise BadEntry(f"Rentang {found}: tidak ada yang dapat berkurang lebih dari 100 %.")
        if self.loss is not None and not (self.loss.low >= 0 and self.loss.high < PPM):
            raise BadEntry(f"Susut validasi {self.loss} di luar 0 % sampai di bawah 100 %.")

    @property
    def by_factor(self) -> dict[Factor, Range]:
        """The ranges that are given."""
        every = (self.joiners, self.leavers, self.loss, self.growth)
        return {factor: found for factor, found in zip(Factor, every, strict=True) if found is not None}


def draw(within: Range, raw: NDArray[np.uint64]) -> Int64Array:
    """One value for each random word, in whole parts per million from `low` to `high`.

    The first 18 bits of a word are the level u, taken at its middle: t = (2u + 1) / 2^19. Below the mode
    the value is low + √(t × width × (mode - low)), above it high - √((1 - t) × width × (high - mode)).
    """
    twice = np.int64(1) << (_LEVELS_BITS + 1)
    level = 2 * (raw >> np.uint64(64 - _LEVELS_BITS)).astype(np.int64) + 1
    rise, fall = within.mode - within.low, within.high - within.mode
    if not within.width:
        return np.full(len(raw), within.low, dtype=np.int64)
    up = within.low + _floor_root(level * (within.width * rise) // twice)
    # The root of what is left is rounded up, so that the value is rounded down here too.
    left = -((level - twice) * (within.width * fall) // twice)
    down = within.high - _ceiling_root(left)
    return np.where(level * within.width < twice * rise, up, down)


def _floor_root(values: Int64Array) -> Int64Array:
    """The whole square root; the float is a first guess that integers correct."""
    root = np.sqrt(values.astype(np.float64)).astype(np.int64)
    root -= root * root > values
    root += (root + 1) * (root + 1) <= values
    return root


def _ceiling_root(values: Int64Array) -> Int64Array:
    root = _floor_root(values)
    return root + (root * root < values)
