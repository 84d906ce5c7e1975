"""Sheets of the template for what the official forms say: read, refused by cell, and not required."""

from dataclasses import replace

from openpyxl import Workbook, load_workbook
from plan_files import FIRST, HEADER, codes, reread, setting

from budget.plan import Plan
from budget.plan.forms import AccountName
from budget.resources import shipped

SHEETS = ("Sub Kegiatan", "Indikator", "Nama Rekening", "Pejabat")


def test_a_template_without_these_sheets_is_still_imported(bandung: Plan) -> None:
    def edit(workbook: Workbook) -> None:
        for sheet in SHEETS:
            del workbook[sheet]

    reading = reread(bandung, edit)
    assert reading.problems == ()
    assert reading.plan == replace(bandung, sub_activities=(), indicators=(), officials=())


def test_nips_are_texts_in_their_usual_grouping(bandung: Plan) -> None:
    sheet = load_workbook(shipped("sample_data", "kabupaten-bandung.xlsx"))["Pejabat"]
    column = next(cell.column for cell in sheet[HEADER] if cell.value == "NIP")
    cells = [sheet.cell(FIRST + row, column) for row in range(len(bandung.officials))]
    assert [cell.value for cell in cells] == [official.nip for official in bandung.officials]
    assert {(cell.data_type, cell.number_format) for cell in cells} == {("s", "@")}


def test_a_nip_without_blanks_and_a_short_account_are_read_as_they_are_kept(bandung: Plan) -> None:
    reading = reread(
        bandung,
        setting(Pejabat_C5="197201031995031001", Nama__Rekening_A5="5.1.2", Nama__Rekening_B5="Belanja"),
    )
    assert reading.problems == ()
    assert reading.plan is not None
    assert reading.plan.officials[0].nip == "19720103 199503 1 001"
    assert reading.plan.account_names == (AccountName("5.1.02", "Belanja"),)


def test_mistakes_are_named_by_sheet_and_cell(bandung: Plan) -> None:
    reading = reread(
        bandung,
        setting(
            Sub__Kegiatan_O5="-1",
            Indikator_B6="2.07",
            Indikator_C7="dampak",
            Nama__Rekening_A5="belanja",
            Nama__Rekening_B5="Belanja",
            Pejabat_C5=197201031995031001,
            Pejabat_C6="1972",
            Pejabat_A7="bupati",
        ),
    )
    assert codes(reading) == [
        ("Sub Kegiatan!O5", "pagu_negatif"),
        ("Indikator!B6", "kode_sub_kegiatan"),
        ("Indikator!B6", "indikator_tanpa_sub_kegiatan"),
        ("Indikator!C7", "isian"),
        ("Nama Rekening!A5", "kode_rekening"),
        ("Pejabat!C5", "isian"),
        ("Pejabat!C6", "isian"),
        ("Pejabat!A7", "isian"),
    ]
    assert reading.plan is None


def test_what_only_repeats_a_rejected_row_is_not_told(bandung: Plan) -> None:
    """The indicators have a sub-kegiatan, and the sub-kegiatan its allocation, once these rows are cured."""
    assert codes(reread(bandung, setting(Sub__Kegiatan_P5="banyak"))) == [("Sub Kegiatan!P5", "bukan_uang")]
    others = {f"Pagu_B{row}": "Dinas Sosial" for row in (5, 6, 7)}
    assert codes(reread(bandung, setting(**others, Pagu_G8="banyak"))) == [("Pagu!G8", "bukan_uang")]
