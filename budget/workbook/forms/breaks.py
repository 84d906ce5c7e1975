"""Where pages end, so that a block such as the signatures stays on one, never alone.

Pages are reckoned as Excel does it: rows go on a page as long as they fit, and title rows are repeated.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

_POINTS_PER_INCH = 72.0
_CHARACTER_POINTS = 5.25
# Excel's numbers of papers, in inches upright: letter, legal, A3, A4, folio.
_SIZES = {1: (8.5, 11.0), 5: (8.5, 14.0), 8: (11.69, 16.54), 9: (8.27, 11.69), 14: (8.5, 13.0)}
_A4 = 9
# Printers and programs differ by a little.
_SAFETY = 0.97
# Rows that a block takes along to its page, so that it does not stand there alone.
_COMPANY = 3
# So many headings go along with the row that they head: a group, its note, and the account.
_MOST_HEADINGS = 3


@dataclass(frozen=True, slots=True)
class Paper:
    """A page: paper by Excel's number, margins (left, right, top, bottom) in inches, what is to be scaled.

    `width` is that of all columns in characters; with `is_fitted` it is made to fit the page.
    """

    code: int
    is_landscape: bool
    margins: tuple[float, float, float, float]
    is_fitted: bool
    scale: int
    width: float

    @property
    def capacity(self) -> float:
        """The height of rows, in points before scaling, that a page takes."""
        across, along = _SIZES.get(self.code, _SIZES[_A4])
        if self.is_landscape:
            across, along = along, across
        left, right, top, bottom = self.margins
        room = (across - left - right) * _POINTS_PER_INCH
        scale = self.scale / 100
        if self.is_fitted:
            scale = min(1.0, room / max(1.0, self.width * _CHARACTER_POINTS))
        return (along - top - bottom) * _POINTS_PER_INCH / scale * _SAFETY


@dataclass(frozen=True, slots=True)
class Rows:
    """A sheet's rows from 1 on: their `heights` in points, the first and last of the `titles` that every page
    repeats, and the `headings`, after which no page ends.
    """

    heights: Sequence[float]
    titles: tuple[int, int] | None = None
    headings: Collection[int] = ()

    def is_title(self, row: int) -> bool:
        """Whether it is one of the titles, or the line above them."""
        return self.titles is not None and self.titles[0] - 1 <= row <= self.titles[1]

    def repeated(self, row: int) -> float:
        """The height of the titles that a page beginning with this row repeats."""
        if self.titles is None or row <= self.titles[1]:
            return 0.0
        return sum(self.heights[self.titles[0] - 1 : self.titles[1]])

    def height(self, first: int, last: int) -> float:
        """Of a page from the first to the last row."""
        return sum(self.heights[first - 1 : last]) + self.repeated(first)


def breaks(rows: Rows, paper: Paper, own: Iterable[int], blocks: Iterable[tuple[int, int]]) -> list[int]:
    """The rows after which pages end, ascending: the officer's `own` among them.

    All pages are told, not only those that had to be moved: programs that find other fonts would reckon
    others. `blocks` are first and last rows of what stays together. One longer than a page is cut.
    """
    forced = set(own)
    for first, last in sorted(blocks):
        if first - 1 in forced:
            # The officer wants a page of its own.
            continue
        starts = _page_starts(rows, paper.capacity, forced)
        page = max(start for start in starts if start <= first)
        following = next((start for start in starts if start > page), len(rows.heights) + 1)
        if following > last and page < first:
            continue
        company = _with_headings(rows, max(first - _COMPANY, 1))
        before = max((start for start in starts if start < first), default=1)
        if company > before and rows.height(company, last) <= paper.capacity:
            forced.add(company - 1)
    starts = _page_starts(rows, paper.capacity, forced)
    return [start - 1 for start in starts if start > 1]


def _with_headings(rows: Rows, start: int) -> int:
    """The first row of a page that would begin with `start`, were it not for the headings before it."""
    pulled = 0
    while start > 1:
        is_heading = start - 1 in rows.headings and pulled < _MOST_HEADINGS
        if not (is_heading or rows.is_title(start - 1)):
            break
        pulled += is_heading
        start -= 1
    return start


def _page_starts(rows: Rows, capacity: float, forced: set[int]) -> list[int]:
    """The first row of every page."""
    starts, used, row = [1], 0.0, 1
    while row <= len(rows.heights):
        begins = row - 1 in forced and row > starts[-1]
        if not begins and row > starts[-1] and used + rows.heights[row - 1] > capacity:
            earlier = _with_headings(rows, row)
            row = earlier if earlier > starts[-1] else row
            begins = True
        if begins:
            starts.append(row)
            used = rows.repeated(row)
        used += rows.heights[row - 1]
        row += 1
    return starts
