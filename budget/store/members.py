"""Writing people in batches, and keeping their counts in the same transaction.

A batch adds members and supersedes others. Counts follow from what a batch did, so that an edit of one
person among a million touches two of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from datetime import date
from itertools import count, repeat
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, col, func, select

from budget.period import Month
from budget.plan.roster import RosterCounts, RosterStratum, counted
from budget.roster.member import Member, Sex
from budget.store.change import Change, dump
from budget.store.former_groups import former_ids
from budget.store.roster_tables import (
    BatchGroupRow,
    BatchRow,
    MemberRow,
    StratumRow,
)
from budget.store.tables import GroupRow

# Pages kept in memory while many members are written: the index of NIK is filled in no order.
_CACHE_KIB = 131_072
_COLUMNS = (
    "id", "region_code", "batch_id", "stratum_id", "nik", "name", "birth_date", "sex", "first_month",
    "end_month", "marks", "birth_place", "mother", "phone", "address", "kpj", "current",
)  # fmt: skip
_INSERT = f"INSERT INTO member ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
_INDEX_OF_NIK = "uq_member_nik"
# The first members at once that announce a long list.
_MANY = 5_000
_INSERT_STRATUM = (
    "INSERT INTO stratum (id, region_code, group_id, kecamatan, village, wage_sen) VALUES (?, ?, ?, ?, ?, ?)"
)
# Plain text: the driver looks long for how to store an enumeration.
_LETTERS = {sex: str(sex.value) for sex in Sex}
# Group, kecamatan, village, wage.
Stratum = tuple[str, str, str, int | None]
# A stratum, a month's index, and how many joined and are gone in it.
Ends = tuple[int, int, int, int]
_ADDED = "id BETWEEN :first AND :last"
_SUPERSEDED = "superseded_by = :batch"
# Where all rows are looked at, the plus keeps SQLite from walking them in the order of the index of NIK.
CURRENT_OF_ALL = "+current = 1"


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
        self._strata = _stratum_ids(session)
        self._known_until: dict[int, int] = {}
        self._index: list[str] = []
        if session.get_bind().dialect.name == "sqlite":
            session.connection().exec_driver_sql(f"PRAGMA cache_size = -{_CACHE_KIB}")

    @property
    def number(self) -> int:
        return self._batch.id or 0

    def add(self, members: Sequence[Member]) -> range:
        """Store members whose months overlap no current row of the same NIK; their ids."""
        if not members:
            return range(0)
        first = self._batch.last_member + 1
        if first == 1 and len(members) >= _MANY:
            self._put_index_off()
        (niks, names, born, sexes, groups, kecamatans, villages, firsts, ends, wages, places, mothers, phones,
         addresses, kpjs, marks) = zip(*members, strict=True)  # fmt: skip
        strata = self._strata_of(list(zip(groups, kecamatans, villages, wages, strict=True)))
        rows = list(
            zip(
                count(first), repeat(self._region_code), repeat(self.number), strata, niks, names,
                map(date.isoformat, born), map(_LETTERS.__getitem__, sexes), firsts, ends, marks, places,
                mothers, phones, addresses, kpjs, repeat(1),
            )
        )  # fmt: skip
        self._session.connection().exec_driver_sql(_INSERT, rows)
        self._batch.last_member = first + len(rows) - 1
        return range(first, first + len(rows))

    def supersede(self, members: Iterable[int]) -> None:
        """These rows hold no longer, as this batch says otherwise or nothing."""
        rows = [{"id": number, "batch": self.number} for number in members]
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
        self._session.flush()
        count_batch(self._session, self._batch, +1)
        return Change("roster_batch", str(self.number), before, dump(self._batch))

    def _put_index_off(self) -> None:
        """Until all are stored: to sort many NIK at once is quicker than to place one after the other.

        `close` builds the index in the same transaction, and finds then what add would have found.
        """
        connection = self._session.connection()
        if connection.dialect.name != "sqlite":
            return
        query = text("SELECT sql FROM sqlite_master WHERE type = 'index' AND name = :name")
        self._index = list(connection.execute(query, {"name": _INDEX_OF_NIK}).scalars())
        connection.execute(text(f"DROP INDEX IF EXISTS {_INDEX_OF_NIK}"))

    def _strata_of(self, strata: Sequence[Stratum]) -> list[int]:
        """The ids of strata, by the groups as the plan spells them; new ones are stored at once."""
        keys = {
            stratum: (self._groups[stratum[0].casefold()], *stratum[1:]) for stratum in dict.fromkeys(strata)
        }
        new = [key for key in dict.fromkeys(keys.values()) if key not in self._strata]
        if new:
            last = self._session.exec(select(func.max(StratumRow.id))).one() or 0
            self._strata.update(zip(new, count(last + 1)))
            rows = [(self._strata[key], self._region_code, *key) for key in new]
            self._session.connection().exec_driver_sql(_INSERT_STRATUM, rows)
        numbers = {stratum: self._strata[key] for stratum, key in keys.items()}
        return [numbers[stratum] for stratum in strata]


def switch(session: Session, batch: BatchRow) -> None:
    """After undo or redo set `batch.active`: make its members, or those that it superseded, current."""
    added, superseded = ("1", "0") if batch.active else ("0", "1")
    bound = _bound(batch)
    # What frees a NIK comes before what takes it.
    steps = [
        f"UPDATE member SET current = {superseded} WHERE {_SUPERSEDED}",
        f"UPDATE member SET current = {added} WHERE {_ADDED}",
    ]
    for step in steps if batch.active else reversed(steps):
        session.connection().execute(text(step), bound)
    count_batch(session, batch, +1 if batch.active else -1)


def count_batch(session: Session, batch: BatchRow, sign: int) -> None:
    """Add (or with -1 take back) what the batch did to the counts."""
    come, go = (_ADDED, _SUPERSEDED) if sign > 0 else (_SUPERSEDED, _ADDED)
    more = f"""
        INSERT INTO stratum_count (stratum_id, month, joined, gone)
        SELECT stratum_id, month, joined, gone FROM ({_counts(come)}) AS c WHERE true
        ON CONFLICT (stratum_id, month) DO UPDATE
        SET joined = stratum_count.joined + excluded.joined, gone = stratum_count.gone + excluded.gone
    """
    fewer = f"""
        UPDATE stratum_count
        SET joined = stratum_count.joined - c.joined, gone = stratum_count.gone - c.gone
        FROM ({_counts(go)}) AS c
        WHERE stratum_count.stratum_id = c.stratum_id AND stratum_count.month = c.month
    """
    for statement in (more, fewer):
        session.connection().execute(text(statement), _bound(batch))


def _bound(batch: BatchRow) -> dict[str, int]:
    return {"first": batch.first_member, "last": batch.last_member, "batch": batch.id or 0}


def _counts(which: str) -> str:
    """Who joins and who is gone per stratum and month: one GROUP BY over both ends of every stay."""
    return f"""
        SELECT stratum_id, month, SUM(joined) AS joined, SUM(gone) AS gone FROM (
            SELECT stratum_id, first_month AS month, COUNT(*) AS joined, 0 AS gone
            FROM member WHERE {which} GROUP BY stratum_id, first_month
            UNION ALL
            SELECT stratum_id, end_month, 0, COUNT(*)
            FROM member WHERE {which} AND end_month IS NOT NULL GROUP BY stratum_id, end_month
        ) AS ends GROUP BY stratum_id, month
    """


def recounted(session: Session) -> list[Ends]:
    """Counted anew from the people."""
    return _rows(session, _counts(CURRENT_OF_ALL))


def stored_counts(session: Session) -> list[Ends]:
    """The same as it is kept; cells with nobody are left out."""
    query = "SELECT stratum_id, month, joined, gone FROM stratum_count WHERE joined > 0 OR gone > 0"
    return _rows(session, query)


def roster_counts(session: Session) -> RosterCounts:
    """The counted roster of the workspace, as its transactions have kept it."""
    return _counted(session, stored_counts(session))


def roster_recounted(session: Session) -> RosterCounts:
    """The same, counted anew from the people."""
    return _counted(session, recounted(session))


def _rows(session: Session, query: str) -> list[Any]:
    """By the driver's own cursor: rows of the database layer cost more than reading them."""
    with closing(session.connection().connection.cursor()) as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


def _counted(session: Session, counts: Sequence[Ends]) -> RosterCounts:
    """Strata in which nobody is any more are left out: their group may be gone from the plan."""
    names = {number: name for name, number in _groups(session)}
    peopled = {stratum for stratum, *_ in counts}
    strata = {key: number for key, number in _stratum_ids(session).items() if number in peopled}
    places = {number: place for place, number in enumerate(strata.values())}
    return counted(
        (RosterStratum(names[group], kecamatan, village, wage) for group, kecamatan, village, wage in strata),
        ((places[stratum], month, joined, gone) for stratum, month, joined, gone in counts),
        _known_until(session, names),
    )


def _known_until(session: Session, names: Mapping[int, str]) -> dict[str, Month]:
    query = (
        select(BatchGroupRow.group_id, func.max(BatchGroupRow.known_until))
        .join(BatchRow, col(BatchRow.id) == col(BatchGroupRow.batch_id))
        .where(BatchRow.active == 1)
        .group_by(col(BatchGroupRow.group_id))
    )
    known = session.exec(query).all()
    return {names[group].casefold(): Month.at(index) for group, index in known if group in names}


def group_ids(session: Session) -> dict[str, int]:
    return {name.casefold(): number for name, number in _groups(session)}


def _groups(session: Session) -> list[tuple[str, int]]:
    """Name and id of every group of the plan."""
    former = former_ids(session)
    rows = session.exec(select(GroupRow)).all()
    return [(row.name, row.id or 0) for row in rows if row.id not in former]


def _stratum_ids(session: Session) -> dict[tuple[int, str, str, int | None], int]:
    query = "SELECT group_id, kecamatan, village, wage_sen, id FROM stratum ORDER BY id"
    return {(row[0], row[1], row[2], row[3]): row[4] for row in session.connection().execute(text(query))}
