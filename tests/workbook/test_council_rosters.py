"""The council workbook of plans that follow lists: what it shows of people and wages, and what never."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from typed_cells import opened

from budget.contribution import Income, Programme, RosterIncome, RosterWage, Terms
from budget.engine.projection import project
from budget.errors import LimitExceeded
from budget.law import LawBook
from budget.period import Month, MonthRange, Validity
from budget.plan import (
    Allocation,
    Group,
    HeadAdjustment,
    HeadCount,
    HeadSource,
    Plan,
    Region,
    Scenario,
    Tariff,
    in_scenario,
)
from budget.plan.roster import RosterStratum, counted
from budget.workbook.council import write_council

MADE_ON = date(2026, 11, 2)
JANUARY, FEBRUARY, MARCH = Month(2023, 1), Month(2023, 2), Month(2023, 3)
INPUTS, WAGES = "Asumsi dan Dasar Hukum", "Upah Masing-masing"
ACCOUNTS = "Pagu per Rekening"


def listed(
    people: Iterable[tuple[str, str, int | None, int]],
    terms: Terms | None = None,
    source: HeadSource = HeadSource.ROSTER,
) -> Plan:
    """Petani of a list known until February, January to March 2023: kecamatan, village, wage, people."""
    terms, people = terms or Terms(Income()), tuple(people)
    strata = [RosterStratum("Petani", kecamatan, village, wage) for kecamatan, village, wage, _ in people]
    rows = [(place, JANUARY.index, heads, 0) for place, (*_, heads) in enumerate(people)]
    return Plan(
        region=Region("32.04", "Kabupaten Bandung"),
        span=MonthRange(JANUARY, MARCH),
        groups=(Group("Petani", "Dinas Pertanian", terms.segment, 100, "", 60_000, source),),
        tariffs=(Tariff("Petani", Validity(JANUARY), terms),),
        roster=counted(strata, rows, {"petani": FEBRUARY}),
    )


def written(path: Path, plan: Plan, law: LawBook, values: bool = True) -> Workbook:
    write_council(path, project(plan, law), law, MADE_ON)
    return opened(path, values)


def line(sheet: Worksheet, label: object, nth: int = 0) -> list[object]:
    """What stands beside the nth such label in the first column."""
    rows = [row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == label]
    cells = [sheet.cell(rows[nth], column).value for column in range(2, sheet.max_column + 1)]
    return [value for value in cells if value is not None]


def test_people_of_a_list_stand_by_kecamatan_as_numbers_of_the_list(law: LawBook, tmp_path: Path) -> None:
    plan = listed([("Soreang", "A", None, 5), ("Ciwidey", "B", None, 19), ("Ciwidey", "C", None, 2)])
    sheet = written(tmp_path / "dewan.xlsx", plan, law, values=False)[INPUTS]
    assert line(sheet, "Petani", 2) == ["Ciwidey", 21, 21, 21]
    assert line(sheet, "Petani", 3) == ["Soreang", 5, 5, 5]
    row = next(r for r in range(1, sheet.max_row + 1) if sheet.cell(r, 2).value == "Soreang")
    assert {sheet.cell(row, column).fill.start_color.rgb for column in (3, 4, 5)} == {"00E2EFDA"}
    assert line(sheet, "dari daftar")[0] == (
        "Dihitung dari daftar orang pada saat ekspor: ubah daftarnya di pagu, lalu ekspor lagi."
    )


def test_people_of_a_list_lose_nothing_and_say_until_when_it_is_known(law: LawBook, tmp_path: Path) -> None:
    sheet = written(tmp_path / "dewan.xlsx", listed([("Ciwidey", "B", None, 19)]), law)[INPUTS]
    assert line(sheet, "Jumlah TA 2023") == [19, 19, 19, 57]
    assert line(sheet, "Petani", 1) == [
        "Dinas Pertanian", "BPU", 100, "–", "daftar, diketahui sampai Februari 2023",
    ]  # fmt: skip


def test_the_plan_takes_over_where_the_list_ends(law: LawBook, tmp_path: Path) -> None:
    plan = listed([("Ciwidey", "B", None, 19)], source=HeadSource.ROSTER_THEN_PLAN)
    plan = replace(plan, head_counts=(HeadCount("Petani", JANUARY, 50),))
    book = written(tmp_path / "dewan.xlsx", plan, law, values=False)
    assert line(book[INPUTS], "Petani", 1)[-1] == "daftar sampai Februari 2023, lalu rencana"
    # 50 planned people, of whom 6 % fail validation, from March on.
    assert line(book[INPUTS], "Petani", 2) == [0, 0, 50]
    assert line(book[INPUTS], "Petani", 3) == ["Ciwidey", 19, 19, 0]
    shown = opened(tmp_path / "dewan.xlsx", values=True)
    assert line(shown[INPUTS], "Jumlah TA 2023") == [19, 19, 47, 85]


def test_people_whom_a_what_if_adds_to_a_list_are_planned_inputs(law: LawBook, tmp_path: Path) -> None:
    plan = listed([("Ciwidey", "B", None, 19)])
    plan = in_scenario(plan, Scenario("Jika", (HeadAdjustment("Petani", FEBRUARY, 50),)))
    sheet = written(tmp_path / "dewan.xlsx", plan, law, values=False)[INPUTS]
    planned = line(sheet, "Petani", 2)
    assert planned[:2] == [0, 50]
    assert str(planned[2]).startswith("=D")
    shown = opened(tmp_path / "dewan.xlsx", values=True)[INPUTS]
    assert line(shown, "Jumlah TA 2023") == [19, 66, 66, 151]


def test_members_with_wages_of_their_own_take_a_line_for_each_wage(law: LawBook, tmp_path: Path) -> None:
    # 1.501.000 × 0,3 % is Rp4.503, 1.500.500 × 0,3 % Rp4.501,50: rounded up for every person by itself.
    wages = [
        ("Soreang", "A", 150_100_000, 2),
        ("Ciwidey", "B", 150_050_000, 3),
        ("Soreang", "", 150_100_000, 1),
    ]
    plan = listed(wages, Terms(RosterWage(), programmes=(Programme.JKM,)))
    book = written(tmp_path / "dewan.xlsx", plan, law)
    assert line(book[WAGES], 1_500_500) == [4_502, 3, 3, 3, 9]
    assert line(book[WAGES], 1_501_000) == [4_503, 3, 3, 3, 9]
    assert line(book["Biaya per Bulan"], "Petani", 1)[0] == 3 * 4_502 + 3 * 4_503
    formulas = opened(tmp_path / "dewan.xlsx")["Biaya per Bulan"]
    assert str(line(formulas, "Petani", 1)[0]).startswith("=SUMPRODUCT('Upah Masing-masing'!")
    assert "PU, upah masing-masing" in line(book[INPUTS], "Petani")


def test_incomes_of_one_bracket_are_one_line(law: LawBook, tmp_path: Path) -> None:
    people = [("Soreang", "A", 50_000_000, 2), ("Ciwidey", "B", 109_999_999, 3), ("", "", 110_000_000, 1)]
    book = written(tmp_path / "dewan.xlsx", listed(people, Terms(RosterIncome())), law)
    assert line(book[WAGES], "BPU baris 1") == [10_000, 6_800, 5, 5, 5, 15]
    assert line(book[WAGES], "BPU baris 2") == [12_000, 6_800, 1, 1, 1, 3]


def test_lowest_wage_is_paid_first_in_the_short_month(law: LawBook, tmp_path: Path) -> None:
    plan = listed([("", "", 200_000_000, 2), ("", "", 100_000_000, 3)], Terms(RosterWage()))
    money = Allocation(2023, "", "", "", "", (Programme.JKK, Programme.JKM), 30_000)
    book = written(tmp_path / "dewan.xlsx", replace(plan, allocations=(money,)), law)
    assert line(book["Kontrol"], "Petani, upah Rp1.000.000") == [3, 5_400, 30_000, 3, 0]
    assert line(book["Kontrol"], "Petani, upah Rp2.000.000") == [2, 10_800, 13_800, 1, 1]
    assert line(book["Ringkasan"], "Orang terbayar di bulan itu")[0] == 4


def test_control_holds_people_by_wage_against_people_by_kecamatan(law: LawBook, tmp_path: Path) -> None:
    plan = listed([("Soreang", "A", 150_100_000, 2), ("Ciwidey", "B", 150_050_000, 3)], Terms(RosterWage()))
    sheet = written(tmp_path / "dewan.xlsx", plan, law)["Kontrol"]
    label = "Orang-bulan Petani: menurut upah = menurut kecamatan"
    assert line(sheet, label) == [15, 15, 0, 15, 0]


def test_a_village_never_stands_beside_a_wage(law: LawBook, tmp_path: Path) -> None:
    plan = listed([("Ciwidey", "Panundaan", 150_100_000, 1)], Terms(RosterWage()))
    book = written(tmp_path / "dewan.xlsx", plan, law)
    said = {s.title: {str(cell.value) for row in s.iter_rows() for cell in row} for s in book}
    assert [title for title, texts in said.items() if any("Panundaan" in text for text in texts)] == [
        "Kecamatan dan Desa"
    ]
    assert "1501000" not in said["Kecamatan dan Desa"]


def test_plans_without_own_wages_have_no_sheets_for_them(law: LawBook, tmp_path: Path) -> None:
    book = written(tmp_path / "dewan.xlsx", listed([("Ciwidey", "B", 150_000_000, 19)]), law)
    assert not {WAGES, "Hitungan Upah"} & set(book.sheetnames)


def test_nine_groups_in_31_kecamatan_take_a_line_each_whatever_their_villages(
    law: LawBook, tmp_path: Path
) -> None:
    names = [f"Kelompok {n}" for n in range(9)]
    strata = [
        RosterStratum(name, f"Kecamatan {village % 31:02d}", f"Desa {village}", None)
        for name in names
        for village in range(280)
    ]
    plan = listed([])
    plan = replace(
        plan,
        groups=tuple(replace(plan.groups[0], name=name) for name in names),
        tariffs=tuple(replace(plan.tariffs[0], group=name) for name in names),
        roster=counted(strata, [(n, JANUARY.index, 1, 0) for n in range(len(strata))], {}),
    )
    sheet = written(tmp_path / "dewan.xlsx", plan, law)[INPUTS]
    lines = [
        row for row in range(1, sheet.max_row + 1) if str(sheet.cell(row, 2).value).startswith("Kecamatan ")
    ]
    assert len(lines) == 9 * 31
    assert line(sheet, "Jumlah TA 2023") == [2_520, 2_520, 2_520, 7_560]


def test_more_wages_than_a_workbook_holds_are_refused_with_what_to_do(law: LawBook, tmp_path: Path) -> None:
    people = [("Ciwidey", "", 100_000_000 + step, 1) for step in range(10_000)]
    with pytest.raises(LimitExceeded, match=r"10\.000 tingkat upah .* Bulatkan upah dalam daftar"):
        written(tmp_path / "dewan.xlsx", listed(people, Terms(RosterWage())), law)
    assert list(tmp_path.iterdir()) == []
