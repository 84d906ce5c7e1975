"""A part of a whole: a percentage that always has its denominator beside it."""

from dataclasses import dataclass

from budget.money import PPM, Rounding, divide_rounded


@dataclass(frozen=True, slots=True)
class Part:
    """`part` may be negative or more than `whole`; both in the same unit."""

    part: int
    whole: int

    @property
    def ppm(self) -> int | None:
        """Parts per million, half away from zero; None of nothing."""
        if self.whole <= 0:
            return None
        size = divide_rounded(abs(self.part) * PPM, self.whole, Rounding.HALF_UP)
        return size if self.part >= 0 else -size
