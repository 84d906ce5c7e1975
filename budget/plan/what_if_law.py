"""Lines about the law: ``JKK kelas 1 = 0,30% mulai 2026-07 (dasar …)``, ``JKM BPU = 7.000``."""

from budget.contribution import Programme
from budget.errors import BadEntry
from budget.law import OwnContribution, OwnRate
from budget.plan.adjustments import Adjustment, LawAdjustment
from budget.plan.law_check import BPU_ROWS
from budget.plan.records import Plan
from budget.plan.what_if_values import amount_of, is_percent, months_of, percent_of, sides, whole
from budget.plan.what_if_words import Tail, Words, said


def law_value(words: Words, tail: Tail, plan: Plan) -> tuple[Adjustment, ...]:
    programme = Programme(words[0].text.upper())
    what, amount = sides(words[1:], f"persen upah atau rupiah: {programme} kelas 1 = 0,30%, JKM BPU = 7.000")
    months, reference = months_of(tail, plan), tail.reference or ""
    if what and what[0].is_any(("bpu",)):
        bracket = _numbered(what[1:], "baris", BPU_ROWS)
        if bracket is None and programme is not Programme.JKM:
            raise BadEntry(
                f"Iuran {programme} BPU berbeda menurut penghasilan: {programme} BPU baris 1 = 11.000."
            )
        if is_percent(amount):
            raise BadEntry("Iuran BPU ditulis dalam rupiah: JKM BPU = 7.000.")
        rupiah = amount_of(amount, "Sesudah “=”")
        if rupiah < 0:
            raise BadEntry("Iuran tidak boleh kurang dari nol.")
        return (LawAdjustment(OwnContribution(programme, bracket, rupiah, months, reference)),)
    rest = what[1:] if what and what[0].is_any(("pu",)) else what
    risk = _numbered(rest, "kelas", 5)
    if risk is None and programme is Programme.JKK:
        raise BadEntry("Tarif JKK berbeda menurut kelas risiko: JKK kelas 1 = 0,30%.")
    if not is_percent(amount):
        raise BadEntry(
            f"Tarif PU ditulis dalam persen upah: {programme} = 0,30%. Iuran BPU: {programme} BPU = 7.000."
        )
    rate = percent_of(amount, "Sesudah “=”")
    return (LawAdjustment(OwnRate(programme, risk, rate, months, reference)),)


def _numbered(words: Words, keyword: str, most: int) -> int | None:
    if not words:
        return None
    if not words[0].is_any((keyword,)):
        raise BadEntry(f"Sebelum “=” diharapkan {keyword} dan nomornya; tertulis “{said(words)}”.")
    return whole(words[1:], f"Sesudah “{keyword}”", 1, most)
