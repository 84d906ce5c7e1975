"""The workbook of rows that were not taken in: as they came, with the reason, the cure and the origin."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from budget.plan.entry import Cell
from budget.workbook.files import replacing

if TYPE_CHECKING:
    from xlsxwriter import Workbook

CONFIRMED, REASON, CURE, ORIGIN = "Sesuai KTP", "Alasan", "Perbaikan", "Asal"
MOST_ROWS = 1_048_000
_NOTES = (REASON, CURE, ORIGIN)
_LONGEST_CELL = 32_767
# Rows longer than their titles get room in steps, so that ragged rows do not open a sheet each.
_STEP = 16
_WIDTHS = {CONFIRMED: 12, REASON: 50, CURE: 50, ORIGIN: 36}
_LEAST_WIDTH, _WIDEST = 10, 32
# The creation time that the file bears: the same rows give the same bytes.
_MADE = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_FIRST_DAY = date(1900, 3, 1)
# 9.999 is the last year of Excel; numbers beyond are no cells of its.
_LARGEST_NUMBER = 1e307


@dataclass(slots=True)
class _Page:
    """The sheet that takes the rows of one layout for now."""

    titles: tuple[str, ...]
    added: tuple[str, ...]
    sheet: Any
    width: int
    row: int = 1


class RejectsBook:
    """Opened by `with`; the file appears when that ends well, and only if a row was added.

    It holds personal data: nobody but its owner may read it. Memory stays bounded however many rows come.
    """

    def __init__(self, path: Path, most_rows: int = MOST_ROWS) -> None:
        self.path = path
        self.rows = 0
        self._most_rows = most_rows
        self._pages: dict[tuple[str, ...], _Page] = {}
        self._book: Workbook | None = None
        self._formats: dict[str, Any] = {}
        self._stack = ExitStack()

    def __enter__(self) -> RejectsBook:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, problem: BaseException | None, _trace: TracebackType | None
    ) -> None:
        # Whatever went wrong goes through the stack, so that the old file stays and the drafts vanish.
        with self._stack:
            if problem is None:
                self._close()
            else:
                # Closing lets go of the waiting rows; what it writes goes with the draft.
                with suppress(Exception):
                    self._close()
                raise problem

    def _close(self) -> None:
        from xlsxwriter.exceptions import FileCreateError

        try:
            if self._book is not None:
                self._book.close()
        except FileCreateError as refusal:
            # What `replacing` words is the system's refusal inside.
            raise (refusal.args[0] if isinstance(refusal.args[0], OSError) else refusal) from None

    def add(
        self,
        titles: Sequence[str],
        row_number: int,
        cells: Sequence[Cell],
        label: str,
        reasons: Sequence[str],
        cures: Sequence[str],
    ) -> None:
        """One row of the sheet `label`; `reasons` and `cures` are shown as they are, each once."""
        if tuple(titles[-3:]) == _NOTES:
            # The row was rejected before: what was said then is said anew.
            titles, cells = titles[:-3], cells[: len(titles) - 3]
        page = self._page(tuple(titles), len(cells))
        for column, cell in enumerate(cells):
            self._write(page.sheet, page.row, column, cell)
        notes = {
            REASON: " ".join(dict.fromkeys(reasons)),
            CURE: " ".join(dict.fromkeys(cures)),
            ORIGIN: f"{label}, baris {row_number}",
        }
        for column, title in enumerate(page.added, start=page.width):
            if note := notes.get(title):
                page.sheet.write_string(page.row, column, note[:_LONGEST_CELL])
        page.row += 1
        self.rows += 1

    def _page(self, titles: tuple[str, ...], width: int) -> _Page:
        page = self._pages.get(titles)
        if page is None or page.row > self._most_rows or width > page.width:
            page = self._pages[titles] = self._new_page(titles, _room(titles, width))
        return page

    def _new_page(self, titles: tuple[str, ...], width: int) -> _Page:
        book = self._book or self._opened()
        count = len(book.worksheets()) + 1
        sheet = book.add_worksheet("Ditolak" if count == 1 else f"Ditolak {count}")
        known = {" ".join(title.split()).casefold() for title in titles}
        added = tuple(title for title in _WIDTHS if title != CONFIRMED or title.casefold() not in known)
        page = _Page(titles, added, sheet, width)
        for column, title in enumerate(titles):
            sheet.set_column(column, column, min(max(len(title) + 2, _LEAST_WIDTH), _WIDEST))
            sheet.write_string(0, column, title[:_LONGEST_CELL], self._formats["title"])
        for column, title in enumerate(added, start=width):
            sheet.set_column(column, column, _WIDTHS[title])
            sheet.write_string(0, column, title, self._formats["added"])
        sheet.freeze_panes(1, 0)
        return page

    def _opened(self) -> Workbook:
        from xlsxwriter import Workbook

        draft = self._stack.enter_context(replacing(self.path))
        draft.chmod(0o600)
        # Rows wait in files until the end: beside nobody else's, and gone with this folder.
        waiting = self._stack.enter_context(tempfile.TemporaryDirectory())
        book = Workbook(str(draft), {"constant_memory": True, "tmpdir": waiting, "nan_inf_to_errors": True})
        book.set_properties({"created": _MADE})
        self._formats = {
            "title": book.add_format(
                {"bold": True, "bg_color": "#D9E1F2", "text_wrap": True, "valign": "top"}
            ),
            "added": book.add_format(
                {"bold": True, "bg_color": "#FCE4D6", "text_wrap": True, "valign": "top"}
            ),
            "text": book.add_format({"num_format": "@"}),
            "date": book.add_format({"num_format": "dd-mm-yyyy"}),
            "datetime": book.add_format({"num_format": "dd-mm-yyyy hh:mm:ss"}),
            "time": book.add_format({"num_format": "hh:mm:ss"}),
            "duration": book.add_format({"num_format": "[hh]:mm:ss"}),
        }
        self._book = book
        return book

    def _write(self, sheet: Any, row: int, column: int, cell: Cell) -> None:
        """In the cell's own kind; never as a formula, a link or a number made of text."""
        if cell is None:
            return
        if isinstance(cell, bool):
            sheet.write_boolean(row, column, cell)
        elif isinstance(cell, date) and _before_excel(cell):
            sheet.write_string(row, column, cell.isoformat(), self._formats["text"])
        elif isinstance(cell, datetime):
            sheet.write_datetime(row, column, cell.replace(tzinfo=None), self._formats["datetime"])
        elif isinstance(cell, date):
            sheet.write_datetime(row, column, cell, self._formats["date"])
        elif isinstance(cell, time):
            sheet.write_datetime(row, column, cell, self._formats["time"])
        elif isinstance(cell, timedelta):
            sheet.write_datetime(row, column, cell, self._formats["duration"])
        elif isinstance(cell, str) or not -_LARGEST_NUMBER < cell < _LARGEST_NUMBER:
            sheet.write_string(row, column, str(cell)[:_LONGEST_CELL], self._formats["text"])
        else:
            sheet.write_number(row, column, cell)


def _room(titles: Sequence[str], width: int) -> int:
    return len(titles) if width <= len(titles) else -(-width // _STEP) * _STEP


def _before_excel(day: date) -> bool:
    return (day.year, day.month) < (_FIRST_DAY.year, _FIRST_DAY.month)
