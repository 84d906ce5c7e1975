"""Benefits that came back against contributions that were paid, by group and year.

“Did the money evaporate?” Contributions are those paid in the year, in the groups of the invoices that they
paid; benefits are what BPJS paid out in the year, as entered. An insurance that pays back less than it
takes has not failed, so the ratio stands beside both amounts and its denominator.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from budget.engine.billing import paid_by_group
from budget.engine.part import Part
from budget.period import Month
from budget.plan.payments import Benefit, BenefitKind, Book, paid


@dataclass(frozen=True, slots=True)
class BenefitRow:
    """A group and year in rupiah; an empty group is what no group is known of."""

    year: int
    group: str
    contributions: int
    benefits: int
    cases: int
    by_kind: tuple[tuple[BenefitKind, int, int], ...]

    @property
    def returned(self) -> Part:
        """Benefits as a part of contributions."""
        return Part(self.benefits, self.contributions)


def benefit_rows(book: Book, groups: Sequence[str], years: Sequence[int]) -> tuple[BenefitRow, ...]:
    """Every group and year with either, groups in the order of the plan, without a group last."""
    rows: list[BenefitRow] = []
    for year in years:
        contributions = paid_by_group(book, groups, Month(year, 1), Month(year, 12))
        for group in (*groups, ""):
            found = [b for b in book.benefits if b.year == year and b.group.casefold() == group.casefold()]
            if found or contributions.get(group):
                rows.append(_row(year, group, contributions.get(group, 0), found))
    return tuple(rows)


def benefit_years(book: Book) -> tuple[int, ...]:
    """The years in which anything was paid or came back."""
    paid_in = {payment.day.year for payment in paid(book.payments) if payment.day is not None}
    return tuple(sorted(paid_in | {benefit.year for benefit in book.benefits}))


def total_of(year: int, rows: Sequence[BenefitRow]) -> BenefitRow:
    """All groups of a year together."""
    mine = [row for row in rows if row.year == year]
    kinds = tuple(
        (
            kind,
            sum(cases for row in mine for found, cases, _ in row.by_kind if found is kind),
            sum(rupiah for row in mine for found, _, rupiah in row.by_kind if found is kind),
        )
        for kind in BenefitKind
    )
    return BenefitRow(
        year,
        "",
        sum(row.contributions for row in mine),
        sum(row.benefits for row in mine),
        sum(row.cases for row in mine),
        kinds,
    )


def _row(year: int, group: str, contributions: int, found: Sequence[Benefit]) -> BenefitRow:
    kinds = tuple(
        (
            kind,
            sum(benefit.cases for benefit in found if benefit.kind is kind),
            sum(benefit.rupiah for benefit in found if benefit.kind is kind),
        )
        for kind in BenefitKind
    )
    return BenefitRow(
        year,
        group,
        contributions,
        sum(rupiah for _, _, rupiah in kinds),
        sum(cases for _, cases, _ in kinds),
        kinds,
    )
