"""Money to people and months: whom an allocation covers, in a stated order, and for how long."""

from dataclasses import dataclass

from budget.engine.axes import Basis
from budget.engine.calendar import Calendar, calendar
from budget.engine.orders import CutOrder
from budget.engine.projection import Projection, project
from budget.engine.purses import Money
from budget.engine.runway import allocation_view
from budget.engine.solve import Cut, fair_cuts, most_people
from budget.engine.whole_months import GroupMonths, PaidMonths, months_in_turn, most_months
from budget.errors import BadEntry, Problem, warning
from budget.law import load_law
from budget.money import PPM, format_rupiah
from budget.period import Month
from budget.plan import AllocationAdjustment, Plan, Scenario, in_scenario
from budget.plan.allocation import line_names
from budget.plan.coverage import Coverage, CoverageKind, Period
from budget.progress import Progress, silent
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
    progress: Progress = silent,
) -> Solved:
    """Whom the money covers; for None the allocations, each line less that part of itself.

    `by_account`: what one account has left does not pay for another. BadEntry beside a sum of money.
    Cancelled by `progress`, which counts everybody once under each order.
    """
    progress(0, 1, "menghitung biaya")
    if isinstance(money, int) and money < 0:
        raise BadEntry("Uang yang tersedia kurang dari nol.", "money")
    if not 0 <= less_ppm <= PPM:
        raise BadEntry("Potongan pagu paling sedikit 0 % dan paling banyak 100 %.", "cut")
    if by_account and money is not None:
        raise BadEntry("Per rekening hanya dengan pagu rencana: satu jumlah uang tidak berekening.", "pots")
    plan = named(given.plan, frame.scenario)
    if less_ppm:
        plan = in_scenario(plan, Scenario("", (AllocationAdjustment(None, PPM - less_ppm),)))
    projection, months = framed(plan, frame)
    workers = workers_at(given.coverage, months.covered[-1]) | _folded(frame.workers)

    def step(done: int, total: int) -> None:
        progress(done, total, "menyusun potongan")

    cuts = fair_cuts(projection, months, money, frame.since, workers, by_account=by_account, step=step)
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
            f"TA {found.fiscal_year} {line_names(found.lines)}".strip(),
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


def framed(plan: Plan, frame: Frame) -> tuple[Projection, Calendar]:
    """The plan costed, and the months that count."""
    projection = project(plan, load_law())
    return projection, calendar(projection, frame.basis, frame.first, frame.last)
