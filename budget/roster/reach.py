"""How far the cells of an .xlsx sheet reach, from a quick look at its XML.

The reader lays a sheet out as a full rectangle, so two stray cells would take gigabytes. Walking the XML
of a large list takes longer than reading it; this look costs a tenth of that. It passes over every tag of
the usual form that stays within the reach known so far, and stops only at the others.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_A = ord("A")
_LONGEST_TAG = 4096
# Excel's last row, and the numbers of seven digits up to it: many sheets are formatted to their end.
_LAST_ROW = 1_048_576
_UP_TO_LAST = [rb"10[0-3]\d{4}", rb"104[0-7]\d{3}", rb"1048[0-4]\d\d", rb"10485[0-6]\d", rb"104857[0-6]"]
_DIMENSION = re.compile(rb'<dimension ref="(?:[A-Z]{1,3}\d{1,7}:)?([A-Z]{1,3})(\d{1,7})"')
_TAG = re.compile(rb"<(?:[^\s<>/:]*:)?([^\s<>/:]*)([^>]*)>")
_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{1,9})(\d{1,9})["']""")
# The frequent ones first: this is asked of millions of tags.
_CLOSING = rb"/|v>"
_RARER = rb"is>|t[> ]|row |f[> ]|r>|rPr>|mergeCell "


class Reach(NamedTuple):
    """Every cell stands in the first `rows` rows and `columns` columns; both may be said too large.

    `listed` is the number of rows that the sheet itself names; a guess.
    """

    rows: int
    columns: int
    listed: int


def reach(xml: Iterable[bytes]) -> Reach | None:
    """From the blocks of a sheet's XML, in bounded memory; None where cells do not say where they stand."""
    rows, columns, listed = 0, 0, 0
    pattern = _unusual(rows, columns)
    for block in _whole_tags(xml):
        # A sheet that says A1 is empty, or its writer did not care.
        if not rows and (said := _DIMENSION.search(block)) and int(said[2]) > 1:
            listed = int(said[2])
            rows, columns = _rounded_up(listed), _rounded_columns(column_number(said[1]))
            pattern = _unusual(rows, columns)
        found = pattern.search(block)
        while found:
            tag = _TAG.match(block, found.start())
            if tag is None and block[found.start() : found.start() + 2] not in {b"<!", b"<?"}:
                return None
            if tag and tag[1] == b"c":
                place = _PLACE.search(tag[2])
                if place is None:
                    return None
                rows = max(rows, _rounded_up(int(place[2])))
                columns = max(columns, _rounded_columns(column_number(place[1])))
                pattern = _unusual(rows, columns)
            found = pattern.search(block, tag.end() if tag else found.end())
    return Reach(rows, columns, listed or rows)


def _whole_tags(xml: Iterable[bytes]) -> Iterator[bytes]:
    """The blocks, cut in front of a tag; of a text that runs over blocks only the beginning."""
    rest = b""
    for piece in xml:
        block = rest + piece
        cut = block.rfind(b"<")
        if cut < 0:
            rest = block[:_LONGEST_TAG]
            continue
        yield block[:cut]
        rest = block[cut : cut + _LONGEST_TAG]
    yield rest


def _unusual(rows: int, columns: int) -> re.Pattern[bytes]:
    """Tags that are neither harmless nor a cell within these rows and columns."""
    usual = [_CLOSING]
    if rows:
        letters = _columns_up_to(columns)
        usual += [b'c r="(?:%s)%s"' % (letters, digits) for digits in _rows_up_to(rows)]
    return re.compile(b"<(?!%s)" % b"|".join([*usual, _RARER]))


def _rounded_up(rows: int) -> int:
    """100.001 as 199.999, so that a pattern can say it, and few patterns are made for a growing sheet."""
    if 1_000_000 <= rows <= _LAST_ROW:
        return _LAST_ROW
    unit: int = 10 ** (len(str(rows)) - 1)
    return (rows // unit + 1) * unit - 1


def _rows_up_to(rows: int) -> list[bytes]:
    """Of a number from _rounded_up."""
    if rows == _LAST_ROW:
        return [rb"\d{1,6}", *_UP_TO_LAST]
    digits = str(rows)
    longest = b"[1-%c]" % ord(digits[0]) + rb"\d" * (len(digits) - 1)
    return [rb"\d{1,%d}" % (len(digits) - 1), longest] if len(digits) > 1 else [longest]


def _rounded_columns(column: int) -> int:
    """Up to Z as it is, then 52, 78, …: all with the same letters in front of the last."""
    return column if column <= 26 else -(-column // 26) * 26


def _columns_up_to(columns: int) -> bytes:
    if columns <= 26:
        return b"[A-%c]" % (_A + columns - 1)
    if columns <= 26 * 27:
        return b"[A-Z]|[A-%c][A-Z]" % (_A + columns // 26 - 2)
    hundreds = (columns - 26 * 27 - 1) // 676
    return b"[A-Z]{1,2}|[A-%c][A-Z]{2}" % (_A + min(hundreds, 25))


def column_number(letters: bytes) -> int:
    """``A`` is 1."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - _A + 1
    return number
