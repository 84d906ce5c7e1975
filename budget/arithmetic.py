"""Amounts as people type them: one amount, or a small sum of amounts, worked out exactly.

``3*250000``, ``12 x 16.800`` and ``(2 juta + 500 rb) * 3`` are for people who see at once how they were
read. A cell of a workbook holds one amount: a day typed into it must never become a difference.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import count

from budget.errors import NotMoney
from budget.money import decimal_of, format_number, within_limit

# Far more than anybody types, and few enough that no brackets nest too deeply.
_LONGEST = 100
_AMOUNT = re.compile(
    r"(?:rp\.?\s*)?\d[\d.,]*(?:(?<=,)-(?=\s*(?:$|[-+*×x)])))?(?:\s*[a-wyz]+)?", re.IGNORECASE | re.ASCII
)
_SIGN_BETWEEN = re.compile(r"\S\s*[-+*×x−]|[()]", re.IGNORECASE)
_SIGNS = {"+": "+", "-": "-", "−": "-", "*": "*", "×": "*", "x": "*", "X": "*", "(": "(", ")": ")"}
_EXAMPLE = "Contoh yang benar: 1.500.000, 1,5 juta, atau 12 x 16.800."


def typed_rupiah(text: str) -> int:
    """Whole rupiah from ``1,5 juta``, ``Rp1.500.000``, ``3*250000`` or ``12 x (16.800 + 5.400)``.

    Raises NotMoney, with the exact value where that is no whole rupiah.
    """
    amount = _worked_out(text)
    if amount.denominator != 1:
        raise NotMoney(f"“{text}” adalah {_exact(amount)}: bukan rupiah bulat.")
    return within_limit(amount.numerator, text)


def typed_sen(text: str) -> int:
    """A wage in sen, from what `typed_rupiah` takes and from amounts with cents."""
    sen = _worked_out(text) * 100
    if sen.denominator != 1:
        raise NotMoney(f"“{text}” adalah {_exact(sen / 100)}: paling banyak dua angka di belakang koma.")
    return within_limit(sen.numerator, text)


def _worked_out(text: str) -> Fraction:
    """A single amount as it is read everywhere: in brackets it is negative, as in accounts."""
    try:
        return Fraction(decimal_of(text))
    except NotMoney:
        if _SIGN_BETWEEN.search(text) is None:
            raise
    if len(text) > _LONGEST:
        raise NotMoney(f"Hitungan ini terlalu panjang: paling banyak {_LONGEST} huruf.")
    reading = _Reading(text, _words(text))
    amount = reading.sum()
    if reading.left:
        raise reading.refusal()
    return amount


def _exact(amount: Fraction) -> str:
    """A fraction whose denominator divides a power of ten, with every digit it has."""
    digits = next(n for n in count(1) if (amount * 10**n).denominator == 1)
    whole, rest = divmod(abs(int(amount * 10**digits)), 10**digits)
    return f"{'-' if amount < 0 else ''}{format_number(whole)},{rest:0{digits}d}"


def _words(text: str) -> list[str]:
    """Amounts, and signs in one spelling; NotMoney at the first thing that is neither."""
    words: list[str] = []
    place = 0
    while place < len(text):
        if text[place].isspace():
            place += 1
        elif sign := _SIGNS.get(text[place]):
            words.append(sign)
            place += 1
        elif found := _AMOUNT.match(text, place):
            words.append(found[0])
            place = found.end()
        else:
            raise NotMoney(f"“{text[place:]}” pada “{text}” tidak dimengerti. {_EXAMPLE}")
    return words


@dataclass(slots=True)
class _Reading:
    """Reads from the left: products bind closer than sums, brackets closest."""

    text: str
    left: list[str]

    def sum(self) -> Fraction:
        return self._chain(self._product, {"+": lambda a, b: a + b, "-": lambda a, b: a - b})

    def _product(self) -> Fraction:
        return self._chain(self._factor, {"*": lambda a, b: a * b})

    def _chain(
        self, part: Callable[[], Fraction], signs: dict[str, Callable[[Fraction, Fraction], Fraction]]
    ) -> Fraction:
        amount = part()
        while self.left and self.left[0] in signs:
            amount = signs[self.left.pop(0)](amount, part())
        return amount

    def _factor(self) -> Fraction:
        word = self.left.pop(0) if self.left else ""
        if word == "-":
            return -self._factor()
        if word == "+":
            return self._factor()
        if word == "(":
            amount = self.sum()
            if not self.left or self.left.pop(0) != ")":
                raise NotMoney(f"“{self.text}”: tanda kurungnya tidak berpasangan.")
            return amount
        if not word or word in _SIGNS:
            raise self.refusal(word)
        return Fraction(decimal_of(word))

    def refusal(self, at: str = "") -> NotMoney:
        where = at or (self.left[0] if self.left else "")
        said = f"ada yang kurang di dekat “{where}”" if where else "belum selesai ditulis"
        return NotMoney(f"“{self.text}”: {said}. {_EXAMPLE}")
