"""Random small plans whose groups follow lists of people, in all the ways that a head source allows."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hypothesis import strategies as st
from oracle import Listed, Oracle
from random_plans import BPU_PROGRAMMES, PU_PROGRAMMES, plans, scenarios

from budget.contribution import RosterIncome, RosterWage, Terms
from budget.law import LawBook
from budget.period import Month
from budget.plan import (
    Group,
    HeadAdjustment,
    HeadCountKind,
    HeadSource,
    Plan,
    Scenario,
    in_scenario,
)
from budget.plan.roster import RosterCounts, RosterStratum, counted

# Fadly and Ancol are villages of two kecamatan; the empty ones are people of whom a list says no place.
VILLAGES = [
    ("", ""),
    ("Cileunyi", ""),
    ("Cileunyi", "Cibiru Wetan"),
    ("Arjasari", "Ancol"),
    ("Ciwidey", "Ancol"),
]
# In sen. The first two are one bracket and two wages; 1.099.999,99 lies under a row's lower end.
WAGES = [100_000_000, 109_999_999, 110_000_000, 215_232_294]


@dataclass(frozen=True)
class RosterPlan:
    """A plan, the people of its lists one by one, and a scenario."""

    plan: Plan
    people: tuple[Listed, ...]
    scenario: Scenario

    @property
    def in_scenario(self) -> Plan:
        return in_scenario(self.plan, self.scenario)

    def oracle(self, law: LawBook, scenario: Scenario | None = None) -> Oracle:
        names = {name.casefold(): name for name in (group.name for group in self.plan.groups)}
        known = {names[key]: month for key, month in self.plan.roster.known_until.items()}
        return Oracle(self.plan, law, scenario or Scenario(""), self.people, known)


@st.composite
def roster_plans(draw: st.DrawFn, most_months: int = 10) -> RosterPlan:
    plan = draw(plans(most_months))
    sources = {group.name: draw(st.sampled_from(HeadSource)) for group in plan.groups}
    plan = replace(
        plan,
        groups=tuple(replace(group, source=sources[group.name]) for group in plan.groups),
        tariffs=tuple(draw(tariff_of(t, sources[t.group])) for t in plan.tariffs),
        head_counts=tuple(
            c for c in plan.head_counts if sources[c.group] is not HeadSource.ROSTER or draw(st.booleans())
        ),
    )
    people = tuple(person for group in plan.groups for person in draw(stays(plan, group)))
    known = {
        group.name.casefold(): plan.span.first.plus(draw(st.integers(-2, len(plan.span))))
        for group in plan.groups
        if draw(st.booleans()) or any(person.group == group.name for person in people)
    }
    plan = replace(plan, roster=as_counts(draw(st.permutations(people)), known, draw(st.booleans())))
    scenario = draw(scenarios(plan))
    heads = draw(st.lists(head_adjustments(plan), min_size=1, max_size=3))
    return RosterPlan(plan, people, Scenario(scenario.name, (*scenario.adjustments, *heads)))


@st.composite
def head_adjustments(draw: st.DrawFn, plan: Plan) -> HeadAdjustment:
    """People set, added or taken away, from before the plan to just after it."""
    return HeadAdjustment(
        draw(st.sampled_from(plan.groups)).name,
        plan.span.first.plus(draw(st.integers(-2, len(plan.span)))),
        draw(st.integers(0, 9)) if (is_set := draw(st.booleans())) else draw(st.integers(-4, 6)),
        HeadCountKind.ABSOLUTE if is_set else HeadCountKind.CHANGE,
        draw(st.sampled_from(["", "", "Cileunyi"])),
    )


@st.composite
def tariff_of(draw: st.DrawFn, tariff: object, source: HeadSource) -> object:
    """Some tariffs of groups that follow a list take the wage or income from it."""
    if source is HeadSource.PLAN or draw(st.integers(0, 2)):
        return tariff
    terms: Terms = tariff.terms  # type: ignore[attr-defined]
    if draw(st.booleans()):
        terms = replace(terms, base=RosterWage(), programmes=draw(st.sampled_from(PU_PROGRAMMES)))
    else:
        terms = replace(terms, base=RosterIncome(), programmes=draw(st.sampled_from(BPU_PROGRAMMES)))
    return replace(tariff, terms=terms)  # type: ignore[type-var]


@st.composite
def stays(draw: st.DrawFn, plan: Plan, group: Group) -> list[Listed]:
    """Up to twelve people, some covered before the plan only, some after it, some for no month at all."""
    has_wages = any(
        isinstance(t.terms.base, RosterWage | RosterIncome) for t in plan.tariffs if t.group == group.name
    )
    wages = st.sampled_from(WAGES if has_wages or draw(st.booleans()) else [None])
    people = []
    for _ in range(draw(st.integers(0, 12))):
        first = plan.span.first.plus(draw(st.integers(-4, len(plan.span) + 1)))
        length = draw(st.none() | st.integers(0, 6))
        kecamatan, village = draw(st.sampled_from(VILLAGES))
        end = None if length is None else first.plus(length)
        people.append(Listed(group.name, kecamatan, village, draw(wages), first, end))
    return people


def as_counts(people: Sequence[Listed], known: dict[str, Month], merged: bool) -> RosterCounts:
    """The people as the store counts them: by stratum and month, in one row or, unmerged, in several."""
    strata: dict[RosterStratum, int] = {}
    rows: list[tuple[int, int, int, int]] = []
    for person in people:
        stratum = RosterStratum(person.group, person.kecamatan, person.village, person.wage_sen)
        place = strata.setdefault(stratum, len(strata))
        rows.append((place, person.first.index, 1, 0))
        if person.end is not None:
            rows.append((place, person.end.index, 0, 1))
    if merged:
        joined = Counter(dict.fromkeys(((place, month) for place, month, _, _ in rows), 0))
        left = joined.copy()
        for place, month, came, went in rows:
            joined[place, month] += came
            left[place, month] += went
        rows = [(*key, joined[key], left[key]) for key in joined]
    return counted(strata, rows, known)
