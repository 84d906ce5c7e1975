"""Where pages end, so that a block such as the signatures stays on one, never alone.

Pages are reckoned as Excel does it: rows go on a page as long as they fit, and title rows are repeated.
"""

from collections.abc import Iterable, Sequence
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


def breaks(
    heights: Sequence[float],
    paper: Paper,
    titles: tuple[int, int] | None,
    own: Iterable[int],
    blocks: Iterable[tuple[int, int]],
) -> list[int]:
    """The rows after which a page must end, ascending: the officer's `own`, and those that `blocks` need.

    `heights` are those of rows 1, 2, …; blocks are first and last rows. One longer than a page is cut.
    """
    forced = set(own)
    for first, last in sorted(blocks):
        starts = _page_starts(heights, paper.capacity, titles, forced)
        page = max(start for start in starts if start <= first)
        following = next((start for start in starts if start > page), len(heights) + 1)
        if following > last and page < first:
            continue
        company = max(first - _COMPANY, 1)
        before = max((start for start in starts if start < first), default=1)
        if company > before and _height(heights, company, last, titles) <= paper.capacity:
            forced.add(company - 1)
    return sorted(forced)


def _page_starts(
    heights: Sequence[float], capacity: float, titles: tuple[int, int] | None, forced: set[int]
) -> list[int]:
    """The first row of every page."""
    starts, used = [1], 0.0
    for row, height in enumerate(heights, start=1):
        if row > 1 and (row - 1 in forced or used + height > capacity):
            starts.append(row)
            used = _repeated(heights, row, titles)
        used += height
    return starts


def _repeated(heights: Sequence[float], row: int, titles: tuple[int, int] | None) -> float:
    """The titles that a page beginning with this row repeats."""
    return sum(heights[titles[0] - 1 : titles[1]]) if titles and row > titles[1] else 0.0


def _height(heights: Sequence[float], first: int, last: int, titles: tuple[int, int] | None) -> float:
    return sum(heights[first - 1 : last]) + _repeated(heights, first, titles)
