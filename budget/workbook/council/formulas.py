"""Formulas of our own workbooks, read into a tree. Only what pagu writes is understood."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from openpyxl.utils import column_index_from_string

from budget.workbook.council.content import sheet_key


class Unreadable(ValueError):
    """A formula that holds something else than this module knows."""


class Place(NamedTuple):
    """A cell: its sheet as `content.sheet_key` spells it, its row and its column."""

    sheet: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Constant:
    value: Fraction | str


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells; `last` is `first` where it is a single one."""

    first: Place
    last: Place

    def rows(self) -> Iterator[list[Place]]:
        columns = range(self.first.column, self.last.column + 1)
        for row in range(self.first.row, self.last.row + 1):
            yield [Place(self.first.sheet, row, column) for column in columns]

    @property
    def cells(self) -> int:
        return (self.last.row - self.first.row + 1) * (self.last.column - self.first.column + 1)

    @property
    def is_single(self) -> bool:
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class Call:
    name: str
    arguments: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """Operands of one rank from left to right, each with the operator before it (+ before the first)."""

    parts: tuple[tuple[str, "Node"], ...]


@dataclass(frozen=True, slots=True)
class Negative:
    operand: "Node"


Node = Constant | Area | Call | Chain | Negative

_TOKEN = re.compile(
    r'(?P<text>"(?:[^"]|"")*")'
    r"|(?P<area>(?:(?P<sheet>[\w.]+)!)?\$?(?P<c1>[A-Z]{1,3})\$?(?P<r1>[0-9]{1,7})"
    r"(?::\$?(?P<c2>[A-Z]{1,3})\$?(?P<r2>[0-9]{1,7}))?(?![A-Z0-9_(.]))"
    r"|(?P<number>[0-9]+(?:\.[0-9]*)?(?:E[+-]?[0-9]{1,3})?|\.[0-9]+)"
    r"|(?P<name>[A-Z][A-Z0-9.]*)(?=\()"
    r"|(?P<sign><>|<=|>=|[-+*/&=<>(),])"
)
_DEEPEST = 40
# A range with more cells is none of ours.
_MOST_CELLS = 200_000
_RANKS: tuple[tuple[str, ...], ...] = (("=", "<>", "<", ">", "<=", ">="), ("&",), ("+", "-"), ("*", "/"))


def read_formula(formula: str, sheet: str) -> Node:
    """The tree of a formula as `content.formula_of` spells it, on a sheet of that name; Unreadable."""
    reader = _Reader(list(_tokens(formula)), sheet_key(sheet))
    node = reader.ranked(0)
    if reader.peek() is not None:
        raise Unreadable(formula)
    return node


def areas_of(node: Node) -> Iterator[Area]:
    """Every cell and range that the formula names."""
    match node:
        case Area():
            yield node
        case Call(_, arguments):
            for argument in arguments:
                yield from areas_of(argument)
        case Chain(parts):
            for _, part in parts:
                yield from areas_of(part)
        case Negative(operand):
            yield from areas_of(operand)
        case Constant():
            pass


def _tokens(formula: str) -> Iterator[re.Match[str]]:
    at = 0
    while at < len(formula):
        found = _TOKEN.match(formula, at)
        if found is None:
            raise Unreadable(formula)
        yield found
        at = found.end()


class _Reader:
    """Reads tokens from the left; `place` is that of the next one."""

    def __init__(self, tokens: list[re.Match[str]], sheet: str) -> None:
        self._tokens = tokens
        self._sheet = sheet
        self._place = 0
        self._depth = 0

    def peek(self) -> str | None:
        return self._tokens[self._place].group() if self._place < len(self._tokens) else None

    def nested(self) -> Node:
        """A whole formula between parentheses or commas, not too deep in others."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Unreadable("too many parentheses")
        node = self.ranked(0)
        self._depth -= 1
        return node

    def ranked(self, rank: int) -> Node:
        if rank == len(_RANKS):
            return self._signed()
        parts = [("+", self.ranked(rank + 1))]
        while (sign := self.peek()) in _RANKS[rank]:
            self._place += 1
            parts.append((str(sign), self.ranked(rank + 1)))
        return parts[0][1] if len(parts) == 1 else Chain(tuple(parts))

    def _signed(self) -> Node:
        signs = 0
        while self.peek() == "-":
            self._place += 1
            signs += 1
        node = self._primary()
        # Two of them make a number of a truth.
        return Negative(Negative(node)) if signs and signs % 2 == 0 else Negative(node) if signs else node

    def _primary(self) -> Node:
        if self._place >= len(self._tokens):
            raise Unreadable("the formula ends too early")
        token = self._tokens[self._place]
        self._place += 1
        if token["text"] is not None:
            return Constant(token["text"][1:-1].replace('""', '"'))
        if token["area"] is not None:
            return self._area(token)
        if token["number"] is not None:
            return Constant(Fraction(token["number"]))
        if token["name"] is not None:
            return Call(token["name"], tuple(self._arguments()))
        if token.group() == "(":
            node = self.nested()
            self._expect(")")
            return node
        raise Unreadable(token.group())

    def _arguments(self) -> Iterator[Node]:
        self._expect("(")
        while self.peek() != ")":
            yield self.nested()
            if self.peek() != ")":
                self._expect(",")
        self._expect(")")

    def _expect(self, sign: str) -> None:
        if self.peek() != sign:
            raise Unreadable(f"{sign} is missing")
        self._place += 1

    def _area(self, token: re.Match[str]) -> Area:
        sheet = token["sheet"] or self._sheet
        first = Place(sheet, int(token["r1"]), column_index_from_string(token["c1"]))
        if token["c2"] is None:
            return Area(first, first)
        area = Area(first, Place(sheet, int(token["r2"]), column_index_from_string(token["c2"])))
        if area.last < first or not 0 < area.cells <= _MOST_CELLS:
            raise Unreadable(token.group())
        return area
