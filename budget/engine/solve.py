"""Money to people: the most people whom it covers in all months, under a stated order; see ADR 0017."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from budget.engine.accounts import group_rows
from budget.engine.calendar import Calendar
from budget.engine.cube import INT64_MAX, Int64Array
from budget.engine.cut_reasons import CutRow, cut_rows
from budget.engine.cuts import Grown, Places, Turn, by_coverage, by_joining, by_priority, places_of, uniform
from budget.engine.orders import CutOrder
from budget.engine.projection import Projection, programme_prices, unit_prices, with_heads
from budget.engine.purses import Bill, Money, Purse, Spent, purse_costs, purses, spent
from budget.errors import NotMonth, Problem, warning
from budget.period import Month

# Told how many people are settled, of how many; whatever it raises ends the work.
Step = Callable[[int, int], object]
NO_WORKERS: Mapping[str, int] = {}


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """Who stays covered from `since` on; `projection` is what they cost, computed anew from their heads.

    `kept` and `places.most` count the places of each stratum: a stratum has no more people than places
    are kept in any month. Where not even nobody fits the money, `is_affordable` is false and nobody is kept.
    """

    order: CutOrder
    since: Month
    projection: Projection
    person_months: int
    places: Places
    kept: Int64Array
    rows: tuple[CutRow, ...]
    spent: tuple[Spent, ...]
    problems: tuple[Problem, ...]

    @property
    def people(self) -> int:
        return self.places.people

    @property
    def people_kept(self) -> int:
        return int(self.kept.sum())

    @property
    def people_cut(self) -> int:
        return self.people - self.people_kept

    @property
    def cost(self) -> int:
        return sum(part.cost for part in self.spent)

    @property
    def left(self) -> int:
        return sum(part.left for part in self.spent)

    @property
    def is_affordable(self) -> bool:
        return all(part.left >= 0 for part in self.spent)


def most_people(
    projection: Projection,
    calendar: Calendar,
    order: CutOrder = CutOrder.PRIORITY,
    money: Money | None = None,
    since: Month | None = None,
    workers: Mapping[str, int] = NO_WORKERS,
    *,
    by_account: bool = False,
    step: Step = lambda _done, _total: None,
) -> Cut:
    """The most people in that order whose cover the money pays in every month of the calendar.

    `money` is that of each fiscal year, or one sum for all; the plan's allocations for None, `by_account`
    each account's by itself. Months of cover before `since` stay as they are. `workers` is the working
    population per kecamatan, for the order by coverage. NotMonth where the calendar ends before `since`.
    """
    start = _start(calendar, since)
    every = purses(projection, calendar, money, by_account=by_account)
    cut_months, last = list(calendar.positions[start:]), calendar.positions[-1]
    most = projection.cube.heads[:, cut_months].max(axis=1, initial=0)
    places = places_of(projection.plan, projection.strata, most)
    bill = _bill(projection, calendar, every, start)
    left = _left_at(projection, calendar, every, start)
    if order is CutOrder.PROPORTIONAL:
        step(0, places.people)
        kept = _uniform(places, bill, left)
    else:
        kept = _in_turn(places, bill, left, _turn(order, places, projection, last, workers), step)
    heads = projection.cube.heads.copy()
    heads[:, cut_months] = np.minimum(heads[:, cut_months], kept[:, np.newaxis])
    found = with_heads(projection, heads)
    return Cut(
        order=order,
        since=calendar.covered[start],
        projection=found,
        person_months=int(heads[:, list(calendar.positions)].sum()),
        places=places,
        kept=kept,
        rows=cut_rows(order, projection, places, kept, last, workers),
        spent=spent(found, calendar, every),
        problems=_unknown_workers(places, workers) if order is CutOrder.WORST_COVERED else (),
    )


def fair_cuts(
    projection: Projection,
    calendar: Calendar,
    money: Money | None = None,
    since: Month | None = None,
    workers: Mapping[str, int] = NO_WORKERS,
    *,
    by_account: bool = False,
    step: Step = lambda _done, _total: None,
) -> tuple[Cut, ...]:
    """The same money under each order side by side; by coverage only where workers are given.

    `step` counts everybody once under each order.
    """
    orders = [order for order in CutOrder if workers or order is not CutOrder.WORST_COVERED]

    def cut(number: int, order: CutOrder) -> Cut:
        def told(done: int, people: int) -> None:
            step(number * people + done, len(orders) * people)

        return most_people(
            projection, calendar, order, money, since, workers, by_account=by_account, step=told
        )

    return tuple(cut(number, order) for number, order in enumerate(orders))


def largest(fits: Callable[[int], bool], most: int, near: int = 0) -> int:
    """A number up to `most` that fits while one more does not, or `most`; 0 where none below it fits.

    Looks in growing steps from `near` on, then between the last two.
    """
    near, step = max(0, min(near, most)), 1
    if near == 0 or fits(near):
        low = near
        while (high := min(low + step, most + 1)) <= most and fits(high):
            low, step = high, step * 2
    else:
        high = near
        while (low := max(0, high - step)) and not fits(low):
            high, step = low, step * 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low


def _start(calendar: Calendar, since: Month | None) -> int:
    """The first place in the calendar whose people may be cut."""
    for place, month in enumerate(calendar.covered):
        if since is None or month >= since:
            return place
    raise NotMonth(f"Tidak ada bulan sejak {since} di antara bulan yang dihitung: mulai potongan lebih awal.")


def _bill(projection: Projection, calendar: Calendar, every: tuple[Purse, ...], start: int) -> Bill:
    months = list(calendar.positions[start:])
    cut = [range(max(start, purse.places.start), max(start, purse.places.stop)) for purse in every]
    return Bill(
        # By month first: each purse then reads one block.
        heads=np.ascontiguousarray(projection.cube.heads[:, months].T),
        months=tuple(slice(places.start - start, places.stop - start) for places in cut),
        units=tuple(
            _unit(projection, calendar, *part, group_rows(projection))
            for part in zip(every, cut, strict=True)
        ),
    )


def _unit(
    projection: Projection, calendar: Calendar, purse: Purse, places: range, group: Int64Array
) -> Int64Array:
    """int64[month, stratum]: what a purse pays for one person in some of its places."""
    prices = projection.prices
    index = prices.index[:, [calendar.positions[place] for place in places]]
    if purse.pays is None:
        return np.ascontiguousarray(unit_prices(prices.rupiah, index).T)
    pays = purse.pays[[place - purse.places.start for place in places]][:, group]
    each = programme_prices(prices.rupiah, index).transpose(1, 0, 2)
    return np.ascontiguousarray(np.where(pays, each, 0).sum(axis=2))


def _left_at(projection: Projection, calendar: Calendar, every: tuple[Purse, ...], start: int) -> list[int]:
    """What each purse has left for the places from `start` on."""
    costs = purse_costs(projection, calendar, every)
    return [
        purse.money - int(cost[: max(0, start - purse.places.start)].sum())
        for purse, cost in zip(every, costs, strict=True)
    ]


def _turn(
    order: CutOrder, places: Places, projection: Projection, last: int, workers: Mapping[str, int]
) -> Turn:
    match order:
        case CutOrder.LAST_IN_FIRST_OUT:
            return by_joining(places, projection.cube, last)
        case CutOrder.WORST_COVERED:
            return by_coverage(places, workers)
        case _:
            return by_priority(places)


def _in_turn(places: Places, bill: Bill, money: list[int], turn: Turn, step: Step) -> Int64Array:
    """Places one after the other as long as money lasts; what does not pay the next passes on.

    Ends when no stratum has a place that could still be paid. A stratum whose next place is too dear stays
    as it is: places above need those below.
    """
    kept = np.zeros_like(places.most)
    while True:
        step(int(kept.sum()), places.people)
        spent_now = bill.of(kept)
        # Larger sums than an integer array holds are as good as this one.
        left = [min(m - cost, INT64_MAX) for m, cost in zip(money, spent_now, strict=True)]
        payable = bill.next_place(kept) <= np.array(left, dtype=np.int64)[:, np.newaxis]
        active = payable.all(axis=0) & (kept < places.most)
        if not active.any():
            return kept
        strata = np.flatnonzero(active)
        most = int((places.most - kept)[strata].sum())
        kept = _next_places(bill, left, kept, turn.among(kept, active), strata, most)


def _next_places(
    bill: Bill, left: list[int], kept: Int64Array, grown: Grown, strata: Int64Array, most: int
) -> Int64Array:
    """As many of the next `most` places, all of these strata, as are paid by what is left."""
    part = bill.some(strata)
    limits = [cost + rest for cost, rest in zip(part.of(kept[strata]), left, strict=True)]
    low, high, fewer, more = 0, most, kept, grown(most)
    if _fits(part, more[strata], limits):
        return more
    while high - low > 1:
        middle = (low + high) // 2
        between = grown(middle)
        if _fits(part, between[strata], limits):
            low, fewer = middle, between
        else:
            high, more = middle, between
        # Only strata that the two ends leave different cost anything more: look at no others.
        open_still = np.flatnonzero(fewer[strata] != more[strata])
        if 2 * len(open_still) <= len(strata):
            all_now, strata, part = part.of(fewer[strata]), strata[open_still], part.some(open_still)
            some_now = part.of(fewer[strata])
            limits = [limit - a + s for limit, a, s in zip(limits, all_now, some_now, strict=True)]
    return fewer


def _uniform(places: Places, bill: Bill, money: list[int]) -> Int64Array:
    costs = bill.of(places.most)
    # In proportion to the money: where the search starts changes nothing but its length.
    near = [places.people * max(0, limit) // cost for limit, cost in zip(money, costs, strict=True) if cost]
    found = largest(
        lambda n: _fits(bill, uniform(places, n), money), places.people, min([places.people, *near])
    )
    return uniform(places, found)


def _fits(bill: Bill, kept: Int64Array, money: list[int]) -> bool:
    return all(cost <= limit for cost, limit in zip(bill.of(kept), money, strict=True))


def _unknown_workers(places: Places, workers: Mapping[str, int]) -> tuple[Problem, ...]:
    found = by_coverage(places, workers)
    unknown = [name or "tanpa kecamatan" for name, n in zip(found.names, found.workers, strict=True) if not n]
    if not unknown:
        return ()
    message = (
        f"Penduduk bekerja tidak diketahui: {', '.join(unknown)}. Orang di sana dipotong lebih dulu, dari "
        "yang terbanyak orangnya. Isi angkanya agar ikut diurutkan menurut cakupan."
    )
    return (warning("penduduk_bekerja_kosong", "Cakupan", message),)
