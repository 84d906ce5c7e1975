"""Sentences with numbers that follow their cells, alike in every language of Excel and LibreOffice.

The format of TEXT is read in the language of the program: ``#,##0`` has decimals in an Indonesian Excel. So
groups of three digits are put together by themselves, with formats that mean the same everywhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from budget.money import format_number, format_rupiah
from budget.workbook.council.sheet import Cell, Sheet
from budget.workbook.council.styles import WORDS
from budget.workbook.council.sums import short_enough
from budget.workbook.council.texts import cell_text
from budget.workbook.council.workings import quoted


@dataclass(frozen=True, slots=True)
class Rupiah:
    """An amount within a sentence; a cell that holds a text is written as it is."""

    cell: Cell


@dataclass(frozen=True, slots=True)
class Number:
    """A number within a sentence; a cell that holds a text is written as it is."""

    cell: Cell


@dataclass(frozen=True, slots=True)
class Word:
    """What a cell says, within a sentence."""

    cell: Cell


Part = str | Rupiah | Number | Word


def write_sentence(sheet: Sheet, columns: tuple[int, int], parts: Sequence[Part]) -> Cell:
    """The parts as one text over these columns; a plain text where none of them is a cell."""
    said = cell_text("".join(map(_said, parts)))
    if all(isinstance(part, str) for part in parts):
        return sheet.across(sheet.row, columns, said, WORDS)
    formula = short_enough("=" + "&".join(map(_formula, parts)))
    made = sheet.live(sheet.row, columns[0], formula, said, WORDS)
    sheet.join(sheet.row, columns, WORDS)
    sheet.fit(sheet.row, columns, said)
    return made


def _said(part: Part) -> str:
    match part:
        case str():
            return part
        case Rupiah(cell):
            return format_rupiah(cell.value) if isinstance(cell.value, int) else str(cell.value)
        case Number(cell):
            return format_number(cell.value) if isinstance(cell.value, int) else str(cell.value)
        case Word(cell):
            return str(cell.value)


def _formula(part: Part) -> str:
    match part:
        case str():
            return quoted(part)
        case Rupiah(cell):
            return f'IF(ISNUMBER({cell}),IF({cell}<0,"-","")&"Rp"&{_grouped(cell)},{cell})'
        case Number(cell):
            return f'IF(ISNUMBER({cell}),IF({cell}<0,"-","")&{_grouped(cell)},{cell})'
        case Word(cell):
            return str(cell)


def _grouped(cell: Cell) -> str:
    """``1.234.567``: up to 15 digits in groups of three."""
    size = f"ABS({cell})"
    lead, group = partial(_lead, size), partial(_group, size)
    longest = f"{lead(12)}&{group(9)}"
    billions = f"IF({size}<1000000000000,{lead(9)},{longest})&{group(6)}"
    millions = f"IF({size}<1000000000,{lead(6)},{billions})&{group(3)}"
    thousands = f"IF({size}<1000000,{lead(3)},{millions})&{group(0)}"
    return f"IF({size}<1000,{lead(0)},{thousands})"


def _lead(size: str, power: int) -> str:
    return f'TEXT(QUOTIENT({size},{10**power}),"0")'


def _group(size: str, power: int) -> str:
    return f'"."&TEXT(MOD(QUOTIENT({size},{10**power}),1000),"000")'
