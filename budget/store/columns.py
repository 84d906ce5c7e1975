"""Whole columns of integers from the database: SQLite joins them to texts, and numpy reads these.

A row of Python objects for each would take three times as long, and hold up the screen meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import text
from sqlmodel import Session

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def joined(columns: Sequence[str]) -> str:
    """What to select; no column may be NULL anywhere."""
    return ", ".join(f"group_concat({column})" for column in columns)


def parsed(joined: str | None) -> NDArray[np.int64]:
    """The integers of one column; None where there was no row."""
    # Heavy to load, and many plans have no roster.
    import numpy as np

    return np.fromstring(joined, dtype=np.int64, sep=",") if joined else np.zeros(0, dtype=np.int64)


def integers(
    session: Session, columns: Sequence[str], source: str, bound: Mapping[str, Any] | None = None
) -> list[NDArray[np.int64]]:
    """The columns of what stands after FROM, all in the same order of rows."""
    row = session.connection().execute(text(f"SELECT {joined(columns)} FROM {source}"), bound or {}).one()
    return [parsed(column) for column in row]
