"""The official forms, written from the stored plan into templates that an officer may restyle."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from budget.engine.alike import project_alike
from budget.engine.cash_plan import CashPlan, cash_plan
from budget.engine.form_kinds import FormKind as FormKind
from budget.engine.form_lines import FormLines, Place, form_lines, lines_alone
from budget.engine.projection import Projection
from budget.engine.realisation import realisation
from budget.errors import BadEntry, NotFound, Problem
from budget.law import load_law
from budget.period import Month
from budget.plan import Plan
from budget.plan.allocation import in_force, stages
from budget.progress import Progress, silent
from budget.services.exporting import expect_workbook
from budget.services.projecting import named
from budget.services.templates import template_path
from budget.services.workspace import Workspace, transaction

if TYPE_CHECKING:
    from budget.plan.payments import Book
    from budget.workbook.forms.heading import Issue
    from budget.workbook.forms.layouts import FormLayout
    from budget.workbook.forms.rka import Earlier
    from budget.workbook.forms.values import FormSheet


@dataclass(frozen=True, slots=True)
class FormOptions:
    """What a form is written of; all has a default.

    `fiscal_year`: that of `until`, or the first of the plan. `skpd` and `sub_activity`: all, each on a sheet
    of its own. `before`: for an RKA in a perubahan, the name of a frozen version or of a stage (``apbd``).
    `scenario` or `version`: instead of the plan as it stands. `until`: the month of an LRA; this one.
    `templates`: a folder whose templates go before those beside the workspace and the shipped ones.
    `report_id` is for the footer.
    """

    fiscal_year: int | None = None
    skpd: str | None = None
    sub_activity: str | None = None
    before: str | None = None
    scenario: str | None = None
    version: str | None = None
    until: Month | None = None
    templates: Path | None = None
    report_id: str = ""


@dataclass(frozen=True, slots=True)
class FormResult:
    """The file, its sheets, and what the user is to be told: an error is a limit that was passed."""

    file: Path
    sheets: tuple[str, ...]
    problems: tuple[Problem, ...]


def export_form(
    workspace: Workspace,
    out: Path,
    kind: FormKind,
    options: FormOptions | None = None,
    progress: Progress = silent,
) -> FormResult:
    """Write a form; a file that stood at `out` stands until the new one is complete.

    NotFound for a year, SKPD, sub-kegiatan, scenario, version or stage that is not there; FileError for a
    template that cannot be filled, naming every cell; PlanError, LawGap or LimitExceeded where the plan
    cannot be costed; BadEntry for options that do not go together; whatever `progress` raises.
    """
    expect_workbook(out)
    options = options or FormOptions()
    source = _read(workspace, kind, options)
    from budget.workbook.forms import layouts
    from budget.workbook.forms.book import write_forms
    from budget.workbook.forms.template_check import read_template

    layout = {
        FormKind.RKA: layouts.RKA if source.before is None else layouts.RKA_AMENDED,
        FormKind.DPA: layouts.DPA,
        FormKind.CASH_PLAN: layouts.CASH_PLAN,
        FormKind.LRA: layouts.LRA,
        FormKind.RECAP: layouts.RECAP,
        FormKind.PRICE_PROPOSAL: layouts.PRICE_PROPOSAL,
    }[kind]
    path = template_path(workspace, layout.template, options.templates)
    template = read_template(path, layout)
    sheets, problems = _Assembly(source, layout, options).sheets(kind)
    write_forms(out, template, sheets, workspace.clock().date(), progress)
    told = tuple(dict.fromkeys((*template.cautions, *problems)))
    return FormResult(out, tuple(sheet.title for sheet in sheets), told)


@dataclass(frozen=True, slots=True)
class _Source:
    """A costed plan in a fiscal year, with what stood before; `until` is the last month of an LRA."""

    projection: Projection
    fiscal_year: int
    lines: FormLines
    book: Book
    until: Month
    before: Earlier | None

    @property
    def plan(self) -> Plan:
        return self.projection.plan


def _read(workspace: Workspace, kind: FormKind, options: FormOptions) -> _Source:
    if options.before is not None and kind is not FormKind.RKA:
        raise BadEntry("Sebelum dan sesudah hanya ada pada RKA. Hapus pilihan itu.", "before")
    if options.scenario and options.version:
        raise BadEntry("Pilih skenario atau versi, tidak keduanya.", "version")
    with transaction(workspace, writes=False) as work:
        stored = work.plan()
        plan = work.versions.plan(options.version) if options.version else stored
        book = work.bookkeeping.book()
        versions = {version.name.casefold(): version.name for version in work.versions.all()}
        name = versions.get((options.before or "").casefold())
        frozen = work.versions.plan(name) if name else None
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
    return _Source(projection, year, form_lines(projection, year), book, until, before)


def _year(plan: Plan, asked: int | None) -> int:
    years = sorted({*plan.span.fiscal_years(), *(line.fiscal_year for line in plan.allocations)})
    if asked is not None and asked not in years:
        raise NotFound(f"Tidak ada TA {asked} dalam rencana. Yang ada: {', '.join(map(str, years))}.")
    return asked or plan.span.first.year


def _version(name: str, plan: Plan, year: int) -> Earlier:
    from budget.workbook.forms.rka import Earlier

    return Earlier(name, form_lines(project_alike(plan, load_law()), year), has_items=True)


def _stage(plan: Plan, asked: str, year: int, versions: dict[str, str]) -> Earlier:
    from budget.workbook.forms.rka import Earlier

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


_Made = tuple["FormSheet", tuple[Problem, ...]]


class _Assembly:
    """Makes the sheets of a form out of its source."""

    def __init__(self, source: _Source, layout: FormLayout, options: FormOptions) -> None:
        from budget.workbook.forms.heading import Issue

        self._source = source
        self._layout = layout
        self._options = options
        self._issue: Issue = Issue(source.plan, source.fiscal_year, options.report_id)

    def sheets(self, kind: FormKind) -> tuple[list[FormSheet], list[Problem]]:
        match kind:
            case FormKind.RKA:
                return self._rka()
            case FormKind.DPA:
                return self._dpa()
            case FormKind.CASH_PLAN:
                return self._cash_plan()
            case FormKind.LRA:
                return self._lra()
            case FormKind.RECAP:
                return self._recap()
            case FormKind.PRICE_PROPOSAL:
                return self._prices()

    def _rka(self) -> tuple[list[FormSheet], list[Problem]]:
        from budget.workbook.forms.rka import rka_sheet

        lines, before = self._source.lines, self._source.before
        places = [*lines.places, *(before.lines.places if before else ())]
        return self._each(
            places,
            lambda place, title: rka_sheet(self._issue, lines, place, title, before),
            lines.problems,
        )

    def _dpa(self) -> tuple[list[FormSheet], list[Problem]]:
        from budget.workbook.forms.dpa import dpa_sheet

        lines, cash = self._source.lines, self._cash()
        return self._each(
            self._allotted(),
            lambda place, title: dpa_sheet(self._issue, lines, cash, place, title),
            (*lines.problems, *cash.problems),
        )

    def _cash_plan(self) -> tuple[list[FormSheet], list[Problem]]:
        from budget.workbook.forms.cash import cash_sheet

        cash = self._cash()
        return self._each(
            self._allotted(), lambda place, title: cash_sheet(self._issue, cash, place, title), cash.problems
        )

    def _lra(self) -> tuple[list[FormSheet], list[Problem]]:
        from budget.workbook.forms.lra import lra_sheet, realised_lines

        source = self._source
        found = realisation(source.projection, source.book.payments, source.fiscal_year, source.until)
        lines, problems = realised_lines(found)
        return self._each(
            [line.place for line in lines],
            lambda place, title: lra_sheet(self._issue, lines, place, title, source.until),
            (*found.problems, *problems),
        )

    def _recap(self) -> tuple[list[FormSheet], list[Problem]]:
        from budget.workbook.forms.book import sheet_titles
        from budget.workbook.forms.recap import recap_sheet

        lines = self._source.lines
        places = self._chosen(lines.places)
        offices = {place.skpd.casefold(): place.skpd for place in reversed(places)}
        names = list(offices.values())[::-1]
        made = [
            recap_sheet(
                self._issue,
                lines,
                name,
                [place for place in places if place.skpd.casefold() == name.casefold()],
                title,
            )
            for name, title in zip(names, sheet_titles(self._layout.sheet, names), strict=True)
        ]
        return _together(made, lines.problems)

    def _prices(self) -> tuple[list[FormSheet], list[Problem]]:
        from budget.workbook.forms.prices import price_sheet

        lines = self._source.lines
        chosen = {place.key for place in self._chosen(lines.places)}
        accounts = [account for account in lines.accounts if account.place.key in chosen]
        return [price_sheet(self._issue, accounts, self._layout.sheet)], list(lines.problems)

    def _each(
        self, places: Sequence[Place], make: Callable[[Place, str], _Made], problems: Sequence[Problem]
    ) -> tuple[list[FormSheet], list[Problem]]:
        """A sheet for each place that was asked for."""
        from budget.workbook.forms.book import sheet_titles

        chosen = self._chosen(places)
        names = [place.sub_activity or place.skpd or "tanpa SKPD" for place in chosen]
        titles = sheet_titles(self._layout.sheet, names)
        return _together([make(*each) for each in zip(chosen, titles, strict=True)], problems)

    def _chosen(self, places: Sequence[Place]) -> list[Place]:
        """The places that were asked for, each once; NotFound where there is none."""
        options = self._options
        every = {place.key: place for place in reversed(places)}
        known = list(every.values())[::-1]
        found = [
            place
            for place in known
            if (options.skpd is None or place.skpd.casefold() == options.skpd.casefold())
            and options.sub_activity in (None, place.sub_activity)
        ]
        if not found:
            names = "; ".join(f"{place.skpd} {place.sub_activity}".strip() for place in known) or "belum ada"
            raise NotFound(
                f"Tidak ada yang dapat ditulis untuk TA {self._source.fiscal_year} menurut pilihan ini. "
                f"SKPD dan sub-kegiatan yang ada: {names}."
            )
        return found

    def _allotted(self) -> list[Place]:
        """The places that have allocation lines."""
        return [account.place for account in self._source.lines.accounts if account.lines]

    def _cash(self) -> CashPlan:
        return cash_plan(self._source.projection, self._source.fiscal_year)


def _together(made: Sequence[_Made], problems: Sequence[Problem]) -> tuple[list[FormSheet], list[Problem]]:
    found = list(problems)
    for _, own in made:
        found += own
    return [sheet for sheet, _ in made], found
