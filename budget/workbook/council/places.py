"""The sheet Kecamatan dan Desa: people, person-months and cost by place and fiscal year.

People and cost of a kecamatan are formulas over the same inputs as the rest of the workbook. Villages are
those of lists, whose people are changed in pagu and not here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from budget.money import format_rupiah
from budget.workbook.council import styles, texts
from budget.workbook.council.control import ControlLine
from budget.workbook.council.figures import Figures
from budget.workbook.council.place_parts import NO_KECAMATAN, PartYear, PlacePart, part_year, place_parts
from budget.workbook.council.sheet import Cell, Sheet, added, spans
from budget.workbook.council.sums import short_enough, summed
from budget.workbook.council.villages import write_villages
from budget.workbook.council.workings import Workings, people, quoted, rupiah

_NOTE = (
    "Orang adalah jumlah pada bulan terakhir tahun anggaran itu dalam rencana. Orang yang kecamatannya tidak "
    f"disebut ada di baris “{NO_KECAMATAN}”, sehingga jumlahnya selalu sama dengan seluruh rencana."
)
# Columns of a fiscal year.
YEAR_HEADERS = ("Orang", "Orang-bulan", "Biaya")


@dataclass(frozen=True, slots=True, eq=False)
class PlaceYear:
    """The cells of one line in one fiscal year; `cost` may give way to a text once inputs change."""

    people: Cell
    person_months: Cell
    cost: Cell


@dataclass(frozen=True, slots=True, eq=False)
class PlaceCells:
    """The summary's lines by kecamatan, each with its fiscal years, and those of the whole."""

    places: Mapping[str, Sequence[PlaceYear]]
    whole: Sequence[PlaceYear]


def widths(data: Figures) -> list[float]:
    amount = max(19, len(format_rupiah(data.projection.total)) + 3)
    return [26, 30, *[13, 14, amount] * len(data.years), *([amount] if len(data.years) > 1 else [])]


def control_rows(data: Figures) -> int:
    return 3 * len(data.years)


def control_lines(work: Workings, cells: PlaceCells) -> list[ControlLine]:
    """People, person-months and cost of all places are those of the whole plan."""
    data, lines = work.data, []
    for number, (year, whole) in enumerate(zip(data.years, cells.whole, strict=True)):
        last = work.inputs.people.month_totals[year.positions[-1]]
        months = work.inputs.people.person_months[number]
        cost = work.costs.tables[year.year, None].total
        # Costs by place give way once a rate of members with own wages changes.
        here = f"=IF(ISNUMBER({whole.cost}),{whole.cost},{cost})" if data.pays_by_wage else f"={whole.cost}"
        lines += [
            ControlLine(f"{year.label}: orang semua kecamatan = rencana", last.number, f"={whole.people}",
                        f"={last}", styles.COUNT),
            ControlLine(f"{year.label}: orang-bulan semua kecamatan = rencana", months.number,
                        f"={whole.person_months}", f"={months}", styles.COUNT),
            ControlLine(f"{year.label}: biaya semua kecamatan = biaya", cost.number, here, f"={cost}"),
        ]  # fmt: skip
    return lines


def write_places(sheet: Sheet, work: Workings) -> PlaceCells:
    """The kecamatan first, below them their groups, and the villages of lists at the end."""
    sheet.across(sheet.row, (1, sheet.last_column), _NOTE, styles.NOTE)
    sheet.row += 2
    parts = place_parts(work.data)
    # The summary comes first to the reader, and points at the sums below it.
    top = sheet.row
    sheet.row += len(parts) + 4
    sheet.new_page()
    sums = _by_group(sheet, work, parts)
    bottom, sheet.row = sheet.row, top
    cells = _summary(sheet, work, sums)
    sheet.row = bottom
    write_villages(sheet, work, YEAR_HEADERS)
    return cells


def year_header(sheet: Sheet, data: Figures, labels: Sequence[str], headers: Sequence[str]) -> None:
    """Labels, and below each fiscal year its columns."""
    titles = [f"{title}\n{year.label}" for year in data.years for title in headers]
    sheet.header(sheet.row, [*labels, *titles, *(["Biaya\nseluruhnya"] if len(data.years) > 1 else [])])
    sheet.row += 1


def _summary(sheet: Sheet, work: Workings, sums: Mapping[str, Sequence[PlaceYear]]) -> PlaceCells:
    sheet.across(sheet.row, (1, sheet.last_column), "Menurut kecamatan", styles.SECTION)
    sheet.row += 1
    year_header(sheet, work.data, ["Kecamatan", ""], YEAR_HEADERS)
    sheet.join(sheet.row - 1, (1, 2), styles.HEADER)
    lines: dict[str, list[PlaceYear]] = {}
    for name, years in sums.items():
        sheet.across(sheet.row, (1, 2), name, styles.LABEL)
        lines[name] = [_linked(sheet, 3 + 3 * n, year) for n, year in enumerate(years)]
        _across_years(sheet, lines[name], strong=False)
        sheet.row += 1
    sheet.across(sheet.row, (1, 2), "Jumlah", styles.TOTAL_LABEL)
    columns = range(len(work.data.years))
    whole = [_total(sheet, 3 + 3 * n, [line[n] for line in lines.values()]) for n in columns]
    _across_years(sheet, whole, strong=True)
    sheet.row += 1
    return PlaceCells(lines, whole)


def _linked(sheet: Sheet, column: int, year: PlaceYear) -> PlaceYear:
    found = [
        sheet.live(sheet.row, column + n, f"={cell}", cell.value, rupiah() if n == 2 else people())
        for n, cell in enumerate((year.people, year.person_months, year.cost))
    ]
    return PlaceYear(*found)


def _by_group(
    sheet: Sheet, work: Workings, parts: Mapping[str, Sequence[PlacePart]]
) -> dict[str, list[PlaceYear]]:
    """The groups of each kecamatan, and their sum."""

    def header() -> None:
        year_header(sheet, work.data, ["Kecamatan", "Kelompok"], YEAR_HEADERS)

    sheet.section("Menurut kecamatan dan kelompok", 10)
    header()
    sums: dict[str, list[PlaceYear]] = {}
    for name, held in parts.items():
        lines: list[list[PlaceYear]] = []
        for part in held:
            sheet.next_line(header)
            sheet.across(sheet.row, (1, 1), name, styles.LABEL)
            sheet.across(sheet.row, (2, 2), work.data.groups[part.group].name, styles.LABEL)
            figures = (part_year(work, part, year) for year in work.data.years)
            lines.append([_figures(sheet, work, 3 + 3 * n, each) for n, each in enumerate(figures)])
            _across_years(sheet, lines[-1], strong=False)
            sheet.row += 1
        sheet.next_line(header)
        sheet.across(sheet.row, (1, 2), f"Jumlah {name}", styles.TOTAL_LABEL)
        columns = range(len(work.data.years))
        sums[name] = [_total(sheet, 3 + 3 * n, [line[n] for line in lines]) for n in columns]
        _across_years(sheet, sums[name], strong=True)
        sheet.row += 1
    sheet.row += 1
    return sums


def _figures(sheet: Sheet, work: Workings, column: int, part: PartYear) -> PlaceYear:
    row = sheet.row
    return PlaceYear(
        sheet.live(row, column, *part.people, people()),
        sheet.live(row, column + 1, *part.person_months, people()),
        work.exported(sheet, column + 2, part.cost, rupiah())
        if part.cost_formula is None
        else sheet.live(row, column + 2, part.cost_formula, part.cost, rupiah()),
    )


def _total(sheet: Sheet, column: int, lines: Sequence[PlaceYear]) -> PlaceYear:
    row, count, money = sheet.row, people(strong=True), rupiah(strong=True)
    every = (
        [line.people for line in lines],
        [line.person_months for line in lines],
        [line.cost for line in lines],
    )
    values = [sum(cell.number for cell in cells) for cells in every]
    return PlaceYear(
        sheet.live(row, column, summed(every[0]), values[0], count),
        sheet.live(row, column + 1, summed(every[1]), values[1], count),
        sheet.live(row, column + 2, known_sum(every[2]), values[2], money),
    )


def known_sum(cells: Sequence[Cell]) -> str:
    """The sum of cells in one column as long as none of them has given way to a text."""
    if not cells:
        return "=0"
    ranges = spans(cells)
    return short_enough(f"=IF(COUNT({ranges})={len(cells)},SUM({ranges}),{quoted(texts.AGAIN)})")


def _across_years(sheet: Sheet, years: Sequence[PlaceYear], strong: bool) -> None:
    if len(years) < 2:
        return
    costs = [year.cost for year in years]
    addition = added(costs).removeprefix("=")
    numbers = "+".join(f"COUNT({cell})" for cell in costs)
    formula = f"=IF({numbers}={len(costs)},{addition},{quoted(texts.AGAIN)})"
    value = sum(cell.number for cell in costs)
    sheet.live(sheet.row, 3 + 3 * len(years), formula, value, rupiah(strong))
