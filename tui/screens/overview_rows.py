"""The figures of the overview: money, cost and what was paid, of every fiscal year and its accounts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.text import Text

from budget.engine.realisation import spent
from budget.engine.runway import AccountRunway, AllocationView, Runway
from budget.money import format_number, format_rupiah
from budget.plan.payments import paid
from budget.services.alerts import Beside
from budget.services.shortages import WITHOUT_MONEY, account_label, account_name
from tui.text import plain
from tui.widgets.cells import NOTHING, Cell, Column, Row, Tone, amount, words

_FIGURES = (
    Column("Rupiah", least=12),
    Column("Pagu", right=True),
    Column("Biaya", right=True),
    Column("Dibayar", right=True),
    Column("Sisa", right=True, is_subtotal=True),
)
_SHORT = (Column("Orang dibayar / tidak", right=True), Column("OB tidak dibayar", right=True))
_UNTIL = Column("Cukup sampai")
MONEY, COST, PAID = 1, 2, 3


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """A row: a fiscal year, one of its accounts, or all years (`year` None).

    `runway` is None where something was paid and the plan knows nothing of it; `paid` is None where nothing
    is booked or read yet.
    """

    year: int | None
    label: str
    runway: Runway | None
    paid: int | None
    is_part: bool = False
    account: AccountRunway | None = None

    @property
    def name(self) -> str:
        return plain(f"{self.label} · TA {self.year}" if self.is_part else self.label)

    @property
    def key(self) -> tuple[int | None, str]:
        return self.year, self.label


def money_lines(view: AllocationView, beside: Beside | None) -> tuple[MoneyLine, ...]:
    """Each fiscal year followed by its accounts where it has several, then all together."""
    booked = beside if beside is not None and beside.book.payments else None
    found: list[MoneyLine] = []
    for year, runway in view.by_fiscal_year:
        accounts = [each for each in view.by_account if each.fiscal_year == year]
        parts = _parts(year, accounts, booked)
        total = None if booked is None else sum(part.paid or 0 for part in parts)
        found.append(MoneyLine(year, f"TA {year}", runway, total))
        found += parts if len(parts) > 1 else ()
    found += _elsewhere(booked, {year for year, _ in view.by_fiscal_year})
    total = None if booked is None else sum(each.paid or 0 for each in found if not each.is_part)
    return (*found, MoneyLine(None, "Gabungan", view.pooled, total))


def _parts(year: int, accounts: Sequence[AccountRunway], booked: Beside | None) -> list[MoneyLine]:
    """The accounts of a year; last the cost that no line pays, with the payments that fit no account."""
    with_money = [each for each in accounts if each.lines]
    sums: Sequence[int | None] = (None,) * (len(with_money) + 1)
    if booked is not None:
        sums = spent(booked.book.payments, [each.lines for each in with_money], year, booked.now)
    parts = [
        MoneyLine(year, account_label(each, accounts), each.runway, rupiah, True, each)
        for each, rupiah in zip(with_money, sums[:-1], strict=True)
    ]
    without = next((each for each in accounts if not each.lines), None)
    if without is not None or sums[-1]:
        runway = without.runway if without else None
        parts.append(MoneyLine(year, WITHOUT_MONEY, runway, sums[-1], True, without))
    return parts


def _elsewhere(booked: Beside | None, known: set[int]) -> Iterator[MoneyLine]:
    """What was paid in years that the plan neither spends nor has money in."""
    if booked is not None:
        years = {payment.day.year for payment in paid(booked.book.payments) if payment.day}
        for year in sorted(years - known):
            yield MoneyLine(year, f"TA {year}", None, sum(spent(booked.book.payments, (), year, booked.now)))


def table_of(found: Sequence[MoneyLine]) -> tuple[tuple[Column, ...], list[Row]]:
    """Columns and rows; people are counted only where money is short."""
    is_short = any(line.runway is not None and not line.runway.is_enough for line in found)
    rows = [
        Row(line.key, _cells(line, is_short), Tone.PLAIN if line.is_part else Tone.STRONG) for line in found
    ]
    return (*_FIGURES, *(_SHORT if is_short else ()), _UNTIL), rows


def _cells(line: MoneyLine, is_short: bool) -> tuple[Cell, ...]:
    label = words(f"  {line.label}" if line.is_part else line.label)
    paid_cell = NOTHING if line.paid is None else amount(line.paid)
    runway = line.runway
    if runway is None:
        return (label, NOTHING, NOTHING, paid_cell, NOTHING, *(NOTHING,) * (2 * is_short), NOTHING)
    missing = NOTHING if runway.person_months_short is None else amount(runway.person_months_short, Tone.BAD)
    return (
        label,
        amount(runway.total),
        amount(runway.cost),
        paid_cell,
        amount(runway.remaining),
        *((people_of(runway), missing) if is_short else ()),
        until(runway) if runway.cost else NOTHING,
    )


def until(runway: Runway) -> Cell:
    """The last month that is paid in full."""
    if runway.covered_until is None:
        return Cell("belum sebulan pun", "", Tone.BAD) if not runway.is_enough else NOTHING
    ends = "" if runway.is_enough else " saja"
    return words(f"{runway.covered_until.short_label}{ends}", Tone.PLAIN if runway.is_enough else Tone.BAD)


def short_month(runway: Runway) -> Cell:
    month = runway.first_short_month
    return Cell("tidak ada", "", Tone.MUTED) if month is None else words(month.short_label, Tone.BAD)


def people_of(runway: Runway) -> Cell:
    """Of the first short month."""
    if runway.people_paid is None or runway.people_short is None:
        return NOTHING
    return words(f"{format_number(runway.people_paid)} / {format_number(runway.people_short)}", Tone.BAD)


def runway_text(line: MoneyLine) -> Text:
    """How far the money of a row goes, in full."""
    text = Text()
    for label, said in _lines(line):
        text.append(f"{label:<28}{said}\n")
    text.rstrip()
    return text


def _lines(line: MoneyLine) -> Iterator[tuple[str, str]]:
    if line.account is not None:
        for each in line.account.lines:
            yield "Baris pagu", plain(f"{account_name([each])}: {format_rupiah(each.amount)}")
    runway = line.runway
    if runway is not None:
        yield "Pagu", format_rupiah(runway.total)
        yield "Biaya", format_rupiah(runway.cost)
        yield "Sisa", format_rupiah(runway.remaining)
        yield "Cukup sampai", until(runway).text
        yield "Bulan kurang pertama", short_month(runway).text
        if not runway.is_enough:
            yield "Orang dibayar / tidak", f"{people_of(runway).text} pada bulan itu"
            yield "Orang-bulan tidak dibayar", format_number(runway.person_months_short or 0)
            yield "Kurang", format_rupiah(runway.shortfall or 0)
    yield "Dibayar (SP2D)", "belum ada yang dibukukan" if line.paid is None else format_rupiah(line.paid)
