"""The fields of what-ifs: one row for each adjustment of a scenario."""

from dataclasses import dataclass

from budget.errors import BadEntry
from budget.plan import entry
from budget.plan.field import Field, Layout, Values
from budget.plan.layouts import COUNT_KIND, MONTH_HINT
from budget.plan.records import (
    Adjustment,
    AllocationAdjustment,
    HeadAdjustment,
    HeadCountKind,
    TariffAdjustment,
)
from budget.plan.term_fields import TERMS, read_terms, read_validity, take_terms

ADJUSTMENT = entry.choice({TariffAdjustment: "tarif", HeadAdjustment: "orang", AllocationAdjustment: "pagu"})


@dataclass(frozen=True, slots=True)
class ScenarioLine:
    """One adjustment of the scenario of that name; lines of a name act in the order they stand in.

    A line without one says that the scenario exists.
    """

    name: str
    adjustment: Adjustment | None
    note: str = ""


# What each adjustment cannot do without; none of it may stand in a line without an adjustment.
_REQUIRED = {
    TariffAdjustment: ("first", "segment", "programmes"),
    HeadAdjustment: ("group", "first", "heads"),
    AllocationAdjustment: ("part",),
}


# What each adjustment uses; anything else in its line would be dropped, so it is refused.
_ALWAYS = ("name", "note", "adjustment")
_USED = {
    TariffAdjustment: ("group", "first", "last", *(field.key for field in TERMS)),
    HeadAdjustment: ("group", "first", "kind", "heads", "kecamatan"),
    AllocationAdjustment: ("fiscal_year", "part"),
}


def _scenario_line(values: Values) -> ScenarioLine:
    kind = values["adjustment"]
    if kind is None:
        if any(values[key] is not None for key in ("group", "first", "last", "segment", "heads", "part")):
            raise BadEntry(f"Penyesuaian kosong. {SCENARIO_LINES.field('adjustment').hint}", "adjustment")
        return ScenarioLine(values["name"], None, values["note"])
    for key in _REQUIRED[kind]:
        if values[key] is None:
            raise BadEntry(f"{SCENARIO_LINES.field(key).label} kosong.", key)
    for field in SCENARIO_LINES.fields:
        used = field.key in _ALWAYS or field.key in _USED[kind]
        if not used and values[field.key] not in (None, field.default):
            word = ADJUSTMENT.cell(kind)
            raise BadEntry(f"Kosongkan: {field.label} tidak dipakai pada penyesuaian {word}.", field.key)
    adjustment: Adjustment
    if kind is TariffAdjustment:
        adjustment = TariffAdjustment(values["group"] or None, read_validity(values), read_terms(values))
    elif kind is HeadAdjustment:
        adjustment = HeadAdjustment(
            values["group"], values["first"], values["heads"], values["kind"], values["kecamatan"]
        )
    else:
        if not values["part"] >= 0:
            raise BadEntry("Bagian pagu tidak boleh kurang dari 0 %.", "part")
        adjustment = AllocationAdjustment(values["fiscal_year"], values["part"])
    return ScenarioLine(values["name"], adjustment, values["note"])


def _take_scenario_line(line: ScenarioLine) -> Values:
    taken: Values = {field.key: None for field in SCENARIO_LINES.fields}
    taken |= {"name": line.name, "note": line.note}
    if line.adjustment is not None:
        taken["adjustment"] = type(line.adjustment)
    match line.adjustment:
        case TariffAdjustment(group, validity, terms):
            taken |= {"group": group, "first": validity.first, "last": validity.last, **take_terms(terms)}
        case HeadAdjustment(group, month, heads, kind, kecamatan):
            taken |= {"group": group, "first": month, "heads": heads, "kind": kind, "kecamatan": kecamatan}
        case AllocationAdjustment(fiscal_year, part_ppm):
            taken |= {"fiscal_year": fiscal_year, "part": part_ppm}
    return taken


SCENARIO_LINES = Layout(
    "Skenario",
    "skenario",
    (
        Field("name", "Nama Skenario", entry.TEXT, "Misalnya Semua BPU.", required=True),
        Field("note", "Catatan", entry.TEXT, "Boleh kosong.", default=""),
        Field("adjustment", "Penyesuaian", ADJUSTMENT, "tarif, orang, atau pagu."),
        Field("group", "Kelompok", entry.TEXT, "Kosong pada tarif berarti semua kelompok."),
        Field("first", "Mulai", entry.MONTH, MONTH_HINT),
        Field("last", "Sampai", entry.MONTH, "Kosong berarti seterusnya."),
        *(Field(f.key, f.label, f.kind, f.hint, False, f.default) for f in TERMS),
        Field("kind", "Jenis", COUNT_KIND, "jumlah atau perubahan.", default=HeadCountKind.CHANGE),
        Field("heads", "Orang", entry.INTEGER, "Tulis seperti 2.000 atau -500."),
        Field("kecamatan", "Kecamatan", entry.TEXT, "Boleh kosong.", default=""),
        Field("fiscal_year", "Tahun Anggaran", entry.YEAR, "Kosong berarti semua tahun."),
        Field("part", "Bagian Pagu", entry.PERCENT, "90 % berarti dipotong 10 %."),
    ),
    _scenario_line,
    _take_scenario_line,
)
