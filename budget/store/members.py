"""Writing people in batches, and counting them in the same transaction.

A batch adds members and supersedes others. Counts follow from what a batch did, so that an edit of one
person among a million touches two of them.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import date
from functools import partial
from itertools import chain, count, islice, repeat
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import insert, text
from sqlmodel import Session, func, select

from budget.period import Month
from budget.roster.member import Member, Sex
from budget.roster.memo import Memo
from budget.roster.roll import Roll
from budget.store.change import Change, dump
from budget.store.columns import on_sqlite
from budget.store.counts import (
    ADDED,
    SUPERSEDED,
    Stay,
    count_batch,
    count_stays,
    group_ids,
    of_batch,
    stratum_ids,
)
from budget.store.fingerprints import COLUMNS, Fingerprint, rows_digest
from budget.store.roster_tables import (
    BatchGroupRow,
    BatchRow,
    MemberRow,
    StratumRow,
)

if TYPE_CHECKING:  # only where a server is asked
    from psycopg import Connection as DriverConnection

# Pages kept in memory while many members are written: the index of NIK is filled in no order.
_CACHE_KIB = 131_072
_COLUMNS = "region_code", *COLUMNS
# For a batch. Without an id a row gets the next one, as no row is ever deleted, and is placed more quickly.
_INSERT = f"INSERT INTO member ({', '.join(_COLUMNS)}, batch_id, current) VALUES "
_VALUES = f"({', '.join('?' * len(_COLUMNS))}, {{}}, 1)"
_COPY = f"COPY member (id, {', '.join(_COLUMNS)}, batch_id, current) FROM STDIN"
# Rows in one statement; each statement costs as much as some rows.
_TOGETHER = 50
_INDEX_OF_NIK = "uq_member_nik"
# The first members at once that announce a long list.
_MANY = 5_000
# Plain text: the driver looks long for how to store an enumeration.
_LETTERS = {sex: str(sex.value) for sex in Sex}
# Group, kecamatan, village, wage.
Stratum = tuple[str, str, str, int | None]


class BatchWriter:
    """Adds the members of one import or edit; `close` counts them and returns what the journal holds."""

    def __init__(
        self, session: Session, region_code: str, kind: str, source: str, month: Month | None = None
    ) -> None:
        self._session = session
        self._region_code = region_code
        first = (session.exec(select(func.max(MemberRow.id))).one() or 0) + 1
        self._batch = BatchRow(
            region_code=region_code,
            kind=kind,
            source=source,
            month=month.index if month else None,
            first_member=first,
            last_member=first - 1,
            active=0,
        )
        session.add(self._batch)
        session.flush()
        self._groups = group_ids(session)
        self._strata = stratum_ids(session)
        # The same by the groups as lists spell them.
        self._spelled: dict[Stratum, int] = {}
        # How many were added of a stratum, first month and end.
        self._stays = Counter[Stay]()
        self._days = Memo(date.isoformat)
        self._known_until: dict[int, int] = {}
        self._fingerprint = Fingerprint()
        self._superseded: list[int] = []
        self._index: list[str] = []
        if on_sqlite(session):
            session.connection().exec_driver_sql(f"PRAGMA cache_size = -{_CACHE_KIB}")

    @property
    def number(self) -> int:
        return self._batch.id or 0

    def add(self, members: Sequence[Member]) -> range:
        """Store members whose months overlap no current row of the same NIK; their ids."""
        return self.add_roll(Roll.of(members))

    def add_roll(self, members: Roll) -> range:
        """The same for members as columns."""
        first = self._batch.last_member + 1
        if first == 1 and members.size >= _MANY:
            self._put_index_off()
        strata = self._strata_of(members)
        columns = (
            strata, members.niks, members.names, list(map(self._days.__getitem__, members.birth_dates)),
            list(map(_LETTERS.__getitem__, members.sexes)), members.firsts, members.ends, members.marks,
            members.birth_places, members.mothers, members.phones, members.addresses, members.kpjs,
        )  # fmt: skip
        self._fingerprint.take(columns)
        rows = zip(repeat(self._region_code), *columns)
        if on_sqlite(self._session):
            self._insert(chain.from_iterable(rows), members.size)
        else:
            self._copy(first, rows)
        self._stays.update(zip(strata, members.firsts, members.ends, strict=True))
        self._batch.last_member = first + members.size - 1
        return range(first, first + members.size)

    def _insert(self, values: Iterator[object], size: int) -> None:
        """The values of so many rows, by the driver itself, which takes them as they come."""
        driver = self._session.connection().connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        for together, times in ((_TOGETHER, size // _TOGETHER), (1, size % _TOGETHER)):
            statement = _INSERT + ", ".join([_VALUES.format(self.number)] * together)
            some = partial(islice, values, together * len(_COLUMNS))
            driver.executemany(statement, (tuple(some()) for _ in range(times)))

    def _copy(self, first: int, rows: Iterable[tuple[object, ...]]) -> None:
        """The rows to a server, with their numbers: those that it gives itself have gaps."""
        driver = cast("DriverConnection[Any]", self._session.connection().connection.driver_connection)
        batch = self.number
        with closing(driver.cursor()) as cursor, cursor.copy(_COPY) as copy:
            for number, row in enumerate(rows, start=first):
                copy.write_row((number, *row, batch, 1))

    def supersede(self, members: Iterable[int]) -> None:
        """These rows hold no longer, as this batch says otherwise or nothing."""
        rows = [{"id": number, "batch": self.number} for number in members]
        self._superseded += [row["id"] for row in rows]
        if rows:
            statement = text("UPDATE member SET superseded_by = :batch, current = 0 WHERE id = :id")
            self._session.connection().execute(statement, rows)

    def knows(self, group: str, until: int) -> None:
        """The batch speaks of the group's month with that index."""
        number = self._groups[group.casefold()]
        self._known_until[number] = max(until, self._known_until.get(number, 0))

    def close(self) -> Change:
        """Count what was added and superseded, and make the batch active."""
        for number, until in sorted(self._known_until.items()):
            row = BatchGroupRow(batch_id=self.number, group_id=number, known_until=until)
            self._session.add(row)
        self._session.flush()
        for statement in self._index:
            self._session.connection().exec_driver_sql(statement)
        before = dump(self._batch)
        self._batch.active = 1
        self._batch.added_digest = self._fingerprint.hexdigest(self._strata, self._known_until)
        self._batch.superseded_digest = rows_digest(self._superseded)
        self._session.flush()
        count_stays(self._session, self._batch, self._stays)
        return Change("roster_batch", str(self.number), before, dump(self._batch))

    def _put_index_off(self) -> None:
        """Until all are stored: to sort many NIK at once is quicker than to place one after the other.

        `close` builds the index in the same transaction, and finds then what add would have found.
        """
        connection = self._session.connection()
        if not on_sqlite(self._session):
            return
        query = text("SELECT sql FROM sqlite_master WHERE type = 'index' AND name = :name")
        self._index = list(connection.execute(query, {"name": _INDEX_OF_NIK}).scalars())
        connection.execute(text(f"DROP INDEX IF EXISTS {_INDEX_OF_NIK}"))

    def _strata_of(self, members: Roll) -> list[int]:
        """The ids of strata, by the groups as the plan spells them; new ones are stored at once."""
        try:
            return list(map(self._spelled.__getitem__, _strata(members)))
        except KeyError:
            self._spell(dict.fromkeys(_strata(members)))
        return list(map(self._spelled.__getitem__, _strata(members)))

    def _spell(self, strata: Iterable[Stratum]) -> None:
        keys = {stratum: (self._groups[stratum[0].casefold()], *stratum[1:]) for stratum in strata}
        self._insert_strata([key for key in dict.fromkeys(keys.values()) if key not in self._strata])
        self._spelled |= {stratum: self._strata[key] for stratum, key in keys.items()}

    def _insert_strata(self, new: Sequence[tuple[int, str, str, int | None]]) -> None:
        if not new:
            return
        last = self._session.exec(select(func.max(StratumRow.id))).one() or 0
        self._strata.update(zip(new, count(last + 1)))
        rows = [
            {
                "id": self._strata[key], "region_code": self._region_code, "group_id": key[0],
                "kecamatan": key[1], "village": key[2], "wage_sen": key[3],
            }
            for key in new
        ]  # fmt: skip
        self._session.connection().execute(insert(StratumRow), rows)


def _strata(members: Roll) -> Iterator[Stratum]:
    return zip(members.groups, members.kecamatans, members.villages, members.wages, strict=True)


def switch(session: Session, batch: BatchRow) -> None:
    """After undo or redo set `batch.active`: make its members, or those that it superseded, current."""
    added, superseded = ("1", "0") if batch.active else ("0", "1")
    bound = of_batch(batch)
    # What frees a NIK comes before what takes it.
    steps = [
        f"UPDATE member SET current = {superseded} WHERE {SUPERSEDED}",
        f"UPDATE member SET current = {added} WHERE {ADDED}",
    ]
    for step in steps if batch.active else reversed(steps):
        session.connection().execute(text(step), bound)
    count_batch(session, batch, +1 if batch.active else -1)
