"""Where the rows of a template went when its tables were filled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from budget.workbook.forms.template import Region


class RowMap:
    """From rows of the template to those of the sheet that was written from it; both count from 1."""

    def __init__(self, sources: Sequence[int], regions: Sequence[Region]) -> None:
        self.last = len(sources)
        self.prototypes = {row for region in regions for row in range(region.first, region.last + 1)}
        self._copies: dict[int, list[int]] = {}
        for number, source in enumerate(sources, start=1):
            self._copies.setdefault(source, []).append(number)

    def copies(self, row: int) -> Sequence[int]:
        """All rows that were written from one of the template."""
        return self._copies.get(row, ())

    def where(self, row: int) -> int:
        """The row that one of the template became; of a prototype the first, or where it would stand."""
        if row in self._copies:
            return self._copies[row][0]
        before = [source for source in self._copies if source < row]
        return self._copies[max(before)][-1] + 1 if before else row

    def end(self, row: int) -> int:
        """The same for the last row of a range; of a prototype the last one that was written."""
        if row not in self.prototypes:
            return self.where(row)
        together = row
        while together + 1 in self.prototypes:
            together += 1
        return max(self.where(together + 1) - 1, 1)

    def region(self, region: Region) -> tuple[int, int]:
        """The first and last row of a table as it was written."""
        rows = [number for source in range(region.first, region.last + 1) for number in self.copies(source)]
        return min(rows), max(rows)
