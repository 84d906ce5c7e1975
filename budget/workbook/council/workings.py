"""The cells that later sheets point at, and formulas that hold a figure of the export."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from budget.engine.calendar import Basis
from budget.workbook.cached import Value
from budget.workbook.council import styles, texts
from budget.workbook.council.account_costs import PayerCells
from budget.workbook.council.accounts import AccountYear
from budget.workbook.council.assumptions import AssumptionCells
from budget.workbook.council.figures import Figures
from budget.workbook.council.monthly import CostCells
from budget.workbook.council.outlook import OutlookCells
from budget.workbook.council.sheet import Cell, Sheet
from budget.workbook.council.shortage import RunwayCells
from budget.workbook.council.styles import Look
from budget.workbook.council.summary import SummaryCells

# Excel's limit of a text within a formula.
_MOST_QUOTED = 250


@dataclass(frozen=True, slots=True, eq=False)
class Workings:
    """`accounts` are the fiscal years of either basis, with the cells of what each account pays.

    `changed` is the control's sum of differences: 0 as long as no input has changed.
    """

    data: Figures
    inputs: AssumptionCells
    costs: CostCells
    outlook: OutlookCells
    runways: Mapping[Basis, Sequence[RunwayCells]]
    summary: SummaryCells
    accounts: Sequence[tuple[AccountYear, Sequence[PayerCells]]]
    changed: Cell

    def exported(self, sheet: Sheet, column: int, value: Value, look: Look) -> Cell:
        """A figure that no formula can follow: it gives way once an input changes."""
        if isinstance(value, str):
            value = texts.cell_text(value)
        shown = quoted(value) if isinstance(value, str) else str(value)
        formula = f'=IF({self.changed.fixed}=0,{shown},"{texts.AGAIN}")'
        return sheet.live(sheet.row, column, formula, value, look)

    def said(self, sheet: Sheet, columns: tuple[int, int], text: str) -> Cell:
        """A sentence of the export over several columns, in its sheet's row."""
        made = self.exported(sheet, columns[0], text, styles.WORDS)
        sheet.join(sheet.row, columns, styles.WORDS)
        sheet.fit(sheet.row, columns, text)
        return made


def linked(sheet: Sheet, column: int, source: Cell, look: Look) -> Cell:
    """The same figure in another place."""
    return sheet.live(sheet.row, column, f"={source}", source.value, look)


def quoted(text: str) -> str:
    """A text as a formula writes it."""
    text = texts.cell_text(text)
    parts = [text[i : i + _MOST_QUOTED] for i in range(0, len(text), _MOST_QUOTED)] or [""]
    return "&".join('"' + part.replace('"', '""') + '"' for part in parts)


def rupiah(strong: bool = False) -> Look:
    return styles.total(styles.RUPIAH) if strong else styles.figure(styles.RUPIAH)


def people(strong: bool = False) -> Look:
    return styles.total(styles.COUNT) if strong else styles.figure(styles.COUNT)
