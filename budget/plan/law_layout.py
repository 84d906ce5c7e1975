"""The fields of a regency's own law values, which stand before those that pagu ships."""

from budget.law import LawValue, OwnContribution, OwnRate
from budget.plan import entry
from budget.plan.adjustment_fields import WORDS, adjustment_of, fields_of, fits
from budget.plan.adjustments import LawAdjustment
from budget.plan.field import Field, Layout, Values
from budget.plan.layouts import MONTH_HINT

LAW_KIND = entry.choice({kind: WORDS[kind] for kind in (OwnRate, OwnContribution)})


def _law_value(values: Values) -> LawValue:
    kind = values["law_kind"]
    fits(kind, LAW_VALUES.fields[1:], values)
    made = adjustment_of(kind, values)
    assert isinstance(made, LawAdjustment)
    return made.value


def _take(value: LawValue) -> Values:
    blank: Values = {field.key: None for field in LAW_VALUES.fields}
    return blank | {"law_kind": type(value), **fields_of(LawAdjustment(value))}


LAW_VALUES: Layout[LawValue] = Layout(
    "Nilai Daerah",
    "nilai daerah",
    (
        Field("law_kind", "Jenis", LAW_KIND, "tarif hukum: persen dari upah PU; iuran hukum: rupiah BPU.",
              required=True),
        Field("programmes", "Program", entry.PROGRAMMES, "Satu program.", required=True),
        Field("first", "Mulai", entry.MONTH, MONTH_HINT, required=True),
        Field("last", "Sampai", entry.MONTH, "Kosong berarti seterusnya."),
        Field("risk_class", "Kelas Risiko", entry.INTEGER, "Tarif JKK: 1 sampai 5."),
        Field("percent", "Persen", entry.PERCENT, "Tarif hukum, misalnya 0,24 %."),
        Field("bracket", "Baris BPU", entry.INTEGER, "Baris tabel BPU; kosong pada JKM berarti semua."),
        Field("amount", "Rupiah", entry.RUPIAH, "Iuran hukum sebulan."),
        Field("reference", "Dasar Hukum", entry.TEXT, "Peraturan dan pasalnya.", required=True),
    ),
    _law_value,
    _take,
)  # fmt: skip
