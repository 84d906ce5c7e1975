"""What a form is written of: a costed plan, its fiscal year, and what stood before."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from budget.engine.alike import project_alike
from budget.engine.form_kinds import FormKind
from budget.engine.form_lines import FormLines, form_lines, lines_alone
from budget.engine.projection import Projection
from budget.errors import BadEntry, NotFound
from budget.law import load_law
from budget.period import Month
from budget.plan import Plan
from budget.plan.allocation import in_force, stages
from budget.services.council import report_digest
from budget.services.projecting import named
from budget.services.workspace import Workspace, transaction

if TYPE_CHECKING:
    from budget.plan.payments import Book
    from budget.store.unit_of_work import UnitOfWork
    from budget.workbook.forms.earlier import Earlier


@dataclass(frozen=True, slots=True)
class FormOptions:
    """What a form is written of; all has a default.

    `fiscal_year`: that of `until`, or the first of the plan. `skpd` and `sub_activity`: all, each on a sheet
    of its own. `before`: for an RKA or DPA in a perubahan, a frozen version or a stage (``apbd``).
    `scenario` or `version`: instead of the plan as it stands. `until`: the month of an LRA; this one.
    `templates`: a folder whose templates go before those beside the workspace and the shipped ones.
    """

    fiscal_year: int | None = None
    skpd: str | None = None
    sub_activity: str | None = None
    before: str | None = None
    scenario: str | None = None
    version: str | None = None
    until: Month | None = None
    templates: Path | None = None


@dataclass(frozen=True, slots=True)
class FormSource:
    """A costed plan in a fiscal year, with what stood before; `until` is the last month of an LRA.

    `report_id` leads back to the content that was costed, as `services.origins` finds it.
    """

    projection: Projection
    fiscal_year: int
    lines: FormLines
    book: Book
    until: Month
    before: Earlier | None
    report_id: str

    @property
    def plan(self) -> Plan:
        return self.projection.plan


def read_source(workspace: Workspace, kind: FormKind, options: FormOptions) -> FormSource:
    """NotFound or BadEntry for options that name nothing, or do not go together."""
    if options.before is not None and kind not in (FormKind.RKA, FormKind.DPA):
        raise BadEntry("Sebelum dan sesudah hanya ada pada RKA dan DPA. Hapus pilihan itu.", "before")
    if options.scenario and options.version:
        raise BadEntry("Pilih skenario atau versi, tidak keduanya.", "version")
    with transaction(workspace, writes=False) as work:
        stored = work.plan()
        plan = work.versions.plan(options.version) if options.version else stored
        book = work.bookkeeping.book()
        versions = {version.name.casefold(): version.name for version in work.versions.all()}
        name = versions.get((options.before or "").casefold())
        frozen = work.versions.plan(name) if name else None
        report_id = _report_id(work, options)
    plan = named(plan, options.scenario)
    year = _year(plan, options.fiscal_year or (options.until.year if options.until else None))
    if options.until is not None and options.until.year != year:
        raise BadEntry(f"{options.until.label} tidak dalam TA {year}. Pilih bulan tahun itu.", "until")
    projection = project_alike(plan, load_law())
    before = None
    if options.before is not None:
        before = (
            _version(name, frozen, year) if name and frozen else _stage(plan, options.before, year, versions)
        )
    now = Month.of(workspace.clock().date())
    until = max(Month(year, 1), min(Month(year, 12), options.until or now))
    return FormSource(projection, year, form_lines(projection, year), book, until, before, report_id)


def _report_id(work: UnitOfWork, options: FormOptions) -> str:
    from budget.workbook.council.fingerprint import ID_LENGTH

    return report_digest(work, options.scenario, options.version)[:ID_LENGTH]


def _year(plan: Plan, asked: int | None) -> int:
    years = sorted({*plan.span.fiscal_years(), *(line.fiscal_year for line in plan.allocations)})
    if asked is not None and asked not in years:
        raise NotFound(f"Tidak ada TA {asked} dalam rencana. Yang ada: {', '.join(map(str, years))}.")
    return asked or plan.span.first.year


def _version(name: str, plan: Plan, year: int) -> Earlier:
    from budget.workbook.forms.earlier import Earlier

    return Earlier(name, form_lines(project_alike(plan, load_law()), year), has_items=True)


def _stage(plan: Plan, asked: str, year: int, versions: dict[str, str]) -> Earlier:
    from budget.workbook.forms.earlier import Earlier

    known = stages(plan.allocations, year)
    wanted = " ".join(asked.casefold().split())
    stage = next((each for each in known if each.label.casefold() == wanted), None)
    if stage is None:
        names = [each.label for each in known] + list(versions.values())
        raise NotFound(
            f"Tidak ada tahap TA {year} atau versi bernama “{asked}”. "
            f"Yang ada: {', '.join(names) or 'belum ada'}."
        )
    return Earlier(stage.label, lines_alone(in_force(plan.allocations, stage), year), has_items=False)
