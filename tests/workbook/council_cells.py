"""Looking cells of a council workbook up by what stands beside them."""

from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet


def rows(sheet: Worksheet) -> list[list[object]]:
    """Every row's filled cells; rows without any are left out."""
    every = ([cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True))
    return [row for row in every if row]


def line(sheet: Worksheet, *labels: object, nth: int = 0) -> list[object]:
    """What stands beside the labels that the nth such row begins with."""
    found = [row[len(labels) :] for row in rows(sheet) if row[: len(labels)] == list(labels)]
    return found[nth]


def below(sheet: Worksheet, heading: str, count: int) -> Sequence[list[object]]:
    """So many rows below the row that begins with the heading."""
    every = rows(sheet)
    place = next(n for n, row in enumerate(every) if str(row[0]).startswith(heading))
    return every[place + 1 : place + 1 + count]


def headings(sheet: Worksheet) -> list[str]:
    """Titles of sections and tables, in order: bold cells of the first column that begin no line of sums."""
    return [
        str(cell.value)
        for (cell,) in sheet.iter_rows(min_row=4, max_col=1)
        if cell.value is not None and cell.font.b and not str(cell.value).startswith("Jumlah")
    ]
