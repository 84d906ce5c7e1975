"""The native chart of Pagu dan Proyeksi: cumulated cost as columns, the money of the year as a line."""

from openpyxl.chart import BarChart, LineChart, Reference

from budget.workbook.council.outlook import OutlookCells
from budget.workbook.council.sheet import Cell, Sheet

# Centimetres of a character of column width, and of a row.
CHARACTER_CM, ROW_CM = 0.185, 0.45
_ROWS = 30
_BILLION = 10**9
_COST_COLOUR, _MONEY_COLOUR = "5B9BD5", "C00000"


def add_chart(sheet: Sheet, cells: OutlookCells) -> None:
    """Draw it at the sheet's next row, on one page."""
    sheet.keep_together(_ROWS)
    largest = max(cell.number for cell in [*cells.cumulated, *cells.ceilings])
    columns, line = BarChart(), LineChart()
    columns.type = "col"
    columns.gapWidth = 60
    for chart, values, colour in (
        (columns, cells.cumulated, _COST_COLOUR),
        (line, cells.ceilings, _MONEY_COLOUR),
    ):
        chart.add_data(_reference(sheet, values, with_title=True), titles_from_data=True)
        chart.set_categories(_reference(sheet, cells.names))
        chart.series[0].graphicalProperties.solidFill = colour
        chart.series[0].graphicalProperties.line.solidFill = colour
    line.series[0].graphicalProperties.line.width = 28_000
    line.series[0].smooth = False
    columns.title = "Biaya kumulatif dan pagu per tahun anggaran"
    columns.x_axis.title = "Bulan perlindungan"
    money_axis(columns, largest)
    columns.legend.position = "b"
    columns.width = int(sheet.width * CHARACTER_CM)
    columns.height = int(_ROWS * ROW_CM)
    columns += line
    sheet.worksheet.add_chart(columns, f"A{sheet.row}")
    sheet.row += _ROWS


def money_axis(chart: BarChart, largest: int) -> None:
    """Rupiah from zero on, in billions or millions."""
    # A trailing comma in the format divides by a thousand.
    unit, number_format = ("miliar", "#,##0.0,,,") if largest >= _BILLION else ("juta", "#,##0.0,,")
    chart.y_axis.title = f"Rp {unit}"
    chart.y_axis.number_format = number_format
    chart.y_axis.scaling.min = 0
    chart.x_axis.delete = chart.y_axis.delete = False


def _reference(sheet: Sheet, cells: list[Cell], with_title: bool = False) -> Reference:
    first = cells[0].row - (1 if with_title else 0)
    column = cells[0].column
    return Reference(sheet.worksheet, min_col=column, max_col=column, min_row=first, max_row=cells[-1].row)
