"""What is wrong in a filled template: all of it at once, by sheet and cell, in words."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from plan_files import FIRST, HEADER, codes, reread, setting

from budget.contribution import Programme, Terms, UmkWage, Wage
from budget.errors import Severity
from budget.period import Month, MonthRange, Validity
from budget.plan import (
    EntryAdjustment,
    HeadCount,
    MinimumWage,
    Plan,
    Scenario,
    TariffAdjustment,
)
from budget.plan.scenario_layout import SCENARIO_LINES


def _column(sheet: Worksheet, label: str) -> int:
    return next(cell.column for cell in sheet[HEADER] if cell.value == label)


def test_all_mistakes_are_listed_together_in_the_order_of_the_sheets(bandung: Plan) -> None:
    """The issue's list in one file: each with sheet and cell, and no plan."""
    reading = reread(
        bandung,
        setting(
            Tarif_A5="Satpam",  # a group that is not there
            Tarif_B7="2022-05",  # Linmas is without a tariff before
            Tarif_A9="Ketua RT",  # beside the tariff it has; Perangkat Desa is left without one
            Tarif_F12="banyak",
            Jumlah__Orang_D5=-17_000,
            Jumlah__Orang_D6="enam ribu",
            Pagu_D5="5.1.02",
            Rencana_A5="3204",
        ),
    )
    assert reading.plan is None
    assert codes(reading) == [
        ("Rencana!A5", "kode_wilayah"),
        ("Tarif!A5", "kelompok_tidak_dikenal"),
        ("Tarif!B10", "tarif_tumpang_tindih"),
        ("Tarif!F12", "bukan_uang"),
        ("Jumlah Orang!A5", "bulan_tanpa_tarif"),  # Guru Ngaji, whose tariff went to the Satpam
        ("Jumlah Orang!D5", "orang_negatif"),
        ("Jumlah Orang!D6", "isian"),
        ("Jumlah Orang!A7", "bulan_tanpa_tarif"),
        ("Jumlah Orang!A9", "bulan_tanpa_tarif"),
        ("Pagu!D5", "kode_rekening"),
    ]


@pytest.mark.parametrize("sheet", ["Rencana", "Kelompok", "Tarif", "Jumlah Orang", "Pagu"])
def test_a_missing_sheet_is_named_and_its_echoes_are_not(bandung: Plan, sheet: str) -> None:
    reading = reread(bandung, lambda workbook: workbook.remove(workbook[sheet]))
    assert codes(reading) == [(sheet, "lembar_hilang")]
    assert reading.plan is None


def test_sheets_for_wages_assumptions_and_scenarios_may_be_missing(bandung: Plan) -> None:
    def edit(workbook: Workbook) -> None:
        for sheet in ("UMK", "Asumsi", "Skenario", "Petunjuk"):
            workbook.remove(workbook[sheet])

    reading = reread(bandung, edit)
    assert reading.plan == replace(bandung, assumptions=(), scenarios=())
    assert reading.problems == ()


def test_an_emptied_sheet_counts_as_missing(bandung: Plan) -> None:
    def edit(workbook: Workbook) -> None:
        for name in ("UMK", "Pagu"):
            workbook[name].delete_rows(1, 20)

    assert codes(reread(bandung, edit)) == [("Pagu", "kolom_hilang")]


def test_columns_are_found_by_label_in_any_order_and_spelling(bandung: Plan) -> None:
    def edit(workbook: Workbook) -> None:
        sheet = workbook["Pagu"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=HEADER, max_col=7)]
        sheet.delete_rows(1, 20)
        for number, row in enumerate(rows, start=9):
            for column, value in enumerate(reversed(row), start=2):
                sheet.cell(number, column, value)
        for cell in sheet[9]:
            cell.value = f"  {cell.value} ".upper().replace(" ", "  ") if cell.value else None
        sheet.title = " PAGU "

    assert reread(bandung, edit).plan == bandung


def test_blank_rows_and_titles_between_are_skipped(bandung: Plan) -> None:
    def edit(workbook: Workbook) -> None:
        sheet = workbook["Tarif"]
        sheet.insert_rows(1, 3)
        sheet.insert_rows(FIRST + 5, 2)
        sheet.cell(FIRST + 5, 1, "   ")
        sheet.cell(60, 20, "catatan di luar tabel")

    reading = reread(bandung, edit)
    assert reading.plan == bandung


def test_an_unknown_column_is_skipped_with_a_warning(bandung: Plan) -> None:
    reading = reread(bandung, setting(Kelompok_I4="Keterangan", Kelompok_I5="apa saja"))
    assert reading.plan == bandung
    [problem] = reading.problems
    assert (problem.where, problem.code, problem.severity) == (
        "Kelompok!I4", "kolom_tidak_dikenal", Severity.WARNING,
    )  # fmt: skip


def test_a_missing_required_column_is_an_error_and_an_optional_one_is_not(bandung: Plan) -> None:
    def without(sheet: str, label: str) -> Callable[[Workbook], None]:
        def edit(workbook: Workbook) -> None:
            workbook[sheet].delete_cols(_column(workbook[sheet], label))

        return edit

    reading = reread(bandung, without("Pagu", "Jumlah"))
    assert codes(reading) == [("Pagu!A4", "kolom_hilang")]
    assert "“Jumlah”" in reading.problems[0].message
    assert reading.rejected == 4
    assert reread(bandung, without("Pagu", "Sub Kegiatan")).plan == replace(
        bandung, allocations=tuple(replace(line, sub_activity="") for line in bandung.allocations)
    )


def test_a_column_that_stands_twice_is_an_error(bandung: Plan) -> None:
    assert codes(reread(bandung, setting(Tarif_N4="Upah PU"))) == [("Tarif!N4", "kolom_ganda")]


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ("Jumlah__Orang_D5", "banyak", "isian"),
        ("Jumlah__Orang_D5", 17000.5, "isian"),
        ("Jumlah__Orang_D5", date(2022, 1, 1), "isian"),
        ("Jumlah__Orang_D5", True, "isian"),
        ("Jumlah__Orang_D5", time(3, 4), "isian"),
        ("Jumlah__Orang_D5", "1,500,000", "isian"),
        ("Jumlah__Orang_D5", None, "isian"),
        ("Jumlah__Orang_D5", "#REF!", "isian"),
        ("Jumlah__Orang_D5", "=1/0", "isian"),
        ("Jumlah__Orang_C5", "kira-kira", "isian"),
        ("Jumlah__Orang_B5", "lusa", "bukan_bulan"),
        ("Jumlah__Orang_B5", 44562, "bukan_bulan"),
        ("Jumlah__Orang_B5", False, "bukan_bulan"),
        ("Jumlah__Orang_A5", True, "isian"),
        ("Jumlah__Orang_A5", date(2022, 1, 1), "isian"),
        ("Jumlah__Orang_A5", "x" * 2_001, "isian"),
        ("Pagu_G5", "1,500,000", "bukan_uang"),
        ("Pagu_G5", 0.5, "bukan_uang"),
        ("Pagu_A5", "dua ribu", "isian"),
        ("Pagu_F5", "JKP", "isian"),
        ("Tarif_D5", "PNS", "isian"),
        ("Tarif_F5", None, "isian"),
        ("Tarif_C5", "2021-01", "isian"),
    ],
)
def test_a_cell_of_the_wrong_kind_is_refused_at_its_place(
    bandung: Plan, cell: str, value: Any, code: str
) -> None:
    reading = reread(bandung, setting(**{cell: value}))
    place = "!".join(cell.replace("__", " ").rsplit("_", 1))
    assert codes(reading) == [(place, code)]
    assert len(reading.problems[0].message) < 250
    assert (reading.plan, reading.rejected) == (None, 1)


def test_error_cells_and_formulas_without_a_value_are_said_to_be_such(bandung: Plan) -> None:
    """A reader takes both for blank; a blank validation loss would be 0 %."""
    reading = reread(bandung, setting(Kelompok_F5="#DIV/0!", Kelompok_F6="=1-0.94"))
    error_cell, formula = reading.problems
    assert (error_cell.where, formula.where) == ("Kelompok!F5", "Kelompok!F6")
    assert "galat Excel" in error_cell.message
    assert "belum dihitung" in formula.message


def test_dates_count_as_their_month_and_numbers_as_written(bandung: Plan) -> None:
    reading = reread(
        bandung,
        setting(
            Jumlah__Orang_B5=date(2022, 1, 31),
            Jumlah__Orang_D5="17.000",
            Pagu_A5="2022",
            Pagu_G5="Rp 3,2 miliar",
            Tarif_F5="1,5 juta",
            Tarif_C5="Desember 2030",
        ),
    )
    tariff = replace(bandung.tariffs[0], validity=Validity(Month(2022, 1), Month(2030, 12)))
    assert reading.plan == replace(bandung, tariffs=(tariff, *bandung.tariffs[1:]))


def test_a_rejected_group_row_does_not_make_its_group_unknown(bandung: Plan) -> None:
    assert codes(reread(bandung, setting(Kelompok_C5="PNS"))) == [("Kelompok!C5", "isian")]
    # Nor does a row whose name itself cannot be read.
    assert codes(reread(bandung, setting(Kelompok_A5="#REF!"))) == [("Kelompok!A5", "isian")]


def test_a_rejected_tariff_row_leaves_no_months_without_a_tariff(bandung: Plan) -> None:
    assert codes(reread(bandung, setting(Tarif_G5="rendah"))) == [("Tarif!G5", "isian")]


def test_a_rejected_head_count_does_not_make_later_changes_negative(bandung: Plan) -> None:
    reading = reread(
        bandung,
        setting(
            Jumlah__Orang_D5="banyak",
            Jumlah__Orang_A14="Guru Ngaji",
            Jumlah__Orang_B14="2022-06",
            Jumlah__Orang_C14="perubahan",
            Jumlah__Orang_D14=-10,
        ),
    )
    assert codes(reading) == [("Jumlah Orang!D5", "isian")]


def test_a_rejected_umk_row_is_not_asked_for_again(bandung: Plan) -> None:
    tariffs = tuple(replace(t, terms=Terms(UmkWage())) for t in bandung.tariffs)
    wages = (MinimumWage(2022, 324_192_900), MinimumWage(2023, 349_246_600))
    reading = reread(replace(bandung, tariffs=tariffs, minimum_wages=wages), setting(UMK_B6="tinggi"))
    assert codes(reading) == [("UMK!B6", "bukan_uang")]


def test_without_a_readable_frame_only_the_frame_is_complained_of(bandung: Plan) -> None:
    assert codes(reread(bandung, setting(Rencana_C5="awal tahun"))) == [("Rencana!C5", "bukan_bulan")]
    assert codes(reread(bandung, lambda w: w["Rencana"].delete_rows(FIRST))) == [
        ("Rencana!A5", "rencana_kosong")
    ]


def test_a_plan_has_one_frame(bandung: Plan) -> None:
    def edit(workbook: Workbook) -> None:
        for cell in workbook["Rencana"][FIRST]:
            workbook["Rencana"].cell(FIRST + 1, cell.column, cell.value)

    assert codes(reread(bandung, edit)) == [("Rencana!A6", "rencana_ganda")]


def test_months_before_the_law_are_found_at_the_tariff(bandung: Plan) -> None:
    plan = replace(
        bandung,
        span=MonthRange(Month(2015, 5), Month(2015, 8)),
        groups=bandung.groups[:1],
        tariffs=(replace(bandung.tariffs[0], validity=Validity(Month(2015, 5))),),
        head_counts=(HeadCount("Guru Ngaji", Month(2015, 7), 10),),
        allocations=(),
        assertions=(),
        scenarios=(),
    )
    reading = reread(plan)
    assert codes(reading) == [("Tarif!B5", "hukum_kosong")] * 2
    assert reading.problems[0].message == (
        "Tidak ada tarif JKK kelas risiko 1 untuk penerima upah (PU) pada Mei 2015. Begitu pula 1 bulan lain."
    )


def test_a_programme_without_a_rate_is_found_at_the_programmes(bandung: Plan) -> None:
    assert codes(reread(bandung, setting(Tarif_H5="JKK, JKM, JHT"))) == [("Tarif!H5", "hukum_kosong")]


def test_a_scenario_that_cannot_be_costed_is_found_at_its_name(bandung: Plan) -> None:
    all_three = Terms(Wage(150_000_000), programmes=tuple(Programme))
    scenario = Scenario("Tambah JHT", (TariffAdjustment("PKK", Validity(Month(2023, 5)), all_three),))
    reading = reread(replace(bandung, scenarios=(*bandung.scenarios, scenario)))
    [problem] = reading.problems
    assert (problem.where, problem.code) == ("Skenario!A6", "hukum_kosong")
    assert problem.message.startswith("Dalam skenario “Tambah JHT”: Tarif PKK pada Mei 2023: ")


def test_a_plan_past_64_bits_is_refused(bandung: Plan) -> None:
    reading = reread(bandung, setting(Jumlah__Orang_D5=9_000_000_000_000, Tarif_F5="9 miliar"))
    assert [problem.code for problem in reading.problems] == ["melampaui_batas"]


def test_scenario_lines_of_one_name_make_one_scenario_in_order(bandung: Plan) -> None:
    reading = reread(
        bandung,
        setting(
            Skenario_A6="semua bpu", Skenario_B6="Dan dipotong.", Skenario_C6="pagu", Skenario_T6="90 %",
            Skenario_A7="Lain", Skenario_C7="orang", Skenario_D7="PKK", Skenario_E7="2023-02",
            Skenario_Q7=-36,
        ),
    )  # fmt: skip
    assert reading.plan is not None
    one, other = reading.plan.scenarios
    assert one.name == "Semua BPU"
    assert [type(adjustment).__name__ for adjustment in one.adjustments] == [
        "TariffAdjustment",
        "AllocationAdjustment",
    ]
    assert one.note.endswith("\nDan dipotong.")
    assert [adjustment.heads for adjustment in other.adjustments] == [-36]


def test_rows_are_counted_read_and_rejected(bandung: Plan) -> None:
    whole = reread(bandung)
    assert (whole.read, whole.rejected) == (55, 0)
    broken = reread(bandung, setting(Tarif_F5="?", Tarif_B5="?", Jumlah__Orang_D6=-1, Pagu_D5="x"))
    assert (broken.read, broken.rejected) == (55, 3)


def test_every_one_of_many_wrong_rows_is_listed(bandung: Plan) -> None:
    counts = tuple(HeadCount("Linmass", Month(2022, 1), 1, kecamatan=f"K{n}") for n in range(2_000))
    reading = reread(replace(bandung, head_counts=counts))
    assert len(reading.problems) == 2_000
    assert reading.problems[-1].where == "Jumlah Orang!A2004"


def test_templates_from_before_the_newer_what_ifs_are_read_as_they_were(bandung: Plan) -> None:
    """Their last column was that of the part of the money."""

    def as_it_was(workbook: Workbook) -> None:
        sheet = workbook["Skenario"]
        assert sheet.cell(HEADER, 20).value == "Bagian Pagu"
        sheet.delete_cols(21, 20)

    reading = reread(bandung, as_it_was)
    assert (reading.plan, reading.rejected) == (bandung, 0)


def test_lines_of_one_scenario_on_different_bases_are_an_error(bandung: Plan) -> None:
    plan = replace(
        bandung,
        scenarios=(*bandung.scenarios, Scenario("Dua", (EntryAdjustment(None, Month(2022, 2)),) * 2)),
    )
    columns = {field.key: n for n, field in enumerate(SCENARIO_LINES.fields, start=1)}

    def on_two(workbook: Workbook) -> None:
        sheet = workbook["Skenario"]
        sheet.cell(FIRST + 1, columns["base"], "Semua BPU")
        sheet.cell(FIRST + 2, columns["base"], "Lain")

    assert ("dasar_berbeda", f"Skenario!{get_column_letter(columns['base'])}{FIRST + 2}") in [
        (problem.code, problem.where) for problem in reread(plan, on_two).problems
    ]
