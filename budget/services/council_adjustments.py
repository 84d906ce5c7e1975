"""Changed inputs of a council workbook as adjustments of a scenario, which cost the same to the rupiah."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from budget.contribution import Programme, Wage
from budget.law import OwnContribution, OwnRate
from budget.period import Month, MonthRange, Validity
from budget.plan import (
    Adjustment,
    HeadAdjustment,
    HeadCount,
    HeadCountKind,
    LawAdjustment,
    LineAdjustment,
    LossAdjustment,
    MinimumWageAdjustment,
    Plan,
    TariffAdjustment,
    WageAdjustment,
)
from budget.plan.adjustments import concerns
from budget.plan.headcount import by_place, levels
from budget.workbook.council.inputs import (
    ContributionKey,
    InputKey,
    LossKey,
    MinimumWageKey,
    MoneyKey,
    MoneyYearKey,
    RateKey,
    ShareKey,
    WageKey,
    stretches,
)

# A new number for each changed input, in the unit of `council_entries.read_entry`.
Entries = Mapping[InputKey, int]
_LINE_OF_A_PLAN_WITHOUT_ANY = ("", "", "", "", (Programme.JKK, Programme.JKM), "")


@dataclass(frozen=True, slots=True)
class PeopleOfMonth:
    """Planned people of one place in a month, as exported and as wanted."""

    month: Month
    exported: int
    wanted: int


def adjustments_of(
    plan: Plan, entries: Entries, people: Mapping[tuple[str, str], Sequence[PeopleOfMonth]]
) -> tuple[Adjustment, ...]:
    """On the plan that was exported; `people` are all months of the places, by group and kecamatan, in which
    anything was changed.
    """
    return (
        *_of_law(plan, entries),
        *_of_tariffs(plan, entries),
        *_of_losses(entries),
        *(found for place, months in people.items() for found in _of_people(plan, place, months)),
        *_of_lines(plan, entries),
    )


def _of_law(plan: Plan, entries: Entries) -> Iterator[Adjustment]:
    for key, number in entries.items():
        match key:
            case RateKey(programme, risk_class, months, validity):
                for spell in _spells(plan, months, validity):
                    yield LawAdjustment(OwnRate(programme, risk_class, number, spell))
            case ContributionKey(programme, bracket, months, validity):
                for spell in _spells(plan, months, validity):
                    yield LawAdjustment(OwnContribution(programme, bracket, number, spell))
            case MinimumWageKey(year):
                yield MinimumWageAdjustment(year, number)
            case _:
                pass


def _spells(plan: Plan, months: tuple[Month, ...], longest: Validity) -> Iterator[Validity]:
    """The months as stretches; what reaches the end of the plan holds as long as what it replaces."""
    for spell in stretches(months):
        yield Validity(spell.first, longest.last) if spell.last == plan.span.last else spell


def _of_tariffs(plan: Plan, entries: Entries) -> Iterator[Adjustment]:
    """Wage and share of the same months together; a wage alone leaves the other terms to the plan."""
    wages = {(key.group, key.months): sen for key, sen in entries.items() if isinstance(key, WageKey)}
    shares = {(key.group, key.months): ppm for key, ppm in entries.items() if isinstance(key, ShareKey)}
    for group, months in dict.fromkeys([*wages, *shares]):
        sen, share_ppm = wages.get((group, months)), shares.get((group, months))
        for spell in stretches(months):
            tariff = plan.tariff(group, spell.first)
            assert tariff is not None
            (validity,) = _spells(plan, _months(spell), tariff.validity)
            if share_ppm is not None:
                terms = replace(tariff.terms, share_ppm=share_ppm)
                terms = terms if sen is None else replace(terms, base=Wage(sen))
                yield TariffAdjustment(group, validity, terms)
            elif sen is not None:
                yield WageAdjustment(group, validity, sen)


def _months(spell: Validity) -> tuple[Month, ...]:
    return tuple(MonthRange(spell.first, spell.last or spell.first))


def _of_losses(entries: Entries) -> Iterator[Adjustment]:
    for key, number in entries.items():
        if isinstance(key, LossKey):
            yield LossAdjustment(key.group, number)


def _of_people(
    plan: Plan, place: tuple[str, str], months: Iterable[PeopleOfMonth]
) -> Iterator[HeadAdjustment]:
    """Set the people wherever the plan, with what was set before, would have others.

    In months that follow the roster a what-if can only add to it: there the difference is what changes.
    """
    name, kecamatan = place
    group = plan.group(name)
    is_limited = any(concerns(limit, name) for limit in plan.cover_limits)
    counts = by_place(plan.head_counts).get((name.casefold(), kecamatan.casefold()), [])
    more = 0
    for each in months:
        if plan.follows_roster(group, each.month):
            change, more = each.wanted - each.exported - more, each.wanted - each.exported
            if not change:
                continue
            found = HeadAdjustment(name, each.month, change, HeadCountKind.CHANGE, kecamatan)
        else:
            more = 0
            is_outside = is_limited and each.exported == each.wanted == 0
            if is_outside or levels(counts, MonthRange(each.month, each.month))[0] == each.wanted:
                continue
            found = HeadAdjustment(name, each.month, each.wanted, HeadCountKind.ABSOLUTE, kecamatan)
        counts = _with(counts, found)
        yield found


def _with(counts: Iterable[HeadCount], found: HeadAdjustment) -> list[HeadCount]:
    """The head counts of one place as the scenario will have them."""
    is_set = found.kind is HeadCountKind.ABSOLUTE
    kept = [count for count in counts if not (is_set and count.month == found.month)]
    added = HeadCount(found.group, found.month, found.heads, found.kind, found.kecamatan)
    return next(iter(by_place([*kept, added]).values()))


def _of_lines(plan: Plan, entries: Entries) -> Iterator[LineAdjustment]:
    """What each line of the same words holds together, in every fiscal year in which that is another sum."""
    lines = plan.allotted
    was: dict[tuple[object, ...], int] = {}
    will: dict[tuple[object, ...], int] = {}
    named: dict[tuple[object, ...], LineAdjustment] = {}
    for number, line in enumerate(lines):
        words = line.skpd, line.sub_activity, line.account, line.funding, line.programmes, line.pot
        for sums, year, amount in (
            (was, line.fiscal_year, line.amount),
            (
                will,
                entries.get(MoneyYearKey(number), line.fiscal_year),
                entries.get(MoneyKey(number), line.amount),
            ),
        ):
            made = _line(year, words, amount)
            key = _key(made)
            named.setdefault(key, made)
            sums[key] = sums.get(key, 0) + amount
    if not lines and MoneyKey(0) in entries:
        year = entries.get(MoneyYearKey(0), plan.span.first.year)
        made = _line(year, _LINE_OF_A_PLAN_WITHOUT_ANY, entries[MoneyKey(0)])
        named[_key(made)], will[_key(made)] = made, made.rupiah
    for key, made in named.items():
        if was.get(key, 0) != will.get(key, 0):
            yield replace(made, rupiah=will.get(key, 0))


_Words = tuple[str, str, str, str, tuple[Programme, ...], str]


def _line(year: int, words: _Words, amount: int) -> LineAdjustment:
    skpd, sub_activity, account, funding, programmes, pot = words
    return LineAdjustment(year, skpd, sub_activity, account, funding, programmes, amount, pot)


def _key(line: LineAdjustment) -> tuple[object, ...]:
    """As `with_line` tells lines apart: capitals of names do not matter."""
    names = line.skpd.casefold(), line.funding.casefold(), line.pot.casefold()
    return line.fiscal_year, *names, line.sub_activity, line.account, line.programmes
