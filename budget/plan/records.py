"""Groups, tariffs, head counts, allocations: frozen records, joined by the group's name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from budget.contribution import Segment, Terms
from budget.errors import NotFound
from budget.law import LawBook, LawValue
from budget.period import Month, MonthRange, Validity
from budget.plan.adjustments import CoverLimit, HeadAdjustment, Scenario
from budget.plan.allocation import Allocation, CashMonth, in_force
from budget.plan.assertions import Assertion
from budget.plan.choices import AssumptionKind as AssumptionKind
from budget.plan.choices import HeadCountKind as HeadCountKind
from budget.plan.choices import HeadSource as HeadSource
from budget.plan.choices import PaymentTiming as PaymentTiming
from budget.plan.forms import AccountName, Indicator, Official, SubActivity
from budget.plan.roster import NO_ROSTER, RosterCounts


@dataclass(frozen=True, slots=True)
class Region:
    """A regency by its Kemendagri code, ``32.04``."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Age on the first day of the month of entry: at least `least_age` and below `below_age`.

    BPJS registers people under 65; some regencies set 17 to 64.
    """

    least_age: int = 17
    below_age: int = 65


@dataclass(frozen=True, slots=True)
class PlanFrame:
    """The head of a plan: whose it is, which months it covers, when they are paid, and for whom."""

    region: Region
    span: MonthRange
    timing: PaymentTiming
    eligibility: Eligibility = Eligibility()


@dataclass(frozen=True, slots=True)
class Group:
    """People who are enrolled together. A lower `priority` is paid first when money is short.

    `validation_loss_ppm` is the part of planned people that BPJS will turn away (age, NIK); what remains
    is rounded down to whole people. People of the roster are validated one by one and lose nothing.
    `decree_until` is the last month of the decree (SK) that names them; who is counted later is paid for, and
    warned of.
    """

    name: str
    skpd: str
    segment: Segment
    priority: int = 100
    legal_basis: str = ""
    validation_loss_ppm: int = 0
    source: HeadSource = HeadSource.PLAN
    decree_until: Month | None = None


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
class Assumption:
    """A statement that readers of the figures must know, published or assumed."""

    text: str
    kind: AssumptionKind
    source: str = ""


NO_VERSIONS: Mapping[str, "Plan"] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Plan:
    """All that an officer entered for one regency; `span` are the months of cover.

    `roster` counts the people of the stored lists. `law_values` stand before those of the shipped law, the
    later one first. From what-ifs alone come `what_if_heads`, which change the people of groups that follow
    the roster, in order, and `cover_limits`, which say in which months alone a group is covered. `versions`
    are the frozen plans by name without capitals, on which scenarios may stand; the plan of a version has a
    `frozen_law`.
    """

    region: Region
    span: MonthRange
    timing: PaymentTiming = PaymentTiming.FOLLOWING_MONTH
    groups: tuple[Group, ...] = ()
    tariffs: tuple[Tariff, ...] = ()
    head_counts: tuple[HeadCount, ...] = ()
    minimum_wages: tuple[MinimumWage, ...] = ()
    allocations: tuple[Allocation, ...] = ()
    cash_months: tuple[CashMonth, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    eligibility: Eligibility = Eligibility()
    what_if_heads: tuple[HeadAdjustment, ...] = ()
    cover_limits: tuple[CoverLimit, ...] = ()
    law_values: tuple[LawValue, ...] = ()
    sub_activities: tuple[SubActivity, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    account_names: tuple[AccountName, ...] = ()
    officials: tuple[Official, ...] = ()
    assertions: tuple[Assertion, ...] = ()
    versions: Mapping[str, "Plan"] = field(default_factory=lambda: NO_VERSIONS, compare=False, repr=False)
    frozen_law: LawBook | None = field(default=None, compare=False, repr=False)
    roster: RosterCounts = field(default=NO_ROSTER, compare=False, repr=False)

    @property
    def allotted(self) -> tuple[Allocation, ...]:
        """The money that counts: the lines of each fiscal year's last stage."""
        return in_force(self.allocations)

    @property
    def frame(self) -> PlanFrame:
        return PlanFrame(self.region, self.span, self.timing, self.eligibility)

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

    def tariff(self, group: str, month: Month) -> Tariff | None:
        """The tariff of a group in a month; at most one in a plan without errors."""
        name = group.casefold()
        return next((t for t in self.tariffs if t.group.casefold() == name and month in t.validity), None)

    def follows_roster(self, group: Group, month: Month) -> bool:
        """Whether the group's people in that month are those of its roster."""
        match group.source:
            case HeadSource.PLAN:
                return False
            case HeadSource.ROSTER:
                return True
            case HeadSource.ROSTER_THEN_PLAN:
                known_until = self.roster.known_until.get(group.name.casefold())
                return known_until is not None and month <= known_until

    def minimum_wage(self, year: int) -> MinimumWage | None:
        return next((wage for wage in self.minimum_wages if wage.year == year), None)
