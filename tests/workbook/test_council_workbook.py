"""The council workbook as a file: what stands in which cell, how it looks, and that it is whole."""

import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from cells import dumped, golden
from drawn_plans import BOTH, HOSTILE, drawn_plan, drawn_roster_plan
from effort import examples
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from typed_cells import opened

from budget.contribution import Income, Programme, Segment, Terms, UmkWage, Wage
from budget.engine.projection import Projection, project
from budget.errors import Cancelled, LimitExceeded
from budget.law import LawBook, OwnRate
from budget.period import Month, MonthRange, Validity
from budget.plan import (
    Allocation,
    Group,
    HeadCount,
    HeadCountKind,
    MinimumWage,
    Plan,
    Region,
    Tariff,
    in_scenario,
)
from budget.workbook.council import Source, write_council

MADE_ON = date(2026, 11, 2)
SHEETS = [
    "Sampul",
    "Satu Halaman",
    "Tanya Jawab Banggar",
    "Ringkasan",
    "Biaya per Bulan",
    "Pagu dan Proyeksi",
    "Pagu per Rekening",
    "Kecamatan dan Desa",
    "Tahun T-1 T T+1",
    "Skenario",
    "Tahapan",
    "Asumsi dan Dasar Hukum",
    "Kontrol",
]


def small_plan(name: str = "Petani", terms: Terms | None = None, heads: int = 100) -> Plan:
    """One group, January to March 2023."""
    terms = terms or Terms(Income())
    start = Month(2023, 1)
    return Plan(
        region=Region("32.04", "Kabupaten Bandung"),
        span=MonthRange(start, Month(2023, 3)),
        groups=(Group(name, "Dinas Pertanian", terms.segment),),
        tariffs=(Tariff(name, Validity(start), terms),),
        head_counts=(HeadCount(name, start, heads),),
    )


def written_values(path: Path, plan: Plan, law: LawBook) -> Workbook:
    write_council(path, project(plan, law), law, MADE_ON)
    return opened(path, values=True)


def find(sheet: Worksheet, label: str, nth: int = 0) -> int:
    """The row of the nth cell in the first column that says so."""
    rows = [row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == label]
    return rows[nth]


def line(sheet: Worksheet, label: str, nth: int = 0) -> list[object]:
    """What stands beside the nth such label."""
    row = find(sheet, label, nth)
    cells = [sheet.cell(row, column).value for column in range(2, sheet.max_column + 1)]
    return [value for value in cells if value is not None]


def test_sample_workbook_equals_golden_cell_by_cell(council: Path) -> None:
    found = dumped(council)
    assert found == golden("council_bandung", found)


def test_sheets_stand_in_the_order_of_reading(council_formulas: Workbook) -> None:
    assert council_formulas.sheetnames == SHEETS


def test_summary_shows_money_cost_and_remainder_per_fiscal_year_and_pooled(
    council_values: Workbook,
) -> None:
    sheet = council_values["Ringkasan"]
    assert line(sheet, "Pagu") == [7_200_000_000, 3_300_000_000, 10_500_000_000]
    assert line(sheet, "Iuran JKK") == [3_065_644_800, 1_386_000_000, 4_451_644_800]
    assert line(sheet, "Iuran JKM") == [3_832_056_000, 1_732_500_000, 5_564_556_000]
    assert line(sheet, "Biaya") == [6_897_700_800, 3_118_500_000, 10_016_200_800]
    assert line(sheet, "Sisa pagu (minus: kurang)") == [302_299_200, 181_500_000, 483_799_200]
    assert line(sheet, "Orang-bulan") == [851_568, 385_000, 1_236_568]
    assert line(sheet, "Cukup sampai") == ["Desember 2022", "Mei 2023", "Mei 2023"]
    assert line(sheet, "Biaya yang dibayar")[0] == 6_322_892_400
    assert line(sheet, "Pagu gabungan") == ["sepuluh miliar lima ratus juta rupiah"]
    assert line(sheet, "Kontrol dalam buku ini")[0] == 0
    assert line(sheet, "Kontrol terhadap mesin hitung pagu")[0] == 0


def test_scenario_all_bpu_names_who_is_paid_in_the_first_short_month(
    bandung: Plan, law: LawBook, tmp_path: Path
) -> None:
    plan = in_scenario(bandung, bandung.scenario("Semua BPU"))
    path = tmp_path / "bpu.xlsx"
    write_council(path, project(plan, law), law, MADE_ON, Source(scenario="Semua BPU"))
    sheet = opened(path, values=True)["Ringkasan"]
    assert "Skenario: Semua BPU" in str(sheet["A2"].value)
    assert line(sheet, "Biaya")[-1] == 20_774_342_400
    assert line(sheet, "Sisa pagu (minus: kurang)")[-1] == -10_274_342_400
    assert line(sheet, "Cukup sampai") == ["Juni 2022", "Februari 2023", "Agustus 2022"]
    assert line(sheet, "Bulan pertama yang kurang") == ["Juli 2022", "Maret 2023", "September 2022"]
    assert line(sheet, "Orang terbayar di bulan itu") == [2_787, 42_428, 57_288]
    assert line(sheet, "Orang tidak terbayar di bulan itu") == [68_177, 34_572, 13_676]
    assert line(sheet, "Rupiah yang kurang") == [7_106_342_400, 3_168_000_000, 10_274_342_400]
    # 68.177 and five months of 70.964; 34.572 and two of 77.000; 13.676, three of 70.964 and five of 77.000.
    assert line(sheet, "Orang-bulan tidak terbayar") == [422_997, 188_572, 611_568]


@pytest.mark.parametrize("drawn", (drawn_plan, drawn_roster_plan))
@pytest.mark.parametrize("seed", range(examples(4, 12)))
def test_every_cached_cost_equals_the_engine(
    seed: int, drawn: Callable[[int], Plan], law: LawBook, tmp_path: Path
) -> None:
    plan = drawn(seed)
    projection = project(plan, law)
    book = written_values(tmp_path / "dewan.xlsx", plan, law)
    outlook = book["Pagu dan Proyeksi"]
    titles = [cell.value for cell in outlook[4]]
    for position, month in enumerate(projection.span):
        row = find(outlook, month.label)
        assert outlook.cell(row, titles.index("Biaya") + 1).value == int(projection.cost[position].sum())
        assert outlook.cell(row, titles.index("Orang") + 1).value == int(
            projection.cube.heads[:, position].sum()
        )
        for place, programme in enumerate(projection.programmes):
            shown = outlook.cell(row, titles.index(str(programme)) + 1).value
            assert shown == int(projection.cost[position, :, place].sum())
    assert line(book["Ringkasan"], "Biaya")[-1] == projection.total
    for programme in projection.programmes:
        assert line(book["Ringkasan"], f"Iuran {programme}")[-1] == projection.programme_total(programme)


def test_an_own_law_value_stands_with_its_reference_and_its_status(
    bandung: Plan, law: LawBook, tmp_path: Path
) -> None:
    value = OwnRate(Programme.JKK, 1, 3_000, Validity(Month(2023, 1)), "Perbup 5/2022")
    plan = replace(bandung, law_values=(value,))
    path = tmp_path / "dewan.xlsx"
    write_council(path, project(plan, law), law.with_values(plan.law_values), MADE_ON)
    sheet = opened(path, values=True)["Asumsi dan Dasar Hukum"]
    (row,) = (row for row in sheet.iter_rows(values_only=True) if "Perbup 5/2022" in row)
    assert row[2] == 0.003
    assert "belum diverifikasi" in row


def test_every_formula_carries_a_value(council_values: Workbook, council_formulas: Workbook) -> None:
    blank = [
        f"{sheet.title}!{cell.coordinate}"
        for sheet in council_formulas
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f" and council_values[sheet.title][cell.coordinate].value is None
    ]
    assert blank == []


def test_figures_follow_by_formula_from_the_assumption_cells(council_formulas: Workbook) -> None:
    book = council_formulas
    costs, inputs = book["Biaya per Bulan"], book["Asumsi dan Dasar Hukum"]
    constants = [
        cell.coordinate
        for row in costs.iter_rows(min_row=4)
        for cell in row
        if isinstance(cell.value, int | float)
    ]
    assert constants == []
    first = find(inputs, "Guru Ngaji", 2)
    assert inputs.cell(first, 3).value == 17_000
    assert inputs.cell(first, 4).value == f"=C{first}"


def test_change_of_people_is_added_to_the_month_before(law: LawBook, tmp_path: Path) -> None:
    plan = small_plan()
    change = HeadCount("Petani", Month(2023, 2), -15, HeadCountKind.CHANGE)
    plan = replace(plan, head_counts=(*plan.head_counts, change))
    path = tmp_path / "dewan.xlsx"
    write_council(path, project(plan, law), law, MADE_ON)
    sheet = opened(path)["Asumsi dan Dasar Hukum"]
    row = find(sheet, "Petani", 2)
    assert [sheet.cell(row, column).value for column in (3, 4, 5)] == [100, f"=C{row}-15", f"=D{row}"]


def test_validation_loss_leaves_whole_people_in_each_kecamatan(law: LawBook, tmp_path: Path) -> None:
    # 19 people less 6 % are 17 whole ones, 33 are 31: 48 in all, not the 48.88 of 52 taken together.
    plan = small_plan()
    plan = replace(
        plan,
        groups=(replace(plan.groups[0], validation_loss_ppm=60_000),),
        head_counts=(
            HeadCount("Petani", Month(2023, 1), 19, kecamatan="Soreang"),
            HeadCount("Petani", Month(2023, 1), 33, kecamatan="Ciwidey"),
        ),
    )
    book = written_values(tmp_path / "dewan.xlsx", plan, law)
    assert line(book["Asumsi dan Dasar Hukum"], "Jumlah TA 2023") == [48, 48, 48, 144]
    assert line(book["Ringkasan"], "Biaya")[-1] == 144 * 16_800


def test_umk_wage_is_an_input_of_its_year(law: LawBook, tmp_path: Path) -> None:
    # Klaten 2023: 0,54 % of Rp2.152.322,94, rounded per programme, is Rp5.166 + Rp6.457.
    plan = small_plan(terms=Terms(UmkWage()), heads=10)
    plan = replace(plan, minimum_wages=(MinimumWage(2023, 215_232_294, "Keputusan Gubernur"),))
    sheet = written_values(tmp_path / "dewan.xlsx", plan, law)["Asumsi dan Dasar Hukum"]
    assert line(sheet, "UMK 2023")[1] == 2_152_322.94
    assert line(sheet, "Petani")[-1] == 11_623


def test_month_without_tariff_costs_nothing_and_says_so_once_it_has_people(
    law: LawBook, tmp_path: Path
) -> None:
    plan = small_plan()
    late = Validity(Month(2023, 2))
    plan = replace(
        plan,
        tariffs=(replace(plan.tariffs[0], validity=late),),
        head_counts=(HeadCount("Petani", Month(2023, 2), 100),),
    )
    path = tmp_path / "dewan.xlsx"
    write_council(path, project(plan, law), law, MADE_ON)
    sheet = opened(path)["Biaya per Bulan"]
    assert "NA()" in str(sheet.cell(find(sheet, "Petani"), 2).value)
    assert opened(path, values=True)["Biaya per Bulan"].cell(6, 2).value == 0


def test_plan_without_groups_is_still_written(law: LawBook, tmp_path: Path) -> None:
    plan = Plan(Region("32.04", "Kabupaten Bandung"), MonthRange(Month(2026, 1), Month(2026, 12)))
    sheet = written_values(tmp_path / "kosong.xlsx", plan, law)["Ringkasan"]
    assert line(sheet, "Biaya") == [0, 0]
    assert line(sheet, "Iuran JKM") == [0, 0]


def test_plan_without_allocations_is_short_from_the_first_month(law: LawBook, tmp_path: Path) -> None:
    sheet = written_values(tmp_path / "dewan.xlsx", small_plan(), law)["Ringkasan"]
    assert line(sheet, "Pagu") == [0, 0]
    assert line(sheet, "Cukup sampai")[0] == "belum ada"
    assert line(sheet, "Bulan pertama yang kurang")[0] == "Januari 2023"
    assert line(sheet, "Orang tidak terbayar di bulan itu")[0] == 100


def test_five_years_and_thirty_groups_are_written(law: LawBook, tmp_path: Path) -> None:
    start = Month(2021, 7)
    names = [f"Kelompok {n:02d}" for n in range(30)]
    plan = Plan(
        region=Region("32.04", "Kabupaten Bandung"),
        span=MonthRange(start, Month(2026, 6)),
        groups=tuple(Group(name, "Disnaker", Segment.PU) for name in names),
        tariffs=tuple(Tariff(name, Validity(start), Terms(Wage(200_000_000))) for name in names),
        head_counts=tuple(HeadCount(name, start, 1_000) for name in names),
        allocations=(Allocation(2021, "Disnaker", "", "", "PAD", BOTH, 1),),
    )
    sheet = written_values(tmp_path / "besar.xlsx", plan, law)["Ringkasan"]
    assert line(sheet, "Biaya")[-1] == 30 * 1_000 * 60 * 10_800


def test_jht_stands_beside_jkk_and_jkm_where_a_plan_has_it(law: LawBook, tmp_path: Path) -> None:
    plan = small_plan(terms=Terms(Income(), programmes=tuple(Programme)))
    sheet = written_values(tmp_path / "dewan.xlsx", plan, law)["Ringkasan"]
    assert line(sheet, "Iuran JHT") == [100 * 3 * 20_000] * 2


@pytest.mark.parametrize("name", [*HOSTILE, "bel\x07\x0b kendali \ud800\ufffe", "_x0041_"])
def test_hostile_names_stay_text(name: str, law: LawBook, tmp_path: Path) -> None:
    plan = replace(small_plan(name), region=Region("32.04", name))
    path = tmp_path / "dewan.xlsx"
    write_council(path, project(plan, law), law, MADE_ON, Source(scenario=name))
    book = opened(path)
    sheet = book["Biaya per Bulan"]
    cell = sheet.cell(6, 1)
    legal = name.replace("\x07", "").replace("\x0b", "").replace("\ud800", "").replace("\ufffe", "")
    assert str(cell.value).replace("_x005F_", "_") == legal
    assert cell.data_type == "s"
    assert cell.quotePrefix == name.startswith(("=", "+", "-", "@"))
    assert len(str(sheet.oddFooter.left.text)) <= 130


def test_pages_are_landscape_folio_one_page_wide_with_repeated_titles(
    council_formulas: Workbook,
) -> None:
    for sheet in council_formulas:
        assert sheet.page_setup.orientation == "landscape"
        assert int(sheet.page_setup.paperSize or 0) == 14
        # Two sheets are one page, whatever stands there; the others as many as they need.
        pages = 1 if sheet.title in ("Sampul", "Satu Halaman") else 0
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, pages)
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert str(sheet.print_title_rows).startswith("$1:$")
        assert sheet.oddFooter is not None and sheet.oddFooter.right is not None
        assert sheet.oddFooter.right.text == "Halaman &P dari &N"
        assert sheet.freeze_panes is not None


def test_outlook_has_a_native_chart_with_titles_and_axes(council: Path) -> None:
    with zipfile.ZipFile(council) as archive:
        chart = archive.read("xl/charts/chart1.xml").decode("utf-8")
    assert "Biaya kumulatif dan pagu" in chart
    assert "<barChart>" in chart and "<lineChart>" in chart
    assert '<delete val="1"' not in chart


def test_same_plan_gives_the_same_bytes(council: Path, bandung: Plan, law: LawBook, tmp_path: Path) -> None:
    again = tmp_path / "dua.xlsx"
    write_council(again, project(bandung, law), law, MADE_ON)
    assert again.read_bytes() == council.read_bytes()


@pytest.mark.parametrize("step", range(8))
def test_cancelling_at_any_step_leaves_the_old_file_alone(
    step: int, bandung: Plan, law: LawBook, tmp_path: Path
) -> None:
    path = tmp_path / "dewan.xlsx"
    path.write_text("buku lama")

    def cancel(done: int, total: int, what: str) -> None:
        if done == step:
            raise Cancelled("dibatalkan")

    with pytest.raises(Cancelled):
        write_council(path, project(bandung, law), law, MADE_ON, progress=cancel)
    assert path.read_text() == "buku lama"
    assert list(tmp_path.iterdir()) == [path]


def wealthy(law: LawBook, sen: int, heads: int) -> Projection:
    return project(small_plan(terms=Terms(Wage(sen)), heads=heads), law)


def test_numbers_beyond_fifteen_digits_are_refused_not_blurred(law: LawBook, tmp_path: Path) -> None:
    path = tmp_path / "dewan.xlsx"
    with pytest.raises(LimitExceeded, match="Biaya terlalu besar"):
        write_council(path, wealthy(law, 18_000_000_000, 500_000_000), law, MADE_ON)
    with pytest.raises(LimitExceeded, match="Upah Petani mulai Januari 2023"):
        write_council(path, wealthy(law, 10**12, 1), law, MADE_ON)
    assert not path.exists()
