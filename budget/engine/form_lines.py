"""The lines of the official forms: each cost as people × months × price, under the allocation that pays it.

An item is a run of months in which a group has as many people at one price, paid from one source. Its amount
is people × months × price, and the items of a fiscal year add up to the cost of its months of cover.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from budget.contribution import Programme, Terms
from budget.engine.accounts import Claim, Fund, claim_of, group_rows, payers_of
from budget.engine.prices import NO_VERSION
from budget.engine.projection import Projection, programme_prices
from budget.errors import Problem, warning
from budget.money import format_rupiah
from budget.period import Month, MonthRange
from budget.plan import Allocation, Group, Plan
from budget.plan.allocation import line_names


class Place(NamedTuple):
    """Where a form belongs: the SKPD and its sub-kegiatan, either empty where it is not known."""

    skpd: str
    sub_activity: str

    @property
    def key(self) -> tuple[str, str]:
        """Capitals of names do not matter."""
        return self.skpd.casefold(), self.sub_activity


@dataclass(frozen=True, slots=True)
class Item:
    """`heads` people of a group in each of these months, at `price` rupiah for one person and month.

    `terms` are those of the first month; with wages from the roster they do not tell the single wage.
    """

    group: Group
    programme: Programme
    funding: str
    heads: int
    price: int
    months: MonthRange
    terms: Terms

    @property
    def amount(self) -> int:
        return self.heads * len(self.months) * self.price


@dataclass(frozen=True, slots=True)
class AccountLines:
    """The allocation lines of one account at a place, and the items that they pay.

    `account` is empty where the lines have no code, and where there are no lines: then nobody pays.
    """

    place: Place
    account: str
    lines: tuple[Allocation, ...]
    items: tuple[Item, ...]

    @property
    def money(self) -> int:
        return sum(line.amount for line in self.lines)

    @property
    def cost(self) -> int:
        return sum(item.amount for item in self.items)


@dataclass(frozen=True, slots=True)
class FormLines:
    """All accounts of a fiscal year: place by place in the order of the plan's lines, codes ascending."""

    fiscal_year: int
    accounts: tuple[AccountLines, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def places(self) -> tuple[Place, ...]:
        return tuple({found.place.key: found.place for found in reversed(self.accounts)}.values())[::-1]

    def at(self, place: Place) -> tuple[AccountLines, ...]:
        return tuple(found for found in self.accounts if found.place.key == place.key)


@dataclass(slots=True)
class _Draft:
    place: Place
    account: str
    lines: list[Allocation] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)


class _Series(NamedTuple):
    """What is the same in all months of an item, but for the number of people."""

    group: int
    programme: Programme
    funding: str
    price: int


@dataclass(slots=True)
class _Counted:
    """People by month, with the terms and the claim of the first one."""

    terms: Terms
    claim: Claim
    heads: dict[Month, int] = field(default_factory=dict)


def form_lines(projection: Projection, fiscal_year: int) -> FormLines:
    """The lines in force of a fiscal year with the cost of its months of cover (accrual).

    What no line pays stands where another programme of its group is paid, else with the group's own SKPD.
    """
    plan = projection.plan
    lines = [line for line in plan.allotted if line.fiscal_year == fiscal_year]
    drafts = _drafts(lines)
    funds = [Fund(line, line.amount) for line in lines]
    shared: dict[frozenset[int], int] = {}
    payers: dict[Claim, frozenset[int]] = {}
    homes: dict[str, Place] = {}
    unpaid: list[Item] = []
    for item, claim in _items(projection, fiscal_year):
        if claim not in payers:
            payers[claim] = payers_of(claim, funds)
        if not payers[claim]:
            unpaid.append(item)
            continue
        paying = [lines[number] for number in sorted(payers[claim])]
        place, account = _key(paying[0])
        homes.setdefault(item.group.name, place)
        items = _of(drafts, place, account, is_paid=True).items
        items.append(item if item.funding else _with_funding(item, paying))
        if len({(place.key, account) for place, account in map(_key, paying)}) > 1:
            shared[payers[claim]] = shared.get(payers[claim], 0) + item.amount
    for item in unpaid:
        place = homes.get(item.group.name) or _own_place(plan, item.group, lines)
        _of(drafts, place, "", is_paid=False).items.append(item)
    accounts = _ordered(drafts.values())
    sharing = [(amount, [lines[number] for number in sorted(found)]) for found, amount in shared.items()]
    return FormLines(fiscal_year, accounts, (*_unpaid(accounts), *_nameless(accounts), *_shared(sharing)))


def lines_alone(lines: Iterable[Allocation], fiscal_year: int) -> FormLines:
    """Lines of a fiscal year without what they pay: an earlier stage, whose people nobody kept."""
    drafts = _drafts([line for line in lines if line.fiscal_year == fiscal_year])
    return FormLines(fiscal_year, _ordered(drafts.values()))


_Key = tuple[tuple[str, str], str, bool]
_Drafts = dict[_Key, _Draft]


def _drafts(lines: Iterable[Allocation]) -> _Drafts:
    drafts: _Drafts = {}
    for line in lines:
        _of(drafts, *_key(line), is_paid=True).lines.append(line)
    return drafts


def _key(line: Allocation) -> tuple[Place, str]:
    return Place(line.skpd, line.sub_activity), line.account


def _of(drafts: _Drafts, place: Place, account: str, *, is_paid: bool) -> _Draft:
    return drafts.setdefault((place.key, account, is_paid), _Draft(place, account))


def _own_place(plan: Plan, group: Group, lines: Sequence[Allocation]) -> Place:
    """The group's SKPD with the first sub-kegiatan that is known of it."""
    own = [line.sub_activity for line in lines if line.skpd.casefold() == group.skpd.casefold()]
    own += [each.code for each in plan.sub_activities if each.skpd.casefold() == group.skpd.casefold()]
    return Place(group.skpd, next(filter(None, own), ""))


def _with_funding(item: Item, paying: Sequence[Allocation]) -> Item:
    """A tariff that names no source is paid from those of its lines."""
    sources = ", ".join(filter(None, dict.fromkeys(line.funding for line in paying)))
    return Item(item.group, item.programme, sources, item.heads, item.price, item.months, item.terms)


def _items(projection: Projection, fiscal_year: int) -> Iterable[tuple[Item, Claim]]:
    """In the order of groups, programmes and months, with the claim that decides who pays."""
    for series, counted in _counted(projection, fiscal_year):
        group = projection.plan.groups[series.group]
        for months, heads in _runs(counted.heads):
            item = Item(group, series.programme, series.funding, heads, series.price, months, counted.terms)
            yield item, counted.claim


def _counted(projection: Projection, fiscal_year: int) -> list[tuple[_Series, _Counted]]:
    prices = programme_prices(projection.prices.rupiah, projection.prices.index)
    heads, rows = projection.cube.heads, group_rows(projection)
    found: dict[_Series, _Counted] = {}
    priced = (projection.prices.index != NO_VERSION) & (heads > 0)
    for row, position in np.argwhere(priced).tolist():
        month = Month.at(projection.span.first.index + position)
        if month.year != fiscal_year:
            continue
        number = int(rows[row])
        group = projection.plan.groups[number]
        tariff = projection.plan.tariff(group.name, month)
        assert tariff is not None, "a price comes from a tariff"
        for place, programme in enumerate(projection.programmes):
            if price := int(prices[row, position, place]):
                series = _Series(number, programme, tariff.funding, price)
                claim = claim_of(group, tariff, programme)
                counted = found.setdefault(series, _Counted(tariff.terms, claim))
                people = counted.heads.get(month, 0) + int(heads[row, position])
                counted.heads[month] = people
    order = list(Programme)
    return sorted(
        found.items(), key=lambda pair: (pair[0].group, order.index(pair[0].programme), min(pair[1].heads))
    )


def _runs(heads: Mapping[Month, int]) -> Iterable[tuple[MonthRange, int]]:
    """Months that follow each other with as many people."""
    months = sorted(heads)
    first = 0
    for at in range(1, len(months) + 1):
        before = months[at - 1]
        ends = at == len(months) or months[at].index != before.index + 1 or heads[months[at]] != heads[before]
        if ends:
            yield MonthRange(months[first], before), heads[before]
            first = at


def _ordered(drafts: Iterable[_Draft]) -> tuple[AccountLines, ...]:
    """Places as they come; in each the codes ascending, then what has none, then what nobody pays."""
    drafts = list(drafts)
    order = {key: number for number, key in enumerate(dict.fromkeys(d.place.key for d in drafts))}
    drafts.sort(key=lambda d: (order[d.place.key], not d.account, d.account, not d.lines))
    return tuple(AccountLines(d.place, d.account, tuple(d.lines), tuple(d.items)) for d in drafts)


def _unpaid(accounts: Iterable[AccountLines]) -> Iterable[Problem]:
    for found in accounts:
        if not found.lines:
            where = found.place.skpd or "Tanpa SKPD"
            message = (
                f"Tidak ada pagu yang membayar {format_rupiah(found.cost)}. Tambahkan baris pagu dengan kode "
                "rekening, program, dan sumber dananya."
            )
            yield warning("belum_berekening", where, message)


def _nameless(accounts: Iterable[AccountLines]) -> Iterable[Problem]:
    for found in accounts:
        if found.lines and not found.account:
            message = f"Pagu {format_rupiah(found.money)} belum punya kode rekening. Isi kodenya di Pagu."
            yield warning("pagu_tanpa_rekening", found.place.skpd or "Tanpa SKPD", message)


def _shared(found: Iterable[tuple[int, Sequence[Allocation]]]) -> Iterable[Problem]:
    for amount, lines in found:
        message = (
            f"{format_rupiah(amount)} dapat dibayar oleh beberapa pagu; rinciannya ditulis di "
            f"{lines[0].skpd} {lines[0].sub_activity} {lines[0].account}. Bedakan sumber dana atau program."
        )
        yield warning("pagu_bersama", line_names(lines), message)
