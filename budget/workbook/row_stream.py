"""Many rows in a finished layout: each looks as a prototype row of its sheet does.

openpyxl keeps every cell in memory and takes a minute for what offices list. So it draws the layout only,
and the rows go straight into the sheet's XML, one after the other.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import count, islice, starmap
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple, Self
from xml.sax.saxutils import escape

from budget.workbook.cached import Values
from budget.workbook.container import sheet_parts
from budget.workbook.council.texts import cell_text
from budget.workbook.stamping import save

if TYPE_CHECKING:
    from openpyxl import Workbook

# What a sheet takes: fewer rows than Excel does, as a part of an archive may have 2 GB.
MOST_ROWS = 500_000
# The earliest time that a zip archive can hold.
_TIME = (1980, 1, 1, 0, 0, 0)
# Two and a half times as quick as the usual 6, and a seventh larger.
_LEVEL = 3
_ROW = re.compile(r'<row r="(?P<number>[0-9]+)"(?P<attributes>[^>]*?)(?:/>|>(?P<cells>.*?)</row>)', re.DOTALL)
_CELL = re.compile(r'<c r="(?P<column>[A-Z]+)[0-9]+"(?P<style> s="[0-9]+")?[^>]*>')
_SPANS = re.compile(r' spans="[^"]*"')
_HEIGHT = re.compile(r' (?:ht|customHeight)="[^"]*"')
_DIMENSION = re.compile(r"<dimension [^>]*/>")
# What XML or `cell_text` writes otherwise than as it stands, beside what is not printable.
_SPECIAL = ("&", "<", ">", "_")
_LONG = 10_000
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


def save_with_rows(
    workbook: Workbook,
    streams: Sequence[RowStream],
    path: Path,
    made_on: date,
    values: Sequence[Values] = (),
) -> None:
    """Write the workbook with these rows to `path`; the same content gives the same bytes.

    `values` are what the formulas of the sheets come to, in the sheets' order.
    The streams are read one after the other: sheet by sheet in the workbook's order, from top to bottom.
    ValueError where one runs into a row that the layout has written.
    """
    save(workbook, path, made_on, values)
    layout = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(layout) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        sheets = {part: name for name, part in sheet_parts(old)}
        for name in old.namelist():
            here = [stream for stream in streams if stream.sheet == sheets.get(name)]
            entry = zipfile.ZipInfo(name, _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry._compresslevel = _LEVEL  # type: ignore[attr-defined]  # public from Python 3.13 on
            with new.open(entry, "w") as part:
                _write(part, old.read(name), sorted(here, key=lambda stream: stream.prototype))


def _write(part: IO[bytes], layout: bytes, streams: Sequence[RowStream]) -> None:
    """The layout, with every prototype row replaced."""
    if not streams:
        part.write(layout)
        return
    # Where the cells end is not known yet, and need not be said.
    xml = _DIMENSION.sub("", layout.decode(), count=1)
    with _Beside(part) as beside:
        for stream in streams:
            before, prototype, xml = _cut(xml, stream.prototype)
            beside.write(before)
            end = stream.prototype
            for rows, batch in _batches(stream, prototype):
                beside.write(batch)
                end += rows
            following = _ROW.search(xml)
            if following and int(following["number"]) < end:
                raise ValueError(f"row {following['number']} of {stream.sheet} is not empty")
        beside.write(xml)


class _Beside:
    """Packs one piece in a second thread while the next one is made: packing takes as long as making."""

    def __init__(self, part: IO[bytes]) -> None:
        self._part = part
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._packing: Future[int] | None = None

    def __enter__(self) -> Self:
        return self

    def write(self, xml: str) -> None:
        """Whatever went wrong with the piece before is raised here."""
        self._finish()
        self._packing = self._thread.submit(self._part.write, xml.encode())

    def _finish(self) -> None:
        if self._packing is not None:
            self._packing.result()

    def __exit__(self, *failure: object) -> None:
        self._thread.shutdown()
        if failure == (None, None, None):
            self._finish()


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
    forms = _Forms(prototype)
    number = stream.prototype
    while batch := list(islice(lines, _BATCH)):
        yield len(batch), forms.rows(batch, number)
        number += len(batch)


class _Forms(dict[tuple[type, ...], str]):
    """The cells of a row by the types of their values: ``%s`` for each value, ``#`` for the row's number.

    A list has few kinds of rows. To fill in a whole one is several times as quick as cell after cell.
    """

    def __init__(self, prototype: _Prototype) -> None:
        super().__init__()
        self._prototype = prototype

    def rows(self, lines: Sequence[Line], first: int) -> str:
        """Of all at once it is quickly seen that nothing needs care; if something does, each is looked at."""
        are_plain = _are_plain([value for line in lines for value in line.cells])
        return "".join(map(self._plain_row if are_plain else self._row, lines, count(first)))

    def _row(self, line: Line, number: int) -> str:
        return self._plain_row(line, number) if _are_plain(line.cells) else self._careful_row(line, number)

    def _careful_row(self, line: Line, number: int) -> str:
        opened = self._opened(number)
        return self._whole(line, number, "".join(starmap(_cell, zip(opened, line.cells, strict=True))))

    def _plain_row(self, line: Line, number: int) -> str:
        cells = line.cells
        if "" in cells:
            cells = [None if value == "" else value for value in cells]
        filled = self[tuple(map(type, cells))].replace("#", str(number)) % tuple(cells)
        # Too long for a cell, perhaps.
        return self._careful_row(line, number) if len(filled) > _LONG else self._whole(line, number, filled)

    def _whole(self, line: Line, number: int, cells: str) -> str:
        attributes = self._prototype.attributes
        if line.height is not None:
            attributes = f'{_HEIGHT.sub("", attributes)} ht="{line.height:g}" customHeight="1"'
        return f'<row r="{number}"{attributes}>{cells}</row>'

    def __missing__(self, types: tuple[type, ...]) -> str:
        form = "".join(_form(*cell) for cell in zip(self._opened("#"), types, strict=True))
        self[types] = form
        return form

    def _opened(self, number: int | str) -> list[str]:
        return [f'<c r="{column}{number}"{style}' for column, style in self._prototype.cells]


def _are_plain(cells: Sequence[str | int | Decimal | None]) -> bool:
    """Whether they are written as they stand: nothing to escape, to cut or to keep.

    Blanks at the ends of a cell are told to be kept; of all blanks only the space is printable.
    """
    text = f"|{'|'.join(map(str, cells))}|"
    return (
        text.isprintable()
        and "| " not in text
        and " |" not in text
        and not any(map(text.__contains__, _SPECIAL))
    )


def _form(opened: str, kind: type) -> str:
    if kind is type(None):
        # Takes the value, and shows nothing of it.
        return f"{opened}/>%.0s"
    if issubclass(kind, str):
        return f'{opened} t="inlineStr"><is><t>%s</t></is></c>'
    return f"{opened}><v>%s</v></c>"


def _cell(opened: str, value: str | int | Decimal | None) -> str:
    if value is None or value == "":
        return f"{opened}/>"
    if isinstance(value, str):
        text = escape(cell_text(value))
        # Otherwise readers may drop blanks at the ends.
        kept = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
        return f'{opened} t="inlineStr"><is><t{kept}>{text}</t></is></c>'
    return f"{opened}><v>{value}</v></c>"
