"""The sheet Pagu per Rekening: how far the money of each account goes, and what multi-year lines carry."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from drawn_plans import drawn_plan, drawn_roster_plan, with_pots
from openpyxl.worksheet.worksheet import Worksheet
from typed_cells import opened

from budget.contribution import Income, Programme, Segment, Terms
from budget.engine.calendar import Basis, calendar
from budget.engine.projection import project
from budget.engine.runway import Runway, allocation_view
from budget.law import LawBook
from budget.period import Month, MonthRange, Validity
from budget.plan import Allocation, Group, HeadCount, PaymentTiming, Plan, Region, Tariff
from budget.workbook.council import write_council

MADE_ON = date(2026, 11, 2)
JKK, JKM = Programme.JKK, Programme.JKM
SHEET = "Pagu per Rekening"
UNKNOWN = "Pagu atau biaya yang timbul dari perubahan sesudah ekspor: rekeningnya belum ditentukan"


def farmers(*allocations: Allocation, months: int = 24) -> Plan:
    """100 farmers from January 2026, JKK 10.000 and JKM 6.800 each: 1.000.000 and 680.000 a month."""
    start = Month(2026, 1)
    return Plan(
        Region("32.04", "Kabupaten Bandung"),
        MonthRange(start, start.plus(months - 1)),
        timing=PaymentTiming.SAME_MONTH,
        groups=(Group("Petani", "Pertanian", Segment.BPU),),
        tariffs=(Tariff("Petani", Validity(start), Terms(Income()), "PAD"),),
        head_counts=(HeadCount("Petani", start, 100),),
        allocations=allocations,
    )


def line(amount: int, programme: Programme, year: int = 2026, pot: str = "") -> Allocation:
    account = f"5.1.02.02.02.000{6 if programme is JKK else 7}"
    sub = "2.07.05.2.02.0005"
    return Allocation(year, "Pertanian", sub, account, "PAD", (programme,), amount, pot=pot)


def written(plan: Plan, law: LawBook, path: Path) -> Worksheet:
    write_council(path, project(plan, law), law, MADE_ON)
    return opened(path, values=True)[SHEET]


def tables(sheet: Worksheet) -> list[list[list[object]]]:
    """The lines of each table of accounts, from its header to the line of the whole year."""
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    found: list[list[list[object]]] = []
    for row in rows:
        if str(row[0]).startswith("Sampai kapan pagu tiap rekening cukup"):
            found.append([])
            is_account = True
        elif found and is_account and row[5] is not None and row[5] != "Pagu TA ini":
            found[-1].append(row)
            is_account = "seluruhnya" not in str(row[0])
    return found


def test_each_account_has_a_line_and_jkk_does_not_pay_jkm(law: LawBook, tmp_path: Path) -> None:
    """JKM: 680.000 × 12 = 8.160.000, of which 5.000.000 pay 7 months and 35 people (240.000 ÷ 6.800).

    Together 15.000.000 of 20.160.000: 8 months are 13.440.000, and 1.560.000 ÷ 16.800 pays 92 people.
    """
    plan = farmers(line(10_000_000, JKK), line(5_000_000, JKM), months=12)
    accrual, cash = tables(written(plan, law, tmp_path / "dewan.xlsx"))
    names = ["2.07.05.2.02.0005", "5.1.02.02.02.0006", "JKK", "Pertanian", "PAD"]
    money = [10_000_000, 0, 10_000_000, 12_000_000, -2_000_000]
    assert accrual[0] == [*names, *money, "Oktober 2026", "November 2026", 100, 2_000_000, 200]
    names[1:3] = ["5.1.02.02.02.0007", "JKM"]
    money = [5_000_000, 0, 5_000_000, 8_160_000, -3_160_000]
    assert accrual[1] == [*names, *money, "Juli 2026", "Agustus 2026", 65, 3_160_000, 465]
    assert accrual[2][0] == UNKNOWN
    assert accrual[2][5:] == [0, 0, 0, 0, 0, "–", "–", "–", 0, "–"]
    money = [15_000_000, 0, 15_000_000, 20_160_000, -5_160_000]
    assert accrual[3][:10] == ["Jumlah rekening", *[None] * 4, *money]
    assert accrual[4][0] == "TA 2026 seluruhnya"
    assert accrual[4][5:] == [*money, "Agustus 2026", "September 2026", 8, 5_160_000, 308]
    assert cash == accrual


def test_cost_that_no_line_pays_is_an_account_of_its_own(law: LawBook, tmp_path: Path) -> None:
    table = tables(written(farmers(line(12_000_000, JKK), months=12), law, tmp_path / "dewan.xlsx"))[0]
    assert table[0][8:11] == [12_000_000, 0, "Desember 2026"]
    assert str(table[1][0]).startswith("tanpa pagu")
    assert table[1][5:] == [
        0,
        0,
        0,
        8_160_000,
        -8_160_000,
        "belum ada",
        "Januari 2026",
        100,
        8_160_000,
        1_200,
    ]


def test_what_a_multi_year_line_has_left_is_money_of_the_next_year(law: LawBook, tmp_path: Path) -> None:
    """JKK 20 million of 2026 leave 8 million, which with 4 million of 2027 are its 12 million.

    JKM has 8.160.000 in either year, of which nothing is left. Together 28.160.000 leave 8.000.000.
    """
    lines = (line(20_000_000, JKK, pot="RPJMD"), line(4_000_000, JKK, 2027, "rpjmd"))
    lines += (line(8_160_000, JKM), line(8_160_000, JKM, 2027))
    path = tmp_path / "dewan.xlsx"
    first, second, *_ = tables(written(farmers(*lines), law, path))
    assert first[0][5:11] == [20_000_000, 0, 20_000_000, 12_000_000, 8_000_000, "Desember 2026"]
    assert second[0][5:11] == [4_000_000, 8_000_000, 12_000_000, 12_000_000, 0, "Desember 2027"]
    assert second[1][5:10] == [8_160_000, 0, 8_160_000, 8_160_000, 0]
    assert second[4][5:11] == [12_160_000, 8_000_000, 20_160_000, 20_160_000, 0, "Desember 2027"]
    book = opened(path, values=True)
    said = [str(cell.value) for cell in book["Asumsi dan Dasar Hukum"]["A"]]
    assert any(text.startswith("Jumlah di atas adalah pagu tahunnya sendiri") for text in said)
    summary = {row[0].value: [cell.value for cell in row[1:4]] for row in book["Ringkasan"]["A5:D12"]}
    assert summary["Pagu"] == [28_160_000, 20_160_000, 40_320_000]
    assert summary["Cukup sampai"] == ["Desember 2026", "Desember 2027", "Desember 2027"]


@pytest.mark.parametrize("drawn", (drawn_plan, drawn_roster_plan))
@pytest.mark.parametrize("seed", (1, 4))
def test_every_account_is_as_the_engine_has_it(
    seed: int, drawn: Callable[[int], Plan], law: LawBook, tmp_path: Path
) -> None:
    plan = with_pots(drawn(seed))
    shown = tables(written(plan, law, tmp_path / "dewan.xlsx"))
    projection = project(plan, law)
    for basis in Basis:
        view = allocation_view(projection, calendar(projection, basis))
        for year, whole in view.by_fiscal_year:
            *accounts, unknown, _, all_of_year = shown.pop(0)
            runways = [found.runway for found in view.by_account if found.fiscal_year == year]
            assert [figures(row) for row in accounts] == [expected(runway) for runway in runways]
            assert figures(all_of_year)[:2] == (whole.total, whole.cost)
            assert unknown[5:10] == [0] * 5
    assert shown == []


def figures(row: list[object]) -> tuple[object, ...]:
    return (row[7], row[8], *row[10:])


def expected(found: Runway) -> tuple[object, ...]:
    until = found.covered_until.label if found.covered_until else "belum ada"
    if found.first_short_month is None:
        return found.total, found.cost, until if found.cost else "–", "–", "–", 0, "–"
    short = found.first_short_month.label
    missing = (found.people_short, found.shortfall, found.person_months_short)
    return found.total, found.cost, until, short, *missing


def test_a_plan_without_allocations_and_groups_has_its_accounts_sheet(law: LawBook, tmp_path: Path) -> None:
    plan = replace(farmers(months=3), groups=(), tariffs=(), head_counts=())
    table = tables(written(plan, law, tmp_path / "dewan.xlsx"))[0]
    assert [row[0] for row in table] == [UNKNOWN, "Jumlah rekening", "TA 2026 seluruhnya"]
