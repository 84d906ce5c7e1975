"""Who uses a value of the law: the months in which the tariffs of each group take it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from budget.contribution import Income, Programme, RosterIncome, UmkWage
from budget.law import BpuTable, Discount, LawBook
from budget.money import SEN_PER_RUPIAH
from budget.period import Month
from budget.plan import Plan, Tariff


@dataclass(frozen=True, slots=True)
class Use:
    """A group whose tariff takes the parameter in these months of the plan."""

    group: str
    months: tuple[Month, ...]


# A rate by programme and class, a contribution by programme and row, or the UMK.
ValueKey = tuple[str, Programme | None, int]
UMK: ValueKey = ("umk", None, 0)
UsedValues = Mapping[ValueKey, Mapping[str, list[Month]]]


def used_values(plan: Plan, law: LawBook) -> UsedValues:
    """The months in which the tariffs of each group take a value, whether there is one or not."""
    used: dict[ValueKey, dict[str, list[Month]]] = {}
    incomes = _roster_incomes(plan)
    for tariff in plan.tariffs:
        for month in plan.span:
            if month in tariff.validity:
                for key in dict.fromkeys(_keys(tariff, month, law, incomes)):
                    used.setdefault(key, {}).setdefault(tariff.group, []).append(month)
    return used


def _roster_incomes(plan: Plan) -> Mapping[str, frozenset[int]]:
    """The incomes in rupiah of each group's people, by its name without capitals."""
    found: dict[str, set[int]] = {}
    for stratum in plan.roster.strata:
        if stratum.wage_sen is not None:
            found.setdefault(stratum.group.casefold(), set()).add(stratum.wage_sen // SEN_PER_RUPIAH)
    return {group: frozenset(incomes) for group, incomes in found.items()}


def _keys(
    tariff: Tariff, month: Month, law: LawBook, incomes: Mapping[str, frozenset[int]]
) -> Iterator[ValueKey]:
    terms = tariff.terms
    match terms.base:
        case Income(rupiah=rupiah):
            earned: Iterable[int] = (rupiah,)
        case RosterIncome():
            earned = sorted(incomes.get(tariff.group.casefold(), ()))
        case base:
            if isinstance(base, UmkWage):
                yield UMK
            for programme in terms.programmes:
                yield "pu", programme, terms.risk_class
            return
    # In a month without a table the row is that of another one.
    table = table_of(law, month) or next(iter(law.bpu_tables), None)
    for income in earned if table else ():
        assert table is not None
        for programme in terms.programmes:
            yield "bpu", programme, table.bracket(income).number


def table_of(law: LawBook, month: Month) -> BpuTable | None:
    return next((table for table in law.bpu_tables if month in table.validity), None)


def uses_of(by_group: Mapping[str, Sequence[Month]]) -> tuple[Use, ...]:
    return tuple(Use(group, tuple(months)) for group, months in by_group.items())


def concerns(discount: Discount, tariff: Tariff) -> bool:
    terms = tariff.terms
    named = terms.segment in discount.segments and terms.sector in discount.sectors
    return named and not set(discount.programmes).isdisjoint(terms.programmes)


def uses_of_discount(plan: Plan, discount: Discount, tariffs: Iterable[Tariff]) -> tuple[Use, ...]:
    months: dict[str, list[Month]] = {}
    for tariff in tariffs:
        for month in plan.span:
            if month in tariff.validity and month in discount.validity:
                months.setdefault(tariff.group, []).append(month)
    return uses_of(months)
