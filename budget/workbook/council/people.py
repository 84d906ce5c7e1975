"""People: what was entered or listed, month after month, and how many of them remain after validation."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from budget.money import PPM
from budget.plan import Group, HeadCount, HeadCountKind, HeadSource
from budget.plan.adjustments import concerns
from budget.plan.headcount import by_place
from budget.workbook.council import styles, texts
from budget.workbook.council.figures import Figures, FiscalYear
from budget.workbook.council.numbers import part
from budget.workbook.council.sheet import Cell, Sheet, span, spans

_FIRST_MONTH = 3


@dataclass(frozen=True, slots=True, eq=False)
class PeopleCells:
    """`paid[group][month]` are the people who are paid for; `month_totals` their sums.

    They come from `planned[row][month]`, by row of the cube and before `losses[group]`, and from
    `listed[group][place][month]`.
    """

    paid: list[list[Cell]]
    month_totals: list[Cell]
    person_months: list[Cell]
    planned: dict[int, list[Cell]]
    listed: list[list[list[Cell]]]
    losses: Sequence[Cell | None]


def write_groups(sheet: Sheet, data: Figures) -> list[Cell | None]:
    """The groups with their order of payment and their validation loss, whose cells are returned.

    Lists are validated person by person: a group without planned people has no loss.
    """
    sheet.section("Kelompok", min(len(data.groups), 20) + 2)
    columns = [(1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 15)]
    titles = ["Kelompok", "SKPD", "Segmen", "Urutan bayar", "Susut validasi", "Dasar hukum kelompok"]
    if has_sources := any(group.source is not HeadSource.PLAN for group in data.groups):
        columns[-1:] = [(6, 8), (9, 15)]
        titles.insert(-1, "Sumber orang")

    def header() -> None:
        for place, title in zip(columns, titles, strict=True):
            sheet.across(sheet.row, place, title, styles.HEADER)
        sheet.row += 1

    header()
    cells: list[Cell | None] = []
    for g, group in enumerate(data.groups):
        sheet.next_line(header)
        row = sheet.row
        sheet.across(row, (1, 1), group.name, styles.LABEL)
        sheet.across(row, (2, 2), group.skpd, styles.LABEL)
        sheet.text(row, 3, group.segment.upper(), styles.CENTERED)
        sheet.number(row, 4, group.priority, styles.figure(styles.COUNT))
        if data.planned[g]:
            look = styles.entry(styles.PERCENT)
            cells.append(sheet.number(row, 5, part(group.validation_loss_ppm), look))
        else:
            sheet.text(row, 5, texts.NOTHING, styles.CENTERED)
            cells.append(None)
        if has_sources:
            sheet.across(row, columns[-2], source_of(data, group), styles.LABEL)
        sheet.across(row, columns[-1], legal_basis(group), styles.LABEL)
        sheet.row += 1
    left_out = [g.name for g in data.projection.plan.groups if g not in data.groups]
    if left_out:
        note = f"Tanpa jumlah orang, jadi tidak dihitung: {', '.join(left_out)}."
        sheet.across(sheet.row, (1, sheet.last_column), note, styles.NOTE)
        sheet.row += 1
    sheet.row += 1
    return cells


def source_of(data: Figures, group: Group) -> str:
    """Where the group's people come from: the plan, or its list and until when it is known."""
    known = data.projection.plan.roster.known_until.get(group.name.casefold())
    match group.source:
        case HeadSource.PLAN:
            return "rencana"
        case HeadSource.ROSTER:
            return f"daftar, diketahui sampai {known.label}" if known else "daftar, belum diimpor"
        case HeadSource.ROSTER_THEN_PLAN:
            return f"daftar sampai {known.label}, lalu rencana" if known else "rencana; daftar belum diimpor"


def legal_basis(group: Group) -> str:
    """The decree that names them, and until when it holds."""
    until = f"SK berlaku s.d. {group.decree_until.label}" if group.decree_until else ""
    return "; ".join(filter(None, (group.legal_basis, until)))


def write_people(sheet: Sheet, data: Figures, losses: Sequence[Cell | None]) -> PeopleCells:
    """For each fiscal year people planned and listed, per kecamatan, and people paid for, per group."""
    counts = by_place(data.projection.plan.head_counts)
    planned: dict[int, list[Cell]] = {row: [] for rows in data.planned for row in rows}
    lists: list[list[list[Cell]]] = [[[] for _ in places] for places in data.listed]
    cells = PeopleCells([[] for _ in data.groups], [], [], planned, lists, losses)
    for year in data.years:
        if planned or not data.has_listed:
            _planned(sheet, data, year, planned, counts)
        listed = _listed(sheet, data, year) if data.has_listed else [[] for _ in data.groups]
        for known, found in zip(lists, listed, strict=True):
            for earlier, months in zip(known, found, strict=True):
                earlier.extend(months)
        _paid(sheet, data, year, planned, listed, losses, cells)
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
    following = {rows[0]: (g, len(rows)) for g, rows in enumerate(data.planned) if rows}
    group = 0
    for row, cells in planned.items():
        if row in following:
            group, lines = following[row]
            sheet.next_line(header, lines)
        stratum = data.projection.strata[row]
        here = counts[stratum.group.casefold(), stratum.kecamatan.casefold()]
        sheet.across(sheet.row, (1, 1), stratum.group, styles.LABEL)
        sheet.across(sheet.row, (2, 2), stratum.kecamatan, styles.LABEL)
        limited = any(concerns(limit, stratum.group) for limit in data.projection.plan.cover_limits)
        entered = {month: list(found) for month, found in groupby(here, key=lambda count: count.month)}
        for place, position in enumerate(year.positions):
            level = int(data.projection.cube.planned[row, position])
            found = entered.get(data.months[position], [])
            column = _FIRST_MONTH + place
            if limited or data.follows(group, position):
                cells.append(_added_cell(sheet, column, level, cells))
            else:
                begins = not position or data.follows(group, position - 1)
                cells.append(_planned_cell(sheet, column, level, found, [] if begins else cells))
        sheet.row += 1
    sheet.row += 1


def _added_cell(sheet: Sheet, column: int, level: int, earlier: Sequence[Cell]) -> Cell:
    """People whom a what-if adds in a month that follows the roster, or covers in some months only: the
    plan's own head counts do not say how many they are.
    """
    if not level:
        return sheet.number(sheet.row, column, 0, styles.figure(styles.COUNT_OR_DASH))
    if earlier and earlier[-1].value == level:
        return sheet.live(sheet.row, column, f"={earlier[-1]}", level, styles.figure(styles.COUNT))
    return sheet.number(sheet.row, column, level, styles.entry(styles.COUNT))


def _listed(sheet: Sheet, data: Figures, year: FiscalYear) -> list[list[list[Cell]]]:
    """Cells of people of the roster by group, kecamatan and month: numbers, no formulas."""
    lines = sum(map(len, data.listed))
    sheet.section(f"Jumlah orang dari daftar, {year.label}", min(lines, 20) + 1)
    header = partial(_header, sheet, data, year, ["Kelompok", "Kecamatan"])
    header()
    found: list[list[list[Cell]]] = []
    for g, rows in enumerate(data.listed):
        found.append([])
        for listed in rows:
            sheet.next_line(header)
            sheet.across(sheet.row, (1, 1), data.groups[g].name, styles.LABEL)
            sheet.across(sheet.row, (2, 2), listed.kecamatan, styles.LABEL)
            found[-1].append(
                [
                    sheet.number(
                        sheet.row, column, listed.heads[position], styles.listed(styles.COUNT_OR_DASH)
                    )
                    for column, position in enumerate(year.positions, start=_FIRST_MONTH)
                ]
            )
            sheet.row += 1
    sheet.row += 1
    return found


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
    listed: Sequence[Sequence[Sequence[Cell]]],
    losses: Sequence[Cell | None],
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
            people = [planned[row][position] for row in data.planned[g]]
            formula = kept(people, losses[g], [line[place] for line in listed[g]])
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


def kept(people: Sequence[Cell], loss: Cell | None, listed: Sequence[Cell]) -> str:
    """Whole people who remain, kecamatan by kecamatan; of listed ones all do."""
    parts = [f"SUM({spans(listed)})"] if listed else []
    if loss is not None:
        kept = f"({PPM}-ROUND({loss.fixed}*{PPM},0))"
        if len(people) == 1:
            parts.insert(0, f"QUOTIENT({people[0]}*{kept},{PPM})")
        else:
            # QUOTIENT takes no ranges; the numbers are too small for INT to miss a whole person.
            parts.insert(0, f"SUMPRODUCT(INT({span(people)}*{kept}/{PPM}))")
    return "=" + "+".join(parts)
