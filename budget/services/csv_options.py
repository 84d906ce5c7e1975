"""What may be asked of an export as CSV; apart from the tables, so that naming them loads no numpy."""

from dataclasses import dataclass
from enum import StrEnum


class CsvTable(StrEnum):
    """What can be had as a table; the value is its name in `--table`."""

    COSTS = "costs"
    PEOPLE_COUNTS = "people-counts"
    GROUPS = "groups"
    PRICES = "prices"
    ALLOCATIONS = "allocations"
    RUNWAY = "runway"
    CASH_PLAN = "cash-plan"
    ABOUT = "about"


class Separator(StrEnum):
    """Between two cells. Excel expects the semicolon where the comma divides decimals, as in Indonesia."""

    SEMICOLON = "semicolon"
    COMMA = "comma"
    TAB = "tab"

    @property
    def character(self) -> str:
        return {Separator.SEMICOLON: ";", Separator.COMMA: ",", Separator.TAB: "\t"}[self]


@dataclass(frozen=True, slots=True)
class CsvOptions:
    """`table`: that one alone, as a file; else all of them, in a folder."""

    scenario: str | None = None
    table: CsvTable | None = None
    separator: Separator = Separator.SEMICOLON


ALL_TABLES = CsvOptions()
