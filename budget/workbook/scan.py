"""A first look at a sheet's XML: how far it reaches, and the cells that the reader would take for blank.

The reader lays a sheet out as a full rectangle, so one stray cell in the last row and column would take
gigabytes. It also returns nothing for errors such as #REF! and for formulas that were never calculated.
"""

from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

from budget.errors import FileError
from budget.money import format_number

# Row and column from 0.
Position = tuple[int, int]

MOST_ROWS = 50_000
MOST_COLUMNS = 100
_NOWHERE = (2**31, 2**31)


@dataclass(frozen=True, slots=True)
class SheetScan:
    """Cells with an Excel error, and formulas without a value; how many rows and columns are laid out."""

    errors: frozenset[Position] = frozenset()
    uncalculated: frozenset[Position] = frozenset()
    rows: int = 0
    columns: int = 0


def scan(
    xml: IO[bytes], file_name: str, most_rows: int = MOST_ROWS, most_columns: int = MOST_COLUMNS
) -> SheetScan:
    """FileError where the sheet reaches past the limits or is no XML."""
    walk = _Walk(file_name, most_rows, most_columns)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    parser.CharacterDataHandler = walk.text
    try:
        parser.ParseFile(xml)
    except expat.ExpatError as problem:
        raise FileError(
            f"{file_name} rusak: satu lembarnya tidak terbaca. Minta salinan yang utuh."
        ) from problem
    return SheetScan(frozenset(walk.errors), frozenset(walk.uncalculated), walk.rows, walk.columns)


@dataclass(slots=True)
class _Walk:
    """Follows rows and cells; both may leave out their position and then follow the one before."""

    file_name: str
    most_rows: int
    most_columns: int
    rows: int = 0
    columns: int = 0
    row: int = -1
    column: int = -1
    kind: str = ""
    has_formula: bool = False
    has_value: bool = False
    in_value: bool = False
    errors: set[Position] = field(default_factory=set)
    uncalculated: set[Position] = field(default_factory=set)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(" ")[2]:
            case "row":
                number = attributes.get("r")
                self.row = int(number[:9]) - 1 if number and number.isdecimal() else self.row + 1
                self.column = -1
            case "c":
                if place := attributes.get("r"):
                    self.row, self.column = position(place)
                else:
                    self.column += 1
                self.kind = attributes.get("t", "")
                self.has_formula = self.has_value = False
            case "f":
                self.has_formula = True
            case "v" | "is":
                self.in_value = True
                self._guard()

    def text(self, _text: str) -> None:
        self.has_value = self.has_value or self.in_value

    def end(self, name: str) -> None:
        self.in_value = False
        if name.rpartition(" ")[2] != "c":
            return
        if self.kind == "e":
            self.errors.add((self.row, self.column))
        elif self.has_formula and not self.has_value and self.kind != "str":
            # An empty text ("str") is a result; no number is not.
            self.uncalculated.add((self.row, self.column))

    def _guard(self) -> None:
        self.rows = max(self.rows, self.row + 1)
        self.columns = max(self.columns, self.column + 1)
        if self.rows > self.most_rows or self.columns > self.most_columns:
            raise out_of_bounds(self.file_name, self.row, self.column, self.most_rows, self.most_columns)


def out_of_bounds(file_name: str, row: int, column: int, most_rows: int, most_columns: int) -> FileError:
    """A cell stands where no table of this kind can reach."""
    return FileError(
        f"{file_name} berisi sampai sel {address(row, column)}, padahal batasnya {format_number(most_rows)} "
        f"baris dan {format_number(most_columns)} kolom. Hapus isi di luar tabel."
    )


def address(row: int, column: int) -> str:
    """Row 4 and column 2 as ``C5``."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def position(place: str) -> Position:
    """``C5`` as row 4 and column 2; whatever is no address lies outside every limit."""
    letters = place.rstrip("0123456789")
    digits = place[len(letters) :]
    if not (letters.isascii() and letters.isalpha() and digits and len(place) <= 10):
        return _NOWHERE
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(digits) - 1, column - 1
