"""What cells hold, in one spelling: as pagu writes it, or as Excel and LibreOffice save it again.

Spreadsheets drop quotes and spaces from formulas, and write 0.0024 as 2.3999999999999998E-3: what means
the same is the same here.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from functools import lru_cache

# A number (of 15 digits, as spreadsheets keep them), or a text.
Plain = Decimal | str

_DIGITS = Context(prec=15, traps=[])
# Beyond this a number would be laid out as millions of digits.
_LARGEST_EXPONENT = 40
_ALMOST = Decimal("1e-11")
# Texts in a formula stay as they are; quotes and spaces between them do not matter.
_PARTS = re.compile(r'"(?:[^"]|"")*"|[^"]+|"')
_DROPPED = re.compile(r"\s|_xlfn\.|_xlws\.", re.IGNORECASE)
_QUOTED_SHEET = re.compile(r"'((?:[^']|'')+)'!")
_NO_NAME = re.compile(r"[^\w.]")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Content:
    """A formula (without its =) and the value beside it, or a constant; `value` is None where none stands."""

    formula: str | None
    value: Plain | None


# By address, in the order of rows and then columns.
SheetContent = Mapping[str, Content]


def formula_of(text: str) -> str:
    """A formula in the one spelling; it begins with no =."""
    bare = text.strip().removeprefix("=")
    if '"' not in bare:
        return _spelled(bare)
    parts = (part.group() for part in _PARTS.finditer(bare))
    return "".join(part if part.startswith('"') else _spelled(part) for part in parts)


def _spelled(part: str) -> str:
    named = _QUOTED_SHEET.sub(lambda found: f"{sheet_key(found[1])}!", part)
    return _DROPPED.sub("", named).upper()


@lru_cache
def sheet_key(title: str) -> str:
    """A sheet's name as it stands in formulas of that spelling."""
    return _NO_NAME.sub("", title).upper()


def number_of(text: str | int | Decimal) -> Plain:
    """A number of at most 15 digits; the text itself where it is none that a cell can hold."""
    found = _DIGITS.create_decimal(text)
    if not found.is_finite() or abs(found.adjusted()) > _LARGEST_EXPONENT:
        return str(text)
    return Decimal(0) if not found else _DIGITS.normalize(found)


def text_of(text: str) -> str:
    """A text without the escapes of a workbook's XML, and with one kind of line ends."""
    plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return plain.replace("\r\n", "\n").replace("\r", "\n")


def same(one: Plain | None, other: Plain | None) -> bool:
    """Whole numbers and texts must be equal; fractions may differ where binary ones do."""
    if one == other:
        return True
    if not (isinstance(one, Decimal) and isinstance(other, Decimal)):
        return False
    if one == one.to_integral_value() and other == other.to_integral_value():
        return False
    return abs(one - other) <= _ALMOST * max(abs(one), abs(other))


def digest_of(sheets: Sequence[tuple[str, SheetContent]], left_out: Iterable[tuple[str, str]] = ()) -> str:
    """SHA-256 over every cell but those left out (sheet and address), in hexadecimal."""
    spared = set(left_out)
    digest = hashlib.sha256()
    for title, cells in sheets:
        digest.update(f"\x1e{title}".encode(errors="replace"))
        for address in sorted(cells, key=_place):
            if (title, address) not in spared:
                found = cells[address]
                line = f"\x1f{address}\t{found.formula or ''}\t{shown(found.value)}"
                digest.update(line.encode(errors="replace"))
    return digest.hexdigest()


def shown(value: Plain | None) -> str:
    """A value as text: numbers without an exponent."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value or ""


def _place(address: str) -> tuple[int, int, str]:
    letters = address.rstrip("0123456789")
    return int(address[len(letters) :] or 0), len(letters), letters
