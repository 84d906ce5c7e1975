"""What each form's template may hold, and without what it is of no use.

Single values are cells with a defined name, or ``{fields}`` in texts. Rows of tables are prototypes: a
defined name over a row whose cells hold ``{fields}``.
"""

from dataclasses import dataclass

from budget.period import MONTH_NAMES

MONTH_FIELDS = tuple(name.casefold() for name in MONTH_NAMES)
QUARTER_FIELDS = ("tw1", "tw2", "tw3", "tw4")
# A defined name that begins so lies over rows that are to stay on one page.
BLOCK_PREFIX = "blok_"


@dataclass(frozen=True, slots=True)
class Fields:
    """Names of texts, which may stand within others, and of figures, which have a cell of their own."""

    texts: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()

    @property
    def known(self) -> tuple[str, ...]:
        return self.texts + self.figures


@dataclass(frozen=True, slots=True)
class RowKind:
    """A kind of row by the defined name of its prototype."""

    name: str
    fields: Fields


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that stand together; each of their prototypes is needed, in any order."""

    name: str
    rows: tuple[RowKind, ...]


@dataclass(frozen=True, slots=True)
class FormLayout:
    """A template by the name of its file, without ``.xlsx``, and of its sheet."""

    template: str
    sheet: str
    purpose: str
    fields: Fields
    tables: tuple[Table, ...]

    @property
    def rows(self) -> dict[str, Table]:
        """The table of each kind of row."""
        return {row.name: table for table in self.tables for row in table.rows}

    @property
    def kinds(self) -> dict[str, RowKind]:
        return {row.name: row for table in self.tables for row in table.rows}


DETAIL, INDICATORS, TEAM = "rincian", "indikator", "tapd"

_HEAD = ("pemda", "tahun", "tahun_lalu", "tahun_depan", "skpd", "laporan", "tahap")
_SUB_ACTIVITY = (
    "urusan", "bidang", "organisasi", "sub_organisasi", "program", "kegiatan", "sub_kegiatan", "spm",
    "jenis_layanan", "sumber_dana", "lokasi", "waktu", "sasaran",
)  # fmt: skip
# Who signs for an SKPD.
CHIEF = ("kepala_jabatan", "kepala_nama", "kepala_pangkat", "kepala_nip")
_TREASURER = ("ppkd_jabatan", "ppkd_nama", "ppkd_pangkat", "ppkd_nip")
_ALLOCATIONS = ("alokasi_lalu", "alokasi", "alokasi_depan")

_INDICATORS = Table(
    INDICATORS,
    (
        RowKind(
            "baris_indikator",
            Fields(("indikator", "tolok_ukur", "target"), needed=("indikator", "tolok_ukur", "target")),
        ),
    ),
)
_TEAM = Table(
    TEAM,
    (RowKind("baris_tapd", Fields(("no", "nama", "nip", "jabatan"), needed=("nama", "nip", "jabatan"))),),
)
_CALCULATION = ("koefisien", "satuan", "harga", "ppn", "jumlah")
BEFORE = "_lama"
_CALCULATION_BEFORE = tuple(name + BEFORE for name in _CALCULATION)


def _detail(texts: tuple[str, ...], figures: tuple[str, ...], sums: tuple[str, ...]) -> Table:
    """Accounts of every level, [#] groups, [-] notes, items, the rest, and the total."""

    def kind(name: str, fields: tuple[str, ...], needed: tuple[str, ...] = ()) -> RowKind:
        return RowKind(name, Fields(fields, sums, needed + sums))

    item = Fields(("uraian", "spesifikasi", *texts), figures, ("uraian", "spesifikasi", *texts, *figures))
    rest = Fields(("uraian", *texts), figures, ("uraian", *sums))
    return Table(
        DETAIL,
        (
            kind("baris_akun", ("kode", "uraian"), ("kode", "uraian")),
            kind("baris_kelompok", ("kelompok", "sumber_dana"), ("kelompok", "sumber_dana")),
            kind("baris_catatan", ("catatan",), ("catatan",)),
            RowKind("baris_item", item),
            RowKind("baris_sisa", rest),
            kind("baris_jumlah", ()),
        ),
    )


_PLAIN_DETAIL = _detail(_CALCULATION[:2], _CALCULATION[2:], ("jumlah",))
_DOUBLE_DETAIL = _detail(
    _CALCULATION_BEFORE[:2] + _CALCULATION[:2],
    (*_CALCULATION_BEFORE[2:], *_CALCULATION[2:], "selisih"),
    ("jumlah_lama", "jumlah", "selisih"),
)


def _budget_fields(signs: tuple[str, ...], *others: str, figures: tuple[str, ...] = ()) -> Fields:
    texts = (*_HEAD, *others, *_SUB_ACTIVITY, *signs)
    needed = ("pemda", "tahun", *others, *_SUB_ACTIVITY, *_ALLOCATIONS, *figures, signs[1], signs[3])
    return Fields(texts, _ALLOCATIONS + figures, needed)


RKA = FormLayout(
    "rka",
    "RKA",
    "RKA-BELANJA SKPD: rincian anggaran belanja per sub-kegiatan",
    _budget_fields(CHIEF),
    (_INDICATORS, _PLAIN_DETAIL, _TEAM),
)
RKA_AMENDED = FormLayout(
    "rka-perubahan",
    "RKA Perubahan",
    "RKA-BELANJA SKPD pada perubahan: sebelum, sesudah, bertambah/(berkurang)",
    _budget_fields(CHIEF, "sebelum"),
    (_INDICATORS, _DOUBLE_DETAIL, _TEAM),
)
DPA = FormLayout(
    "dpa",
    "DPA",
    "DPA-BELANJA SKPD: rincian menurut pagu, dan rencana realisasi belanja per bulan",
    _budget_fields(_TREASURER, "nomor_dpa", figures=(*MONTH_FIELDS, "jumlah_bulan")),
    (_INDICATORS, _PLAIN_DETAIL, _TEAM),
)

# Title and number are those of DPPA that regencies published in 2022; of its layout no decree was found, so
# it is that of a DPA with the calculation twice, as in an RKA of a perubahan.
DPA_AMENDED = FormLayout(
    "dpa-perubahan",
    "DPPA",
    "DPA-BELANJA SKPD pada perubahan (DPPA): sebelum, sesudah, bertambah/(berkurang)",
    _budget_fields(_TREASURER, "nomor_dpa", "sebelum", figures=(*MONTH_FIELDS, "jumlah_bulan")),
    (_INDICATORS, _DOUBLE_DETAIL, _TEAM),
)

_CASH = ("anggaran", *MONTH_FIELDS, *QUARTER_FIELDS)
_SHORT = (*_HEAD, "sub_kegiatan", *CHIEF)
_SHORT_NEEDED = ("pemda", "tahun", "skpd", "sub_kegiatan", "kepala_nama", "kepala_nip")
CASH_PLAN = FormLayout(
    "anggaran-kas",
    "Anggaran Kas",
    "Anggaran kas: pagu setiap rekening menurut bulan dan triwulan",
    Fields(_SHORT, needed=_SHORT_NEEDED),
    (
        Table(
            DETAIL,
            (
                RowKind("baris_akun", Fields(("kode", "uraian"), _CASH, ("kode", "uraian", *_CASH))),
                RowKind("baris_rincian", Fields(("uraian",), _CASH, ("uraian", *_CASH))),
                RowKind("baris_jumlah", Fields((), _CASH, _CASH)),
            ),
        ),
    ),
)
_REALISED = ("anggaran", "sd_lalu", "periode_ini", "sd_ini", "persen", "selisih")
LRA = FormLayout(
    "lra",
    "LRA",
    "Laporan realisasi anggaran belanja sampai satu bulan",
    Fields((*_SHORT, "bulan", "bulan_lalu"), needed=(*_SHORT_NEEDED, "bulan")),
    (
        Table(
            DETAIL,
            (
                RowKind(
                    "baris_akun", Fields(("no", "kode", "uraian"), _REALISED, ("kode", "uraian", *_REALISED))
                ),
                RowKind("baris_rincian", Fields(("uraian",), _REALISED, ("uraian", *_REALISED))),
                RowKind("baris_jumlah", Fields((), _REALISED, _REALISED)),
            ),
        ),
    ),
)
CODE_FIELDS = ("kode_urusan", "kode_bidang", "kode_program", "kode_kegiatan", "kode_sub_kegiatan")
KIND_FIELDS = ("operasi", "modal", "tidak_terduga", "transfer")
_RECAP = ("tahun_lalu", *KIND_FIELDS, "jumlah", "tahun_depan")
RECAP = FormLayout(
    "rekap",
    "Rekapitulasi",
    "Rekapitulasi RKA-BELANJA SKPD menurut program, kegiatan, dan sub-kegiatan",
    Fields((*_HEAD, *CHIEF), needed=("pemda", "tahun", "skpd", "kepala_nama", "kepala_nip")),
    (
        Table(
            DETAIL,
            (
                RowKind(
                    "baris_program",
                    Fields((*CODE_FIELDS, "uraian"), _RECAP, (*CODE_FIELDS, "uraian", *_RECAP)),
                ),
                RowKind(
                    "baris_sub_kegiatan",
                    Fields(
                        (*CODE_FIELDS, "uraian", "sumber_dana", "lokasi"),
                        _RECAP,
                        (*CODE_FIELDS, "uraian", "sumber_dana", "lokasi", *_RECAP),
                    ),
                ),
                RowKind("baris_jumlah", Fields((), _RECAP, _RECAP)),
            ),
        ),
    ),
)
PRICE_PROPOSAL = FormLayout(
    "usulan-harga",
    "Usulan Standar Harga",
    "Usulan standar harga: setiap harga satu orang sebulan, dengan kode rekeningnya",
    Fields(_HEAD, needed=("pemda", "tahun")),
    (
        Table(
            DETAIL,
            (
                RowKind(
                    "baris_harga",
                    Fields(
                        ("no", "uraian", "spesifikasi", "satuan", "kode"),
                        ("harga",),
                        ("uraian", "spesifikasi", "satuan", "kode", "harga"),
                    ),
                ),
            ),
        ),
    ),
)

FORM_LAYOUTS = (RKA, RKA_AMENDED, DPA, DPA_AMENDED, CASH_PLAN, LRA, RECAP, PRICE_PROPOSAL)
