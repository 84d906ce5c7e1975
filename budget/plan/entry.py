"""Kinds of fields: what may stand in a cell or an input, and how a value is shown again.

One set of kinds serves the Excel template and the forms on screen. `parse` takes what calamine or a form
gives and raises BadEntry, NotMoney or NotMonth in Indonesian; `cell` is what a workbook stores, `text`
what a form shows. Both parse back to the same value.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from budget.arithmetic import typed_rupiah, typed_sen
from budget.contribution import Income, Programme, RosterIncome, RosterWage, UmkWage, Wage
from budget.errors import BadEntry, NotMoney, NotMonth
from budget.money import (
    PPM,
    SEN_PER_RUPIAH,
    format_number,
    format_percent,
    format_sen,
    parse_rupiah,
    parse_sen,
)
from budget.period import parse_month, typed_month

Cell = str | int | float | bool | date | datetime | time | timedelta | Decimal | None

LONGEST_TEXT = 2_000
_LONGEST_VALUE = 100
# What XML 1.0 cannot hold, so no workbook either; nobody can see or type it.
_UNPRINTABLE = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PERCENT = re.compile(r"(-?\d{1,6}(?:[.,]\d{1,4})?)\s*%", re.ASCII)


class Keyed(StrEnum):
    """How a text is helped along while it is typed."""

    AS_IT_IS = "as-it-is"
    GROUPED = "grouped"
    BY_MONTH = "by-month"


@dataclass(frozen=True, slots=True)
class Kind:
    """`parse` is never given an empty cell; `choices` are all that a form offers, if it offers any.

    `typed` reads more than `parse`, for people who see how it was read: sums, or ``3/23``. A text of more
    than `longest` characters is not even parsed.
    """

    parse: Callable[[Any], Any]
    cell: Callable[[Any], Cell]
    text: Callable[[Any], str]
    number_format: str = "General"
    choices: tuple[str, ...] = ()
    longest: int = _LONGEST_VALUE
    typed: Callable[[str], Any] | None = None
    keyed: Keyed = Keyed.AS_IT_IS

    def read_typed(self, text: str) -> Any:
        return (self.typed or self.parse)(text)


def _text(value: Cell) -> str:
    """Text as it is kept: without spaces around it, with line ends as ``\\n``, and printable."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = str(value).replace("\r\n", "\n").replace("\r", "\n")
    return _UNPRINTABLE.sub("", text).strip()


def _words(value: Cell) -> str:
    if isinstance(value, bool | date | time | timedelta):
        raise BadEntry(f"“{value}” bukan teks. Ubah format sel menjadi Teks, lalu tulis ulang.")
    return _text(value)


def _number(value: Cell) -> str | int | float | Decimal:
    """Refuses the cells that are neither a number nor a text that might be one."""
    if value is None or isinstance(value, bool | date | time | timedelta):
        raise NotMoney(f"“{value}” bukan angka. Ubah format sel menjadi Angka, lalu tulis ulang.")
    return value


def _typed_integer(text: str) -> int:
    try:
        return typed_rupiah(text)
    except NotMoney:
        raise BadEntry(f"“{_text(text)}” bukan bilangan bulat. Tulis seperti 17.000 atau 270 x 12.") from None


def _integer(value: Cell) -> int:
    try:
        return parse_rupiah(_number(value))
    except NotMoney:
        raise BadEntry(f"“{_text(value)}” bukan bilangan bulat. Tulis seperti 17.000.") from None


def _money(value: Cell) -> int:
    return parse_rupiah(_number(value))


def _sen(value: Cell) -> int:
    return parse_sen(_number(value))


_UMK, _ROSTER = "UMK", "daftar"


def _wage(value: Cell) -> Wage | UmkWage | RosterWage:
    return _wage_word(value) or Wage(_sen(value))


def _typed_wage(text: str) -> Wage | UmkWage | RosterWage:
    return _wage_word(text) or Wage(typed_sen(text))


def _wage_word(value: Cell) -> UmkWage | RosterWage | None:
    word = value.strip().casefold() if isinstance(value, str) else ""
    if word == _UMK.casefold():
        return UmkWage()
    return RosterWage() if word == _ROSTER else None


def _wage_cell(value: Wage | UmkWage | RosterWage) -> Cell:
    if isinstance(value, Wage):
        return _rupiah_of(value.sen)
    return _UMK if isinstance(value, UmkWage) else _ROSTER


def _wage_text(value: Wage | UmkWage | RosterWage) -> str:
    return format_sen(value.sen) if isinstance(value, Wage) else str(_wage_cell(value))


def _income(value: Cell) -> Income | RosterIncome:
    return RosterIncome() if _is_roster(value) else Income(_money(value))


def _typed_income(text: str) -> Income | RosterIncome:
    return RosterIncome() if _is_roster(text) else Income(typed_rupiah(text))


def _is_roster(value: Cell) -> bool:
    return isinstance(value, str) and value.strip().casefold() == _ROSTER


def _income_cell(value: Income | RosterIncome) -> Cell:
    return value.rupiah if isinstance(value, Income) else _ROSTER


def _income_text(value: Income | RosterIncome) -> str:
    return format_number(value.rupiah) if isinstance(value, Income) else _ROSTER


def _rupiah_of(sen: int) -> Decimal:
    return Decimal(sen) / SEN_PER_RUPIAH


def _percent(value: Cell) -> int:
    """Parts per million from ``6 %`` or from a number cell in percent format (0,06)."""
    if isinstance(value, str):
        found = _PERCENT.fullmatch(value.strip())
        if found is None:
            raise BadEntry(f"“{value}” bukan persen. Tulis dengan tanda persen, misalnya 6 % atau 2,5 %.")
        scaled = Decimal(found[1].replace(",", ".")) * PPM / 100
    elif isinstance(value, int | float | Decimal) and not isinstance(value, bool) and -1 <= value <= 1:
        # repr gives the shortest decimal that names this double: what was typed into the cell.
        scaled = Decimal(repr(value) if isinstance(value, float) else value) * PPM
    else:
        raise BadEntry(f"“{value}” bukan persen. Tulis sebagai teks dengan tanda persen, misalnya 90 %.")
    if scaled != scaled.to_integral_value():
        raise BadEntry(f"“{value}”: paling banyak empat angka di belakang koma pada persen.")
    return int(scaled)


def _percent_cell(ppm: int) -> Decimal | str:
    """A fraction; beyond 100 % a text, as a number there would more likely be a percent typed bare."""
    return Decimal(ppm) / PPM if abs(ppm) <= PPM else format_percent(ppm)


def _year(value: Cell) -> int:
    text = _text(value)
    if not re.fullmatch(r"(?:19|20|21)\d\d", text, re.ASCII):
        raise BadEntry(f"“{text}” bukan tahun. Tulis empat angka, misalnya 2026.")
    return int(text)


_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2}|[a-z]{3,9})[-/. ](\d{4})", re.IGNORECASE | re.ASCII)
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)


def _date(value: Cell) -> date:
    """A day as offices write it: ``15/01/2026``, ``15 Januari 2026``, or a date cell."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = _text(value)
    try:
        if found := _ISO_DAY.fullmatch(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _DAY.fullmatch(text):
            month = found[2] if found[2].isdecimal() else parse_month(f"{found[2]} {found[3]}").number
            return date(int(found[3]), int(month), int(found[1]))
    except (ValueError, NotMonth):
        pass
    raise BadEntry(f"“{text}” bukan tanggal. Tulis seperti 15/01/2026 atau 15 Januari 2026.")


def _date_text(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _programmes(value: Cell) -> tuple[Programme, ...]:
    words = [word for word in re.split(r"[,+;/&\s]+|\bDAN\b", _text(value).upper()) if word]
    unknown = [word for word in words if word not in Programme.__members__]
    if unknown or not words or len(set(words)) < len(words):
        raise BadEntry(f"“{_text(value)}” bukan daftar program. Tulis JKK, JKM atau salah satunya.")
    return tuple(programme for programme in Programme if programme in words)


def choice(labels: dict[Any, str]) -> Kind:
    """One of a few values, named by a label; capitals do not matter."""

    def parse(value: Cell) -> Any:
        wanted = _text(value).casefold()
        for member, label in labels.items():
            if wanted in (label.casefold(), str(member).casefold()):
                return member
        raise BadEntry(f"“{_text(value)}” tidak dikenal. Pilih: {', '.join(labels.values())}.")

    def show(member: StrEnum) -> str:
        return labels[member]

    return Kind(parse, show, show, choices=tuple(labels.values()))


def _same(value: Any) -> Any:
    return value


TEXT = Kind(_words, _same, str, number_format="@", longest=LONGEST_TEXT)
INTEGER = Kind(
    _integer, _same, format_number, number_format="#,##0", typed=_typed_integer, keyed=Keyed.GROUPED
)
RUPIAH = Kind(_money, _same, format_number, number_format="#,##0", typed=typed_rupiah, keyed=Keyed.GROUPED)
WAGE = Kind(_wage, _wage_cell, _wage_text, number_format="#,##0.00", typed=_typed_wage, keyed=Keyed.GROUPED)
INCOME = Kind(
    _income, _income_cell, _income_text, number_format="#,##0", typed=_typed_income, keyed=Keyed.GROUPED
)
SEN = Kind(_sen, _rupiah_of, format_sen, number_format="#,##0.00", typed=typed_sen, keyed=Keyed.GROUPED)
PERCENT = Kind(_percent, _percent_cell, format_percent, number_format="0.00%")
YEAR = Kind(_year, _same, str, number_format="0")
MONTH = Kind(parse_month, str, str, number_format="@", typed=typed_month, keyed=Keyed.BY_MONTH)
DATE = Kind(_date, _same, _date_text, number_format="dd/mm/yyyy")
PROGRAMMES = Kind(_programmes, ", ".join, ", ".join, number_format="@")

__all__ = [
    "DATE",
    "INCOME",
    "INTEGER",
    "LONGEST_TEXT",
    "MONTH",
    "PERCENT",
    "PROGRAMMES",
    "RUPIAH",
    "SEN",
    "TEXT",
    "WAGE",
    "YEAR",
    "Cell",
    "Keyed",
    "Kind",
    "choice",
]
