"""Lines about what a person costs: wage, UMK, segment, risk class, and terms altogether."""

from budget.contribution import (
    Base,
    Income,
    Payer,
    RosterIncome,
    RosterWage,
    Sector,
    Segment,
    Terms,
    UmkWage,
    Wage,
    segment_of,
)
from budget.errors import BadEntry
from budget.money import PPM, Rounding, divide_rounded
from budget.plan import entry
from budget.plan.adjustments import (
    Adjustment,
    MinimumWageAdjustment,
    RiskClassAdjustment,
    SegmentAdjustment,
    TariffAdjustment,
    WageAdjustment,
)
from budget.plan.records import Plan
from budget.plan.term_fields import PAYER, ROUNDING, SECTOR
from budget.plan.what_if_names import group_or_all
from budget.plan.what_if_values import (
    amount_of,
    months_of,
    no_reference,
    no_tail,
    percent_of,
    sen_of,
    sides,
    whole,
    year_first,
)
from budget.plan.what_if_words import Tail, Words, cut, said

BECOMING = ("jadi", "menjadi")
# Each part of the terms by the word before it.
_PARTS = ("penghasilan", "upah", "kelas", "program", "porsi", "pembulatan", "pembayar", "sektor")


def wage(words: Words, tail: Tail, plan: Plan) -> tuple[Adjustment, ...]:
    """``upah honorer = 1.600.000 mulai 2027-01``; refused where the group has no wage at all."""
    no_reference(tail, "Upah")
    name, amount = sides(words[1:], "rupiah sebulan: upah honorer = 1.600.000")
    group = group_or_all(name, plan)
    found = WageAdjustment(group, months_of(tail, plan), sen_of(amount, "Sesudah “=”"))
    _needs_pu(group, plan, "upah")
    return (found,)


def risk_class(words: Words, tail: Tail, plan: Plan) -> tuple[Adjustment, ...]:
    """``kelas risiko Linmas = 2``."""
    no_reference(tail, "Kelas risiko")
    rest = words[2:] if len(words) > 1 and words[1].is_any(("risiko",)) else words[1:]
    name, number = sides(rest, "kelasnya, 1 sampai 5: kelas risiko Linmas = 2")
    group = group_or_all(name, plan)
    found = RiskClassAdjustment(group, months_of(tail, plan), whole(number, "Sesudah “=”", 1, 5))
    _needs_pu(group, plan, "kelas risiko")
    return (found,)


def _needs_pu(group: str | None, plan: Plan, what: str) -> None:
    """What acts on members with a wage would do nothing to a group of others, and nobody would be told."""
    tariffs = [t for t in plan.tariffs if group is None or t.group.casefold() == group.casefold()]
    if all(t.terms.segment is Segment.BPU for t in tariffs):
        who = "Semua kelompok" if group is None else group
        raise BadEntry(
            f"{who} terdaftar sebagai BPU, tanpa {what}. Tulis dahulu: {group or 'semua'} jadi PU upah …"
        )


def minimum_wage(words: Words, tail: Tail, plan: Plan) -> tuple[Adjustment, ...]:
    """``UMK 2027 = 3.757.285``, or ``naik 6,5%`` above the year before, to the nearest sen."""
    no_tail(tail, "UMK")
    year, rest = year_first(words[1:])
    if year is None:
        raise BadEntry("Sesudah “UMK” diharapkan tahunnya: UMK 2027 = 3.757.285.")
    if rest and rest[0].is_any(("naik", "turun")):
        before = plan.minimum_wage(year - 1)
        if before is None:
            raise BadEntry(
                f"UMK {year - 1} belum ada, jadi kenaikannya tidak dapat dihitung. Tulis UMK {year} = …"
            )
        part = percent_of(rest[1:], f"Sesudah “{rest[0].text}”")
        scaled = before.sen * (PPM + (part if rest[0].is_any(("naik",)) else -part))
        if scaled <= 0:
            raise BadEntry("UMK harus lebih dari nol.")
        return (MinimumWageAdjustment(year, divide_rounded(scaled, PPM, Rounding.HALF_UP)),)
    _, amount = sides(rest, f"rupiah sebulan, atau naik dan persennya: UMK {year} naik 6,5%")
    return (MinimumWageAdjustment(year, sen_of(amount, "Sesudah “=”")),)


def segment(words: Words, tail: Tail, plan: Plan) -> tuple[Adjustment, ...]:
    """``honorer jadi BPU``, ``honorer jadi PU upah 1.500.000``."""
    no_reference(tail, "Segmen")
    name, after = cut(words, BECOMING)
    terms = _terms(after or (), ("penghasilan", "upah"))
    return (SegmentAdjustment(group_or_all(name, plan), months_of(tail, plan), terms.base),)


def tariff(words: Words, tail: Tail, plan: Plan) -> tuple[Adjustment, ...]:
    """``tarif guru ngaji = BPU``, with the terms that are not the usual ones behind it."""
    no_reference(tail, "Tarif")
    name, after = sides(words[1:], "BPU atau PU: tarif guru ngaji = BPU")
    return (TariffAdjustment(group_or_all(name, plan), months_of(tail, plan), _terms(after, _PARTS)),)


def _terms(words: Words, allowed: tuple[str, ...]) -> Terms:
    if not words or not words[0].is_any(("bpu", "pu")):
        raise BadEntry(f"Diharapkan BPU, atau PU upah dan jumlahnya; tertulis “{said(words)}”.")
    parts = _parts(words[1:], allowed)
    base = _base(words[0].is_any(("pu",)), parts)
    terms = Terms(base)
    found = {key: said(value) for key, value in parts.items()}
    return Terms(
        base,
        risk_class=whole(parts["kelas"], "Sesudah “kelas”", 1, 5) if "kelas" in parts else terms.risk_class,
        programmes=entry.PROGRAMMES.parse(found["program"]) if "program" in found else terms.programmes,
        share_ppm=_share(parts["porsi"]) if "porsi" in parts else terms.share_ppm,
        rounding=ROUNDING.parse(found["pembulatan"]) if "pembulatan" in found else terms.rounding,
        payer=PAYER.parse(found["pembayar"]) if "pembayar" in found else Payer.APBD,
        sector=SECTOR.parse(found["sektor"]) if "sektor" in found else Sector.OTHER,
    )


def _parts(words: Words, allowed: tuple[str, ...]) -> dict[str, Words]:
    parts: dict[str, Words] = {}
    while words:
        if not words[0].is_any(allowed):
            raise BadEntry(f"Diharapkan {', '.join(allowed)}; tertulis “{words[0].text}”.")
        key = words[0].text.casefold()
        if key in parts:
            raise BadEntry(f"“{key}” tertulis dua kali.")
        parts[key], _ = cut(words[1:], allowed)
        words = words[1 + len(parts[key]) :]
    return parts


def _base(is_pu: bool, parts: dict[str, Words]) -> Base:
    wanted, unwanted = ("upah", "penghasilan") if is_pu else ("penghasilan", "upah")
    if unwanted in parts:
        raise BadEntry(f"“{unwanted}” hanya untuk {'BPU' if is_pu else 'PU'}.")
    words = parts.get(wanted)
    if words is None:
        if is_pu:
            raise BadEntry("Sesudah “PU” diharapkan upah dan jumlahnya, UMK, atau daftar: PU upah 1.500.000.")
        return Income()
    if len(words) == 1 and words[0].is_any(("daftar",)):
        return RosterWage() if is_pu else RosterIncome()
    if is_pu and len(words) == 1 and words[0].is_any(("umk",)):
        return UmkWage()
    if is_pu:
        return Wage(sen_of(words, "Sesudah “upah”"))
    rupiah = amount_of(words, "Sesudah “penghasilan”")
    if rupiah < 0:
        raise BadEntry("Penghasilan tidak boleh kurang dari nol.")
    return Income(rupiah)


def _share(words: Words) -> int:
    ppm = percent_of(words, "Sesudah “porsi”")
    if not 0 < ppm <= PPM:
        raise BadEntry("Porsi APBD harus di atas 0% sampai 100%.")
    return ppm


def base_words(base: Base) -> str:
    """The way back: ``PU upah 1.500.000``, ``BPU``."""
    match base:
        case Income(0):
            return "BPU"
        case Income() | RosterIncome():
            return f"BPU penghasilan {entry.INCOME.text(base)}"
        case _:
            assert segment_of(base) is Segment.PU
            return f"PU upah {entry.WAGE.text(base)}"
