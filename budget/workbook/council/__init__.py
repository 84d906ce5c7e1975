"""The workbook that the council reviews: every number a formula, every formula with its value."""

from budget.workbook.council.book import CouncilBook, build_council, write_council
from budget.workbook.council.fingerprint import Source

__all__ = ["CouncilBook", "Source", "build_council", "write_council"]
