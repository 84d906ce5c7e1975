"""Rows that hold what their columns take: a damaged page may hold anything, be it rows of another table."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from types import NoneType
from typing import TypeVar

from sqlmodel import SQLModel

from budget.errors import FileError, NotMonth
from budget.store.tables import METADATA

R = TypeVar("R", bound=SQLModel)
# What reading a row ends in where it holds what none may.
UNFIT = ValueError, KeyError, TypeError, AttributeError, NotMonth


class Unsound(TypeError):
    """A row holds what its columns do not take; the message says where."""


@contextmanager
def reading_rows() -> Iterator[None]:
    """FileError where rows hold what none may hold."""
    try:
        yield
    except UNFIT as problem:
        known = isinstance(problem, (NotMonth, Unsound))
        said = problem if known else "sebuah baris memuat nilai yang tidak dikenal"
        raise FileError(f"Berkas rusak: {said}. Buka cadangan terakhir.") from problem


def sound(rows: Iterable[R]) -> list[R]:
    """The rows; Unsound where one holds what its columns do not take, as on a page of another table."""
    found = list(rows)
    for row in found:
        for name, kinds in _kinds(type(row)):
            if not isinstance(getattr(row, name), kinds):
                raise Unsound(f"kolom {name} pada tabel {row.__tablename__} memuat nilai yang bukan miliknya")
    return found


@cache
def _kinds(model: type[SQLModel]) -> list[tuple[str, tuple[type, ...]]]:
    """What every column takes."""
    columns = METADATA.tables[str(model.__tablename__)].columns
    return [(c.name, (c.type.python_type, *([NoneType] if c.nullable else []))) for c in columns]
