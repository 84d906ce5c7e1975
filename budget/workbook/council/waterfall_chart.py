"""The waterfall as a native chart: stacked columns, of which the lowest one is not drawn."""

from dataclasses import dataclass

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.legend import LegendEntry

from budget.engine.bars import Waterfall
from budget.workbook.council import styles
from budget.workbook.council.chart import CHARACTER_CM, ROW_CM, money_axis
from budget.workbook.council.sheet import Sheet
from budget.workbook.council.workings import rupiah

_ROWS = 26
_TITLES = ("Batang", "Alas (tidak tampak)", "Jumlah", "Naik", "Turun")
_COLOURS = ("1F4E78", "C00000", "70AD47")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the chart: what stands below it, unseen, and one of sum, rise and fall."""

    label: str
    below: int
    whole: int = 0
    rise: int = 0
    fall: int = 0


def columns(start: str, end: str, bars: Waterfall) -> list[Column]:
    """The start, a column for each cause from where the one before ended, and the end."""
    found, level = [Column(start, 0, whole=bars.start)], bars.start
    for bar in bars.bars:
        after = level + bar.rupiah
        rise, fall = max(0, bar.rupiah), max(0, -bar.rupiah)
        found.append(Column(bar.cause.label.capitalize(), min(level, after), rise=rise, fall=fall))
        level = after
    return [*found, Column(end, 0, whole=bars.end)]


def add_waterfall(sheet: Sheet, start: str, end: str, bars: Waterfall) -> None:
    """The table of its columns and the chart below it, on one page where they fit."""
    drawn = columns(start, end, bars)
    sheet.section(f"Air terjun biaya: dari {start} ke {end}", len(drawn) + _ROWS + 2)
    first = sheet.row
    sheet.header(sheet.row, _TITLES)
    sheet.row += 1
    for column in drawn:
        _line(sheet, column)
    last = sheet.row - 1
    sheet.row += 1
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "col", "stacked", 100, 40
    chart.add_data(
        Reference(sheet.worksheet, min_col=2, max_col=len(_TITLES), min_row=first, max_row=last),
        titles_from_data=True,
    )
    chart.set_categories(Reference(sheet.worksheet, min_col=1, min_row=first + 1, max_row=last))
    chart.series[0].graphicalProperties.noFill = True
    chart.series[0].graphicalProperties.line.noFill = True
    for series, colour in zip(chart.series[1:], _COLOURS, strict=True):
        series.graphicalProperties.solidFill = colour
        series.graphicalProperties.line.solidFill = colour
    chart.title = f"Dari {start} ke {end}"[:120]
    money_axis(chart, max(column.below + column.whole + column.rise + column.fall for column in drawn))
    chart.legend.position = "b"
    chart.legend.legendEntry = [LegendEntry(idx=0, delete=True)]
    chart.width = int(min(sheet.width, 150) * CHARACTER_CM)
    chart.height = int(_ROWS * ROW_CM)
    sheet.worksheet.add_chart(chart, f"A{sheet.row}")
    sheet.row += _ROWS


def _line(sheet: Sheet, column: Column) -> None:
    sheet.across(sheet.row, (1, 1), column.label, styles.LABEL)
    for place, amount in enumerate((column.below, column.whole, column.rise, column.fall), start=2):
        sheet.number(sheet.row, place, amount, rupiah())
    sheet.row += 1
