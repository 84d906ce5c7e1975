"""What the template of the nominative list's cover may hold; and all templates that are checked alike."""

from budget.workbook.forms.layouts import CHIEF, DETAIL, FORM_LAYOUTS, Fields, FormLayout, RowKind, Table

_COUNTED = ("dalam_daftar", "dalam_proyeksi", "selisih")
_CONTROLS = ("orang_proyeksi", "kontrol_baris", "kontrol_proyeksi", "kontrol_desa")
_SAID = ("pemda", "bulan", "keterangan", "catatan")
NOMINATIVE = FormLayout(
    "nominatif",
    "Sampul",
    "Sampul daftar nominatif: kop, jumlah per kelompok, kontrol, tanda tangan",
    Fields(
        (*_SAID, "tahun", "laporan", "skpd", *CHIEF),
        _CONTROLS,
        (*_SAID, *_CONTROLS, "kepala_nama", "kepala_nip"),
    ),
    (
        Table(
            DETAIL,
            (
                RowKind(
                    "baris_kelompok",
                    Fields(
                        ("kelompok", "sumber_orang", "lembar"),
                        _COUNTED,
                        ("kelompok", "sumber_orang", *_COUNTED),
                    ),
                ),
                RowKind("baris_jumlah", Fields((), _COUNTED, _COUNTED)),
            ),
        ),
    ),
)
# The official forms, and the cover of what is no form.
TEMPLATE_LAYOUTS = (*FORM_LAYOUTS, NOMINATIVE)
