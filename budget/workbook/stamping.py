"""Saving a workbook so that the same content gives the same bytes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from budget.workbook.cached import Values, write_values

if TYPE_CHECKING:
    from openpyxl import Workbook


def save(workbook: Workbook, path: Path, made_on: date, values: Sequence[Values] = ()) -> None:
    """Write the workbook; its times of making and change are the start of that day.

    `values` are what the formulas of the sheets come to, in the sheets' order.
    """
    draft = io.BytesIO()
    workbook.save(draft)
    write_values(draft, path, values, made_on)
