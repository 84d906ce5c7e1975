"""All current covers without who they are: keyed hash, stratum and months, for what is handed to others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import text
from sqlmodel import Session

from budget.plan.roster import RosterStratum
from budget.progress import Progress
from budget.roster.keyed_hash import keyed_hash

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_PER_QUERY = 50_000
_COVERS = """
    SELECT id, nik, stratum_id, first_month, end_month FROM member
    WHERE id > :last AND +current = 1 ORDER BY id LIMIT :most
"""
_COUNT = "SELECT COUNT(*) FROM member WHERE +current = 1"
_STRATA = """
    SELECT s.id, g.name, s.kecamatan, s.village, s.wage_sen
    FROM stratum s JOIN member_group g ON g.id = s.group_id ORDER BY s.id
"""


class HashedCover(NamedTuple):
    """`stratum` is a row's number; `end` is the first month without cover, None where none is known."""

    high: int
    low: int
    stratum: int
    first: int
    end: int | None


@dataclass(frozen=True, slots=True, eq=False)
class Everyone:
    """Parallel columns in the order of the list; `stratum` is a place in `strata`, `end` 0 where open."""

    strata: tuple[RosterStratum, ...]
    high: NDArray[np.int64]
    low: NDArray[np.int64]
    stratum: NDArray[np.int64]
    first: NDArray[np.int64]
    end: NDArray[np.int64]


def hashed_covers(session: Session, key: bytes) -> Iterator[list[HashedCover]]:
    """A part at a time, so that a long list needs little memory."""
    last = 0
    query, connection = text(_COVERS), session.connection()
    while rows := connection.execute(query, {"last": last, "most": _PER_QUERY}).all():
        yield [
            HashedCover(*keyed_hash(nik, key), stratum, first, end) for _, nik, stratum, first, end in rows
        ]
        last = rows[-1][0]


def everyone(session: Session, key: bytes, progress: Progress) -> Everyone:
    """The whole list at once, some 40 bytes for each cover."""
    import numpy as np

    covers = chain.from_iterable(_told(hashed_covers(session, key), _covered(session), progress))
    flat = np.fromiter(
        (number or 0 for cover in covers for number in cover), dtype=np.int64
    ).reshape(-1, len(HashedCover._fields))  # fmt: skip
    high, low, stratum, first, end = np.ascontiguousarray(flat.T)
    numbers, places = np.unique(stratum, return_inverse=True)
    named = {row[0]: RosterStratum(*row[1:]) for row in session.connection().execute(text(_STRATA))}
    return Everyone(tuple(named[number] for number in numbers.tolist()), high, low, places, first, end)


def _covered(session: Session) -> int:
    return int(session.connection().execute(text(_COUNT)).scalar_one())


def _told(parts: Iterator[list[HashedCover]], total: int, progress: Progress) -> Iterator[list[HashedCover]]:
    done = 0
    for part in parts:
        yield part
        done += len(part)
        progress(done, total, "Menyidik orang")
