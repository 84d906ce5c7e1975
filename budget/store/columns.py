"""Whole columns of integers from the database: it joins them to texts, and numpy reads these.

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


def joined(session: Session, values: Sequence[str], between: str = ",") -> str:
    """What to select, for each value one text; no value may be NULL anywhere."""
    join = "group_concat({}, '{}')" if on_sqlite(session) else "string_agg(CAST({} AS TEXT), '{}')"
    return ", ".join(join.format(value, between) for value in values)


def on_sqlite(session: Session) -> bool:
    """Whether the workspace is a file."""
    return session.get_bind().dialect.name == "sqlite"


def parsed(joined: str | None) -> NDArray[np.int64]:
    """The integers of one column; None where there was no row."""
    # Heavy to load, and many plans have no roster.
    import numpy as np

    return np.fromstring(joined, dtype=np.int64, sep=",") if joined else np.zeros(0, dtype=np.int64)


def integers(
    session: Session, columns: Sequence[str], source: str, bound: Mapping[str, Any] | None = None
) -> list[NDArray[np.int64]]:
    """The columns of what stands after FROM, all in the same order of rows."""
    row = (
        session.connection()
        .execute(text(f"SELECT {joined(session, columns)} FROM {source}"), bound or {})
        .one()
    )
    return [parsed(column) for column in row]
