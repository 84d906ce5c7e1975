"""Versions of the plan: frozen, submitted, approved by somebody else, superseded; and read as they were."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from budget.engine.axes import Axis
from budget.engine.calendar import calendar
from budget.engine.projection import Projection, project
from budget.engine.table import tabulate
from budget.errors import BadEntry
from budget.law import law_texts, load_law
from budget.money import format_rupiah
from budget.plan import Plan, in_scenario
from budget.services.workspace import Workspace, transaction
from budget.store.versions import Stamp as Stamp
from budget.store.versions import Version as Version
from budget.store.versions import VersionState as VersionState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from budget.store.frozen import FrozenCost
    from budget.store.unit_of_work import UnitOfWork
    from budget.store.versions import Stamp as Stamp
    from budget.store.versions import Version as Version


@dataclass(frozen=True, slots=True)
class CheckedVersion:
    """`intact`: the content is what the digest says, and costs today what was frozen, cell by cell."""

    version: Version
    intact: bool


@dataclass(frozen=True, slots=True)
class GroupThenAndNow:
    """What a group cost in a version, and what it costs in the plan of now; zero where it is not there."""

    group: str
    then: int
    now: int

    @property
    def difference(self) -> int:
        return self.now - self.then


@dataclass(frozen=True, slots=True)
class VersionDetail:
    """A version beside the plan of now: in `scenario` if that still exists, else as it stands.

    One that is not intact is told as it is listed, without `groups` and `law_sources`.
    """

    version: Version
    intact: bool
    scenario: str
    law_sources: tuple[str, ...]
    groups: tuple[GroupThenAndNow, ...]


def versions(workspace: Workspace) -> tuple[Version, ...]:
    """All versions in the order in which they were frozen."""
    with transaction(workspace, writes=False) as work:
        return tuple(work.versions.all())


def freeze(workspace: Workspace, name: str, note: str = "", scenario: str | None = None) -> Version:
    """Freeze the plan, or a scenario of it, as a draft.

    BadEntry without a name, Conflict where it is taken, PlanError where the plan cannot be costed.
    """
    name = " ".join(name.split())
    if not name:
        raise BadEntry("Beri versi sebuah nama, misalnya RAPBD 2026.", "name")
    with transaction(workspace) as work:
        found = content_now(work, scenario)
        total, people = found.projection.total, found.projection.person_months
        version, change = work.versions.freeze(name, note, found.scenario, found.content, total, people)
        work.record([change], f"Bekukan versi {name}: {format_rupiah(version.total)}, {version.digest[:12]}")
        work.commit()
    return version


@dataclass(frozen=True, slots=True, eq=False)
class ContentNow:
    """What freezing would freeze: the plan of now in a scenario (empty: as it stands), costed, as text."""

    scenario: str
    projection: Projection
    content: str


def content_now(work: "UnitOfWork", scenario: str | None = None) -> ContentNow:
    """NotFound without such a scenario, PlanError where the plan cannot be costed."""
    plan = work.plan()
    chosen = plan.scenario(scenario) if scenario else None
    projection = project(in_scenario(plan, chosen) if chosen else plan, load_law())
    content = work.content(law_texts(), result_of(projection))
    return ContentNow(chosen.name if chosen else "", projection, content)


def submit(workspace: Workspace, name: str) -> None:
    """Hand a draft to whoever approves it."""
    with transaction(workspace) as work:
        work.record([work.versions.submit(name)], f"Ajukan versi {name}")
        work.commit()


def give_back(workspace: Workspace, name: str) -> None:
    """Make a submitted version a draft again."""
    with transaction(workspace) as work:
        work.record([work.versions.give_back(name)], f"Kembalikan versi {name}")
        work.commit()


def approve(workspace: Workspace, name: str) -> None:
    """Approve a submitted version, by another user than its maker; from then on nothing changes it."""
    with transaction(workspace) as work:
        # Nobody approves what is not what it says.
        work.versions.plan(name)
        work.record(work.versions.approve(name), f"Setujui versi {name}")
        work.commit()


def discard(workspace: Workspace, name: str) -> None:
    """Throw a draft away."""
    with transaction(workspace) as work:
        work.record([work.versions.discard(name)], f"Buang versi {name}")
        work.commit()


def frozen_plan(workspace: Workspace, name: str) -> Plan:
    """The plan of a version with its own law; NotFound, or Conflict where its content was altered."""
    with transaction(workspace, writes=False) as work:
        return work.versions.plan(name)


def check_versions(workspace: Workspace) -> tuple[CheckedVersion, ...]:
    """Every version read and costed again with its own law, beside what was frozen."""
    with transaction(workspace, writes=False) as work:
        return tuple(CheckedVersion(each, _is_intact(work, each)) for each in work.versions.all())


def detail(workspace: Workspace, name: str) -> VersionDetail:
    """A version, checked, and group by group beside the plan as it is stored now.

    NotFound without such a version; PlanError or LawGap where the plan of now cannot be costed.
    """
    with transaction(workspace, writes=False) as work:
        version = work.versions.find(name)
        if not _is_intact(work, version):
            return VersionDetail(version, False, version.scenario, (), ())
        found, plan = work.versions.plan(version.name), work.plan()
    known = {scenario.name.casefold(): scenario for scenario in plan.scenarios}
    chosen = known.get(version.scenario.casefold())
    now = project(in_scenario(plan, chosen) if chosen else plan, load_law())
    then = project(found, load_law())
    sources = found.frozen_law.sources() if found.frozen_law else ()
    return VersionDetail(version, True, chosen.name if chosen else "", sources, tuple(_beside(then, now)))


def _is_intact(work: "UnitOfWork", version: Version) -> bool:
    from budget.store.frozen import thawed

    if not work.versions.is_intact(version.name):
        return False
    projection = project(work.versions.plan(version.name), load_law())
    result = thawed(work.versions.content(version.name)).result
    return projection.total == version.total and tuple(result_of(projection)) == result


def _beside(then: Projection, now: Projection) -> "Iterator[GroupThenAndNow]":
    """The groups of the version in its order, then those that are new; capitals do not matter."""
    old, new = _by_group(then), _by_group(now)
    names = {group.name.casefold(): group.name for group in (*now.plan.groups, *then.plan.groups)}
    order = dict.fromkeys(group.name.casefold() for group in (*then.plan.groups, *now.plan.groups))
    for key in order:
        yield GroupThenAndNow(names[key], old.get(key, 0), new.get(key, 0))


def _by_group(projection: Projection) -> dict[str, int]:
    rows = tabulate(projection, calendar(projection), (Axis.GROUP,))
    return {str(row.labels[0]).casefold(): row.cost for row in rows}


def result_of(projection: Projection) -> "Iterator[FrozenCost]":
    """People and cost of every month, group and programme."""
    from budget.store.frozen import FrozenCost

    axes = Axis.MONTH, Axis.GROUP, Axis.PROGRAMME
    for row in tabulate(projection, calendar(projection), axes):
        month, group, programme = map(str, row.labels)
        yield FrozenCost(month, group, programme, row.heads, row.cost)
