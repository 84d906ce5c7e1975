"""A claim cut into numbers with their units, and the words between them; each keeps its place in the text."""

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from budget.claim.quantities import Quantity, Unit
from budget.errors import BadEntry, NotMoney
from budget.money import SEN_PER_RUPIAH, parse_sen

LONGEST_CLAIM = 500


class Sign(StrEnum):
    TIMES = "×"
    OVER = "/"
    EQUALS = "="
    OF = "dari"
    TO = "menjadi"
    WITH = "dengan"
    FOR = "untuk"
    DURING = "selama"
    END = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A word or sign between numbers; `at` is its place, from 1."""

    sign: Sign
    text: str
    at: int


Token = Quantity | Mark

_SCALES = {"ribu": 3, "rb": 3, "juta": 6, "jt": 6, "miliar": 9, "milyar": 9, "triliun": 12, "trilyun": 12}
_NOUNS = {
    "orang-bulan": Unit.PERSON_MONTHS,
    "orang bulan": Unit.PERSON_MONTHS,
    "ob": Unit.PERSON_MONTHS,
    **dict.fromkeys(("orang", "jiwa", "peserta", "pekerja", "warga", "penduduk", "anggota"), Unit.PEOPLE),
    **dict.fromkeys(("bulan", "bln"), Unit.MONTHS),
    "rupiah": Unit.RUPIAH,
}
_NOUN = "|".join(_NOUNS)
_NUMBER = re.compile(
    rf"""
    (?P<rp>rp\.?\s*)?
    (?P<digits>\d+(?:[.,]\d+)*)
    (?:,[-–])?
    (?:\s*(?P<scale>{"|".join(_SCALES)})\b)?
    (?:\s*(?P<percent>%|persen\b))?
    (?:\s*(?P<noun>{_NOUN})\b)?
    # A price may say what it is a price of.
    (?:\s*(?:(?:/|per\b|tiap\b|setiap\b)\s*(?:{_NOUN})\b|sebulan\b))*
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SIGNS = {
    Sign.TIMES: r"[x×*·](?!(?!rp)[a-z])|(?:di)?kali\b",
    Sign.OVER: r"[/÷:]|dibagi\b",
    Sign.EQUALS: r"=|adalah\b|ialah\b|yaitu\b|sama\s+dengan\b|setara\b",
    Sign.OF: r"dari\b",
    Sign.TO: r"→|->|menjadi\b|ke\b",
    Sign.WITH: r"dengan\b|pada\b|@",
    Sign.FOR: r"untuk\b|bagi\b",
    Sign.DURING: r"selama\b",
}
_MARK = re.compile("|".join(f"(?P<{sign.name}>{pattern})" for sign, pattern in _SIGNS.items()), re.IGNORECASE)
_WORD = re.compile(r"\S+")


def tokens(text: str) -> list[Token]:
    """The tokens of a claim, closed by an END mark; BadEntry names the place of what is no part of one."""
    if len(text) > LONGEST_CLAIM:
        raise BadEntry(f"Pernyataan terlalu panjang: paling banyak {LONGEST_CLAIM} huruf.")
    found: list[Token] = []
    place, end = 0, len(text.rstrip(" .?!\t\n\r"))
    while place < end:
        if text[place].isspace():
            place += 1
        elif number := _NUMBER.match(text, place, end):
            found.append(_quantity(number))
            place = number.end()
        elif mark := _MARK.match(text, place, end):
            found.append(Mark(Sign[mark.lastgroup or "END"], mark[0], place + 1))
            place = mark.end()
        else:
            raise not_understood(
                _word_at(text, place, end), place + 1, "angka, satuan, atau tanda × / = dari"
            )
    found.append(Mark(Sign.END, "akhir pernyataan", end + 1))
    return found


def not_understood(what: str, at: int, expected: str) -> BadEntry:
    return BadEntry(f"Huruf ke-{at}: “{what}” tidak dimengerti di sini. Yang diharapkan: {expected}.")


def _word_at(text: str, place: int, end: int) -> str:
    word = _WORD.match(text, place, end)
    return word[0][:40] if word else ""


def _quantity(found: re.Match[str]) -> Quantity:
    at = found.start() + 1
    digits, scale = found["digits"], _SCALES.get((found["scale"] or "").lower(), 0)
    try:
        sen = parse_sen(f"{digits} {found['scale'] or ''}".strip())
    except NotMoney as reason:
        raise BadEntry(f"Huruf ke-{at}: {reason}") from None
    value, step = Fraction(sen, SEN_PER_RUPIAH), Fraction(10**scale, 10 ** _decimals(digits))
    noun = _NOUNS[found["noun"].lower()] if found["noun"] else Unit.NUMBER
    if found["percent"]:
        if found["rp"] or found["noun"] or found["scale"]:
            raise not_understood(found[0], at, "persen tanpa satuan lain, misalnya 35,68 %")
        return Quantity(value / 100, step / 100, Unit.PERCENT, at)
    if found["rp"]:
        if noun not in (Unit.NUMBER, Unit.RUPIAH):
            raise not_understood(found[0], at, "rupiah atau jumlah orang, tidak keduanya")
        noun = Unit.RUPIAH
    return Quantity(value, step, noun, at)


def _decimals(digits: str) -> int:
    """Printed decimals: after the comma, or after the point of a number as programs write it."""
    if "," in digits:
        return len(digits.rpartition(",")[2])
    whole, point, rest = digits.rpartition(".")
    return len(rest) if point and "." not in whole and len(rest) < 3 else 0
