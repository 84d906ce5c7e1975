"""What a transaction did to one row, as the journal keeps it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import SQLModel

from budget.store.tables import RegionRow

# A row as the journal keeps it: columns to whole numbers, texts or nothing.
Cell = int | str | None
Columns = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Change:
    """One row before and after, as JSON; None where it did not exist."""

    table: str
    key: str
    before: str | None
    after: str | None

    @property
    def was(self) -> Columns | None:
        return read(self.before)

    @property
    def now(self) -> Columns | None:
        return read(self.after)

    def reversed(self) -> "Change":
        return Change(self.table, self.key, self.after, self.before)


def added(row: SQLModel) -> Change:
    """A row that has just been stored."""
    return Change(str(row.__tablename__), key_of(row), None, dump(row))


def dump(row: SQLModel) -> str:
    """A row's columns as JSON, the same text for the same values."""
    return json.dumps(row.model_dump(), ensure_ascii=False, sort_keys=True)


def agree(said: Columns | None, stored: Columns | None) -> bool:
    """Whether a row is as an entry says it was. An entry of an older schema says nothing of newer columns."""
    if said is None or stored is None:
        return said is None and stored is None
    return bool(said) and all(stored.get(name) == value for name, value in said.items())


def read(row: str | None) -> Columns | None:
    """The columns of a row from the journal's text, empty where it is damaged; None where there was none."""
    if row is None:
        return None
    try:
        columns = json.loads(row)
    except (TypeError, ValueError):
        return {}
    return columns if isinstance(columns, dict) else {}


def key_of(row: SQLModel) -> str:
    """The primary key as text."""
    return row.code if isinstance(row, RegionRow) else str(row.model_dump()["id"])
