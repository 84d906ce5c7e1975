"""What each group costs in each month if UMK and wages rise by other rates than the plan says.

In every January from a year on, the wage of who has one (PU) is multiplied once more and rounded half up
to whole sen, as a decree would print it. Then each person's contribution is rounded by the tariff's rule:
the same as `prices.price`, for many rates at once. Contributions of members without a wage (BPU) stay.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import gcd

import numpy as np

from budget.engine.cube import INT64_MAX, Int64Array
from budget.engine.prices import NO_VERSION, Price, PriceVersion
from budget.engine.projection import Projection
from budget.errors import LimitExceeded
from budget.money import PPM, SEN_PER_RUPIAH, Rounding


def group_costs(projection: Projection, rates: Sequence[int], first_year: int) -> Int64Array:
    """int64[group, month, rate] in rupiah, over all programmes; groups in the plan's order.

    A rate of zero gives the projection's own cost. LimitExceeded past 2^63 - 1 rupiah.
    """
    heads = _heads_by_version(projection)
    versions = projection.prices.versions
    place = {group.name.casefold(): number for number, group in enumerate(projection.plan.groups)}
    group = np.array([place[v.tariff.group.casefold()] for v in versions], dtype=np.int64)
    raises = [max(0, month.year - first_year + 1) for month in projection.span]
    unit = {count: _unit_prices(versions, rates, count) for count in dict.fromkeys(raises)}
    cost = np.zeros((len(projection.plan.groups), len(projection.span), len(rates)), dtype=np.int64)
    for position, count in enumerate(raises):
        here = np.flatnonzero(heads[:, position])
        _guard(heads[here, position], unit[count][here])
        np.add.at(cost[:, position], group[here], heads[here, position, np.newaxis] * unit[count][here])
    return cost


def _heads_by_version(projection: Projection) -> Int64Array:
    """int64[version, month]: all that is left of the strata, however many there are."""
    index, heads = projection.prices.index, projection.cube.heads
    months = heads.shape[1]
    # One more version takes the cells without a tariff, in which there are no people.
    key = np.where(index == NO_VERSION, len(projection.prices.versions), index) * np.int64(months)
    key += np.arange(months)
    found = np.zeros((len(projection.prices.versions) + 1) * months, dtype=np.int64)
    np.add.at(found, key.ravel(), heads.ravel())
    return found.reshape(-1, months)[:-1]


def _guard(heads: Int64Array, unit: Int64Array) -> None:
    if heads.size and sum(heads.tolist()) * int(unit.max()) > INT64_MAX:
        raise LimitExceeded(f"Biaya dengan kenaikan upah melampaui batas {INT64_MAX} rupiah.")


@dataclass(frozen=True, slots=True)
class _Rule:
    """Rupiah = wage in sen × numerator / denominator, in lowest terms, rounded."""

    numerator: int
    denominator: int
    rounding: Rounding


def _unit_prices(versions: Sequence[PriceVersion], rates: Sequence[int], raises: int) -> Int64Array:
    """int64[version, rate]: one person's contribution over all programmes after so many raises."""
    unit = np.zeros((len(versions), len(rates)), dtype=np.int64)
    by_rule: dict[_Rule, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for number, version in enumerate(versions):
        for found in version.prices:
            if found.base_sen is None or found.rate_ppm is None or not raises:
                unit[number] += found.rupiah
            else:
                numbers, wages = by_rule[_rule(found, version)]
                numbers.append(number)
                wages.append(found.base_sen)
    for rule, (numbers, wages) in by_rule.items():
        np.add.at(unit, numbers, _contributions(raised(wages, rates, raises), rule))
    return unit


def _rule(found: Price, version: PriceVersion) -> _Rule:
    terms = version.tariff.terms
    remaining = PPM if found.discount is None else found.discount.remaining_ppm
    numerator, denominator = (found.rate_ppm or 0) * remaining * terms.share_ppm, SEN_PER_RUPIAH * PPM**3
    common = gcd(numerator, denominator)
    return _Rule(numerator // common, denominator // common, terms.rounding)


def raised(wages_sen: Sequence[int], rates: Sequence[int], raises: int) -> Int64Array:
    """int64[wage, rate] in sen, half up to whole sen at each of the raises; LimitExceeded past 2^63 - 1."""
    factor = PPM + np.array(rates, dtype=np.int64)
    sen = np.repeat(np.array(wages_sen, dtype=np.int64)[:, np.newaxis], len(rates), axis=1)
    for _ in range(raises):
        if 2 * int(sen.max()) * int(factor.max()) + PPM > INT64_MAX:
            exact = (2 * sen.astype(object) * factor + PPM) // (2 * PPM)
            sen = _narrow(exact)
        else:
            sen = (2 * sen * factor + PPM) // (2 * PPM)
    return sen


def _contributions(sen: Int64Array, rule: _Rule) -> Int64Array:
    """As `money.divide_rounded`; beyond 64 bits the same in Python's integers."""
    top = 2 * int(sen.max()) * rule.numerator + 2 * rule.denominator
    if top <= INT64_MAX:
        return _divided(sen * rule.numerator, rule)
    return _narrow(_divided(sen.astype(object) * rule.numerator, rule))


def _divided(numerator: Int64Array, rule: _Rule) -> Int64Array:
    quotient: Int64Array
    match rule.rounding:
        case Rounding.HALF_UP:
            quotient = (2 * numerator + rule.denominator) // (2 * rule.denominator)
        case Rounding.DOWN:
            quotient = numerator // rule.denominator
        case Rounding.UP:
            quotient = -(-numerator // rule.denominator)
    return quotient


def _narrow(exact: Int64Array) -> Int64Array:
    """Python's integers back in 64 bits."""
    if int(exact.max()) > INT64_MAX:
        raise LimitExceeded(f"Upah dengan kenaikan itu melampaui batas {INT64_MAX}.")
    return exact.astype(np.int64)
