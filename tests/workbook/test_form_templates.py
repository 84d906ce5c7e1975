"""The shipped templates of the forms, and what a template must be to be filled."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.formatting.rule import CellIsRule
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from budget.errors import FileError, errors_in
from budget.resources import shipped
from budget.workbook.council.styles import DIFFERENCE
from budget.workbook.form_templates import main
from budget.workbook.forms.layouts import PRICE_PROPOSAL, RKA, FormLayout
from budget.workbook.forms.nominative_layout import NOMINATIVE, TEMPLATE_LAYOUTS
from budget.workbook.forms.template_check import checked_template, read_template

NAMES = [layout.template for layout in TEMPLATE_LAYOUTS]


def test_the_shipped_templates_are_what_the_code_draws(tmp_path: Path) -> None:
    """After a change: python -m budget.workbook.form_templates"""
    main([str(tmp_path)])
    for name in NAMES:
        made = tmp_path / f"{name}.xlsx"
        with zipfile.ZipFile(made) as new, zipfile.ZipFile(shipped("templates", made.name)) as old:
            assert new.namelist() == old.namelist()
            assert [part for part in new.namelist() if new.read(part) != old.read(part)] == [], name


@pytest.mark.parametrize("layout", TEMPLATE_LAYOUTS, ids=NAMES)
def test_the_shipped_templates_can_be_filled(layout: FormLayout) -> None:
    template, problems = checked_template(shipped("templates", f"{layout.template}.xlsx"), layout)
    assert template is not None
    assert problems == ()
    assert {region.table.name for region in template.regions} == {table.name for table in layout.tables}
    assert template.blocks or layout is PRICE_PROPOSAL


@pytest.mark.parametrize("layout", TEMPLATE_LAYOUTS, ids=NAMES)
def test_the_shipped_templates_are_set_up_for_folio_and_drawn_in_arial(layout: FormLayout) -> None:
    sheet = load_workbook(shipped("templates", f"{layout.template}.xlsx"))[layout.sheet]
    setup = sheet.page_setup
    assert (setup.paperSize, setup.orientation, setup.fitToWidth, setup.fitToHeight) == (
        14,
        "landscape",
        1,
        0,
    )
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows
    assert sheet.oddHeader.right.text
    assert sheet.oddFooter.left.text == ("{pemda}" if layout is NOMINATIVE else "{skpd}")
    assert sheet.oddFooter.center.text == "Laporan {laporan}"
    assert sheet.oddFooter.right.text == "Halaman &P dari &N"
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.font.name for cell in cells} == {"Arial"}
    figures = {
        f"{{{name}}}" for table in layout.tables for kind in table.rows for name in kind.fields.figures
    }
    formats = {cell.number_format for cell in cells if cell.value in figures}
    assert formats <= {"#,##0;[Red]-#,##0", "0.00%", *([DIFFERENCE] if layout is NOMINATIVE else ())}
    assert {cell.number_format for cell in cells if cell.value not in figures} == {"@"}


Change = Callable[[Workbook, Worksheet], None]


def changed(tmp_path: Path, change: Change, layout: FormLayout = RKA) -> Path:
    """A shipped template with a change."""
    path = tmp_path / f"{layout.template}.xlsx"
    book = load_workbook(shipped("templates", path.name))
    change(book, book[layout.sheet])
    book.save(path)
    return path


def put(address: str, value: object) -> Change:
    def change(_: Workbook, sheet: Worksheet) -> None:
        sheet[address] = value

    return change


def name(defined: str, where: str) -> Change:
    def change(book: Workbook, _: Worksheet) -> None:
        book.defined_names[defined] = DefinedName(defined, attr_text=where)

    return change


def unname(defined: str) -> Change:
    def change(book: Workbook, _: Worksheet) -> None:
        del book.defined_names[defined]

    return change


def merge(where: str) -> Change:
    return lambda _, sheet: sheet.merge_cells(where)


def retitle(_: Workbook, sheet: Worksheet) -> None:
    sheet.title = "Formulir"


def foot(_: Workbook, sheet: Worksheet) -> None:
    sheet.oddFooter.left.text = "{kepala}"


@pytest.fixture(scope="module")
def rows() -> dict[str, int]:
    """Where the prototypes of the shipped RKA stand."""
    template = read_template(shipped("templates", "rka.xlsx"), RKA)
    return {kind: row for region in template.regions for kind, row in region.rows.items()}


def test_the_rows_that_the_breaking_tests_speak_of(rows: dict[str, int]) -> None:
    assert rows == {
        "baris_indikator": 26,
        "baris_akun": 30,
        "baris_kelompok": 31,
        "baris_catatan": 32,
        "baris_item": 33,
        "baris_sisa": 34,
        "baris_jumlah": 35,
        "baris_tapd": 48,
    }


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (retitle, r"Templat rka\.xlsx: lembar RKA tidak ada"),
        (unname("baris_item"), r"RKA!baris_item: nama ini tidak ada"),
        (name("baris_item", "'RKA'!$A$33:$G$34"), r"RKA!baris_item: nama ini menunjuk beberapa baris"),
        (name("baris_item", "'RKA'!$A$31:$G$31"), r"RKA!baris_item: baris 31 sudah bernama baris_kelompok"),
        (name("baris_item", "#REF!"), r"RKA!baris_item: nama ini menunjuk #REF!"),
        (name("baris_item", "'Lain'!$A$1"), r"RKA!baris_item: nama ini menunjuk 'Lain'!\$A\$1"),
        (name("baris_jumlah", "'RKA'!$A$37:$G$37"), r"RKA!A35: baris 35 menyela baris contoh tabel rincian"),
        (put("G33", None), r"RKA!baris_item: baris ini tidak memuat \{jumlah\}"),
        (put("B33", "{urain}"), r"RKA!B33: \{urain\} tidak dikenal\. Yang dikenal: \{uraian\}"),
        (put("B33", "{uraian"), r"RKA!B33: “\{uraian” tidak dikenal"),
        (put("G33", "Rp {jumlah}"), r"RKA!G33: \{jumlah\} berisi angka\. Beri sel sendiri"),
        (put("F33", "=1+1"), r"RKA!F33: rumus tidak dapat dipakai di sini"),
        (put("A2", "=TODAY()"), r"RKA!A2: rumus tidak dapat dipakai di sini"),
        (put("C33", "{jumlah}"), r"RKA!G33: \{jumlah\} sudah ada di baris ini"),
        (put("A2", "{koefisien}"), r"RKA!A2: \{koefisien\} tidak dikenal"),
        (put("A5", "Tahun"), r"RKA!A1: tidak ada sel untuk \{pemda\}\."),
        (unname("urusan"), r"RKA!A1: tidak ada sel untuk \{urusan\}"),
        (name("urusan", "'RKA'!$B$7:$B$9"), r"RKA!urusan: nama ini menunjuk beberapa sel"),
        (name("urusan", "'RKA'!$B$33"), r"RKA!urusan: nama ini menunjuk baris contoh baris_item"),
        (name("urusan", "'RKA'!$C$7"), r"RKA!urusan: nama ini menunjuk bagian sel gabungan"),
        (merge("A33:A34"), r"RKA!A33:A34: sel gabungan ini melewati baris contoh baris_item"),
        (foot, r"RKA!kepala/kaki halaman: \{kepala\} tidak dikenal"),
    ],
)
def test_a_template_that_cannot_be_filled_is_refused_by_cell_or_name(
    tmp_path: Path, change: Change, words: str
) -> None:
    with pytest.raises(FileError, match=words):
        read_template(changed(tmp_path, change), RKA)


def test_a_sum_must_stand_in_one_column(tmp_path: Path) -> None:
    def swap(_: Workbook, sheet: Worksheet) -> None:
        sheet["F33"], sheet["G33"] = "{jumlah}", "{ppn}"

    with pytest.raises(
        FileError, match=r"\{jumlah\} harus di satu kolom, tetapi ada di G di baris_akun.*F di baris_item"
    ):
        read_template(changed(tmp_path, swap), RKA)


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    def spoil(book: Workbook, sheet: Worksheet) -> None:
        unname("urusan")(book, sheet)
        put("B33", "{x}")(book, sheet)
        put("A2", "=1")(book, sheet)

    _, problems = checked_template(changed(tmp_path, spoil), RKA)
    assert [problem.where.rpartition("!")[2] for problem in problems] == ["B33", "baris_item", "A2", "A1"]


def test_what_a_form_does_not_take_over_is_a_warning(tmp_path: Path) -> None:
    def adorn(_: Workbook, sheet: Worksheet) -> None:
        sheet.conditional_formatting.add("G30", CellIsRule("lessThan", ["0"]))
        rule = DataValidation("list", formula1='"a,b"')
        rule.add("B7")
        sheet.add_data_validation(rule)

    template, problems = checked_template(changed(tmp_path, adorn), RKA)
    assert template is not None
    assert template.cautions == problems
    assert errors_in(problems) == ()
    assert [problem.message.split(" di ")[0] for problem in problems] == ["Format bersyarat", "Validasi data"]


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rka.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(FileError, match="bukan buku kerja"):
        read_template(path, RKA)
