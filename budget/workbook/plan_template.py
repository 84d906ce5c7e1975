"""The empty plan template, made from the layouts: `python -m budget.workbook.plan_template`.

An officer may restyle the file, move its columns and add others; only sheet names and labels are fixed.
"""

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from budget.plan import entry
from budget.plan.field import Field, Layout
from budget.plan.layouts import GROUPS
from budget.workbook.files import replacing
from budget.workbook.plan_parts import LAYOUTS, OPTIONAL
from budget.workbook.row_height import row_height
from budget.workbook.scan import MOST_ROWS
from budget.workbook.stamping import save

TEMPLATE_DATE = date(2026, 1, 1)
HINT_ROW, HEADER_ROW = 3, 4
FIRST_ROW = HEADER_ROW + 1
# Excel's number for folio (F4, 215 × 330 mm), the paper of Indonesian offices.
FOLIO = 14

_FONT = "Arial"
_NORMAL = Font(name=_FONT, size=10)
_SMALL = Font(name=_FONT, size=9, italic=True, color="595959")
_TITLE = Font(name=_FONT, size=14, bold=True, color="1F3864")
_LABEL = Font(name=_FONT, size=10, bold=True, color="FFFFFF")
_REQUIRED = PatternFill("solid", fgColor="1F3864")
_OPTIONAL = PatternFill("solid", fgColor="7F8FA9")
_LINE = Side(style="thin", color="BFBFBF")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_CENTRED = Alignment(wrap_text=True, horizontal="center", vertical="center")

_PURPOSE = {
    "Rencana": "Satu baris: daerah, bulan perlindungan, dan kapan iuran dibayar.",
    "Kelompok": "Satu baris untuk setiap kelompok penerima.",
    "Tarif": "Satu baris untuk setiap kelompok dan masa berlaku. Masa satu kelompok tidak boleh bertumpuk.",
    "Jumlah Orang": "Jumlah orang berlaku sejak bulannya sampai ada baris yang lebih baru.",
    "Pagu": "Anggaran yang disetujui, per tahun anggaran dan kode rekening.",
    "Anggaran Kas": "Hanya bulan yang ditetapkan sendiri; bulan lain dihitung dari waktu bayar.",
    "UMK": "Hanya bila ada tarif dengan upah UMK.",
    "Nilai Daerah": "Hanya bila daerah punya dasar hukum sendiri: menggantikan nilai bawaan pagu.",
    "Asumsi": "Keterangan yang harus diketahui pembaca angka: mana yang publik, mana yang asumsi.",
    "Patokan": "Biaya setahun menurut dokumen, agar pagu check menyebut bila hitungan menjadi lain.",
    "Sub Kegiatan": "Untuk formulir RKA dan DPA: kepala formulir setiap SKPD dan sub kegiatan pada Pagu.",
    "Indikator": "Untuk formulir RKA dan DPA: tolok ukur dan target setiap sub kegiatan.",
    "Nama Rekening": "Hanya bila nama bawaan pagu tidak ada atau berbeda. Boleh tingkat mana pun.",
    "Pejabat": "Yang menandatangani formulir: kepala SKPD, PPKD, dan anggota TAPD menurut urutannya.",
    "Skenario": "Andaian. Baris dengan nama yang sama adalah satu skenario, berlaku dari atas ke bawah.",
}
_RULES = (
    "Isi lembar berikut dari kiri ke kanan. Kolom berwarna gelap wajib diisi, yang terang boleh kosong.",
    "Baris kosong dilewati. Urutan kolom boleh diubah; nama lembar dan judul kolom jangan diubah.",
    "Rupiah ditulis 1.500.000 atau 1,5 juta. Tulisan 1,500,000 ditolak karena bermakna ganda.",
    "Bulan ditulis 2026-01, 01/2026, atau Januari 2026. Persen ditulis dengan tanda persen: 6 %.",
    "Nama kelompok harus sama di semua lembar; huruf besar dan kecil tidak dibedakan.",
    "Rumus boleh dipakai. Yang dibaca adalah nilai terakhir yang dihitung Excel.",
    "Setelah diisi: pagu import plan NAMA.xlsx --db FILE.pagu. Semua kesalahan disebut dengan selnya.",
)


def blank_template() -> Workbook:
    """A sheet of instructions and one sheet for each layout, in the order of the layouts."""
    workbook = Workbook()
    instructions = workbook.active
    assert isinstance(instructions, Worksheet)
    _instruct(instructions)
    for layout in LAYOUTS:
        _lay_out(workbook.create_sheet(layout.sheet), layout)
    return workbook


def _instruct(sheet: Worksheet) -> None:
    sheet.title = "Petunjuk"
    sheet.sheet_view.showGridLines = False
    _write(sheet, 1, 1, "Templat rencana pagu", _TITLE)
    row = 3
    for number, rule in enumerate(_RULES, start=1):
        _write(sheet, row, 1, f"{number}.", _NORMAL)
        _write(sheet, row, 2, rule, _NORMAL)
        row += 1
    row += 1
    for column, label in enumerate(("Lembar", "Kolom", "Wajib", "Isi", "Pilihan"), start=1):
        _label(sheet, row, column, label, required=True)
    widths = (24, 20, 10, 70, 44)
    for cells in _field_rows():
        row += 1
        for column, text in enumerate(cells, start=1):
            _write(sheet, row, column, text, _NORMAL)
            sheet.cell(row, column).alignment = _WRAPPED
            sheet.cell(row, column).border = _BOX
        sheet.row_dimensions[row].height = row_height(zip(cells, widths, strict=True))
    for letter, width in zip("ABCDE", widths, strict=True):
        sheet.column_dimensions[letter].width = width
    _set_up_print(sheet)


def _field_rows() -> Iterator[tuple[str, str, str, str, str]]:
    for layout in LAYOUTS:
        name = f"{layout.sheet} (boleh tidak ada)" if layout.sheet in OPTIONAL else layout.sheet
        yield name, "", "", _PURPOSE[layout.sheet], ""
        for field in layout.fields:
            required = "ya" if field.required else "tidak"
            yield "", field.label, required, _hint(field), ", ".join(field.kind.choices)


def _hint(field: Field) -> str:
    """The field's hint, with what an empty cell means."""
    if field.required or field.default in (None, ""):
        return field.hint
    return f"{field.hint} Kosong berarti {field.kind.text(field.default)}."


def _lay_out(sheet: Worksheet, layout: Layout[Any]) -> None:
    _write(sheet, 1, 1, layout.sheet, _TITLE)
    _write(sheet, 2, 1, _PURPOSE[layout.sheet], _NORMAL)
    for column, field in enumerate(layout.fields, start=1):
        letter = get_column_letter(column)
        _write(sheet, HINT_ROW, column, ("Wajib. " if field.required else "") + _hint(field), _SMALL)
        sheet.cell(HINT_ROW, column).alignment = _WRAPPED
        _label(sheet, HEADER_ROW, column, field.label, required=field.required)
        _dress(sheet.cell(FIRST_ROW, column), field)
        # The column's own format is what Excel gives to the cells that are not there yet.
        sheet.column_dimensions[letter].number_format = field.kind.number_format
        sheet.column_dimensions[letter].width = _width(field)
        if rule := _validation(layout, field):
            rule.add(f"{letter}{FIRST_ROW}:{letter}{MOST_ROWS}")
            sheet.add_data_validation(rule)
    sheet.row_dimensions[HINT_ROW].height = 66
    sheet.row_dimensions[HEADER_ROW].height = 30
    sheet.freeze_panes = f"B{FIRST_ROW}"
    _set_up_print(sheet)
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"


def _dress(cell: Any, field: Field) -> None:
    cell.font, cell.border = _NORMAL, _BOX
    cell.number_format = field.kind.number_format
    cell.alignment = _WRAPPED if field.kind is entry.TEXT else Alignment(vertical="top")


# In characters, for what is longer than its label.
_WIDTHS = {
    "text": 70, "note": 50, "legal_basis": 50, "source": 50, "skpd": 38, "group": 26, "name": 26,
    "measure": 44, "target": 22, "nip": 24, "rank": 22, "position": 32,
    # The widest sheet: all of it must be read on one page.
    "programme": 22, "activity": 22, "unit": 22, "target_group": 24,
}  # fmt: skip


def _width(field: Field) -> int:
    return _WIDTHS.get(field.key, max(15, min(22, len(field.label) + 8)))


def _validation(layout: Layout[Any], field: Field) -> DataValidation | None:
    """A list to choose from; a wrong entry is only warned of, as the import explains it better."""
    if field.kind.choices:
        rule = DataValidation(type="list", formula1=f'"{",".join(field.kind.choices)}"')
    elif field.key == "group" and layout is not GROUPS:
        rule = DataValidation(type="list", formula1=f"{GROUPS.sheet}!$A${FIRST_ROW}:$A${MOST_ROWS}")
    else:
        return None
    rule.allow_blank = True
    rule.errorStyle = "warning"
    rule.errorTitle, rule.error = field.label, "Pilih dari daftar."
    return rule


def _set_up_print(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = FOLIO
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    footer = sheet.oddFooter
    assert footer is not None and footer.left is not None and footer.right is not None
    footer.left.text, footer.right.text = "&A", "Halaman &P dari &N"


def _write(sheet: Worksheet, row: int, column: int, text: str, font: Font) -> None:
    cell = sheet.cell(row, column, text)
    cell.font = font


def _label(sheet: Worksheet, row: int, column: int, text: str, *, required: bool) -> None:
    cell = sheet.cell(row, column, text)
    cell.font, cell.border, cell.alignment = _LABEL, _BOX, _CENTRED
    cell.fill = _REQUIRED if required else _OPTIONAL


def main(arguments: Iterable[str]) -> None:
    """Write the template to the path given, or to templates/rencana.xlsx here."""
    path = Path(next(iter(arguments), "templates/rencana.xlsx"))
    with replacing(path) as temporary:
        save(blank_template(), temporary, TEMPLATE_DATE)


if __name__ == "__main__":
    main(sys.argv[1:])
