"""A workbook of filled forms, all of one template."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties

from budget.progress import Progress, silent
from budget.workbook.cached import write_values
from budget.workbook.council.texts import cell_text
from budget.workbook.files import replacing
from budget.workbook.forms.fill import fill_sheet
from budget.workbook.forms.template import FormTemplate
from budget.workbook.forms.values import FormSheet

_LONGEST_TITLE = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\n\t]")


def write_forms(
    path: Path, template: FormTemplate, forms: Sequence[FormSheet], made_on: date, progress: Progress = silent
) -> None:
    """Write one sheet for each form; the same forms and template give the same bytes.

    The template is used up. The file takes the place of an old one only when it is complete. FileError where
    it cannot be written, LimitExceeded for an amount that no cell holds, and whatever `progress` raises.
    """
    book = opened(template)
    values = []
    for number, form in enumerate(forms):
        progress(number, len(forms) + 1, form.title)
        _, found = fill_sheet(template, form)
        values.append(found)
    close(template)
    progress(len(forms), len(forms) + 1, "Menyimpan buku kerja")
    saved = BytesIO()
    book.save(saved)
    with replacing(path) as temporary:
        write_values(saved, temporary, values, made_on)
        progress(len(forms) + 1, len(forms) + 1, "Selesai")


def opened(template: FormTemplate) -> Workbook:
    """Its workbook with nothing in it but the sheet that is filled, whose name is free."""
    book = template.workbook
    for sheet in book.worksheets:
        if sheet is not template.sheet:
            book.remove(sheet)
    template.sheet.title = "templat~"
    book.defined_names.clear()
    book.properties = DocumentProperties(creator="pagu", title=template.layout.purpose)
    return book


def close(template: FormTemplate) -> None:
    """Leave only what was filled, to be opened on its first sheet."""
    template.workbook.remove(template.sheet)
    template.workbook.active = 0


def sheet_titles(base: str, names: Sequence[str]) -> list[str]:
    """A sheet's name for each form: the base alone for a single one, and no two alike for Excel."""
    if len(names) == 1:
        return [base]
    found: list[str] = []
    for name in names:
        clean = " ".join(_FORBIDDEN.sub(" ", cell_text(f"{base} {name}")).split()).strip("'")
        title, number = clean[:_LONGEST_TITLE].strip("' "), 2
        while title.casefold() in {other.casefold() for other in found}:
            ending = f" ({number})"
            title, number = clean[: _LONGEST_TITLE - len(ending)].strip("' ") + ending, number + 1
        found.append(title)
    return found
