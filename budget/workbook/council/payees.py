"""Who is paid one after the other in a short month: groups, and within them levels of wage."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from budget.workbook.council.assumptions import AssumptionCells
from budget.workbook.council.figures import Figures
from budget.workbook.council.levels import OwnWages
from budget.workbook.council.monthly import CostCells
from budget.workbook.council.sheet import Cell, span
from budget.workbook.council.wages import WageCells, level_name


@dataclass(frozen=True, slots=True, eq=False)
class Payee:
    """People of one price. `heads` and `units` are by month of the plan.

    `people` and `prices` are the formulas of the fiscal years, each of the month ordinal in its cell. A
    group's price is its cost divided by its people; `is_rest` are its people beside those of the levels
    that come before it.
    """

    name: str
    heads: Sequence[int]
    units: Sequence[int]
    people: Sequence[str]
    prices: Sequence[str]
    is_rest: bool = False
    is_level: bool = False


def payees(data: Figures, inputs: AssumptionCells, costs: CostCells, group: int, month: Cell) -> list[Payee]:
    """The group, or its levels from the lowest wage on and whoever has the price of a plain tariff."""
    own = data.own_wages[group]
    if own is None or inputs.wages is None:
        return [_plain(data, inputs, costs, group, month)]
    levels = list(_levels(data, inputs.wages, group, own, month))
    paid_by_wage = [sum(level.heads[i] for level in own.levels) for i in range(len(data.months))]
    if paid_by_wage == data.heads[group]:
        return levels
    return [*levels, _plain(data, inputs, costs, group, month, paid_by_wage)]


def _plain(
    data: Figures,
    inputs: AssumptionCells,
    costs: CostCells,
    group: int,
    month: Cell,
    paid_by_wage: Sequence[int] = (),
) -> Payee:
    by_wage = paid_by_wage or [0] * len(data.months)
    heads = [people - others for people, others in zip(data.heads[group], by_wage, strict=True)]
    paid = inputs.people.paid[group]
    people_rows = [[paid[i] for i in year.positions] for year in data.years]
    cost_rows = [costs.tables[year.year, None].body[group] for year in data.years]
    return Payee(
        name=data.groups[group].name,
        heads=heads,
        units=[data.group_cost(group, i) // people if people else 0 for i, people in enumerate(heads)],
        people=[f"INDEX({span(cells)},{month})" for cells in people_rows],
        prices=[f"INDEX({span(cells)},{month})" for cells in cost_rows],
        is_rest=bool(paid_by_wage),
    )


def _levels(data: Figures, wages: WageCells, group: int, own: OwnWages, month: Cell) -> Iterator[Payee]:
    versions = data.projection.prices.versions
    for n, level in enumerate(own.levels):
        people, prices = [], []
        for year in data.years:
            table = wages.tables.get((group, year.year))
            if table is None or n not in table.levels:
                people.append("0")
                prices.append("0")
                continue
            line = table.levels.index(n)
            people.append(f"INDEX({span(table.people[line])},{month})")
            sums = [_price(wages, group, year.year, line, own.spell(i)) for i in year.positions]
            same = len(set(sums)) == 1
            prices.append(sums[0] if same else f"CHOOSE({month},{','.join(sums)})")
        yield Payee(
            name=f"{data.groups[group].name}, {level_name(data, level)}",
            heads=level.heads,
            units=[0 if place is None else versions[place].rupiah for place in level.versions],
            people=people,
            prices=prices,
            is_level=True,
        )


def _price(wages: WageCells, group: int, year: int, line: int, spell: int | None) -> str:
    prices = wages.tables[group, year].prices
    cells = [str(column[line]) for (number, _), column in prices.items() if number == spell]
    return f"({'+'.join(cells)})" if cells else "0"
