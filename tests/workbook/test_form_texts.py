"""What users write stands in the forms as text, whatever it looks like."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from effort import examples
from hypothesis import HealthCheck, assume, given, settings
from plans import PLANS
from typed_cells import opened

from budget.engine.alike import project_alike
from budget.engine.cash_plan import cash_plan
from budget.engine.form_lines import form_lines
from budget.errors import LimitExceeded, PlanError
from budget.law import load_law
from budget.plan import Plan
from budget.resources import shipped
from budget.workbook.forms.book import sheet_titles, write_forms
from budget.workbook.forms.dpa import dpa_sheet
from budget.workbook.forms.heading import Issue
from budget.workbook.forms.layouts import DPA, RKA, FormLayout
from budget.workbook.forms.rka import rka_sheet
from budget.workbook.forms.template_check import read_template
from budget.workbook.forms.values import FormSheet

LAW = load_law()
_OURS = re.compile(r"=SUBTOTAL\(9,[A-Z]+\d+:[A-Z]+\d+\)|=[A-Z]+\d+([+-][A-Z]+\d+)*")


def written(layout: FormLayout, sheets: list[FormSheet], folder: Path) -> Path:
    path = folder / f"{layout.template}.xlsx"
    template = read_template(shipped("templates", path.name), layout)
    write_forms(path, template, sheets, date(2026, 11, 2))
    return path


@settings(max_examples=examples(5, 25), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PLANS)
def test_only_our_own_formulas_are_formulas_and_sums_are_the_engines(plan: Plan) -> None:
    """Names of every kind, with amounts that a cell holds."""
    lines = tuple(replace(line, amount=line.amount % 10**12, volume=None) for line in plan.allocations)
    plan = replace(plan, allocations=lines)
    try:
        projection = project_alike(plan, LAW)
    except (LimitExceeded, PlanError):
        assume(False)
    year = plan.span.first.year
    found = form_lines(projection, year)
    cost = sum(account.cost for account in found.accounts)
    assume(found.accounts and cost < 10**14)
    issue, cash = Issue(plan, year, "=1+1"), cash_plan(projection, year)
    titles = sheet_titles("F", [" ".join(place) for place in found.places])
    named = list(zip(found.places, titles, strict=True))
    allotted = [(p, title) for p, title in named if any(account.lines for account in found.at(p))]
    sums = {}
    with TemporaryDirectory() as folder:
        for layout, sheets in (
            (RKA, [rka_sheet(issue, found, place, title)[0] for place, title in named]),
            (DPA, [dpa_sheet(issue, found, cash, place, title)[0] for place, title in allotted]),
        ):
            path = written(layout, sheets, Path(folder)) if sheets else None
            for sheet in opened(path) if path else ():
                for cell in (cell for row in sheet.iter_rows() for cell in row):
                    assert cell.data_type != "f" or _OURS.fullmatch(cell.value), cell.value
                    if str(cell.value)[:1] in "=+-@" and cell.data_type == "s":
                        assert cell.quotePrefix or cell.value == "-"
            for sheet in opened(path, values=True) if path else ():
                total = next(row[6].value for row in sheet.iter_rows() if row[1].value == _TOTAL)
                sums[layout.template] = sums.get(layout.template, 0) + total
    assert sums.get("rka", 0) == cost
    assert sums.get("dpa", 0) == sum(line.amount for line in plan.allotted if line.fiscal_year == year)


_TOTAL = "Jumlah Anggaran Sub Kegiatan"
