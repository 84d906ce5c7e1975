"""The NIK (Nomor Induk Kependudukan): six digits region, six digits birth date, four digits serial number.

Women have 40 added to the day of birth. The number stays the same for life, so its region is where it was
issued, not where the person lives (UU 24/2013, Perpres 96/2018).
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import NamedTuple, TypeGuard, cast

import numpy as np
from numpy.typing import NDArray

from budget.plan.entry import Cell
from budget.roster.member import Sex

LENGTH = 16
# Kemendagri's codes of the 38 provinces; 93 to 96 are the Papuan ones of 2022.
PROVINCES = frozenset(
    map(str, (*range(11, 20), 21, *range(31, 37), *range(51, 54), *range(61, 66), *range(71, 77), 81, 82,
              *range(91, 97)))
)  # fmt: skip
_WOMAN = 40
_RING = "0123456789" * 3
_PLACEHOLDERS = frozenset(
    [str(digit) * LENGTH for digit in range(10)]
    + [_RING[start : start + LENGTH] for start in range(10)]
    + [_RING[::-1][start : start + LENGTH] for start in range(10)]
)
# Excel keeps fifteen digits of a number.
_LEAST_ROUNDED = 10**14
_LARGEST_NUMBER = 10**30
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?E\+?\d{1,2}", re.ASCII | re.IGNORECASE)
_NUMBER_AS_TEXT = re.compile(r"\d{15,17}[.,]0{1,2}", re.ASCII)
# Spaces of every kind, and the marks without width that copying from a chat leaves behind.
_IGNORED = re.compile("[\\s.\u200b-\u200f\u202a-\u202e\u2060\ufeff]+")
_FEWEST_ROUNDED_NIKS = 20
# The same for columns of numbers.
_NOTHING = "0" * LENGTH
_POWERS = 10 ** np.arange(LENGTH - 1, -1, -1, dtype=np.int64)
_IS_PROVINCE = np.array([f"{number:02d}" in PROVINCES for number in range(100)])
_PLACEHOLDER_NUMBERS = np.array(sorted(map(int, _PLACEHOLDERS)))


class NikBirth(NamedTuple):
    """What digits 7 to 12 say: the sex, and the date in either century (None: there is no such day)."""

    sex: Sex
    in_1900s: date | None
    in_2000s: date | None

    def latest_until(self, day: date) -> date:
        """The date that is not after `day`; the century of a NIK is not written in it."""
        if self.in_2000s is not None and (self.in_2000s <= day or self.in_1900s is None):
            return self.in_2000s
        assert self.in_1900s is not None
        return self.in_1900s


class NikReading(NamedTuple):
    """Either all digits and what they say, or the code of the finding that forbids to use them."""

    code: str
    digits: str
    birth: NikBirth | None

    @property
    def nik(self) -> int:
        return int(self.digits)


def read_nik(cell: Cell, rounded: bool = False) -> NikReading:
    """The NIK in a cell. `rounded` says that the list was rounded by Excel before it was kept as text.

    Where the code is `nik_provinsi`, digits and birth are there all the same.
    """
    code, digits = nik_digits(cell)
    # Nearly all end in another digit than 0.
    if not code and (digits[-1] == "0" or digits in _PLACEHOLDERS):
        code = _finding(digits, rounded)
    if code:
        return NikReading(code, "", None)
    birth = _births[digits[6:12]]
    if birth is None:
        return NikReading("nik_tanggal", "", None)
    # Made as the tuple it is: a million of them are, and the constructor costs twice as much.
    return tuple.__new__(NikReading, ("" if digits[:2] in PROVINCES else "nik_provinsi", digits, birth))


def nik_digits(cell: Cell) -> tuple[str, str]:
    """The code of what is wrong, or "" and the sixteen digits."""
    if isinstance(cell, str):
        whole = len(cell) == LENGTH and cell.isdigit() and cell.isascii()
        return ("", cell) if whole else _digits_in(cell)
    if cell is None:
        return "nik_kosong", ""
    if isinstance(cell, bool) or not isinstance(cell, int | float | Decimal):
        return "nik_bukan_angka", ""
    if isinstance(cell, Decimal) and not cell.is_finite():
        return "nik_bukan_angka", ""
    if not 0 < cell < _LARGEST_NUMBER or cell != int(cell):
        return "nik_bukan_angka", ""
    return ("nik_dibulatkan" if cell >= _LEAST_ROUNDED else "nik_panjang"), ""


def _digits_in(text: str) -> tuple[str, str]:
    text = text.strip().lstrip("'’`").strip()
    if _SCIENTIFIC.fullmatch(text) or _NUMBER_AS_TEXT.fullmatch(text):
        return "nik_dibulatkan", ""
    digits = _IGNORED.sub("", text)
    if digits in ("", "-", "–", "—"):
        return "nik_kosong", ""
    if not (digits.isascii() and digits.isdigit()):
        return "nik_bukan_angka", ""
    return ("", digits) if len(digits) == LENGTH else ("nik_panjang", "")


def _finding(digits: str, rounded: bool) -> str:
    """Of sixteen digits: whether Excel rounded them, or they stand for no person at all; "" if neither."""
    if digits in _PLACEHOLDERS:
        return "nik_semu"
    if rounded and digits[-1] == "0":
        return "nik_dibulatkan"
    return "nik_semu" if digits[12:] == "0000" else ""


class NikColumn(NamedTuple):
    """Many NIK as int64 columns: themselves, digits 7 to 12, and which are in order but for that date."""

    niks: NDArray[np.int64]
    births: NDArray[np.int64]
    sound: NDArray[np.bool_]


def nik_column(cells: Sequence[Cell], rounded: bool = False) -> NikColumn:
    """NIK that are sixteen digits of text. What is written otherwise is 0, and not sound; nor are they where
    `read_nik` finds something, their birth dates aside.
    """
    digits = np.frombuffer(_digits_of(cells).encode("ascii"), np.uint8).reshape(len(cells), LENGTH)
    niks = (digits - ord("0")).astype(np.int64) @ _POWERS
    ends_in_zero = niks % 10 == 0
    # The last of all placeholders is all nines, and no number is larger.
    nearest = _PLACEHOLDER_NUMBERS[np.searchsorted(_PLACEHOLDER_NUMBERS, niks)]
    sound = _IS_PROVINCE[niks // 10**14] & (nearest != niks)
    sound &= ~ends_in_zero if rounded else niks % 10_000 != 0
    return NikColumn(niks, niks // 10_000 % 1_000_000, sound)


def _digits_of(cells: Sequence[Cell]) -> str:
    """All digits in a row; those of cells that are no NIK are 0."""
    if set(map(type, cells)) == {str}:
        # The types of all cells were looked at above, which mypy does not follow.
        texts = cast("Sequence[str]", cells)
        together = "".join(texts)
        if set(map(len, texts)) == {LENGTH} and together.isascii() and together.isdigit():
            return together
    return "".join(cell if _is_whole(cell) else _NOTHING for cell in cells)


def _is_whole(cell: Cell) -> TypeGuard[str]:
    return type(cell) is str and len(cell) == LENGTH and cell.isdigit() and cell.isascii()


class _Births(dict[str, NikBirth | None]):
    """Digits 7 to 12 of a NIK to what they say; None where there is no such day in either century.

    Remembers the days that there are, which are few; a plain dictionary is quicker than an LRU cache.
    """

    def __missing__(self, part: str) -> NikBirth | None:
        day, month, year = int(part[:2]), int(part[2:4]), int(part[4:])
        sex = Sex.MALE
        if day > _WOMAN:
            day, sex = day - _WOMAN, Sex.FEMALE
        old, new = _date(1900 + year, month, day), _date(2000 + year, month, day)
        if old is None and new is None:
            return None
        birth = self[part] = NikBirth(sex, old, new)
        return birth


_births = _Births()


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def looks_rounded(niks: Iterable[Cell], most: int = 100_000) -> bool:
    """Whether Excel rounded a column of NIK before it was kept as text: most of twenty or more end in 0.

    By chance one in ten does. Looks at no more than the first `most` cells.
    """
    whole = zeros = 0
    for cell in islice(niks, most):
        if isinstance(cell, str):
            code, digits = nik_digits(cell)
            if not code:
                whole += 1
                zeros += digits[-1] == "0"
    return whole >= _FEWEST_ROUNDED_NIKS and 2 * zeros > whole
