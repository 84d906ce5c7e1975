"""What a council workbook is made of: the plan of now, a scenario of it, or a version with its own law."""

from dataclasses import dataclass
from datetime import date
from importlib.metadata import version as package_version
from typing import TYPE_CHECKING

from budget.engine.projection import Projection, project
from budget.errors import NotFound
from budget.law import LawBook, load_law
from budget.plan import Plan
from budget.plan.adjustments import BASE_NAMES
from budget.plan.scenario import version_name
from budget.services.versions import content_now
from budget.services.workspace import Workspace, transaction
from budget.store.frozen import content_digest

if TYPE_CHECKING:
    from budget.store.unit_of_work import UnitOfWork
    from budget.workbook.council import CouncilBook, Source


@dataclass(frozen=True, slots=True, eq=False)
class CouncilReport:
    """A costed plan with its law, and what its report says of where it came from."""

    projection: Projection
    law: LawBook
    made_on: date
    source: "Source"

    def book(self) -> "CouncilBook":
        """The workbook in memory; LimitExceeded where an amount has too many digits for one."""
        from budget.workbook.council import build_council

        return build_council(self.projection, self.law, self.made_on, self.source)


def council_report(
    workspace: Workspace, scenario: str | None = None, version: str | None = None
) -> CouncilReport:
    """The report of the plan of now or, made on the day it was frozen, of a version.

    A `scenario` that is none but names a version is that version. NotFound without it, Conflict where its
    content was altered, PlanError where the plan cannot be costed.
    """
    with transaction(workspace, writes=False) as work:
        if version is None and scenario and _is_version(work.plan(), scenario):
            version = version_name(scenario)
        if version is not None:
            return report_of_version(work, version)
        return report_now(work, None if _is_base(scenario) else scenario, workspace.clock().date())


def report_now(work: "UnitOfWork", scenario: str | None, made_on: date) -> CouncilReport:
    from budget.workbook.council import Source

    found = content_now(work, scenario)
    source = Source(content_digest(found.content), engine_version(), found.scenario)
    return CouncilReport(found.projection, law_of(found.projection.plan), made_on, source)


def report_of_version(work: "UnitOfWork", name: str) -> CouncilReport:
    from budget.workbook.council import Source

    found = work.versions.find(name)
    plan = work.versions.plan(found.name)
    source = Source(found.digest, engine_version(), found.scenario, found.name)
    return CouncilReport(project(plan, load_law()), law_of(plan), found.made.at.date(), source)


def law_of(plan: Plan) -> LawBook:
    """The law that the plan is costed with: its frozen one or the shipped one, behind its own values."""
    return (plan.frozen_law or load_law()).with_values(plan.law_values)


def engine_version() -> str:
    return package_version("pagu")


def _is_base(scenario: str | None) -> bool:
    return not scenario or scenario.casefold() in BASE_NAMES


def _is_version(plan: Plan, name: str) -> bool:
    try:
        plan.scenario(name)
    except NotFound:
        return version_name(name) in plan.versions
    return False
