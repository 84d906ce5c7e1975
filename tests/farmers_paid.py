"""Farmers whose contributions a regency pays, with what is billed and paid for them."""

from collections.abc import Sequence
from datetime import date

from budget.contribution import Base, Income, Programme, Segment, Terms, Wage
from budget.period import Month, MonthRange, Validity
from budget.plan import Allocation, Group, HeadCount, PaymentTiming, Plan, Region, Tariff
from budget.plan.payments import Invoice, Payment, due_date

JKK, JKM = Programme.JKK, Programme.JKM
JKK_ACCOUNT, JKM_ACCOUNT = "5.1.02.02.02.0006", "5.1.02.02.02.0007"
YEAR = MonthRange(Month(2026, 1), Month(2026, 12))


def allotted(jkk: int, jkm: int) -> tuple[Allocation, ...]:
    return (
        Allocation(2026, "Pertanian", "", JKK_ACCOUNT, "", (JKK,), jkk),
        Allocation(2026, "Pertanian", "", JKM_ACCOUNT, "", (JKM,), jkm),
    )


def plan_of(
    people: dict[str, int],
    allocations: Sequence[Allocation] = (),
    base: Base | None = None,
    span: MonthRange = YEAR,
    timing: PaymentTiming = PaymentTiming.FOLLOWING_MONTH,
) -> Plan:
    """Groups with their people from the first month on; at 16.800, or at the wage of `base`."""
    base = base or Income()
    segment = Segment.PU if isinstance(base, Wage) else Segment.BPU
    return Plan(
        Region("32.04", "Kabupaten Bandung"),
        span,
        timing,
        groups=tuple(Group(name, "Pertanian", segment) for name in people),
        tariffs=tuple(Tariff(name, Validity(span.first), Terms(base)) for name in people),
        head_counts=tuple(HeadCount(name, span.first, heads) for name, heads in people.items()),
        allocations=tuple(allocations),
    )


def billed(month: int, heads: int, jkk: int, jkm: int, group: str = "Petani", **more: str) -> Invoice:
    """An invoice of 2026 named after its month, unless `number` says otherwise."""
    when = Month(2026, month)
    number = more.pop("number", f"INV-{month}")
    return Invoice(number, when, heads, jkk, jkm, due_date(when), group=group, **more)


def paid_on(month: int, amount: int, sp2d: str, account: str = "", invoice: str = "") -> Payment:
    """An SP2D on the 20th of a month of 2026."""
    return Payment(
        amount, spp=f"SPP {sp2d}", sp2d=sp2d, day=date(2026, month, 20), account=account, invoice=invoice
    )


# Three months billed; of the second the JKM is on its way, the third is not paid at all.
FIRST_QUARTER = (
    billed(1, 100, 1_000_000, 680_000),
    billed(2, 100, 1_000_000, 680_000),
    billed(3, 90, 900_000, 612_000),
    paid_on(2, 1_000_000, "A", JKK_ACCOUNT, "INV-1"),
    paid_on(2, 680_000, "B", JKM_ACCOUNT, "INV-1"),
    paid_on(3, 1_000_000, "C", JKK_ACCOUNT, "INV-2"),
    Payment(680_000, spp="SPP 4", account=JKM_ACCOUNT, invoice="INV-2"),
)
