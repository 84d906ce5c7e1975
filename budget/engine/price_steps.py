"""From one price of a person-month to another, one ingredient after the other."""

from collections.abc import Iterator
from itertools import pairwise

from budget.contribution import Income
from budget.engine.bars import Cause
from budget.engine.prices import FULL_UNIT, Price, PriceVersion, contribution
from budget.money import PPM

_ORDER = (Cause.WAGE, Cause.RATE, Cause.FUNDER, Cause.ROUNDING)


def price_steps(a: PriceVersion, b: PriceVersion) -> Iterator[tuple[Cause, int]]:
    """What each cause adds to the price of one person, in rupiah; together B's price less A's.

    Ingredients are replaced in the order programmes, wage, rate, the APBD's share, rounding rule, and the
    price is rounded after each. A programme that one side lacks counts as it costs on the other.
    """
    if a.prices == b.prices and a.tariff.terms == b.tariff.terms:
        return
    held_by_a, held_by_b = ({price.programme: price for price in side.prices} for side in (a, b))
    for programme in held_by_a | held_by_b:
        before, after = held_by_a.get(programme), held_by_b.get(programme)
        if before and after:
            yield from _steps(a, before, b, after)
        elif before or after:
            yield Cause.PROGRAMMES, (after.rupiah if after else 0) - (before.rupiah if before else 0)


def _steps(a: PriceVersion, before: Price, b: PriceVersion, after: Price) -> Iterator[tuple[Cause, int]]:
    old, new = a.tariff.terms, b.tariff.terms
    on_new_wage, full = _on_new_wage(a, before, b, after), _full(after)
    remaining_before, remaining = _remaining_ppm(before), _remaining_ppm(after)
    stages = (
        before.rupiah,
        contribution(on_new_wage, remaining_before, old.share_ppm, old.rounding),
        contribution(full, remaining, old.share_ppm, old.rounding),
        contribution(full, remaining, new.share_ppm, old.rounding),
        after.rupiah,
    )
    for cause, (earlier, later) in zip(_ORDER, pairwise(stages), strict=True):
        yield cause, later - earlier


def _on_new_wage(a: PriceVersion, before: Price, b: PriceVersion, after: Price) -> int:
    """A's full contribution with the wage, bracket or segment of B.

    Between the segments, and between brackets, nothing but B's own value says what A's law would ask for.
    """
    if before.rate_ppm is not None and after.base_sen is not None:
        return after.base_sen * before.rate_ppm
    if before.bracket and after.bracket:
        same_row = before.bracket.number == after.bracket.number
        return _full(before) if same_row or _income(a) == _income(b) else _full(after)
    return _full(after)


def _income(version: PriceVersion) -> int | None:
    base = version.tariff.terms.base
    return base.rupiah if isinstance(base, Income) else None


def _full(price: Price) -> int:
    """What is due without discount from all who share it, in parts of a rupiah of `FULL_UNIT`."""
    if price.bracket is not None:
        return price.bracket.contribution(price.programme) * FULL_UNIT
    return (price.base_sen or 0) * (price.rate_ppm or 0)


def _remaining_ppm(price: Price) -> int:
    return PPM if price.discount is None else price.discount.remaining_ppm
