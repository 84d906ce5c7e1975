"""One number of a claim: its exact value, its unit, and how precisely it is printed."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from budget.money import PPM, Rounding, divide_rounded, format_number


class Unit(StrEnum):
    NUMBER = "number"
    RUPIAH = "rupiah"
    PEOPLE = "people"
    MONTHS = "months"
    PERSON_MONTHS = "person-months"
    PERCENT = "percent"


UNIT_WORDS = {
    Unit.NUMBER: "",
    Unit.RUPIAH: "rupiah",
    Unit.PEOPLE: "orang",
    Unit.MONTHS: "bulan",
    Unit.PERSON_MONTHS: "orang-bulan",
    Unit.PERCENT: "persen",
}
COUNTS = (Unit.PEOPLE, Unit.MONTHS, Unit.PERSON_MONTHS)
_STEPS = {
    10: "puluhan",
    100: "ratusan",
    1_000: "ribu",
    10_000: "puluh ribu",
    100_000: "ratus ribu",
    10**6: "juta",
    10**7: "puluh juta",
    10**8: "ratus juta",
    10**9: "miliar",
    10**10: "puluh miliar",
    10**11: "ratus miliar",
    10**12: "triliun",
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A percentage has its part as value: 35,68 % is 0,3568.

    `step` is what one unit of the last printed digit is worth: 10^8 for ``10,5 miliar``. `at` is the place in
    the text, from 1.
    """

    value: Fraction
    step: Fraction
    unit: Unit
    at: int = 1

    @property
    def is_rounded(self) -> bool:
        """Whether the printing itself says that the value may be another one: ``1,6 juta``."""
        return self.unit is Unit.PERCENT or self.step > 1

    @property
    def low(self) -> Fraction:
        return max(Fraction(0), self.value - self.step / 2) if self.is_rounded else self.value

    @property
    def high(self) -> Fraction:
        return self.value + self.step / 2 if self.is_rounded else self.value

    @property
    def printed_to(self) -> str:
        """The last printed digit in words: ``miliar``, ``0,01 %``."""
        if self.unit is Unit.PERCENT:
            return f"{decimal(self.step * 100)} %"
        if self.step == 1:
            return UNIT_WORDS[self.unit] or "satuan"
        if self.step.denominator == 1:
            return _STEPS.get(self.step.numerator, format_number(self.step.numerator))
        return "sen"

    def __str__(self) -> str:
        return in_unit(self.value, self.unit)


def in_unit(value: Fraction, unit: Unit) -> str:
    """``Rp3.024.000.000``, ``60.480 orang``, ``29,25 %``; what has no end is cut to two decimals after ±."""
    match unit:
        case Unit.RUPIAH:
            text = decimal(abs(value))
            mark = "± " if text.startswith("± ") else ""
            return f"{mark}{'-' if value < 0 else ''}Rp{text.removeprefix('± ')}"
        case Unit.PERCENT:
            return f"{decimal(value * 100)} %"
        case _:
            return f"{decimal(value)} {UNIT_WORDS[unit]}".strip()


def decimal(value: Fraction) -> str:
    """Up to four decimals where these are exact, else two, rounded half up and marked with ±."""
    sign, size = ("-" if value < 0 else ""), abs(value)
    for places in range(5):
        scaled = size * 10**places
        if scaled.denominator == 1:
            return f"{sign}{_with_decimals(scaled.numerator, places)}"
    hundredths = divide_rounded(100 * size.numerator, size.denominator, Rounding.HALF_UP)
    return f"± {sign}{_with_decimals(hundredths, 2)}"


def _with_decimals(scaled: int, places: int) -> str:
    whole, rest = divmod(scaled, 10**places)
    return f"{format_number(whole)},{rest:0{places}d}" if places else format_number(whole)


def rounded(value: Fraction, unit: Unit) -> int:
    """For programs: whole units, rounded half up; percentages in parts per million."""
    scaled = abs(value) * (PPM if unit is Unit.PERCENT else 1)
    size = divide_rounded(scaled.numerator, scaled.denominator, Rounding.HALF_UP)
    return -size if value < 0 else size
