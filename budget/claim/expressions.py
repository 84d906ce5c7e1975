"""What a claim works out: products and quotients, parts of a whole, growth of a part, totals with a price."""

from dataclasses import dataclass
from fractions import Fraction

from budget.claim.quantities import Quantity, Unit


@dataclass(frozen=True, slots=True)
class Factor:
    """`divides`: the product before it is divided by it. `of`: written as ``P % dari N``."""

    quantity: Quantity
    divides: bool = False
    of: bool = False


@dataclass(frozen=True, slots=True)
class Product:
    factors: tuple[Factor, ...]
    unit: Unit

    @property
    def value(self) -> Fraction:
        return self._over([f.quantity.value for f in self.factors])

    @property
    def bounds(self) -> tuple[Fraction, Fraction]:
        """The least and the most that the printed digits of the factors leave open."""
        low = [f.quantity.high if f.divides else f.quantity.low for f in self.factors]
        high = [f.quantity.low or f.quantity.value if f.divides else f.quantity.high for f in self.factors]
        return self._over(low), self._over(high)

    def _over(self, values: list[Fraction]) -> Fraction:
        result = Fraction(1)
        for factor, value in zip(self.factors, values, strict=True):
            result = result / value if factor.divides else result * value
        return result

    def __str__(self) -> str:
        parts = [str(self.factors[0].quantity)]
        for factor in self.factors[1:]:
            sign = "dari" if factor.of else "/" if factor.divides else "×"
            parts.append(f"{sign} {factor.quantity}")
        return " ".join(parts)


@dataclass(frozen=True, slots=True)
class Part:
    """``468.000 dari 1,6 juta``: a percentage."""

    part: Quantity
    whole: Quantity
    unit: Unit = Unit.PERCENT

    @property
    def value(self) -> Fraction:
        return self.part.value / self.whole.value

    @property
    def bounds(self) -> tuple[Fraction, Fraction]:
        return self.part.low / self.whole.high, self.part.high / (self.whole.low or self.whole.value)

    def __str__(self) -> str:
        return f"{self.part} dari {self.whole}"


@dataclass(frozen=True, slots=True)
class Growth:
    """``31,9 % menjadi 35,68 % dari 1,6 juta``: so many more people."""

    start: Quantity
    end: Quantity
    whole: Quantity
    unit: Unit = Unit.PEOPLE

    @property
    def value(self) -> Fraction:
        return (self.end.value - self.start.value) * self.whole.value

    @property
    def bounds(self) -> tuple[Fraction, Fraction]:
        least, most = self.end.low - self.start.high, self.end.high - self.start.low
        wholes = self.whole.low, self.whole.high
        return min(least * w for w in wholes), max(most * w for w in wholes)

    def __str__(self) -> str:
        return f"{self.start} menjadi {self.end} dari {self.whole}"


@dataclass(frozen=True, slots=True)
class Priced:
    """``Rp4.799.995.200 dengan Rp16.800 per bulan selama 3 bulan``: how many of what is missing (`unit`)."""

    total: Quantity
    terms: tuple[Quantity, ...]
    unit: Unit

    @property
    def value(self) -> Fraction:
        return self.total.value / self.each

    @property
    def each(self) -> Fraction:
        """What one of `unit` costs."""
        result = Fraction(1)
        for term in self.terms:
            result *= term.value
        return result

    @property
    def bounds(self) -> tuple[Fraction, Fraction]:
        return self.total.low / self.each, self.total.high / self.each

    def __str__(self) -> str:
        return " / ".join(map(str, (self.total, *self.terms)))


Expression = Product | Part | Growth | Priced


@dataclass(frozen=True, slots=True)
class Statement:
    """Something to work out, and what is said to come out, if anything."""

    computed: Expression
    claimed: Quantity | None = None

    def __str__(self) -> str:
        said = f" = {self.claimed}" if self.claimed else ""
        return f"{self.computed}{said}"
