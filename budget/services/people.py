"""The people of the roster as screens and files show them: found, counted, side by side; masked."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from budget.errors import NotAllowed, Problem, information, warning
from budget.money import format_number
from budget.period import Month
from budget.roster.masking import masked_mother, masked_nik_beside_birth_date, masked_phone
from budget.roster.member import Mark, Sex
from budget.roster.search import PeopleFilter
from budget.services.workspace import Workspace, transaction

if TYPE_CHECKING:
    from budget.plan import Plan
    from budget.store.people import StoredMember


@dataclass(frozen=True, slots=True)
class ShownPerson:
    """A member as screens and files show it: NIK, mother's name and telephone masked. `last` is included."""

    id: int
    nik: str
    name: str
    birth_date: date
    sex: Sex
    group: str
    kecamatan: str
    village: str
    first: Month
    last: Month | None
    wage_sen: int | None
    mother: str
    phone: str
    address: str
    kpj: str
    marks: Mark


@dataclass(frozen=True, slots=True)
class Place:
    """How many members a group has in a village, over all months."""

    group: str
    kecamatan: str
    village: str
    people: int


@dataclass(frozen=True, slots=True)
class PeopleProblems:
    """How many current members bear each mark, are alike another one, or reach the age limit in the plan."""

    marks: tuple[tuple[Mark, int], ...]
    likely_twins: int
    ageing: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two members who may be one person; personal data masked."""

    id: int
    a: ShownPerson
    b: ShownPerson
    score: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ageing:
    """A member who reaches the regency's age limit in a month of the plan; personal data masked."""

    person: ShownPerson
    month: Month


def find(workspace: Workspace, wanted: PeopleFilter, limit: int | None = None) -> array[int]:
    """Row numbers of the members that fit, in the order of their lists: millions fit into little memory."""
    with transaction(workspace, writes=False) as work:
        return work.people.numbers(wanted, limit)


def rows(workspace: Workspace, numbers: Sequence[int]) -> list[ShownPerson]:
    """The members of these rows, masked; those that are gone meanwhile are left out."""
    with transaction(workspace, writes=False) as work:
        return [shown(m) for m in work.people.members(numbers)]


def places(workspace: Workspace) -> list[Place]:
    """Groups, kecamatan and villages of the roster."""
    with transaction(workspace, writes=False) as work:
        return [Place(*place) for place in work.people.places()]


def problems(workspace: Workspace) -> PeopleProblems:
    """What is worth a look, counted."""
    with transaction(workspace, writes=False) as work:
        marks = work.people.counts_by_mark(list(Mark))
        ageing = work.people.count(ageing_filter(work.plan()))
        twins = len(work.twins.undecided())
    return PeopleProblems(tuple((Mark(mark), count) for mark, count in marks.items()), twins, ageing)


def ageing(workspace: Workspace, limit: int = 10_000) -> list[Ageing]:
    """Who reaches the age limit in the plan's months while covered, the soonest first."""
    with transaction(workspace, writes=False) as work:
        plan = work.plan()
        found = work.people.members(work.people.numbers(ageing_filter(plan)))
    below = plan.eligibility.below_age
    due = [(Month(m.member.birth_date.year + below, m.member.birth_date.month), m) for m in found]
    covered = [(month, m) for month, m in due if m.member.end is None or month.index < m.member.end]
    covered.sort(key=lambda pair: (pair[0], pair[1].id))
    return [Ageing(shown(m), month) for month, m in covered[:limit]]


def age_cautions(workspace: Workspace, plan: Plan) -> list[Problem]:
    """How many people of the roster reach the age limit in the plan's months; BPJS takes those below 65."""
    if not plan.roster.strata:
        return []
    try:
        with transaction(workspace, writes=False) as work:
            reached = work.people.count(ageing_filter(plan))
    except NotAllowed as refused:
        unseen = "Usia peserta tidak diperiksa: peran Anda tidak membaca data orang."
        return [information(refused.code, "Daftar orang", unseen)]
    if not reached:
        return []
    message = (
        f"{format_number(reached)} orang dalam daftar mencapai usia {plan.eligibility.below_age} tahun pada "
        f"{plan.span.label}. Peserta didaftarkan sebelum usia itu (BPJS: di bawah 65 tahun): periksa siapa "
        "yang diakhiri. Namanya: pagu roster ages."
    )
    return [warning("batas_usia", "Daftar orang", message)]


def pairs(workspace: Workspace) -> list[Pair]:
    """Members who may be one person and about whom nobody has decided, the most alike first."""
    with transaction(workspace, writes=False) as work:
        twins = work.twins.undecided()
        known = {m.id: m for m in work.people.members([n for t in twins for n in (t.a, t.b)])}
    return [Pair(t.id, shown(known[t.a]), shown(known[t.b]), t.score, t.reasons) for t in twins]


def shown(found: StoredMember) -> ShownPerson:
    """A member with what is personal masked."""
    m = found.member
    return ShownPerson(
        id=found.id,
        nik=masked_nik_beside_birth_date(m.nik),
        name=m.name,
        birth_date=m.birth_date,
        sex=m.sex,
        group=m.group,
        kecamatan=m.kecamatan,
        village=m.village,
        first=Month.at(m.first),
        last=None if m.end is None else Month.at(m.end - 1),
        wage_sen=m.wage_sen,
        mother=masked_mother(m.mother),
        phone=masked_phone(m.phone),
        address=m.address,
        kpj=m.kpj,
        marks=Mark(m.marks),
    )


def ageing_filter(plan: Plan) -> PeopleFilter:
    """Current members who reach the age limit within the plan's months."""
    below = plan.eligibility.below_age
    first, end = plan.span.first.first_day, plan.span.last.plus(1).first_day
    return PeopleFilter(
        born_after=first.replace(year=first.year - below),
        born_until=end.replace(year=end.year - below) - timedelta(days=1),
    )
