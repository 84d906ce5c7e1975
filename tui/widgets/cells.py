"""What stands in a table: columns, rows and cells, each cell with the value it sorts and copies by."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from budget.money import format_number
from tui.text import plain, tsv_cell

HEAT_STEPS = 5


class Tone(StrEnum):
    """A hint for colour; what it says must stand in the words too."""

    PLAIN = "plain"
    MUTED = "muted"
    STRONG = "strong"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Cell:
    """`heat` is a step from 1 to HEAT_STEPS, or 0: how much there is of it beside its like."""

    text: str
    value: int | str = ""
    tone: Tone = Tone.PLAIN
    heat: int = 0

    @property
    def copied(self) -> str:
        """Numbers as digits alone: every spreadsheet takes them, whatever its language."""
        return str(self.value) if isinstance(self.value, int) else tsv_cell(self.text)


@dataclass(frozen=True, slots=True)
class Column:
    """`least` makes a column of words shrink when the table is too wide; `grows` takes what is left."""

    title: str
    right: bool = False
    least: int | None = None
    grows: bool = False
    is_subtotal: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """`key` is what the row stands for."""

    key: Any
    cells: tuple[Cell, ...]
    tone: Tone = Tone.PLAIN


def amount(value: int, tone: Tone = Tone.PLAIN) -> Cell:
    return Cell(format_number(value), value, Tone.BAD if value < 0 else tone)


def words(text: str, tone: Tone = Tone.PLAIN) -> Cell:
    return Cell(plain(text), plain(text), tone)


def heat_of(value: int, most: int) -> int:
    """The step of a value where `most` has the highest; what is not above zero has none."""
    return 0 if value <= 0 or most <= 0 else min(HEAT_STEPS, value * HEAT_STEPS // most + 1)


NOTHING = Cell("–", "", Tone.MUTED)
