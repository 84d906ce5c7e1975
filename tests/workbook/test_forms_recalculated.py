"""LibreOffice calculates the forms anew: every cell must come to what the engine said.

And it prints them, and saves their templates as an officer would.
"""

import re
from datetime import date
from pathlib import Path

import pytest
from cells import dumped
from drawn_plans import drawn_plan, drawn_roster_plan
from libreoffice import printed, recalculated, saved_as, shown
from openpyxl import load_workbook

from budget.engine.alike import project_alike
from budget.engine.cash_plan import cash_plan
from budget.engine.form_lines import FormLines, Place, form_lines, lines_alone
from budget.engine.projection import Projection
from budget.engine.realisation import realisation
from budget.law import LawBook
from budget.period import Month
from budget.plan import Plan
from budget.plan.allocation import in_force
from budget.plan.payments import Payment
from budget.resources import shipped
from budget.workbook.forms import layouts
from budget.workbook.forms.book import sheet_titles, write_forms
from budget.workbook.forms.cash import cash_sheet
from budget.workbook.forms.dpa import dpa_sheet
from budget.workbook.forms.earlier import Earlier
from budget.workbook.forms.heading import Issue
from budget.workbook.forms.layouts import FormLayout
from budget.workbook.forms.lra import lra_sheet, realised_lines
from budget.workbook.forms.recap import recap_sheet
from budget.workbook.forms.rka import rka_sheet
from budget.workbook.forms.template_check import read_template
from budget.workbook.forms.values import FormSheet

pytestmark = pytest.mark.system

MADE_ON = date(2026, 11, 2)
SEEDS = range(5)


def forms_of(plan: Plan, law: LawBook, year: int) -> dict[FormLayout, list[FormSheet]]:
    """Every form with formulas of all places of a fiscal year; of each account a third was paid in March."""
    projection = project_alike(plan, law)
    found = form_lines(projection, year)
    issue, titles = Issue(plan, year, "R-1"), sheet_titles("F", [str(place) for place in found.places])
    cash = cash_plan(projection, year)
    before = Earlier("APBD", lines_alone(in_force(plan.allocations), year), has_items=False)
    places = list(zip(found.places, titles, strict=True))
    allotted = [(p, t) for p, t in places if any(account.lines for account in found.at(p))]
    return {
        layouts.RKA: [rka_sheet(issue, found, place, title)[0] for place, title in places],
        layouts.RKA_AMENDED: [rka_sheet(issue, found, place, title, before)[0] for place, title in places],
        layouts.DPA: [dpa_sheet(issue, found, cash, place, title)[0] for place, title in allotted],
        layouts.DPA_AMENDED: [dpa_sheet(issue, found, cash, p, t, before)[0] for p, t in allotted],
        layouts.CASH_PLAN: [cash_sheet(issue, cash, place, title)[0] for place, title in allotted],
        layouts.LRA: reports(projection, found, issue),
        layouts.RECAP: [recap_sheet(issue, found, "", found.places, "Rekap")[0]],
    }


def reports(projection: Projection, found: FormLines, issue: Issue) -> list[FormSheet]:
    year = issue.fiscal_year
    paid = [
        Payment(account.money // 3, sp2d=f"SP2D {number}", day=date(year, 3, 15), account=account.account)
        for number, account in enumerate(found.accounts)
        if account.money
    ]
    lines, _ = realised_lines(realisation(projection, paid, year, Month(year, 3)))
    places: dict[tuple[str, str], Place] = {line.place.key: line.place for line in lines}
    titles = sheet_titles("LRA", [str(place) for place in places.values()])
    return [
        lra_sheet(issue, lines, place, title, Month(year, 3))[0]
        for place, title in zip(places.values(), titles, strict=True)
    ]


def differences(expected: Path, found: Path) -> list[str]:
    """Cells that differ; of a fraction LibreOffice saves fifteen digits."""

    def saved(value: object) -> object:
        return float(f"{value:.15g}") if isinstance(value, float) else value

    got = shown(found)
    return [
        f"{sheet}!{address}: {value!r} is {got[sheet].get(address)!r}"
        for sheet, cells in shown(expected).items()
        for address, value in cells.items()
        if saved(got[sheet].get(address)) != saved(value)
    ]


def test_recalculated_forms_equal_the_engine_in_every_cell(
    bandung: Plan, law: LawBook, tmp_path: Path
) -> None:
    plans = {"bandung": bandung}
    plans |= {f"drawn-{seed}": drawn_plan(seed) for seed in SEEDS}
    plans |= {f"daftar-{seed}": drawn_roster_plan(seed) for seed in SEEDS}
    paths = []
    for name, plan in plans.items():
        year = plan.span.first.year
        for layout, sheets in forms_of(plan, law, year).items():
            if sheets:
                template = read_template(shipped("templates", f"{layout.template}.xlsx"), layout)
                paths.append(tmp_path / f"{name}-{layout.template}.xlsx")
                write_forms(paths[-1], template, sheets, MADE_ON)
    assert len(paths) > 40
    found = recalculated(paths, tmp_path / "office")
    assert {a.stem: differences(a, b) for a, b in zip(paths, found, strict=True)} == {
        path.stem: [] for path in paths
    }


def sample_forms(bandung: Plan, law: LawBook, folder: Path, templates: Path | None = None) -> list[Path]:
    paths = []
    for layout, sheets in forms_of(bandung, law, 2022).items():
        own = templates / f"{layout.template}.xlsx" if templates else None
        template = read_template(own or shipped("templates", f"{layout.template}.xlsx"), layout)
        paths.append(folder / f"{layout.template}.xlsx")
        write_forms(paths[-1], template, sheets, MADE_ON)
    return paths


def test_printed_pages_are_those_that_the_breaks_say(bandung: Plan, law: LawBook, tmp_path: Path) -> None:
    """So a form is one page wide, and nothing but a break ends a page."""
    for path in sample_forms(bandung, law, tmp_path):
        pages = len(re.findall(rb"/Type\s*/Page\b", printed(path, tmp_path / "office").read_bytes()))
        assert pages == 1 + len(load_workbook(path).worksheets[0].row_breaks.brk), path.name


def test_templates_that_libreoffice_saved_are_filled_alike(
    bandung: Plan, law: LawBook, tmp_path: Path
) -> None:
    shipped_ones = [shipped("templates", f"{layout.template}.xlsx") for layout in layouts.FORM_LAYOUTS]
    saved_as(shipped_ones, tmp_path / "office", "xlsx:Calc MS Excel 2007 XML", ".xlsx")
    (tmp_path / "own").mkdir()
    wanted = sample_forms(bandung, law, tmp_path)
    found = sample_forms(bandung, law, tmp_path / "own", tmp_path / "office" / "out")
    for expected, path in zip(wanted, found, strict=True):
        # It writes the format with other capitals.
        lines = [line.replace(r"[RED]\-", "[Red]-") for line in dumped(path)]
        assert lines == dumped(expected)
        breaks, others = (load_workbook(p).worksheets[0].row_breaks.brk for p in (expected, path))
        assert [each.id for each in others] == [each.id for each in breaks]
