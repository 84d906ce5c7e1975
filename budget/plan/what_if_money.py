"""Lines about the council's money: ``potong pagu 10%``, ``tambah pagu 2026 500 juta``, ``bayar triwulan``."""

from budget.errors import BadEntry
from budget.money import PPM
from budget.plan.adjustments import Adjustment, AllocationAdjustment, AllocationChange, TimingAdjustment
from budget.plan.choices import PaymentTiming
from budget.plan.records import Plan
from budget.plan.what_if_values import amount_of, is_percent, no_tail, percent_of, year_first
from budget.plan.what_if_words import Tail, Word, Words, said

_LESS = ("potong", "kurangi")
_TIMINGS = {
    "bulan yang sama": PaymentTiming.SAME_MONTH,
    "bulan sama": PaymentTiming.SAME_MONTH,
    "bulan itu": PaymentTiming.SAME_MONTH,
    "bulan berikutnya": PaymentTiming.FOLLOWING_MONTH,
    "bulan berikut": PaymentTiming.FOLLOWING_MONTH,
    "triwulan di muka": PaymentTiming.QUARTER_AHEAD,
    "triwulan": PaymentTiming.QUARTER_AHEAD,
    "setahun di muka": PaymentTiming.YEAR_AHEAD,
    "tahun di muka": PaymentTiming.YEAR_AHEAD,
    "setahun": PaymentTiming.YEAR_AHEAD,
}


def money(words: Words, tail: Tail, _plan: Plan) -> tuple[Adjustment, ...]:
    no_tail(tail, "Pagu")
    verb = words[0].text.casefold()
    rest = words[1:] if words[0].is_any(("pagu", "anggaran")) else words[2:]
    if not words[0].is_any(("pagu", "anggaran")) and not words[1:2]:
        raise BadEntry(f"Sesudah “{words[0].text}” diharapkan pagu. Contoh: potong pagu 10%.")
    if not words[0].is_any(("pagu", "anggaran")) and not words[1].is_any(("pagu", "anggaran")):
        raise BadEntry(f"Sesudah “{words[0].text}” diharapkan pagu; tertulis “{words[1].text}”.")
    year, rest = year_first(rest)
    if not rest:
        raise BadEntry(
            "Sesudah “pagu” diharapkan persen atau rupiah: potong pagu 10%, tambah pagu 2026 500 juta."
        )
    if rest[0].is_any(("=", "jadi", "menjadi")):
        return (AllocationAdjustment(year, percent_of(rest[1:], f"Sesudah “{rest[0].text}”")),)
    sign, rest = _signed(rest, verb)
    if is_percent(rest):
        part = percent_of(rest, "Sesudah “pagu”")
        if sign * part < -PPM:
            raise BadEntry("Pagu tidak dapat dipotong lebih dari 100%.")
        return (AllocationAdjustment(year, PPM + sign * part),)
    rupiah = amount_of(rest, "Sesudah “pagu”")
    if rupiah < 0:
        raise BadEntry("Tulis potongan sebagai “potong pagu”, dengan jumlah di atas nol.")
    if year is None:
        raise BadEntry("Sebut tahunnya: tambah pagu 2026 500 juta.")
    return (AllocationChange(year, sign * rupiah),)


def _signed(words: Words, verb: str) -> tuple[int, Words]:
    """The direction of the change, from its verb or from a sign before the amount."""
    if verb in ("tambah", *_LESS):
        return (-1 if verb in _LESS else 1), words
    first = words[0].text
    if first[:1] not in ("+", "-"):
        raise BadEntry(f"Sebelum “{said(words)}” diharapkan + atau -, misalnya pagu -10%, atau = 90%.")
    rest = words[1:] if len(first) == 1 else (Word(first[1:]), *words[1:])
    return (-1 if first.startswith("-") else 1), rest


def payment(words: Words, tail: Tail, _plan: Plan) -> tuple[Adjustment, ...]:
    no_tail(tail, "Waktu bayar")
    text = said(words[1:]).casefold()
    if text not in _TIMINGS:
        expected = "bulan yang sama, bulan berikutnya, triwulan di muka, atau setahun di muka"
        shown = f"; tertulis “{text}”" if text else ""
        raise BadEntry(f"Sesudah “{words[0].text}” diharapkan {expected}{shown}.")
    return (TimingAdjustment(_TIMINGS[text]),)
