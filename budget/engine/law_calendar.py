"""Which value of the law holds in which month of a plan, which months have none, and who uses them.

A parameter is one thing that the law fixes (JKK of risk class 1, JKM of the first row of the BPU table); its
values follow one another. As in look-ups the first value that holds in a month is the one that is taken.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from budget.contribution import Payer, Programme
from budget.engine.law_uses import (
    UMK,
    Use,
    UsedValues,
    concerns,
    table_of,
    used_values,
    uses_of,
    uses_of_discount,
)
from budget.law import LawBook, OwnContribution, PuRate, Reference, Status
from budget.law.own import own_rates, reference_of
from budget.money import PPM, format_rupiah
from budget.period import Month, MonthRange, Validity
from budget.plan import Plan

_RISK_CLASSES = range(1, 6)
_UMK_NOTE = "Nilai yang ditulis daerah."
_NO_SOURCE = "Tanpa sumber"


class Unit(StrEnum):
    """What the amount of a value counts."""

    PPM = "ppm"
    RUPIAH = "rupiah"
    SEN = "sen"
    REDUCTION = "reduction"


@dataclass(frozen=True, slots=True)
class Value:
    """One value and the months of its validity. `excluded` payers do not get it, by `exclusion`."""

    amount: int
    unit: Unit
    validity: Validity
    reference: Reference
    is_own: bool = False
    excluded: tuple[Payer, ...] = ()
    exclusion: Reference | None = None


@dataclass(frozen=True, slots=True)
class Parameter:
    """`held[month]` is the place in `values` of what holds in that month of the plan, None for nothing.

    That is a gap where the parameter `is_due`: a discount may be absent. `withheld` are groups that a
    discount would concern if somebody else paid. `meaning` says more than the label, where there is more.
    """

    label: str
    values: tuple[Value, ...]
    span: MonthRange
    held: tuple[int | None, ...]
    is_due: bool
    uses: tuple[Use, ...] = ()
    withheld: tuple[Use, ...] = ()
    meaning: str = ""

    @property
    def gaps(self) -> tuple[MonthRange, ...]:
        """Stretches of months of the plan without a value, where one is due."""
        return stretches(
            m for m, held in zip(self.span, self.held, strict=True) if self.is_due and held is None
        )

    @property
    def used_gaps(self) -> tuple[Use, ...]:
        """Who needs the parameter in months in which it has no value."""
        without = {month for gap in self.gaps for month in gap}
        found = (replace(use, months=tuple(m for m in use.months if m in without)) for use in self.uses)
        return tuple(use for use in found if use.months)

    def months_of(self, value: Value) -> tuple[Month, ...]:
        """The months of the plan in which this value is the one that is taken."""
        place = self.values.index(value)
        return tuple(month for month, held in zip(self.span, self.held, strict=True) if held == place)


def law_parameters(plan: Plan, law: LawBook) -> tuple[Parameter, ...]:
    """What the plan uses, then what it may use, each in the law's order."""
    law = plan.frozen_law or law
    used = used_values(plan, law)
    found = [
        *_rates(plan, law, used),
        *_contributions(plan, law, used),
        *_discounts(plan, law),
        *_minimum_wage(plan, used),
    ]
    return tuple(sorted(found, key=lambda parameter: not parameter.uses))


def stretches(months: Iterable[Month]) -> tuple[MonthRange, ...]:
    """Ascending months as ranges without holes."""
    found: list[MonthRange] = []
    for month in months:
        if found and found[-1].last.index + 1 == month.index:
            found[-1] = MonthRange(found[-1].first, month)
        else:
            found.append(MonthRange(month, month))
    return tuple(found)


def _held(
    values: Sequence[Value], span: MonthRange, may_hold: Callable[[Month], bool] = lambda _: True
) -> tuple[int | None, ...]:
    """The first value of each month; none in months where no value may hold."""
    return tuple(
        next((place for place, value in enumerate(values) if month in value.validity), None)
        if may_hold(month)
        else None
        for month in span
    )


def _rates(plan: Plan, law: LawBook, used: UsedValues) -> Iterator[Parameter]:
    """Of PU: a programme whose rates name risk classes has a parameter for each class."""
    own = own_rates(plan.law_values)
    for programme in Programme:
        rates = [rate for rate in (*own, *law.rates) if rate.programme is programme]
        # JHT is in no law that pagu ships: it is told once somebody writes or needs it.
        if not rates and not any(kind == "pu" and name is programme for kind, name, _ in used):
            continue
        by_class = any(rate.risk_class for rate in rates)
        for risk_class in _RISK_CLASSES if by_class else (None,):
            found = [r for r in rates if risk_class is None or r.risk_class in (None, risk_class)]
            values = tuple(_rate_value(rate, rate in own) for rate in found)
            label = f"{programme} PU kelas {risk_class}" if risk_class else f"{programme} PU"
            uses = _uses_of_rate(used, programme, risk_class)
            yield Parameter(label, values, plan.span, _held(values, plan.span), True, uses)


def _rate_value(rate: PuRate, is_own: bool) -> Value:
    return Value(rate.rate_ppm, Unit.PPM, rate.validity, rate.reference, is_own)


def _uses_of_rate(used: UsedValues, programme: Programme, risk_class: int | None) -> tuple[Use, ...]:
    """Without classes those of every class together."""
    classes = _RISK_CLASSES if risk_class is None else (risk_class,)
    months: dict[str, set[Month]] = {}
    for each in classes:
        for group, taken in used.get(("pu", programme, each), {}).items():
            months.setdefault(group, set()).update(taken)
    return tuple(Use(group, tuple(sorted(taken))) for group, taken in months.items())


@dataclass(frozen=True, slots=True)
class _RowOfTable:
    """One row of the BPU table for one programme; neighbours that say the same are told together."""

    number: int
    values: tuple[Value, ...]
    uses: tuple[Use, ...]

    @property
    def said(self) -> object:
        figures = [(v.amount, v.validity, v.reference.status, v.is_own) for v in self.values]
        return figures, self.uses


def _contributions(plan: Plan, law: LawBook, used: UsedValues) -> Iterator[Parameter]:
    own = [value for value in reversed(plan.law_values) if isinstance(value, OwnContribution)]
    numbers = sorted({row.number for table in law.bpu_tables for row in table.rows})
    for programme in Programme:
        rows = [
            _RowOfTable(
                number,
                (*_own_amounts(own, programme, number), *_amounts(law, programme, number)),
                uses_of(used.get(("bpu", programme, number), {})),
            )
            for number in numbers
        ]
        for _, alike in groupby(rows, key=lambda row: row.said):
            yield _contribution(plan, law, programme, list(alike))


def _contribution(plan: Plan, law: LawBook, programme: Programme, rows: list[_RowOfTable]) -> Parameter:
    first, last = rows[0], rows[-1]
    numbers = f"{first.number}" if first is last else f"{first.number}–{last.number}"
    values = tuple(_of_rows(value, numbers) for value in first.values)
    # An own contribution changes a row of the table: where no table holds there is nothing to change.
    held = _held(values, plan.span, lambda month: table_of(law, month) is not None)
    return Parameter(
        f"{programme} BPU baris {numbers}",
        values,
        plan.span,
        held,
        True,
        first.uses,
        meaning=_income(law, first.number),
    )


def _income(law: LawBook, number: int) -> str:
    lower = next(row.lower for table in law.bpu_tables for row in table.rows if row.number == number)
    return f"penghasilan mulai {format_rupiah(lower)} sebulan" if lower else "penghasilan terendah"


def _of_rows(value: Value, numbers: str) -> Value:
    if value.is_own:
        return value
    source = f"{value.reference.source}, baris {numbers}"
    return replace(value, reference=replace(value.reference, source=source))


def _own_amounts(own: Iterable[OwnContribution], programme: Programme, number: int) -> Iterator[Value]:
    for value in own:
        if value.programme is programme and value.bracket in (None, number):
            yield Value(value.rupiah, Unit.RUPIAH, value.validity, reference_of(value), is_own=True)


def _amounts(law: LawBook, programme: Programme, number: int) -> Iterator[Value]:
    for table in law.bpu_tables:
        article = dict(table.references)[programme]
        for row in table.rows:
            if row.number == number:
                status = max(article.status, row.status, key=list(Status).index)
                reference = replace(article, status=status)
                yield Value(row.contribution(programme), Unit.RUPIAH, table.validity, reference)


def _discounts(plan: Plan, law: LawBook) -> Iterator[Parameter]:
    for discount in law.discounts:
        value = Value(
            PPM - discount.remaining_ppm,
            Unit.REDUCTION,
            discount.validity,
            discount.reference,
            excluded=discount.excluded_payers,
            exclusion=discount.exclusion_reference,
        )
        concerned = [tariff for tariff in plan.tariffs if concerns(discount, tariff)]
        kept = [t for t in concerned if t.terms.payer not in discount.excluded_payers]
        refused = [t for t in concerned if t.terms.payer in discount.excluded_payers]
        yield Parameter(
            f"Potongan {discount.name}",
            (value,),
            plan.span,
            _held((value,), plan.span),
            is_due=False,
            uses=uses_of_discount(plan, discount, kept),
            withheld=uses_of_discount(plan, discount, refused),
        )


def _minimum_wage(plan: Plan, used: UsedValues) -> Iterator[Parameter]:
    """The UMK of the years, which tariffs may take for the wage; due only where one does."""
    uses = uses_of(used.get(UMK, {}))
    if not uses and not plan.minimum_wages:
        return
    values = tuple(
        Value(
            wage.sen,
            Unit.SEN,
            Validity(Month(wage.year, 1), Month(wage.year, 12)),
            Reference(wage.source or _NO_SOURCE, Status.UNVERIFIED, _UMK_NOTE),
            is_own=True,
        )
        for wage in sorted(plan.minimum_wages, key=lambda wage: wage.year)
    )
    yield Parameter("UMK", values, plan.span, _held(values, plan.span), bool(uses), uses)
