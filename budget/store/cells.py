"""Months, programmes and terms as columns hold them, for the rows of a plan and of its what-ifs."""

from collections.abc import Sequence
from typing import TypeVar

from budget.contribution import (
    Base,
    Income,
    Payer,
    Programme,
    RosterIncome,
    RosterWage,
    Sector,
    Segment,
    Terms,
    UmkWage,
    Wage,
    segment_of,
)
from budget.money import Rounding
from budget.period import Month, Validity, parse_month
from budget.store.tables import TermsColumns

T = TypeVar("T")


def put_terms(row: TermsColumns, terms: Terms) -> None:
    put_base(row, terms.base)
    row.risk_class = terms.risk_class
    row.programmes = programmes_text(terms.programmes)
    row.share_ppm = terms.share_ppm
    row.rounding = terms.rounding.value
    row.payer = terms.payer.value
    row.sector = terms.sector.value


def put_base(row: TermsColumns, base: Base) -> None:
    row.segment = segment_of(base).value
    row.from_roster = int(isinstance(base, RosterWage | RosterIncome))
    row.income = base.rupiah if isinstance(base, Income) else None
    row.wage_sen = base.sen if isinstance(base, Wage) else None


def terms_of(row: TermsColumns) -> Terms:
    return Terms(
        base=base_of(row),
        risk_class=present(row.risk_class),
        programmes=programmes_of(present(row.programmes)),
        share_ppm=present(row.share_ppm),
        rounding=Rounding(present(row.rounding)),
        payer=Payer(present(row.payer)),
        sector=Sector(present(row.sector)),
    )


def base_of(row: TermsColumns) -> Base:
    if row.from_roster:
        return RosterIncome() if row.segment == Segment.BPU else RosterWage()
    if row.segment == Segment.BPU:
        return Income(present(row.income))
    return UmkWage() if row.wage_sen is None else Wage(row.wage_sen)


def present(value: T | None) -> T:
    """A column that the table's constraints promise for this kind of row."""
    if value is None:
        raise ValueError("a row of the workspace lacks a column that its kind needs")
    return value


def validity_of(first: str, last: str | None) -> Validity:
    return Validity(parse_month(first), parse_month(last) if last else None)


def month_text(month: Month | None) -> str | None:
    return None if month is None else str(month)


def programmes_text(programmes: Sequence[Programme]) -> str:
    return ",".join(programmes)


def programmes_of(text: str) -> tuple[Programme, ...]:
    return tuple(Programme(name) for name in text.split(",") if name)
