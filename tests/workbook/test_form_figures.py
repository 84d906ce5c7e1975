"""Laws of the forms' figures, for drawn plans: sums equal the engine, and a Koefisien says what it costs."""

import re
from collections.abc import Iterator, Sequence

from drawn_plans import drawn_plan, drawn_roster_plan
from effort import examples
from form_plans import plans_with_accounts
from hypothesis import given, settings

from budget.engine.alike import project_alike
from budget.engine.cash_plan import CashPlan, cash_plan
from budget.engine.form_lines import FormLines, form_lines, lines_alone
from budget.engine.projection import Projection
from budget.law import load_law
from budget.plan import Plan
from budget.plan.allocation import in_force
from budget.workbook.forms.cash import cash_sheet
from budget.workbook.forms.dpa import dpa_sheet
from budget.workbook.forms.earlier import Earlier
from budget.workbook.forms.heading import Issue
from budget.workbook.forms.layouts import DETAIL, MONTH_FIELDS, QUARTER_FIELDS
from budget.workbook.forms.recap import recap_sheet
from budget.workbook.forms.rka import rka_sheet
from budget.workbook.forms.values import Difference, FormRow, FormSheet, SumOfRows, number_in

LAW = load_law()
few = settings(max_examples=examples(15, 40), deadline=None)
_COEFFICIENT = re.compile(r"([\d.]+) Orang x ([\d.]+) Bulan")


def years_of(plan: Plan) -> Iterator[tuple[int, Projection, FormLines]]:
    projection = project_alike(plan, LAW)
    for year in plan.span.fiscal_years():
        yield year, projection, form_lines(projection, year)


def cost_in(projection: Projection, year: int) -> int:
    return sum(int(projection.cost[place].sum()) for place, m in enumerate(projection.span) if m.year == year)


def total(sheet: FormSheet, field: str = "jumlah") -> int:
    found = number_in(sheet.tables[DETAIL][-1].values[field])
    assert isinstance(found, int)
    return found


def product(text: str) -> int:
    """People × months of a Koefisien."""
    found = _COEFFICIENT.fullmatch(text)
    assert found, text
    people, months = (int(number.replace(".", "")) for number in found.groups())
    return people * months


def expect_sums(rows: Sequence[FormRow], field: str) -> None:
    """Every sum over rows is what its rows without sums of their own come to."""
    for at, row in enumerate(rows):
        value = row.values.get(field)
        if isinstance(value, SumOfRows) and value.rows:
            first, last = sorted((at + (1 if value.rows > 0 else -1), at + value.rows))
            below = [rows[i].values.get(field, 0) for i in range(first, last + 1)]
            assert value.value == sum(n for n in below if isinstance(n, int))


@few
@given(plans_with_accounts())
def test_the_rka_of_all_places_is_the_cost_of_the_year(plan: Plan) -> None:
    for year, projection, found in years_of(plan):
        issue = Issue(plan, year)
        sheets = [rka_sheet(issue, found, place, "RKA")[0] for place in found.places]
        assert sum(map(total, sheets)) == cost_in(projection, year)
        for sheet in sheets:
            expect_sums(sheet.tables[DETAIL], "jumlah")


@few
@given(plans_with_accounts())
def test_a_coefficient_times_the_price_is_the_amount_beside_it(plan: Plan) -> None:
    for year, _, found in years_of(plan):
        for place in found.places:
            sheet, _ = rka_sheet(Issue(plan, year), found, place, "RKA")
            for row in sheet.tables[DETAIL]:
                if row.kind == "baris_item":
                    values = row.values
                    assert product(str(values["koefisien"])) * values["harga"] == values["jumlah"]  # type: ignore[operator]


@few
@given(plans_with_accounts())
def test_a_dpa_adds_up_to_its_lines_in_sum_and_by_month(plan: Plan) -> None:
    for year, projection, found in years_of(plan):
        cash = cash_plan(projection, year)
        for place in found.places:
            money = sum(account.money for account in found.at(place))
            sheet, _ = dpa_sheet(Issue(plan, year), found, cash, place, "DPA")
            assert total(sheet) == money
            assert sum(sheet.values[month] for month in MONTH_FIELDS) == money  # type: ignore[misc]
            assert number_in(sheet.values["jumlah_bulan"]) == money
            expect_sums(sheet.tables[DETAIL], "jumlah")


@few
@given(plans_with_accounts())
def test_months_and_quarters_of_a_cash_plan_add_up_to_the_money(plan: Plan) -> None:
    for year, projection, found in years_of(plan):
        cash = cash_plan(projection, year)
        for place in found.places:
            sheet, _ = cash_sheet(Issue(plan, year), cash, place, "Kas")
            for row in sheet.tables[DETAIL]:
                numbers = {name: number_in(value) for name, value in row.values.items()}
                months = sum(numbers[month] for month in MONTH_FIELDS)  # type: ignore[misc]
                assert numbers["anggaran"] == months == sum(numbers[q] for q in QUARTER_FIELDS)  # type: ignore[misc]
            for field in ("anggaran", *MONTH_FIELDS):
                expect_sums(sheet.tables[DETAIL], field)


@few
@given(plans_with_accounts())
def test_an_amended_rka_tells_both_sides_and_their_difference(plan: Plan) -> None:
    """Before stand the lines alone; the sums are theirs, the engine's, and what lies between."""
    for year, projection, found in years_of(plan):
        before = Earlier("APBD", lines_alone(in_force(plan.allocations), year), has_items=False)
        amounts = [0, 0, 0]
        places = {place.key: place for place in (*found.places, *before.lines.places)}
        for place in places.values():
            sheet, _ = rka_sheet(Issue(plan, year), found, place, "RKA", before)
            for at, field in enumerate(("jumlah_lama", "jumlah", "selisih")):
                amounts[at] += total(sheet, field)
            for row in sheet.tables[DETAIL]:
                change, (old, new) = row.values["selisih"], (row.values[n] for n in ("jumlah_lama", "jumlah"))
                assert isinstance(change, Difference)
                assert change.value == number_in(new) - number_in(old)  # type: ignore[operator]
        money = sum(line.amount for line in plan.allotted if line.fiscal_year == year)
        cost = cost_in(projection, year)
        assert amounts == [money, cost, cost - money]


@few
@given(plans_with_accounts(), plans_with_accounts())
def test_items_of_a_version_stand_once_each_whatever_became_of_them(old: Plan, new: Plan) -> None:
    for year, projection, found in years_of(new):
        earlier = form_lines(project_alike(old, LAW), year)
        before = Earlier("murni", earlier, has_items=True)
        places = {place.key: place for place in (*found.places, *earlier.places)}
        sheets = [rka_sheet(Issue(new, year), found, p, "RKA", before)[0] for p in places.values()]
        assert sum(total(sheet, "jumlah") for sheet in sheets) == cost_in(projection, year)
        assert sum(total(sheet, "jumlah_lama") for sheet in sheets) == sum(a.cost for a in earlier.accounts)


def money_in(found: FormLines) -> int:
    return sum(account.money for account in found.accounts)


def amended_dpa(plan: Plan, found: FormLines, cash: CashPlan, before: Earlier) -> list[FormSheet]:
    """Of all places that have money, or had it."""
    accounts = [account for account in (*found.accounts, *before.lines.accounts) if account.lines]
    places = {account.place.key: account.place for account in accounts}
    issue = Issue(plan, found.fiscal_year)
    return [dpa_sheet(issue, found, cash, place, "DPPA", before)[0] for place in places.values()]


@few
@given(plans_with_accounts(), plans_with_accounts())
def test_an_amended_dpa_adds_up_to_the_money_before_and_now(old: Plan, new: Plan) -> None:
    """Whether a version stood before, with items, or the lines of a stage alone."""
    for year, projection, found in years_of(new):
        earlier = form_lines(project_alike(old, LAW), year)
        lines = lines_alone(in_force(old.allocations), year)
        for before in (Earlier("murni", earlier, has_items=True), Earlier("APBD", lines, has_items=False)):
            sheets = amended_dpa(new, found, cash_plan(projection, year), before)
            was, now = money_in(before.lines), money_in(found)
            sums = [
                sum(total(sheet, name) for sheet in sheets) for name in ("jumlah_lama", "jumlah", "selisih")
            ]
            assert sums == [was, now, now - was]
            for sheet in sheets:
                months = sum(sheet.values[month] for month in MONTH_FIELDS)  # type: ignore[misc]
                assert total(sheet) == months
                for name in ("jumlah_lama", "jumlah"):
                    expect_sums(sheet.tables[DETAIL], name)


def test_the_recap_of_all_skpd_is_the_cost_of_the_year() -> None:
    for seed in range(20):
        plan = drawn_plan(seed) if seed % 2 else drawn_roster_plan(seed)
        for year, projection, found in years_of(plan):
            offices = dict.fromkeys(place.skpd for place in found.places)
            sheets = [
                recap_sheet(Issue(plan, year), found, skpd, [p for p in found.places if p.skpd == skpd], "R")[
                    0
                ]
                for skpd in offices
            ]
            assert sum(map(total, sheets)) == cost_in(projection, year)
