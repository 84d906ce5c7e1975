"""The templates of RKA and DPA: a head, indicators, the rincian, and who signs."""

from collections.abc import Iterable, Sequence

from openpyxl import Workbook

from budget.period import MONTH_NAMES
from budget.workbook.forms import layouts
from budget.workbook.forms.drawing import (
    ALLOCATION,
    CELL,
    CENTRED,
    FIGURE,
    HEADER,
    PLAIN,
    RIGHT_TITLE,
    SECTION,
    TITLE,
    Drawing,
    Look,
    strong,
)
from budget.workbook.forms.layouts import BEFORE, MONTH_FIELDS
from budget.workbook.forms.template_parts import DOTS, GOVERNMENT, Cells, Columns, signature, team

_NOTES = 3
_HEAD_FIELDS = (
    ("Urusan Pemerintahan", "urusan"),
    ("Bidang Urusan", "bidang"),
    ("Unit Organisasi", "organisasi"),
    ("Sub Unit Organisasi", "sub_organisasi"),
    ("Program", "program"),
    ("Kegiatan", "kegiatan"),
    ("Sub Kegiatan", "sub_kegiatan"),
    ("SPM", "spm"),
    ("Jenis Layanan", "jenis_layanan"),
    ("Sumber Pendanaan", "sumber_dana"),
    ("Lokasi", "lokasi"),
    ("Waktu Pelaksanaan", "waktu"),
    ("Kelompok Sasaran", "sasaran"),
)
_HEAD_ALLOCATIONS = (
    ("Alokasi T-1 ({tahun_lalu})", "alokasi_lalu"),
    ("Alokasi T ({tahun})", "alokasi"),
    ("Alokasi T+1 ({tahun_depan})", "alokasi_depan"),
)
_GROUP = "[#] {kelompok}\nSumber Dana : {sumber_dana}"
_NOTE = "[-] {catatan}"
_ITEM = "{uraian}\nSpesifikasi : {spesifikasi}"
# The calculation once, and twice in a perubahan: widths, who signs, and the members of TAPD.
_SINGLE_WIDTHS = (20, 62, 27, 16, 15, 8, 19)
_SINGLE_SIGNED = (3, 7)
_SINGLE_TEAM = ((1, 1), (2, 2), (3, 3), (4, 5), (6, 7))
_DOUBLE_WIDTHS = (20, 50, 26, 15, 14, 7, 18, 26, 15, 14, 7, 18, 18)
_DOUBLE_SIGNED = (8, 13)
_DOUBLE_TEAM = ((1, 1), (2, 2), (3, 5), (6, 9), (10, 13))
_CALCULATION = ("Koefisien", "Satuan", "Harga (Rp)", "PPN", "Jumlah (Rp)")


def draw_rka() -> Workbook:
    page = Drawing(layouts.RKA.sheet, _SINGLE_WIDTHS, "Formulir RKA-BELANJA SKPD")
    page.put((6, 7), "Formulir RKA-BELANJA SKPD", RIGHT_TITLE)
    page.row += 1
    _budget_titles(page, "RENCANA KERJA DAN ANGGARAN")
    _budget_head(page, ())
    _single_detail(page)
    _signed(page, "kepala", "{kepala_jabatan}", _SINGLE_SIGNED)
    team(page, _SINGLE_TEAM)
    return page.finish()


def draw_rka_amended() -> Workbook:
    page = Drawing(layouts.RKA_AMENDED.sheet, _DOUBLE_WIDTHS, "Formulir RKA-BELANJA SKPD Perubahan")
    page.put((10, 13), "Formulir RKA-BELANJA SKPD Perubahan", RIGHT_TITLE)
    page.row += 1
    _budget_titles(page, "RENCANA KERJA DAN ANGGARAN PERUBAHAN")
    _budget_head(page, ())
    _double_detail(page)
    _signed(page, "kepala", "{kepala_jabatan}", _DOUBLE_SIGNED)
    team(page, _DOUBLE_TEAM)
    return page.finish()


def draw_dpa() -> Workbook:
    page = Drawing(layouts.DPA.sheet, _SINGLE_WIDTHS, "Formulir DPA-BELANJA SKPD")
    page.put((6, 7), "Formulir DPA-BELANJA SKPD", RIGHT_TITLE)
    page.row += 1
    _budget_titles(page, "DOKUMEN PELAKSANAAN ANGGARAN")
    _budget_head(page, (("Nomor DPA", "nomor_dpa"),))
    _single_detail(page)
    _spent_by_month(page, _SINGLE_SIGNED)
    team(page, _SINGLE_TEAM)
    return page.finish()


def draw_dpa_amended() -> Workbook:
    page = Drawing(layouts.DPA_AMENDED.sheet, _DOUBLE_WIDTHS, "Formulir DPPA-BELANJA SKPD")
    page.put((10, 13), "Formulir DPPA-BELANJA SKPD", RIGHT_TITLE)
    page.row += 1
    _budget_titles(page, "DOKUMEN PELAKSANAAN PERUBAHAN ANGGARAN")
    _budget_head(page, (("Nomor DPA", "nomor_dpa"),))
    _double_detail(page)
    _spent_by_month(page, _DOUBLE_SIGNED)
    team(page, _DOUBLE_TEAM)
    return page.finish()


def _budget_titles(page: Drawing, first: str) -> None:
    page.across(first, TITLE)
    page.across("SATUAN KERJA PERANGKAT DAERAH", TITLE)
    page.across("Rincian Anggaran Belanja Menurut Program, Kegiatan dan Sub Kegiatan", TITLE)
    page.across(GOVERNMENT, TITLE)
    page.row += 1


def _budget_head(page: Drawing, before: Iterable[tuple[str, str]]) -> None:
    for label, name in (*before, *_HEAD_FIELDS):
        _named(page, label, name, CELL)
    for label, name in _HEAD_ALLOCATIONS:
        _named(page, label, name, ALLOCATION)
    page.row += 1
    page.across("Indikator dan Tolok Ukur Kinerja Kegiatan", SECTION)
    columns = ((1, 1), (2, 2), (3, page.last))
    page.table_head(("Indikator", "Tolok Ukur Kinerja", "Target Kinerja"), columns)
    cells = [("{indikator}", CELL), ("{tolok_ukur}", CELL), ("{target}", CELL)]
    page.prototype("baris_indikator", cells, columns)
    page.row += 1


def _named(page: Drawing, label: str, name: str, look: Look) -> None:
    page.put((1, 1), label, CELL)
    page.put((2, page.last), "", look, name)
    page.row += 1


def _single_detail(page: Drawing) -> None:
    page.across("Rincian Anggaran Belanja Kegiatan Satuan Kerja Perangkat Daerah", SECTION)
    columns = tuple((column, column) for column in range(1, page.last + 1))
    page.table_head(("Kode Rekening", "Uraian", *_CALCULATION), columns)
    page.titles(page.row - 1, page.row - 1)
    _detail_rows(page, columns, ("",), ())


def _double_detail(page: Drawing) -> None:
    page.across("Rincian Perubahan Anggaran Belanja Kegiatan Satuan Kerja Perangkat Daerah", SECTION)
    for place, label in (
        ((1, 2), ""),
        ((3, 7), "Sebelum Perubahan ({sebelum})"),
        ((8, 12), "Sesudah Perubahan"),
    ):
        page.put(place, label, HEADER)
    page.put((13, 13), "", HEADER)
    page.row += 1
    columns = tuple((column, column) for column in range(1, page.last + 1))
    labels = ("Kode Rekening", "Uraian", *_CALCULATION, *_CALCULATION, "Bertambah/(Berkurang)")
    page.table_head(labels, columns)
    page.titles(page.row - 2, page.row - 1)
    _detail_rows(page, columns, (BEFORE, ""), ("{selisih}",))


def _detail_rows(page: Drawing, columns: Columns, ends: Sequence[str], more: Sequence[str]) -> None:
    """The prototypes; `ends` of the names of their calculations, and `more` figures after them."""

    def heading(code: str, text: str, look: Look, figure: Look) -> Cells:
        cells: Cells = [(code, look), (text, look)]
        for end in ends:
            cells += [("", look)] * 4 + [(f"{{jumlah{end}}}", figure)]
        return cells + [(text, figure) for text in more]

    def calculated(text: str) -> Cells:
        cells: Cells = [("", CELL), (text, CELL)]
        for end in ends:
            cells += [(f"{{koefisien{end}}}", CELL), (f"{{satuan{end}}}", CELL)]
            cells += [(f"{{{name}{end}}}", FIGURE) for name in ("harga", "ppn", "jumlah")]
        return cells + [(text, FIGURE) for text in more]

    bold, amount = strong(CELL), strong(FIGURE)
    light, sum_of = strong(CELL, shaded=False), strong(FIGURE, shaded=False)
    page.prototype("baris_akun", heading("{kode}", "{uraian}", bold, amount), columns)
    page.prototype("baris_kelompok", heading("", _GROUP, light, sum_of), columns)
    page.prototype("baris_catatan", heading("", _NOTE, CELL, FIGURE), columns)
    page.prototype("baris_item", calculated(_ITEM), columns)
    page.prototype("baris_sisa", calculated("{uraian}"), columns)
    page.prototype("baris_jumlah", heading("", "Jumlah Anggaran Sub Kegiatan", bold, amount), columns)
    page.row += 1


def _signed(page: Drawing, prefix: str, title: str, columns: tuple[int, int]) -> None:
    """Pembahasan on the left, the signature on the right."""
    first = page.row
    notes = [
        "Pembahasan",
        f"Tanggal : {DOTS}",
        "Catatan :",
        *(f"{n}. {DOTS}" for n in range(1, _NOTES + 1)),
    ]
    _beside(page, [(note, PLAIN) for note in notes], (1, 2), signature(prefix, title), columns)
    page.block("tanda_tangan", first)
    page.row += 1


def _beside(
    page: Drawing, left: Cells, left_columns: tuple[int, int], right: Cells, right_columns: tuple[int, int]
) -> None:
    for at in range(max(len(left), len(right))):
        for lines, columns in ((left, left_columns), (right, right_columns)):
            if at < len(lines):
                page.put(columns, *lines[at])
        page.row += 1


def _spent_by_month(page: Drawing, signed: tuple[int, int]) -> None:
    """The twelve months of a DPA on the left, the treasurer on the right."""
    first = page.row
    page.across("Rencana Realisasi Belanja per Bulan", SECTION)
    page.put((1, 1), "Bulan", HEADER)
    page.put((2, 2), "Jumlah (Rp)", HEADER)
    page.row += 1
    dated, *others = signature("ppkd", "{ppkd_jabatan}")
    right: Cells = [("", PLAIN), dated, ("Mengesahkan,", CENTRED), ("PPKD", CENTRED), *others]
    months = [*zip(MONTH_NAMES, MONTH_FIELDS, strict=True), ("Jumlah", "jumlah_bulan")]
    for at, (label, name) in enumerate(months):
        is_total = at == len(MONTH_FIELDS)
        page.put((1, 1), label, strong(CELL) if is_total else CELL)
        page.put((2, 2), "", strong(FIGURE) if is_total else FIGURE, name)
        if at < len(right):
            page.put(signed, *right[at])
        page.row += 1
    page.block("tanda_tangan", first)
    page.row += 1
