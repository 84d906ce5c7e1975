"""Cells of a workbook typed over in the file's own XML: opening it with openpyxl takes longer than a test."""

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from unittest.mock import patch
from xml.sax.saxutils import escape

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.merge import MergedCellRange

from budget.workbook.container import sheet_parts

_VALUE = re.compile(r"</f><v>[^<]*</v>")


def opened(path: Path, values: bool = False) -> Workbook:
    """The workbook in openpyxl, with values or formulas; no borders around merged cells, which take most of
    the time.
    """
    with patch.object(MergedCellRange, "format", lambda _: None):
        return load_workbook(path, data_only=values)


def typed(
    source: Path, target: Path, cells: Mapping[tuple[str, str], object], keeps_values: bool = True
) -> Path:
    """A copy with other numbers, texts or nothing (None) in cells, by sheet and address.

    Formulas keep the value beside them, as when somebody tampers with a file; or they have none, as a
    program saves it that does not calculate.
    """
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        titles = {part: title for title, part in sheet_parts(old)}
        assert {title for title, _ in cells} <= set(titles.values())
        for part in old.namelist():
            content = old.read(part)
            if part in titles:
                text = content.decode()
                text = text if keeps_values else _VALUE.sub("</f><v/>", text)
                for (title, address), value in cells.items():
                    text = _with_cell(text, address, value) if title == titles[part] else text
                content = text.encode()
            new.writestr(part, content)
    return target


def _with_cell(sheet: str, address: str, value: object) -> str:
    """The sheet with that in the cell; one that is not there yet comes last in its row."""
    found = re.search(rf'<c r="{address}"([^/>]*)(?:/>|>.*?</c>)', sheet, re.DOTALL)
    if found:
        style = re.search(r' s="\d+"', found[1])
        made = _cell(f'r="{address}"{style.group() if style else ""}', value)
        return sheet[: found.start()] + made + sheet[found.end() :]
    number = address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    row = re.search(rf'<row r="{number}".*?(?=</row>)', sheet, re.DOTALL)
    assert row, address
    return sheet[: row.end()] + _cell(f'r="{address}"', value) + sheet[row.end() :]


def _cell(attributes: str, value: object) -> str:
    match value:
        case None:
            return f"<c {attributes}/>"
        case str():
            return f'<c {attributes} t="inlineStr"><is><t>{escape(value)}</t></is></c>'
        case _:
            return f"<c {attributes}><v>{value}</v></c>"
