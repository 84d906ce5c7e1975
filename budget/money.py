"""Whole rupiah: reading, writing, rounding, and amounts in words.

Money is `int` rupiah from end to end. A wage that only serves as a base may carry cents (UMK of Klaten
2023: Rp2.152.322,94) and is `int` sen. Rates are scaled integers, parts per million. No float and no
`round()` touches any of them.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

from budget.errors import NotMoney

SEN_PER_RUPIAH = 100
PPM = 1_000_000
_LARGEST_FLOAT_INTEGER = 2**53
_LARGEST = 2**63 - 1
# More digits than any amount needs, and few enough for exact decimals.
_MOST_DIGITS = 25

# The power of ten that each word stands for.
_UNITS = {
    "": 0,
    "ribu": 3,
    "rb": 3,
    "juta": 6,
    "jt": 6,
    "miliar": 9,
    "milyar": 9,
    "triliun": 12,
    "trilyun": 12,
}
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_PLAIN = re.compile(r"\d+(?:,\d+)?")
_MACHINE = re.compile(r"\d+\.\d{1,2}")
_AMOUNT = re.compile(r"(?P<number>[\d.,]+?)(?:,-)?\s*(?P<unit>[a-z]*)", re.IGNORECASE)


class Rounding(StrEnum):
    """How a contribution becomes whole rupiah: per person, per programme, per month."""

    HALF_UP = "half-up"
    DOWN = "down"
    UP = "up"


def divide_rounded(numerator: int, denominator: int, rounding: Rounding) -> int:
    """The quotient of a non-negative numerator and a positive denominator, in whole units.

    >>> divide_rounded(5, 2, Rounding.HALF_UP), divide_rounded(5, 2, Rounding.DOWN)
    (3, 2)
    """
    if numerator < 0 or denominator <= 0:
        raise ValueError("divide_rounded takes a non-negative numerator and a positive denominator")
    match rounding:
        case Rounding.HALF_UP:
            return (2 * numerator + denominator) // (2 * denominator)
        case Rounding.DOWN:
            return numerator // denominator
        case Rounding.UP:
            return -(-numerator // denominator)


def split(amount: int, weights: Sequence[int]) -> list[int]:
    """Whole parts of a non-negative amount in proportion to the weights, by largest remainder.

    Equal remainders go to the earlier place; weights that are all zero count alike.

    >>> split(100, [1, 1, 1])
    [34, 33, 33]
    """
    total = sum(weights)
    if not total:
        weights, total = [1] * len(weights), len(weights)
    shares = [divmod(amount * weight, total) for weight in weights]
    parts = [whole for whole, _ in shares]
    largest = sorted(range(len(shares)), key=lambda place: -shares[place][1])
    for place in largest[: amount - sum(parts)]:
        parts[place] += 1
    return parts


def parse_rupiah(value: str | int | float | Decimal) -> int:
    """Whole rupiah from what offices write: ``Rp 1.500.000,-``, ``1500000``, ``1,5 juta``.

    Also takes the number in a spreadsheet cell. Raises NotMoney on fractions of a rupiah, on the
    ambiguous ``1,500,000``, and past 2^63 - 1.
    """
    amount = decimal_of(value)
    if amount != amount.to_integral_value():
        raise NotMoney(f"“{value}” bukan rupiah bulat. Tulis tanpa sen, misalnya 1.500.000.")
    return within_limit(int(amount), value)


def parse_sen(value: str | int | float | Decimal) -> int:
    """A wage in sen (hundredths of a rupiah): ``2.152.322,94`` is 215232294."""
    sen = decimal_of(value).scaleb(2)
    if sen != sen.to_integral_value():
        raise NotMoney(f"“{value}” punya lebih dari dua angka di belakang koma. Tulis paling banyak sen.")
    return within_limit(int(sen), value)


def within_limit(amount: int, original: object) -> int:
    """The amount; NotMoney past 2^63 - 1, the largest that is stored."""
    if abs(amount) > _LARGEST:
        raise NotMoney(f"“{original}” terlalu besar. Paling banyak {format_number(_LARGEST)}.")
    return amount


def decimal_of(value: str | int | float | Decimal) -> Decimal:
    """One amount in rupiah, as exact as it was written; NotMoney for anything else."""
    if isinstance(value, bool):
        raise NotMoney(f"“{value}” bukan jumlah uang.")
    if isinstance(value, int):
        if abs(value) > _LARGEST:
            raise NotMoney(f"Angka itu terlalu besar. Paling banyak {format_number(_LARGEST)}.")
        return Decimal(value)
    if isinstance(value, Decimal):
        return value
    if isinstance(value, float):
        return _from_cell(value)
    text = value.strip().replace("\u00a0", " ")
    if text.startswith("(") != text.endswith(")"):
        raise NotMoney(f"“{value}” bukan jumlah uang: tanda kurungnya tidak berpasangan.")
    negative = text.startswith("-") or (text.startswith("(") and text.endswith(")"))
    text = re.sub(r"^rp\.?", "", text.strip("()").lstrip("-").strip(), flags=re.IGNORECASE).strip()
    if text.startswith("-") and not negative:
        negative, text = True, text.removeprefix("-").strip()
    found = _AMOUNT.fullmatch(text)
    if found is None:
        raise NotMoney(f"“{value}” bukan jumlah uang. Contoh yang benar: 1.500.000 atau 1,5 juta.")
    amount = _number(found["number"], value).scaleb(_exponent(found["unit"].lower(), value))
    return -amount if negative else amount


def _from_cell(value: float) -> Decimal:
    if not abs(value) < _LARGEST_FLOAT_INTEGER:
        raise NotMoney(f"“{value}” terlalu besar atau bukan angka. Tulis sebagai teks.")
    # repr gives the shortest decimal that names this double: what was typed into the cell.
    return Decimal(repr(value))


def _number(digits: str, original: str) -> Decimal:
    if len(digits) > _MOST_DIGITS:
        raise NotMoney(f"“{original}” punya terlalu banyak angka.")
    if _GROUPED.fullmatch(digits) or _PLAIN.fullmatch(digits):
        if re.fullmatch(r"\d{1,3},\d{3}", digits):
            raise NotMoney(_ambiguous(original))
        return Decimal(digits.replace(".", "").replace(",", "."))
    if _MACHINE.fullmatch(digits):
        return Decimal(digits)
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits):
        raise NotMoney(_ambiguous(original))
    raise NotMoney(f"“{original}” bukan jumlah uang. Titik memisahkan ribuan, koma memisahkan sen.")


def _ambiguous(original: str) -> str:
    return (
        f"“{original}” bermakna ganda: koma dipakai sebagai pemisah ribuan atau desimal? "
        "Tulis 1.500.000 (titik untuk ribuan, koma untuk desimal)."
    )


def _exponent(unit: str, original: str) -> int:
    if unit not in _UNITS:
        raise NotMoney(f"Satuan pada “{original}” tidak dikenal. Pakai ribu, juta, miliar, atau triliun.")
    return _UNITS[unit]


def format_number(amount: int) -> str:
    """``10500000000`` as ``10.500.000.000``."""
    return f"{amount:,}".replace(",", ".")


def format_rupiah(amount: int) -> str:
    """``Rp10.500.000.000``; negative amounts as ``-Rp1.000``."""
    sign = "-" if amount < 0 else ""
    return f"{sign}Rp{format_number(abs(amount))}"


def format_sen(sen: int) -> str:
    """A wage in rupiah, with its cents only where it has any: ``2.152.322,94``."""
    rupiah, rest = divmod(abs(sen), SEN_PER_RUPIAH)
    return ("-" if sen < 0 else "") + format_number(rupiah) + (f",{rest:02d}" if rest else "")


def format_percent(ppm: int) -> str:
    """``2400`` parts per million as ``0,24 %``."""
    whole, rest = divmod(abs(ppm), PPM // 100)
    decimals = f"{rest:04d}".rstrip("0")
    return f"{'-' if ppm < 0 else ''}{whole}{',' if decimals else ''}{decimals} %"


def terbilang(amount: int) -> str:
    """The amount in words as documents write it: ``sepuluh miliar lima ratus juta rupiah``."""
    from num2words import num2words  # loads sixty languages: only when words are asked for

    words = " ".join(num2words(abs(amount), lang="id").split())
    return f"{'minus ' if amount < 0 else ''}{words} rupiah"
