"""Putting the tables of a template together to one plan, and remembering each record's cells."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from budget.errors import Problem, error
from budget.law import LawValue
from budget.period import Month, MonthRange
from budget.plan import (
    Adjustment,
    Allocation,
    Assertion,
    Assumption,
    CashMonth,
    Group,
    HeadCount,
    MinimumWage,
    PaymentTiming,
    Plan,
    Region,
    Scenario,
    Tariff,
)
from budget.plan.allocation_layout import ALLOCATIONS, CASH_MONTHS
from budget.plan.assertion_layout import ASSERTIONS
from budget.plan.field import Layout
from budget.plan.forms import AccountName, Indicator, Official, SubActivity
from budget.plan.forms_layout import ACCOUNT_NAMES, INDICATORS, OFFICIALS, SUB_ACTIVITIES
from budget.plan.law_layout import LAW_VALUES
from budget.plan.layouts import ASSUMPTIONS, FRAME, GROUPS, HEAD_COUNTS, MINIMUM_WAGES, TARIFFS
from budget.plan.records import PlanFrame
from budget.plan.scenario_layout import SCENARIO_LINES, ScenarioLine
from budget.workbook.plan_table import Table

R = TypeVar("R")

# The sheets of the template in its order, and those that may be missing.
LAYOUTS: tuple[Layout[Any], ...] = (
    FRAME, GROUPS, TARIFFS, HEAD_COUNTS, ALLOCATIONS, CASH_MONTHS, MINIMUM_WAGES, LAW_VALUES,
    ASSUMPTIONS, ASSERTIONS, SUB_ACTIVITIES, INDICATORS, ACCOUNT_NAMES, OFFICIALS, SCENARIO_LINES,
)  # fmt: skip
_REQUIRED = (FRAME, GROUPS, TARIFFS, HEAD_COUNTS, ALLOCATIONS)
OPTIONAL = frozenset(layout.sheet for layout in LAYOUTS if layout not in _REQUIRED)


@dataclass(frozen=True, slots=True)
class PlanTables:
    """The sheets of the template, in its order."""

    frame: Table[PlanFrame]
    groups: Table[Group]
    tariffs: Table[Tariff]
    head_counts: Table[HeadCount]
    allocations: Table[Allocation]
    cash_months: Table[CashMonth]
    minimum_wages: Table[MinimumWage]
    law_values: Table[LawValue]
    assumptions: Table[Assumption]
    assertions: Table[Assertion]
    sub_activities: Table[SubActivity]
    indicators: Table[Indicator]
    account_names: Table[AccountName]
    officials: Table[Official]
    scenario_lines: Table[ScenarioLine]

    def __iter__(self) -> Iterator[Table[Any]]:
        return iter(
            (
                self.frame, self.groups, self.tariffs, self.head_counts, self.allocations,
                self.cash_months, self.minimum_wages, self.law_values, self.assumptions,
                self.assertions, self.sub_activities, self.indicators, self.account_names,
                self.officials, self.scenario_lines,
            )
        )  # fmt: skip


class Places:
    """The cells of records, told apart by identity: equal rows are different rows.

    As a function it is the `Locate` of `budget.plan.check`; records that stand in no row have no place.
    """

    def __init__(self) -> None:
        self._rows: dict[int, tuple[object, Table[Any], int]] = {}
        self._records: dict[str, object] = {}

    def remember(self, record: object, table: Table[Any], row: int) -> None:
        self._rows[id(record)] = record, table, row

    def __call__(self, record: object, field: str) -> str:
        if id(record) not in self._rows:
            return ""
        _, table, row = self._rows[id(record)]
        place = table.place(row, field)
        self._records[place] = record
        return place

    def record_at(self, place: str) -> object:
        """The record that was last asked for at that place; None where none was."""
        return self._records.get(place)


def assemble(tables: PlanTables) -> tuple[Plan, Places]:
    """The plan of all rows that gave records. Without a frame it covers the months that rows speak of."""
    places = Places()
    frame = next((frame for _, frame in tables.frame.records), None)
    if frame is not None:
        places.remember(frame.region, tables.frame, tables.frame.records[0][0])
    tariffs, head_counts = _records(tables.tariffs, places), _records(tables.head_counts, places)
    if frame is None:
        months = [*(t.validity.first for t in tariffs), *(c.month for c in head_counts), Month(2022, 1)]
        frame = PlanFrame(
            Region("00.00", "-"), MonthRange(min(months), max(months)), PaymentTiming.FOLLOWING_MONTH
        )
    plan = Plan(
        region=frame.region,
        span=frame.span,
        timing=frame.timing,
        eligibility=frame.eligibility,
        groups=_records(tables.groups, places),
        tariffs=tariffs,
        head_counts=head_counts,
        minimum_wages=_records(tables.minimum_wages, places),
        allocations=_records(tables.allocations, places),
        cash_months=_records(tables.cash_months, places),
        law_values=_records(tables.law_values, places),
        assumptions=_records(tables.assumptions, places),
        assertions=_records(tables.assertions, places),
        sub_activities=_records(tables.sub_activities, places),
        indicators=_records(tables.indicators, places),
        account_names=_records(tables.account_names, places),
        officials=_records(tables.officials, places),
        scenarios=tuple(_scenarios(tables.scenario_lines, places)),
    )
    return plan, places


def _records(table: Table[R], places: Places) -> tuple[R, ...]:
    for row, record in table.records:
        places.remember(record, table, row)
    return tuple(record for _, record in table.records)


def _scenarios(table: Table[ScenarioLine], places: Places) -> Iterator[Scenario]:
    """Lines of one name, whatever its capitals, make one scenario; their different notes one note.

    They stand on the base of the first line that names one.
    """
    named: dict[str, list[tuple[int, ScenarioLine]]] = {}
    for row, line in table.records:
        named.setdefault(line.name.casefold(), []).append((row, line))
    for lines in named.values():
        adjustments: list[Adjustment] = []
        for row, line in lines:
            if line.adjustment is not None:
                adjustments.append(line.adjustment)
                places.remember(line.adjustment, table, row)
        notes = dict.fromkeys(line.note for _, line in lines if line.note)
        bases = [line.base for _, line in lines if line.base]
        first_row, first = lines[0]
        scenario = Scenario(first.name, tuple(adjustments), "\n".join(notes), bases[0] if bases else "")
        places.remember(scenario, table, first_row)
        yield scenario


def different_bases(table: Table[ScenarioLine]) -> Iterator[Problem]:
    """Lines of one scenario that name another base than the first one that names any."""
    bases: dict[str, str] = {}
    for row, line in table.records:
        first = bases.setdefault(line.name.casefold(), line.base) if line.base else line.base
        if first.casefold() != line.base.casefold():
            message = f"Baris lain dari skenario ini berdiri di atas “{first}”. Pilih satu."
            yield error("dasar_berbeda", table.place(row, "base"), message)


def scenario_lines(scenarios: Iterable[Scenario]) -> Iterator[ScenarioLine]:
    """The way back: a line for each adjustment, note and base on the first."""
    for scenario in scenarios:
        adjustments = scenario.adjustments or (None,)
        for number, adjustment in enumerate(adjustments):
            told = (scenario.note, scenario.base) if number == 0 else ("", "")
            yield ScenarioLine(scenario.name, adjustment, *told)
