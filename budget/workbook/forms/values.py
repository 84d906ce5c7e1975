"""What stands in the cells of a form: texts, numbers, and formulas with the value they come to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class SumOfRows:
    """The same field of the `rows` rows that follow; of those before, where `rows` is negative.

    Sums within them are not counted again.
    """

    value: int
    rows: int


@dataclass(frozen=True, slots=True)
class SumOfTable:
    """A field of all rows of a table, for a single cell."""

    value: int
    table: str
    field: str


@dataclass(frozen=True, slots=True)
class SumOfFields:
    """Other fields of the same row added up, or other single cells."""

    value: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of the row less another one."""

    value: int
    field: str
    less: str


@dataclass(frozen=True, slots=True)
class Ratio:
    """One field of the row as a part of another one; zero of nothing."""

    part: int
    whole: int
    field: str
    of: str

    @property
    def value(self) -> Decimal | int:
        return Decimal(self.part) / self.whole if self.whole else 0


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A formula over other sheets, written as it stands behind its ``=``."""

    value: int
    formula: str


@dataclass(frozen=True, slots=True)
class TableLess:
    """A field of all rows of a table less a formula over other sheets, or a single cell by its field."""

    value: int
    table: str
    field: str
    less: Elsewhere | str


Formula = SumOfRows | SumOfTable | SumOfFields | Difference | Ratio | Elsewhere | TableLess
Value = str | int | Formula


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of a table: the prototype that it looks like, and its fields by name."""

    kind: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class FormSheet:
    """One form: its sheet's name, its single values by name, and the rows of its tables by name."""

    title: str
    values: Mapping[str, Value]
    tables: Mapping[str, Sequence[FormRow]]


def number_in(value: Value) -> int | Decimal | None:
    """The number that a cell shows; None of a text."""
    match value:
        case str():
            return None
        case int():
            return value
        case _:
            return value.value
