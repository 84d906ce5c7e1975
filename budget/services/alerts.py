"""What an officer should look at next, the most pressing first, and where it is dealt with.

`read_beside` reads what is stored beside the plan; `alerts` is pure. The realisation is that of the stored
plan, whatever scenario the answer is of.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from budget.engine.alike import project_alike
from budget.engine.arrears import Arrear, arrears
from budget.engine.billing import settle
from budget.engine.realisation import Realisation, realisation
from budget.errors import Problem, Severity
from budget.law import load_law
from budget.money import format_number, format_rupiah
from budget.period import Month
from budget.plan import Plan
from budget.plan.coverage import Coverage
from budget.plan.coverage_check import check_coverage
from budget.plan.payments import Book
from budget.services.people import age_cautions
from budget.services.projecting import Answer
from budget.services.shortages import short_accounts, short_years
from budget.services.spots import Spot
from budget.services.workspace import Workspace, transaction

# A decree that ends within so many months is to be renewed by now.
_RENEWAL_MONTHS = 3


@dataclass(frozen=True, slots=True)
class Alert:
    """One line; `code` names its kind, as that of a Problem does."""

    code: str
    severity: Severity
    message: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class Beside:
    """What is stored beside the plan, as it stands in the month `now`.

    `seals` are months with whether their seal is whole; `pairs` count the undecided ones between two groups.
    `ageing` says how many of the lists reach the age limit: a million people are looked through for it.
    `realised` is this fiscal year's realisation, None where nothing is booked.
    """

    now: Month
    book: Book = field(default_factory=Book)
    seals: tuple[tuple[Month, bool], ...] = ()
    pairs: tuple[tuple[str, str, int], ...] = ()
    coverage: Coverage = field(default_factory=Coverage)
    ageing: tuple[Problem, ...] = ()
    realised: Realisation | None = None
    owed: tuple[Arrear, ...] = ()


def read_beside(workspace: Workspace, plan: Plan) -> Beside:
    """Read what is stored beside an open plan, at once; PlanError where the plan cannot be costed."""
    now = Month.of(workspace.clock().date())
    with transaction(workspace, writes=False) as work:
        book, coverage = work.bookkeeping.book(), work.coverage.all()
        seals = tuple((seal.month, seal.intact) for seal in work.seals.all())
        pairs = tuple(work.twins.undecided_by_group())
    found = Beside(now, book, seals, pairs, coverage, tuple(age_cautions(workspace, plan)))
    if not (book.invoices or book.payments):
        return found
    settled = settle(book.invoices, book.payments, [group.name for group in plan.groups], now)
    realised = realisation(project_alike(plan, load_law()), book.payments, now.year, now)
    return replace(found, realised=realised, owed=arrears(settled, now))


def alerts(answer: Answer, beside: Beside | None = None) -> tuple[Alert, ...]:
    """All of them, errors first; without `beside` those that the answer alone tells."""
    plan = answer.projection.plan
    found = [*_money(answer)]
    if beside is not None:
        found += [*_paying(beside), *_people(plan, beside), *_decrees(plan, beside.now), *_coverage(beside)]
    cautions = [*answer.cautions, *(beside.ageing if beside else ())]
    found += [*_grouped(cautions, Spot.CAUTIONS), *_forms(plan)]
    order = list(Severity)
    return tuple(sorted(found, key=lambda alert: order.index(alert.severity)))


def _error(code: str, message: str, spot: Spot) -> Alert:
    return Alert(code, Severity.ERROR, message, spot)


def _warning(code: str, message: str, spot: Spot) -> Alert:
    return Alert(code, Severity.WARNING, message, spot)


def _money(answer: Answer) -> Iterator[Alert]:
    for short in (*short_years(answer.allocation), *short_accounts(answer.allocation)):
        people = format_number(short.runway.people_short or 0)
        missing = format_rupiah(short.runway.shortfall or 0)
        message = f"{short.name} kurang mulai {short.month.short_label}: {people} orang, {missing}"
        yield _error("uang_kurang", message, Spot.ACCOUNTS)


def _paying(beside: Beside) -> Iterator[Alert]:
    """What fell due and is not paid, months in which nothing was paid, and what was paid wrongly."""
    late = [arrear for arrear in beside.owed if arrear.overdue]
    if late:
        total = format_rupiah(sum(arrear.overdue for arrear in late))
        message = f"Tunggakan {total}, {_months(arrear.month for arrear in late)}"
        yield _error("tunggakan", message, Spot.ARREARS)
    if beside.realised is None:
        return
    year = beside.realised.total.months(beside.realised.fiscal_year)
    unpaid = [each for each in year if each.month < beside.now and each.planned and not each.realised]
    if unpaid:
        total = format_rupiah(sum(each.planned for each in unpaid))
        message = f"Rencana {total} lewat tanpa pembayaran: {_months(each.month for each in unpaid)}"
        yield _warning("bulan_belum_dibayar", message, Spot.REALISATION)
    yield from _grouped(beside.realised.problems, Spot.OUTLOOK)


def _people(plan: Plan, beside: Beside) -> Iterator[Alert]:
    broken = [month for month, is_whole in beside.seals if not is_whole]
    if broken:
        yield _error("segel_rusak", f"Isi segel tidak cocok dengan sidiknya: {_months(broken)}", Spot.SEALS)
    pairs = sum(count for _, _, count in beside.pairs)
    if pairs:
        message = f"{format_number(pairs)} pasangan mungkin satu orang, belum diputuskan"
        yield _warning("pasangan_mirip", message, Spot.TWINS)
    twice = sum(count for a, b, count in beside.pairs if _pays_twice(plan, a, b, beside.now))
    if twice:
        message = f"{format_number(twice)} pasangan mungkin dibayar dari dua sumber dana"
        yield _warning("dana_ganda", message, Spot.TWINS)
    sealed = {month for month, _ in beside.seals}
    open_months = [month for month in plan.span if month < beside.now and month not in sealed]
    if open_months and plan.roster.strata:
        message = f"Bulan yang lewat belum disegel: {_months(open_months)}"
        yield _warning("bulan_belum_disegel", message, Spot.SEALS)


def _pays_twice(plan: Plan, a: str, b: str, now: Month) -> bool:
    """Whether two groups draw on different sources; a tariff that names none says nothing."""
    at = max(plan.span.first, min(plan.span.last, now))
    tariffs = (plan.tariff(a, at), plan.tariff(b, at))
    sources = {tariff.funding.casefold() for tariff in tariffs if tariff is not None and tariff.funding}
    return len(sources) == 2


def _decrees(plan: Plan, now: Month) -> Iterator[Alert]:
    """Decrees that end soon; of those that ended while people are counted the plan's cautions tell."""
    soon = now.plus(_RENEWAL_MONTHS)
    for group in plan.groups:
        until = group.decree_until
        if until is not None and now <= until <= soon:
            yield _warning("sk_akan_berakhir", f"SK {group.name} berakhir {until.label}", Spot.GROUPS)


def _coverage(beside: Beside) -> Iterator[Alert]:
    found = check_coverage(beside.coverage)
    if found:
        message = f"{found[0]}{_more(len(found))}"
        yield _warning("cakupan_bertentangan", message, Spot.COVERAGE)


# Problems that are dealt with elsewhere than where others of their kind are read.
_LEADS = {
    "pagu_program_kurang": Spot.ACCOUNTS,
    "pagu_sumber_kurang": Spot.ACCOUNTS,
    "pagu_tanpa_peserta": Spot.ACCOUNTS,
    "celah_perlindungan": Spot.GROUPS,
    "tarif_berakhir": Spot.GROUPS,
    "sk_berakhir": Spot.GROUPS,
    "batas_usia": Spot.PROBLEMS,
}


def _grouped(problems: Iterable[Problem], otherwise: Spot) -> Iterator[Alert]:
    """One alert for each kind: its first problem, and how many more there are."""
    by_code: dict[str, list[Problem]] = {}
    for problem in problems:
        by_code.setdefault(problem.code, []).append(problem)
    for code, found in by_code.items():
        message = f"{found[0]}{_more(len(found))}"
        if code == "belum_diverifikasi":
            message = f"{format_number(len(found))} dasar hukum belum diverifikasi: {found[0]}"
        yield Alert(code, found[0].severity, message, _LEADS.get(code, otherwise))


def _forms(plan: Plan) -> Iterator[Alert]:
    """What the official forms would leave blank, once lines name the sub-kegiatan that they need."""
    wanted = {(line.skpd.casefold(), line.sub_activity): line for line in plan.allotted if line.sub_activity}
    described = {(each.skpd.casefold(), each.code) for each in plan.sub_activities}
    gaps = [line.sub_activity for key, line in wanted.items() if key not in described]
    if gaps:
        message = f"Isi formulir: sub kegiatan {gaps[0]} belum diisi{_more(len(gaps))}"
        yield Alert("formulir_belum_lengkap", Severity.INFO, message, Spot.FORMS)
    if wanted and not plan.officials:
        message = "Isi formulir: belum ada pejabat penanda tangan"
        yield Alert("formulir_tanpa_pejabat", Severity.INFO, message, Spot.FORMS)


def _months(months: Iterable[Month]) -> str:
    """``Mar 2026`` or ``3 bulan sejak Mar 2026``."""
    found = sorted(months)
    first = found[0].short_label
    return first if len(found) == 1 else f"{format_number(len(found))} bulan sejak {first}"


def _more(count: int) -> str:
    return f" (dan {format_number(count - 1)} lagi)" if count > 1 else ""
