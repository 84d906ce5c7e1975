"""Plans drawn by seed, with everything that a council workbook must be able to show."""

from dataclasses import replace
from random import Random

from budget.contribution import (
    Income,
    Payer,
    Programme,
    RosterIncome,
    RosterWage,
    Terms,
    UmkWage,
    Wage,
)
from budget.money import Rounding
from budget.period import Month, MonthRange, Validity
from budget.plan import (
    Allocation,
    Group,
    HeadCount,
    HeadCountKind,
    HeadSource,
    MinimumWage,
    PaymentTiming,
    Plan,
    Region,
    Tariff,
)
from budget.plan.roster import RosterStratum, counted

BOTH = (Programme.JKK, Programme.JKM)
# Panundaan lies in two kecamatan here; somebody's village or kecamatan is not known.
VILLAGES = (
    ("", ""),
    ("=Cileunyi", "Cinunuk"),
    ("Ciwidey", "Panundaan"),
    ("Ciwidey", ""),
    ("Soreang", "Panundaan"),
)
WAGES = (100_000_000, 109_999_999, 180_000_000, 215_232_294, 333_333_333, 700_000_000, 2_500_000_050)
HOSTILE = ("=cmd|' /C calc'!A0", "+62 [/b] & <x>", "@SUM(A1)", "-1", "Petani 🌾 “tembakau”", "n" * 300)


def drawn_plan(seed: int) -> Plan:
    """A plan that passes its checks; the same seed always draws the same one."""
    draw = Random(seed)
    first = Month(draw.choice((2020, 2022, 2026)), draw.randint(1, 12))
    span = MonthRange(first, first.plus(draw.randint(0, 30)))
    names = [f"Kelompok {n}" for n in range(draw.randint(1, 6))]
    names[0] = draw.choice(HOSTILE)
    plan = Plan(
        region=Region("32.04", "Kabupaten =Uji & Coba"),
        span=span,
        timing=draw.choice(list(PaymentTiming)),
        minimum_wages=tuple(
            MinimumWage(year, draw.randint(150_000_000, 500_000_000), "Keputusan Gubernur")
            for year in span.fiscal_years()
        ),
        allocations=tuple(_allocation(draw, span) for _ in range(draw.randint(0, 5))),
    )
    for name in names:
        plan = _with_group(draw, plan, name)
    return plan


def with_pots(plan: Plan) -> Plan:
    """Every second allocation line belongs to a multi-year pot."""
    lines = (replace(line, pot="" if n % 2 else "RPJMD") for n, line in enumerate(plan.allocations))
    return replace(plan, allocations=tuple(lines))


def drawn_roster_plan(seed: int) -> Plan:
    """The same plan with people of lists: groups that follow one, some until it ends, some by own wages."""
    plan, draw = drawn_plan(seed), Random(seed)
    strata: list[RosterStratum] = []
    rows: list[tuple[int, int, int, int]] = []
    known: dict[str, Month] = {}
    for group in plan.groups:
        source = draw.choice(list(HeadSource))
        plan = _following(plan, group, source, draw.choice((False, True, True)))
        if source is HeadSource.PLAN:
            continue
        known[group.name.casefold()] = plan.span.first.plus(draw.randint(0, len(plan.span)))
        for kecamatan, village in VILLAGES:
            for wage in draw.sample(WAGES, 3):
                strata.append(RosterStratum(group.name, kecamatan, village, wage))
                joined = draw.randint(1, 60)
                first = plan.span.first.plus(draw.randint(-3, 6)).index
                place = len(strata) - 1
                rows.append((place, first, joined, 0))
                rows.append((place, first + draw.randint(1, 9), 0, draw.randint(0, joined)))
    return replace(plan, roster=counted(strata, rows, known))


def _following(plan: Plan, group: Group, source: HeadSource, by_wage: bool) -> Plan:
    """The group on that source; `by_wage` lets its last tariff ask the list, where only the list counts."""
    groups = tuple(replace(g, source=source) if g == group else g for g in plan.groups)
    plan = replace(plan, groups=groups)
    if source is not HeadSource.ROSTER or not by_wage:
        return plan
    own = [tariff for tariff in plan.tariffs if tariff.group == group.name][-1]
    base = RosterIncome() if isinstance(own.terms.base, Income) else RosterWage()
    changed = replace(own, terms=replace(own.terms, base=base))
    return replace(plan, tariffs=tuple(changed if t == own else t for t in plan.tariffs))


def _allocation(draw: Random, span: MonthRange) -> Allocation:
    year = draw.randint(span.first.year, span.last.year + 1)
    return Allocation(year, "Disnaker", "", "5.1.02.02.02.0006", "PAD", BOTH, draw.randint(0, 400_000_000))


def _with_group(draw: Random, plan: Plan, name: str) -> Plan:
    loss = draw.choice((0, 60_000, 100_000, 333_333))
    terms = _terms(draw)
    group = Group(name, "Disnaker", terms.segment, draw.randint(1, 3), "", loss)
    middle = plan.span.first.plus(draw.randint(0, len(plan.span) - 1))
    tariffs = [Tariff(name, Validity(plan.span.first), terms)]
    if middle > plan.span.first:
        # A change of tariff within the plan, often from BPU to PU or back.
        before = Validity(plan.span.first, middle.plus(-1))
        tariffs = [Tariff(name, before, terms), Tariff(name, Validity(middle), _terms(draw))]
    counts: list[HeadCount] = []
    for kecamatan in draw.sample(("", "Soreang", "Ciwidey", "=Cileunyi"), draw.randint(1, 3)):
        people = draw.randint(0, 3_000)
        counts.append(HeadCount(name, plan.span.first.plus(draw.randint(-3, 3)), people, kecamatan=kecamatan))
        change = HeadCount(name, middle, draw.randint(-people, 400), HeadCountKind.CHANGE, kecamatan)
        if middle >= counts[-1].month:
            counts.append(change)
    return replace(
        plan,
        groups=(*plan.groups, group),
        tariffs=(*plan.tariffs, *tariffs),
        head_counts=(*plan.head_counts, *counts),
    )


def _terms(draw: Random) -> Terms:
    base = draw.choice(
        (
            Income(draw.choice((0, 1_500_000, 7_000_000, 25_000_000))),
            Wage(draw.randint(100_000_000, 700_000_000)),
            UmkWage(),
        )
    )
    programmes = draw.choice((BOTH, BOTH, (Programme.JKM,), tuple(Programme)))
    if not isinstance(base, Income):
        programmes = tuple(p for p in programmes if p is not Programme.JHT)
    return Terms(
        base=base,
        risk_class=draw.randint(1, 5),
        programmes=programmes,
        share_ppm=draw.choice((1_000_000, 1_000_000, 750_000, 333_333, 1)),
        rounding=draw.choice(list(Rounding)),
        payer=draw.choice((Payer.APBD, Payer.SELF)),
    )
