"""What stands in a table: columns, rows and cells, each cell with the value it sorts and copies by."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from budget.money import format_number
from tui.text import plain, tsv_cell


class Tone(StrEnum):
    """A hint for colour; what it says must stand in the words too."""

    PLAIN = "plain"
    MUTED = "muted"
    STRONG = "strong"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    value: int | str = ""
    tone: Tone = Tone.PLAIN

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


NOTHING = Cell("–", "", Tone.MUTED)
