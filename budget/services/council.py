"""What a council workbook is made of: the plan of now, a scenario of it, or a version with its own law."""

from dataclasses import dataclass
from datetime import date
from importlib.metadata import version as package_version
from typing import TYPE_CHECKING

from budget.engine.alike import project_alike
from budget.engine.projection import Projection, project
from budget.errors import NotFound, PaguError
from budget.law import LawBook, load_law
from budget.plan import Plan
from budget.plan.adjustments import BASE_NAMES
from budget.plan.scenario import version_name
from budget.services.projecting import named
from budget.services.versions import content_now
from budget.services.workspace import Workspace, transaction
from budget.store.frozen import content_digest

if TYPE_CHECKING:
    from budget.store.unit_of_work import UnitOfWork
    from budget.workbook.council import CouncilBook, Source
    from budget.workbook.council.background import Alternative, Background


@dataclass(frozen=True, slots=True, eq=False)
class CouncilReport:
    """A costed plan with its law, and what its report says of where it came from."""

    projection: Projection
    law: LawBook
    made_on: date
    source: "Source"
    background: "Background"

    def book(self) -> "CouncilBook":
        """The workbook in memory; LimitExceeded where an amount has too many digits for one."""
        from budget.workbook.council import build_council

        return build_council(self.projection, self.law, self.made_on, self.source, background=self.background)


def council_report(
    workspace: Workspace, scenario: str | None = None, version: str | None = None
) -> CouncilReport:
    """The report of the plan of now or, made on the day it was frozen, of a version.

    A `scenario` that is none but names a version is that version. NotFound without it, Conflict where its
    content was altered, PlanError where the plan cannot be costed.
    """
    with transaction(workspace, writes=False) as work:
        scenario, version = chosen(work, scenario, version)
        if version is not None:
            return report_of_version(work, version)
        return report_now(work, scenario, workspace.clock().date())


def chosen(work: "UnitOfWork", scenario: str | None, version: str | None) -> tuple[str | None, str | None]:
    """The scenario (None: the plan as it stands) or the version that is meant, never both.

    A version goes before a scenario; a scenario that is none but names a version is that version.
    """
    if version is not None:
        return None, version
    if not scenario or scenario.casefold() in BASE_NAMES:
        return None, None
    if _is_version(work.plan(), scenario):
        return None, version_name(scenario)
    return scenario, None


def report_digest(work: "UnitOfWork", scenario: str | None, version: str | None) -> str:
    """The digest of the content that a report is made of, as `council_report` takes it."""
    scenario, version = chosen(work, scenario, version)
    if version is not None:
        return work.versions.find(version).digest
    return content_digest(content_now(work, scenario).content)


def report_now(work: "UnitOfWork", scenario: str | None, made_on: date) -> CouncilReport:
    from budget.workbook.council import Source

    found = content_now(work, scenario)
    background = _background(work, work.plan())
    source = Source(
        digest=content_digest(found.content),
        engine=engine_version(),
        scenario=found.scenario,
        background=background.digest,
        sides=len(background.alternatives),
    )
    return CouncilReport(found.projection, law_of(found.projection.plan), made_on, source, background)


def report_of_version(work: "UnitOfWork", name: str) -> CouncilReport:
    from budget.workbook.council import Source

    found = work.versions.find(name)
    plan = work.versions.plan(found.name)
    background = _background(work, plan)
    sides = len(background.alternatives)
    source = Source(found.digest, engine_version(), found.scenario, found.name, background.digest, sides)
    return CouncilReport(project(plan, load_law()), law_of(plan), found.made.at.date(), source, background)


def _background(work: "UnitOfWork", plan: Plan) -> "Background":
    """What is stored beside the plan, and what its scenarios cost."""
    from budget.workbook.council.background import Background

    names = (BASE_NAMES[0], *(scenario.name for scenario in plan.scenarios))
    return Background(
        coverage=work.coverage.all(),
        book=work.bookkeeping.book(),
        open_twins=len(work.twins.undecided()),
        alternatives=tuple(_alternative(plan, name) for name in names),
    )


def _alternative(plan: Plan, name: str) -> "Alternative":
    from budget.workbook.council.background import Alternative

    try:
        return Alternative(name, project_alike(named(plan, name), load_law()))
    except PaguError as reason:
        return Alternative(name, None, str(reason))


def law_of(plan: Plan) -> LawBook:
    """The law that the plan is costed with: its frozen one or the shipped one, behind its own values."""
    return (plan.frozen_law or load_law()).with_values(plan.law_values)


def engine_version() -> str:
    return package_version("pagu")


def _is_version(plan: Plan, name: str) -> bool:
    try:
        plan.scenario(name)
    except NotFound:
        return version_name(name) in plan.versions
    return False
