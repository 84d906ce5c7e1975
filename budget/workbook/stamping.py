"""Saving a workbook so that the same content gives the same bytes."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from budget.workbook.cached import write_values

if TYPE_CHECKING:
    from openpyxl import Workbook


def save(workbook: Workbook, path: Path, made_on: date) -> None:
    """Write the workbook; its times of making and change are the start of that day."""
    draft = io.BytesIO()
    workbook.save(draft)
    write_values(draft, path, (), made_on)
