"""What was paid of the plan, what is still owed, why it differs, and what came back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from budget.engine import arrears as engine_arrears
from budget.engine import funnel as engine_funnel
from budget.engine import realisation as engine_realisation
from budget.engine import variance as engine_variance
from budget.engine.benefits import BenefitRow, benefit_rows, benefit_years
from budget.engine.billing import Bill, Cell, PlannedCell, Settled, planned_cells, settle
from budget.engine.matching import Matching, match_people
from budget.engine.projection import Projection, project
from budget.law import load_law
from budget.period import Month
from budget.plan import Plan
from budget.plan.payments import Book, on_the_way, paid
from budget.roster.masking import masked_nik
from budget.services.workspace import Workspace, transaction

if TYPE_CHECKING:
    from budget.store.unit_of_work import UnitOfWork

# Of people who do not match so many are listed.
_MOST_SHOWN = 500


@dataclass(frozen=True, slots=True)
class Standing:
    """The costed plan, the book, and up to when both are looked at."""

    projection: Projection
    book: Book
    fiscal_year: int
    until: Month

    @property
    def groups(self) -> list[str]:
        return [group.name for group in self.projection.plan.groups]


@dataclass(frozen=True, slots=True)
class Owed:
    """Arrears at the end of `until`, in rupiah beside them: what is paid beyond invoices, what is paid for
    none that is known, and what is on its way (SPP or SPM, but no SP2D).
    """

    until: Month
    months: tuple[engine_arrears.Arrear, ...]
    beyond: int
    nameless: int
    on_the_way: int


@dataclass(frozen=True, slots=True)
class Person:
    """A person of a list or an invoice as it may be shown; `nik` is masked, `name` empty where unknown."""

    nik: str
    name: str
    group: str


@dataclass(frozen=True, slots=True)
class Matched:
    """A month's persons, list against invoices: counts by group, and those who do not match, at most 500."""

    matching: Matching
    not_billed: tuple[Person, ...]
    not_listed: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class MonthFunnel:
    """The funnels of a month of cover; `matched` where its invoices name persons."""

    month: Month
    funnels: tuple[engine_funnel.Funnel, ...]
    matched: Matched | None


@dataclass(frozen=True, slots=True)
class RealisationView:
    """A fiscal year in full, with the funnel of one month; `years` are all that can be looked at.

    `planned` and `bills` are of every month: what a row that is about to be booked is seen beside.
    """

    standing: Standing
    years: tuple[int, ...]
    planned: Mapping[Cell, PlannedCell]
    bills: tuple[Bill, ...]
    realisation: engine_realisation.Realisation
    owed: Owed
    variance: engine_variance.Variance
    benefits: tuple[BenefitRow, ...]
    funnel: MonthFunnel


def read_realisation(
    workspace: Workspace,
    fiscal_year: int | None = None,
    until: Month | None = None,
    month: Month | None = None,
) -> RealisationView:
    """Everything at once, read in one transaction; `month` is that of the funnel.

    Without a year: this one, or where nothing is planned or paid in it, the last one before it that has.
    """
    with transaction(workspace, writes=False) as work:
        plan, book = work.plan(), work.bookkeeping.book()
        years = _years(plan, book)
        year = fiscal_year or _year_of(years, workspace.clock().year)
        found = _standing(plan, book, workspace, year, until)
        funnel = _funnel(work, found, month, until)
    settled = settle(book.invoices, book.payments, found.groups, found.until)
    return RealisationView(
        found,
        years,
        planned_cells(found.projection),
        settled.bills,
        realised(found),
        _owed(settled, found),
        varied(found),
        returned(found),
        funnel,
    )


def _years(plan: Plan, book: Book) -> tuple[int, ...]:
    """The fiscal years that the plan spends in, has money for, or that something was paid in."""
    spent = {booked.year for booked in plan.span} | {line.fiscal_year for line in plan.allocations}
    return tuple(sorted(spent | {payment.day.year for payment in paid(book.payments) if payment.day}))


def _year_of(years: Sequence[int], now: int) -> int:
    return max((year for year in years if year <= now), default=years[0])


def standing(workspace: Workspace, fiscal_year: int | None = None, until: Month | None = None) -> Standing:
    """The stored plan and book, as they stand at the end of `until`.

    Without a year: that of `until`. Without `until`: this month, or the year's last one where it is over.
    PlanError where the plan cannot be costed.
    """
    with transaction(workspace, writes=False) as work:
        return _standing(work.plan(), work.bookkeeping.book(), workspace, fiscal_year, until)


def _standing(
    plan: Plan, book: Book, workspace: Workspace, fiscal_year: int | None, until: Month | None
) -> Standing:
    now = Month.of(workspace.clock().date())
    year = fiscal_year or (until or now).year
    until = until or min(now, Month(year, 12))
    return Standing(project(plan, load_law()), book, year, until)


def realised(found: Standing) -> engine_realisation.Realisation:
    """By month and account against allocation and cash plan, with the outlook of the year."""
    return engine_realisation.realisation(
        found.projection, found.book.payments, found.fiscal_year, found.until
    )


def owed(found: Standing) -> Owed:
    """Arrears by month of cover, whatever the fiscal year."""
    return _owed(settle(found.book.invoices, found.book.payments, found.groups, found.until), found)


def _owed(settled: Settled, found: Standing) -> Owed:
    return Owed(
        found.until,
        engine_arrears.arrears(settled, found.until),
        settled.beyond,
        settled.nameless,
        sum(payment.amount for payment in on_the_way(found.book.payments)),
    )


def varied(found: Standing) -> engine_variance.Variance:
    """Why what was paid in the fiscal year is not what the plan pays in it."""
    return engine_variance.variance(found.projection, found.book, found.fiscal_year, found.until)


def returned(found: Standing, year: int | None = None) -> tuple[BenefitRow, ...]:
    """Benefits against contributions by group, of one year or of all."""
    years = benefit_years(found.book) if year is None else (year,)
    return benefit_rows(found.book, found.groups, years)


def funnel(workspace: Workspace, month: Month | None = None, until: Month | None = None) -> MonthFunnel:
    """The funnel of a month of cover, and its persons one by one where invoices name them.

    Without a month: the last one up to `until` of which the book says anything.
    """
    with transaction(workspace, writes=False) as work:
        found = _standing(work.plan(), work.bookkeeping.book(), workspace, None, until)
        return _funnel(work, found, month, until)


def _funnel(work: "UnitOfWork", found: Standing, month: Month | None, until: Month | None) -> MonthFunnel:
    month = month or _last_told(found)
    funnels = engine_funnel.funnels(found.projection, found.book, month, until or max(found.until, month))
    return MonthFunnel(month, funnels, _matched(work, month))


def _last_told(found: Standing) -> Month:
    told = [line.month for line in found.book.invoices] + [count.month for count in found.book.counts]
    span = found.projection.span
    return max(
        (month for month in told if month <= found.until),
        default=min(span.last, max(span.first, found.until)),
    )


def _matched(work: "UnitOfWork", month: Month) -> Matched | None:
    billed = work.bookkeeping.billed(month)
    if not billed.nik:
        return None
    matching = match_people(work.bookkeeping.listed(month), billed.nik, billed.rupiah)
    missing = [(nik, group.group) for group in matching.groups for nik in group.not_billed][:_MOST_SHOWN]
    names = work.bookkeeping.names(month, [nik for nik, _ in missing])
    return Matched(
        matching,
        tuple(Person(masked_nik(nik), names.get(nik, ""), group) for nik, group in missing),
        tuple(Person(masked_nik(nik), "", "") for nik in matching.not_listed[:_MOST_SHOWN]),
    )
