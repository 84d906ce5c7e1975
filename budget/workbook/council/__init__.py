"""The workbook that the council reviews: every number a formula, every formula with its value."""

from budget.workbook.council.book import write_council

__all__ = ["write_council"]
