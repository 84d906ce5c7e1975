"""The roster as columns of codes, for the contenders without a reader of CSV of their own."""

import csv
from array import array
from collections.abc import Iterator
from pathlib import Path

from roster17.task import GROUPS, KECAMATAN, MONTHS, WAGES, month_text

NAMES = ("grp", "kec", "wage", "entry", "end")
_GROUP = {name: code for code, name in enumerate(GROUPS)}
_KECAMATAN = {name: code for code, name in enumerate(KECAMATAN)}
_ENTRY = {month_text(position): position for position in range(MONTHS)}
_END = {"": MONTHS} | {text: position + 1 for text, position in _ENTRY.items()}
_WAGE = {str(wage): code for code, wage in enumerate(WAGES)}


def coded_rows(roster: Path) -> Iterator[tuple[int, int, int, int, int]]:
    """Codes of group, kecamatan and wage, entry, end."""
    with roster.open(encoding="ascii", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        for _, _, _, _, group, kecamatan, _, first, last, wage in rows:
            yield _GROUP[group], _KECAMATAN[kecamatan], _WAGE[wage], _ENTRY[first], _END[last]


def save_columns(roster: Path, store: Path) -> None:
    """One file of int8 per column."""
    columns = [array("b") for _ in NAMES]
    group, kecamatan, wage, entry, end = (column.append for column in columns)
    for row in coded_rows(roster):
        group(row[0])
        kecamatan(row[1])
        wage(row[2])
        entry(row[3])
        end(row[4])
    for name, column in zip(NAMES, columns, strict=True):
        (store / name).write_bytes(column.tobytes())


def saved_columns(store: Path) -> list[bytes]:
    return [(store / name).read_bytes() for name in NAMES]
