"""What a roster's rows are held against: the plan's groups and tariffs, and what is said of a whole list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from budget.contribution import RosterIncome, RosterWage, Wage
from budget.period import Month
from budget.plan import Eligibility, Plan, Tariff
from budget.roster.member import Member
from budget.roster.values import normal_group


@dataclass(frozen=True, slots=True)
class Given:
    """Said of the whole list; counts where its column is absent or the cell is blank. `last` is included."""

    group: str | None = None
    first: Month | None = None
    last: Month | None = None
    kecamatan: str = ""
    village: str = ""


@dataclass(frozen=True, slots=True)
class Price:
    """What a month's tariff says of wages: taken from the list, or fixed at `fixed_sen`, or neither."""

    by_roster: bool = False
    fixed_sen: int | None = None


class Cover:
    """One group of the plan, and what its tariffs say in each month.

    Who entered before the plan's `first` month (an index of `Month`) is costed from that month on.
    """

    def __init__(self, name: str, tariffs: tuple[Tariff, ...], first: int) -> None:
        self.name = name
        self._tariffs = tariffs
        self._first = first
        self._prices: dict[int, Price | None] = {}

    def price(self, month: int) -> Price | None:
        """None where the group has no tariff in that month (an index of `Month`)."""
        try:
            return self._prices[month]
        except KeyError:
            counted = Month.at(max(month, self._first))
            return self._prices.setdefault(month, self._priced(counted))

    def _priced(self, month: Month) -> Price | None:
        for tariff in self._tariffs:
            if month in tariff.validity:
                base = tariff.terms.base
                if isinstance(base, Wage):
                    return Price(fixed_sen=base.sen)
                return Price(by_roster=isinstance(base, RosterWage | RosterIncome))
        return None


@dataclass(frozen=True, slots=True)
class Entry:
    """A month of entry: its index, its last day, and who is of age on its first day.

    Eligible is who was born until `born_until` and after `born_after`.
    """

    index: int
    last_day: date
    born_until: date
    born_after: date


@dataclass(frozen=True, slots=True)
class Rules:
    """`covers` by the normal name of the group; `region` are four digits, as a NIK begins.

    `known_stays`: what a list has no column for may be known already, as in the whole list of a month.
    """

    covers: Mapping[str, Cover]
    region: str
    eligibility: Eligibility
    last_year: int
    given: Given
    known_stays: bool = False

    def price(self, member: Member) -> Price | None:
        """What the tariff of a member's first month says; None where there is none."""
        return self.covers[normal_group(member.group)].price(member.first)

    def entry(self, index: int) -> Entry:
        """Of a month by its index. The first of a month has an anniversary in every year."""
        first = date(index // 12, index % 12 + 1, 1)
        following = date((index + 1) // 12, (index + 1) % 12 + 1, 1)
        return Entry(
            index,
            following - timedelta(days=1),
            _years_before(first, self.eligibility.least_age),
            _years_before(first, self.eligibility.below_age),
        )


def rules(plan: Plan, given: Given, known_stays: bool = False) -> Rules:
    """The rules of a plan for lists of which `given` is said."""
    covers = {
        normal_group(group.name): Cover(
            group.name,
            tuple(t for t in plan.tariffs if t.group.casefold() == group.name.casefold()),
            plan.span.first.index,
        )
        for group in plan.groups
    }
    region, last_year = plan.region.code.replace(".", ""), plan.span.last.year
    return Rules(covers, region, plan.eligibility, last_year, given, known_stays)


def _years_before(day: date, years: int) -> date:
    return day.replace(year=max(day.year - years, date.min.year))
