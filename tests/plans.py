"""Random plans without errors, for laws that hold for every plan."""

from datetime import date

from hypothesis import strategies as st

from budget.contribution import (
    Income,
    Payer,
    Programme,
    RosterIncome,
    RosterWage,
    Sector,
    Terms,
    UmkWage,
    Wage,
)
from budget.money import Rounding
from budget.period import Month, MonthRange, Validity
from budget.plan import (
    APBD,
    Allocation,
    AllocationAdjustment,
    Assumption,
    AssumptionKind,
    Eligibility,
    Group,
    HeadAdjustment,
    HeadCount,
    HeadCountKind,
    HeadSource,
    MinimumWage,
    PaymentTiming,
    Plan,
    Region,
    Scenario,
    Stage,
    StageKind,
    Tariff,
    TariffAdjustment,
    Volume,
)

HOSTILE = [
    "=1+1", "+62 812", "-5", "@SUM(A1)", "=cmd|' /C calc'!A0", "[bold]x[/]", "[/] x", "[#] Belanja", "{x}",
    "<b>&amp;", '"kutip"', "baris\nkedua", "tab\tdi tengah", "x" * 300, "😀 \U0001f469\u200d\U0001f467",
    "_x0041_ _x005F_", "#REF!", "TRUE", "2026-01", "1.500.000", "٣", "اللغة", "é e\u0301", "%s {0}", "'petik",
]  # fmt: skip
TEXTS = st.sampled_from(HOSTILE) | st.text("aZ0 =+-@'\"[]/{}<&>_x\n\té😀", min_size=1, max_size=12).map(
    str.strip
).filter(bool)
MAYBE = st.just("") | TEXTS
STAGES = st.sampled_from(
    [APBD, Stage(StageKind.RAPBD), Stage(StageKind.SHIFT, 2), Stage(StageKind.AMENDMENT)]
)
MONTHS = st.builds(Month, st.integers(2020, 2027), st.integers(1, 12))
PROGRAMMES = st.sampled_from(
    [
        (Programme.JKK,),
        (Programme.JKM,),
        (Programme.JKK, Programme.JKM),
        (Programme.JKK, Programme.JKM, Programme.JHT),
    ]
)
# The last one has more digits than the double in a cell holds.
WAGES = st.builds(Wage, st.integers(1, 10**12) | st.just(12_345_678_901_234_567))
BASES = (
    st.builds(Income, st.integers(0, 10**9))
    | WAGES
    | st.sampled_from([UmkWage(), RosterWage(), RosterIncome()])
)


@st.composite
def _terms(draw: st.DrawFn) -> Terms:
    base = draw(BASES)
    has_jht = isinstance(base, Income | RosterIncome)
    return Terms(
        base=base,
        risk_class=draw(st.integers(1, 5)),
        # JHT of members with a wage is not in the law book.
        programmes=draw(PROGRAMMES.filter(lambda p: has_jht or Programme.JHT not in p)),
        share_ppm=draw(st.integers(1, 1_000_000)),
        rounding=draw(st.sampled_from(Rounding)),
        payer=draw(st.sampled_from(Payer)),
        sector=draw(st.sampled_from(Sector)),
    )


TERMS = _terms()


@st.composite
def _plans(draw: st.DrawFn) -> Plan:
    span = MonthRange(first := draw(MONTHS), first.plus(draw(st.integers(0, 20))))
    names = draw(st.lists(TEXTS, max_size=3, unique_by=str.casefold))
    adjustments = st.builds(
        AllocationAdjustment, st.none() | st.integers(2020, 2028), st.integers(0, 2_000_000)
    )
    if names:
        group = st.sampled_from(names)
        months = st.integers(0, len(span) - 1).map(first.plus)
        adjustments |= st.builds(TariffAdjustment, st.none() | group, st.builds(Validity, months), TERMS)
        adjustments |= st.builds(
            HeadAdjustment, group, months, st.integers(0, 10**3), st.sampled_from(HeadCountKind), MAYBE
        )
    tariffs = [draw(st.builds(Tariff, st.just(n), st.just(Validity(first)), TERMS, MAYBE)) for n in names]
    segments = {tariff.group: tariff.terms.segment for tariff in tariffs}
    by_wage = [t.group for t in tariffs if isinstance(t.terms.base, RosterWage | RosterIncome)]
    loss = st.integers(0, 999_999)
    scenarios = st.builds(Scenario, TEXTS, st.lists(adjustments, max_size=3).map(tuple), MAYBE)
    allocations = st.builds(
        Allocation,
        st.integers(span.first.year, span.last.year),
        MAYBE,
        st.sampled_from(["", "2.07.05.2.02.0005"]),
        st.sampled_from(["", "5.1.02.02.02.0006"]),
        MAYBE,
        PROGRAMMES,
        st.integers(0, 2**63 - 1),
        STAGES,
        MAYBE,
        st.none() | st.dates(date(2020, 1, 1), date(2030, 12, 31)),
        MAYBE,
        st.none() | st.builds(Volume, st.integers(0, 10**6), st.integers(0, 12), st.integers(0, 10**6)),
    )
    return Plan(
        region=Region("32.04", draw(TEXTS)),
        span=span,
        timing=draw(st.sampled_from(PaymentTiming)),
        eligibility=Eligibility(youngest := draw(st.integers(0, 99)), youngest + draw(st.integers(1, 99))),
        groups=tuple(
            draw(
                st.builds(
                    Group,
                    st.just(n),
                    MAYBE,
                    st.just(segments[n]),
                    st.integers(-9, 999),
                    MAYBE,
                    loss,
                    # Planned people have no wages that a tariff could take from a list.
                    st.just(HeadSource.ROSTER) if n in by_wage else st.sampled_from(HeadSource),
                )
            )
            for n in names
        ),
        tariffs=tuple(tariffs),
        head_counts=tuple(_counts(draw, names, first)),
        minimum_wages=tuple(MinimumWage(y, draw(WAGES).sen, draw(MAYBE)) for y in range(2020, 2030)),
        allocations=tuple(draw(st.lists(allocations, max_size=3))),
        assumptions=tuple(
            draw(st.lists(st.builds(Assumption, TEXTS, st.sampled_from(AssumptionKind), MAYBE), max_size=2))
        ),
        scenarios=tuple(draw(st.lists(scenarios, max_size=2, unique_by=lambda s: s.name.casefold()))),
    )


def _counts(draw: st.DrawFn, names: list[str], first: Month) -> list[HeadCount]:
    """An absolute count for each place, and perhaps people who come later."""
    counts: list[HeadCount] = []
    for name in names:
        for kecamatan in draw(st.lists(MAYBE, max_size=2, unique=True)):
            counts.append(HeadCount(name, first, draw(st.integers(0, 10**3)), kecamatan=kecamatan))
            if draw(st.booleans()):
                counts.append(
                    HeadCount(name, first, draw(st.integers(0, 99)), HeadCountKind.CHANGE, kecamatan)
                )
    return counts


PLANS = _plans()
