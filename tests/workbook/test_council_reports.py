"""The sheets that a council member reads first: cover, one page, answers, and the summary's tables."""

from dataclasses import replace
from datetime import date
from itertools import cycle
from pathlib import Path

import pytest
from council_cells import below, headings, line, rows
from council_told import COVERAGE, background, told
from drawn_plans import HOSTILE
from openpyxl import Workbook
from typed_cells import opened

from budget.engine.projection import project
from budget.law import LawBook
from budget.plan import Plan
from budget.plan.coverage import Coverage
from budget.plan.forms import Official, OfficialRole
from budget.workbook.council import Source, write_council
from budget.workbook.council.background import NOTHING_STORED, Background
from budget.workbook.council.control import ControlCells, write_control
from budget.workbook.council.sheet import Cell, Sheet
from budget.workbook.council.styles import Styles

MADE_ON = date(2026, 11, 2)
NOWHERE = Source()


def written(
    path: Path, plan: Plan, law: LawBook, stored: Background = NOTHING_STORED, source: Source = NOWHERE
) -> Workbook:
    write_council(path, project(plan, law), law, MADE_ON, source, background=stored)
    return opened(path, values=True)


@pytest.fixture
def book(told_values: Workbook) -> Workbook:
    return told_values


def test_cover_names_the_budget_and_leads_to_every_sheet(council_values: Workbook) -> None:
    sheet = council_values["Sampul"]
    assert [row[0] for row in rows(sheet)[2:5]] == [
        "Iuran Jaminan Sosial Ketenagakerjaan",
        "Pemerintah Kabupaten Bandung",
        "Tahun Anggaran 2022, 2023",
    ]
    assert line(sheet, "Rencana") == ["Rencana dasar"]
    assert line(sheet, "Dibuat") == ["2 November 2026"]
    assert line(sheet, "Biaya seluruhnya") == [10_016_200_800]
    links = {cell.value: cell.hyperlink.location for (cell,) in sheet.iter_rows(max_col=1) if cell.hyperlink}
    assert links == {name: f"'{name}'!A1" for name in council_values.sheetnames if name != "Sampul"}


def test_cover_tells_a_scenario_from_a_version(bandung: Plan, law: LawBook, tmp_path: Path) -> None:
    sheet = written(tmp_path / "a.xlsx", bandung, law, source=Source(scenario="Semua BPU"))["Sampul"]
    assert line(sheet, "Rencana") == ["Skenario: Semua BPU"]
    sheet = written(tmp_path / "b.xlsx", bandung, law, source=Source(version="RAPBD"))["Sampul"]
    assert line(sheet, "Rencana") == ["Versi: RAPBD · Rencana dasar"]


def test_one_page_holds_every_block_in_order_on_one_page(book: Workbook) -> None:
    sheet = book["Satu Halaman"]
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 1)
    assert headings(sheet) == [
        "Dasar hukum iuran", "Uang", "Penerima", "Cakupan", "Manfaat terhadap iuran", "Pendanaan ganda",
        "Pemotongan pagu", "Asep Hidayat",
    ]  # fmt: skip


def test_one_page_says_what_a_person_costs_a_year(book: Workbook) -> None:
    """8.100 a month are 97.200 a year; all 10.016.200.800 : 1.236.568 × 12 are 97.200 too."""
    sheet = book["Satu Halaman"]
    assert line(sheet, "Guru Ngaji")[-5:] == ["PU; rencana", 17_000, 289_000, 2_340_900_000, 97_200]
    assert line(sheet, "Jumlah") == [77_000, 1_236_568, 10_016_200_800, 97_200]
    assert line(sheet, "Cukup sampai") == ["Desember 2022", "Mei 2023", "Mei 2023"]
    assert line(sheet, "Bulan perlindungan") == [12, 5, 17]


def test_one_page_shows_coverage_with_its_denominators(book: Workbook) -> None:
    """After: 510.400 members less 50.000 paid before and 77.000 paid now, of 1.600.000 and 1.310.000."""
    sheet = book["Satu Halaman"]
    assert line(sheet, "Sebelum (Desember 2021)")[:5] == [510_400, 1_600_000, 0.319, 1_310_000, 0.3896]
    assert line(sheet, "Sesudah (Mei 2023)")[:5] == [537_400, 1_600_000, 0.3359, 1_310_000, 0.4102]


def test_one_page_does_not_guess_coverage_that_is_not_stored(
    bandung: Plan, law: LawBook, tmp_path: Path, council_values: Workbook
) -> None:
    members = tuple(figure for figure in COVERAGE.figures if figure.kind != "apbd-paid")
    stored = Background(Coverage(members))
    sheet = written(tmp_path / "a.xlsx", bandung, law, stored)["Satu Halaman"]
    assert line(sheet, "Sesudah (Mei 2023)")[0] == "tidak diketahui"
    assert "belum tersimpan" in str(line(sheet, "Sesudah (Mei 2023)")[-1])
    sheet = council_values["Satu Halaman"]
    assert str(line(sheet, "Cakupan")[0]).startswith("Belum ada angka cakupan yang tersimpan")
    assert str(line(sheet, "Manfaat terhadap iuran")[0]).startswith("Belum ada pembayaran")


def test_one_page_holds_benefits_against_contributions(book: Workbook) -> None:
    """462.000.000 of 574.808.400 + 623.700.000 = 1.198.508.400 are 38,5479 %."""
    sheet = book["Satu Halaman"]
    found = line(sheet, "Yang dibukukan, 2022–2023")
    assert found[:4] == [1_198_508_400, 462_000_000, 11, 0.385479]


def test_one_page_says_what_each_cut_does(council_values: Workbook) -> None:
    """10 % off 7,2 and 3,3 miliar: 2022 lacks 417.700.800, 2023 148.500.000.

    2022: 6.480.000.000 pay 11 months of 574.808.400, and of 157.107.600 in December 19.396 people of 8.100;
    51.568 are not paid. 2023: 2.970.000.000 pay 4 months of 623.700.000 and 58.666 people; 18.334 are not.
    Who is paid in every month of 2022: 6.480.000.000 : 97.200 = 66.666 of 70.964, so 4.298 are let go.
    """
    sheet = council_values["Satu Halaman"]
    until = "TA 2022 sampai November 2022; TA 2023 sampai April 2023"
    assert line(sheet, "Dipotong 10 %") == [9_450_000_000, 566_200_800, 51_568 + 18_334, 4_298, until]
    assert line(sheet, "Tanpa potongan") == [10_500_000_000, 0, 0, 0, "TA 2022 cukup; TA 2023 cukup"]


def test_one_page_is_signed_by_the_officials_or_by_dots(
    bandung: Plan, law: LawBook, tmp_path: Path, book: Workbook
) -> None:
    last = rows(book["Satu Halaman"])[-4:]
    assert last == [
        ["PPKD", "Kepala Disnaker"],
        ["Asep Hidayat", "Siti Rahayu"],
        ["Pembina"],
        ["NIP 19720103 199503 1 001", "NIP 19750504 200012 2 002"],
    ]
    two = tuple(Official(OfficialRole.HEAD, name, skpd=name) for name in ("Dinas A", "Dinas B"))
    plan = replace(bandung, officials=two)
    last = rows(written(tmp_path / "titik.xlsx", plan, law)["Satu Halaman"])[-3:]
    assert last[0] == ["PPKD", "Kepala SKPD"]
    assert all(set(str(cell)) <= set("NIP …") for row in last[1:] for cell in row)


def test_many_groups_share_a_line_of_the_one_page(law: LawBook, tmp_path: Path, bandung: Plan) -> None:
    """Twelve more groups of 10 people: the nine dearest stand alone, 12 groups together have 120 people."""
    names = [f"Kelompok {n}" for n in range(12)]
    plan = replace(
        bandung,
        groups=(*bandung.groups, *(replace(bandung.groups[0], name=name) for name in names)),
        tariffs=(*bandung.tariffs, *(replace(bandung.tariffs[0], group=name) for name in names)),
        head_counts=(
            *bandung.head_counts,
            *(replace(bandung.head_counts[0], group=name, heads=10) for name in names),
        ),
    )
    sheet = written(tmp_path / "dewan.xlsx", plan, law)["Satu Halaman"]
    assert line(sheet, "12 kelompok lain")[1:] == [120, 2_040, 16_524_000, 97_200]
    assert line(sheet, "Jumlah")[0] == 77_120


QUESTIONS = [
    "Berapa orang yang dibayar?",
    "Berapa harga satuannya?",
    "Naik atau turun dibanding tahun lalu?",
    "Berapa realisasi tahun lalu dan tahun ini?",
    "Bagaimana prognosis semester TA 2023?",
    "Dari sumber dana apa dibayar?",
    "Berapa biaya per kecamatan dan desa?",
    "Sampai kapan uangnya cukup?",
    "Bagaimana bila dipotong 10 %?",
    "Apakah ada yang dibayar dua kali (pendanaan ganda)?",
    "Apa dasar hukum daftar penerimanya?",
]


def test_every_question_is_answered_in_a_sentence_with_its_numbers(book: Workbook) -> None:
    sheet = book["Tanya Jawab Banggar"]
    every = rows(sheet)
    asked = [row[1] for row in every if isinstance(row[0], int)]
    assert asked == QUESTIONS
    answers = [str(every[n + 1][0]) for n, row in enumerate(every) if isinstance(row[0], int)]
    assert (
        answers[0] == "Pada Mei 2023 dibayar 77.000 orang; seluruhnya 1.236.568 orang-bulan dalam 17 bulan."
    )
    assert answers[1].startswith("Rata-rata Rp8.100 per orang sebulan")
    assert answers[2] == (
        "Biaya TA 2023 Rp3.118.500.000, TA 2022 Rp6.897.700.800; perubahannya -Rp3.779.200.800."
    )
    assert answers[3].startswith("TA 2022: realisasi Rp574.808.400, pagu Rp7.200.000.000.")
    assert answers[4].startswith("Semester I Rp623.700.000 dan semester II Rp0")
    assert answers[5] == "Sumber dananya: PAD; seluruhnya Rp10.016.200.800."
    assert answers[7].startswith("Menurut bulan perlindungan, pagu TA 2022 cukup sampai: Desember 2022 (")
    assert answers[9] == "77.000 orang berasal dari rencana tanpa NIK: belum dapat diperiksa."
    assert line(sheet, "Orang pada Mei 2023")[0] == 77_000


def test_prognosis_without_payments_is_the_plan_by_month_of_payment(council_values: Workbook) -> None:
    # Paid the month after: December 2022 and January to May 2023 fall into the first half of 2023.
    sheet = council_values["Tanya Jawab Banggar"]
    assert line(sheet, "Semester I")[0] == 574_808_400 + 5 * 623_700_000
    assert line(sheet, "Semester II")[0] == 0


def test_summary_breaks_the_cost_down_by_group_source_and_account(book: Workbook) -> None:
    sheet = book["Ringkasan"]
    assert line(sheet, "Ketua RW") == [413_391_600, 172_246_500, 585_638_100]
    assert line(sheet, "PAD") == [6_897_700_800, 3_118_500_000, 10_016_200_800]
    jkk = "5.1.02.02.02.0006 · Dinas Tenaga Kerja · PAD · JKK"
    assert line(sheet, jkk) == [3_065_644_800, 1_386_000_000, 4_451_644_800]
    for nth in range(3):
        assert line(sheet, "Jumlah", nth=nth) == [6_897_700_800, 3_118_500_000, 10_016_200_800]


def test_a_change_of_funding_within_a_year_splits_the_year(
    bandung: Plan, law: LawBook, tmp_path: Path
) -> None:
    """Linmas, 5.600 × 8.100 = 45.360.000 a month, are paid by DBH CHT from July 2022 on."""
    first = next(tariff for tariff in bandung.tariffs if tariff.group == "Linmas")
    july = first.validity.first.plus(6)
    split = (
        replace(first, validity=replace(first.validity, last=july.plus(-1))),
        replace(first, validity=replace(first.validity, first=july), funding="DBH CHT"),
    )
    tariffs = tuple(tariff for tariff in bandung.tariffs if tariff != first)
    plan = replace(bandung, tariffs=(*tariffs, *split))
    sheet = written(tmp_path / "dewan.xlsx", plan, law)["Ringkasan"]
    assert line(sheet, "DBH CHT") == [6 * 45_360_000, 5 * 45_360_000, 11 * 45_360_000]


def test_every_new_table_has_its_lines_on_the_control_sheet(book: Workbook) -> None:
    table = below(book["Kontrol"], "TA 2023, kas: jumlah rekening = biaya", 14)
    assert [row[0] for row in table] == [
        "Ringkasan menurut kelompok = seluruh biaya",
        "Ringkasan menurut sumber dana = seluruh biaya",
        "Ringkasan menurut rekening = seluruh biaya",
        "TA 2022: orang semua kecamatan = rencana",
        "TA 2022: orang-bulan semua kecamatan = rencana",
        "TA 2022: biaya semua kecamatan = biaya",
        "TA 2023: orang semua kecamatan = rencana",
        "TA 2023: orang-bulan semua kecamatan = rencana",
        "TA 2023: biaya semua kecamatan = biaya",
        "T (TA 2023) = biaya tahun itu",
        "TA 2023: tahap terakhir = pagu yang berlaku",
        "Skenario Semua BPU: dasar + sebab = biaya skenario",
        "Skenario Campuran: dasar + sebab = biaya skenario",
        "Jumlah selisih mutlak",
    ]


def test_hostile_names_are_texts_in_every_sentence(law: LawBook, tmp_path: Path, bandung: Plan) -> None:
    """A name for each group, as its source of money, its kecamatan and the basis of its list."""
    plan, names = told(bandung), [*HOSTILE, 'bel\x07 “kutip” "dua"']
    named = dict(zip((group.name for group in plan.groups), cycle(names)))
    tariffs = tuple(replace(tariff, funding=f"CSR {named[tariff.group]}") for tariff in plan.tariffs)
    counts = tuple(replace(count, kecamatan=named[count.group]) for count in plan.head_counts)
    groups = tuple(replace(group, legal_basis=named[group.name]) for group in plan.groups)
    plan = replace(plan, tariffs=tariffs, head_counts=counts, groups=groups)
    book = written(tmp_path / "dewan.xlsx", plan, law, background(plan, law))
    assert line(book["Ringkasan"], "Kontrol dalam buku ini")[0] == 0
    said = [str(cell) for row in rows(book["Satu Halaman"]) for cell in row]
    for name in names:
        assert any(name.replace("\x07", "")[:100] in cell for cell in said), name


@pytest.mark.parametrize("first", range(5, 45))
def test_the_heading_of_the_control_is_never_alone_at_the_foot_of_a_page(first: int) -> None:
    """216 mm less 36 mm of margins are 511 points; a line is 12,75, and 15 % more where Arial is missing."""
    worksheet = Workbook().active
    assert worksheet is not None
    sheet = Sheet(worksheet, Styles(worksheet), [36, 24, 24, 24])
    sheet.heading("Ringkasan", ["Januari 2022"])
    sheet.prepare_print("Kabupaten Bandung", sheet.row - 1, "B4")
    sheet.row = first
    cell = Cell("Kontrol", 1, 1, 0)
    write_control(sheet, ControlCells(cell, cell))
    breaks = [each.id for each in worksheet.row_breaks.brk]
    begins = breaks[-1] + 1 if breaks else 1
    assert begins <= first
    held = [*range(1, 4), *range(begins, first + 3)] if breaks else range(1, first + 3)
    height = sum(worksheet.row_dimensions[row].height or 12.75 * 1.15 for row in held)
    assert height <= 511
