"""The template of the nominative list's cover: the groups that it counts, controls, and who signs."""

from openpyxl import Workbook

from budget.workbook.council.styles import DIFFERENCE
from budget.workbook.forms.drawing import CELL, FIGURE, PLAIN, SECTION, TITLE, Drawing, Look, strong
from budget.workbook.forms.nominative_layout import NOMINATIVE
from budget.workbook.forms.template_parts import signed_alone

_WIDTHS = (34, 22, 18, 18, 14, 34)
_LABELS = ("Kelompok", "Sumber orang", "Dalam daftar", "Dalam proyeksi", "Selisih", "Lembar")
_CONTROLS = (
    ("Orang menurut proyeksi {bulan}", "orang_proyeksi"),
    ("Baris pada lembar kelompok – rekapitulasi", "kontrol_baris"),
    ("Rekapitulasi – proyeksi bulan ini", "kontrol_proyeksi"),
    ("Daftar – proyeksi per desa, kelompok menurut daftar", "kontrol_desa"),
)
# Red, whichever way it is not 0.
_ZERO = Look(boxed=True, align="right", number_format=DIFFERENCE, indent=1)


def draw_nominative() -> Workbook:
    page = Drawing(NOMINATIVE.sheet, _WIDTHS, "Daftar Nominatif", owner="{pemda}")
    page.across("DAFTAR NOMINATIF PESERTA", TITLE)
    page.across("Pemerintah {pemda}", TITLE)
    page.across("{bulan}", TITLE)
    page.row += 1
    page.across("{keterangan}", PLAIN)
    page.row += 1
    _counts(page)
    _controls(page)
    page.across("{catatan}", PLAIN)
    signed_alone(page, (5, 6))
    return page.finish()


def _counts(page: Drawing) -> None:
    columns = tuple((column, column) for column in range(1, page.last + 1))
    page.table_head(_LABELS, columns)
    page.titles(page.row - 1, page.row - 1)
    counted = [("{dalam_daftar}", FIGURE), ("{dalam_proyeksi}", FIGURE), ("{selisih}", _ZERO)]
    summed = [(text, strong(look)) for text, look in counted]
    page.prototype(
        "baris_kelompok",
        [("{kelompok}", CELL), ("{sumber_orang}", CELL), *counted, ("{lembar}", CELL)],
        columns,
    )
    page.prototype(
        "baris_jumlah", [("Jumlah", strong(CELL)), ("", strong(CELL)), *summed, ("", strong(CELL))], columns
    )
    page.row += 1


def _controls(page: Drawing) -> None:
    first = page.row
    page.across("Kontrol (harus 0)", SECTION)
    for label, name in _CONTROLS:
        page.put((1, 2), label, CELL)
        page.put((3, 3), "", _ZERO if name.startswith("kontrol") else FIGURE, name)
        page.row += 1
    page.block("kontrol", first)
    page.row += 1
