"""Groups, tariffs, head counts, allocations: frozen records, joined by the group's name."""

from dataclasses import dataclass
from enum import StrEnum

from budget.contribution import Programme, Segment, Terms
from budget.errors import NotFound
from budget.period import Month, MonthRange, Validity


class PaymentTiming(StrEnum):
    """When the contribution of a month is paid; due is the 15th of the following month."""

    SAME_MONTH = "same-month"
    FOLLOWING_MONTH = "following-month"
    QUARTER_AHEAD = "quarter-ahead"
    YEAR_AHEAD = "year-ahead"


class HeadCountKind(StrEnum):
    """Whether a head count sets the number of people or adds to it."""

    ABSOLUTE = "absolute"
    CHANGE = "change"


class AssumptionKind(StrEnum):
    """Whether a statement about the plan's figures is published or assumed."""

    PUBLIC = "public"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True)
class Region:
    """A regency by its Kemendagri code, ``32.04``."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class PlanFrame:
    """The head of a plan: whose it is, which months it covers, and when they are paid."""

    region: Region
    span: MonthRange
    timing: PaymentTiming


@dataclass(frozen=True, slots=True)
class Group:
    """People who are enrolled together. A lower `priority` is paid first when money is short.

    `validation_loss_ppm` is the part of planned people that BPJS will turn away (age, NIK); what remains
    is rounded down to whole people.
    """

    name: str
    skpd: str
    segment: Segment
    priority: int = 100
    legal_basis: str = ""
    validation_loss_ppm: int = 0


@dataclass(frozen=True, slots=True)
class Tariff:
    """The terms on which a group is enrolled in some months, and the money that pays for it."""

    group: str
    validity: Validity
    terms: Terms
    funding: str = ""


@dataclass(frozen=True, slots=True)
class HeadCount:
    """From `month` on, a group (in a kecamatan) has so many people, or so many more or fewer."""

    group: str
    month: Month
    heads: int
    kind: HeadCountKind = HeadCountKind.ABSOLUTE
    kecamatan: str = ""


@dataclass(frozen=True, slots=True)
class MinimumWage:
    """The regency's UMK of a year, in sen."""

    year: int
    sen: int
    source: str = ""


@dataclass(frozen=True, slots=True)
class Allocation:
    """Money that the council allotted for one fiscal year, in rupiah."""

    fiscal_year: int
    skpd: str
    sub_activity: str
    account: str
    funding: str
    programmes: tuple[Programme, ...]
    amount: int


@dataclass(frozen=True, slots=True)
class Assumption:
    """A statement that readers of the figures must know, published or assumed."""

    text: str
    kind: AssumptionKind
    source: str = ""


@dataclass(frozen=True, slots=True)
class TariffAdjustment:
    """Other terms for one group, or for all (`group` None), in the months of `validity`."""

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


Adjustment = TariffAdjustment | HeadAdjustment | AllocationAdjustment


@dataclass(frozen=True, slots=True)
class Scenario:
    name: str
    adjustments: tuple[Adjustment, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """All that an officer entered for one regency; `span` are the months of cover."""

    region: Region
    span: MonthRange
    timing: PaymentTiming = PaymentTiming.FOLLOWING_MONTH
    groups: tuple[Group, ...] = ()
    tariffs: tuple[Tariff, ...] = ()
    head_counts: tuple[HeadCount, ...] = ()
    minimum_wages: tuple[MinimumWage, ...] = ()
    allocations: tuple[Allocation, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    scenarios: tuple[Scenario, ...] = ()

    def group(self, name: str) -> Group:
        """The group of that name, whatever its capitals; NotFound otherwise."""
        for group in self.groups:
            if group.name.casefold() == name.casefold():
                return group
        raise NotFound(f"Tidak ada kelompok bernama “{name}”.")

    def scenario(self, name: str) -> Scenario:
        """The scenario of that name, whatever its capitals; NotFound otherwise."""
        for scenario in self.scenarios:
            if scenario.name.casefold() == name.casefold():
                return scenario
        known = ", ".join(s.name for s in self.scenarios) or "belum ada"
        raise NotFound(f"Tidak ada skenario bernama “{name}”. Skenario yang ada: {known}.")

    def minimum_wage(self, year: int) -> MinimumWage | None:
        return next((wage for wage in self.minimum_wages if wage.year == year), None)
