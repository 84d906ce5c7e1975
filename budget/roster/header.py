"""Finding the row of titles: lists have headings of their own above it, and titles in two lines."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from budget.plan.entry import Cell
from budget.roster.columns import fields_of, is_ignored, layout_key, normal
from budget.roster.member import RosterField as F

__all__ = ["FURTHEST", "Header", "find_header", "layout_key"]

FURTHEST = 60
_FEWEST_FIELDS = 2
_LONGEST_TITLE = 120
_NUMBER = re.compile(r"[(\[]?(\d{1,3})[)\]]?(?:\.0+)?", re.ASCII)
_FEWEST_NUMBERS = 3
# What is left of 16 digits where a spreadsheet or a hand has cut one off.
_FEWEST_DIGITS = 15

Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """Rows from 1; the data begin after `last_row`. A column without a title has an empty one."""

    first_row: int
    last_row: int
    titles: tuple[str, ...]


def find_header(top: Sequence[Row], mapping: Mapping[str, F | None]) -> Header | None:
    """The titles among the first rows of a sheet; None where no row names a person.

    `mapping` makes known what its titles mean.
    """
    said = {normal(title): field for title, field in mapping.items()}
    best: Header | None = None
    best_score = (0, 0)
    top = top[: FURTHEST + 1]
    for at in range(min(len(top), FURTHEST)):
        if best and at >= best.last_row and _identifies(top[at]):
            break
        for lines in (1, 2):
            titles = _titles(top[at : at + lines])
            if titles is None or at + lines > min(len(top), FURTHEST):
                break
            score = _score(titles, said)
            # Of equals the first, as lists repeat their titles; and of two that share a line the one without
            # the heading above, which says nothing of its column.
            apart = best is not None and at >= best.last_row
            if score and (score > best_score[0] if apart else (score, -lines) > best_score):
                best, best_score = Header(at + 1, at + lines, titles), (score, -lines)
    if best and best.last_row < len(top) and _numbers_columns(top[best.last_row]):
        return Header(best.first_row, best.last_row + 1, best.titles)
    return best


def _titles(lines: Sequence[Row]) -> tuple[str, ...] | None:
    """One title for each column; None where the lines hold something that is no title."""
    words = [_words(line) for line in lines]
    if any(line is None for line in words):
        return None
    upper, *lower = [line for line in words if line is not None]
    return _joined(upper, lower[0]) if lower else tuple(upper)


def _words(line: Row) -> list[str] | None:
    """Titles are texts; a date or an amount among them makes a row of data of it."""
    words: list[str] = []
    for cell in line:
        if cell is None:
            words.append("")
        elif isinstance(cell, str) and len(cell) <= _LONGEST_TITLE:
            words.append(" ".join(cell.split()))
        else:
            return None
    return words


def _joined(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    """A heading over several columns is a merged cell: it stands in the first, the others are blank."""
    titles: list[str] = []
    heading = ""
    for above, below in zip_longest(upper, lower, fillvalue=""):
        if above:
            heading = above if below else ""
        elif not below:
            heading = ""
        titles.append(" ".join(filter(None, (above or heading, below))))
    return tuple(titles)


def _score(titles: Iterable[str], said: Mapping[str, F | None]) -> int:
    """How much the titles say: each field counts once, and familiar titles that are not used a little."""
    fields: set[F] = set()
    familiar = 0
    for title in titles:
        key = normal(title)
        if not key:
            continue
        if key in said:
            named = said[key]
            candidates: tuple[F, ...] = (named,) if named else ()
            familiar += named is None
        else:
            candidates = fields_of(title)
            familiar += not candidates and is_ignored(title)
        fields.update(candidates[:1])
    if not fields & {F.NIK, F.NAME} or (len(fields) < _FEWEST_FIELDS and not said):
        return 0
    return 100 * len(fields) + familiar


def _identifies(line: Row) -> bool:
    """Whether a cell is about as long a number as a NIK: people stand here, no titles."""
    return any(len(str(cell)) <= _LONGEST_TITLE and _digits(cell) >= _FEWEST_DIGITS for cell in line if cell)


def _digits(cell: Cell) -> int:
    return sum(map(str.isdigit, f"{cell:.0f}" if isinstance(cell, float) else str(cell)))


def _numbers_columns(line: Row) -> bool:
    """1 2 3 … under the titles."""
    numbers = [_number(cell) for cell in line if cell is not None]
    if len(numbers) < _FEWEST_NUMBERS or None in numbers:
        return False
    return all(after == before + 1 for before, after in pairwise(numbers) if before is not None)


def _number(cell: Cell) -> int | None:
    if isinstance(cell, bool):
        return None
    found = _NUMBER.fullmatch(str(cell).strip())
    return int(found[1]) if found else None
