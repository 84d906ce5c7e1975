"""What a person-month costs: on average, and at the least and the most."""

from budget.engine.prices import NO_VERSION
from budget.money import Rounding, divide_rounded
from budget.workbook.council import texts
from budget.workbook.council.sheet import added
from budget.workbook.council.workings import Workings

# A formula compares so many prices; of more the engine says which is least and most.
_MOST_COMPARED = 40

Figure = tuple[str, int | str]


def average_price(work: Workings) -> Figure:
    """The whole cost by all person-months, to the nearest rupiah; a dash without people."""
    cost, months = work.costs.total, f"({added(work.inputs.people.person_months)[1:]})"
    nearest = f"QUOTIENT({cost},{months})+QUOTIENT(MOD({cost},{months})*2+{months},2*{months})"
    formula = f'=IF({months}=0,"{texts.NOTHING}",{nearest})'
    person_months = work.data.projection.person_months
    if not person_months:
        return formula, texts.NOTHING
    return formula, divide_rounded(work.data.projection.total, person_months, Rounding.HALF_UP)


def extreme_prices(work: Workings) -> tuple[Figure, Figure]:
    """The lowest and the highest price that anybody has."""
    projection = work.data.projection
    index = projection.prices.index
    held = set(index[(projection.cube.heads > 0) & (index != NO_VERSION)].tolist())
    if not held:
        nothing = f'="{texts.NOTHING}"', texts.NOTHING
        return nothing, nothing
    rupiah = [projection.prices.versions[version].rupiah for version in held]
    least, most = min(rupiah), max(rupiah)
    by_group = {version for line in work.data.versions for version in line if version is not None}
    if held <= by_group and len(held) <= _MOST_COMPARED:
        prices = work.inputs.prices
        sums = ["+".join(str(prices[v, p]) for p in work.data.programmes) for v in sorted(held)]
        return (f"=MIN({','.join(sums)})", least), (f"=MAX({','.join(sums)})", most)
    again = f'=IF({work.changed.fixed}=0,{{}},"{texts.AGAIN}")'
    return (again.format(least), least), (again.format(most), most)
