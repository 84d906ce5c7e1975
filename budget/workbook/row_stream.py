"""Many rows in a finished layout: each looks as a prototype row of its sheet does.

openpyxl keeps every cell in memory and takes a minute for what offices list. So it draws the layout only,
and the rows go straight into the sheet's XML, one after the other.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

from budget.workbook.container import sheet_parts
from budget.workbook.council.texts import cell_text
from budget.workbook.stamping import save

if TYPE_CHECKING:
    from openpyxl import Workbook

# What a sheet takes: fewer rows than Excel does, as a part of an archive may have 2 GB.
MOST_ROWS = 500_000
# The earliest time that a zip archive can hold.
_TIME = (1980, 1, 1, 0, 0, 0)
_ROW = re.compile(r'<row r="(?P<number>[0-9]+)"(?P<attributes>[^>]*?)(?:/>|>(?P<cells>.*?)</row>)', re.DOTALL)
_CELL = re.compile(r'<c r="(?P<column>[A-Z]+)[0-9]+"(?P<style> s="[0-9]+")?[^>]*>')
_SPANS = re.compile(r' spans="[^"]*"')
_HEIGHT = re.compile(r' (?:ht|customHeight)="[^"]*"')
_DIMENSION = re.compile(r"<dimension [^>]*/>")
_SPECIAL = re.compile("[^\\w .,:/()•-]|_")
_LONG = 1_000
_BATCH = 1_000


class Line(NamedTuple):
    """One row: a text stays a text, whatever it looks like. `height` in points, None for one line."""

    cells: Sequence[str | int | Decimal | None]
    height: float | None = None


@dataclass(frozen=True, slots=True)
class RowStream:
    """`lines` take the place of the row `prototype` of a sheet and of the rows below, which are empty.

    Rows count from 1. A line has as many cells as the prototype has styled ones, in their order.
    """

    sheet: str
    prototype: int
    lines: Iterable[Line]


def save_with_rows(workbook: Workbook, streams: Sequence[RowStream], path: Path, made_on: date) -> None:
    """Write the workbook with these rows to `path`; the same content gives the same bytes.

    The streams are read one after the other: sheet by sheet in the workbook's order, from top to bottom.
    ValueError where one runs into a row that the layout has written.
    """
    save(workbook, path, made_on)
    layout = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(layout) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        sheets = {part: name for name, part in sheet_parts(old)}
        for name in old.namelist():
            here = [stream for stream in streams if stream.sheet == sheets.get(name)]
            entry = zipfile.ZipInfo(name, _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with new.open(entry, "w") as part:
                _write(part, old.read(name), sorted(here, key=lambda stream: stream.prototype))


def _write(part: IO[bytes], layout: bytes, streams: Sequence[RowStream]) -> None:
    """The layout, with every prototype row replaced."""
    if not streams:
        part.write(layout)
        return
    # Where the cells end is not known yet, and need not be said.
    xml = _DIMENSION.sub("", layout.decode(), count=1)
    for stream in streams:
        before, prototype, xml = _cut(xml, stream.prototype)
        part.write(before.encode())
        end = stream.prototype
        for rows, batch in _batches(stream, prototype):
            part.write(batch.encode())
            end += rows
        following = _ROW.search(xml)
        if following and int(following["number"]) < end:
            raise ValueError(f"row {following['number']} of {stream.sheet} is not empty")
    part.write(xml.encode())


class _Prototype(NamedTuple):
    """The attributes of the row, and what each of its cells begins with, up to the row's number."""

    attributes: str
    cells: Sequence[tuple[str, str]]


def _cut(xml: str, number: int) -> tuple[str, _Prototype, str]:
    """What stands before the row, the row, and what comes after it."""
    found = next((row for row in _ROW.finditer(xml) if int(row["number"]) == number), None)
    if found is None:
        raise ValueError(f"the layout has no row {number}")
    cells = {cell["column"]: cell["style"] or "" for cell in _CELL.finditer(found["cells"] or "")}
    attributes = _SPANS.sub("", found["attributes"])
    return xml[: found.start()], _Prototype(attributes, tuple(cells.items())), xml[found.end() :]


def _batches(stream: RowStream, prototype: _Prototype) -> Iterator[tuple[int, str]]:
    """How many rows, and their XML; many at a time."""
    lines = iter(stream.lines)
    number = stream.prototype
    while batch := list(islice(lines, _BATCH)):
        rows = (_row(line, row, prototype) for row, line in enumerate(batch, start=number))
        yield len(batch), "".join(rows)
        number += len(batch)


def _row(line: Line, number: int, prototype: _Prototype) -> str:
    height = "" if line.height is None else f' ht="{line.height:g}" customHeight="1"'
    cells = [
        _cell(f'<c r="{column}{number}"{style}', value)
        for (column, style), value in zip(prototype.cells, line.cells, strict=True)
    ]
    attributes = prototype.attributes if line.height is None else _HEIGHT.sub("", prototype.attributes)
    return f'<row r="{number}"{attributes}{height}>{"".join(cells)}</row>'


def _cell(opened: str, value: str | int | Decimal | None) -> str:
    if value is None or value == "":
        return f"{opened}/>"
    if isinstance(value, str):
        # Most texts are plain: nothing in them is to be escaped.
        text = escape(cell_text(value)) if _SPECIAL.search(value) or len(value) > _LONG else value
        # Otherwise readers may drop blanks at the ends.
        kept = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
        return f'{opened} t="inlineStr"><is><t{kept}>{text}</t></is></c>'
    return f"{opened}><v>{value}</v></c>"
