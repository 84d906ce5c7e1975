"""What was paid of the budget: by month and account, against allocation and cash plan, and how the year ends.

Paid is what has an SP2D, in the month of the SP2D. Months up to `until` are actual, those after it are what
the plan pays then. A payment belongs to the account whose lines name most of it; where it says too little to
tell one account from another, nobody guesses and it stands apart.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from budget.engine.accounts import Account, Fund, GroupBills, accounts, group_bills
from budget.engine.calendar import Basis, Calendar, calendar
from budget.engine.cash_plan import CashLine, cash_plan
from budget.engine.part import Part
from budget.engine.projection import Projection
from budget.errors import Problem, warning
from budget.money import format_rupiah
from budget.period import Month
from budget.plan import Allocation
from budget.plan.payments import Payment, paid

_YEAR = range(12)
_SEMESTER = 6
_ZEROS = (0,) * 12


@dataclass(frozen=True, slots=True)
class RealisedMonth:
    """A month of payment in rupiah; `planned` is what the plan pays then, `cumulative` all paid so far."""

    month: Month
    cash_plan: int
    planned: int
    realised: int
    cumulative: int
    cumulative_cash_plan: int

    @property
    def deviation(self) -> int:
        """Paid so far less what the cash plan expected so far."""
        return self.cumulative - self.cumulative_cash_plan


@dataclass(frozen=True, slots=True)
class AccountRealisation:
    """Lines that pay together, none for what no line pays; twelve months each, in rupiah.

    `months_done` months are actual; realised is zero after them.
    """

    lines: tuple[Allocation, ...]
    cash_plan: tuple[int, ...]
    planned: tuple[int, ...]
    realised: tuple[int, ...]
    months_done: int

    @property
    def allocation(self) -> int:
        return sum(line.amount for line in self.lines)

    @property
    def total(self) -> int:
        """What was paid so far."""
        return sum(self.realised)

    @property
    def absorption(self) -> Part:
        """What was paid as a part of the allocation."""
        return Part(self.total, self.allocation)

    @property
    def expected(self) -> int:
        """What the cash plan expected so far."""
        return sum(self.cash_plan[: self.months_done])

    @property
    def deviation(self) -> Part:
        """Paid less expected so far, as a part of what was expected."""
        return Part(self.total - self.expected, self.expected)

    @property
    def rest(self) -> int:
        """What the plan pays in the months that are left."""
        return sum(self.planned[self.months_done :])

    @property
    def outlook(self) -> int:
        """The year's end: paid so far and the rest of the plan."""
        return self.total + self.rest

    @property
    def silpa(self) -> int:
        """What the year leaves of the allocation; negative where the money will not do."""
        return self.allocation - self.outlook

    @property
    def unpaid_plan(self) -> int:
        """What the plan would have paid so far beyond what was paid; it may fall due yet."""
        return sum(self.planned[: self.months_done]) - self.total

    def months(self, year: int) -> tuple[RealisedMonth, ...]:
        return tuple(
            RealisedMonth(
                Month(year, at + 1),
                self.cash_plan[at],
                self.planned[at],
                self.realised[at],
                sum(self.realised[: at + 1]),
                sum(self.cash_plan[: at + 1]),
            )
            for at in _YEAR
        )

    def semesters(self) -> tuple[int, int]:
        """Both halves of the year: actual months as they were, the others as the plan pays them."""
        months = [*self.realised[: self.months_done], *self.planned[self.months_done :]]
        return sum(months[:_SEMESTER]), sum(months[_SEMESTER:])


@dataclass(frozen=True, slots=True)
class Realisation:
    """A fiscal year up to the end of the month `until`: account by account, and all together."""

    fiscal_year: int
    until: Month
    accounts: tuple[AccountRealisation, ...]
    problems: tuple[Problem, ...]

    @property
    def total(self) -> AccountRealisation:
        def summed(rows: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
            return tuple(sum(column) for column in zip(_ZEROS, *rows, strict=True))

        return AccountRealisation(
            tuple(line for account in self.accounts for line in account.lines),
            summed(account.cash_plan for account in self.accounts),
            summed(account.planned for account in self.accounts),
            summed(account.realised for account in self.accounts),
            months_done(self.fiscal_year, self.until),
        )


def months_done(fiscal_year: int, until: Month) -> int:
    """How many months of the year have passed at the end of `until`: 0 before it, 12 after it."""
    return max(0, min(12, until.index - Month(fiscal_year, 1).index + 1))


def realisation(
    projection: Projection, payments: Iterable[Payment], fiscal_year: int, until: Month
) -> Realisation:
    """What was paid in a fiscal year up to the end of `until`."""
    when = calendar(projection, Basis.CASH)
    bills = group_bills(projection, when)
    funds = [Fund(line, line.amount) for line in projection.plan.allotted if line.fiscal_year == fiscal_year]
    # What no line pays stands last, and takes the payments that fit no account.
    found = accounts(projection, when, bills, fiscal_year, funds)
    if not found or found[-1].funds:
        found.append(Account((), bills.cost < 0))
    planned_cash = cash_plan(projection, fiscal_year)
    cash_lines = list(planned_cash.lines)
    done = months_done(fiscal_year, until)
    lines = [[fund.line for fund in account.funds] for account in found[:-1]]
    realised = [[0] * 12 for _ in found]
    apart: list[Payment] = []
    for place, number, payment in _placed(payments, lines, fiscal_year, until):
        if place == len(lines):
            apart.append(payment)
        realised[place][number - 1] += payment.amount
    rows = [
        AccountRealisation(
            tuple(fund.line for fund in account.funds),
            _cash_plan(account, cash_lines),
            _planned(account, bills, when, fiscal_year),
            tuple(months),
            done,
        )
        for account, months in zip(found, realised, strict=True)
    ]
    kept = tuple(row for row in rows if row.lines or any(row.planned) or any(row.realised))
    problems = (*planned_cash.problems, *_apart(apart), *_overspent(kept))
    return Realisation(fiscal_year, until, kept, problems)


def spent(
    payments: Iterable[Payment], accounts: Sequence[Sequence[Allocation]], fiscal_year: int, until: Month
) -> tuple[int, ...]:
    """What was paid from each account's lines in a fiscal year up to the end of `until`, in rupiah.

    One amount more than accounts: the last is what says too little to belong to one of them.
    """
    sums = [0] * (len(accounts) + 1)
    for place, _, payment in _placed(payments, accounts, fiscal_year, until):
        sums[place] += payment.amount
    return tuple(sums)


def _placed(
    payments: Iterable[Payment], accounts: Sequence[Sequence[Allocation]], fiscal_year: int, until: Month
) -> Iterator[tuple[int, int, Payment]]:
    """The payments of a year up to `until`, each behind the place of its account and its month's number."""
    done = months_done(fiscal_year, until)
    for payment in paid(payments):
        if payment.day is not None and payment.day.year == fiscal_year and payment.day.month <= done:
            yield _account(payment, accounts), payment.day.month, payment


def _account(payment: Payment, accounts: Sequence[Sequence[Allocation]]) -> int:
    """The place of the account that a payment belongs to; behind the last one where it does not say."""
    fits = {
        place: max(_fit(payment, line) for line in lines if _may_pay(payment, line))
        for place, lines in enumerate(accounts)
        if any(_may_pay(payment, line) for line in lines)
    }
    best = [place for place, fit in fits.items() if fit == max(fits.values())]
    return best[0] if len(best) == 1 else len(accounts)


def _may_pay(payment: Payment, line: Allocation) -> bool:
    return (
        (not payment.account or line.account in ("", payment.account))
        and (not payment.skpd or line.skpd.casefold() in ("", payment.skpd.casefold()))
        and set(payment.programmes) <= set(line.programmes)
    )


def _fit(payment: Payment, line: Allocation) -> tuple[bool, bool, bool]:
    """A line that names what the payment names goes before one that says nothing."""
    return (
        bool(payment.account) and line.account == payment.account,
        bool(payment.skpd) and bool(line.skpd),
        bool(payment.programmes) and set(payment.programmes) == set(line.programmes),
    )


def _cash_plan(account: Account, cash_lines: list[CashLine]) -> tuple[int, ...]:
    """The account's lines, month by month; of equal lines each takes its own."""
    months = [0] * 12
    for fund in account.funds:
        at = next(at for at, planned in enumerate(cash_lines) if planned.line == fund.line)
        months = [sum(pair) for pair in zip(months, cash_lines.pop(at).months, strict=True)]
    return tuple(months)


def _planned(account: Account, bills: GroupBills, when: Calendar, fiscal_year: int) -> tuple[int, ...]:
    months = [0] * 12
    for booked, rupiah in zip(
        when.booked, (bills.cost * account.pays).sum(axis=(1, 2)).tolist(), strict=True
    ):
        if booked.year == fiscal_year:
            months[booked.number - 1] += rupiah
    return tuple(months)


def _apart(payments: Sequence[Payment]) -> Iterable[Problem]:
    for payment in payments:
        message = (
            f"{format_rupiah(payment.amount)} tidak menyebut rekening, program, atau SKPD yang menunjuk satu "
            "pagu, sehingga dihitung terpisah. Koreksi barisnya."
        )
        yield warning("bayar_tanpa_pagu", f"Pembayaran {payment.document}", message)


def _overspent(rows: Iterable[AccountRealisation]) -> Iterable[Problem]:
    for row in rows:
        if row.lines and row.total > row.allocation:
            over = format_rupiah(row.total - row.allocation)
            where = f"Pagu {row.lines[0].fiscal_year} {row.lines[0].account}".strip()
            yield warning("melebihi_pagu", where, f"Yang dibayar melebihi pagu sebesar {over}.")
