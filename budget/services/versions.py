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

if TYPE_CHECKING:
    from collections.abc import Iterator

    from budget.store.frozen import FrozenCost
    from budget.store.versions import Stamp as Stamp
    from budget.store.versions import Version as Version


@dataclass(frozen=True, slots=True)
class CheckedVersion:
    """`intact`: the content is what the digest says, and costs today what was frozen, cell by cell."""

    version: "Version"
    intact: bool


def versions(workspace: Workspace) -> "tuple[Version, ...]":
    """All versions in the order in which they were frozen."""
    with transaction(workspace, writes=False) as work:
        return tuple(work.versions.all())


def freeze(workspace: Workspace, name: str, note: str = "", scenario: str | None = None) -> "Version":
    """Freeze the plan, or a scenario of it, as a draft.

    BadEntry without a name, Conflict where it is taken, PlanError where the plan cannot be costed.
    """
    name = " ".join(name.split())
    if not name:
        raise BadEntry("Beri versi sebuah nama, misalnya RAPBD 2026.", "name")
    with transaction(workspace) as work:
        plan = work.plan()
        chosen = plan.scenario(scenario) if scenario else None
        projection = project(in_scenario(plan, chosen) if chosen else plan, load_law())
        content = work.content(law_texts(), _result(projection))
        version, change = work.versions.freeze(
            name, note, chosen.name if chosen else "", content, projection.total, projection.person_months
        )
        work.record([change], f"Bekukan versi {name}: {format_rupiah(version.total)}, {version.digest[:12]}")
        work.commit()
    return version


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
    from budget.store.frozen import thawed

    checked = []
    with transaction(workspace, writes=False) as work:
        for version in work.versions.all():
            if not work.versions.is_intact(version.name):
                checked.append(CheckedVersion(version, False))
                continue
            projection = project(work.versions.plan(version.name), load_law())
            result = thawed(work.versions.content(version.name)).result
            same = projection.total == version.total and tuple(_result(projection)) == result
            checked.append(CheckedVersion(version, same))
    return tuple(checked)


def _result(projection: Projection) -> "Iterator[FrozenCost]":
    """People and cost of every month, group and programme."""
    from budget.store.frozen import FrozenCost

    axes = Axis.MONTH, Axis.GROUP, Axis.PROGRAMME
    for row in tabulate(projection, calendar(projection), axes):
        month, group, programme = map(str, row.labels)
        yield FrozenCost(month, group, programme, row.heads, row.cost)
