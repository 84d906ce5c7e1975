"""A waterfall: what leads from one amount to another, cause by cause, each to be opened to its groups."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Cause(StrEnum):
    """Why two costs differ, in the order in which the bars stand."""

    NEW_GROUP = "new-group"
    ENDED_GROUP = "ended-group"
    PEOPLE = "people"
    MONTHS = "months"
    PROGRAMMES = "programmes"
    WAGE = "wage"
    RATE = "rate"
    FUNDER = "funder"
    ROUNDING = "rounding"
    TIMING = "timing"

    @property
    def label(self) -> str:
        return _LABELS[self.value]


_LABELS = {
    "new-group": "kelompok baru",
    "ended-group": "kelompok berakhir",
    "people": "jumlah orang",
    "months": "bulan perlindungan",
    "programmes": "program",
    "wage": "upah atau penghasilan",
    "rate": "tarif",
    "funder": "pembayar",
    "rounding": "pembulatan",
    "timing": "waktu bayar",
}


@dataclass(frozen=True, slots=True)
class GroupPart:
    """What one group adds to a bar, in rupiah."""

    group: str
    rupiah: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One cause and the groups it concerns; groups that it does not move are left out."""

    cause: Cause
    groups: tuple[GroupPart, ...]

    @property
    def rupiah(self) -> int:
        return sum(part.rupiah for part in self.groups)


@dataclass(frozen=True, slots=True)
class Waterfall:
    """`start` plus all bars is `end`, to the rupiah."""

    start: int
    end: int
    bars: tuple[Bar, ...]

    def bar(self, cause: Cause) -> int:
        """The rupiah of a cause; zero where nothing moved."""
        return sum(bar.rupiah for bar in self.bars if bar.cause is cause)


def waterfall_of(start: int, end: int, parts: Mapping[Cause, Iterable[GroupPart]]) -> Waterfall:
    """The bars in their order, without those that move nothing; ValueError where they do not add up."""
    bars = tuple(
        Bar(cause, moved)
        for cause in Cause
        if (moved := tuple(part for part in parts.get(cause, ()) if part.rupiah))
    )
    if start + sum(bar.rupiah for bar in bars) != end:
        raise ValueError("the bars of a waterfall must lead from its start to its end")
    return Waterfall(start, end, bars)
