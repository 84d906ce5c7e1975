"""People: what was entered, month after month, and how many of them remain after validation."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from budget.money import PPM
from budget.plan import HeadCount, HeadCountKind
from budget.plan.headcount import by_place
from budget.workbook.council import styles
from budget.workbook.council.figures import Figures, FiscalYear
from budget.workbook.council.numbers import part
from budget.workbook.council.sheet import Cell, Sheet, span

_FIRST_MONTH = 3


@dataclass(frozen=True, slots=True, eq=False)
class PeopleCells:
    """`paid[group][month]` are the people who are paid for; `month_totals` their sums."""

    paid: list[list[Cell]]
    month_totals: list[Cell]
    person_months: list[Cell]


def write_groups(sheet: Sheet, data: Figures) -> list[Cell]:
    """The groups with their order of payment and their validation loss, whose cells are returned."""
    sheet.section("Kelompok", min(len(data.groups), 20) + 2)
    columns = ((1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 15))
    titles = ("Kelompok", "SKPD", "Segmen", "Urutan bayar", "Susut validasi", "Dasar hukum kelompok")

    def header() -> None:
        for place, title in zip(columns, titles, strict=True):
            sheet.across(sheet.row, place, title, styles.HEADER)
        sheet.row += 1

    header()
    cells: list[Cell] = []
    for group in data.groups:
        sheet.next_line(header)
        row = sheet.row
        sheet.across(row, (1, 1), group.name, styles.LABEL)
        sheet.across(row, (2, 2), group.skpd, styles.LABEL)
        sheet.text(row, 3, group.segment.upper(), styles.CENTERED)
        sheet.number(row, 4, group.priority, styles.figure(styles.COUNT))
        look = styles.entry(styles.PERCENT)
        cells.append(sheet.number(row, 5, part(group.validation_loss_ppm), look))
        sheet.across(row, (6, 15), group.legal_basis, styles.LABEL)
        sheet.row += 1
    left_out = [g.name for g in data.projection.plan.groups if g not in data.groups]
    if left_out:
        note = f"Tanpa jumlah orang, jadi tidak dihitung: {', '.join(left_out)}."
        sheet.across(sheet.row, (1, sheet.last_column), note, styles.NOTE)
        sheet.row += 1
    sheet.row += 1
    return cells


def write_people(sheet: Sheet, data: Figures, losses: Sequence[Cell]) -> PeopleCells:
    """Two tables for each fiscal year: people planned, per kecamatan, and people paid for, per group."""
    counts = by_place(data.projection.plan.head_counts)
    planned: dict[int, list[Cell]] = {row: [] for rows in data.strata for row in rows}
    cells = PeopleCells([[] for _ in data.groups], [], [])
    for year in data.years:
        _planned(sheet, data, year, planned, counts)
        _paid(sheet, data, year, planned, losses, cells)
    return cells


def _header(sheet: Sheet, data: Figures, year: FiscalYear, labels: Sequence[str], last: str = "") -> None:
    for column, label in enumerate(labels, start=1):
        sheet.across(
            sheet.row, (column, _FIRST_MONTH - 1 if len(labels) == 1 else column), label, styles.HEADER
        )
    months = [data.months[i].short_label for i in year.positions]
    sheet.header(sheet.row, [*months, *([last] if last else [])], _FIRST_MONTH)
    sheet.row += 1


def _planned(
    sheet: Sheet,
    data: Figures,
    year: FiscalYear,
    planned: dict[int, list[Cell]],
    counts: dict[tuple[str, str], list[HeadCount]],
) -> None:
    sheet.section(f"Jumlah orang yang direncanakan, {year.label}", min(len(planned), 20) + 1)
    header = partial(_header, sheet, data, year, ["Kelompok", "Kecamatan"])
    header()
    # No header may stand between the kecamatan of one group: its people are added as one range.
    following = {rows[0]: len(rows) for rows in data.strata}
    for row, cells in planned.items():
        if row in following:
            sheet.next_line(header, following[row])
        stratum = data.projection.strata[row]
        here = counts[stratum.group.casefold(), stratum.kecamatan.casefold()]
        sheet.across(sheet.row, (1, 1), stratum.group, styles.LABEL)
        sheet.across(sheet.row, (2, 2), stratum.kecamatan, styles.LABEL)
        entered = {month: list(found) for month, found in groupby(here, key=lambda count: count.month)}
        for place, position in enumerate(year.positions):
            level = int(data.projection.cube.planned[row, position])
            found = entered.get(data.months[position], [])
            cells.append(_planned_cell(sheet, _FIRST_MONTH + place, level, found, cells))
        sheet.row += 1
    sheet.row += 1


def _planned_cell(
    sheet: Sheet, column: int, level: int, entered: Sequence[HeadCount], earlier: Sequence[Cell]
) -> Cell:
    """A number that was entered, one that follows the month before, or both in one formula."""
    if not earlier:
        return sheet.number(sheet.row, column, level, styles.entry(styles.COUNT))
    if not entered:
        look = styles.figure(styles.COUNT)
        return sheet.live(sheet.row, column, f"={earlier[-1]}", level, look)
    look = styles.entry(styles.COUNT)
    changes = sum(c.heads for c in entered if c.kind is HeadCountKind.CHANGE)
    if any(c.kind is HeadCountKind.ABSOLUTE for c in entered):
        return sheet.number(sheet.row, column, level, look)
    return sheet.live(sheet.row, column, f"={earlier[-1]}{changes:+d}", level, look)


def _paid(
    sheet: Sheet,
    data: Figures,
    year: FiscalYear,
    planned: dict[int, list[Cell]],
    losses: Sequence[Cell],
    cells: PeopleCells,
) -> None:
    title = f"Jumlah orang yang dibayar (sesudah susut validasi), {year.label}"
    sheet.section(title, min(len(data.groups), 20) + 2)
    header = partial(_header, sheet, data, year, ["Kelompok"], "Orang-bulan")
    header()
    for g, group in enumerate(data.groups):
        sheet.next_line(header)
        sheet.across(sheet.row, (1, 2), group.name, styles.LABEL)
        for place, position in enumerate(year.positions):
            people = [planned[row][position] for row in data.strata[g]]
            formula = _kept(people, losses[g])
            value = data.heads[g][position]
            look = styles.figure(styles.COUNT)
            made = sheet.live(sheet.row, _FIRST_MONTH + place, formula, value, look)
            cells.paid[g].append(made)
        of_year = [cells.paid[g][i] for i in year.positions]
        sheet.total(sheet.row, _FIRST_MONTH + len(of_year), of_year, styles.COUNT)
        sheet.row += 1
    sheet.across(sheet.row, (1, 2), f"Jumlah {year.label}", styles.TOTAL_LABEL)
    for place, position in enumerate(year.positions):
        of_month = [paid[position] for paid in cells.paid]
        made = sheet.total(sheet.row, _FIRST_MONTH + place, of_month, styles.COUNT)
        cells.month_totals.append(made)
    months = [cells.month_totals[i] for i in year.positions]
    cells.person_months.append(sheet.total(sheet.row, _FIRST_MONTH + len(months), months, styles.COUNT))
    sheet.row += 2


def _kept(people: Sequence[Cell], loss: Cell) -> str:
    """Whole people who remain, kecamatan by kecamatan."""
    kept = f"({PPM}-ROUND({loss.fixed}*{PPM},0))"
    if len(people) == 1:
        return f"=QUOTIENT({people[0]}*{kept},{PPM})"
    # QUOTIENT takes no ranges; the numbers are too small for INT to miss a whole person.
    return f"=SUMPRODUCT(INT({span(people)}*{kept}/{PPM}))"
