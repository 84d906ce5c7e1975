"""What a transaction did to one row, as the journal keeps it."""

import json
from dataclasses import dataclass

from sqlmodel import SQLModel

from budget.store.tables import RegionRow


@dataclass(frozen=True, slots=True)
class Change:
    """One row before and after, as JSON; None where it did not exist."""

    table: str
    key: str
    before: str | None
    after: str | None

    def reversed(self) -> "Change":
        return Change(self.table, self.key, self.after, self.before)


def added(row: SQLModel) -> Change:
    """A row that has just been stored."""
    return Change(str(row.__tablename__), key_of(row), None, dump(row))


def dump(row: SQLModel) -> str:
    """A row's columns as JSON, the same text for the same values."""
    return json.dumps(row.model_dump(), ensure_ascii=False, sort_keys=True)


def key_of(row: SQLModel) -> str:
    """The primary key as text."""
    return row.code if isinstance(row, RegionRow) else str(row.model_dump()["id"])
