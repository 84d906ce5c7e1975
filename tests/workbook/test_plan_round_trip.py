"""A plan goes out to the template and comes back the same, whatever its texts."""

from dataclasses import replace
from pathlib import Path

import pytest
from bandung import LISTED
from effort import examples
from hypothesis import HealthCheck, given, settings
from openpyxl import load_workbook
from plan_files import FIRST, reread
from plans import HOSTILE, PLANS

from budget.contribution import RosterWage, Terms, Wage
from budget.errors import FileError, PlanError
from budget.period import Month
from budget.plan import (
    Assumption,
    AssumptionKind,
    Eligibility,
    HeadAdjustment,
    HeadCount,
    HeadSource,
    Plan,
    Region,
    Scenario,
)
from budget.plan.roster import RosterCounts, RosterStratum, counted
from budget.workbook.plan_reader import read_plan
from budget.workbook.plan_writer import write_plan


@given(PLANS)
@settings(max_examples=examples(8, 50), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_plan_comes_back_the_same(plan: Plan) -> None:
    reading = reread(plan)
    assert [problem for problem in reading.problems if problem.severity == "error"] == []
    assert reading.plan == plan


def test_a_round_amount_beyond_what_a_double_counts_comes_back(bandung: Plan) -> None:
    """Few digits, and yet no number that a cell may be trusted with."""
    line = replace(bandung.allocations[0], amount=10_388_797_099_192_300)
    reading = reread(replace(bandung, allocations=(line,)))
    assert reading.plan is not None
    assert reading.plan.allocations == (line,)


def test_the_same_plan_gives_the_same_bytes(bandung: Plan, tmp_path: Path) -> None:
    one, other = tmp_path / "satu.xlsx", tmp_path / "dua.xlsx"
    write_plan(one, bandung)
    write_plan(other, bandung)
    assert one.read_bytes() == other.read_bytes()


def test_texts_are_strings_in_excel_and_never_formulas(bandung: Plan, tmp_path: Path) -> None:
    path = tmp_path / "rencana.xlsx"
    write_plan(path, replace(bandung, assumptions=_assumptions(HOSTILE)))
    sheet = load_workbook(path)["Asumsi"]
    cells = [sheet.cell(row, 1) for row in range(FIRST, FIRST + len(HOSTILE))]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.value[0] for cell in cells if cell.quotePrefix} == {"=", "+", "-", "@"}


def test_hostile_texts_come_back_letter_by_letter(bandung: Plan) -> None:
    plan = replace(bandung, assumptions=_assumptions(HOSTILE))
    assert reread(plan).plan == plan


def _assumptions(texts: list[str]) -> tuple[Assumption, ...]:
    return tuple(Assumption(text, AssumptionKind.ASSUMED) for text in texts)


def test_texts_that_no_workbook_holds_are_refused_with_their_place(bandung: Plan, tmp_path: Path) -> None:
    path = tmp_path / "rencana.xlsx"
    with pytest.raises(PlanError) as refusal:
        write_plan(
            path, replace(bandung, assumptions=_assumptions(["bel\x07", "baik", " tepi", "x" * 2_001]))
        )
    assert [problem.where for problem in refusal.value.problems] == [
        "Asumsi, baris 1, Pernyataan",
        "Asumsi, baris 3, Pernyataan",
        "Asumsi, baris 4, Pernyataan",
    ]
    assert list(tmp_path.iterdir()) == []


def test_numbers_longer_than_a_double_are_written_as_text(bandung: Plan, tmp_path: Path) -> None:
    path = tmp_path / "rencana.xlsx"
    wage = Wage(12_345_678_901_234_567)
    tariffs = (replace(bandung.tariffs[0], terms=Terms(wage)), *bandung.tariffs[1:])
    write_plan(path, replace(bandung, tariffs=tariffs))
    sheet = load_workbook(path)["Tarif"]
    assert sheet["F5"].value == "123.456.789.012.345,67"
    assert sheet["F6"].value == 1_500_000


def test_a_scenario_without_adjustments_and_its_note_survive(bandung: Plan) -> None:
    plan = replace(bandung, scenarios=(*bandung.scenarios, Scenario("Nanti", (), "Belum diisi.")))
    assert reread(plan).plan == plan


def by_wage_of_a_list(plan: Plan) -> Plan:
    """Linmas follow a list, and what-if a hundred of them leave; so does PKK, as far as its list goes."""
    leaving = HeadAdjustment("Linmas", Month(2022, 6), -100)
    sources = {"Linmas": HeadSource.ROSTER, "PKK": HeadSource.ROSTER_THEN_PLAN}
    return replace(
        plan,
        groups=tuple(replace(g, source=sources.get(g.name, g.source)) for g in plan.groups),
        tariffs=tuple(
            replace(t, terms=replace(t.terms, base=RosterWage())) if t.group == "Linmas" else t
            for t in plan.tariffs
        ),
        eligibility=Eligibility(18, 60),
        scenarios=(*plan.scenarios, Scenario("Berkurang", (leaving,))),
    )


def test_sources_of_people_wages_of_a_list_and_ages_come_back(bandung: Plan, tmp_path: Path) -> None:
    plan, path = by_wage_of_a_list(bandung), tmp_path / "rencana.xlsx"
    write_plan(path, plan)
    book = load_workbook(path)
    assert [book["Kelompok"].cell(row, 8).value for row in range(FIRST, FIRST + 3)] == [
        "rencana", "rencana", "daftar",
    ]  # fmt: skip
    assert "daftar" in {cell.value for cell in book["Tarif"]["F"]}
    reading = read_plan(path)
    assert reading.plan == plan
    # Whom the what-if takes away is unknown until the list is there.
    assert [p.severity for p in reading.problems if p.code == "melampaui_batas"] == ["warning"]


def test_what_ifs_on_a_list_are_judged_by_the_people_already_listed(bandung: Plan, tmp_path: Path) -> None:
    plan, path = by_wage_of_a_list(bandung), tmp_path / "rencana.xlsx"
    write_plan(path, plan)

    def listed(heads: int) -> RosterCounts:
        # Lists of the other groups say nothing of the plan's months, whose head counts stand.
        others = (*LISTED, "PKK")
        strata = [RosterStratum(name, "Ciwidey", "", 150_000_000) for name in ("Linmas", *others)]
        known = {name.casefold(): Month(2021, 12) for name in others} | {"linmas": Month(2023, 5)}
        before = [(place, Month(2021, 12).index, 0, 0) for place in range(1, len(strata))]
        return counted(strata, [(0, Month(2022, 1).index, heads, 0), *before], known)

    assert read_plan(path, listed(100)).plan == plan
    reading = read_plan(path, listed(99))
    assert reading.plan is None
    [problem] = [p for p in reading.problems if p.severity == "error"]
    assert "Dalam skenario “Berkurang”" in problem.message


def test_a_smaller_plan_leaves_nothing_of_a_larger_one(bandung: Plan, tmp_path: Path) -> None:
    path = tmp_path / "rencana.xlsx"
    write_plan(path, bandung)
    empty = Plan(Region("32.04", "Kabupaten Bandung"), bandung.span)
    write_plan(path, empty)
    assert read_plan(path).plan == empty


def test_thousands_of_head_counts_go_out_and_come_in(bandung: Plan, tmp_path: Path) -> None:
    names = [group.name for group in bandung.groups]
    counts = tuple(
        HeadCount(names[n % 9], Month(2022, 1).plus(n // 9 % 17), n % 7, kecamatan=f"Kecamatan {n // 153}")
        for n in range(5_000)
    )
    plan = replace(bandung, head_counts=counts)
    path = tmp_path / "rencana.xlsx"
    write_plan(path, plan)
    assert read_plan(path).plan == plan


def test_an_unwritable_folder_is_said_to_be_such(bandung: Plan, tmp_path: Path) -> None:
    with pytest.raises(FileError, match="Tidak dapat menulis di folder"):
        write_plan(tmp_path / "tidak-ada" / "rencana.xlsx", bandung)
