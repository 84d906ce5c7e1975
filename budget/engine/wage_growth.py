"""What each group costs in each month if UMK and wages rise by other rates than the plan says.

In every January from a year on, the wage of who has one (PU) is multiplied once more and rounded half up
to whole sen, as a decree would print it. Then each person's contribution is rounded by the tariff's rule:
the same as `prices.price`, for many rates at once. Contributions of members without a wage (BPU) stay.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import gcd

import numpy as np

from budget.contribution import Terms
from budget.engine.cube import INT64_MAX, Int64Array
from budget.engine.prices import NO_VERSION, Price, PriceVersion
from budget.engine.projection import Projection
from budget.errors import LimitExceeded
from budget.money import PPM, SEN_PER_RUPIAH, Rounding

# So many wages at once, times a hundred rates, stay in the processor's cache.
_BLOCK = 1_024


def group_costs(projection: Projection, rates: Sequence[int], first_year: int) -> Int64Array:
    """int64[group, month, rate] in rupiah, over all programmes; groups in the plan's order.

    A rate of zero gives the projection's own cost. LimitExceeded past 2^63 - 1 rupiah.
    """
    heads = _heads_by_version(projection)
    own = projection.prices.rupiah.sum(axis=1, keepdims=True)
    raises = np.array([max(0, month.year - first_year + 1) for month in projection.span], dtype=np.int64)
    cost = np.zeros((len(projection.plan.groups), len(projection.span), len(rates)), dtype=np.int64)
    most = 0
    for spell in _spells(projection):
        for start in range(0, len(spell.versions), _BLOCK):
            block = spell.versions[start : start + _BLOCK]
            sen = np.array(spell.wages_sen[start : start + _BLOCK], dtype=np.int64)[:, np.newaxis]
            here = heads[block]
            for count in range(int(raises.max()) + 1):
                sen = raised(sen, rates) if count else sen
                months = np.flatnonzero((raises == count) & here.any(axis=0))
                if len(months):
                    # Without a raise or a wage the price is the plan's, in one column for all rates.
                    unit = _unit(sen, spell.rules) if count and spell.rules else own[block]
                    most = _guarded(most, here[:, months], unit)
                    cost[spell.group, months] += here[:, months].T @ unit
    return cost


@dataclass(frozen=True, slots=True)
class _Rule:
    """Rupiah = wage in sen × numerator / denominator, in lowest terms, rounded."""

    numerator: int
    denominator: int
    rounding: Rounding


@dataclass(frozen=True, slots=True)
class _Spell:
    """The versions of a group from one month on: one tariff, for many wages (zero where there is none).

    `rules` are those of its programmes, none without a wage.
    """

    group: int
    rules: tuple[_Rule, ...]
    versions: list[int]
    wages_sen: list[int]


def _spells(projection: Projection) -> Iterable[_Spell]:
    place = {group.name.casefold(): number for number, group in enumerate(projection.plan.groups)}
    found: dict[tuple[str, int, int], _Spell] = {}
    for number, version in enumerate(projection.prices.versions):
        # A group has one tariff in a month, so these name the spell.
        key = version.tariff.group, version.first.year, version.first.number
        if key not in found:
            found[key] = _Spell(place[key[0].casefold()], _rules(version), [], [])
        found[key].versions.append(number)
        found[key].wages_sen.append(version.prices[0].base_sen or 0)
    return found.values()


def _rules(version: PriceVersion) -> tuple[_Rule, ...]:
    return tuple(_rule(found, version.tariff.terms) for found in version.prices if found.rate_ppm is not None)


def _rule(found: Price, terms: Terms) -> _Rule:
    remaining = PPM if found.discount is None else found.discount.remaining_ppm
    numerator, denominator = (found.rate_ppm or 0) * remaining * terms.share_ppm, SEN_PER_RUPIAH * PPM**3
    common = gcd(numerator, denominator)
    return _Rule(numerator // common, denominator // common, terms.rounding)


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


def _guarded(before: int, heads: Int64Array, unit: Int64Array) -> int:
    """The most that all the products so far can add up to; LimitExceeded where that is too much."""
    most = before + int(heads.max()) * len(heads) * int(unit.max())
    if most > INT64_MAX:
        raise LimitExceeded(f"Biaya dengan kenaikan upah melampaui batas {INT64_MAX} rupiah.")
    return most


def _unit(sen: Int64Array, rules: tuple[_Rule, ...]) -> Int64Array:
    """int64[version, rate]: one person's contribution over all programmes."""
    unit = np.zeros(sen.shape, dtype=np.int64)
    for rule in rules:
        unit += _contributions(sen, rule)
    return unit


def raised(sen: Int64Array, rates: Sequence[int]) -> Int64Array:
    """int64[wage, rate] from int64[wage, 1 or rate], half up to whole sen; LimitExceeded past 2^63 - 1."""
    factor = PPM + np.array(rates, dtype=np.int64)
    if 2 * int(sen.max()) * int(factor.max()) + PPM > INT64_MAX:
        return _narrow((2 * sen.astype(object) * factor + PPM) // (2 * PPM))
    return (2 * sen * factor + PPM) // (2 * PPM)


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
