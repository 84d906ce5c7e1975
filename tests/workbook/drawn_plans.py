"""Plans drawn by seed, with everything that a council workbook must be able to show."""

from dataclasses import replace
from random import Random

from budget.contribution import Income, Payer, Programme, Terms, UmkWage, Wage
from budget.money import Rounding
from budget.period import Month, MonthRange, Validity
from budget.plan import (
    Allocation,
    Group,
    HeadCount,
    HeadCountKind,
    MinimumWage,
    PaymentTiming,
    Plan,
    Region,
    Tariff,
)

BOTH = (Programme.JKK, Programme.JKM)
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
