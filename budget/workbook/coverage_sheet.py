"""Coverage figures from a simple sheet: an .xlsx with one, or with one named Cakupan, or a .csv."""

from pathlib import Path

from budget.errors import FileError
from budget.plan.coverage import CoverageFigure
from budget.plan.coverage_layout import FIGURES
from budget.workbook.plan_table import Table, read_table
from budget.workbook.sheets import Sheet, is_text, read_sheets, read_text, sheet_names


def read_coverage(path: Path) -> Table[CoverageFigure]:
    """Its rows as figures, and a problem for every cell that is wrong; FileError for other kinds of files."""
    return read_table(FIGURES, read_text(path) if is_text(path) else _from_book(path))


def _from_book(path: Path) -> Sheet:
    names = sheet_names(path)
    wanted = names[0] if len(names) == 1 else FIGURES.sheet
    found = read_sheets(path, [wanted])
    if wanted not in found:
        raise FileError(f"{path.name} tidak punya lembar “{FIGURES.sheet}”. Beri nama itu pada lembarnya.")
    return found[wanted]
