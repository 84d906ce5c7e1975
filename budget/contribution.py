"""The terms that decide what one person costs in one month.

BPJS Ketenagakerjaan knows members with a wage (PU, Penerima Upah) and without one (BPU, Bukan Penerima
Upah). Which of the two a group is enrolled as is the regency's choice, never derivable from its name.
"""

from dataclasses import dataclass
from enum import StrEnum

from budget.money import PPM, Rounding


class Programme(StrEnum):
    """JKK work accident, JKM death, JHT old age (optional for BPU)."""

    JKK = "JKK"
    JKM = "JKM"
    JHT = "JHT"


class Segment(StrEnum):
    PU = "pu"
    BPU = "bpu"


class Payer(StrEnum):
    """Who pays: temporary discounts may exclude members paid by the state (PP 50/2025)."""

    APBD = "apbd"
    SELF = "self"


class Sector(StrEnum):
    OTHER = "other"
    TRANSPORT = "transport"


@dataclass(frozen=True, slots=True)
class Income:
    """The monthly income of a BPU member in rupiah; it selects the bracket."""

    rupiah: int = 0


@dataclass(frozen=True, slots=True)
class Wage:
    """The reported monthly wage of a PU member, in sen."""

    sen: int


@dataclass(frozen=True, slots=True)
class UmkWage:
    """The regency's minimum wage (UMK) of the month's year is the reported wage."""


@dataclass(frozen=True, slots=True)
class RosterWage:
    """Each PU member's own reported wage, as the roster gives it."""


@dataclass(frozen=True, slots=True)
class RosterIncome:
    """Each BPU member's own monthly income, as the roster gives it."""


Base = Income | Wage | UmkWage | RosterWage | RosterIncome


def segment_of(base: Base) -> Segment:
    return Segment.BPU if isinstance(base, Income | RosterIncome) else Segment.PU


@dataclass(frozen=True, slots=True)
class Terms:
    """Everything but the month that decides the price of a person-month.

    `share_ppm` is the part that the APBD pays, in parts per million. `risk_class` (1–5) matters for JKK
    of PU only.
    """

    base: Base
    risk_class: int = 1
    programmes: tuple[Programme, ...] = (Programme.JKK, Programme.JKM)
    share_ppm: int = PPM
    rounding: Rounding = Rounding.HALF_UP
    payer: Payer = Payer.APBD
    sector: Sector = Sector.OTHER

    @property
    def segment(self) -> Segment:
        return segment_of(self.base)
