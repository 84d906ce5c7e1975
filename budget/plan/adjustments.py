"""What-ifs: named, ordered lists of adjustments. Each kind has the fields that it uses, and no others.

Where an adjustment has a `group`, None stands for all of them. `validity` are the months in which it holds.
"""

from dataclasses import dataclass

from budget.contribution import Base, Programme, Terms
from budget.law import LawValue
from budget.period import Month, Validity
from budget.plan.choices import HeadCountKind, PaymentTiming

# The plan as it stands goes by these names, so that no scenario may.
BASE_NAMES = ("dasar", "base")


@dataclass(frozen=True, slots=True)
class TariffAdjustment:
    """Other terms altogether."""

    group: str | None
    validity: Validity
    terms: Terms


@dataclass(frozen=True, slots=True)
class HeadAdjustment:
    """A head count on top of the plan's: set, or add to, the people of a group from a month on."""

    group: str
    month: Month
    heads: int
    kind: HeadCountKind = HeadCountKind.CHANGE
    kecamatan: str = ""


@dataclass(frozen=True, slots=True)
class AllocationAdjustment:
    """Allocations of one fiscal year, or of all (None), become this part of themselves.

    Each line is rounded down to whole rupiah.
    """

    fiscal_year: int | None
    part_ppm: int


@dataclass(frozen=True, slots=True)
class AllocationChange:
    """So many rupiah more (or less) in a fiscal year, over its lines in proportion, by largest remainder."""

    fiscal_year: int
    rupiah: int


@dataclass(frozen=True, slots=True)
class LineAdjustment:
    """The allocation line that these words name holds so many rupiah in its year's last stage.

    A line that is not there is added; lines that are alike hold it together. A `pot` names a multi-year one.
    """

    fiscal_year: int
    skpd: str
    sub_activity: str
    account: str
    funding: str
    programmes: tuple[Programme, ...]
    rupiah: int
    pot: str = ""


@dataclass(frozen=True, slots=True)
class WageAdjustment:
    """This reported wage in the months in which the group is PU."""

    group: str | None
    validity: Validity
    sen: int


@dataclass(frozen=True, slots=True)
class MinimumWageAdjustment:
    """The UMK of a year becomes this."""

    year: int
    sen: int


@dataclass(frozen=True, slots=True)
class SegmentAdjustment:
    """Enrolled as PU with that wage, or as BPU with that income; everything else of the terms stays."""

    group: str | None
    validity: Validity
    base: Base


@dataclass(frozen=True, slots=True)
class RiskClassAdjustment:
    """Another risk class for JKK, in the months in which the group is PU."""

    group: str | None
    validity: Validity
    risk_class: int


@dataclass(frozen=True, slots=True)
class CoverAdjustment:
    """Cover in these months only; nobody is covered in months that the tariff does not reach."""

    group: str | None
    validity: Validity


@dataclass(frozen=True, slots=True)
class EntryAdjustment:
    """Nobody is covered before that month."""

    group: str | None
    month: Month

    @property
    def validity(self) -> Validity:
        return Validity(self.month)


@dataclass(frozen=True, slots=True)
class LossAdjustment:
    """Another part of planned people that BPJS will turn away."""

    group: str | None
    loss_ppm: int


@dataclass(frozen=True, slots=True)
class TimingAdjustment:
    """Contributions are paid at another time."""

    timing: PaymentTiming


@dataclass(frozen=True, slots=True)
class FundingAdjustment:
    """From a month on another source of money pays for the group."""

    group: str
    month: Month
    funding: str


@dataclass(frozen=True, slots=True)
class LawAdjustment:
    """Another value than the shipped law's."""

    value: LawValue


CoverLimit = CoverAdjustment | EntryAdjustment
OfGroup = (
    TariffAdjustment
    | HeadAdjustment
    | WageAdjustment
    | SegmentAdjustment
    | RiskClassAdjustment
    | CoverAdjustment
    | EntryAdjustment
    | LossAdjustment
    | FundingAdjustment
)
Adjustment = (
    OfGroup
    | AllocationAdjustment
    | AllocationChange
    | LineAdjustment
    | MinimumWageAdjustment
    | TimingAdjustment
    | LawAdjustment
)


@dataclass(frozen=True, slots=True)
class Scenario:
    """Adjustments in the order in which they act, on the plan as it stands or on the scenario `base`."""

    name: str
    adjustments: tuple[Adjustment, ...] = ()
    note: str = ""
    base: str = ""


def group_of(adjustment: Adjustment) -> str | None:
    """The one group that the adjustment concerns; None where it concerns all, or none in particular."""
    return adjustment.group if isinstance(adjustment, OfGroup) else None


def concerns(adjustment: OfGroup, group: str) -> bool:
    return adjustment.group is None or adjustment.group.casefold() == group.casefold()
