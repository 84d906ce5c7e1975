"""Filling a template: whatever an officer did to it, rows, merges, heights, names and breaks follow."""

from collections.abc import Callable
from copy import copy
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from budget.errors import LimitExceeded
from budget.workbook.forms.book import sheet_titles, write_forms
from budget.workbook.forms.layouts import DETAIL, Fields, FormLayout, RowKind, Table
from budget.workbook.forms.template_check import read_template
from budget.workbook.forms.values import (
    Difference,
    FormRow,
    FormSheet,
    Ratio,
    SumOfFields,
    SumOfRows,
    SumOfTable,
    Value,
)

MADE_ON = date(2026, 11, 2)
HEAD = RowKind("baris_kepala", Fields(("nama",), ("a", "b"), ("nama", "a", "b")))
ITEM = RowKind("baris_isi", Fields(("nama", "catatan"), ("a", "b", "selisih", "bagian"), ("nama", "a", "b")))
LAYOUT = FormLayout(
    "uji",
    "Uji",
    "Formulir uji",
    Fields(("pemda", "kepala"), ("jumlah", "dua"), ("pemda", "jumlah")),
    (Table(DETAIL, (HEAD, ITEM)),),
)
HOSTILE = [
    "=1+1",
    "+62 812",
    "-5",
    "@SUM(A1)",
    "baris\nkedua",
    "{a}",
    "x" * 5_000,
    "rusak\x00\x0b\ufffe",
    "_x0041_",
]


def plain() -> tuple[Workbook, Worksheet]:
    """A title, a table of two prototypes in rows 3 and 4, a sum, and a signature of two rows."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Uji"
    rows = {
        "A1": "Kabupaten {pemda}", "A2": "Nama", "B2": "A", "C2": "B",
        "A3": "{nama}", "B3": "{a}", "C3": "{b}",
        "A4": "{nama}", "B4": "{a}", "C4": "{b}", "D4": "{selisih}", "E4": "{bagian}", "F4": "[{catatan}]",
        "A6": "Jumlah", "C8": "{kepala}",
    }  # fmt: skip
    for address, text in rows.items():
        sheet[address] = text
    for name, where in {
        "baris_kepala": "$A$3:$F$3", "baris_isi": "$A$4:$F$4", "jumlah": "$B$6", "blok_tanda": "$A$7:$F$8",
    }.items():  # fmt: skip
        book.defined_names[name] = DefinedName(name, attr_text=f"'Uji'!{where}")
    return book, sheet


def item(name: str, a: int, b: int, note: str = "") -> FormRow:
    values: dict[str, Value] = {"nama": name, "a": a, "b": b, "catatan": note}
    return FormRow(
        "baris_isi", {**values, "selisih": Difference(a - b, "a", "b"), "bagian": Ratio(b, a, "b", "a")}
    )


def form(*items: FormRow, pemda: str = "Bandung", kepala: str = "Sari") -> FormSheet:
    a, b = (sum(row.values[name] for row in items) for name in "ab")  # type: ignore[misc]
    head = FormRow(
        "baris_kepala", {"nama": "Semua", "a": SumOfRows(a, len(items)), "b": SumOfRows(b, len(items))}
    )
    values: dict[str, Value] = {"pemda": pemda, "kepala": kepala, "jumlah": SumOfTable(a, DETAIL, "a")}
    return FormSheet("Uji", values, {DETAIL: [head, *items]})


def filled(
    tmp_path: Path, made: FormSheet, change: Callable[[Workbook, Worksheet], None] = lambda book, sheet: None
) -> tuple[Worksheet, Worksheet]:
    """The filled form as formulas and as values, from the plain template with a change."""
    book, sheet = plain()
    change(book, sheet)
    path = tmp_path / "uji.xlsx"
    book.save(path)
    out = tmp_path / "jadi.xlsx"
    write_forms(out, read_template(path, LAYOUT), [made], MADE_ON)
    return load_workbook(out)["Uji"], load_workbook(out, data_only=True)["Uji"]


TWO = (item("Petani", 8, 2), item("Nelayan", 5, 5))


def test_rows_are_repeated_and_what_is_below_moves_down(tmp_path: Path) -> None:
    formulas, values = filled(tmp_path, form(*TWO))
    assert [[cell.value for cell in row] for row in values.iter_rows(max_row=9, max_col=6)] == [
        ["Kabupaten Bandung", None, None, None, None, None],
        ["Nama", "A", "B", None, None, None],
        ["Semua", 13, 7, None, None, None],
        ["Petani", 8, 2, 6, 0.25, "[]"],
        ["Nelayan", 5, 5, 0, 1, "[]"],
        [None] * 6,
        ["Jumlah", 13, None, None, None, None],
        [None] * 6,
        [None, None, "Sari", None, None, None],
    ]
    assert [formulas[a].value for a in ("B3", "D4", "E5", "B7")] == [
        "=SUBTOTAL(9,B4:B5)", "=B4-C4", "=IF(B5=0,0,C5/B5)", "=SUBTOTAL(9,B3:B5)",
    ]  # fmt: skip


def test_a_form_without_rows_closes_the_gap(tmp_path: Path) -> None:
    """The heading alone: a sum of nothing is 0, no formula."""
    formulas, values = filled(tmp_path, form())
    assert (formulas["B3"].value, values["A5"].value, values["B5"].value) == (0, "Jumlah", 0)


def test_columns_in_another_order_take_formulas_along(tmp_path: Path) -> None:
    def swap(_: Workbook, sheet: Worksheet) -> None:
        for row in (2, 3, 4):
            sheet.cell(row, 1).value, sheet.cell(row, 3).value = (
                sheet.cell(row, 3).value,
                sheet.cell(row, 1).value,
            )

    formulas, values = filled(tmp_path, form(*TWO), swap)
    assert [cell.value for cell in values[4]][:4] == [2, 8, "Petani", 6]
    assert (formulas["A3"].value, formulas["D4"].value) == ("=SUBTOTAL(9,A4:A5)", "=B4-A4")


def test_a_letterhead_above_and_a_moved_signature_change_nothing_else(tmp_path: Path) -> None:
    def letterhead(book: Workbook, sheet: Worksheet) -> None:
        sheet.move_range("A1:F8", rows=2)
        sheet["A1"] = "PEMERINTAH KABUPATEN"
        sheet["C10"], sheet["A12"] = None, "NIP, {kepala}"
        for name, where in {"baris_kepala": "$A$5", "baris_isi": "$A$6", "jumlah": "$B$8"}.items():
            book.defined_names[name] = DefinedName(name, attr_text=f"'Uji'!{where}")

    _, values = filled(tmp_path, form(*TWO), letterhead)
    assert [values[a].value for a in ("A1", "A3", "A6", "A9", "B9", "A13")] == [
        "PEMERINTAH KABUPATEN", "Kabupaten Bandung", "Petani", "Jumlah", 13, "NIP, Sari",
    ]  # fmt: skip


def test_each_row_looks_like_its_prototype(tmp_path: Path) -> None:
    def style(_: Workbook, sheet: Worksheet) -> None:
        sheet["A4"].font = Font(name="Georgia", size=14, italic=True)
        sheet["B4"].number_format = "0.00"
        sheet["B4"].fill = PatternFill("solid", start_color="FFEE00")
        sheet.row_dimensions[4].height = 40
        sheet.column_dimensions["A"].width = 33
        sheet.merge_cells("D3:E3")
        sheet.merge_cells("A6:A7")

    formulas, _ = filled(tmp_path, form(*TWO), style)
    for row in (4, 5):
        assert (formulas.cell(row, 1).font.name, formulas.cell(row, 1).font.sz) == ("Georgia", 14)
        assert formulas.cell(row, 2).number_format == "0.00"
        assert formulas.cell(row, 2).fill.start_color.rgb == "00FFEE00"
        assert formulas.row_dimensions[row].height == 40
    assert formulas.column_dimensions["A"].width == 33
    assert sorted(map(str, formulas.merged_cells.ranges)) == ["A7:A8", "D3:E3"]


def test_merged_cells_of_a_prototype_are_merged_in_every_row(tmp_path: Path) -> None:
    formulas, values = filled(tmp_path, form(*TWO), lambda book, sheet: sheet.merge_cells("F4:H4"))
    assert sorted(map(str, formulas.merged_cells.ranges)) == ["F4:H4", "F5:H5"]
    assert values["F5"].value == "[]"


def test_names_titles_print_area_freeze_and_breaks_follow_their_rows(tmp_path: Path) -> None:
    def set_up(_: Workbook, sheet: Worksheet) -> None:
        sheet.print_title_rows = "2:2"
        sheet.print_area = "A1:F8"
        sheet.freeze_panes = "B3"
        sheet.row_breaks.append(Break(id=6))
        sheet.page_setup.orientation = "landscape"

    formulas, _ = filled(tmp_path, form(*TWO, item("Linmas", 1, 1)), set_up)
    assert (formulas.print_title_rows, formulas.print_area) == ("$2:$2", "'Uji'!$A$1:$F$10")
    assert formulas.freeze_panes == "B3"
    assert [found.id for found in formulas.row_breaks.brk] == [8]
    names = {name: found.attr_text for name, found in formulas.defined_names.items()}
    assert names["jumlah"] == "'Uji'!$B$8"
    assert names["blok_tanda"] == "'Uji'!$A$9:$F$10"
    assert "baris_isi" not in names


def test_header_and_footer_are_filled_and_keep_their_codes(tmp_path: Path) -> None:
    def foot(_: Workbook, sheet: Worksheet) -> None:
        sheet.oddFooter.left.text = "{pemda} &P"

    formulas, _ = filled(tmp_path, form(*TWO, pemda="A & B"), foot)
    assert formulas.oddFooter.left.text == "A && B &P"


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_stay_the_texts_they_are(tmp_path: Path, text: str) -> None:
    made = form(item(text, 1, 1, text), pemda=text, kepala=text)
    formulas, values = filled(tmp_path, made)
    expected = text.replace("\x00\x0b\ufffe", "").replace("_x0041_", "_x005F_x0041_")
    assert values["A4"].value in (expected, text.replace("\x00\x0b\ufffe", ""))
    assert values["A4"].data_type == "s"
    assert formulas["A4"].quotePrefix is (text[0] in "=+-@")
    assert values["F4"].value.startswith("[" + text[0])
    assert float(formulas.row_dimensions[4].height) <= 409


def test_a_number_that_would_not_fit_widens_its_column(tmp_path: Path) -> None:
    formulas, _ = filled(tmp_path, form(item("Petani", 123_456_789_012, 1)))
    assert formulas.column_dimensions["B"].width >= len("123.456.789.012")


def test_a_number_that_no_cell_holds_is_refused_by_its_cell(tmp_path: Path) -> None:
    with pytest.raises(LimitExceeded, match=r"Uji!B3: 1\.000\.000\.000\.000\.001 melampaui 15 angka"):
        filled(tmp_path, form(item("Petani", 10**15, 1), item("Linmas", 1, 1)))


def test_single_cells_can_be_added_up(tmp_path: Path) -> None:
    def sums(book: Workbook, sheet: Worksheet) -> None:
        sheet["C6"] = "{dua}"

    made = form(*TWO)
    made = FormSheet(made.title, {**made.values, "dua": SumOfFields(26, ("jumlah", "jumlah"))}, made.tables)
    formulas, values = filled(tmp_path, made, sums)
    assert (formulas["C7"].value, values["C7"].value) == ("=B7+B7", 26)


def test_several_forms_of_one_template_are_sheets_with_names_of_their_own(tmp_path: Path) -> None:
    book, _ = plain()
    book.create_sheet("Petunjuk")
    path, out = tmp_path / "uji.xlsx", tmp_path / "jadi.xlsx"
    book.save(path)
    titles = sheet_titles("Uji", ["Dinas A/B", "dinas a:b"])
    forms = [form(*TWO), form(item("Petani", 1, 1))]
    made = [FormSheet(title, each.values, each.tables) for title, each in zip(titles, forms, strict=True)]
    write_forms(out, read_template(path, LAYOUT), made, MADE_ON)
    found = load_workbook(out)
    assert found.sheetnames == ["Uji Dinas A B", "Uji dinas a b (2)"]
    assert [sheet.defined_names["jumlah"].attr_text for sheet in found] == [
        "'Uji Dinas A B'!$B$7",
        "'Uji dinas a b (2)'!$B$6",
    ]
    assert len(found.defined_names) == 0


def test_sheet_names_are_what_excel_takes() -> None:
    names = ["x" * 40, "x" * 41, "'[a]*?'", "\x00"]
    found = sheet_titles("RKA", names)
    assert len({title.casefold() for title in found}) == len(names)
    assert all(0 < len(title) <= 31 and not set("[]:*?/\\\x00") & set(title) for title in found)
    assert sheet_titles("RKA", ["apa pun"]) == ["RKA"]


def test_the_template_is_not_changed_on_disk(tmp_path: Path) -> None:
    book, _ = plain()
    path = tmp_path / "uji.xlsx"
    book.save(path)
    before = path.read_bytes()
    write_forms(tmp_path / "jadi.xlsx", read_template(path, LAYOUT), [copy(form(*TWO))], MADE_ON)
    assert path.read_bytes() == before
