"""Whether a claim holds: the exact result, the difference, and whether it is right as far as it is printed.

A count or a percentage holds when its printed digits are those of the exact result. Money holds as well, but
for a total that is printed to more than the rupiah and lies below the cost: rounding pays nobody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from budget.claim.expressions import Part, Priced, Product, Statement
from budget.claim.quantities import COUNTS, Quantity, Unit, in_unit
from budget.errors import Problem, information, warning


@dataclass(frozen=True, slots=True)
class Judgement:
    """`holds` is None where nothing was claimed. `difference` is what was claimed minus what comes out.

    `is_possible`: the claim may be right although it does not hold, as the numbers it is made of are
    themselves printed as round ones.
    """

    statement: Statement
    computed: Fraction
    difference: Fraction | None
    holds: bool | None
    is_exact: bool
    is_right_as_rounded: bool
    is_possible: bool
    findings: tuple[Problem, ...]

    @property
    def unit(self) -> Unit:
        return self.statement.computed.unit


def judge(statement: Statement) -> Judgement:
    """Work a claim out, and name what cannot be."""
    computed, claimed = statement.computed.value, statement.claimed
    if claimed is None:
        return _unclaimed(statement, computed)
    difference = claimed.value - computed
    fits_unit = claimed.unit is statement.computed.unit
    is_exact = fits_unit and not difference
    is_right = fits_unit and _is_right_as_rounded(claimed, computed)
    is_short = claimed.unit is Unit.RUPIAH and claimed.is_rounded and difference < 0
    return Judgement(
        statement,
        computed,
        difference if fits_unit else None,
        holds=is_exact or (is_right and not is_short),
        is_exact=is_exact,
        is_right_as_rounded=is_right,
        is_possible=fits_unit and _is_possible(statement, claimed),
        findings=tuple(_findings(statement, claimed, computed)),
    )


def _unclaimed(statement: Statement, computed: Fraction) -> Judgement:
    """Without a result there is only one thing to be wrong: a total that pays no whole number."""
    priced, whole = isinstance(statement.computed, Priced), computed.denominator == 1
    return Judgement(
        statement,
        computed,
        None,
        holds=whole if priced else None,
        is_exact=whole,
        is_right_as_rounded=whole,
        is_possible=whole,
        findings=tuple(_fractions(statement, computed)),
    )


def _is_right_as_rounded(claimed: Quantity, computed: Fraction) -> bool:
    if abs(claimed.value - computed) <= claimed.step / 2:
        return True
    # Who is needed for a part of a whole is rounded up.
    return claimed.unit is Unit.PEOPLE and claimed.value == ceil(computed)


def _is_possible(statement: Statement, claimed: Quantity) -> bool:
    low, high = statement.computed.bounds
    return low <= claimed.value + claimed.step / 2 and claimed.value - claimed.step / 2 <= high


def _findings(statement: Statement, claimed: Quantity, computed: Fraction) -> Iterator[Problem]:
    unit = statement.computed.unit
    if claimed.unit is not unit:
        message = f"Hasilnya {in_unit(computed, unit)}, yang disebut {claimed}: satuannya lain."
        yield warning("satuan_lain", "", message)
        return
    yield from _fractions(statement, computed)
    if not _is_right_as_rounded(claimed, computed):
        yield from _wrong_percentage(statement, claimed)
    if claimed.value != computed:
        yield from _no_whole_people(statement, claimed)


def _fractions(statement: Statement, computed: Fraction) -> Iterator[Problem]:
    """People and months come in whole numbers."""
    expression = statement.computed
    if computed.denominator == 1:
        return
    if isinstance(expression, Priced):
        yield warning("tidak_bulat", "", _between(expression.total, expression.each, expression.unit))
    elif expression.unit in COUNTS:
        message = f"Hitungannya {in_unit(computed, expression.unit)}: bukan bilangan bulat."
        yield information("tidak_bulat", "", message)


def _between(total: Quantity, each: Fraction, unit: Unit) -> str:
    """Why a total pays no whole number of people or months, with the totals next to it that do."""
    count = total.value / each
    nearest = " atau ".join(
        f"{in_unit(Fraction(n), unit)} = {in_unit(n * each, total.unit)}" for n in (floor(count), ceil(count))
    )
    price = in_unit(each, Unit.RUPIAH) if unit is not Unit.RUPIAH else in_unit(each, Unit.NUMBER)
    return f"{total} / {price} = {in_unit(count, unit)}, tidak bulat. Yang bulat: {nearest}."


def _wrong_percentage(statement: Statement, claimed: Quantity) -> Iterator[Problem]:
    """The percentage that the counts give, and the counts that the percentage gives."""
    match statement.computed:
        case Part(part, whole):
            count, share = part, claimed
        case Product((first, second)) if first.quantity.unit is Unit.PERCENT and second.of:
            count, share, whole = claimed, first.quantity, second.quantity
        case _:
            return
    if not whole.value or not share.value:
        return
    implied, people = count.value / share.value, share.value * whole.value
    message = (
        f"{count} dari {whole} adalah {in_unit(count.value / whole.value, Unit.PERCENT)}, bukan {share}. "
        f"{share} berarti penyebutnya {in_unit(_whole(implied), whole.unit)}, atau jumlahnya "
        f"{in_unit(_whole(people), count.unit)}."
    )
    yield warning("persen_tidak_cocok", "", message)


def _whole(value: Fraction) -> Fraction:
    """The nearest whole number, halves up."""
    return Fraction(floor(value + Fraction(1, 2)))


def _no_whole_people(statement: Statement, claimed: Quantity) -> Iterator[Problem]:
    """A claimed total that no whole number of people costs, at the price and months of the claim."""
    expression = statement.computed
    if not isinstance(expression, Product) or expression.unit is not Unit.RUPIAH:
        return
    people = [f for f in expression.factors if f.quantity.unit is Unit.PEOPLE and not f.divides]
    if len(people) != 1 or not people[0].quantity.value or not expression.value:
        return
    each = expression.value / people[0].quantity.value
    if (claimed.value / each).denominator == 1:
        return
    report = information if claimed.is_rounded else warning
    yield report("bukan_orang_bulat", "", _between(claimed, each, Unit.PEOPLE))
