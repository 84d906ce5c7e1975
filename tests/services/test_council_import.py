"""Changed inputs of a council workbook come back as a scenario that costs what it says, or not at all."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import Oracle
from typed_cells import typed

from budget.contribution import Income, Payer, Programme, RosterWage, Sector, Segment, Terms, UmkWage, Wage
from budget.engine.projection import project
from budget.errors import BadEntry, FileError, errors_in
from budget.law import OwnContribution, OwnRate, load_law
from budget.period import Month, MonthRange, Validity
from budget.plan import (
    Adjustment,
    Allocation,
    Group,
    HeadAdjustment,
    HeadCount,
    HeadCountKind,
    HeadSource,
    LawAdjustment,
    LineAdjustment,
    LossAdjustment,
    MinimumWage,
    MinimumWageAdjustment,
    Plan,
    Region,
    Scenario,
    Tariff,
    TariffAdjustment,
    WageAdjustment,
    in_scenario,
)
from budget.plan.roster import NO_ROSTER, RosterStratum, counted
from budget.plan.what_if_text import read_what_if
from budget.services import editing, versions
from budget.services.council import CouncilReport
from budget.services.council_import import CouncilImport, Totals, import_council, read_changes
from budget.services.exporting import export_council
from budget.services.origins import Origin
from budget.services.workspace import Workspace, read_plan
from budget.workbook.council import Source
from budget.workbook.council.background import NOTHING_STORED
from budget.workbook.council.comparing import compare
from budget.workbook.council.content import Content, formula_of, number_of
from budget.workbook.council.found import FoundBook, FoundSheet, read_book
from budget.workbook.council.inputs import (
    ContributionKey,
    DiscountKey,
    InputCell,
    InputKey,
    LossKey,
    MinimumWageKey,
    MoneyKey,
    MoneyYearKey,
    PeopleKey,
    RateKey,
    ShareKey,
    WageKey,
)

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
MADE_ON = date(2026, 11, 2)
JKK, JKM = Programme.JKK, Programme.JKM
START, INPUTS = Month(2022, 1), "Asumsi dan Dasar Hukum"
# A new value by input: a number, a text, None for an emptied cell, or a formula that begins with =.
Edits = dict[InputKey, Decimal | int | str | None]


@pytest.fixture
def sari(file: Path) -> Workspace:
    return Workspace(str(file), "sari", lambda: NOON)


@cache
def exported_of(plan: Plan) -> Origin:
    """The report of a plan, built once for all who edit it."""
    law = load_law().with_values(plan.law_values)
    report = CouncilReport(project(plan, load_law()), law, MADE_ON, Source(), NOTHING_STORED)
    return Origin(report, report.book(), "", is_exact=True, has_background=True)


def edited(plan: Plan, edits: Edits) -> CouncilImport:
    """What a workbook of the plan asks for once its inputs are these, without a file."""
    origin = exported_of(plan)
    places = {cell.key: cell for cell in origin.book.inputs}
    changed = {(places[key].sheet, places[key].address): content(value) for key, value in edits.items()}
    sheets = tuple(
        FoundSheet(title, {a: changed.get((title, a), without(c)) for a, c in cells.items()}, (), False)
        for title, cells in origin.book.content
    )
    compared = compare(origin.book.content, origin.book.inputs, FoundBook(sheets, ()))
    return read_changes(origin, compared, "Usulan")


def content(value: Decimal | int | str | None) -> Content:
    if isinstance(value, str):
        return Content(formula_of(value), None) if value.startswith("=") else Content(None, value)
    return Content(None, None if value is None else number_of(value))


def without(cell: Content) -> Content:
    """As a program saves it that does not calculate."""
    return cell if cell.formula is None else Content(cell.formula, None)


def adjusted(plan: Plan, found: CouncilImport) -> tuple[Adjustment, ...]:
    """The lines as text, read again."""
    return read_what_if("\n".join(found.lines), plan)


def keys_of(plan: Plan) -> list[InputCell]:
    return exported_of(plan).book.inputs


def one(plan: Plan, kind: type, **wanted: object) -> InputKey:
    """The first input of that kind with these fields."""
    return next(
        cell.key
        for cell in keys_of(plan)
        if isinstance(cell.key, kind) and all(getattr(cell.key, n) == v for n, v in wanted.items())
    )


def difference(found: CouncilImport) -> Totals:
    assert found.difference is not None, found.problems
    return found.difference


# Each kind of input, alone


def test_people_of_a_month_are_set_from_then_on(bandung: Plan) -> None:
    """500 guru ngaji more for 17 months at 8.100."""
    found = edited(bandung, {PeopleKey("Guru Ngaji", "", START): 17_500})
    assert adjusted(bandung, found) == (HeadAdjustment("Guru Ngaji", START, 17_500, HeadCountKind.ABSOLUTE),)
    assert difference(found) == Totals(17 * 500 * 8_100, 17 * 500, 0)


def test_people_typed_over_a_carried_month_hold_from_that_month(bandung: Plan) -> None:
    """From May 2023 on: one month of 500 people more."""
    found = edited(bandung, {PeopleKey("Guru Ngaji", "", Month(2023, 5)): 17_500})
    assert adjusted(bandung, found) == (
        HeadAdjustment("Guru Ngaji", Month(2023, 5), 17_500, HeadCountKind.ABSOLUTE),
    )
    assert difference(found) == Totals(500 * 8_100, 500, 0)


def test_two_edits_of_a_place_follow_one_another(bandung: Plan) -> None:
    """100 more from January, and back to 17.000 from July 2022 on: 6 months."""
    found = edited(
        bandung,
        {PeopleKey("Guru Ngaji", "", START): 17_100, PeopleKey("Guru Ngaji", "", Month(2022, 7)): 17_000},
    )
    assert difference(found).person_months == 600
    assert len(found.lines) == 2


def test_an_entered_change_may_be_another_one_on_the_month_before(bandung: Plan) -> None:
    """A change of 1.000 in July becomes 1.500, beside 100 people more from January on."""
    counts = (*bandung.head_counts, HeadCount("Linmas", Month(2022, 7), 1_000, HeadCountKind.CHANGE))
    plan = replace(bandung, head_counts=counts)
    july = PeopleKey("Linmas", "", Month(2022, 7))
    cell = next(c for c in keys_of(plan) if c.key == july)
    before = next(c for c in keys_of(plan) if c.key == PeopleKey("Linmas", "", Month(2022, 6)))
    assert cell.is_open
    found = edited(plan, {july: f"={before.address}+1500", PeopleKey("Linmas", "", START): 5_700})
    assert difference(found).person_months == 17 * 100 + 11 * 500


def test_a_wage_becomes_a_wage_of_the_same_months(bandung: Plan) -> None:
    """Linmas at 1.600.000: JKK 3.840 and JKM 4.800, 540 more for each of 5.600 in 17 months."""
    found = edited(bandung, {one(bandung, WageKey, group="Linmas"): 1_600_000})
    assert adjusted(bandung, found) == (WageAdjustment("Linmas", Validity(START), 160_000_000),)
    assert difference(found) == Totals(540 * 5_600 * 17, 0, 0)


def test_a_share_becomes_the_tariff_with_that_share(bandung: Plan) -> None:
    """Half of 8.100 is 4.050: JKK 1.800 and JKM 2.250."""
    found = edited(bandung, {one(bandung, ShareKey, group="Linmas"): Decimal("0.5")})
    terms = Terms(Wage(150_000_000), share_ppm=500_000)
    assert adjusted(bandung, found) == (TariffAdjustment("Linmas", Validity(START), terms),)
    assert difference(found) == Totals(-4_050 * 5_600 * 17, 0, 0)


def test_wage_and_share_of_the_same_months_are_one_tariff(bandung: Plan) -> None:
    found = edited(
        bandung,
        {
            one(bandung, ShareKey, group="Linmas"): Decimal("0.5"),
            one(bandung, WageKey, group="Linmas"): 1_600_000,
        },
    )
    terms = Terms(Wage(160_000_000), share_ppm=500_000)
    assert adjusted(bandung, found) == (TariffAdjustment("Linmas", Validity(START), terms),)


def test_a_loss_becomes_a_loss(bandung: Plan) -> None:
    """6 % of 5.600 are 336."""
    found = edited(bandung, {LossKey("Linmas"): Decimal("0.06")})
    assert adjusted(bandung, found) == (LossAdjustment("Linmas", 60_000),)
    assert difference(found) == Totals(-336 * 8_100 * 17, -336 * 17, 0)


def test_a_rate_becomes_a_value_of_the_law_for_its_months(bandung: Plan) -> None:
    """JKK 0,30 %: 900 more for each of 1.236.568 person-months."""
    found = edited(bandung, {one(bandung, RateKey, programme=JKK): Decimal("0.003")})
    assert adjusted(bandung, found) == (LawAdjustment(OwnRate(JKK, 1, 3_000, Validity(START))),)
    assert difference(found) == Totals(900 * 1_236_568, 0, 0)


def test_a_rate_that_another_one_follows_holds_until_then(bandung: Plan) -> None:
    """The shipped rate until February 2023, before one of the regency's own."""
    own = OwnRate(JKK, 1, 3_000, Validity(Month(2023, 3)), "Perbup")
    plan = replace(bandung, law_values=(own,))
    shipped = next(c.key for c in keys_of(plan) if isinstance(c.key, RateKey) and c.key.months[0] == START)
    found = edited(plan, {shipped: Decimal("0.002")})
    until = Validity(START, Month(2023, 2))
    assert adjusted(plan, found) == (LawAdjustment(OwnRate(JKK, 1, 2_000, until)),)


def test_a_contribution_becomes_a_row_of_the_bpu_table(bandung: Plan) -> None:
    """JKM 7.000 instead of 6.800 for everybody."""
    plan = in_scenario(bandung, bandung.scenario("Semua BPU"))
    found = edited(plan, {one(plan, ContributionKey, programme=JKM): 7_000})
    (line,) = adjusted(plan, found)
    assert isinstance(line, LawAdjustment)
    assert line.value == OwnContribution(JKM, 1, 7_000, Validity(START))
    assert difference(found) == Totals(200 * 1_236_568, 0, 0)


def test_a_minimum_wage_becomes_the_years(bandung: Plan) -> None:
    plan = replace(bandung, minimum_wages=(MinimumWage(2022, 300_000_000), MinimumWage(2023, 300_000_000)))
    plan = in_scenario(plan, Scenario("x", read_what_if("linmas jadi PU upah UMK", plan)))
    found = edited(plan, {MinimumWageKey(2023): Decimal("3500000.5")})
    assert adjusted(plan, found) == (MinimumWageAdjustment(2023, 350_000_050),)


def test_an_amount_becomes_that_of_the_line(bandung: Plan) -> None:
    line = bandung.allotted[1]
    found = edited(bandung, {MoneyKey(1): 3_900_000_000})
    words = line.skpd, line.sub_activity, line.account, line.funding, line.programmes
    assert adjusted(bandung, found) == (LineAdjustment(2022, *words, 3_900_000_000),)
    assert difference(found) == Totals(0, 0, -100_000_000)


def test_a_line_of_another_year_goes_there(bandung: Plan) -> None:
    """The 4 miliar of JKM in 2022 are money of 2023, beside what that year has already."""
    found = edited(bandung, {MoneyYearKey(1): 2023})
    lines = adjusted(bandung, found)
    assert [(a.fiscal_year, a.rupiah) for a in lines if isinstance(a, LineAdjustment)] == [
        (2022, 0),
        (2023, 5_833_000_000),
    ]
    assert difference(found) == Totals(0, 0, 0)


def test_the_empty_line_of_a_plan_without_money_becomes_one(bandung: Plan) -> None:
    plan = replace(bandung, allocations=())
    found = edited(plan, {MoneyKey(0): 5_000, MoneyYearKey(0): 2023})
    assert adjusted(plan, found) == (LineAdjustment(2023, "", "", "", "", (JKK, JKM), 5_000),)


def test_alike_lines_are_set_together(bandung: Plan) -> None:
    """Two lines of 1.000 and 3.000; the first becomes 2.000: together 5.000."""
    one_line = replace(bandung.allocations[0], amount=1_000)
    plan = replace(bandung, allocations=(one_line, replace(one_line, amount=3_000)))
    found = edited(plan, {MoneyKey(0): 2_000})
    assert [a.rupiah for a in adjusted(plan, found) if isinstance(a, LineAdjustment)] == [5_000]


def test_a_formula_that_only_counts_is_its_number(bandung: Plan) -> None:
    found = edited(bandung, {PeopleKey("Guru Ngaji", "", START): "=17000+500"})
    assert difference(found).person_months == 8_500


# What cannot become a scenario


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("banyak", "masukan_bukan_angka"),
        (None, "masukan_bukan_angka"),
        (-1, "masukan_di_luar_batas"),
        (Decimal("17000.5"), "masukan_di_luar_batas"),
        (Decimal(10) ** 14, "masukan_di_luar_batas"),
        ("=Kontrol!B6", "masukan_rumus"),
        ("=WEBSERVICE(1)", "masukan_rumus"),
    ],
)
def test_people_who_are_no_whole_number_are_refused_with_the_cell(
    value: Decimal | int | str | None, code: str, bandung: Plan
) -> None:
    found = edited(bandung, {PeopleKey("Guru Ngaji", "", START): value})
    (problem,) = found.problems
    assert (problem.code, problem.where) == (code, f"{INPUTS}!C59")
    assert "kembalikan ke 17000" in problem.message
    assert (found.read, found.rejected, found.lines, found.after) == (1, 1, (), None)


@pytest.mark.parametrize(
    ("kind", "wanted", "value"),
    [
        (ShareKey, {"group": "Linmas"}, 0),
        (ShareKey, {"group": "Linmas"}, Decimal("1.01")),
        (ShareKey, {"group": "Linmas"}, Decimal("0.3333333")),
        (LossKey, {"group": "Linmas"}, 1),
        (WageKey, {"group": "Linmas"}, 0),
        (WageKey, {"group": "Linmas"}, Decimal("1500000.005")),
        (RateKey, {"programme": JKK}, Decimal("-0.001")),
        (MoneyKey, {"line": 0}, Decimal("0.5")),
        (MoneyYearKey, {"line": 0}, 22),
    ],
)
def test_what_lies_outside_the_bounds_of_its_field_is_refused(
    kind: type, wanted: dict[str, object], value: Decimal | int, bandung: Plan
) -> None:
    found = edited(bandung, {one(bandung, kind, **wanted): value})
    assert [p.code for p in found.problems] == ["masukan_di_luar_batas"]


def test_a_discount_is_no_what_if() -> None:
    terms = Terms(Income(), payer=Payer.SELF, sector=Sector.TRANSPORT)
    span = MonthRange(Month(2026, 1), Month(2026, 6))
    plan = Plan(
        Region("32.04", "Kabupaten Bandung"),
        span,
        groups=(Group("Ojek", "Dinas Perhubungan", Segment.BPU),),
        tariffs=(Tariff("Ojek", Validity(span.first), terms),),
        head_counts=(HeadCount("Ojek", span.first, 10),),
    )
    found = edited(plan, {one(plan, DiscountKey): Decimal("0.9")})
    assert [p.code for p in found.problems] == ["masukan_tanpa_andaian"]


def test_one_that_is_not_understood_keeps_all_of_them_out(bandung: Plan) -> None:
    found = edited(bandung, {PeopleKey("Guru Ngaji", "", START): 17_500, LossKey("Linmas"): "banyak"})
    assert (found.read, found.accepted, found.rejected, found.lines) == (2, 1, 1, ())


def test_people_taken_from_a_list_are_not_the_workbooks_to_take(bandung: Plan) -> None:
    """300 of the list, 100 whom a what-if adds; taking 50 of these is not what a what-if would do."""
    groups = tuple(replace(g, source=HeadSource.ROSTER) if g.name == "Linmas" else g for g in bandung.groups)
    strata = [RosterStratum("Linmas", "Ciwidey", "Panundaan", None)]
    roster = counted(strata, [(0, START.index, 300, 0)], {"linmas": Month(2023, 5)})
    plan = replace(bandung, groups=groups, roster=roster)
    plan = in_scenario(plan, Scenario("x", read_what_if("+100 linmas mulai 2022-03", plan)))
    key = PeopleKey("Linmas", "", Month(2022, 3))
    more = edited(plan, {key: 150})
    assert difference(more).person_months == 50 * 15
    less = edited(plan, {key: 50})
    assert {p.code for p in less.problems} <= {"tidak_sama"}


# The law: the scenario costs what the workbook comes to


def people_edit(draw: st.DrawFn, cell: InputCell) -> Decimal:
    return Decimal(draw(st.integers(0, 30_000)))


def ppm(least: int, most: int) -> Callable[[st.DrawFn, InputCell], Decimal]:
    return lambda draw, _: Decimal(draw(st.integers(least, most))).scaleb(-6)


def sen(draw: st.DrawFn, _: InputCell) -> Decimal:
    return Decimal(draw(st.integers(1, 900_000_000))).scaleb(-2)


def rupiah(draw: st.DrawFn, _: InputCell) -> Decimal:
    return Decimal(draw(st.integers(0, 9_000_000_000)))


EDITS: dict[type, Callable[[st.DrawFn, InputCell], Decimal]] = {
    PeopleKey: people_edit,
    LossKey: ppm(0, 999_999),
    WageKey: sen,
    ShareKey: ppm(1, 1_000_000),
    RateKey: ppm(0, 50_000),
    ContributionKey: lambda draw, _: Decimal(draw(st.integers(0, 99_999))),
    MinimumWageKey: sen,
    MoneyKey: rupiah,
    MoneyYearKey: lambda draw, _: Decimal(draw(st.integers(2021, 2024))),
}


def mixed_plan() -> Plan:
    """Each kind of input in one plan: PU by wage, UMK and own wages of a list, BPU, changes, kecamatan."""
    both = (JKK, JKM)
    span = MonthRange(Month(2022, 9), Month(2023, 4))
    groups = (
        Group("Guru", "Dinas Pendidikan", Segment.PU, 1, "", 60_000),
        Group("Petani", "Dinas Pertanian", Segment.BPU, 2),
        Group("Linmas", "Satpol PP", Segment.PU, 3),
        Group("Honorer", "Dinas Kesehatan", Segment.PU, 4, source=HeadSource.ROSTER),
    )
    later = Validity(Month(2023, 1))
    tariffs = (
        Tariff("Guru", Validity(span.first, Month(2022, 12)), Terms(Wage(150_000_000)), "PAD"),
        Tariff("Guru", later, Terms(Wage(160_000_000), risk_class=2, share_ppm=750_000), "PAD"),
        Tariff("Petani", Validity(span.first), Terms(Income(1_500_000)), "DBHCHT"),
        Tariff("Linmas", Validity(span.first), Terms(UmkWage()), "PAD"),
        Tariff("Honorer", Validity(span.first), Terms(RosterWage()), "PAD"),
    )
    counts = (
        HeadCount("Guru", Month(2022, 5), 900, kecamatan="Soreang"),
        HeadCount("Guru", span.first, 300, kecamatan="Ciwidey"),
        HeadCount("Guru", Month(2022, 11), 50, HeadCountKind.CHANGE, "Ciwidey"),
        HeadCount("Guru", Month(2023, 2), 10, kecamatan="Ciwidey"),
        HeadCount("Petani", Month(2022, 10), 1_000),
        HeadCount("Petani", Month(2023, 3), 400, HeadCountKind.CHANGE),
        HeadCount("Linmas", span.first, 70),
    )
    strata = [RosterStratum("Honorer", "Ciwidey", "Panundaan", wage) for wage in (180_000_000, 215_232_294)]
    rows = [(place, span.first.index, 20 + place, 0) for place in range(2)]
    return Plan(
        Region("32.04", "Kabupaten Bandung"),
        span,
        groups=groups,
        tariffs=tariffs,
        head_counts=counts,
        minimum_wages=(MinimumWage(2022, 324_192_967), MinimumWage(2023, 349_246_500)),
        allocations=(
            Allocation(2022, "Disnaker", "", "5.1.02.02.02.0006", "PAD", both, 30_000_000),
            Allocation(2023, "Disnaker", "", "5.1.02.02.02.0006", "PAD", both, 20_000_000, pot="RPJMD"),
        ),
        roster=counted(strata, rows, {"honorer": span.last}),
    )


MIXED = mixed_plan()
OPEN = [cell for cell in keys_of(MIXED) if type(cell.key) in EDITS]


@st.composite
def edits(draw: st.DrawFn) -> Edits:
    chosen = draw(st.lists(st.sampled_from(OPEN), min_size=1, max_size=8, unique_by=lambda cell: cell.key))
    return {cell.key: EDITS[type(cell.key)](draw, cell) for cell in chosen}


def test_the_plan_of_the_law_has_every_kind_of_input() -> None:
    assert {type(cell.key) for cell in OPEN} == set(EDITS)


@settings(deadline=None, max_examples=examples(6, 20))
@given(edits())
def test_a_scenario_costs_what_the_edited_workbook_comes_to(drawn: Edits) -> None:
    """Of any edits: the workbook's total, worked out from its formulas, is the scenario's, and so are people
    of each month, cost and money of each year; otherwise reading it says that they are not alike.

    A place that would have fewer than nobody is refused.
    """
    found = edited(MIXED, drawn)
    codes = {problem.code for problem in errors_in(found.problems)}
    assert codes <= {"isian"}, found.problems
    if not codes and found.lines:
        plan = in_scenario(MIXED, Scenario("x", adjusted(MIXED, found)))
        assert found.after is not None
        assert project(plan, load_law()).total == found.after.cost


def few_people() -> Plan:
    """The same without a list, and with so few people that each can be counted by itself."""
    counts = tuple(replace(count, heads=count.heads // 40) for count in MIXED.head_counts)
    planned = tuple(group for group in MIXED.groups if group.source is HeadSource.PLAN)
    tariffs = tuple(tariff for tariff in MIXED.tariffs if tariff.group != "Honorer")
    return replace(MIXED, groups=planned, tariffs=tariffs, head_counts=counts, roster=NO_ROSTER)


FEW = few_people()
FEW_OPEN = [cell for cell in keys_of(FEW) if type(cell.key) in EDITS]


@st.composite
def few_edits(draw: st.DrawFn) -> Edits:
    chosen = draw(
        st.lists(st.sampled_from(FEW_OPEN), min_size=1, max_size=6, unique_by=lambda cell: cell.key)
    )
    drawn = {cell.key: EDITS[type(cell.key)](draw, cell) for cell in chosen}
    return {key: value % 40 if isinstance(key, PeopleKey) else value for key, value in drawn.items()}


@settings(deadline=None, max_examples=examples(4, 8))
@given(few_edits())
def test_a_scenario_costs_what_the_slow_count_of_single_people_says(drawn: Edits) -> None:
    found = edited(FEW, drawn)
    if found.after is not None and found.lines:
        oracle = Oracle(FEW, load_law(), Scenario("x", adjusted(FEW, found)))
        people = list(oracle.person_months())
        assert sum(person.cost for person in people) == found.after.cost
        assert len(people) == found.after.person_months


# With a file and a workspace


def enter(path: Path, entered: Mapping[tuple[str, str], object]) -> Path:
    """A copy with that typed in, as a program saves it that does not calculate."""
    return typed(path, path.with_name(f"Rapat {path.name}"), entered, keeps_values=False)


MORE = {(INPUTS, "C59"): 17_500}


def test_the_scenario_is_stored_with_the_name_of_its_file(
    sari: Workspace, exported: Path, tmp_path: Path
) -> None:
    out = enter(exported, MORE).rename(tmp_path / "Rapat Banggar.xlsx")
    tried = import_council(sari, out, dry_run=True)
    assert (tried.written, read_plan(sari).scenarios[1:]) == (False, ())
    found = import_council(sari, out)
    assert (found.written, found.name, found.base) == (True, "Usulan Rapat Banggar", "")
    kept = read_plan(sari).scenario("Usulan Rapat Banggar")
    assert kept.note == "Dari Rapat Banggar.xlsx"
    assert project(in_scenario(read_plan(sari), kept), load_law()).total == 10_085_050_800
    assert import_council(sari, out).name == "Usulan Rapat Banggar 2"
    with pytest.raises(BadEntry, match="sudah dipakai"):
        import_council(sari, out, "semua bpu")


def test_a_report_of_a_scenario_comes_back_as_one_that_stands_on_it(sari: Workspace, tmp_path: Path) -> None:
    """Everybody is BPU at 16.800: 500 more for 17 months."""
    out = export_council(sari, tmp_path / "bpu.xlsx", "Semua BPU")
    cells = dict(read_book(out).content)[INPUTS]
    (address,) = (address for address, cell in cells.items() if cell == Content(None, Decimal(17_000)))
    found = import_council(sari, enter(out, {(INPUTS, address): 17_500}), "Lebih banyak")
    assert (found.base, difference(found).cost) == ("Semua BPU", 500 * 17 * 16_800)
    plan = read_plan(sari)
    assert project(in_scenario(plan, plan.scenario("Lebih banyak")), load_law()).total == (
        20_774_342_400 + 500 * 17 * 16_800
    )


def test_a_report_of_a_version_comes_back_as_one_that_stands_on_the_version(
    sari: Workspace, tmp_path: Path
) -> None:
    versions.freeze(sari, "RAPBD 2023")
    out = export_council(sari, tmp_path / "versi.xlsx", version="RAPBD 2023")
    editing.put(sari, None, HeadCount("Guru Ngaji", Month(2023, 5), 18_000))
    found = import_council(sari, enter(out, MORE), "Dari dewan")
    assert found.base == "versi:RAPBD 2023"
    plan = read_plan(sari)
    assert project(in_scenario(plan, plan.scenario("Dari dewan")), load_law()).total == 10_085_050_800


def test_a_typed_over_result_keeps_everything_out(sari: Workspace, exported: Path) -> None:
    found = import_council(sari, enter(exported, {**MORE, ("Ringkasan", "B6"): 1}))
    assert [(p.code, p.where) for p in errors_in(found.problems)] == [("hasil_diubah", "Ringkasan!B6")]
    assert not found.written


def test_a_note_beside_the_figures_is_told_and_does_no_harm(sari: Workspace, exported: Path) -> None:
    found = import_council(sari, enter(exported, {**MORE, ("Ringkasan", "F2"): "tolong diperiksa"}))
    assert [(p.code, p.where) for p in found.problems] == [("tidak_ikut", "Ringkasan!F2")]
    assert found.written


def test_a_workbook_without_changes_stores_nothing(sari: Workspace, exported: Path) -> None:
    found = import_council(sari, exported)
    assert (found.read, found.written, found.problems) == (0, False, ())


def test_a_report_of_another_plan_is_refused(sari: Workspace, exported: Path) -> None:
    editing.put(sari, None, HeadCount("Guru Ngaji", Month(2023, 5), 18_000))
    with pytest.raises(FileError, match="bukan laporan dari rencana sekarang"):
        import_council(sari, exported)
