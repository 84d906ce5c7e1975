"""A field and a layout: what stands in one column or input, and how a row of them makes a record."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from budget.errors import BadEntry
from budget.money import format_number
from budget.plan.choices import Refers
from budget.plan.entry import Cell, Kind

R = TypeVar("R")

# Parsed values by the key of their field; they live between one row or form and its record.
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """One column or input. An empty one is `default`, or an error where `required`.

    `refers` says what its text names: what is known of that can be picked, anything else typed.
    """

    key: str
    label: str
    kind: Kind
    hint: str = ""
    required: bool = False
    default: Any = None
    refers: Refers | None = None

    def read(self, cell: Cell) -> Any:
        """The value of a cell; BadEntry, NotMoney or NotMonth in words for the user."""
        return self._read(cell, self.kind.parse)

    def read_typed(self, text: str) -> Any:
        """The value of a text that somebody types and sees read; raises as `read` does."""
        return self._read(text, self.kind.read_typed)

    def _read(self, cell: Cell, parse: Callable[[Any], Any]) -> Any:
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            if self.required:
                raise BadEntry(f"{self.label} kosong. {self.hint}".strip(), self.key)
            return self.default
        if isinstance(cell, str) and len(cell) > self.kind.longest:
            most = format_number(self.kind.longest)
            raise BadEntry(
                f"{self.label} terlalu panjang: {format_number(len(cell))} huruf, paling banyak {most}.",
                self.key,
            )
        return parse(cell)


@dataclass(frozen=True, slots=True)
class Layout(Generic[R]):
    """`build` raises BadEntry naming the field that does not go with the others."""

    sheet: str
    noun: str
    fields: tuple[Field, ...]
    build: Callable[[Values], R]
    take: Callable[[R], Values]

    def field(self, key: str) -> Field:
        return next(field for field in self.fields if field.key == key)
