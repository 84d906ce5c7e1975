"""The sheets that hold the plan against other years, other stages and other scenarios."""

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from council_cells import below, headings, line, rows
from council_told import background, told
from openpyxl import Workbook
from typed_cells import opened

from budget.engine.projection import project
from budget.law import LawBook
from budget.plan import Plan
from budget.plan.forms import SubActivity
from budget.workbook.council import Source, write_council

MADE_ON = date(2026, 11, 2)
YEARS, STAGES, SCENARIOS = "Tahun T-1 T T+1", "Tahapan", "Skenario"
UNKNOWN = "tidak diketahui"


@pytest.fixture
def book(told_values: Workbook) -> Workbook:
    return told_values


def plain(path: Path, plan: Plan, law: LawBook, made_on: date = MADE_ON) -> Workbook:
    write_council(path, project(plan, law), law, made_on)
    return opened(path, values=True)


def test_years_hold_people_cost_money_and_payments_in_order(book: Workbook) -> None:
    sheet = book[YEARS]
    assert headings(sheet) == [
        "Orang", "Uraian", "Biaya menurut kelompok", "Uraian", "Biaya menurut program", "Uraian",
        "Orang pada bulan terakhir menurut kelompok", "Uraian", "Orang-bulan menurut kelompok", "Uraian",
        "Alokasi", "Uraian", "Realisasi", "Uraian",
    ]  # fmt: skip
    assert below(sheet, "Orang", 1) == [
        ["Uraian", "T-1\nTA 2022", "T\nTA 2023", "T+1\nTA 2024", "Perubahan\nT-1 ke T", "%",
         "Perubahan\nT ke T+1", "%"]
    ]  # fmt: skip


def test_growth_is_given_in_numbers_and_percent(book: Workbook) -> None:
    """3.118.500.000 − 6.897.700.800 = −3.779.200.800, which is −54,7893 % of the year before."""
    sheet = book[YEARS]
    assert line(sheet, "Jumlah biaya") == [
        6_897_700_800, 3_118_500_000, UNKNOWN, -3_779_200_800, -0.547893, UNKNOWN, UNKNOWN
    ]  # fmt: skip
    # From nothing there is no percentage.
    assert line(sheet, "PKK")[3:5] == [244_458_000, "–"]
    assert line(sheet, "Linmas", nth=1)[:2] == [5_600, 5_600]
    assert line(sheet, "Linmas", nth=2)[:2] == [67_200, 28_000]
    assert line(sheet, "Bulan perlindungan")[:3] == [12, 5, UNKNOWN]
    assert line(sheet, "Orang-bulan")[:2] == [851_568, 385_000]


def test_money_of_a_sub_activity_stands_beside_what_its_form_says(book: Workbook) -> None:
    sheet = book[YEARS]
    name = "2.07.05.2.02.0005 · Jaminan Sosial · Dinas Tenaga Kerja"
    assert line(sheet, name)[:4] == [7_000_000_000, 3_550_000_000, UNKNOWN, -3_450_000_000]
    assert line(sheet, "Jumlah pagu")[:3] == [7_200_000_000, 3_550_000_000, UNKNOWN]
    assert line(sheet, "Dibayar menurut tanggal SP2D")[:3] == [574_808_400, 623_700_000, UNKNOWN]


def test_what_nobody_entered_is_not_known_and_never_zero(council_values: Workbook) -> None:
    sheet = council_values[YEARS]
    assert line(sheet, "Dibayar menurut tanggal SP2D")[:3] == [UNKNOWN] * 3
    assert line(sheet, "Jumlah biaya")[2] == UNKNOWN


def test_money_of_other_years_is_known_only_where_every_sub_activity_says_it(
    bandung: Plan, law: LawBook, tmp_path: Path
) -> None:
    one = SubActivity("Dinas Tenaga Kerja", "2.07.05.2.02.0005", after=4_000_000_000)
    other = SubActivity("Dinas Sosial", "1.06.05.2.02.0001", after=1_000_000_000)
    known = plain(tmp_path / "a.xlsx", replace(bandung, sub_activities=(one, other)), law)[YEARS]
    assert line(known, "Jumlah pagu")[2] == 5_000_000_000
    silent = replace(other, after=None)
    half = plain(tmp_path / "b.xlsx", replace(bandung, sub_activities=(one, silent)), law)[YEARS]
    assert line(half, "Jumlah pagu")[2] == UNKNOWN


@pytest.mark.parametrize(
    "made_on, year", ((date(2022, 6, 1), 2022), (date(2023, 1, 1), 2023), (date(2021, 9, 1), 2022))
)
def test_t_is_the_last_year_of_the_plan_that_has_begun_or_its_first(
    made_on: date, year: int, bandung: Plan, law: LawBook, tmp_path: Path
) -> None:
    linmas = [group for group in bandung.groups if group.name == "Linmas"]
    tariffs, counts = (
        tuple(r for r in records if r.group == "Linmas") for records in (bandung.tariffs, bandung.head_counts)
    )
    plan = replace(bandung, groups=tuple(linmas), tariffs=tariffs, head_counts=counts)
    sheet = plain(tmp_path / "dewan.xlsx", plan, law, made_on)[YEARS]
    assert below(sheet, "Orang", 1)[0][2] == f"T\nTA {year}"


def test_stages_tell_why_a_line_changed(book: Workbook) -> None:
    """3.000 × 5 × 3.600 = 54.000.000 for people, 80.000 × 5 × 400 = 160.000.000 for the price, the rest."""
    sheet = book[STAGES]
    place = ["Dinas Tenaga Kerja", "2.07.05.2.02.0005", "5.1.02.02.02.0006", "PAD", "JKK"]
    reasons = [54_000_000, 0, 160_000_000, 36_000_000]
    assert line(sheet, *place) == [1_467_000_000, 1_717_000_000, 250_000_000, *reasons]
    assert line(sheet, "Jumlah TA 2023") == [3_300_000_000, 3_550_000_000, 250_000_000, *reasons]
    assert below(sheet, "TA 2023", 1)[0][5:8] == [
        "Sebelum\nAPBD",
        "Sesudah\nPerubahan",
        "Bertambah / (berkurang)",
    ]
    assert rows(sheet)[-1] == ["TA 2022: hanya tahap APBD yang tersimpan, jadi belum ada yang dibandingkan."]


def test_what_stands_after_a_stage_is_the_cell_of_the_money_in_force(told_council: Path) -> None:
    sheet = opened(told_council)[STAGES]
    place = ["Dinas Tenaga Kerja", "2.07.05.2.02.0005", "5.1.02.02.02.0006", "PAD", "JKK"]
    assert str(line(sheet, *place)[1]).startswith("=SUMIF('Asumsi dan Dasar Hukum'!")


def test_a_plan_without_money_has_no_stages(law: LawBook, tmp_path: Path, bandung: Plan) -> None:
    sheet = plain(tmp_path / "dewan.xlsx", replace(bandung, allocations=()), law)[STAGES]
    assert str(rows(sheet)[-1][0]).startswith("Belum ada pagu yang tersimpan")


def test_scenarios_stand_side_by_side_and_causes_add_up(book: Workbook, law: LawBook, bandung: Plan) -> None:
    sheet = book[SCENARIOS]
    assert below(sheet, "Rencana dan skenario", 1) == [["Uraian", "dasar", "Semua BPU", "Campuran"]]
    assert line(sheet, "Biaya seluruhnya")[:2] == [10_016_200_800, 20_774_342_400]
    assert line(sheet, "Selisih terhadap dasar")[:2] == [0, 10_758_141_600]
    assert line(sheet, "Orang-bulan")[:2] == [1_236_568, 1_236_568]
    assert line(sheet, "Cukup sampai, TA 2022")[:2] == ["Desember 2022", "Juni 2022"]
    assert line(sheet, "Menjadi") == line(sheet, "Biaya seluruhnya")
    assert ["Rusak tidak dapat dihitung: dasarnya tidak ada."] in rows(sheet)
    causes = below(sheet, "Biaya dasar", 6)
    totals = line(sheet, "Menjadi")
    sums = [10_016_200_800] * 3
    for row in causes:
        if row[0] == "Menjadi":
            break
        sums = [total + int(str(part)) for total, part in zip(sums, row[1:], strict=True)]
    assert sums == totals


def test_waterfall_is_drawn_for_the_exported_scenario_with_an_unseen_base(
    bandung: Plan, law: LawBook, tmp_path: Path
) -> None:
    plan = told(bandung)
    path = tmp_path / "dewan.xlsx"
    stored = background(plan, law)
    write_council(
        path, project(plan, law), law, MADE_ON, source=Source(scenario="Campuran"), background=stored
    )
    sheet = opened(path, values=True)[SCENARIOS]
    assert headings(sheet)[-2:] == ["Air terjun biaya: dari dasar ke Campuran", "Batang"]
    columns = [row for row in rows(sheet) if len(row) == 5 and row[0] != "Batang"]
    assert columns[0] == ["dasar", 0, 10_016_200_800, 0, 0]
    level = 10_016_200_800
    for _, below_it, _, rise, fall in columns[1:-1]:
        level += int(str(rise)) - int(str(fall))
        assert below_it == min(level, level - int(str(rise)) + int(str(fall)))
    assert columns[-1][2] == level == line(sheet, "Menjadi")[2]
    with zipfile.ZipFile(path) as archive:
        charts = [archive.read(name).decode() for name in archive.namelist() if "charts/chart" in name]
    (drawn,) = (chart for chart in charts if "Dari dasar ke Campuran" in chart)
    assert '<grouping val="stacked"' in drawn and drawn.count("noFill") == 2


def test_a_plan_without_scenarios_says_so(council_values: Workbook) -> None:
    assert str(rows(council_values[SCENARIOS])[-1][0]).startswith("Belum ada skenario yang tersimpan")
