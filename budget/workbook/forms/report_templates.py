"""The templates of anggaran kas, LRA, rekapitulasi and usulan standar harga: one table each."""

from collections.abc import Callable, Sequence

from openpyxl import Workbook

from budget.period import MONTH_NAMES
from budget.workbook.forms import layouts
from budget.workbook.forms.drawing import (
    CELL,
    FIGURE,
    HEADER,
    MIDDLE,
    PLAIN,
    RIGHT_TITLE,
    SHARE,
    TITLE,
    Drawing,
    Look,
    strong,
)
from budget.workbook.forms.layouts import MONTH_FIELDS, QUARTER_FIELDS
from budget.workbook.forms.template_parts import GOVERNMENT, Cells, signed_alone


def draw_cash_plan() -> Workbook:
    widths = (18, 32, 17, *((15, 15, 15, 16) * 4))
    page = Drawing(layouts.CASH_PLAN.sheet, widths, "Anggaran Kas")
    _titles(page, "ANGGARAN KAS", GOVERNMENT)
    _labelled(page, "SKPD", "skpd")
    _labelled(page, "Sub Kegiatan", "sub_kegiatan")
    page.row += 1
    labels, fields = ["Kode Rekening", "Uraian", "Anggaran (Rp)"], ["anggaran"]
    for quarter, field in enumerate(QUARTER_FIELDS):
        labels += [*MONTH_NAMES[3 * quarter : 3 * quarter + 3], f"Triwulan {'I' * (quarter + 1)}"]
        fields += [*MONTH_FIELDS[3 * quarter : 3 * quarter + 3], field]
    labels[-1] = "Triwulan IV"
    columns = tuple((column, column) for column in range(1, page.last + 1))
    page.table_head(labels, columns)
    page.titles(page.row - 1, page.row - 1)

    def row(code: str, text: str, look: Look, figure: Look) -> Cells:
        return [(code, look), (text, look), *((f"{{{field}}}", figure) for field in fields)]

    page.prototype("baris_akun", row("{kode}", "{uraian}", strong(CELL), strong(FIGURE)), columns)
    page.prototype("baris_rincian", row("", "{uraian}", CELL, FIGURE), columns)
    page.prototype("baris_jumlah", row("", "Jumlah", strong(CELL), strong(FIGURE)), columns)
    signed_alone(page, (14, 19))
    return page.finish()


def draw_lra() -> Workbook:
    page = Drawing(layouts.LRA.sheet, (14, 20, 56, 19, 19, 19, 19, 10, 19), "Laporan Realisasi Anggaran")
    _titles(page, "LAPORAN REALISASI ANGGARAN BELANJA", GOVERNMENT, "sampai dengan {bulan}")
    _labelled(page, "SKPD", "skpd")
    _labelled(page, "Sub Kegiatan", "sub_kegiatan")
    page.row += 1
    columns = tuple((column, column) for column in range(1, page.last + 1))
    first = page.row
    for place in ((1, 1), (2, 2), (3, 3), (4, 4), (9, 9)):
        page.put(place, "", HEADER)
    page.put((5, 8), "Realisasi", HEADER)
    page.row += 1
    labels = (
        "No", "Kode Rekening", "Uraian", "Anggaran (Rp)", "s.d. Periode Lalu (Rp)", "Periode Ini (Rp)",
        "s.d. Periode Ini (Rp)", "%", "Lebih/(Kurang) (Rp)",
    )  # fmt: skip
    page.table_head(labels, columns)
    page.titles(first, page.row - 1)

    def row(number: str, code: str, text: str, bold: Callable[[Look], Look]) -> Cells:
        figures = [(f"{{{name}}}", bold(FIGURE)) for name in ("anggaran", "sd_lalu", "periode_ini", "sd_ini")]
        last = [("{persen}", bold(SHARE)), ("{selisih}", bold(FIGURE))]
        return [(number, bold(MIDDLE)), (code, bold(CELL)), (text, bold(CELL)), *figures, *last]

    page.prototype("baris_akun", row("{no}", "{kode}", "{uraian}", strong), columns)
    page.prototype("baris_rincian", row("", "", "{uraian}", lambda look: look), columns)
    page.prototype("baris_jumlah", row("", "", "Jumlah", strong), columns)
    signed_alone(page, (6, 9))
    return page.finish()


def draw_recap() -> Workbook:
    widths = (9, 8, 9, 10, 9, 46, 16, 22, *((18,) * 7))
    page = Drawing(layouts.RECAP.sheet, widths, "Formulir Rekapitulasi RKA-BELANJA SKPD")
    page.put((11, 15), "Formulir Rekapitulasi RKA-BELANJA SKPD", RIGHT_TITLE)
    page.row += 1
    _titles(
        page,
        "RENCANA KERJA DAN ANGGARAN",
        "SATUAN KERJA PERANGKAT DAERAH",
        "Rekapitulasi Anggaran Belanja Berdasarkan Program, Kegiatan dan Sub Kegiatan",
        GOVERNMENT,
        "{skpd}",
    )
    first = page.row
    for place, label in (((1, 5), "Kode"), ((6, 6), ""), ((7, 7), ""), ((8, 8), ""), ((9, 9), "T-1")):
        page.put(place, label, HEADER)
    page.put((10, 14), "T (Tahun {tahun})", HEADER)
    page.put((15, 15), "T+1", HEADER)
    page.row += 1
    labels = (
        "Urusan", "Bidang", "Program", "Kegiatan", "Sub", "Uraian", "Sumber Dana", "Lokasi",
        "Tahun {tahun_lalu} (Rp)", "Operasi (Rp)", "Modal (Rp)", "Tidak Terduga (Rp)", "Transfer (Rp)",
        "Jumlah (Rp)", "Tahun {tahun_depan} (Rp)",
    )  # fmt: skip
    columns = tuple((column, column) for column in range(1, page.last + 1))
    page.table_head(labels, columns)
    page.titles(first, page.row - 1)

    def row(texts: Sequence[str], look: Look, figure: Look) -> Cells:
        names = ("tahun_lalu", *layouts.KIND_FIELDS, "jumlah", "tahun_depan")
        return [*((text, look) for text in texts), *((f"{{{name}}}", figure) for name in names)]

    codes = [f"{{{name}}}" for name in layouts.CODE_FIELDS]
    bold, amount = strong(CELL), strong(FIGURE)
    page.prototype("baris_program", row([*codes, "{uraian}", "", ""], bold, amount), columns)
    leaf = row([*codes, "{uraian}", "{sumber_dana}", "{lokasi}"], CELL, FIGURE)
    page.prototype("baris_sub_kegiatan", leaf, columns)
    page.prototype("baris_jumlah", row([""] * 5 + ["Jumlah", "", ""], bold, amount), columns)
    signed_alone(page, (11, 15))
    return page.finish()


def draw_price_proposal() -> Workbook:
    page = Drawing(layouts.PRICE_PROPOSAL.sheet, (6, 52, 70, 18, 18, 24), "Usulan Standar Harga")
    _titles(page, "USULAN STANDAR HARGA", GOVERNMENT)
    columns = tuple((column, column) for column in range(1, page.last + 1))
    labels = ("No", "Uraian", "Spesifikasi", "Satuan", "Harga (Rp)", "Kode Rekening")
    page.table_head(labels, columns)
    page.titles(page.row - 1, page.row - 1)
    cells = [
        ("{no}", MIDDLE), ("{uraian}", CELL), ("{spesifikasi}", CELL), ("{satuan}", CELL),
        ("{harga}", FIGURE), ("{kode}", CELL),
    ]  # fmt: skip
    page.prototype("baris_harga", cells, columns)
    return page.finish()


def _titles(page: Drawing, *lines: str) -> None:
    for line in lines:
        page.across(line, TITLE)
    page.row += 1


def _labelled(page: Drawing, label: str, name: str) -> None:
    page.put((1, 1), label, PLAIN)
    page.put((2, page.last), "", PLAIN, name)
    page.row += 1
