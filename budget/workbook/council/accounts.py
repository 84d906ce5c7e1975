"""The accounts of each fiscal year on either basis, and the cells of cost that each of them pays."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from budget.contribution import Programme
from budget.engine.accounts import Claim, accounts, claim_of, group_bills
from budget.engine.calendar import Basis, calendar
from budget.engine.runway import AccountRunway, allocation_view
from budget.plan import Allocation
from budget.plan.allocation import line_names
from budget.workbook.council.figures import Figures

# The position of a month in the plan, the group's place in the figures, and the programme.
Place = tuple[int, int, Programme]


@dataclass(frozen=True, slots=True, eq=False)
class Payer:
    """An account and the places that it pays, those included that cost nothing yet.

    `found` is None for the last one of a year, whose places have no account as long as they cost nothing: a
    reader who enters people there must export anew.
    """

    found: AccountRunway | None
    places: frozenset[Place]

    @property
    def lines(self) -> tuple[Allocation, ...]:
        return self.found.lines if self.found else ()

    @property
    def programmes(self) -> str:
        return ", ".join(dict.fromkeys(p for line in self.lines for p in line.programmes))

    @property
    def label(self) -> str:
        if self.found is None:
            return "Belum berekening"
        return " · ".join(filter(None, (line_names(self.lines), self.programmes))) or "tanpa pagu"


@dataclass(frozen=True, slots=True, eq=False)
class AccountYear:
    """The accounts of a fiscal year, and the months of cover that are booked in it."""

    basis: Basis
    year: int
    positions: range
    payers: tuple[Payer, ...]

    @property
    def label(self) -> str:
        return f"TA {self.year}, {'kas' if self.basis is Basis.CASH else 'akrual'}"


def account_years(data: Figures) -> tuple[AccountYear, ...]:
    """Each fiscal year of the accrual basis, then of the cash basis."""
    claims = _claims(data)
    return tuple(year for basis in Basis for year in _of_basis(data, basis, claims))


def _claims(data: Figures) -> dict[Place, Claim]:
    """Of every place that can cost something."""
    plan, found = data.projection.plan, {}
    for g, group in enumerate(data.groups):
        for position, month in enumerate(data.months):
            tariff = plan.tariff(group.name, month)
            for programme in tariff.terms.programmes if tariff else ():
                found[position, g, programme] = claim_of(group, tariff, programme)
    return found


def _of_basis(data: Figures, basis: Basis, claims: Mapping[Place, Claim]) -> Iterable[AccountYear]:
    booked = calendar(data.projection, basis)
    view = allocation_view(data.projection, booked)
    bills = group_bills(data.projection, booked)
    for year in booked.fiscal_years():
        found = [account for account in view.by_account if account.fiscal_year == year]
        funds = [fund for account in found for fund in account.funds]
        split = accounts(data.projection, booked, bills, year, funds)
        owner = {claim: n for n, account in enumerate(split) for claim in account.claims}
        positions = [i for i, month in enumerate(booked.booked) if month.year == year]
        places: dict[int | None, list[Place]] = {}
        for place, claim in claims.items():
            if positions[0] <= place[0] <= positions[-1]:
                places.setdefault(owner.get(claim), []).append(place)
        payers = [Payer(account, frozenset(places.get(n, ()))) for n, account in enumerate(found)]
        payers.append(Payer(None, frozenset(places.get(None, ()))))
        yield AccountYear(basis, year, range(positions[0], positions[-1] + 1), tuple(payers))
