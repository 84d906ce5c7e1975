"""What one person costs in one month, rounded once per person, programme and month.

A price is the product of base, rate, what a discount leaves, and the APBD's share, as one exact fraction,
rounded by the tariff's rule. It stays the same until tariff, law or UMK change: `index[stratum, month]`
points to one of few versions.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from budget.contribution import Base, Income, Programme, RosterIncome, RosterWage, Terms, UmkWage, Wage
from budget.engine.cube import INT64_MAX, Int64Array, Stratum
from budget.errors import LawGap, LimitExceeded, PlanError, Problem, error
from budget.law import BpuRow, Discount, LawBook, Reference
from budget.money import PPM, SEN_PER_RUPIAH, Rounding, divide_rounded
from budget.period import Month, MonthRange
from budget.plan import MinimumWage, Plan, Tariff

NO_VERSION = -1
# A wage in sen times a rate in parts per million counts in these parts of a rupiah.
FULL_UNIT = SEN_PER_RUPIAH * PPM


@dataclass(frozen=True, slots=True)
class Price:
    """The contribution of one person for one programme in one month, and where it comes from.

    PU: `base_sen` is the reported wage and `rate_ppm` the rate. BPU: `bracket` is the row of the table.
    """

    programme: Programme
    rupiah: int
    references: tuple[Reference, ...]
    base_sen: int | None = None
    rate_ppm: int | None = None
    bracket: BpuRow | None = None
    discount: Discount | None = None


@dataclass(frozen=True, slots=True)
class PriceVersion:
    """The prices of one tariff from `first` on, as long as law and UMK stay as they are."""

    tariff: Tariff
    first: Month
    prices: tuple[Price, ...]

    @property
    def rupiah(self) -> int:
        return sum(price.rupiah for price in self.prices)

    def of(self, programme: Programme) -> Price | None:
        return next((price for price in self.prices if price.programme is programme), None)


@dataclass(frozen=True, slots=True, eq=False)
class PriceTable:
    """`rupiah` is int64[version, programme], zero where a version lacks the programme.

    `index` is int32[stratum, month], NO_VERSION in months without a tariff.
    """

    programmes: tuple[Programme, ...]
    versions: tuple[PriceVersion, ...]
    rupiah: Int64Array
    index: NDArray[np.int32]

    def version(self, stratum: int, month: int) -> PriceVersion | None:
        position = int(self.index[stratum, month])
        return None if position == NO_VERSION else self.versions[position]


def on_own_wage(terms: Terms, wage_sen: int) -> Terms:
    """The terms of somebody who earns so much, where the roster tells the wage; else as they are."""
    match terms.base:
        case RosterWage():
            return replace(terms, base=Wage(wage_sen))
        case RosterIncome():
            return replace(terms, base=Income(wage_sen // SEN_PER_RUPIAH))
        case _:
            return terms


def price(terms: Terms, programme: Programme, month: Month, law: LawBook, umk_sen: int | None) -> Price:
    """One person's contribution; LawGap where law or UMK hold no value for the month.

    Terms that leave the wage to the roster go through `on_own_wage` first.
    """
    discount = law.discount(programme, terms.segment, terms.payer, terms.sector, month)
    remaining_ppm = PPM if discount is None else discount.remaining_ppm
    discounts = () if discount is None else (discount.reference,)
    if isinstance(terms.base, Income):
        table = law.bpu_table(month)
        row = table.bracket(terms.base.rupiah)
        full = row.contribution(programme) * FULL_UNIT
        rupiah = contribution(full, remaining_ppm, terms.share_ppm, terms.rounding)
        references = (table.reference(programme, row), *discounts)
        return Price(programme, rupiah, references, bracket=row, discount=discount)
    sen = _wage_sen(terms.base, month, umk_sen)
    rate = law.rate(programme, terms.risk_class, month)
    rupiah = contribution(sen * rate.rate_ppm, remaining_ppm, terms.share_ppm, terms.rounding)
    references = (rate.reference, *discounts)
    return Price(programme, rupiah, references, base_sen=sen, rate_ppm=rate.rate_ppm, discount=discount)


def contribution(full: int, remaining_ppm: int, share_ppm: int, rounding: Rounding) -> int:
    """Whole rupiah, rounded once, from the full contribution in parts of a rupiah of `FULL_UNIT`."""
    return divide_rounded(full * remaining_ppm * share_ppm, FULL_UNIT * PPM * PPM, rounding)


def _wage_sen(base: Base, month: Month, umk_sen: int | None) -> int:
    if isinstance(base, Wage):
        return base.sen
    if not isinstance(base, UmkWage):
        raise ValueError("these terms leave the wage to the roster")
    if umk_sen is None:
        raise LawGap(f"UMK {month.year} belum diisi, padahal tarif memakainya.")
    return umk_sen


def price_table(plan: Plan, strata: Sequence[Stratum], law: LawBook) -> PriceTable:
    """Prices of every stratum in every month of the plan's span.

    Without a wage of its own, a stratum has no price in months whose tariff leaves it to the roster.
    PlanError lists every group with the first month of each stretch for which law or UMK hold no value.
    """
    pairs = list(map(attrgetter("group", "wage_sen"), strata))
    kinds = {pair: place for place, pair in enumerate(dict.fromkeys(pairs))}
    by_kind = _priced(_Ground(plan.tariffs, plan.minimum_wages, plan.span), tuple(kinds), _Law(law))
    places = np.fromiter(map(kinds.__getitem__, pairs), np.int64, len(pairs))
    return replace(by_kind, index=by_kind.index[places])


class _Ground(NamedTuple):
    """What of a plan decides prices."""

    tariffs: tuple[Tariff, ...]
    minimum_wages: tuple[MinimumWage, ...]
    span: MonthRange

    def umk(self, year: int) -> int | None:
        return next((wage.sen for wage in self.minimum_wages if wage.year == year), None)


@dataclass(frozen=True, slots=True, eq=False)
class _Law:
    """A book that is equal to itself alone: comparing all its values would take longer than pricing."""

    book: LawBook

    def __hash__(self) -> int:
        return id(self.book)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Law) and other.book is self.book


# What-ifs on people or money leave every price as it was.
@lru_cache(maxsize=4)
def _priced(ground: _Ground, kinds: tuple[tuple[str, int | None], ...], law: _Law) -> PriceTable:
    """The table of people who are alike in group and wage; its arrays are never written to."""
    versions: list[PriceVersion] = []
    problems: list[Problem] = []
    spells = {group: _spells(ground, group, law.book) for group in dict.fromkeys(g for g, _ in kinds)}
    rows: list[list[int]] = []
    known: dict[tuple[int, int | None], int] = {}
    for group, wage_sen in kinds:
        row = [NO_VERSION] * len(ground.span)
        for spell in spells[group]:
            _fill(row, spell, wage_sen, versions, known, problems, ground, law.book)
        rows.append(row)
    if problems:
        # Programmes of one bracket table lack the same value.
        raise PlanError(list(dict.fromkeys(problems)))
    _guard(versions)
    programmes = tuple(p for p in Programme if any(v.of(p) for v in versions))
    rupiah = [[found.rupiah if (found := v.of(p)) else 0 for p in programmes] for v in versions]
    return PriceTable(
        programmes=programmes,
        versions=tuple(versions),
        rupiah=np.array(rupiah, dtype=np.int64).reshape(len(versions), len(programmes)),
        index=np.array(rows, dtype=np.int32).reshape(len(rows), len(ground.span)),
    )


def _with_wage(tariff: Tariff, wage_sen: int | None) -> Tariff | None:
    """The tariff as it holds for people of that wage; None where it needs one and there is none."""
    if not isinstance(tariff.terms.base, RosterWage | RosterIncome):
        return tariff
    return None if wage_sen is None else replace(tariff, terms=on_own_wage(tariff.terms, wage_sen))


def _guard(versions: Sequence[PriceVersion]) -> None:
    for version in versions:
        if version.rupiah > INT64_MAX:
            raise LimitExceeded(
                f"Iuran per orang {version.tariff.group} mulai {version.first.label} melampaui batas "
                f"{INT64_MAX} rupiah. Periksa upahnya."
            )


@dataclass(frozen=True, slots=True, eq=False)
class _Spell:
    """Months, as positions in the span, in which one tariff of a group has one price for one wage."""

    tariff: Tariff
    first: Month
    positions: list[int]


def _spells(ground: _Ground, group: str, law: LawBook) -> list[_Spell]:
    """A new spell begins wherever tariff, law or UMK change."""
    changes = law.changes()
    spells: dict[tuple[int, int, int], _Spell] = {}
    tariffs = [tariff for tariff in ground.tariffs if tariff.group.casefold() == group.casefold()]
    for position, month in enumerate(ground.span):
        for number, tariff in enumerate(tariffs):
            if month in tariff.validity:
                year = month.year if isinstance(tariff.terms.base, UmkWage) else 0
                epoch = number, bisect_right(changes, month), year
                spells.setdefault(epoch, _Spell(tariff, month, [])).positions.append(position)
    return list(spells.values())


def _fill(
    row: list[int],
    spell: _Spell,
    wage_sen: int | None,
    versions: list[PriceVersion],
    known: dict[tuple[int, int | None], int],
    problems: list[Problem],
    ground: _Ground,
    law: LawBook,
) -> None:
    """Point the spell's months to the version for people of that wage, made where it is new."""
    own = _with_wage(spell.tariff, wage_sen)
    if own is None:
        return
    key = id(spell), None if own is spell.tariff else wage_sen
    if key not in known:
        known[key] = len(versions)
        versions.append(PriceVersion(own, spell.first, _prices(own, spell.first, ground, law, problems)))
    for position in spell.positions:
        row[position] = known[key]


def _prices(
    tariff: Tariff, month: Month, ground: _Ground, law: LawBook, problems: list[Problem]
) -> tuple[Price, ...]:
    umk_sen = ground.umk(month.year)
    found: list[Price] = []
    for programme in tariff.terms.programmes:
        try:
            found.append(price(tariff.terms, programme, month, law, umk_sen))
        except LawGap as gap:
            where = f"Tarif {tariff.group} pada {month.label}"
            problems.append(error(gap.code, where, str(gap)))
    return tuple(found)
