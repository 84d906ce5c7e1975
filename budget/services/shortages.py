"""Money that does not last, of fiscal years and accounts, and what their lines are called."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from budget.engine.runway import AccountRunway, AllocationView, Runway
from budget.period import Month
from budget.plan import Allocation
from budget.plan.allocation import LineKey

WITHOUT_MONEY = "tanpa pagu"


@dataclass(frozen=True, slots=True)
class Shortage:
    """Of a fiscal year, or of one account of a year that has enough in all."""

    name: str
    runway: Runway

    @property
    def month(self) -> Month:
        """The first one that is short."""
        assert self.runway.first_short_month is not None
        return self.runway.first_short_month


def short_years(view: AllocationView) -> list[Shortage]:
    return [Shortage(f"TA {year}", runway) for year, runway in view.by_fiscal_year if not runway.is_enough]


def short_accounts(view: AllocationView) -> list[Shortage]:
    """Accounts that are short though their fiscal year has enough."""
    short = {year for year, runway in view.by_fiscal_year if not runway.is_enough}
    return [
        Shortage(f"{_name(each, view.by_account)} TA {each.fiscal_year}", each.runway)
        for each in view.by_account
        if not each.runway.is_enough and each.fiscal_year not in short
    ]


def _name(account: AccountRunway, others: Sequence[AccountRunway]) -> str:
    label = account_label(account, others)
    return f"Rekening {label}" if account.lines else f"Biaya {label}"


def account_label(account: AccountRunway, others: Sequence[AccountRunway]) -> str:
    """Its programmes where these tell it from the year's other accounts, else its full name."""
    if not account.lines:
        return WITHOUT_MONEY
    programmes = programmes_of(account.lines)
    alike = [
        each
        for each in others
        if each.fiscal_year == account.fiscal_year and programmes_of(each.lines) == programmes
    ]
    return programmes if len(alike) == 1 else account_name(account.lines)


def account_name(lines: Sequence[Allocation]) -> str:
    """Lines that pay together, each once; empty where no line pays."""
    return "; ".join(dict.fromkeys(line_name(line) for line in lines))


def line_name(line: Allocation) -> str:
    return key_name(line.key, line.skpd, line.funding)


def key_name(key: LineKey, skpd: str = "", funding: str = "") -> str:
    """Account, SKPD and funding as far as they are known, else the programmes; `key` has no capitals."""
    parts = (key.account, skpd or key.skpd, funding or key.funding)
    return " · ".join(part for part in parts if part) or ", ".join(key.programmes)


def programmes_of(lines: Iterable[Allocation]) -> str:
    return ", ".join(dict.fromkeys(p for line in lines for p in line.programmes))
