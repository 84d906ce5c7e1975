"""The templates of the official forms: `python -m budget.workbook.form_templates`.

An officer may restyle them; layout, order and wording are those of Permendagri 77/2020.
"""

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from openpyxl import Workbook

from budget.period import MONTH_NAMES
from budget.workbook.files import replacing
from budget.workbook.forms import layouts
from budget.workbook.forms.drawing import (
    ALLOCATION,
    CELL,
    CENTRED,
    FIGURE,
    HEADER,
    MIDDLE,
    PLAIN,
    RIGHT_TITLE,
    SECTION,
    SHARE,
    SIGNED,
    TITLE,
    Drawing,
    Look,
    strong,
)
from budget.workbook.forms.layouts import BEFORE, MONTH_FIELDS, QUARTER_FIELDS, FormLayout
from budget.workbook.plan_template import TEMPLATE_DATE
from budget.workbook.stamping import save

_DOTS = "………………………"
_GOVERNMENT = "Pemerintah {pemda} Tahun Anggaran {tahun}"
_DATED = "………………, ……………………… {tahun}"
_TEAM_ROW = 24.0
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
    ("Alokasi Tahun {tahun_lalu} (T-1)", "alokasi_lalu"),
    ("Alokasi Tahun {tahun} (T)", "alokasi"),
    ("Alokasi Tahun {tahun_depan} (T+1)", "alokasi_depan"),
)
_GROUP = "[#] {kelompok}\nSumber Dana : {sumber_dana}"
_NOTE = "[-] {catatan}"
_ITEM = "{uraian}\nSpesifikasi : {spesifikasi}"
_CALCULATION = ("Koefisien", "Satuan", "Harga (Rp)", "PPN", "Jumlah (Rp)")

Columns = Sequence[tuple[int, int]]
Cells = list[tuple[str, Look]]


def form_templates() -> dict[str, Workbook]:
    """Every template by the name of its file."""
    drawn: dict[FormLayout, Callable[[], Workbook]] = {
        layouts.RKA: _rka,
        layouts.RKA_AMENDED: _rka_amended,
        layouts.DPA: _dpa,
        layouts.CASH_PLAN: _cash_plan,
        layouts.LRA: _lra,
        layouts.RECAP: _recap,
        layouts.PRICE_PROPOSAL: _price_proposal,
    }
    return {layout.template: draw() for layout, draw in drawn.items()}


def _rka() -> Workbook:
    page = Drawing(layouts.RKA.sheet, (20, 62, 27, 16, 15, 8, 19), "Formulir RKA-BELANJA SKPD")
    page.put((6, 7), "Formulir RKA-BELANJA SKPD", RIGHT_TITLE)
    page.row += 1
    _budget_titles(page, "RENCANA KERJA DAN ANGGARAN")
    _budget_head(page, ())
    _single_detail(page)
    _signed(page, "kepala", "{kepala_jabatan}", (3, 7))
    _team(page, ((1, 1), (2, 2), (3, 3), (4, 5), (6, 7)))
    return page.finish()


def _rka_amended() -> Workbook:
    widths = (20, 50, 26, 15, 14, 7, 18, 26, 15, 14, 7, 18, 18)
    page = Drawing(layouts.RKA_AMENDED.sheet, widths, "Formulir RKA-BELANJA SKPD Perubahan")
    page.put((10, 13), "Formulir RKA-BELANJA SKPD Perubahan", RIGHT_TITLE)
    page.row += 1
    _budget_titles(page, "RENCANA KERJA DAN ANGGARAN PERUBAHAN")
    _budget_head(page, ())
    _double_detail(page)
    _signed(page, "kepala", "{kepala_jabatan}", (8, 13))
    _team(page, ((1, 1), (2, 2), (3, 5), (6, 9), (10, 13)))
    return page.finish()


def _dpa() -> Workbook:
    page = Drawing(layouts.DPA.sheet, (20, 62, 27, 16, 15, 8, 19), "Formulir DPA-BELANJA SKPD")
    page.put((6, 7), "Formulir DPA-BELANJA SKPD", RIGHT_TITLE)
    page.row += 1
    _budget_titles(page, "DOKUMEN PELAKSANAAN ANGGARAN")
    _budget_head(page, (("Nomor DPA", "nomor_dpa"),))
    _single_detail(page)
    _spent_by_month(page)
    _team(page, ((1, 1), (2, 2), (3, 3), (4, 5), (6, 7)))
    return page.finish()


def _budget_titles(page: Drawing, first: str) -> None:
    page.across(first, TITLE)
    page.across("SATUAN KERJA PERANGKAT DAERAH", TITLE)
    page.across("Rincian Anggaran Belanja Menurut Program, Kegiatan dan Sub Kegiatan", TITLE)
    page.across(_GOVERNMENT, TITLE)
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
        f"Tanggal : {_DOTS}",
        "Catatan :",
        *(f"{n}. {_DOTS}" for n in range(1, _NOTES + 1)),
    ]
    _beside(page, [(note, PLAIN) for note in notes], (1, 2), _signature(prefix, title), columns)
    page.block("tanda_tangan", first)
    page.row += 1


def _signature(prefix: str, title: str, first: str = _DATED) -> Cells:
    return [
        (first, CENTRED),
        (title, CENTRED),
        ("", CENTRED),
        ("", CENTRED),
        ("", CENTRED),
        (f"{{{prefix}_nama}}", SIGNED),
        (f"{{{prefix}_pangkat}}", CENTRED),
        (f"NIP {{{prefix}_nip}}", CENTRED),
    ]


def _beside(
    page: Drawing, left: Cells, left_columns: tuple[int, int], right: Cells, right_columns: tuple[int, int]
) -> None:
    for at in range(max(len(left), len(right))):
        for lines, columns in ((left, left_columns), (right, right_columns)):
            if at < len(lines):
                page.put(columns, *lines[at])
        page.row += 1


def _spent_by_month(page: Drawing) -> None:
    """The twelve months of a DPA on the left, the treasurer on the right."""
    first = page.row
    page.across("Rencana Realisasi Belanja per Bulan", SECTION)
    page.put((1, 1), "Bulan", HEADER)
    page.put((2, 2), "Jumlah (Rp)", HEADER)
    page.row += 1
    right: Cells = [
        ("", PLAIN),
        (_DATED, CENTRED),
        ("Mengesahkan,", CENTRED),
        *_signature("ppkd", "", "PPKD")[:1],
    ]
    right += [("{ppkd_jabatan}", CENTRED), *_signature("ppkd", "")[2:]]
    months = [*zip(MONTH_NAMES, MONTH_FIELDS, strict=True), ("Jumlah", "jumlah_bulan")]
    for at, (label, name) in enumerate(months):
        is_total = at == len(MONTH_FIELDS)
        page.put((1, 1), label, strong(CELL) if is_total else CELL)
        page.put((2, 2), "", strong(FIGURE) if is_total else FIGURE, name)
        if at < len(right):
            page.put((3, 7), *right[at])
        page.row += 1
    page.block("tanda_tangan", first)
    page.row += 1


def _team(page: Drawing, columns: Columns) -> None:
    first = page.row
    page.across("Tim Anggaran Pemerintah Daerah", SECTION)
    page.table_head(("No", "Nama", "NIP", "Jabatan", "Tanda Tangan"), columns)
    cells = [("{no}", MIDDLE), ("{nama}", CELL), ("{nip}", CELL), ("{jabatan}", CELL), ("", CELL)]
    page.prototype("baris_tapd", cells, columns, _TEAM_ROW)
    page.block("tapd", first)


def _short_head(page: Drawing, first: str, *lines: str) -> None:
    page.across(first, TITLE)
    for line in (_GOVERNMENT, *lines):
        page.across(line, TITLE)
    page.row += 1


def _labelled(page: Drawing, label: str, name: str) -> None:
    page.put((1, 1), label, PLAIN)
    page.put((2, page.last), "", PLAIN, name)
    page.row += 1


def _signed_alone(page: Drawing, columns: tuple[int, int]) -> None:
    page.row += 1
    first = page.row
    for text, look in _signature("kepala", "{kepala_jabatan}"):
        page.put(columns, text, look)
        page.row += 1
    page.block("tanda_tangan", first)


def _cash_plan() -> Workbook:
    widths = (19, 36, 18, *((15, 15, 15, 16) * 4))
    page = Drawing(layouts.CASH_PLAN.sheet, widths, "Anggaran Kas")
    _short_head(page, "ANGGARAN KAS")
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
    _signed_alone(page, (14, 19))
    return page.finish()


def _lra() -> Workbook:
    page = Drawing(layouts.LRA.sheet, (14, 20, 56, 19, 19, 19, 19, 10, 19), "Laporan Realisasi Anggaran")
    _short_head(page, "LAPORAN REALISASI ANGGARAN BELANJA", "sampai dengan {bulan}")
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
    _signed_alone(page, (6, 9))
    return page.finish()


def _recap() -> Workbook:
    widths = (9, 8, 9, 10, 9, 46, 16, 22, *((18,) * 7))
    page = Drawing(layouts.RECAP.sheet, widths, "Formulir Rekapitulasi RKA-BELANJA SKPD")
    page.put((11, 15), "Formulir Rekapitulasi RKA-BELANJA SKPD", RIGHT_TITLE)
    page.row += 1
    _short_head(
        page,
        "RENCANA KERJA DAN ANGGARAN",
        "SATUAN KERJA PERANGKAT DAERAH",
        "Rekapitulasi Anggaran Belanja Berdasarkan Program, Kegiatan dan Sub Kegiatan",
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
    _signed_alone(page, (11, 15))
    return page.finish()


def _price_proposal() -> Workbook:
    page = Drawing(layouts.PRICE_PROPOSAL.sheet, (6, 52, 70, 18, 18, 24), "Usulan Standar Harga")
    _short_head(page, "USULAN STANDAR HARGA")
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


def main(arguments: Iterable[str]) -> None:
    """Write all templates to the folder given, or to templates/ here."""
    folder = Path(next(iter(arguments), "templates"))
    for name, workbook in form_templates().items():
        with replacing(folder / f"{name}.xlsx") as temporary:
            save(workbook, temporary, TEMPLATE_DATE)


if __name__ == "__main__":
    main(sys.argv[1:])
