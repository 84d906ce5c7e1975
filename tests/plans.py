"""Random plans without errors, for laws that hold for every plan."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from hypothesis import strategies as st

from budget.contribution import (
    Base,
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
from budget.law import LawValue, OwnContribution, OwnRate
from budget.money import Rounding
from budget.period import Month, MonthRange, Validity
from budget.plan import (
    APBD,
    Adjustment,
    Allocation,
    AllocationAdjustment,
    AllocationChange,
    Assertion,
    Assumption,
    AssumptionKind,
    CoverAdjustment,
    Eligibility,
    EntryAdjustment,
    FundingAdjustment,
    Group,
    HeadAdjustment,
    HeadCount,
    HeadCountKind,
    HeadSource,
    LawAdjustment,
    LineAdjustment,
    LossAdjustment,
    MinimumWage,
    MinimumWageAdjustment,
    PaymentTiming,
    Plan,
    Region,
    RiskClassAdjustment,
    Scenario,
    SegmentAdjustment,
    Stage,
    StageKind,
    Tariff,
    TariffAdjustment,
    TimingAdjustment,
    Volume,
    WageAdjustment,
)
from budget.plan.codes import normalise_nip
from budget.plan.forms import AccountName, Indicator, IndicatorKind, Official, OfficialRole, SubActivity

T = TypeVar("T")
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
def _terms(draw: st.DrawFn, bases: st.SearchStrategy[Base] = BASES) -> Terms:
    base = draw(bases)
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
INCOMES = st.builds(Income, st.integers(0, 10**9))
BASES_WITHOUT_ROSTER = INCOMES | WAGES | st.just(UmkWage())
TERMS_WITHOUT_ROSTER = _terms(BASES_WITHOUT_ROSTER)
AMOUNTS = st.integers(0, 10**12)
YEARS = st.integers(2020, 2028)


@st.composite
def ADJUSTMENTS(draw: st.DrawFn, plan: Plan) -> Adjustment:  # noqa: N802  # a strategy, as the others
    """Adjustments that can act on the plan: no money is taken, and nobody either."""
    names = [group.name for group in plan.groups]
    years = [line.fiscal_year for line in plan.allocations]
    kinds = [*_OF_ALL, *(_OF_GROUPS if names else ()), *([AllocationChange] if years else ())]
    kind = draw(st.sampled_from(kinds))
    first = plan.span.first.plus(draw(st.integers(0, len(plan.span) - 1)))
    if kind is AllocationChange:
        return AllocationChange(draw(st.sampled_from(years)), draw(AMOUNTS))
    if kind is LineAdjustment:
        return draw(_LINES)
    if kind is AllocationAdjustment:
        return AllocationAdjustment(draw(st.none() | YEARS), draw(st.integers(0, 2_000_000)))
    if kind is MinimumWageAdjustment:
        return MinimumWageAdjustment(draw(YEARS), draw(WAGES).sen)
    if kind is TimingAdjustment:
        return TimingAdjustment(draw(st.sampled_from(PaymentTiming)))
    if kind in _OF_GROUPS:
        return _of_group(draw, kind, draw(st.sampled_from(names)), first)
    last = draw(st.none() | st.integers(0, 30).map(plan.span.last.plus))
    if kind is LawAdjustment:
        return LawAdjustment(draw(_law_values(Validity(first, last))))
    has_jht = any(Programme.JHT in tariff.terms.programmes for tariff in plan.tariffs)
    return _dated(draw, kind, draw(st.sampled_from([None, *names])), Validity(first, last), has_jht)


_OF_ALL = (
    AllocationAdjustment, LineAdjustment, MinimumWageAdjustment, TimingAdjustment, LawAdjustment,
    TariffAdjustment, WageAdjustment, SegmentAdjustment, RiskClassAdjustment, CoverAdjustment,
    EntryAdjustment, LossAdjustment,
)  # fmt: skip
_LINES = st.builds(
    LineAdjustment,
    YEARS,
    MAYBE,
    st.sampled_from(["", "2.07.05.2.02.0005"]),
    st.sampled_from(["", "5.1.02.02.02.0006"]),
    MAYBE,
    PROGRAMMES,
    AMOUNTS,
    MAYBE,
)
_OF_GROUPS = (HeadAdjustment, FundingAdjustment)


def _of_group(draw: st.DrawFn, kind: object, group: str, month: Month) -> Adjustment:
    if kind is FundingAdjustment:
        return FundingAdjustment(group, month, draw(TEXTS))
    heads, counted = draw(st.integers(0, 10**3)), draw(st.sampled_from(HeadCountKind))
    return HeadAdjustment(group, month, heads, counted, draw(MAYBE))


def _dated(draw: st.DrawFn, kind: object, group: str | None, months: Validity, has_jht: bool) -> Adjustment:
    if kind is TariffAdjustment:
        return TariffAdjustment(
            group,
            months,
            draw(TERMS_WITHOUT_ROSTER.filter(lambda terms: Programme.JHT not in terms.programmes)),
        )
    if kind is WageAdjustment:
        return WageAdjustment(group, months, draw(WAGES).sen)
    if kind is SegmentAdjustment:
        # Members without a wage have none that a what-if could leave to the list.
        return SegmentAdjustment(group, months, draw(INCOMES if has_jht else BASES_WITHOUT_ROSTER))
    if kind is RiskClassAdjustment:
        return RiskClassAdjustment(group, months, draw(st.integers(1, 5)))
    if kind is CoverAdjustment:
        return CoverAdjustment(group, months)
    if kind is EntryAdjustment:
        return EntryAdjustment(group, months.first)
    return LossAdjustment(group, draw(st.integers(0, 999_999)))


@st.composite
def _law_values(draw: st.DrawFn, months: Validity, references: st.SearchStrategy[str] = MAYBE) -> LawValue:
    programme, reference = draw(st.sampled_from(Programme)), draw(references)
    if draw(st.booleans()):
        return OwnRate(programme, draw(st.integers(1, 5)), draw(st.integers(0, 999_999)), months, reference)
    return OwnContribution(programme, draw(st.integers(1, 33)), draw(AMOUNTS), months, reference)


SUB_ACTIVITY_CODES = st.sampled_from(["2.07.05.2.02.0005", "2.07.05.2.02.05"])
NIPS = st.just("") | st.integers(0, 10**18 - 1).map(lambda number: normalise_nip(f"{number:018}"))
SUB_ACTIVITIES = st.builds(
    SubActivity,
    MAYBE,
    SUB_ACTIVITY_CODES,
    *([MAYBE] * 12),
    before=st.none() | AMOUNTS,
    after=st.none() | AMOUNTS,
    dpa_number=MAYBE,
)
INDICATORS = st.builds(Indicator, MAYBE, SUB_ACTIVITY_CODES, st.sampled_from(IndicatorKind), TEXTS, MAYBE)
ACCOUNT_NAMES = st.builds(AccountName, st.sampled_from(["5", "5.1.02", "5.1.02.02.02.0006"]), TEXTS)
OFFICIALS = st.builds(Official, st.sampled_from(OfficialRole), TEXTS, NIPS, MAYBE, MAYBE, MAYBE)


def _signs(official: Official) -> tuple[str, ...]:
    """What may stand once: a head for an SKPD, a PPKD, a member of TAPD."""
    match official.role:
        case OfficialRole.HEAD:
            return official.role, official.skpd.casefold()
        case OfficialRole.TREASURER:
            return (official.role,)
        case OfficialRole.TEAM:
            return official.role, official.name.casefold(), official.nip


@st.composite
def _plans(draw: st.DrawFn) -> Plan:
    span = MonthRange(first := draw(MONTHS), first.plus(draw(st.integers(0, 20))))
    names = draw(st.lists(TEXTS, max_size=3, unique_by=str.casefold))
    tariffs = [draw(st.builds(Tariff, st.just(n), st.just(Validity(first)), TERMS, MAYBE)) for n in names]
    segments = {tariff.group: tariff.terms.segment for tariff in tariffs}
    by_wage = [t.group for t in tariffs if isinstance(t.terms.base, RosterWage | RosterIncome)]
    loss = st.integers(0, 999_999)
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
    plan = Plan(
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
                    st.none() | MONTHS,
                )
            )
            for n in names
        ),
        tariffs=tuple(tariffs),
        head_counts=tuple(_counts(draw, names, first)),
        minimum_wages=tuple(MinimumWage(y, draw(WAGES).sen, draw(MAYBE)) for y in range(2020, 2030)),
        allocations=tuple(draw(st.lists(allocations, max_size=3))),
        law_values=tuple(
            draw(st.lists(_law_values(Validity(first.plus(3)), TEXTS), max_size=2)),
        ),
        assumptions=tuple(
            draw(st.lists(st.builds(Assumption, TEXTS, st.sampled_from(AssumptionKind), MAYBE), max_size=2))
        ),
    )
    plan = replace(
        plan,
        sub_activities=_some(draw, SUB_ACTIVITIES, lambda s: (s.skpd.casefold(), s.code)),
        indicators=_some(
            draw, INDICATORS, lambda i: (i.skpd.casefold(), i.sub_activity, i.kind, i.measure.casefold())
        ),
        account_names=_some(draw, ACCOUNT_NAMES, lambda a: a.code),
        officials=_some(draw, OFFICIALS, _signs),
        assertions=_some(draw, _assertions(names), lambda a: (a.group, a.fiscal_year, a.programmes)),
    )
    names_of_scenarios = draw(st.lists(TEXTS, max_size=2, unique_by=str.casefold))
    scenarios: list[Scenario] = []
    for name in names_of_scenarios:
        lines = tuple(draw(st.lists(ADJUSTMENTS(plan), max_size=3)))
        # The second one may stand on the first.
        base = draw(st.sampled_from(["", *(s.name for s in scenarios)]))
        scenarios.append(Scenario(name, lines, draw(MAYBE), base))
    return replace(plan, scenarios=tuple(scenarios))


def _some(draw: st.DrawFn, records: st.SearchStrategy[T], key: Callable[[T], object]) -> tuple[T, ...]:
    """At most two, of different keys."""
    return tuple(draw(st.lists(records, max_size=2, unique_by=key)))


def _assertions(names: list[str]) -> st.SearchStrategy[Assertion]:
    programmes = st.just(()) | PROGRAMMES
    return st.builds(
        Assertion,
        st.sampled_from(["", *names]),
        st.integers(2019, 2030),
        programmes,
        st.integers(0, 2**63 - 1),
        MAYBE,
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
