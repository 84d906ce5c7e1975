"""What each kind of adjustment uses of a row of the what-if sheet, and how the two become one another."""

from collections.abc import Callable, Iterable

from budget.contribution import Base, Income, RosterIncome, Segment, Wage
from budget.errors import BadEntry
from budget.law import OwnContribution, OwnRate
from budget.plan.adjustments import (
    Adjustment,
    AllocationAdjustment,
    AllocationChange,
    CoverAdjustment,
    EntryAdjustment,
    FundingAdjustment,
    HeadAdjustment,
    LawAdjustment,
    LineAdjustment,
    LossAdjustment,
    MinimumWageAdjustment,
    RiskClassAdjustment,
    SegmentAdjustment,
    TariffAdjustment,
    TimingAdjustment,
    WageAdjustment,
)
from budget.plan.field import Field, Values
from budget.plan.term_fields import TERMS, read_terms, read_validity, take_terms

# A kind of adjustment, or of law value where the adjustment holds one.
AdjustmentKind = type[Adjustment] | type[OwnRate] | type[OwnContribution]

WORDS: dict[AdjustmentKind, str] = {
    TariffAdjustment: "tarif",
    HeadAdjustment: "orang",
    AllocationAdjustment: "pagu",
    AllocationChange: "tambah pagu",
    LineAdjustment: "baris pagu",
    WageAdjustment: "upah",
    MinimumWageAdjustment: "UMK",
    SegmentAdjustment: "segmen",
    RiskClassAdjustment: "kelas risiko",
    CoverAdjustment: "masa lindung",
    EntryAdjustment: "mulai masuk",
    LossAdjustment: "susut",
    TimingAdjustment: "waktu bayar",
    FundingAdjustment: "sumber dana",
    OwnRate: "tarif hukum",
    OwnContribution: "iuran hukum",
}

# What each kind cannot do without.
REQUIRED: dict[AdjustmentKind, tuple[str, ...]] = {
    TariffAdjustment: ("first", "segment", "programmes"),
    HeadAdjustment: ("group", "first", "heads"),
    AllocationAdjustment: ("part",),
    AllocationChange: ("fiscal_year", "amount"),
    LineAdjustment: ("fiscal_year", "programmes", "amount"),
    WageAdjustment: ("first", "wage"),
    MinimumWageAdjustment: ("fiscal_year", "wage"),
    SegmentAdjustment: ("first", "segment"),
    RiskClassAdjustment: ("first", "risk_class"),
    CoverAdjustment: ("first",),
    EntryAdjustment: ("first",),
    LossAdjustment: ("percent",),
    TimingAdjustment: ("timing",),
    FundingAdjustment: ("group", "first", "funding"),
    OwnRate: ("first", "programmes", "percent"),
    OwnContribution: ("first", "programmes", "amount"),
}

# What each kind uses; anything else in its row would be dropped, so it is refused.
_MONTHS = ("group", "first", "last")
USED: dict[AdjustmentKind, tuple[str, ...]] = {
    TariffAdjustment: (*_MONTHS, *(field.key for field in TERMS)),
    HeadAdjustment: ("group", "first", "kind", "heads", "kecamatan"),
    AllocationAdjustment: ("fiscal_year", "part"),
    AllocationChange: ("fiscal_year", "amount"),
    LineAdjustment: (
        "fiscal_year",
        "skpd",
        "sub_activity",
        "account",
        "funding",
        "programmes",
        "amount",
        "pot",
    ),
    WageAdjustment: (*_MONTHS, "wage"),
    MinimumWageAdjustment: ("fiscal_year", "wage"),
    SegmentAdjustment: (*_MONTHS, "segment", "income", "wage"),
    RiskClassAdjustment: (*_MONTHS, "risk_class"),
    CoverAdjustment: _MONTHS,
    EntryAdjustment: ("group", "first"),
    LossAdjustment: ("group", "percent"),
    TimingAdjustment: ("timing",),
    FundingAdjustment: ("group", "first", "funding"),
    OwnRate: ("first", "last", "programmes", "risk_class", "percent", "reference"),
    OwnContribution: ("first", "last", "programmes", "bracket", "amount", "reference"),
}


def kind_of(adjustment: Adjustment) -> AdjustmentKind:
    return type(adjustment.value) if isinstance(adjustment, LawAdjustment) else type(adjustment)


def _wage_sen(values: Values) -> int:
    if not isinstance(values["wage"], Wage):
        raise BadEntry("Tulis upahnya dalam rupiah sebulan.", "wage")
    return values["wage"].sen


def _base(values: Values) -> Base:
    """The usual terms carry the base; the others stay those of the tariff."""
    return read_terms(values | {"programmes": (), "risk_class": 1}).base


def _one_programme(values: Values) -> Values:
    if len(values["programmes"]) != 1:
        raise BadEntry("Tulis satu program saja; buat baris lain untuk yang lain.", "programmes")
    return values


def _own_rate(values: Values) -> Adjustment:
    (programme,) = _one_programme(values)["programmes"]
    if values["percent"] < 0:
        raise BadEntry("Tarif tidak boleh kurang dari 0 %.", "percent")
    validity, reference = read_validity(values), values["reference"]
    return LawAdjustment(OwnRate(programme, values["risk_class"], values["percent"], validity, reference))


def _own_contribution(values: Values) -> Adjustment:
    (programme,) = _one_programme(values)["programmes"]
    validity, reference = read_validity(values), values["reference"]
    return LawAdjustment(OwnContribution(programme, values["bracket"], values["amount"], validity, reference))


def _part(values: Values) -> Adjustment:
    if values["part"] < 0:
        raise BadEntry("Bagian pagu tidak boleh kurang dari 0 %.", "part")
    return AllocationAdjustment(values["fiscal_year"], values["part"])


def _group(values: Values) -> str | None:
    return values["group"] or None


_BUILD: dict[AdjustmentKind, Callable[[Values], Adjustment]] = {
    TariffAdjustment: lambda v: TariffAdjustment(
        _group(v), read_validity(v), read_terms(v | {"risk_class": v["risk_class"] or 1})
    ),
    HeadAdjustment: lambda v: HeadAdjustment(v["group"], v["first"], v["heads"], v["kind"], v["kecamatan"]),
    AllocationAdjustment: _part,
    AllocationChange: lambda v: AllocationChange(v["fiscal_year"], v["amount"]),
    LineAdjustment: lambda v: LineAdjustment(
        v["fiscal_year"],
        v["skpd"],
        v["sub_activity"],
        v["account"],
        v["funding"],
        v["programmes"],
        v["amount"],
        v["pot"],
    ),
    WageAdjustment: lambda v: WageAdjustment(_group(v), read_validity(v), _wage_sen(v)),
    MinimumWageAdjustment: lambda v: MinimumWageAdjustment(v["fiscal_year"], _wage_sen(v)),
    SegmentAdjustment: lambda v: SegmentAdjustment(_group(v), read_validity(v), _base(v)),
    RiskClassAdjustment: lambda v: RiskClassAdjustment(_group(v), read_validity(v), v["risk_class"]),
    CoverAdjustment: lambda v: CoverAdjustment(_group(v), read_validity(v)),
    EntryAdjustment: lambda v: EntryAdjustment(_group(v), v["first"]),
    LossAdjustment: lambda v: LossAdjustment(_group(v), v["percent"]),
    TimingAdjustment: lambda v: TimingAdjustment(v["timing"]),
    FundingAdjustment: lambda v: FundingAdjustment(v["group"], v["first"], v["funding"]),
    OwnRate: _own_rate,
    OwnContribution: _own_contribution,
}


def fits(kind: AdjustmentKind, fields: Iterable[Field], values: Values) -> None:
    """BadEntry where a kind lacks what it needs, or where a field is filled that it does not use."""
    fields = tuple(fields)
    for field in fields:
        if field.key in REQUIRED[kind] and values[field.key] in (None, ""):
            raise BadEntry(f"{field.label} kosong.", field.key)
    for field in fields:
        if field.key not in USED[kind] and values[field.key] not in (None, field.default):
            message = f"Kosongkan: {field.label} tidak dipakai pada penyesuaian {WORDS[kind]}."
            raise BadEntry(message, field.key)


def adjustment_of(kind: AdjustmentKind, values: Values) -> Adjustment:
    """BadEntry names the field that does not go with the others."""
    return _BUILD[kind](values)


def fields_of(adjustment: Adjustment) -> Values:
    """The way back: the fields that the adjustment uses."""
    match adjustment:
        case TariffAdjustment(group, validity, terms):
            return {"group": group, "first": validity.first, "last": validity.last, **take_terms(terms)}
        case HeadAdjustment(group, month, heads, kind, kecamatan):
            return {"group": group, "first": month, "heads": heads, "kind": kind, "kecamatan": kecamatan}
        case AllocationAdjustment(fiscal_year, part_ppm):
            return {"fiscal_year": fiscal_year, "part": part_ppm}
        case AllocationChange(fiscal_year, rupiah):
            return {"fiscal_year": fiscal_year, "amount": rupiah}
        case LineAdjustment():
            return {
                "fiscal_year": adjustment.fiscal_year,
                "skpd": adjustment.skpd,
                "sub_activity": adjustment.sub_activity,
                "account": adjustment.account,
                "funding": adjustment.funding,
                "programmes": adjustment.programmes,
                "amount": adjustment.rupiah,
                "pot": adjustment.pot,
            }
        case MinimumWageAdjustment(year, sen):
            return {"fiscal_year": year, "wage": Wage(sen)}
        case EntryAdjustment(group, month):
            return {"group": group, "first": month}
        case LossAdjustment(group, loss_ppm):
            return {"group": group, "percent": loss_ppm}
        case TimingAdjustment(timing):
            return {"timing": timing}
        case FundingAdjustment(group, month, funding):
            return {"group": group, "first": month, "funding": funding}
        case LawAdjustment(value):
            return _fields_of_law(value)
        case _:
            return {
                "group": adjustment.group,
                "first": adjustment.validity.first,
                "last": adjustment.validity.last,
                **_fields_of_price(adjustment),
            }


def _fields_of_price(
    adjustment: WageAdjustment | SegmentAdjustment | RiskClassAdjustment | CoverAdjustment,
) -> Values:
    match adjustment:
        case WageAdjustment(sen=sen):
            return {"wage": Wage(sen)}
        case RiskClassAdjustment(risk_class=risk_class):
            return {"risk_class": risk_class}
        case SegmentAdjustment(base=Income() | RosterIncome() as base):
            return {"segment": Segment.BPU, "income": None if base == Income() else base}
        case SegmentAdjustment(base=base):
            return {"segment": Segment.PU, "wage": base}
        case CoverAdjustment():
            return {}


def _fields_of_law(value: OwnRate | OwnContribution) -> Values:
    months: Values = {
        "programmes": (value.programme,),
        "first": value.validity.first,
        "last": value.validity.last,
        "reference": value.reference,
    }
    match value:
        case OwnRate(risk_class=risk_class, rate_ppm=rate_ppm):
            return months | {"risk_class": risk_class, "percent": rate_ppm}
        case OwnContribution(bracket=bracket, rupiah=rupiah):
            return months | {"bracket": bracket, "amount": rupiah}
