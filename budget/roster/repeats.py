"""How far the tables of an .ods workbook reach, where one element may stand for a million cells."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.parsers import expat

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_LARGEST = 2**31


class OdsReach(NamedTuple):
    """Cells with content stand in the first `rows` rows and `columns` columns of the table.

    `text` is the characters of all of them, each copy counted.
    """

    name: str
    rows: int
    columns: int
    text: int


def ods_reach(xml: Iterable[bytes]) -> list[OdsReach]:
    """One for each table, from the blocks of content.xml; ExpatError where that is no XML."""
    walk = _Walk()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    parser.CharacterDataHandler = walk.words
    for block in xml:
        parser.Parse(block, False)
    parser.Parse(b"", True)
    return walk.tables


@dataclass(slots=True)
class _Walk:
    """Follows tables, rows and cells, and counts the repeated ones."""

    tables: list[OdsReach] = field(default_factory=list)
    name: str = ""
    row: int = 0
    column: int = 0
    row_repeats: int = 1
    cell_repeats: int = 1
    rows: int = 0
    columns: int = 0
    text: int = 0
    row_text: int = 0
    cell_text: int = 0
    in_cell: bool = False
    filled: bool = False
    row_columns: int = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in {_TABLE + "table-cell", _TABLE + "covered-table-cell"}:
            self.in_cell = True
            self.cell_repeats = _count(attributes.get(_TABLE + "number-columns-repeated"))
            self.filled = _OFFICE + "value-type" in attributes or _TABLE + "formula" in attributes
            self.cell_text = sum(map(len, attributes.values())) if self.filled else 0
        elif tag == _TABLE + "table-row":
            self.row_repeats = _count(attributes.get(_TABLE + "number-rows-repeated"))
            self.column = self.row_columns = self.row_text = 0
        elif tag == _TABLE + "table":
            self.name = attributes.get(_TABLE + "name", "")
            self.row = self.rows = self.columns = self.text = 0

    def words(self, text: str) -> None:
        if self.in_cell:
            self.filled = True
            self.cell_text += len(text)

    def end(self, tag: str) -> None:
        if tag in {_TABLE + "table-cell", _TABLE + "covered-table-cell"}:
            self.in_cell = False
            self.column += self.cell_repeats
            if self.filled:
                self.row_columns = self.column
                self.row_text += self.cell_text * self.cell_repeats
        elif tag == _TABLE + "table-row":
            self.row += self.row_repeats
            if self.row_columns:
                self.rows = self.row
                self.columns = max(self.columns, self.row_columns)
                self.text += self.row_text * self.row_repeats
        elif tag == _TABLE + "table":
            self.tables.append(OdsReach(self.name, self.rows, self.columns, self.text))


def _count(repeated: str | None) -> int:
    if repeated is None:
        return 1
    return int(repeated) if repeated.isdecimal() and len(repeated) <= 10 else _LARGEST
