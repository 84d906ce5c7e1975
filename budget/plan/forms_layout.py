"""The fields of what the official forms say beside the figures: template sheets and forms on screen."""

from budget.errors import BadEntry
from budget.plan import codes, entry
from budget.plan.choices import Refers
from budget.plan.field import Field, Layout
from budget.plan.forms import AccountName, Indicator, IndicatorKind, Official, OfficialRole, SubActivity

INDICATOR_KIND = entry.choice({kind: kind.value for kind in IndicatorKind})
ROLE = entry.choice(
    {OfficialRole.HEAD: "kepala SKPD", OfficialRole.TREASURER: "PPKD", OfficialRole.TEAM: "TAPD"}
)

_MAY_BE_EMPTY = "Boleh kosong."
_AS_ALLOTTED = "Seperti pada lembar Pagu."


def _nip(value: entry.Cell) -> str:
    if not isinstance(value, str):
        # A number in a cell keeps fifteen digits; the last three would be invented.
        raise BadEntry(f"NIP “{value}” bukan teks. Ubah format sel menjadi Teks, lalu tulis ulang.")
    nip = codes.normalise_nip(value)
    if not codes.is_nip(nip):
        raise BadEntry(f"“{nip}” bukan NIP. Tulis 18 angka, misalnya {codes.NIP_SHAPE}.")
    return nip


NIP = entry.Kind(_nip, str, str, number_format="@")

SUB_ACTIVITIES = Layout(
    "Sub Kegiatan",
    "sub kegiatan",
    (
        Field("skpd", "SKPD", entry.TEXT, _AS_ALLOTTED, default="", refers=Refers.SKPD),
        Field("code", "Kode", entry.TEXT, f"Misalnya {codes.SUB_ACTIVITY_SHAPE}.", required=True,
              refers=Refers.SUB_ACTIVITY),
        Field("name", "Nama Sub Kegiatan", entry.TEXT, "Seperti pada SIPD.", default=""),
        Field("affair", "Urusan Pemerintahan", entry.TEXT, _MAY_BE_EMPTY, default=""),
        Field("field_of_affairs", "Bidang Urusan", entry.TEXT, _MAY_BE_EMPTY, default=""),
        Field("programme", "Program", entry.TEXT, "Program anggaran, bukan program BPJS.", default=""),
        Field("activity", "Kegiatan", entry.TEXT, "Di atas sub kegiatan ini.", default=""),
        Field("unit", "Unit Organisasi", entry.TEXT, _MAY_BE_EMPTY, default=""),
        Field("sub_unit", "Sub Unit Organisasi", entry.TEXT, _MAY_BE_EMPTY, default=""),
        Field("minimum_service", "SPM", entry.TEXT, "Standar Pelayanan Minimal, bila ada.", default=""),
        Field("service_kind", "Jenis Layanan", entry.TEXT, "Jenis layanan SPM, bila ada.", default=""),
        Field("location", "Lokasi", entry.TEXT, "Misalnya Kabupaten Bandung.", default=""),
        Field("carried_out", "Waktu Pelaksanaan", entry.TEXT, "Misalnya Januari s.d. Desember.", default=""),
        Field("target_group", "Kelompok Sasaran", entry.TEXT, "Misalnya guru ngaji.", default=""),
        Field("before", "Alokasi T-1", entry.RUPIAH, "Tahun sebelumnya; kosong bila belum diketahui."),
        Field("after", "Alokasi T+1", entry.RUPIAH, "Tahun sesudahnya; kosong bila belum diketahui."),
        Field("dpa_number", "Nomor DPA", entry.TEXT, _MAY_BE_EMPTY, default=""),
    ),
    lambda v: SubActivity(**v),
    lambda s: {
        "skpd": s.skpd, "code": s.code, "name": s.name, "affair": s.affair,
        "field_of_affairs": s.field_of_affairs, "programme": s.programme, "activity": s.activity,
        "unit": s.unit, "sub_unit": s.sub_unit, "minimum_service": s.minimum_service,
        "service_kind": s.service_kind, "location": s.location, "carried_out": s.carried_out,
        "target_group": s.target_group, "before": s.before, "after": s.after, "dpa_number": s.dpa_number,
    },
)  # fmt: skip

INDICATORS = Layout(
    "Indikator",
    "indikator",
    (
        Field("skpd", "SKPD", entry.TEXT, "Seperti pada lembar Sub Kegiatan.", default="",
              refers=Refers.SKPD),
        Field("sub_activity", "Sub Kegiatan", entry.TEXT, f"Kodenya, misalnya {codes.SUB_ACTIVITY_SHAPE}.",
              required=True, refers=Refers.SUB_ACTIVITY),
        Field("kind", "Indikator", INDICATOR_KIND, "Baris pada blok indikator formulir.", required=True),
        Field("measure", "Tolok Ukur", entry.TEXT, "Apa yang diukur.", required=True),
        Field("target", "Target Kinerja", entry.TEXT, "Misalnya 17.000 orang.", default=""),
    ),
    lambda v: Indicator(v["skpd"], v["sub_activity"], v["kind"], v["measure"], v["target"]),
    lambda i: {
        "skpd": i.skpd, "sub_activity": i.sub_activity, "kind": i.kind, "measure": i.measure,
        "target": i.target,
    },
)  # fmt: skip

ACCOUNT_NAMES = Layout(
    "Nama Rekening",
    "nama rekening",
    (
        Field("code", "Kode Rekening", entry.TEXT, "Tingkat mana pun: 5.1.02 atau 5.1.02.02.02.0006.",
              required=True, refers=Refers.ACCOUNT),
        # Its code was found nowhere: the regency knows it from its SIPD.
        Field("name", "Nama Rekening", entry.TEXT,
              "Misalnya Belanja Iuran Jaminan Kematian bagi Pekerja Rentan.", required=True),
    ),
    lambda v: AccountName(codes.normalise_account(v["code"]), v["name"]),
    lambda a: {"code": a.code, "name": a.name},
)  # fmt: skip

OFFICIALS = Layout(
    "Pejabat",
    "pejabat",
    (
        Field("role", "Peran", ROLE, "Atas nama siapa menandatangani.", required=True),
        Field("name", "Nama", entry.TEXT, "Dengan gelar.", required=True),
        Field("nip", "NIP", NIP, f"18 angka, misalnya {codes.NIP_SHAPE}.", default=""),
        Field("rank", "Pangkat", entry.TEXT, _MAY_BE_EMPTY, default=""),
        Field("position", "Jabatan", entry.TEXT, "Misalnya Kepala Dinas Tenaga Kerja.", default=""),
        Field("skpd", "SKPD", entry.TEXT, "Hanya kepala SKPD: seperti pada lembar Pagu.", default="",
              refers=Refers.SKPD),
    ),
    lambda v: Official(v["role"], v["name"], v["nip"], v["rank"], v["position"], v["skpd"]),
    lambda o: {
        "role": o.role, "name": o.name, "nip": o.nip, "rank": o.rank, "position": o.position,
        "skpd": o.skpd,
    },
)  # fmt: skip
