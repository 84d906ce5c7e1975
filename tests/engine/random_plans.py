"""Random small plans: everything that changes a price or a head count, in a few months and people."""

from hypothesis import strategies as st

from budget.contribution import Base, Income, Payer, Programme, Sector, Segment, Terms, UmkWage, Wage
from budget.law import OwnContribution, OwnRate
from budget.money import Rounding
from budget.period import Month, MonthRange, Validity
from budget.plan import (
    Adjustment,
    Allocation,
    AllocationAdjustment,
    AllocationChange,
    CoverAdjustment,
    EntryAdjustment,
    FundingAdjustment,
    Group,
    HeadAdjustment,
    HeadCount,
    HeadCountKind,
    LawAdjustment,
    LossAdjustment,
    MinimumWage,
    MinimumWageAdjustment,
    PaymentTiming,
    Plan,
    Region,
    RiskClassAdjustment,
    Scenario,
    SegmentAdjustment,
    Tariff,
    TariffAdjustment,
    TimingAdjustment,
    WageAdjustment,
)

NAMES = ("Guru Ngaji", "Ketua RT", "Linmas", "Petani")
KECAMATAN = ("", "Cileunyi", "Arjasari")
# Just before the discounts of PP 49/2020 and PP 50/2025 begin or end, and around a turn of the year.
STARTS = [Month(2020, 6), Month(2020, 11), Month(2022, 1), Month(2025, 11), Month(2026, 2), Month(2026, 11)]
BPU_PROGRAMMES = [
    (Programme.JKK, Programme.JKM),
    (Programme.JKM,),
    (Programme.JKK, Programme.JKM, Programme.JHT),
    (Programme.JHT, Programme.JKK),
]
PU_PROGRAMMES = [(Programme.JKK, Programme.JKM), (Programme.JKK,), (Programme.JKM,)]


@st.composite
def terms(draw: st.DrawFn) -> Terms:
    base: Base = draw(
        st.one_of(
            # 1.099.500 lies in a hole between the printed rows; the last row has no upper end.
            st.sampled_from([Income(), Income(1_099_500), Income(1_100_000), Income(50_000_000)]),
            st.builds(Wage, st.integers(1, 600_000_000)),
            st.just(UmkWage()),
        )
    )
    return Terms(
        base=base,
        risk_class=draw(st.integers(1, 5)),
        programmes=draw(st.sampled_from(BPU_PROGRAMMES if isinstance(base, Income) else PU_PROGRAMMES)),
        share_ppm=draw(st.sampled_from([1_000_000, 500_000, 333_333, 1])),
        rounding=draw(st.sampled_from(Rounding)),
        payer=draw(st.sampled_from(Payer)),
        sector=draw(st.sampled_from(Sector)),
    )


@st.composite
def tariffs(draw: st.DrawFn, group: str, span: MonthRange) -> list[Tariff]:
    """One to three tariffs in a row; the first may begin before the span, the last has no end."""
    cuts = sorted(draw(st.sets(st.integers(1, len(span)), max_size=2)))
    starts = [span.first.plus(-draw(st.integers(0, 2))), *(span.first.plus(cut) for cut in cuts)]
    ends = [*(start.plus(-1) for start in starts[1:]), None]
    return [
        Tariff(group, Validity(first, last), draw(terms()), draw(st.sampled_from(["", "PAD", "DBH CHT"])))
        for first, last in zip(starts, ends, strict=True)
    ]


@st.composite
def head_counts(draw: st.DrawFn, group: str, kecamatan: str, span: MonthRange) -> list[HeadCount]:
    """Up to five dated counts, at times before or after the span, that never go below zero."""
    moments = sorted(draw(st.lists(st.integers(-2, len(span)), min_size=1, max_size=5)))
    counts: list[HeadCount] = []
    level = 0
    for moment in moments:
        month = span.first.plus(moment)
        first_of_month = all(count.month != month for count in counts)
        if first_of_month and draw(st.booleans()):
            level = draw(st.integers(0, 12))
            counts.append(HeadCount(group, month, level, kecamatan=kecamatan))
        else:
            change = draw(st.integers(-level, 6))
            level += change
            counts.append(HeadCount(group, month, change, HeadCountKind.CHANGE, kecamatan))
    return draw(st.permutations(counts))


@st.composite
def plans(draw: st.DrawFn, most_months: int = 16) -> Plan:
    first = draw(st.sampled_from(STARTS))
    span = MonthRange(first, first.plus(draw(st.integers(0, most_months - 1))))
    names = draw(st.permutations(NAMES))[: draw(st.integers(1, 4))]
    groups = tuple(
        Group(
            name,
            "Disnaker",
            Segment.BPU,
            draw(st.integers(1, 2)),
            validation_loss_ppm=draw(st.sampled_from([0, 0, 70_000, 333_333, 999_999])),
        )
        for name in names
    )
    years = range(span.first.year, span.last.year + 2)
    return Plan(
        region=Region("32.04", "Kabupaten Bandung"),
        span=span,
        timing=draw(st.sampled_from(PaymentTiming)),
        groups=groups,
        tariffs=tuple(tariff for name in names for tariff in draw(tariffs(name, span))),
        head_counts=tuple(
            count
            for name in names
            for kecamatan in draw(st.sets(st.sampled_from(KECAMATAN), max_size=2))
            for count in draw(head_counts(name, kecamatan, span))
        ),
        minimum_wages=tuple(MinimumWage(y, draw(st.integers(1, 500_000_000))) for y in years),
        allocations=tuple(
            Allocation(year, "Disnaker", "", "", "PAD", (Programme.JKK, Programme.JKM), amount)
            for year in years
            for amount in draw(st.lists(st.integers(0, 3_000_000), max_size=2))
        ),
    )


@st.composite
def scenarios(draw: st.DrawFn, plan: Plan) -> Scenario:
    """Up to four adjustments of every kind; money is only added, so that none of them is refused."""
    adjustments: list[Adjustment] = []
    for _ in range(draw(st.integers(0, 4))):
        adjustments.append(draw(adjustment(plan, _knows_jht(plan, adjustments))))
    return Scenario("Bagaimana jika", tuple(adjustments))


def _knows_jht(plan: Plan, adjustments: list[Adjustment]) -> bool:
    """Whether somebody has JHT, for which the law holds no rate of a wage."""
    terms = [t.terms for t in plan.tariffs] + [
        a.terms for a in adjustments if isinstance(a, TariffAdjustment)
    ]
    return any(Programme.JHT in each.programmes for each in terms)


@st.composite
def adjustment(draw: st.DrawFn, plan: Plan, has_jht: bool) -> Adjustment:
    names = [group.name for group in plan.groups]
    group = draw(st.sampled_from([None, *names]))
    named = draw(st.sampled_from(names))
    month = plan.span.first.plus(draw(st.integers(0, len(plan.span) - 1)))
    last = month.plus(draw(st.integers(0, 6))) if draw(st.booleans()) else None
    months = Validity(month, last)
    years = [line.fiscal_year for line in plan.allocations]
    priced = draw(st.booleans())
    if priced:
        return draw(_of_prices(group, months, has_jht))
    match draw(st.integers(0, 8)):
        case 0:
            kind, heads = draw(st.sampled_from(HeadCountKind)), draw(st.integers(0, 12))
            return HeadAdjustment(named, month, heads, kind, draw(st.sampled_from(KECAMATAN)))
        case 1:
            year = draw(st.sampled_from([None, plan.span.first.year]))
            return AllocationAdjustment(year, draw(st.sampled_from([0, 900_000, 333_333, 1_500_000])))
        case 2 if years:
            return AllocationChange(draw(st.sampled_from(years)), draw(st.integers(0, 1_000_000)))
        case 3:
            return MinimumWageAdjustment(month.year, draw(st.integers(1, 500_000_000)))
        case 4:
            return CoverAdjustment(group, months)
        case 5:
            return EntryAdjustment(group, month)
        case 6:
            return LossAdjustment(group, draw(st.sampled_from([0, 70_000, 999_999])))
        case 7:
            return FundingAdjustment(named, month, "Bankeu Provinsi")
        case _:
            return TimingAdjustment(draw(st.sampled_from(PaymentTiming)))


@st.composite
def _of_prices(draw: st.DrawFn, group: str | None, months: Validity, has_jht: bool) -> Adjustment:
    bases: list[Base] = [Income(), Income(50_000_000)]
    programme = draw(st.sampled_from([Programme.JKK, Programme.JKM]))
    match draw(st.integers(0, 5)):
        case 0:
            return TariffAdjustment(group, months, draw(terms()))
        case 1:
            return WageAdjustment(group, months, draw(st.integers(1, 600_000_000)))
        case 2:
            return SegmentAdjustment(
                group, months, draw(st.sampled_from(bases if has_jht else [*bases, Wage(99), UmkWage()]))
            )
        case 3:
            return RiskClassAdjustment(group, months, draw(st.integers(1, 5)))
        case 4:
            rate = draw(st.integers(0, 50_000))
            return LawAdjustment(OwnRate(programme, draw(st.integers(1, 5)), rate, months))
        case _:
            # Every row at once only where the contribution is the same in all.
            bracket = draw(st.sampled_from([1, 33, None] if programme is Programme.JKM else [1, 33]))
            return LawAdjustment(OwnContribution(programme, bracket, draw(st.integers(0, 9_999)), months))
