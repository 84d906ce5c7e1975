"""The fields of what-ifs: one row for each adjustment of a scenario."""

from dataclasses import dataclass, replace

from budget.errors import BadEntry
from budget.plan import entry
from budget.plan.adjustment_fields import WORDS, adjustment_of, fields_of, fits, kind_of
from budget.plan.adjustments import Adjustment
from budget.plan.choices import HeadCountKind, Refers
from budget.plan.field import Field, Layout, Values
from budget.plan.layouts import COUNT_KIND, MONTH_HINT, TIMING
from budget.plan.term_fields import TERMS

ADJUSTMENT = entry.choice(dict(WORDS))
_ALWAYS = ("name", "note", "adjustment", "base")


@dataclass(frozen=True, slots=True)
class ScenarioLine:
    """One adjustment of the scenario of that name; lines of a name act in the order they stand in.

    A line without one says that the scenario exists. `base` is the scenario it stands on.
    """

    name: str
    adjustment: Adjustment | None
    note: str = ""
    base: str = ""


def _scenario_line(values: Values) -> ScenarioLine:
    kind = values["adjustment"]
    own = [field for field in SCENARIO_LINES.fields if field.key not in _ALWAYS]
    if kind is None:
        if any(values[field.key] not in (None, field.default) for field in own):
            raise BadEntry(f"Penyesuaian kosong. {SCENARIO_LINES.field('adjustment').hint}", "adjustment")
        return ScenarioLine(values["name"], None, values["note"], values["base"])
    fits(kind, own, values)
    return ScenarioLine(values["name"], adjustment_of(kind, values), values["note"], values["base"])


def _take_scenario_line(line: ScenarioLine) -> Values:
    taken: Values = {field.key: None for field in SCENARIO_LINES.fields}
    taken |= {"name": line.name, "note": line.note, "base": line.base}
    if line.adjustment is not None:
        taken |= {"adjustment": kind_of(line.adjustment), **fields_of(line.adjustment)}
    return taken


def _of_terms(field: Field) -> Field:
    """As in a tariff, but for what another kind of adjustment may leave empty."""
    if field.key == "risk_class":
        return replace(field, hint="1 sampai 5; kosong pada tarif berarti 1.", default=None)
    return replace(field, required=False)


SCENARIO_LINES = Layout(
    "Skenario",
    "skenario",
    (
        Field("name", "Nama Skenario", entry.TEXT, "Misalnya Semua BPU.", required=True),
        Field("note", "Catatan", entry.TEXT, "Boleh kosong.", default=""),
        Field("adjustment", "Penyesuaian", ADJUSTMENT, "Misalnya tarif, orang, atau pagu."),
        Field("group", "Kelompok", entry.TEXT, "Kosong berarti semua kelompok.", refers=Refers.GROUP),
        Field("first", "Mulai", entry.MONTH, MONTH_HINT),
        Field("last", "Sampai", entry.MONTH, "Kosong berarti seterusnya."),
        *map(_of_terms, TERMS),
        Field("kind", "Jenis", COUNT_KIND, "jumlah atau perubahan.", default=HeadCountKind.CHANGE),
        Field("heads", "Orang", entry.INTEGER, "Tulis seperti 2.000 atau -500."),
        Field("kecamatan", "Kecamatan", entry.TEXT, "Boleh kosong.", default="", refers=Refers.KECAMATAN),
        Field("fiscal_year", "Tahun Anggaran", entry.YEAR, "Pagu: kosong berarti semua. UMK: tahunnya."),
        Field("part", "Bagian Pagu", entry.PERCENT, "90 % berarti dipotong 10 %."),
        Field(
            "amount",
            "Rupiah",
            entry.RUPIAH,
            "Tambahan pagu (boleh negatif), isi baris pagu, atau iuran hukum.",
        ),
        Field("percent", "Persen", entry.PERCENT, "Susut, atau tarif hukum."),
        Field("timing", "Waktu Bayar", TIMING, "Hanya pada penyesuaian waktu bayar."),
        Field(
            "funding",
            "Sumber Dana",
            entry.TEXT,
            "Yang membayar sejak bulan mulai, atau milik baris pagu.",
            default="",
        ),
        Field("bracket", "Baris BPU", entry.INTEGER, "Baris tabel BPU; kosong pada JKM berarti semua."),
        Field(
            "skpd",
            "SKPD",
            entry.TEXT,
            "Baris pagu: SKPD-nya, seperti di lembar Pagu.",
            default="",
            refers=Refers.SKPD,
        ),
        Field(
            "sub_activity",
            "Kode Sub-kegiatan",
            entry.TEXT,
            "Baris pagu: kodenya.",
            default="",
            refers=Refers.SUB_ACTIVITY,
        ),
        Field(
            "account", "Kode Rekening", entry.TEXT, "Baris pagu: kodenya.", default="", refers=Refers.ACCOUNT
        ),
        Field(
            "pot",
            "Tahun Jamak",
            entry.TEXT,
            "Baris pagu tahun jamak: namanya.",
            default="",
            refers=Refers.POT,
        ),
        Field("reference", "Dasar Hukum", entry.TEXT, "Dasar nilai hukum yang lain.", default=""),
        Field("base", "Berdiri Di Atas", entry.TEXT, "Skenario lain; kosong berarti rencana.", default=""),
    ),
    _scenario_line,
    _take_scenario_line,
)
