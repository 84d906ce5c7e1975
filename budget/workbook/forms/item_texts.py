"""How an item reads in a form: what it is, its coefficient, its unit, and its specification."""

from budget.contribution import Income, Programme, RosterIncome, RosterWage, Terms, UmkWage, Wage
from budget.engine.form_lines import Item
from budget.money import PPM, format_number, format_percent, format_sen
from budget.period import MONTH_NAMES, MonthRange
from budget.workbook.council.texts import PROGRAMME_NAMES

UNIT = "Orang / Bulan"
_RISK_CLASSES = ("I", "II", "III", "IV", "V")


def coefficient(people: int, months: int) -> str:
    """``5.000 Orang x 12 Bulan``"""
    return f"{format_number(people)} Orang x {format_number(months)} Bulan"


def item_coefficient(item: Item) -> str:
    return coefficient(item.heads, len(item.months))


def item_name(item: Item) -> str:
    return f"{contribution_name(item.programme)}, {_months(item.months)}"


def contribution_name(programme: Programme) -> str:
    return f"Iuran {PROGRAMME_NAMES[programme]}"


def note(item: Item) -> str:
    """What a group's items of a programme rest on."""
    basis = item.group.legal_basis or "dasar penetapan penerima belum diisi"
    return f"{PROGRAMME_NAMES[item.programme]}: {basis}"


def _months(months: MonthRange) -> str:
    """``Januari – Desember 2022``; items lie in one fiscal year."""
    if len(months) == 1:
        return months.first.label
    return f"{MONTH_NAMES[months.first.number - 1]} – {months.last.label}"


def specification(terms: Terms, programme: Programme) -> str:
    """What the price comes from: ``PU, upah Rp1.500.000, kelas risiko I``."""
    parts = [_base(terms)]
    if programme is Programme.JKK and not isinstance(terms.base, Income | RosterIncome):
        parts.append(f"kelas risiko {_RISK_CLASSES[terms.risk_class - 1]}")
    if terms.share_ppm != PPM:
        parts.append(f"porsi APBD {format_percent(terms.share_ppm)}")
    return ", ".join(parts)


def _base(terms: Terms) -> str:
    match terms.base:
        case Wage(sen=sen):
            return f"PU, upah Rp{format_sen(sen)}"
        case UmkWage():
            return "PU, upah UMK"
        case RosterWage():
            return "PU, upah masing-masing"
        case Income(rupiah=rupiah):
            return f"BPU, penghasilan Rp{format_number(rupiah)}" if rupiah else "BPU, penghasilan terendah"
        case RosterIncome():
            return "BPU, penghasilan masing-masing"
