"""Targets to money: what it costs to reach so many people, a coverage, or a number of months."""

from dataclasses import dataclass, replace

from budget.engine.calendar import Calendar
from budget.engine.coverage import members_at
from budget.engine.projection import Projection
from budget.engine.purses import Money
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
from budget.errors import BadEntry, NotFound
from budget.law import load_law
from budget.period import Month
from budget.plan.coverage import KIND_LABELS, Coverage, CoverageKind, Period
from budget.plan.growth import GrowthPath
from budget.services.projecting import named
from budget.services.solving import Frame, Given, framed


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


def _to_grow(given: Given, frame: Frame, reaching: Reaching) -> tuple[Projection, Calendar, Growth]:
    """The plan, its months, and a growth of nobody yet; BadEntry where it is outside the plan."""
    projection, months = framed(named(given.plan, frame.scenario), frame)
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
