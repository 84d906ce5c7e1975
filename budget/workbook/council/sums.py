"""Formulas that add cells of one column which may be scattered, within what one formula holds."""

from collections.abc import Sequence

from budget.errors import LimitExceeded
from budget.workbook.council.sheet import Cell, spans

# Excel's limits of a function's arguments, and of a formula's characters.
_MOST_ARGUMENTS, _MOST_FORMULA = 255, 8_192


def summed(cells: Sequence[Cell]) -> str:
    """The formula that adds cells of one column, in the order of their rows; few ranges where they stand
    together. LimitExceeded where they are too scattered for one formula.
    """
    if not cells:
        return "=0"
    ranges = spans(cells).split(",")
    parts = [ranges[i : i + _MOST_ARGUMENTS] for i in range(0, len(ranges), _MOST_ARGUMENTS)]
    return short_enough("=" + "+".join(f"SUM({','.join(part)})" for part in parts))


def short_enough(formula: str) -> str:
    """The formula; LimitExceeded where it adds more than one formula holds."""
    if len(formula) > _MOST_FORMULA:
        raise LimitExceeded(
            "Satu rekening membayar kelompok atau baris pagu yang terlalu berpencar untuk satu rumus buku "
            "kerja. Urutkan kelompok dan baris pagu dalam rencana menurut SKPD dan sumber dananya."
        )
    return formula
