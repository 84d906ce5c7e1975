"""Lines about the council's money: ``potong pagu 10%``, ``tambah pagu 2026 500 juta``, ``bayar triwulan``,
``baris pagu 2026 skpd "Dinas" rekening 5.1.02.02.02.0006 program JKK = 500 juta``.
"""

from collections.abc import Mapping

from budget.errors import BadEntry
from budget.money import PPM
from budget.plan import entry
from budget.plan.adjustments import (
    Adjustment,
    AllocationAdjustment,
    AllocationChange,
    LineAdjustment,
    TimingAdjustment,
)
from budget.plan.choices import PaymentTiming
from budget.plan.records import Plan
from budget.plan.what_if_values import amount_of, is_percent, no_tail, percent_of, sides, year_first
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


# What names an allocation line, each behind its word.
_OF_LINE = ("skpd", "sub", "rekening", "sumber", "jamak", "program")


def allocation_line(words: Words, tail: Tail, _plan: Plan) -> tuple[Adjustment, ...]:
    """The money of one line, in rupiah; a line of other words than the plan's is a new one."""
    no_tail(tail, "Baris pagu")
    example = 'baris pagu 2026 skpd "Dinas" rekening 5.1.02.02.02.0006 program JKK = 500 juta'
    if not words[1:2] or not words[1].is_any(("pagu",)):
        raise BadEntry(f"Sesudah “{words[0].text}” diharapkan pagu. Contoh: {example}.")
    named, amount = sides(words[2:], f"rupiah: {example}")
    year, rest = year_first(named)
    if year is None:
        raise BadEntry(f"Sebut tahunnya: {example}.")
    said_of = _named(rest, example)
    rupiah = amount_of(amount, "Sesudah “=”")
    if rupiah < 0:
        raise BadEntry("Pagu tidak boleh kurang dari nol.")
    if not said_of.get("program"):
        raise BadEntry(f"Sebut programnya: {example}.")
    programmes = entry.PROGRAMMES.parse(said_of["program"])
    found = LineAdjustment(
        fiscal_year=year,
        skpd=said_of.get("skpd", ""),
        sub_activity=said_of.get("sub", ""),
        account=said_of.get("rekening", ""),
        funding=said_of.get("sumber", ""),
        programmes=programmes,
        rupiah=rupiah,
        pot=said_of.get("jamak", ""),
    )
    return (found,)


def _named(words: Words, example: str) -> Mapping[str, str]:
    """What stands behind each word."""
    found: dict[str, str] = {}
    while words:
        if not words[0].is_any(_OF_LINE) or words[0].text.casefold() in found:
            raise BadEntry(f"“{words[0].text}” belum dimengerti. Contoh: {example}.")
        length = 1
        while length < len(words) and not words[length].is_any(_OF_LINE):
            length += 1
        found[words[0].text.casefold()] = said(words[1:length])
        words = words[length:]
    return found


def payment(words: Words, tail: Tail, _plan: Plan) -> tuple[Adjustment, ...]:
    no_tail(tail, "Waktu bayar")
    text = said(words[1:]).casefold()
    if text not in _TIMINGS:
        expected = "bulan yang sama, bulan berikutnya, triwulan di muka, atau setahun di muka"
        shown = f"; tertulis “{text}”" if text else ""
        raise BadEntry(f"Sesudah “{words[0].text}” diharapkan {expected}{shown}.")
    return (TimingAdjustment(_TIMINGS[text]),)
