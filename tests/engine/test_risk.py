"""What the cost may turn out to be: draws, bands, chances, and what moves the cost most."""

from dataclasses import replace
from fractions import Fraction
from math import floor, isqrt

import numpy as np
import pytest
from effort import examples
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from random_plans import plans
from random_rosters import RosterPlan, roster_plans

from budget.contribution import Income, Programme, Segment, Terms, UmkWage, Wage
from budget.engine.calendar import Basis, calendar
from budget.engine.prices import PriceVersion, price
from budget.engine.projection import Projection, project
from budget.engine.ranges import Factor, FlowBase, Range, Ranges, draw
from budget.engine.risk import Risk, risk
from budget.engine.runway import allocation_view
from budget.errors import BadEntry, LimitExceeded, PlanError
from budget.law import LawBook, load_law
from budget.money import PPM
from budget.period import Month, MonthRange, Validity
from budget.plan import Allocation, Group, HeadCount, HeadCountKind, MinimumWage, Plan, Region, Tariff

LAW = load_law()
BOTH = (Programme.JKK, Programme.JKM)
few = settings(
    max_examples=examples(15, 40),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def at(percent: int) -> Range:
    """No uncertainty: always so many percent."""
    return Range(percent * 10_000, percent * 10_000, percent * 10_000)


def percents(low: int, mode: int, high: int) -> Range:
    return Range(low * 10_000, mode * 10_000, high * 10_000)


def guru(money: int = 0, terms: Terms | None = None) -> Plan:
    """1.000 people in January 2026, 100 more from February, 50 fewer from March; 5.400 each."""
    terms = terms or Terms(Wage(100_000_000))
    span = MonthRange(Month(2026, 1), Month(2026, 3))
    changes = ((Month(2026, 2), 100), (Month(2026, 3), -50))
    return Plan(
        region=Region("32.04", "Kabupaten Bandung"),
        span=span,
        groups=(Group("Guru", "Dinas Pendidikan", Segment.PU),),
        tariffs=(Tariff("Guru", Validity(span.first), terms),),
        head_counts=(
            HeadCount("Guru", span.first, 1_000),
            *(HeadCount("Guru", month, heads, HeadCountKind.CHANGE) for month, heads in changes),
        ),
        minimum_wages=(MinimumWage(2026, 215_232_294),),
        allocations=(Allocation(2026, "", "", "", "", BOTH, money),),
    )


def weighed(plan: Plan, ranges: Ranges, draws: int = 200, seed: int = 1) -> Risk:
    projection = project(plan, LAW)
    return risk(projection, calendar(projection), ranges, draws, seed)


def cost_of(plan: Plan, ranges: Ranges) -> int:
    """The cost in the one world that ranges without width leave."""
    found = weighed(plan, ranges, draws=1)
    assert found.likely == found.pooled.spread.least == found.pooled.spread.most
    return found.likely


def test_the_bands_of_a_year_add_up_month_by_month_and_end_as_the_year_does() -> None:
    """One world, 10 % lost: 900, 990 and 945 people × 5.400, so 4.860.000, 10.206.000 and 15.309.000."""
    sure = weighed(guru(15_000_000), Ranges(loss=at(10)), draws=1)
    assert [(band.month.number, band.money, band.spread.low, band.spread.high) for band in sure.bands] == [
        (1, 15_000_000, 4_860_000, 4_860_000),
        (2, 15_000_000, 10_206_000, 10_206_000),
        (3, 15_000_000, 15_309_000, 15_309_000),
    ]
    wide = weighed(guru(), Ranges(loss=percents(0, 5, 20)))
    assert wide.bands[-1].spread == wide.years[0].spread
    assert wide.bands[0].spread.low < wide.bands[0].spread.high


def test_a_tornado_worked_by_hand() -> None:
    """Plan: (1.000 + 1.100 + 1.050) × 5.400 = 3.150 × 5.400 = 17.010.000.

    Joiners: 100 come in February. At -50 % 50 fewer in two months: 3.050 × 5.400 = 16.470.000; at +100 %
    100 more: 3.350 × 5.400 = 18.090.000. Width 1.620.000.
    Leavers: 50 go in March. At +100 % 50 more go: 3.100 × 5.400 = 16.740.000. Width 270.000.
    Loss 10 %: 900 + 990 + 945 = 2.835; × 5.400 = 15.309.000. Width 1.701.000.
    Wage + 7 % from January: 1.070.000 × 0,24 % = 2.568 and × 0,30 % = 3.210; 5.778 × 3.150 = 18.200.700.
    Width 1.190.700.
    """
    ranges = Ranges(percents(-50, 0, 100), percents(0, 0, 100), percents(0, 0, 10), percents(0, 0, 7))
    found = weighed(guru(), ranges)
    assert found.likely == found.pooled.planned == 17_010_000
    assert [(bar.factor, bar.cost_low, bar.cost_high, bar.width) for bar in found.tornado] == [
        (Factor.LOSS, 17_010_000, 15_309_000, 1_701_000),
        (Factor.JOINERS, 16_470_000, 18_090_000, 1_620_000),
        (Factor.GROWTH, 17_010_000, 18_200_700, 1_190_700),
        (Factor.LEAVERS, 17_010_000, 16_740_000, 270_000),
    ]


def test_a_rate_of_heads_is_taken_of_the_people_of_the_month_before() -> None:
    """+1 % a month: 10 in February (of 1.000) and 21 in March (10 + 11 of 1.100): 31 × 5.400 = 167.400.

    Leavers the same way: 31 fewer.
    """
    more = cost_of(guru(), Ranges(joiners=at(1), joiners_of=FlowBase.HEADS))
    fewer = cost_of(guru(), Ranges(leavers=at(1), leavers_of=FlowBase.HEADS))
    assert (more, fewer) == (17_010_000 + 167_400, 17_010_000 - 167_400)


def test_contributions_are_rounded_anew_per_person_under_another_umk() -> None:
    """UMK 2.152.322,94 + 6,5 % = 2.292.223,93 (half up from 2.292.223,9311).

    JKK 0,24 % = 5.501,34 → 5.501; JKM 0,30 % = 6.876,67 → 6.877; 12.378 × 3.150 = 38.990.700.
    """
    assert cost_of(guru(terms=Terms(UmkWage())), Ranges(growth=Range(65_000, 65_000, 65_000))) == 38_990_700


def test_wages_rise_again_each_january_from_the_year_that_is_asked_for(bandung: Plan) -> None:
    """1.500.000 + 10 %: 1.650.000 → 8.910 in 2023 if only that year is unsure: 385.000 person-months.

    Unsure since 2022: 8.910 for 851.568 person-months, then 1.815.000 → 9.801.
    """
    once = cost_of(bandung, Ranges(growth=at(10), growth_from=2023))
    twice = cost_of(bandung, Ranges(growth=at(10)))
    assert once == 851_568 * 8_100 + 385_000 * 8_910
    assert twice == 851_568 * 8_910 + 385_000 * 9_801


def test_contributions_without_a_wage_do_not_follow_the_umk() -> None:
    bpu = guru(terms=Terms(Income()))
    assert cost_of(bpu, Ranges(growth=at(10))) == project(bpu, LAW).total == 3_150 * 16_800


def test_the_chance_of_enough_money_counts_draws() -> None:
    """Loss 0 % to 10 %: between 15.309.000 and 17.010.000, so that these two bounds are sure."""
    ranges = Ranges(loss=percents(0, 5, 10))
    plenty, nothing = weighed(guru(17_010_000), ranges), weighed(guru(15_308_999), ranges)
    assert (plenty.pooled.enough, plenty.years[0].enough, plenty.every_year) == (200, 200, 200)
    assert plenty.short == ()
    assert (nothing.pooled.enough, nothing.every_year) == (0, 0)
    assert nothing.short == ((Month(2026, 3), 200),)
    middle = weighed(guru(16_159_500), ranges)
    assert 80 <= middle.pooled.enough <= 120
    assert middle.ppm(middle.pooled.enough) == middle.pooled.enough * 5_000


def test_the_same_seed_gives_the_same_figures_on_every_machine(bandung: Plan) -> None:
    """Golden: found once, with nothing but integers on the way."""
    ranges = Ranges(percents(-10, 0, 20), None, percents(4, 6, 10), percents(0, 5, 9))
    found = weighed(bandung, ranges, draws=10_000, seed=7)
    spread = found.pooled.spread
    assert (spread.least, spread.low, spread.median, spread.high, spread.most) == GOLDEN_SPREAD
    assert (found.pooled.enough, found.every_year, found.short) == GOLDEN_CHANCES
    assert found == weighed(bandung, ranges, draws=10_000, seed=7)
    assert found.pooled.spread != weighed(bandung, ranges, draws=10_000, seed=8).pooled.spread


GOLDEN_SPREAD = (9_111_239_473, 9_579_614_750, 9_935_441_318, 10_276_778_716, 10_702_302_120)
GOLDEN_CHANCES = (9_887, 7_960, ((Month(2023, 5), 2_040),))


def test_draws_of_the_bit_generator_are_fixed_for_good() -> None:
    raw = np.random.PCG64(1).random_raw(5)
    assert draw(Range(40_000, 60_000, 100_000), raw).tolist() == GOLDEN_DRAWS


GOLDEN_DRAWS = [65_770, 89_096, 53_152, 88_898, 59_344]


@given(
    st.lists(st.integers(-1_000_000, 3_000_000), min_size=3, max_size=3),
    st.lists(st.integers(0, 2**64 - 1), min_size=1, max_size=20),
)
def test_a_draw_is_the_exact_inverse_of_the_distribution_rounded_down(
    values: list[int], words: list[int]
) -> None:
    within = Range(*sorted(values))
    found = draw(within, np.array(words, dtype=np.uint64)).tolist()
    for word, value in zip(words, found, strict=True):
        assert value == slow_draw(within, word)
        assert within.low <= value <= within.high


def slow_draw(within: Range, word: int) -> int:
    """The largest whole value whose share of the distribution does not pass the level."""
    level = Fraction(2 * (word >> 46) + 1, 2**19)
    width, rise, fall = within.width, within.mode - within.low, within.high - within.mode
    if not width:
        return within.low
    if level * width < rise:
        return within.low + isqrt(floor(level * width * rise))
    left = (1 - level) * width * fall
    root = isqrt(floor(left))
    return within.high - (root if root * root == left else root + 1)


@given(
    st.lists(st.tuples(st.integers(-500_000, 500_000), st.integers(0, 300_000)), min_size=3, max_size=3),
    st.integers(0, 99),
)
def test_a_range_that_lies_higher_never_draws_less(shifts: list[tuple[int, int]], seed: int) -> None:
    lower = sorted(low for low, _ in shifts)
    higher = [low + more for low, more in zip(lower, sorted(more for _, more in shifts), strict=True)]
    raw = np.random.PCG64(seed).random_raw(50)
    assert (draw(Range(*lower), raw) <= draw(Range(*higher), raw)).all()


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Range(2, 1, 3),
        lambda: Range(0, 0, 4_000_001),
        lambda: Ranges(joiners=Range(-1_000_001, 0, 0)),
        lambda: Ranges(loss=Range(-1, 0, 0)),
        lambda: Ranges(loss=Range(0, 0, PPM)),
        lambda: weighed(guru(), Ranges(), draws=0),
        lambda: weighed(guru(), Ranges(), draws=100_001),
        lambda: weighed(guru(), Ranges(), seed=-1),
    ],
)
def test_what_cannot_be_drawn_is_refused(wrong) -> None:
    with pytest.raises(BadEntry):
        wrong()


def test_what_may_pass_64_bits_is_refused_and_never_wrapped(law: LawBook) -> None:
    """9 × 10^12 people at 5.400 fit; 400 % more of them do not fit beside the splitting of averages."""
    plan = replace(guru(), head_counts=(HeadCount("Guru", Month(2026, 1), 9_000_000_000_000),))
    assert project(plan, law).total == 27 * 10**12 * 5_400
    with pytest.raises(LimitExceeded):
        weighed(plan, Ranges(joiners=at(300), joiners_of=FlowBase.HEADS))


def test_wages_beyond_64_bits_on_the_way_are_still_exact() -> None:
    """A wage of 9 × 10^17 sen four times over passes 2^63 when doubled for rounding, but is a wage still."""

    def earning(sen: int) -> Plan:
        return replace(guru(), tariffs=(replace(guru().tariffs[0], terms=Terms(Wage(sen))),))

    fourfold = Ranges(growth=at(300))
    dear = earning(9 * 10**17)
    assert cost_of(dear, fourfold) == slow_cost(project(dear, LAW), fourfold)
    with pytest.raises(LimitExceeded):
        cost_of(earning(3 * 10**18), fourfold)


# Laws


def projected(plan: Plan) -> Projection:
    try:
        projection = project(plan, LAW)
    except (PlanError, LimitExceeded):
        assume(False)
        raise
    return projection


@few
@given(roster_plans(), st.sampled_from(Basis), st.integers(0, 99))
def test_without_a_range_every_draw_is_the_plan(drawn: RosterPlan, basis: Basis, seed: int) -> None:
    for plan in (drawn.plan, drawn.in_scenario):
        projection = projected(plan)
        months = calendar(projection, basis)
        found = risk(projection, months, Ranges(), 5, seed)
        assert found.pooled.spread.least == found.pooled.spread.most == found.likely == projection.total
        view = allocation_view(projection, months)
        runways = dict(view.by_fiscal_year)
        assert [year.planned for year in found.years] == [runway.cost for runway in runways.values()]
        for year in found.years:
            assert year.enough == (5 if runways[year.fiscal_year or 0].is_enough else 0)
        firsts = [r.first_short_month for r in runways.values() if r.first_short_month is not None]
        assert found.short == (((firsts[0], 5),) if firsts else ())


RATES = st.integers(-PPM, 3 * PPM)


@st.composite
def spans(draw_: st.DrawFn, low: int, high: int) -> Range | None:
    values = sorted(draw_(st.lists(st.integers(low, high), min_size=3, max_size=3)))
    return draw_(st.none() | st.just(Range(*values)))


RANGES = st.builds(
    Ranges,
    spans(-PPM, 2 * PPM),
    spans(-PPM, 2 * PPM),
    spans(0, PPM - 1),
    spans(-PPM, 2 * PPM),
    st.sampled_from(FlowBase),
    st.sampled_from(FlowBase),
)


@few
@given(roster_plans(), RANGES, st.integers(1, 30), st.integers(0, 9))
def test_the_band_is_in_order_and_the_parts_fit(
    drawn: RosterPlan, ranges: Ranges, draws: int, seed: int
) -> None:
    projection = projected(drawn.plan)
    found = risk(projection, calendar(projection), ranges, draws, seed)
    for outlook in (found.pooled, *found.years):
        s = outlook.spread
        assert 0 <= s.least <= s.low <= s.median <= s.high <= s.most
        assert 0 <= outlook.enough <= draws
    assert found.every_year + sum(count for _, count in found.short) == draws
    assert found.every_year <= min(year.enough for year in found.years)
    assert [bar.width for bar in found.tornado] == sorted((b.width for b in found.tornado), reverse=True)


@few
@given(plans(), st.integers(0, PPM // 2), st.integers(0, PPM // 2), st.integers(0, 9))
def test_a_wider_range_never_gives_a_narrower_band(plan: Plan, reach: int, more: int, seed: int) -> None:
    narrow, wide = (
        weighed(plan, Ranges(joiners=Range(-r, 0, r)), 40, seed).pooled.spread for r in (reach, reach + more)
    )
    assert wide.least <= narrow.least and wide.low <= narrow.low
    assert narrow.high <= wide.high and narrow.most <= wide.most


@few
@given(plans(), st.integers(0, PPM - 1))
def test_another_loss_costs_what_a_plan_with_that_loss_costs(plan: Plan, loss: int) -> None:
    """Where a group has one kecamatan, so that the loss is rounded once, and is not wholly turned away."""
    places = {count.group: count.kecamatan for count in plan.head_counts}
    alone = replace(
        plan,
        groups=tuple(replace(group, validation_loss_ppm=0) for group in plan.groups),
        head_counts=tuple(c for c in plan.head_counts if places[c.group] == c.kecamatan),
    )
    lossy = tuple(replace(group, validation_loss_ppm=loss) for group in alone.groups)
    assert cost_of(alone, Ranges(loss=Range(loss, loss, loss))) == cost_of(
        replace(alone, groups=lossy), Ranges()
    )


# One world, person by person


def slow_cost(projection: Projection, ranges: Ranges) -> int:
    """The cost in the one world of ranges without width, with Python's integers and fractions."""
    rate = {factor: within.mode for factor, within in ranges.by_factor.items()}
    first = projection.span.first
    first_year = ranges.growth_from or (first.year if first.number == 1 else first.year + 1)
    total = 0
    for group in projection.plan.groups:
        came = gone = 0
        before: int | None = None
        for position, month in enumerate(projection.span):
            rows = [i for i, s in enumerate(projection.strata) if s.group == group.name]
            cube = projection.cube
            follows = projection.plan.follows_roster(group, month)
            heads = sum(int(cube.heads[i, position]) for i in rows)
            people = heads if follows else sum(int(cube.planned[i, position]) for i in rows)
            if before is not None:
                joined, left = max(0, people - before), max(0, before - people)
                if follows and projection.plan.follows_roster(group, month.plus(-1)):
                    joined = sum(int(cube.joined[i, position]) for i in rows)
                    left = sum(int(cube.left[i, position]) for i in rows)
                came += before if ranges.joiners_of is FlowBase.HEADS else joined
                gone += before if ranges.leavers_of is FlowBase.HEADS else left
            before = people
            move = came * rate.get(Factor.JOINERS, 0) - gone * rate.get(Factor.LEAVERS, 0)
            there = max(0, people + half_up(Fraction(move, PPM)))
            planned_loss = 0 if follows else group.validation_loss_ppm
            loss = planned_loss if follows else rate.get(Factor.LOSS, planned_loss)
            paid = max(
                0, heads + floor(Fraction(there * (PPM - loss), PPM)) - people * (PPM - planned_loss) // PPM
            )
            if heads:
                growth = rate.get(Factor.GROWTH, 0)
                raises = max(0, month.year - first_year + 1)
                full = sum(
                    int(cube.heads[i, position]) * slow_price(version, month, projection.plan, growth, raises)
                    for i in rows
                    if (version := projection.prices.version(i, position)) is not None
                )
                total += full + half_up(Fraction(full * (paid - heads), heads))
    return total


def slow_price(version: PriceVersion, month: Month, plan: Plan, growth: int, raises: int) -> int:
    terms = version.tariff.terms
    umk = plan.minimum_wage(month.year)
    if not isinstance(terms.base, Income):
        sen = terms.base.sen if isinstance(terms.base, Wage) else umk.sen if umk else 0
        for _ in range(raises):
            sen = half_up(Fraction(sen * (PPM + growth), PPM))
        terms = replace(terms, base=Wage(sen))
    law = LAW.with_values(plan.law_values)
    return sum(price(terms, p, month, law, None).rupiah for p in terms.programmes)


def half_up(value: Fraction) -> int:
    return floor(value + Fraction(1, 2))


@st.composite
def certain(draw_: st.DrawFn) -> Ranges:
    def rate(low: int, high: int) -> Range | None:
        value = draw_(st.integers(low, high))
        return draw_(st.sampled_from([None, Range(value, value, value)]))

    return Ranges(
        rate(-PPM, 3 * PPM),
        rate(-PPM, 3 * PPM),
        rate(0, PPM - 1),
        rate(-PPM, 3 * PPM),
        draw_(st.sampled_from(FlowBase)),
        draw_(st.sampled_from(FlowBase)),
        draw_(st.sampled_from([None, 2021, 2026])),
    )


@settings(few, max_examples=examples(25, 80))
@given(plans(), certain())
def test_a_world_of_planned_people_agrees_with_counting_them(plan: Plan, ranges: Ranges) -> None:
    assert cost_of(plan, ranges) == slow_cost(project(plan, LAW), ranges)


@settings(few, max_examples=examples(25, 80))
@given(roster_plans(), certain())
def test_a_world_of_listed_people_agrees_with_counting_them(drawn: RosterPlan, ranges: Ranges) -> None:
    for plan in (drawn.plan, drawn.in_scenario):
        projection = projected(plan)
        found = risk(projection, calendar(projection), ranges, 1)
        assert found.likely == found.pooled.spread.most == slow_cost(projection, ranges)
