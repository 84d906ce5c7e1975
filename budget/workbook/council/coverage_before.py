"""Coverage before the plan and after it, each beside what it is a part of; only what is stored."""

from dataclasses import dataclass

from budget.engine.coverage import apbd_people, members_at
from budget.engine.projection import Projection
from budget.errors import NotFound
from budget.period import Month
from budget.plan.coverage import Coverage, CoverageKind, Period

WHOLES = (CoverageKind.WORKING_POPULATION, CoverageKind.ELIGIBLE_WORKERS)


@dataclass(frozen=True, slots=True)
class Members:
    """Active members in a period; `wholes` are what they are a part of, None where it is not stored.

    `people` is None where what is stored does not tell them; `said` says why, or how they were reckoned.
    """

    period: Period
    people: int | None
    wholes: tuple[tuple[Period, int] | None, ...]
    said: str


def coverage_before_and_after(coverage: Coverage, projection: Projection) -> tuple[Members, Members] | None:
    """Members before the plan's first month, or the first ones known in it, and after its last month.

    After: everybody whom somebody else pays for stays, and the regency pays for the people of the plan. None
    where no active members are stored.
    """
    span = projection.span
    found = _members(coverage, span.first.plus(-1)) or _members(coverage, span.last)
    if found is None:
        return None
    period, members = found
    before = Members(period, members, _wholes(coverage, period), "peserta aktif yang tersimpan")
    end = Period.of(span.last)
    paid = coverage.known(CoverageKind.APBD_PAID, "", period)
    paid_before = coverage.people(paid) if paid else None
    planned = apbd_people(projection, span.last) or 0
    if paid_before is None:
        said = f"jumlah peserta dibayar APBD sampai {period.label} belum tersimpan, jadi tidak dapat dihitung"
        return before, Members(end, None, _wholes(coverage, end), said)
    said = "peserta aktif − yang dibayar APBD dahulu + orang dalam rencana pada bulan terakhir"
    return before, Members(end, members - paid_before + planned, _wholes(coverage, end), said)


def _members(coverage: Coverage, month: Month) -> tuple[Period, int] | None:
    try:
        return members_at(coverage, month)
    except NotFound:
        return None


def _wholes(coverage: Coverage, at: Period) -> tuple[tuple[Period, int] | None, ...]:
    found = []
    for kind in WHOLES:
        figure = coverage.known(kind, "", at)
        people = coverage.people(figure) if figure else None
        found.append((figure.period, people) if figure and people else None)
    return tuple(found)
