"""Amounts, numbers and percentages in a line of text, each refused with what was expected in its place."""

import re

from budget.errors import BadEntry, NotMoney
from budget.money import parse_rupiah, parse_sen
from budget.period import Validity
from budget.plan import entry
from budget.plan.records import Plan
from budget.plan.what_if_words import Tail, Words, cut, said

UNITS = ("ribu", "rb", "juta", "jt", "miliar", "milyar", "triliun", "trilyun")
_YEAR = re.compile(r"(?:19|20|21)\d\d")


def amount_of(words: Words, where: str) -> int:
    """Whole rupiah; `where` says behind what they stand."""
    try:
        return parse_rupiah(_present(words, f"{where} diharapkan jumlah rupiah, misalnya 500 juta"))
    except NotMoney as misfit:
        raise BadEntry(f"{where} diharapkan jumlah rupiah, misalnya 500 juta. {misfit}") from None


def sen_of(words: Words, where: str) -> int:
    expected = f"{where} diharapkan rupiah sebulan, misalnya 1.600.000"
    try:
        sen = parse_sen(_present(words, expected))
    except NotMoney as misfit:
        raise BadEntry(f"{expected}. {misfit}") from None
    if sen <= 0:
        raise BadEntry(f"{expected}, lebih dari nol.")
    return sen


def heads_of(words: Words, where: str) -> int:
    people = words[:-1] if words and words[-1].is_any(("orang",)) else words
    expected = f"{where} diharapkan jumlah orang, misalnya 17.000"
    text = _present(people, expected)
    try:
        number = parse_rupiah(text)
    except NotMoney:
        raise BadEntry(f"{expected}; tertulis “{text}”.") from None
    if number < 0:
        raise BadEntry(f"{expected}, bukan kurang dari nol.")
    return number


def percent_of(words: Words, where: str) -> int:
    """Parts per million, not below zero."""
    expected = f"{where} diharapkan persen, misalnya 6% atau 6,5%"
    text = _present(words, expected)
    try:
        ppm = entry.PERCENT.parse(text)
    except BadEntry as misfit:
        raise BadEntry(f"{expected}; {misfit}") from None
    if ppm < 0:
        raise BadEntry(f"{expected}, bukan kurang dari nol.")
    return int(ppm)


def is_percent(words: Words) -> bool:
    return bool(words) and words[-1].text.endswith("%")


def year_first(words: Words) -> tuple[int | None, Words]:
    """A fiscal year at the beginning (``2026``, ``TA 2026``), and the rest."""
    rest = words[1:] if words and words[0].is_any(("ta", "tahun")) else words
    if rest and not rest[0].quoted and _YEAR.fullmatch(rest[0].text) and not is_unit(rest[1:]):
        return int(rest[0].text), rest[1:]
    return None, words


def is_unit(words: Words) -> bool:
    return bool(words) and words[0].is_any(UNITS)


def whole(words: Words, where: str, least: int, most: int) -> int:
    text = said(words)
    if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
        raise BadEntry(f"{where} diharapkan angka {least} sampai {most}; tertulis “{text}”.")
    return int(text)


def sides(words: Words, what: str) -> tuple[Words, Words]:
    """What stands before and after the equals sign."""
    before, after = cut(words, ("=",))
    if after is None:
        raise BadEntry(f"Diharapkan tanda = lalu {what}.")
    return before, after


def months_of(tail: Tail, plan: Plan) -> Validity:
    """From the month given, or else the plan's first, until the month given."""
    first = tail.first or plan.span.first
    if tail.last is not None and tail.last < first:
        raise BadEntry(f"Bulan akhir {tail.last} mendahului bulan awal {first}.")
    return Validity(first, tail.last)


def no_tail(tail: Tail, what: str) -> None:
    """BadEntry where the line has months or a reference that it would not use."""
    if tail.first is not None or tail.last is not None:
        raise BadEntry(f"{what} tidak memakai bulan. Hapus bulannya.")
    no_reference(tail, what)


def no_reference(tail: Tail, what: str) -> None:
    if tail.reference is not None:
        raise BadEntry(f"{what} tidak memakai dasar hukum. Hapus “dasar …”.")


def no_end(tail: Tail, what: str) -> None:
    if tail.last is not None:
        raise BadEntry(
            f"{what} berlaku seterusnya. Hapus “sampai”, atau tulis perubahan berikutnya di baris lain."
        )
    no_reference(tail, what)


def _present(words: Words, expected: str) -> str:
    if not words:
        raise BadEntry(f"{expected}.")
    return said(words)
