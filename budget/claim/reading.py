"""The grammar of claims.

    claim      = expression [= expression]
    expression = product | part | growth | priced
    product    = quantity {(× | /) quantity | dari quantity}       15.000 orang x Rp16.800 x 12 bulan
    part       = quantity dari quantity                            468.000 dari 1,6 juta
    growth     = percent menjadi percent dari quantity             31,9 % menjadi 35,68 % dari 1,6 juta
    priced     = rupiah {dengan rupiah | untuk people | selama months}

Whatever does not fit is refused by BadEntry, with its place and what was expected.
"""

from collections.abc import Callable

from budget.claim.expressions import Expression, Factor, Growth, Part, Priced, Product, Statement
from budget.claim.quantities import UNIT_WORDS, Quantity, Unit
from budget.claim.tokens import Mark, Sign, Token, not_understood, tokens
from budget.errors import BadEntry

_NUMBER = "angka, misalnya 15.000 orang, Rp16.800, 12 bulan, atau 35,68 %"
_AFTER = "×, /, =, dari, atau akhir pernyataan"


def read_claim(text: str) -> Statement:
    """What a text claims; BadEntry in words where it is no claim."""
    reader = _Reader(tokens(text))
    left = reader.expression()
    if isinstance(left, Statement):
        reader.expect_end()
        return left
    right = reader.expression() if reader.take(Sign.EQUALS) else None
    reader.expect_end()
    if right is None:
        return Statement(left)
    if isinstance(right, Statement):
        raise BadEntry("Sesudah = hanya satu hasil. Tulis keterangan harga, orang, dan bulan tanpa tanda =.")
    claimed, computed = _single(right), left
    if claimed is None:
        claimed, computed = _single(left), right
    if claimed is None:
        raise BadEntry("Kedua sisi = adalah hitungan. Tulis hasil yang disebut sebagai satu angka.")
    return _fitting(computed, claimed)


def _single(expression: Expression) -> Quantity | None:
    if isinstance(expression, Product) and len(expression.factors) == 1:
        return expression.factors[0].quantity
    return None


def _fitting(computed: Expression, claimed: Quantity) -> Statement:
    bare = claimed.unit is Unit.NUMBER
    if computed.unit is Unit.PERCENT and claimed.unit is not Unit.PERCENT:
        raise not_understood(str(claimed), claimed.at, "persen, misalnya 29,25 %")
    if claimed.unit is Unit.PERCENT and computed.unit not in (Unit.PERCENT, Unit.NUMBER):
        raise not_understood(str(claimed), claimed.at, f"jumlah {UNIT_WORDS[computed.unit]}")
    if bare:
        claimed = Quantity(claimed.value, claimed.step, computed.unit, claimed.at)
    elif computed.unit is Unit.NUMBER and isinstance(computed, Product):
        computed = Product(computed.factors, claimed.unit)
    return Statement(computed, claimed)


class _Reader:
    """Walks through the tokens; each method takes what it names."""

    def __init__(self, found: list[Token]) -> None:
        self._tokens = found
        self._next = 0

    def expression(self) -> Expression | Statement:
        """The next one; a total with price, people and months is a statement already."""
        first = self._quantity()
        if first.unit is Unit.PERCENT and self.take(Sign.TO):
            return self._growth(first)
        if self._sees(Sign.WITH, Sign.FOR, Sign.DURING):
            return self._priced(first)
        return self._product(first)

    def take(self, sign: Sign) -> bool:
        """Take the sign if it comes next."""
        if self._sees(sign):
            self._next += 1
            return True
        return False

    def expect_end(self) -> None:
        if not self._sees(Sign.END):
            raise self._unexpected(_AFTER)

    def _sees(self, *signs: Sign) -> bool:
        token = self._tokens[self._next]
        return isinstance(token, Mark) and token.sign in signs

    def _quantity(self, fits: Callable[[Quantity], bool] | None = None, expected: str = _NUMBER) -> Quantity:
        token = self._tokens[self._next]
        if not isinstance(token, Quantity) or (fits and not fits(token)):
            raise self._unexpected(expected)
        self._next += 1
        return token

    def _unexpected(self, expected: str) -> BadEntry:
        token = self._tokens[self._next]
        return not_understood(token.text if isinstance(token, Mark) else str(token), token.at, expected)

    def _divisor(self) -> Quantity:
        return self._quantity(lambda q: q.value != 0, "angka selain nol: dengan nol tidak dapat dibagi")

    def _growth(self, start: Quantity) -> Growth:
        end = self._quantity(lambda q: q.unit is Unit.PERCENT, "persen, misalnya 35,68 %")
        if not self.take(Sign.OF):
            raise self._unexpected("dari, lalu jumlah yang menjadi penyebut")
        return Growth(start, end, self._quantity(_countable, "jumlah orang, misalnya 1,6 juta"))

    def _product(self, first: Quantity) -> Product | Part:
        factors = [Factor(first)]
        while True:
            last = factors[-1].quantity
            if self.take(Sign.TIMES):
                factors.append(Factor(self._quantity()))
            elif self.take(Sign.OVER):
                factors.append(Factor(self._divisor(), divides=True))
            elif self._sees(Sign.OF) and last.unit is Unit.PERCENT:
                self.take(Sign.OF)
                factors.append(Factor(self._quantity(), of=True))
            elif self._sees(Sign.OF) and len(factors) == 1:
                self.take(Sign.OF)
                return self._part(first)
            else:
                return Product(tuple(factors), _unit(factors))

    def _part(self, part: Quantity) -> Part:
        same = UNIT_WORDS[part.unit] or "angka"
        whole = self._quantity(
            lambda q: q.value != 0 and (Unit.NUMBER in (part.unit, q.unit) or q.unit is part.unit),
            f"{same} selain nol sebagai penyebut",
        )
        return Part(part, whole)

    def _priced(self, total: Quantity) -> Priced | Statement:
        wanted = {Sign.WITH: Unit.RUPIAH, Sign.FOR: Unit.PEOPLE, Sign.DURING: Unit.MONTHS}
        if total.unit is not Unit.RUPIAH:
            raise self._unexpected(_AFTER)
        terms: dict[Unit, Quantity] = {}
        while (mark := self._tokens[self._next]) and isinstance(mark, Mark) and mark.sign in wanted:
            unit = wanted[mark.sign]
            if unit in terms:
                raise self._unexpected("setiap keterangan sekali saja")
            self._next += 1
            terms[unit] = self._quantity(_of(unit), f"{UNIT_WORDS[unit]} di atas nol")
        known = tuple(terms.values())
        missing = [unit for unit in wanted.values() if unit not in terms]
        match missing:
            case []:
                order = (Unit.PEOPLE, Unit.RUPIAH, Unit.MONTHS)
                return Statement(Product(tuple(Factor(terms[unit]) for unit in order), Unit.RUPIAH), total)
            case [Unit.PEOPLE, Unit.MONTHS]:
                return Priced(total, known, Unit.PERSON_MONTHS)
            case [unit]:
                return Priced(total, known, unit)
            case _:
                raise self._unexpected("juga iuran (dengan Rp16.800), orang (untuk), atau bulan (selama)")


def _countable(quantity: Quantity) -> bool:
    return quantity.unit in (Unit.PEOPLE, Unit.NUMBER)


def _of(unit: Unit) -> Callable[[Quantity], bool]:
    return lambda q: q.unit is unit and q.value > 0


_DIMENSIONS = {
    Unit.RUPIAH: (Unit.RUPIAH,),
    Unit.PEOPLE: (Unit.PEOPLE,),
    Unit.MONTHS: (Unit.MONTHS,),
    Unit.PERSON_MONTHS: (Unit.PEOPLE, Unit.MONTHS),
}


def _unit(factors: list[Factor]) -> Unit:
    """The unit of a product; BadEntry at the factor that makes no sense in it, as money times money."""
    power = dict.fromkeys((Unit.RUPIAH, Unit.PEOPLE, Unit.MONTHS), 0)
    for factor in factors:
        for dimension in _DIMENSIONS.get(factor.quantity.unit, ()):
            power[dimension] += -1 if factor.divides else 1
            if abs(power[dimension]) > 1:
                word = UNIT_WORDS[dimension]
                raise not_understood(str(factor.quantity), factor.quantity.at, f"{word} sekali saja")
    if power[Unit.RUPIAH] == 1:
        return Unit.RUPIAH
    units = {factor.quantity.unit for factor in factors}
    if Unit.RUPIAH in units:
        # Money over a price per person and month.
        power[Unit.PEOPLE] += 1
        power[Unit.MONTHS] += 1
    match power[Unit.PEOPLE], power[Unit.MONTHS]:
        case (1, 1):
            return Unit.PERSON_MONTHS
        case (1, _):
            return Unit.PEOPLE
        case (_, 1):
            return Unit.MONTHS
        case _:
            return Unit.PERCENT if units == {Unit.PERCENT} else Unit.NUMBER
