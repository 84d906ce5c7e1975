"""Money to people and months, and targets to money, on a plan and what is known of its coverage."""

from dataclasses import dataclass, replace

from budget.engine.axes import Basis
from budget.engine.calendar import Calendar, calendar
from budget.engine.coverage import members_at
from budget.engine.orders import CutOrder
from budget.engine.projection import Projection, project
from budget.engine.purses import Money
from budget.engine.runway import allocation_view
from budget.engine.solve import Cut, fair_cuts, most_people
from budget.engine.target import (
    GroupGrowth,
    Growth,
    Need,
    added,
    for_months,
    most_added,
    need,
    people_to_reach,
    shares,
)
from budget.engine.whole_months import GroupMonths, PaidMonths, months_in_turn, most_months
from budget.errors import BadEntry, NotFound, Problem, warning
from budget.law import load_law
from budget.money import PPM, format_rupiah
from budget.period import Month
from budget.plan import AllocationAdjustment, Plan, Scenario, in_scenario
from budget.plan.allocation import account_name
from budget.plan.coverage import KIND_LABELS, Coverage, CoverageKind, Period
from budget.plan.growth import GrowthPath
from budget.services.projecting import named
from budget.services.workspace import Workspace, transaction


@dataclass(frozen=True, slots=True)
class Given:
    """What is solved on: the plan, and who works and is covered as far as it is known."""

    plan: Plan
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class Frame:
    """What is solved within. `first` and `last` limit the booked months; people change from `since` on.

    `workers` is the working population per kecamatan, for the order by coverage; it goes before the figures
    of the coverage.
    """

    scenario: str | None = None
    basis: Basis = Basis.ACCRUAL
    first: Month | None = None
    last: Month | None = None
    since: Month | None = None
    workers: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Solved:
    """Who is kept in the order asked for, the same money under each order, and for how long it lasts.

    `cautions` also name the accounts that are short although the fiscal year's money is enough.
    """

    cut: Cut
    side_by_side: tuple[Cut, ...]
    months: PaidMonths
    in_turn: tuple[GroupMonths, ...]
    cautions: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Reaching:
    """Who is to be reached: so many people, or a part of a denominator, by the end of `by`.

    `covered` is who counts already; for None the people whom the plan has in that month, or the active
    members where the denominator is one of the coverage.
    """

    by: Month | None = None
    path: GrowthPath = GrowthPath.EVEN
    group: str | None = None
    covered: int | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """So many people, and who says so, in words."""

    people: int
    source: str


@dataclass(frozen=True, slots=True)
class Reached:
    """The people to be added and what they cost; `joining` is how many join in which month.

    `start` are those who count already, with what they were counted from; None where it is no matter.
    """

    growth: Growth
    groups: tuple[GroupGrowth, ...]
    joining: tuple[tuple[Month, int], ...]
    need: Need
    start: Counted | None = None


def read_given(workspace: Workspace) -> Given:
    """What is stored now; FileError where the workspace cannot be opened."""
    with transaction(workspace, writes=False) as work:
        return Given(work.plan(), work.coverage.all())


def solve_money(
    given: Given,
    frame: Frame,
    order: CutOrder,
    money: Money | None = None,
    less_ppm: int = 0,
    *,
    by_account: bool = False,
) -> Solved:
    """Whom the money covers; for None the allocations, each line less that part of itself.

    `by_account`: what one account has left does not pay for another. BadEntry beside a sum of money.
    """
    if isinstance(money, int) and money < 0:
        raise BadEntry("Uang yang tersedia kurang dari nol.", "money")
    if not 0 <= less_ppm <= PPM:
        raise BadEntry("Potongan pagu paling sedikit 0 % dan paling banyak 100 %.", "cut")
    if by_account and money is not None:
        raise BadEntry("Per rekening hanya dengan pagu rencana: satu jumlah uang tidak berekening.", "pots")
    plan = named(given.plan, frame.scenario)
    if less_ppm:
        plan = in_scenario(plan, Scenario("", (AllocationAdjustment(None, PPM - less_ppm),)))
    projection, months = _framed(plan, frame)
    workers = workers_at(given.coverage, months.covered[-1]) | _folded(frame.workers)
    cuts = fair_cuts(projection, months, money, frame.since, workers, by_account=by_account)
    found = next((cut for cut in cuts if cut.order is order), None) or most_people(
        projection, months, order, money, frame.since, workers, by_account=by_account
    )
    binds_apart = money is None and not by_account
    return Solved(
        cut=found,
        side_by_side=cuts,
        months=most_months(projection, months, money, by_account=by_account),
        in_turn=months_in_turn(projection, months, money, by_account=by_account),
        cautions=(
            *found.problems,
            *(_short_accounts(found, months) if binds_apart else ()),
            *(_pots(plan, months) if money is None else ()),
        ),
    )


def workers_at(coverage: Coverage, month: Month) -> dict[str, int]:
    """The working population of each kecamatan that is known by then, by its name without capitals."""
    at, kind = Period.of(month), CoverageKind.WORKING_POPULATION
    found = {}
    for name in {figure.kecamatan.casefold() for figure in coverage.figures if figure.kecamatan}:
        figure = coverage.known(kind, name, at)
        if figure is not None and (people := coverage.people(figure)):
            found[name] = people
    return found


def _folded(workers: tuple[tuple[str, int], ...]) -> dict[str, int]:
    return {name.casefold(): count for name, count in workers}


def _short_accounts(cut: Cut, months: Calendar) -> list[Problem]:
    """The accounts that cannot pay the cut although their fiscal year can."""
    view = allocation_view(cut.projection, months)
    enough = {year for year, runway in view.by_fiscal_year if runway.is_enough}
    return [
        warning(
            "rekening_kurang",
            f"TA {found.fiscal_year} {account_name(found.lines)}".strip(),
            f"rekening ini kurang {format_rupiah(found.runway.shortfall or 0)} mulai {month.label}, walau "
            "pagu tahun itu cukup. Geser pagu antarrekening, atau hitung per rekening.",
        )
        for found in view.by_account
        if found.fiscal_year in enough and (month := found.runway.first_short_month) is not None
    ]


def _pots(plan: Plan, months: Calendar) -> list[Problem]:
    """What a multi-year line has left depends on the cut itself, and is not counted on."""
    pots = dict.fromkeys(line.pot for line in plan.allotted if line.pot)
    if not pots or len(months.fiscal_years()) == 1:
        return []
    message = (
        f"Sisa pagu tahun jamak ({', '.join(pots)}) tidak dibawa ke tahun berikutnya dalam hitungan ini: "
        "orang yang tetap terlindungi bisa lebih banyak, tidak lebih sedikit."
    )
    return [warning("sisa_tahun_jamak", "", message)]


def reach_people(given: Given, frame: Frame, people: int, reaching: Reaching) -> Reached:
    """What it costs that so many people are paid in the month `reaching.by`."""
    projection, months, growth = _to_grow(given, frame, reaching)
    start = _counted(projection, growth, reaching)
    return _costed(projection, months, replace(growth, people=max(0, people - start.people)), start)


def add_people(given: Given, frame: Frame, people: int, reaching: Reaching) -> Reached:
    """What so many more people cost."""
    projection, months, growth = _to_grow(given, frame, reaching)
    return _costed(projection, months, replace(growth, people=people))


def reach_coverage(
    given: Given, frame: Frame, target_ppm: int, denominator: int | CoverageKind, reaching: Reaching
) -> Reached:
    """What it costs that this part of the denominator is covered in the month `reaching.by`.

    A kind of the coverage stands for its newest figure by then; who counts already are then the active
    members at the month from which people join. NotFound where these are not known.
    """
    projection, months, growth = _to_grow(given, frame, reaching)
    if isinstance(denominator, CoverageKind):
        start = _members(given.coverage, growth) if reaching.covered is None else _stated(reaching.covered)
        denominator = _denominator(given.coverage, denominator, growth.by)
    else:
        start = _counted(projection, growth, reaching)
    if denominator <= 0:
        raise BadEntry("Penyebut cakupan harus di atas nol: tulis jumlah pekerjanya.", "of")
    people = people_to_reach(target_ppm, denominator, start.people)
    return _costed(projection, months, replace(growth, people=people), start)


def _denominator(coverage: Coverage, kind: CoverageKind, month: Month) -> int:
    figure = coverage.known(kind, "", Period.of(month))
    people = coverage.people(figure) if figure else None
    if not people:
        raise BadEntry(
            f"Jumlah {KIND_LABELS[kind]} sampai {month.label} belum ada di Cakupan: isi di sana, atau tulis "
            "penyebutnya dengan angka.",
            "of",
        )
    return people


def _members(coverage: Coverage, growth: Growth) -> Counted:
    try:
        period, people = members_at(coverage, growth.first)
    except NotFound:
        raise BadEntry(
            f"Jumlah peserta aktif sampai {growth.first.label} belum ada di Cakupan: isi di sana, atau tulis "
            "berapa yang sudah tercakup.",
            "covered",
        ) from None
    return Counted(people, f"{KIND_LABELS[CoverageKind.ACTIVE]} {period.label}")


def _stated(people: int) -> Counted:
    return Counted(people, "yang sudah tercakup")


def _counted(projection: Projection, growth: Growth, reaching: Reaching) -> Counted:
    if reaching.covered is not None:
        return _stated(reaching.covered)
    planned = int(projection.cube.heads[:, projection.span.position(growth.by)].sum())
    return Counted(planned, f"orang dalam rencana {growth.by.label}")


def add_for_money(given: Given, frame: Frame, money: Money | None, reaching: Reaching) -> Reached:
    """The most people who can be added within the money, and what they cost."""
    projection, months, growth = _to_grow(given, frame, reaching)
    most = most_added(projection, months, growth, load_law(), money)
    return _costed(projection, months, replace(growth, people=most))


def reach_months(given: Given, frame: Frame, months: int) -> tuple[Need, Calendar]:
    """What the first so many months cost, the plan carried on as it ends where it is shorter."""
    plan = named(given.plan, frame.scenario)
    projection, chosen = for_months(plan, load_law(), months, frame.basis, frame.first)
    return need(projection, chosen), chosen


def _framed(plan: Plan, frame: Frame) -> tuple[Projection, Calendar]:
    projection = project(plan, load_law())
    return projection, calendar(projection, frame.basis, frame.first, frame.last)


def _to_grow(given: Given, frame: Frame, reaching: Reaching) -> tuple[Projection, Calendar, Growth]:
    """The plan, its months, and a growth of nobody yet; BadEntry where it is outside the plan."""
    projection, months = _framed(named(given.plan, frame.scenario), frame)
    span = projection.span
    first, by = frame.since or span.first, reaching.by or span.last
    growth = Growth(0, first, by, reaching.path, reaching.group)
    shares(projection, growth)
    return projection, months, growth


def _costed(
    projection: Projection, months: Calendar, growth: Growth, start: Counted | None = None
) -> Reached:
    more = added(projection, growth, load_law())
    joined = more.cube.joined.sum(axis=0).tolist()
    return Reached(
        growth=growth,
        groups=shares(projection, growth),
        joining=tuple((month, count) for month, count in zip(projection.span, joined, strict=True) if count),
        need=need(projection, months, more),
        start=start,
    )
