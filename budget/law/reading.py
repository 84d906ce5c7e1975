"""Reading `budget/law/*.toml`. A percentage is a decimal text there and parts per million here."""

import tomllib
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise
from typing import Any

from budget.contribution import Payer, Programme, Sector, Segment
from budget.errors import FileError
from budget.law.book import LawBook
from budget.law.values import BpuRow, BpuTable, Discount, PuRate, Reference, Status
from budget.money import PPM
from budget.period import Month, Validity

# What tomllib gives for one table; it does not leave this module.
Entry = dict[str, Any]
# What reading a text ends in that says something else than it must, wherever that shows.
_UNFIT = ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError


@cache
def load_law() -> LawBook:
    """The law that pagu ships."""
    return parse_law(*law_texts())


def law_texts() -> tuple[str, ...]:
    """The files that pagu ships, as text."""
    folder = resources.files("budget.law")
    files = [file for file in sorted(folder.iterdir(), key=str) if file.name.endswith(".toml")]
    return tuple(file.read_text("utf-8") for file in files)


# Versions and regions mostly carry the same texts.
@lru_cache(maxsize=8)
def parse_law(*texts: str) -> LawBook:
    """A law book from the text of TOML files; each may hold `rate`, `bpu_table` and `discount` entries.

    FileError where a text is no TOML, or an entry lacks a value or has one of another kind.
    """
    try:
        return _book(texts)
    except _UNFIT as problem:
        raise FileError(f"Naskah hukum rusak ({problem}). Pasang ulang pagu.") from problem


def _book(texts: Sequence[str]) -> LawBook:
    files = [tomllib.loads(text) for text in texts]
    return LawBook(
        rates=tuple(_rate(entry) for file in files for entry in file.get("rate", ())),
        bpu_tables=tuple(_table(entry) for file in files for entry in file.get("bpu_table", ())),
        discounts=tuple(_discount(entry) for file in files for entry in file.get("discount", ())),
    )


def _rate(entry: Entry) -> PuRate:
    return PuRate(
        programme=Programme(entry["programme"]),
        risk_class=entry.get("risk_class"),
        rate_ppm=_ppm(entry["percent"]),
        validity=_validity(entry),
        reference=_reference(entry),
    )


def _table(entry: Entry) -> BpuTable:
    rows = tuple(
        BpuRow(
            number=number,
            lower=_whole(row["lower"]),
            base=_whole(row["base"]),
            jkk=_whole(row["jkk"]),
            jkm=_whole(row["jkm"]),
            jht=_whole(row["jht"]),
            status=Status(row["status"]),
        )
        for number, row in enumerate(entry["row"], start=1)
    )
    if rows[0].lower != 0 or any(a.lower >= b.lower for a, b in pairwise(rows)):
        raise ValueError("bpu_table: the rows must begin at 0 and ascend")
    references = tuple((Programme(name), _reference(article)) for name, article in entry["article"].items())
    return BpuTable(rows, _validity(entry), references)


def _discount(entry: Entry) -> Discount:
    exclusion = entry.get("exclusion")
    return Discount(
        name=entry["name"],
        remaining_ppm=PPM - _ppm(entry["reduction_percent"]),
        programmes=tuple(Programme(name) for name in entry["programmes"]),
        segments=tuple(Segment(name) for name in entry["segments"]),
        sectors=tuple(Sector(name) for name in entry["sectors"]),
        excluded_payers=tuple(Payer(name) for name in exclusion["payers"]) if exclusion else (),
        validity=_validity(entry),
        reference=_reference(entry),
        exclusion_reference=_reference(exclusion) if exclusion else None,
    )


def _reference(entry: Entry) -> Reference:
    return Reference(entry["source"], Status(entry["status"]), entry.get("note", ""))


def _validity(entry: Entry) -> Validity:
    until: date | None = entry.get("until")
    return Validity(Month.of(entry["from"]), Month.of(until) if until else None)


def _whole(rupiah: object) -> int:
    if type(rupiah) is not int or rupiah < 0:
        raise ValueError(f"{rupiah!r} is no amount in whole rupiah")
    return rupiah


def _ppm(percent: str) -> int:
    scaled = Decimal(percent) * PPM / 100
    if not 0 <= scaled <= PPM:
        raise ValueError(f"{percent} % is no part of a whole")
    if scaled != scaled.to_integral_value():
        raise ValueError(f"{percent} % is finer than a part per million")
    return int(scaled)
