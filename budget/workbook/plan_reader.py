"""Reading a filled plan template: the plan, or everything that stands in its way, by sheet and cell."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from budget.engine.projection import project
from budget.errors import LimitExceeded, PaguError, PlanError, Problem, error, errors_in, warning
from budget.law import LawBook, load_law
from budget.plan import HeadSource, Plan, Tariff, check, in_scenario
from budget.plan.allocation_layout import ALLOCATIONS, CASH_MONTHS
from budget.plan.assertion_layout import ASSERTIONS
from budget.plan.field import Layout
from budget.plan.forms_layout import ACCOUNT_NAMES, INDICATORS, OFFICIALS, SUB_ACTIVITIES
from budget.plan.law_layout import LAW_VALUES
from budget.plan.layouts import ASSUMPTIONS, FRAME, GROUPS, HEAD_COUNTS, MINIMUM_WAGES, TARIFFS
from budget.plan.records import NO_VERSIONS, PlanFrame
from budget.plan.roster import NO_ROSTER, RosterCounts
from budget.plan.scenario_layout import SCENARIO_LINES
from budget.workbook.plan_echo import Gaps, is_echo, rejected_names
from budget.workbook.plan_law import law_gaps
from budget.workbook.plan_parts import LAYOUTS, OPTIONAL, Places, PlanTables, assemble, different_bases
from budget.workbook.plan_table import Header, Table, read_table
from budget.workbook.scan import Position, position
from budget.workbook.sheets import Sheet, read_sheets

R = TypeVar("R")
# What a missing list may be the reason of.
_OF_LISTS = (LimitExceeded.code, "upah_kosong")


@dataclass(frozen=True, slots=True)
class PlanReading:
    """`plan` is None when any problem is an error. `read` and `rejected` count rows that are not blank."""

    plan: Plan | None
    problems: tuple[Problem, ...]
    read: int
    rejected: int


def read_plan(
    path: Path, roster: RosterCounts = NO_ROSTER, versions: Mapping[str, Plan] = NO_VERSIONS
) -> PlanReading:
    """Read the template; FileError where the file is no sound workbook.

    `roster` are the people already listed, whom a workbook does not have but its groups may follow;
    its scenarios may stand on `versions`.
    Problems stand in the order of the template's sheets, then by row and column. Besides the cells, the
    plan as a whole, its scenarios, and the law's values for its months are checked.
    """
    tables = _tables(read_sheets(path, [layout.sheet for layout in LAYOUTS]))
    law = load_law()
    plan, places = assemble(tables)
    # Lists of groups that the workbook leaves out are for the workspace to judge.
    known = {group.name.casefold() for group in plan.groups}
    listed = {stratum.group.casefold() for stratum in roster.strata}
    plan = replace(plan, roster=roster if listed <= known else NO_ROSTER, versions=versions)
    problems = [problem for table in tables for problem in table.problems]
    problems += _one_frame(tables.frame)
    problems += different_bases(tables.scenario_lines)
    problems += _in_the_plan(plan, places, tables, law, problems)
    if not errors_in(problems):
        problems += _in_the_costs(plan, places, law)
    ordered = tuple(sorted(problems, key=_reading_order(tables)))
    return PlanReading(
        plan=None if errors_in(ordered) else plan,
        problems=ordered,
        read=sum(table.read for table in tables),
        rejected=_rejected(tables, ordered),
    )


def _tables(sheets: Mapping[str, Sheet]) -> PlanTables:
    def table(layout: Layout[R]) -> Table[R]:
        absent = Sheet(layout.sheet, ())
        sheet = sheets.get(layout.sheet, absent)
        if sheet is not absent and (sheet.rows or layout.sheet not in OPTIONAL):
            return read_table(layout, sheet)
        if layout.sheet in OPTIONAL:
            return Table(layout, absent, Header(0, {}))
        message = f"Lembar “{layout.sheet}” tidak ada. Salin lembar itu dari templat rencana.xlsx."
        problem = error("lembar_hilang", layout.sheet, message)
        return Table(layout, absent, Header(0, {}), problems=(problem,), is_missing=True)

    return PlanTables(
        table(FRAME), table(GROUPS), table(TARIFFS), table(HEAD_COUNTS), table(ALLOCATIONS),
        table(CASH_MONTHS), table(MINIMUM_WAGES), table(LAW_VALUES), table(ASSUMPTIONS),
        table(ASSERTIONS), table(SUB_ACTIVITIES), table(INDICATORS), table(ACCOUNT_NAMES),
        table(OFFICIALS), table(SCENARIO_LINES),
    )  # fmt: skip


def _one_frame(table: Table[PlanFrame]) -> Iterator[Problem]:
    if not table.is_missing and not table.read:
        place = table.place(table.header.row + 1, "code")
        yield error("rencana_kosong", place, "Isi satu baris: wilayah, bulan awal, dan bulan akhir.")
    for row, _ in table.records[1:]:
        yield error("rencana_ganda", table.place(row, "code"), "Hanya satu baris rencana. Hapus baris ini.")


def _in_the_plan(
    plan: Plan, places: Places, tables: PlanTables, law: LawBook, known: Iterable[Problem]
) -> list[Problem]:
    """What the rows say together, but for echoes of rows that could not be read."""
    gaps = Gaps(
        span=not tables.frame.records,
        groups=rejected_names(tables.groups, "name"),
        tariffs=rejected_names(tables.tariffs, "group"),
        head_counts=rejected_names(tables.head_counts, "group"),
        minimum_wages=bool(tables.minimum_wages.rejected) or tables.minimum_wages.is_missing,
        allocations=bool(tables.allocations.rejected) or tables.allocations.is_missing,
        sub_activities=bool(tables.sub_activities.rejected),
    )
    found = [p for p in check(plan, places) if not is_echo(p, places.record_at(p.where), gaps)]
    if gaps.span:
        return found
    flawed = {_row_of(problem.where) for problem in errors_in([*known, *found])}

    def is_sound(tariff: Tariff) -> bool:
        return _row_of(places(tariff, "group")) not in flawed

    own = law.with_values(plan.law_values)
    found += law_gaps(plan, own, places, is_sound, umk_known=not gaps.minimum_wages)
    return found


def _in_the_costs(plan: Plan, places: Places, law: LawBook) -> Iterator[Problem]:
    """What only costing shows, in the plan and in each of its scenarios."""
    # Without its list nobody can say whom a group's what-ifs take away, or what its members earn.
    report = warning if _unlisted(plan) else error
    try:
        project(plan, law)
    except LimitExceeded as limit:
        yield error(limit.code, HEAD_COUNTS.sheet, str(limit))
        return
    except PlanError as refusal:
        for problem in refusal.problems:
            yield report(problem.code, HEAD_COUNTS.sheet, str(problem))
        return
    for scenario in plan.scenarios:
        try:
            project(in_scenario(plan, scenario), law)
        except PaguError as refusal:
            for problem in refusal.problems:
                message = f"Dalam skenario “{scenario.name}”: {problem}"
                follows = problem.code in _OF_LISTS
                yield (report if follows else error)(problem.code, places(scenario, "name"), message)


def _unlisted(plan: Plan) -> bool:
    """Whether a group follows a list that has not been taken in."""
    return any(
        group.source is not HeadSource.PLAN and group.name.casefold() not in plan.roster.nets
        for group in plan.groups
    )


def _row_of(place: str) -> tuple[str, int]:
    sheet, row, _ = _split(place)
    return sheet, row


def _split(place: str) -> tuple[str, int, int]:
    """Sheet, row and column from 0; row and column are -1 where the place is a whole sheet."""
    sheet, mark, address = place.rpartition("!")
    where: Position = position(address) if mark else (-1, -1)
    return sheet or address, *where


def _reading_order(tables: PlanTables) -> Callable[[Problem], tuple[int, int, int]]:
    order = {table.sheet.name: number for number, table in enumerate(tables)}

    def key(problem: Problem) -> tuple[int, int, int]:
        sheet, row, column = _split(problem.where)
        return order.get(sheet, len(order)), row, column

    return key


def _rejected(tables: PlanTables, problems: Iterable[Problem]) -> int:
    """Rows with an error, whether it is theirs alone or shows only beside other rows."""
    flawed = {_row_of(problem.where) for problem in errors_in(problems)}
    without_record = sum(len(table.rejected) for table in tables)
    return without_record + sum(
        (table.sheet.name, row) in flawed for table in tables for row, _ in table.records
    )
