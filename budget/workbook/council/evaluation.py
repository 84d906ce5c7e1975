"""What the formulas of a council workbook come to once some of its inputs are others: exactly.

The formulas count in whole numbers, so exact fractions come to what a spreadsheet shows. LibreOffice agrees
with every cell (see the tests); here it need not be installed.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from openpyxl.utils import column_index_from_string, get_column_letter

from budget.workbook.council.content import Content, Plain, SheetContent, sheet_key
from budget.workbook.council.formulas import (
    Area,
    Call,
    Chain,
    Constant,
    Negative,
    Node,
    Place,
    Unreadable,
    areas_of,
    read_formula,
)
from budget.workbook.council.functions import (
    FUNCTIONS,
    NO_VALUE,
    OPERATORS,
    CellError,
    Matrix,
    Result,
    Scalar,
    bounded,
    each_place,
    number,
    scalar,
    shown_value,
)

# Cells that all formulas name together: more than the largest plan's, and few enough for seconds.
_MOST_NAMED = 20_000_000
# In these an error of one argument matters only where that argument is taken.
_LAZY = ("IF", "CHOOSE", "IFERROR")


class Evaluation:
    """The cells of a workbook with other values in some of them."""

    def __init__(
        self, sheets: Sequence[tuple[str, SheetContent]], changed: Mapping[tuple[str, str], Content]
    ) -> None:
        """`changed` stands, by sheet and address, in place of what the sheets hold there."""
        self._known: dict[Place, Result] = {}
        self._formulas: dict[Place, tuple[str, str]] = {}
        self._unreadable: set[Place] = set()
        self._named = 0
        for title, cells in sheets:
            for address, found in cells.items():
                if (title, address) not in changed:
                    self._put(title, address, found)
        for (title, address), found in changed.items():
            self._put(title, address, found)

    def _put(self, title: str, address: str, found: Content) -> None:
        place = place_of(title, address)
        if found.formula is not None:
            self._formulas[place] = found.formula, title
        else:
            self._known[place] = _taken(found.value)

    def value(self, title: str, address: str) -> Plain | None:
        """What the cell shows. Unreadable where a formula on the way is none that this module knows."""
        wanted = place_of(title, address)
        self._work_out(wanted)
        if wanted in self._unreadable:
            raise Unreadable(f"{title}!{address}")
        return shown_value(self._known.get(wanted))

    def _work_out(self, wanted: Place) -> None:
        """Every cell that the wanted one rests on, the deepest first; nothing recurses from cell to cell."""
        waiting, trees = [wanted], dict[Place, Node]()
        while waiting:
            place = waiting[-1]
            if place in self._known or place in self._unreadable or place not in self._formulas:
                waiting.pop()
                continue
            if place in trees:
                waiting.pop()
                self._settle(place, trees.pop(place))
                continue
            try:
                trees[place] = self._read(place)
            except Unreadable:
                self._unreadable.add(place)
                continue
            waiting += (p for p in _places(trees[place]) if p in self._formulas and p not in self._known)
            if any(p in trees for p in _places(trees[place])):
                self._unreadable.update(trees)

    def _read(self, place: Place) -> Node:
        tree = read_formula(*self._formulas[place])
        self._named += sum(area.cells for area in areas_of(tree))
        if self._named > _MOST_NAMED:
            raise Unreadable("the formulas name too many cells")
        return tree

    def _settle(self, place: Place, tree: Node) -> None:
        if any(p in self._unreadable for p in _places(tree)):
            self._unreadable.add(place)
            return
        try:
            self._known[place] = bounded(scalar(self._eval(tree)))
        except CellError as error:
            self._known[place] = error
        except Unreadable:
            self._unreadable.add(place)

    def _eval(self, node: Node) -> Result | Matrix:
        match node:
            case Constant(value):
                return value
            case Area() if node.is_single:
                return self._known.get(node.first)
            case Area():
                return [[self._known.get(place) for place in row] for row in node.rows()]
            case Negative(operand):
                return each_place(lambda values: -number(values[0]), [self._eval(operand)])
            case Chain(parts):
                result = self._eval(parts[0][1])
                for sign, part in parts[1:]:
                    result = each_place(OPERATORS[sign], [result, self._eval(part)])
                return result
            case Call(name, arguments):
                return self._call(name, arguments)

    def _call(self, name: str, arguments: Sequence[Node]) -> Result | Matrix:
        if name in _LAZY:
            return self._lazy(name, arguments)
        if name == "ROW":
            return _row(arguments)
        if name not in FUNCTIONS:
            raise Unreadable(name)
        return FUNCTIONS[name]([self._eval(argument) for argument in arguments])

    def _lazy(self, name: str, arguments: Sequence[Node]) -> Result | Matrix:
        if name == "IFERROR":
            try:
                return scalar(self._eval(arguments[0]))
            except CellError:
                return self._eval(arguments[1])
        chosen = number(scalar(self._eval(arguments[0])))
        if name == "IF":
            place = 1 if chosen else 2
            return self._eval(arguments[place]) if place < len(arguments) else False
        if not 1 <= chosen < len(arguments):
            raise CellError(NO_VALUE)
        return self._eval(arguments[int(chosen)])


def place_of(title: str, address: str) -> Place:
    letters = address.rstrip("0123456789")
    return Place(sheet_key(title), int(address[len(letters) :]), column_index_from_string(letters))


def address_of(place: Place) -> str:
    return f"{get_column_letter(place.column)}{place.row}"


def _places(tree: Node) -> Iterator[Place]:
    return (place for area in areas_of(tree) for row in area.rows() for place in row)


def _taken(value: Plain | None) -> Scalar:
    return Fraction(value) if isinstance(value, Decimal) else value


def _row(arguments: Sequence[Node]) -> Matrix:
    (area,) = arguments
    if not isinstance(area, Area):
        raise Unreadable("ROW")
    return [[Fraction(row)] for row in range(area.first.row, area.last.row + 1)]
