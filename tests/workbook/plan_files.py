"""Filled templates with something changed in them, as an officer would have left them."""

import tempfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from budget.plan import Plan
from budget.workbook.plan_reader import PlanReading, read_plan
from budget.workbook.plan_writer import write_plan

# The template's header row and its first row of entries.
HEADER, FIRST = 4, 5


def reread(plan: Plan, edit: Callable[[Workbook], None] | None = None) -> PlanReading:
    """Write the plan, edit the file in a spreadsheet, and read it again."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "rencana.xlsx")
        path.write_bytes(_written(plan))
        if edit is not None:
            workbook = load_workbook(path)
            edit(workbook)
            workbook.save(path)
        return read_plan(path)


@lru_cache(maxsize=1)
def _written(plan: Plan) -> bytes:
    """Most tests edit the sample plan: one file serves them all."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "rencana.xlsx")
        write_plan(path, plan)
        return path.read_bytes()


def setting(**cells: Any) -> Callable[[Workbook], None]:
    """An edit that fills cells: ``setting(Tarif_C5=0)``; two underscores are a space in the sheet's name."""

    def edit(workbook: Workbook) -> None:
        for place, value in cells.items():
            sheet, _, address = place.rpartition("_")
            workbook[sheet.replace("__", " ")][address] = value

    return edit


def codes(reading: PlanReading) -> list[tuple[str, str]]:
    return [(problem.where, problem.code) for problem in reading.problems]
