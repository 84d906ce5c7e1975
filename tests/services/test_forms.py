"""The official forms of the sample regency: every heading in order, every figure, and what is told.

TA 2022, tests/bandung.py: 70.964 people for 12 months, JKK 3.600 and JKM 4.500 a person and month.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from bandung import JKK_ACCOUNT, JKM_ACCOUNT
from cells import dumped, golden
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet
from places import file_only
from typed_cells import opened

from budget.errors import BadEntry, Cancelled, FileError, NotFound, Severity
from budget.period import Month
from budget.plan import Allocation, HeadCount, Stage, StageKind, Volume
from budget.plan.payments import Payment
from budget.services import booking, editing, origins, versions
from budget.services.forms import FormKind, FormOptions, FormResult, export_form
from budget.services.templates import copy_templates
from budget.services.workspace import Workspace, read_plan

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
SKPD = "Dinas Tenaga Kerja"

Export = Callable[..., FormResult]


@pytest.fixture
def workspace(file: Path) -> Workspace:
    return Workspace(str(file), "sari", lambda: NOON)


@pytest.fixture
def export(workspace: Workspace, tmp_path: Path) -> Export:
    """Writes a form of the sample regency to formulir.xlsx."""

    def run(kind: FormKind, **options: object) -> FormResult:
        return export_form(workspace, tmp_path / "formulir.xlsx", kind, FormOptions(**options))  # type: ignore[arg-type]

    return run


def sheet_of(found: FormResult, name: str | None = None) -> Worksheet:
    return opened(found.file, values=True)[name or found.sheets[0]]


def texts(sheet: Worksheet, column: int = 1) -> list[str]:
    cells = (sheet.cell(row, column).value for row in range(1, sheet.max_row + 1))
    return [cell for cell in cells if isinstance(cell, str)]


def headings(sheet: Worksheet, first: str) -> list[object]:
    """The row of a table's headings, found by its first one."""
    row = next(r for r in range(1, sheet.max_row + 1) if sheet.cell(r, 1).value == first)
    return [sheet.cell(row, c).value for c in range(1, sheet.max_column + 1)]


def beside(sheet: Worksheet, label: str, column: int, in_column: int = 1) -> object:
    row = next(r for r in range(1, sheet.max_row + 1) if sheet.cell(r, in_column).value == label)
    return sheet.cell(row, column).value


def changed(workspace: Workspace, line: Allocation, **fields: object) -> None:
    editing.put(workspace, line, replace(line, **fields))  # type: ignore[arg-type]


def pay(workspace: Workspace, amount: int, day: date, account: str) -> None:
    document = f"SP2D {day}"
    booking.book_row(workspace, Payment(amount, "SPP 1", "SPM 1", document, day, account))


@pytest.mark.parametrize("kind", FormKind)
def test_the_forms_of_the_sample_equal_golden_ones_cell_by_cell(
    workspace: Workspace, export: Export, kind: FormKind
) -> None:
    pay(workspace, 255_470_400, date(2022, 2, 15), JKK_ACCOUNT)
    pay(workspace, 319_338_000, date(2022, 3, 15), JKM_ACCOUNT)
    options = {"until": Month(2022, 3)} if kind is FormKind.LRA else {}
    found = dumped(export(kind, **options).file)
    assert found == golden(f"form_{kind}", found)


def test_an_amended_rka_of_the_sample_equals_a_golden_one(workspace: Workspace, export: Export) -> None:
    """1.000 guru ngaji more from July on; the version of before has 17.000 all year."""
    versions.freeze(workspace, "APBD murni")
    editing.put(workspace, None, HeadCount("Guru Ngaji", Month(2022, 7), 18_000))
    found = dumped(export(FormKind.RKA, before="apbd MURNI").file)
    assert found == golden("form_rka-perubahan", found)


def amend(workspace: Workspace) -> None:
    """APBD is frozen; then 1.000 guru ngaji more from July on, and 100.000.000 more for JKK."""
    versions.freeze(workspace, "APBD murni")
    editing.put(workspace, None, HeadCount("Guru Ngaji", Month(2022, 7), 18_000))
    for line in [each for each in read_plan(workspace).allotted if each.fiscal_year == 2022]:
        more = 100_000_000 if line.account == JKK_ACCOUNT else 0
        stage = Stage(StageKind.AMENDMENT)
        editing.put(workspace, None, replace(line, stage=stage, amount=line.amount + more))


def test_an_amended_dpa_of_the_sample_equals_a_golden_one(workspace: Workspace, export: Export) -> None:
    amend(workspace)
    found = dumped(export(FormKind.DPA, before="APBD murni").file)
    assert found == golden("form_dpa-perubahan", found)


HEAD_FIELDS = [
    "Urusan Pemerintahan", "Bidang Urusan", "Unit Organisasi", "Sub Unit Organisasi", "Program", "Kegiatan",
    "Sub Kegiatan", "SPM", "Jenis Layanan", "Sumber Pendanaan", "Lokasi", "Waktu Pelaksanaan",
    "Kelompok Sasaran", "Alokasi T-1 (2021)", "Alokasi T (2022)", "Alokasi T+1 (2023)",
]  # fmt: skip
INDICATORS = [
    "Indikator dan Tolok Ukur Kinerja Kegiatan", "Indikator", "Capaian Program", "Masukan", "Keluaran",
    "Hasil",
]  # fmt: skip
LEVELS = ["5", "5.1", "5.1.02", "5.1.02.02", "5.1.02.02.02", JKK_ACCOUNT, JKM_ACCOUNT]
TEAM = ["Tim Anggaran Pemerintah Daerah", "No", "1", "2", "3"]
NOTES = ["Pembahasan", "Tanggal : ………………………", "Catatan :", *(f"{n}. ………………………" for n in (1, 2, 3))]
DETAIL = "Rincian Anggaran Belanja Kegiatan Satuan Kerja Perangkat Daerah"
CALCULATION = ["Koefisien", "Satuan", "Harga (Rp)", "PPN", "Jumlah (Rp)"]
MONTHS = [
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
    "November", "Desember",
]  # fmt: skip


def test_the_rka_has_its_headings_in_the_order_of_the_form(export: Export) -> None:
    """Permendagri 77/2020, formulir RKA-BELANJA SKPD."""
    sheet = sheet_of(export(FormKind.RKA))
    titles = [
        "RENCANA KERJA DAN ANGGARAN",
        "SATUAN KERJA PERANGKAT DAERAH",
        "Rincian Anggaran Belanja Menurut Program, Kegiatan dan Sub Kegiatan",
        "Pemerintah Kabupaten Bandung Tahun Anggaran 2022",
    ]
    assert texts(sheet) == [
        *titles, *HEAD_FIELDS, *INDICATORS, DETAIL, "Kode Rekening", *LEVELS, *NOTES, *TEAM,
    ]  # fmt: skip
    assert sheet["F1"].value == "Formulir RKA-BELANJA SKPD"
    assert headings(sheet, "Indikator")[:3] == ["Indikator", "Tolok Ukur Kinerja", "Target Kinerja"]
    assert headings(sheet, "Kode Rekening") == ["Kode Rekening", "Uraian", *CALCULATION]
    assert [t for t in headings(sheet, "No") if t] == ["No", "Nama", "NIP", "Jabatan", "Tanda Tangan"]


def test_the_signature_stands_right_of_the_discussion(export: Export) -> None:
    sheet = sheet_of(export(FormKind.RKA))
    first = next(r for r in range(1, sheet.max_row + 1) if sheet.cell(r, 1).value == "Pembahasan")
    assert [sheet.cell(first + row, 3).value for row in range(8)] == [
        "………………, ……………………… 2022", "Kepala Dinas Tenaga Kerja", None, None, None, "CONTOH KEPALA DINAS",
        "Pembina Utama Muda", "NIP 00000000 000000 0 001",
    ]  # fmt: skip
    name = sheet.cell(first + 5, 3).font
    assert (name.b, name.u) == (True, "single")


def test_the_amended_rka_has_the_calculation_twice_and_the_change(export: Export) -> None:
    sheet = sheet_of(export(FormKind.RKA, before="apbd"))
    row = next(r for r in range(1, sheet.max_row + 1) if sheet.cell(r, 1).value == "Kode Rekening")
    assert [sheet.cell(row - 1, column).value for column in (3, 8)] == [
        "Sebelum Perubahan (APBD)",
        "Sesudah Perubahan",
    ]
    assert headings(sheet, "Kode Rekening") == [
        "Kode Rekening", "Uraian", *CALCULATION, *CALCULATION, "Bertambah/(Berkurang)",
    ]  # fmt: skip


def test_the_dpa_has_its_number_the_months_and_the_treasurer(export: Export) -> None:
    """654.545.454 and a rest: 7.200.000.000 over the eleven months of 2022 in which is paid."""
    sheet = sheet_of(export(FormKind.DPA))
    assert texts(sheet) == [
        "DOKUMEN PELAKSANAAN ANGGARAN",
        "SATUAN KERJA PERANGKAT DAERAH",
        "Rincian Anggaran Belanja Menurut Program, Kegiatan dan Sub Kegiatan",
        "Pemerintah Kabupaten Bandung Tahun Anggaran 2022",
        "Nomor DPA", *HEAD_FIELDS, *INDICATORS, DETAIL, "Kode Rekening", *LEVELS,
        "Rencana Realisasi Belanja per Bulan", "Bulan", *MONTHS, "Jumlah", *TEAM,
    ]  # fmt: skip
    assert beside(sheet, "Nomor DPA", 2) == "CONTOH/DPA/0001"
    assert [beside(sheet, month, 2) for month in ("Januari", "Februari", "Jumlah")] == [
        0, 654_545_455, 7_200_000_000,
    ]  # fmt: skip
    right = texts(sheet, 3)
    assert right[right.index("Mengesahkan,") :][:5] == [
        "Mengesahkan,", "PPKD", "Pejabat Pengelola Keuangan Daerah", "CONTOH PPKD", "Pembina Utama Muda",
    ]  # fmt: skip


def test_the_amended_dpa_is_a_dpa_with_the_calculation_twice(workspace: Workspace, export: Export) -> None:
    """Title and number as on DPPA of 2022; all else as on a DPA, and on an RKA in a perubahan."""
    amend(workspace)
    sheet = sheet_of(export(FormKind.DPA, before="apbd"))
    assert sheet["J1"].value == "Formulir DPPA-BELANJA SKPD"
    assert texts(sheet) == [
        "DOKUMEN PELAKSANAAN PERUBAHAN ANGGARAN",
        "SATUAN KERJA PERANGKAT DAERAH",
        "Rincian Anggaran Belanja Menurut Program, Kegiatan dan Sub Kegiatan",
        "Pemerintah Kabupaten Bandung Tahun Anggaran 2022",
        "Nomor DPA", *HEAD_FIELDS, *INDICATORS,
        "Rincian Perubahan Anggaran Belanja Kegiatan Satuan Kerja Perangkat Daerah",
        "Kode Rekening", *LEVELS, "Rencana Realisasi Belanja per Bulan", "Bulan", *MONTHS, "Jumlah", *TEAM,
    ]  # fmt: skip
    row = next(r for r in range(1, sheet.max_row + 1) if sheet.cell(r, 1).value == "Kode Rekening")
    assert [sheet.cell(row - 1, column).value for column in (3, 8)] == [
        "Sebelum Perubahan (APBD)",
        "Sesudah Perubahan",
    ]
    assert headings(sheet, "Kode Rekening") == [
        "Kode Rekening", "Uraian", *CALCULATION, *CALCULATION, "Bertambah/(Berkurang)",
    ]  # fmt: skip
    right = texts(sheet, 8)
    assert right[right.index("Mengesahkan,") :][:4] == [
        "Mengesahkan,", "PPKD", "Pejabat Pengelola Keuangan Daerah", "CONTOH PPKD",
    ]  # fmt: skip


def test_the_cash_plan_has_twelve_months_and_four_quarters(export: Export) -> None:
    sheet = sheet_of(export(FormKind.CASH_PLAN))
    quarters = ["Triwulan I", "Triwulan II", "Triwulan III", "Triwulan IV"]
    columns = [name for at, q in enumerate(quarters) for name in [*MONTHS[3 * at : 3 * at + 3], q]]
    assert headings(sheet, "Kode Rekening") == ["Kode Rekening", "Uraian", "Anggaran (Rp)", *columns]
    row = next(r for r in range(1, sheet.max_row + 1) if sheet.cell(r, 2).value == "Jumlah")
    money, *months = (sheet.cell(row, column).value for column in range(3, 20))
    assert money == 7_200_000_000 == sum(months[3::4]) == sum(months) - sum(months[3::4])


def test_the_lra_says_what_was_paid_before_now_and_so_far(workspace: Workspace, export: Export) -> None:
    """Of 3,2 miliar 255.470.400 in February and 100.000.000 in March: 11,10845 %."""
    pay(workspace, 255_470_400, date(2022, 2, 15), JKK_ACCOUNT)
    pay(workspace, 100_000_000, date(2022, 3, 15), JKK_ACCOUNT)
    pay(workspace, 1, date(2022, 4, 15), JKK_ACCOUNT)
    sheet = sheet_of(export(FormKind.LRA, until=Month(2022, 3)))
    assert headings(sheet, "No") == [
        "No", "Kode Rekening", "Uraian", "Anggaran (Rp)", "s.d. Periode Lalu (Rp)", "Periode Ini (Rp)",
        "s.d. Periode Ini (Rp)", "%", "Lebih/(Kurang) (Rp)",
    ]  # fmt: skip
    assert "sampai dengan Maret 2022" in texts(sheet)
    assert [beside(sheet, JKK_ACCOUNT, column, 2) for column in range(4, 10)] == [
        3_200_000_000, 255_470_400, 100_000_000, 355_470_400, 0.1110845, -2_844_529_600,
    ]  # fmt: skip


def test_what_names_no_account_has_a_sheet_of_its_own_in_the_lra(
    workspace: Workspace, export: Export
) -> None:
    booking.book_row(workspace, Payment(5_000_000, "SPP 1", "SPM 1", "SP2D 1", date(2022, 2, 15)))
    found = export(FormKind.LRA, until=Month(2022, 2))
    assert found.sheets == ("LRA 2.07.05.2.02.0005", "LRA tanpa SKPD")
    sheet = sheet_of(found, "LRA tanpa SKPD")
    assert beside(sheet, "Tidak menunjuk pagu", 7, 3) == 5_000_000
    assert found.problems[0].code == "bayar_tanpa_pagu"


def test_the_recap_has_codes_in_cells_and_three_years(export: Export) -> None:
    sheet = sheet_of(export(FormKind.RECAP))
    assert headings(sheet, "Urusan") == [
        "Urusan", "Bidang", "Program", "Kegiatan", "Sub", "Uraian", "Sumber Dana", "Lokasi",
        "Tahun 2021 (Rp)", "Operasi (Rp)", "Modal (Rp)", "Tidak Terduga (Rp)", "Transfer (Rp)",
        "Jumlah (Rp)", "Tahun 2023 (Rp)",
    ]  # fmt: skip
    row = next(r for r in range(1, sheet.max_row + 1) if sheet.cell(r, 5).value == "0005")
    assert [sheet.cell(row, column).value for column in range(1, 16)] == [
        "2", "07", "05", "2.02", "0005", "Pengembangan Pelaksanaan Jaminan Sosial Tenaga Kerja", "PAD",
        "Kabupaten Bandung", None, 6_897_700_800, 0, 0, 0, 6_897_700_800, 3_300_000_000,
    ]  # fmt: skip
    # Nobody knows the year before, so no heading says that it was 0.
    assert {sheet.cell(r, 9).value for r in range(row - 4, row + 2)} == {None}


def test_the_price_proposal_has_each_price_once_with_its_account(export: Export) -> None:
    sheet = sheet_of(export(FormKind.PRICE_PROPOSAL))
    assert headings(sheet, "No") == ["No", "Uraian", "Spesifikasi", "Satuan", "Harga (Rp)", "Kode Rekening"]
    row = next(r for r in range(1, sheet.max_row + 1) if sheet.cell(r, 1).value == "No")
    assert [[sheet.cell(r, c).value for c in range(1, 7)] for r in range(row + 1, sheet.max_row + 1)] == [
        ["1", "Iuran Jaminan Kecelakaan Kerja (JKK)", "PU, upah Rp1.500.000, kelas risiko I",
         "Orang / Bulan", 3_600, JKK_ACCOUNT],
        ["2", "Iuran Jaminan Kematian (JKM)", "PU, upah Rp1.500.000", "Orang / Bulan", 4_500, JKM_ACCOUNT],
    ]  # fmt: skip


def test_a_dpa_adds_what_is_not_itemised_up_to_the_allocation(export: Export) -> None:
    """3.200.000.000 - 3.065.644.800 = 134.355.200 of JKK, 167.944.000 of JKM."""
    sheet = sheet_of(export(FormKind.DPA))
    rest = [
        sheet.cell(r, 7).value for r in range(1, sheet.max_row) if sheet.cell(r, 2).value == "Belum dirinci"
    ]
    assert rest == [134_355_200, 167_944_000]
    assert beside(sheet, JKK_ACCOUNT, 7) == 3_200_000_000


def test_a_dpa_shows_a_need_beyond_the_allocation_as_a_negative_row(
    workspace: Workspace, export: Export
) -> None:
    """3.065.644.800 are needed and 3.000.000.000 allotted."""
    changed(workspace, read_plan(workspace).allotted[0], amount=3_000_000_000)
    found = export(FormKind.DPA)
    sheet = sheet_of(found)
    assert beside(sheet, "Kebutuhan melebihi pagu", 7, 2) == -65_644_800
    assert beside(sheet, JKK_ACCOUNT, 7) == 3_000_000_000
    (error,) = [problem for problem in found.problems if problem.severity is Severity.ERROR]
    assert "Rp65.644.800" in error.message


def test_the_volume_of_a_line_is_held_against_the_plan(workspace: Workspace, export: Export) -> None:
    """75.000 × 12 × 3.600 = 3.240.000.000 is neither the 3.200.000.000 allotted nor the cost."""
    line = read_plan(workspace).allotted[0]
    changed(workspace, line, volume=Volume(75_000, 12, 3_600))
    told = {problem.code: problem.message for problem in export(FormKind.DPA).problems}
    assert "75.000 Orang x 12 Bulan x Rp3.600 = Rp3.240.000.000" in told["volume_bukan_pagu"]
    assert "Rp3.065.644.800" in told["volume_bukan_rencana"]


def test_costs_without_a_line_are_a_block_of_the_rka(workspace: Workspace, export: Export) -> None:
    """Without a line for JKM its 3.832.056.000 stand where the same groups have their JKK."""
    editing.remove(workspace, read_plan(workspace).allotted[1])
    found = export(FormKind.RKA)
    sheet = sheet_of(found)
    assert beside(sheet, "Belum berekening", 7, 2) == 3_832_056_000
    assert beside(sheet, "Jumlah Anggaran Sub Kegiatan", 7, 2) == 6_897_700_800
    assert "belum_berekening" in {problem.code for problem in found.problems}


def test_without_any_line_each_skpd_has_a_form_of_what_it_needs(workspace: Workspace, export: Export) -> None:
    for line in read_plan(workspace).allocations:
        editing.remove(workspace, line)
    found = export(FormKind.RKA)
    plan = read_plan(workspace)
    assert len(found.sheets) == len({group.skpd for group in plan.groups if group.name != "PKK"})
    needs = [beside(sheet_of(found, name), "Belum berekening", 7, 2) for name in found.sheets]
    assert sum(needs) == 6_897_700_800  # type: ignore[arg-type]


def test_before_a_stage_its_lines_stand_beside_the_items(workspace: Workspace, export: Export) -> None:
    """The line of APBD was reckoned as 74.074 × 12 × 3.600 = 3.199.996.800."""
    line = read_plan(workspace).allotted[0]
    changed(workspace, line, amount=3_199_996_800, volume=Volume(74_074, 12, 3_600))
    amended = Stage(StageKind.AMENDMENT)
    for each in read_plan(workspace).allotted[:2]:
        editing.put(workspace, None, replace(each, stage=amended, volume=None))
    sheet = sheet_of(export(FormKind.RKA, before="Apbd"))
    row = next(r for r in range(1, sheet.max_row) if sheet.cell(r, 2).value == "Pagu APBD PAD")
    assert [sheet.cell(row, column).value for column in range(3, 14)] == [
        "74.074 Orang x 12 Bulan", "Orang / Bulan", 3_600, 0, 3_199_996_800,
        None, None, None, None, 0, -3_199_996_800,
    ]  # fmt: skip
    assert [beside(sheet, JKK_ACCOUNT, column) for column in (7, 12, 13)] == [
        3_199_996_800, 3_065_644_800, -134_352_000,
    ]  # fmt: skip


def test_before_a_version_items_stand_beside_items(workspace: Workspace, export: Export) -> None:
    """17.000 guru ngaji all year, then 17.000 until June and 18.000 from July: 21.600.000 more for JKK."""
    versions.freeze(workspace, "murni")
    editing.put(workspace, None, HeadCount("Guru Ngaji", Month(2022, 7), 18_000))
    sheet = sheet_of(export(FormKind.RKA, before="murni"))
    first = next(r for r in range(1, sheet.max_row) if sheet.cell(r, 3).value == "17.000 Orang x 12 Bulan")
    rows = [[sheet.cell(first + at, c).value for c in (3, 7, 8, 12, 13)] for at in (0, 1)]
    assert rows == [
        ["17.000 Orang x 12 Bulan", 734_400_000, "17.000 Orang x 6 Bulan", 367_200_000, -367_200_000],
        [None, 0, "18.000 Orang x 6 Bulan", 388_800_000, 388_800_000],
    ]
    assert beside(sheet, JKK_ACCOUNT, 13) == 21_600_000


def test_an_amended_dpa_adds_both_sides_up_to_their_money(workspace: Workspace, export: Export) -> None:
    """Of JKK: 3.200.000.000 - 3.065.644.800 before, 3.300.000.000 - (3.065.644.800 + 21.600.000) now.

    Of JKM: 4.000.000.000 - 3.832.056.000, and 1.000 x 6 x 4.500 = 27.000.000 less. The months are those of
    the 7.300.000.000 that there are now.
    """
    amend(workspace)
    sheet = sheet_of(export(FormKind.DPA, before="APBD murni"))
    rows = [r for r in range(1, sheet.max_row) if sheet.cell(r, 2).value == "Belum dirinci"]
    assert [[sheet.cell(r, c).value for c in (7, 12, 13)] for r in rows] == [
        [134_355_200, 212_755_200, 78_400_000],
        [167_944_000, 140_944_000, -27_000_000],
    ]
    assert [beside(sheet, JKK_ACCOUNT, c) for c in (7, 12, 13)] == [3_200_000_000, 3_300_000_000, 100_000_000]
    assert beside(sheet, "Jumlah", 2) == 7_300_000_000


def test_an_amended_dpa_beside_a_stage_has_its_lines_on_rows(workspace: Workspace, export: Export) -> None:
    amend(workspace)
    sheet = sheet_of(export(FormKind.DPA, before="apbd"))
    assert [beside(sheet, "Pagu APBD PAD", c, 2) for c in (7, 12, 13)] == [3_200_000_000, 0, -3_200_000_000]
    assert [beside(sheet, "Belum dirinci", c, 2) for c in (7, 12, 13)] == [0, 212_755_200, 212_755_200]
    assert [beside(sheet, JKK_ACCOUNT, c) for c in (7, 12, 13)] == [3_200_000_000, 3_300_000_000, 100_000_000]


def test_a_place_that_lost_its_money_still_has_an_amended_dpa(workspace: Workspace, export: Export) -> None:
    """The lines move to another sub-kegiatan: 4.000.000.000 before, nothing now, and the reverse."""
    versions.freeze(workspace, "murni")
    for line in [each for each in read_plan(workspace).allotted if each.fiscal_year == 2022]:
        changed(workspace, line, sub_activity="2.07.05.2.02.0001")
    found = export(FormKind.DPA, before="murni")
    assert found.sheets == ("DPPA 2.07.05.2.02.0001", "DPPA 2.07.05.2.02.0005")
    sums = [[beside(sheet_of(found, name), JKM_ACCOUNT, c) for c in (7, 12)] for name in found.sheets]
    assert sums == [[0, 4_000_000_000], [4_000_000_000, 0]]


def test_each_place_has_a_sheet_and_filters_choose(workspace: Workspace, export: Export) -> None:
    line = read_plan(workspace).allotted[1]
    changed(workspace, line, sub_activity="2.07.05.2.02.0001")
    assert export(FormKind.RKA).sheets == ("RKA 2.07.05.2.02.0005", "RKA 2.07.05.2.02.0001")
    assert export(FormKind.RKA, sub_activity="2.07.05.2.02.0001").sheets == ("RKA",)
    assert export(FormKind.DPA, skpd="DINAS tenaga kerja").sheets == (
        "DPA 2.07.05.2.02.0005",
        "DPA 2.07.05.2.02.0001",
    )
    with pytest.raises(NotFound, match="Dinas Tenaga Kerja"):
        export(FormKind.RKA, skpd="Dinsos")


def test_a_scenario_a_version_and_another_year_have_forms_of_their_own(
    workspace: Workspace, export: Export
) -> None:
    """As BPU JKK costs 10.000: 70.964 × 12 × 10.000 = 8.515.680.000; TA 2023: 77.000 × 5 × 3.600."""
    versions.freeze(workspace, "murni")
    editing.put(workspace, None, HeadCount("Guru Ngaji", Month(2022, 7), 18_000))
    assert beside(sheet_of(export(FormKind.RKA, version="murni")), JKK_ACCOUNT, 7) == 3_065_644_800
    assert (
        beside(sheet_of(export(FormKind.RKA, fiscal_year=2023)), JKK_ACCOUNT, 7) == 1_386_000_000 + 18_000_000
    )
    scenario = export(FormKind.RKA, scenario="Semua BPU", fiscal_year=2022)
    assert beside(sheet_of(scenario), JKK_ACCOUNT, 7) == 8_515_680_000 + 60_000_000


def test_options_that_do_not_fit_are_refused_in_words(export: Export) -> None:
    with pytest.raises(BadEntry, match="hanya ada pada RKA"):
        export(FormKind.LRA, before="apbd")
    with pytest.raises(BadEntry, match="tidak keduanya"):
        export(FormKind.RKA, scenario="Semua BPU", version="murni")
    with pytest.raises(NotFound, match=r"Tidak ada TA 2030.*2022, 2023"):
        export(FormKind.RKA, fiscal_year=2030)
    with pytest.raises(NotFound, match=r"bernama “rapbd”\. Yang ada: APBD"):
        export(FormKind.RKA, before="rapbd")
    with pytest.raises(BadEntry, match="Januari 2023 tidak dalam TA 2022"):
        export(FormKind.LRA, fiscal_year=2022, until=Month(2023, 1))
    with pytest.raises(FileError, match="Folder templat"):
        export(FormKind.RKA, templates=Path("tidak ada"))


def test_the_report_id_in_the_footer_leads_to_what_was_costed(workspace: Workspace, export: Export) -> None:
    footer = sheet_of(export(FormKind.RKA)).oddFooter
    assert footer.left.text == SKPD
    number = footer.center.text.removeprefix("Laporan ")
    assert origins.find_maker(workspace, number) == origins.Maker((), "")
    frozen = versions.freeze(workspace, "RAPBD 2022")
    assert origins.find_maker(workspace, number) == origins.Maker((frozen,), "")
    of_version = sheet_of(export(FormKind.RKA, version="RAPBD 2022")).oddFooter.center.text
    assert of_version == f"Laporan {number}"


def test_the_same_form_twice_is_the_same_file(export: Export) -> None:
    for kind in FormKind:
        first = export(kind).file.read_bytes()
        assert export(kind).file.read_bytes() == first


def test_a_cancelled_export_leaves_the_old_file(workspace: Workspace, tmp_path: Path) -> None:
    def stop(done: int, total: int, what: str) -> None:
        if done:
            raise Cancelled("Dibatalkan.")

    out = tmp_path / "rka.xlsx"
    out.write_bytes(b"lama")
    with pytest.raises(Cancelled):
        export_form(workspace, out, FormKind.RKA, FormOptions(), stop)
    assert out.read_bytes() == b"lama"
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix == ".xlsx") == ["rka.xlsx"]


@file_only
def test_templates_beside_the_workspace_go_before_the_shipped_ones(
    workspace: Workspace, export: Export, tmp_path: Path
) -> None:
    (path,) = copy_templates(["rka"], tmp_path / "templates")
    restyled(path, "Pemerintah Kota Kembang")
    assert "Pemerintah Kota Kembang" in texts(sheet_of(export(FormKind.RKA)))
    (other,) = copy_templates(["rka"], tmp_path / "lain")
    restyled(other, "Kop surat lain")
    assert "Kop surat lain" in texts(sheet_of(export(FormKind.RKA, templates=tmp_path / "lain")))


def restyled(path: Path, title: str) -> None:
    book = opened(path)
    book["RKA"]["A5"] = title
    book["RKA"]["A1"] = "{pemda} {tahun}"
    book.save(path)


@file_only
def test_an_officers_own_rka_says_the_same_in_another_order(
    workspace: Workspace, export: Export, tmp_path: Path
) -> None:
    """The columns of code and sum change places, a letterhead stands on top, fonts differ."""
    shipped_one = sheet_of(export(FormKind.RKA))
    wanted = [[shipped_one.cell(r, c).value for c in range(1, 8)] for r in range(33, 89)]
    (path,) = copy_templates(["rka"], tmp_path / "templates")
    book = opened(path)
    own = book["RKA"]
    own["A1"] = "PEMERINTAH KABUPATEN BANDUNG"
    for row in range(29, 36):
        left, right = own.cell(row, 1), own.cell(row, 7)
        left.value, right.value = right.value, left.value
        left.number_format, right.number_format = right.number_format, left.number_format
        own.cell(row, 2).font = Font(name="Times New Roman", size=12)
    book.save(path)
    sheet = sheet_of(export(FormKind.RKA))
    found = [[sheet.cell(r, c).value for c in (7, 2, 3, 4, 5, 6, 1)] for r in range(33, 89)]
    assert found == wanted
    assert (sheet["A1"].value, sheet["B40"].font.name) == ("PEMERINTAH KABUPATEN BANDUNG", "Times New Roman")
    assert sheet["A33"].number_format == "#,##0;[Red]-#,##0"
