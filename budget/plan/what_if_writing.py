"""An adjustment as the line of text that reads back to it."""

from budget.contribution import Terms
from budget.law import LawValue, OwnContribution, OwnRate
from budget.money import PPM, format_number, format_percent, format_sen
from budget.period import Validity
from budget.plan import entry
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
from budget.plan.choices import HeadCountKind
from budget.plan.layouts import TIMING
from budget.plan.term_fields import PAYER, ROUNDING, SECTOR
from budget.plan.what_if_names import EVERYBODY
from budget.plan.what_if_people import ENTERING
from budget.plan.what_if_prices import BECOMING, base_words
from budget.plan.what_if_values import UNITS
from budget.plan.what_if_words import FROM, REFERENCE, UNTIL, quoted, written

# Words that mean something in a line; a name that has one stands in quotes.
_RESERVED = frozenset(
    (
        *FROM, *UNTIL, *REFERENCE, *EVERYBODY, *BECOMING, *ENTERING, *UNITS,
        "kelompok", "di", "kecamatan", "ke", "kepada", "orang", "validasi",
        "tambah", "kurangi", "potong", "pagu", "anggaran", "upah", "gaji", "umk", "kelas", "risiko", "tarif",
        "susut", "gugur", "baris", "bayar", "dibayar", "pembayaran", "jkk", "jkm", "jht", "alihkan",
        "pindahkan",
    )
)  # fmt: skip


def what_if_text(adjustment: Adjustment) -> str:
    match adjustment:
        case HeadAdjustment():
            return _heads(adjustment)
        case AllocationAdjustment(year, part):
            return f"pagu{_year(year)} = {_percent(part)}"
        case AllocationChange(year, rupiah):
            verb = "tambah" if rupiah >= 0 else "potong"
            return f"{verb} pagu {year} {format_number(abs(rupiah))}"
        case LineAdjustment():
            return _line(adjustment)
        case MinimumWageAdjustment(year, sen):
            return f"UMK {year} = {format_sen(sen)}"
        case TimingAdjustment(timing):
            return f"bayar {TIMING.text(timing)}"
        case LossAdjustment(group, loss_ppm):
            return f"susut {name_in_line(group)} {_percent(loss_ppm)}"
        case FundingAdjustment(group, month, funding):
            return f"alihkan {name_in_line(group)} ke {written(funding, _RESERVED)} mulai {month}"
        case EntryAdjustment(group, month):
            return f"{name_in_line(group)} masuk mulai {month}"
        case LawAdjustment(value):
            return _law(value)
        case _:
            return f"{_priced(adjustment)} {_months(adjustment.validity)}"


def _priced(
    adjustment: TariffAdjustment | WageAdjustment | SegmentAdjustment | RiskClassAdjustment | CoverAdjustment,
) -> str:
    name = name_in_line(adjustment.group)
    match adjustment:
        case TariffAdjustment(terms=terms):
            return f"tarif {name} = {_terms(terms)}"
        case WageAdjustment(sen=sen):
            return f"upah {name} = {format_sen(sen)}"
        case SegmentAdjustment(base=base):
            return f"{name} jadi {base_words(base)}"
        case RiskClassAdjustment(risk_class=risk_class):
            return f"kelas risiko {name} = {risk_class}"
        case CoverAdjustment():
            return f"{name} dilindungi"


def _heads(adjustment: HeadAdjustment) -> str:
    name = name_in_line(adjustment.group)
    if adjustment.kecamatan:
        name = f"{name} di {quoted(adjustment.kecamatan)}"
    if adjustment.kind is HeadCountKind.ABSOLUTE:
        return f"{name} = {format_number(adjustment.heads)} mulai {adjustment.month}"
    sign = "-" if adjustment.heads < 0 else "+"
    return f"{sign}{format_number(abs(adjustment.heads))} {name} mulai {adjustment.month}"


def _terms(terms: Terms) -> str:
    """The base, and whatever is not usual."""
    usual = Terms(terms.base)
    parts = [base_words(terms.base)]
    if terms.risk_class != usual.risk_class:
        parts.append(f"kelas {terms.risk_class}")
    if terms.programmes != usual.programmes:
        parts.append(f"program {entry.PROGRAMMES.text(terms.programmes)}")
    if terms.share_ppm != PPM:
        parts.append(f"porsi {_percent(terms.share_ppm)}")
    if terms.rounding is not usual.rounding:
        parts.append(f"pembulatan {ROUNDING.text(terms.rounding)}")
    if terms.payer is not usual.payer:
        parts.append(f"pembayar {PAYER.text(terms.payer)}")
    if terms.sector is not usual.sector:
        parts.append(f"sektor {SECTOR.text(terms.sector)}")
    return " ".join(parts)


def _line(adjustment: LineAdjustment) -> str:
    """What names the line, as far as it says anything, each behind its word."""
    named = {
        "skpd": adjustment.skpd,
        "sub": adjustment.sub_activity,
        "rekening": adjustment.account,
        "sumber": adjustment.funding,
        "jamak": adjustment.pot,
        "program": entry.PROGRAMMES.text(adjustment.programmes),
    }
    words = " ".join(f"{word} {quoted(text)}" for word, text in named.items() if text)
    return f"baris pagu {adjustment.fiscal_year} {words} = {format_number(adjustment.rupiah)}"


def _law(value: LawValue) -> str:
    match value:
        case OwnRate(programme, risk_class, rate_ppm):
            what = f"{programme} PU" + (f" kelas {risk_class}" if risk_class else "")
            line = f"{what} = {_percent(rate_ppm)}"
        case OwnContribution(programme, bracket, rupiah):
            what = f"{programme} BPU" + (f" baris {bracket}" if bracket else "")
            line = f"{what} = {format_number(rupiah)}"
    ground = f" dasar {quoted(value.reference)}" if value.reference else ""
    return f"{line} {_months(value.validity)}{ground}"


def _months(validity: Validity) -> str:
    until = f" sampai {validity.last}" if validity.last else ""
    return f"mulai {validity.first}{until}"


def name_in_line(group: str | None) -> str:
    """A group as it may stand in a line, None for all of them."""
    return "semua" if group is None else written(group, _RESERVED)


def _percent(ppm: int) -> str:
    return format_percent(ppm).replace(" ", "")


def _year(year: int | None) -> str:
    return "" if year is None else f" {year}"
