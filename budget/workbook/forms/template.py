"""A form's template: an officer's workbook, as it is when it was found in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from openpyxl.utils.cell import range_boundaries

from budget.errors import Problem
from budget.workbook.forms.layouts import FormLayout, Table

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.workbook.defined_name import DefinedName
    from openpyxl.worksheet.worksheet import Worksheet

# Header and footer of all, of even, and of first pages.
PRINTED = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")


class Area(NamedTuple):
    """Rows and columns of a sheet, from 1 on, both ends included."""

    first_column: int
    first_row: int
    last_column: int
    last_row: int


def area_of(defined: DefinedName, sheet: str) -> Area | None:
    """Where a name points to on that sheet, as a single area; None where it points to anything else."""
    try:
        targets = list(defined.destinations) if defined.type == "RANGE" else []
        if len(targets) == 1 and targets[0][0] == sheet:
            found = range_boundaries(targets[0][1].replace("$", ""))
            return None if None in found else Area(*found)
    except (AttributeError, LookupError, TypeError, ValueError):
        # openpyxl takes whatever is no formula for cells of a sheet: a table, another name, nothing.
        pass
    return None


@dataclass(frozen=True, slots=True)
class Region:
    """The rows `first` to `last` of a table: one prototype each. `columns[kind][field]` of cells that hold
    nothing but the field.
    """

    table: Table
    first: int
    last: int
    rows: Mapping[str, int]
    columns: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True, eq=False)
class FormTemplate:
    """A template that was found in order. `named` are the fields of single cells by row and column, `blocks`
    the rows that stay together, `names` all defined names of the sheet with their areas. `cautions` tell
    what of it does not go into the forms.
    """

    layout: FormLayout
    workbook: Workbook
    sheet: Worksheet
    regions: tuple[Region, ...]
    named: Mapping[tuple[int, int], str]
    blocks: tuple[tuple[int, int], ...]
    names: Mapping[str, Area]
    cautions: tuple[Problem, ...] = ()
