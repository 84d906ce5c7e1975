"""The fields of every record, in the order of the template's columns and the forms' inputs.

A layout knows how to build its record from parsed values and how to take it apart again; workbooks and
screens only move values between cells or inputs and these layouts.
"""

from budget.errors import BadEntry
from budget.period import Month, MonthRange
from budget.plan import entry
from budget.plan.choices import Refers
from budget.plan.field import Field, Layout, Values
from budget.plan.funding import HINT as FUNDING_HINT
from budget.plan.records import (
    Assumption,
    AssumptionKind,
    Eligibility,
    Group,
    HeadCount,
    HeadCountKind,
    HeadSource,
    MinimumWage,
    PaymentTiming,
    PlanFrame,
    Region,
    Tariff,
)
from budget.plan.term_fields import SEGMENT, TERMS, read_terms, read_validity, take_terms

TIMING = entry.choice(
    {
        PaymentTiming.SAME_MONTH: "bulan yang sama",
        PaymentTiming.FOLLOWING_MONTH: "bulan berikutnya",
        PaymentTiming.QUARTER_AHEAD: "triwulan di muka",
        PaymentTiming.YEAR_AHEAD: "tahun di muka",
    }
)
COUNT_KIND = entry.choice({HeadCountKind.ABSOLUTE: "jumlah", HeadCountKind.CHANGE: "perubahan"})
HEAD_SOURCE = entry.choice(
    {
        HeadSource.PLAN: "rencana",
        HeadSource.ROSTER: "daftar",
        HeadSource.ROSTER_THEN_PLAN: "daftar lalu rencana",
    }
)
STATEMENT = entry.choice({AssumptionKind.PUBLIC: "publik", AssumptionKind.ASSUMED: "asumsi"})

MONTH_HINT = "Tulis seperti 2026-01."


def _frame(values: Values) -> PlanFrame:
    first: Month = values["first"]
    last: Month = values["last"]
    if last < first:
        raise BadEntry(f"Bulan akhir {last} mendahului bulan awal {first}.", "last")
    if values["below_age"] <= values["least_age"]:
        raise BadEntry("Batas atas usia harus di atas usia paling muda.", "below_age")
    return PlanFrame(
        Region(values["code"], values["name"]),
        MonthRange(first, last),
        values["timing"],
        Eligibility(values["least_age"], values["below_age"]),
    )


FRAME = Layout(
    "Rencana",
    "rencana",
    (
        Field("code", "Kode Wilayah", entry.TEXT, "Kode Kemendagri, misalnya 32.04.", required=True),
        Field("name", "Nama Daerah", entry.TEXT, "Misalnya Kabupaten Bandung.", required=True),
        Field("first", "Bulan Awal", entry.MONTH, MONTH_HINT, required=True),
        Field("last", "Bulan Akhir", entry.MONTH, MONTH_HINT, required=True),
        Field("timing", "Waktu Bayar", TIMING, "Jatuh tempo tanggal 15 bulan berikutnya.",
              default=PaymentTiming.FOLLOWING_MONTH),
        Field("least_age", "Usia Paling Muda", entry.INTEGER, "Pada bulan mulai; biasanya 17.",
              default=Eligibility().least_age),
        Field("below_age", "Usia Harus Di Bawah", entry.INTEGER, "Pada bulan mulai; biasanya 65.",
              default=Eligibility().below_age),
    ),
    _frame,
    lambda f: {
        "code": f.region.code, "name": f.region.name,
        "first": f.span.first, "last": f.span.last, "timing": f.timing,
        "least_age": f.eligibility.least_age, "below_age": f.eligibility.below_age,
    },
)  # fmt: skip

GROUPS = Layout(
    "Kelompok",
    "kelompok",
    (
        Field("name", "Nama Kelompok", entry.TEXT, "Misalnya Guru Ngaji.", required=True),
        Field("skpd", "SKPD", entry.TEXT, "Perangkat daerah yang menganggarkan.", default="",
              refers=Refers.SKPD),
        Field("segment", "Segmen", SEGMENT, "PU (ada upah) atau BPU (tanpa upah).", required=True),
        Field("priority", "Prioritas", entry.INTEGER, "Angka kecil dibayar lebih dahulu.", default=100),
        Field("legal_basis", "Dasar Hukum", entry.TEXT, "Keputusan penetapan penerima.", default=""),
        Field("decree_until", "SK Berlaku s.d.", entry.MONTH, "Bulan terakhir SK itu. Boleh kosong."),
        Field("validation_loss", "Susut Validasi", entry.PERCENT,
              "Bagian yang diperkirakan ditolak BPJS, misalnya 6 %.", default=0),
        Field("source", "Sumber Orang", HEAD_SOURCE,
              "rencana: Jumlah Orang; daftar: orang yang diimpor.", default=HeadSource.PLAN),
    ),
    lambda v: Group(
        v["name"], v["skpd"], v["segment"], v["priority"], v["legal_basis"], v["validation_loss"],
        v["source"], v["decree_until"],
    ),
    lambda g: {
        "name": g.name, "skpd": g.skpd, "segment": g.segment, "priority": g.priority,
        "legal_basis": g.legal_basis, "decree_until": g.decree_until,
        "validation_loss": g.validation_loss_ppm, "source": g.source,
    },
)  # fmt: skip

TARIFFS = Layout(
    "Tarif",
    "tarif",
    (
        Field("group", "Kelompok", entry.TEXT, "Seperti pada lembar Kelompok.", required=True,
              refers=Refers.GROUP),
        Field("first", "Mulai", entry.MONTH, MONTH_HINT, required=True),
        Field("last", "Sampai", entry.MONTH, "Kosong berarti seterusnya."),
        *TERMS,
        Field("funding", "Sumber Dana", entry.TEXT, FUNDING_HINT, default="", refers=Refers.FUNDING),
    ),
    lambda v: Tariff(v["group"], read_validity(v), read_terms(v), v["funding"]),
    lambda t: {
        "group": t.group, "first": t.validity.first, "last": t.validity.last,
        **take_terms(t.terms), "funding": t.funding,
    },
)  # fmt: skip

HEAD_COUNTS = Layout(
    "Jumlah Orang",
    "jumlah orang",
    (
        Field("group", "Kelompok", entry.TEXT, "Seperti pada lembar Kelompok.", required=True,
              refers=Refers.GROUP),
        Field("month", "Mulai", entry.MONTH, MONTH_HINT, required=True),
        Field("kind", "Jenis", COUNT_KIND, "jumlah: menjadi sekian; perubahan: bertambah sekian.",
              default=HeadCountKind.ABSOLUTE),
        Field("heads", "Orang", entry.INTEGER, "Tulis seperti 17.000.", required=True),
        Field("kecamatan", "Kecamatan", entry.TEXT, "Boleh kosong.", default="", refers=Refers.KECAMATAN),
    ),
    lambda v: HeadCount(v["group"], v["month"], v["heads"], v["kind"], v["kecamatan"]),
    lambda c: {
        "group": c.group, "month": c.month, "kind": c.kind, "heads": c.heads, "kecamatan": c.kecamatan,
    },
)  # fmt: skip

MINIMUM_WAGES = Layout(
    "UMK",
    "UMK",
    (
        Field("year", "Tahun", entry.YEAR, "Misalnya 2026.", required=True),
        Field("wage", "UMK", entry.SEN, "Rupiah sebulan.", required=True),
        Field("source", "Sumber", entry.TEXT, "Keputusan Gubernur.", default=""),
    ),
    lambda v: MinimumWage(v["year"], v["wage"], v["source"]),
    lambda w: {"year": w.year, "wage": w.sen, "source": w.source},
)

ASSUMPTIONS = Layout(
    "Asumsi",
    "asumsi",
    (
        Field("text", "Pernyataan", entry.TEXT, "Apa yang harus diketahui pembaca.", required=True),
        Field("kind", "Sifat", STATEMENT, "publik atau asumsi.", required=True),
        Field("source", "Sumber", entry.TEXT, "Boleh kosong.", default=""),
    ),
    lambda v: Assumption(v["text"], v["kind"], v["source"]),
    lambda a: {"text": a.text, "kind": a.kind, "source": a.source},
)
