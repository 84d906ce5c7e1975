"""How many people of a stratum come and go in each month, kept in the transaction that changes them."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from contextlib import closing
from functools import partial
from itertools import compress, count, islice
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, col, func, select

from budget.period import Month
from budget.plan.roster import RosterCounts, RosterStratum, counted_columns
from budget.store.columns import integers
from budget.store.former_groups import former_ids
from budget.store.roster_tables import BatchGroupRow, BatchRow
from budget.store.tables import GroupRow

# A stratum, the first month of a cover and the month after it.
Stay = tuple[int, int, int | None]
# A stratum, a month's index, and how many joined and are gone in it.
Ends = tuple[int, int, int, int]
ADDED = "id BETWEEN :first AND :last"
SUPERSEDED = "superseded_by = :batch"
# Where all rows are looked at, the plus keeps SQLite from walking them in the order of the index of NIK.
CURRENT_OF_ALL = "+current = 1"
_KEPT = "SELECT stratum_id, month, joined, gone FROM stratum_count WHERE joined > 0 OR gone > 0"
_STRATA = """
    SELECT g.name, s.kecamatan, s.village, s.wage_sen
    FROM stratum s JOIN member_group g ON g.id = s.group_id ORDER BY s.id
"""
_ADD = """
    INSERT INTO stratum_count (stratum_id, month, joined, gone) {}
    ON CONFLICT (stratum_id, month) DO UPDATE
    SET joined = stratum_count.joined + excluded.joined, gone = stratum_count.gone + excluded.gone
"""
_MORE = _ADD.format("SELECT stratum_id, month, joined, gone FROM ({}) AS c WHERE true")
# Cells in one statement: a server takes as long for each statement as for some hundred cells.
_CELLS_TOGETHER = 1_000
_FEWER = """
    UPDATE stratum_count
    SET joined = stratum_count.joined - c.joined, gone = stratum_count.gone - c.gone
    FROM ({}) AS c
    WHERE stratum_count.stratum_id = c.stratum_id AND stratum_count.month = c.month
"""


def count_stays(session: Session, batch: BatchRow, added: Mapping[Stay, int]) -> None:
    """Add so many that the batch added, and take back those that it superseded."""
    ends: dict[tuple[int, int], list[int]] = {}
    for (stratum, first, end), members in added.items():
        ends.setdefault((stratum, first), [0, 0])[0] += members
        if end is not None:
            ends.setdefault((stratum, end), [0, 0])[1] += members
    cells = (f"({stratum}, {month}, {joined}, {gone})" for (stratum, month), (joined, gone) in ends.items())
    while some := ", ".join(islice(cells, _CELLS_TOGETHER)):
        session.connection().exec_driver_sql(_ADD.format(f"VALUES {some}"))
    session.connection().execute(text(_FEWER.format(_counts(SUPERSEDED))), of_batch(batch))


def count_batch(session: Session, batch: BatchRow, sign: int) -> None:
    """Add (or with -1 take back) what the batch did to the counts."""
    come, go = (ADDED, SUPERSEDED) if sign > 0 else (SUPERSEDED, ADDED)
    for statement, which in ((_MORE, come), (_FEWER, go)):
        session.connection().execute(text(statement.format(_counts(which))), of_batch(batch))


def of_batch(batch: BatchRow) -> dict[str, int]:
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
    return _rows(session, _KEPT)


def roster_counts(session: Session) -> RosterCounts:
    """The counted roster of the workspace, as its transactions have kept it."""
    return _counted(session, _KEPT)


def roster_recounted(session: Session) -> RosterCounts:
    """The same, counted anew from the people."""
    return _counted(session, _counts(CURRENT_OF_ALL))


def _rows(session: Session, query: str) -> list[Any]:
    """By the driver's own cursor: rows of the database layer cost more than reading them."""
    with closing(session.connection().connection.cursor()) as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


def _counted(session: Session, query: str) -> RosterCounts:
    """Strata in which nobody is any more are left out: their group may be gone from the plan."""
    stratum, *columns = integers(session, ("stratum_id", "month", "joined", "gone"), f"({query}) AS counts")
    (numbers,) = integers(session, ("id",), "(SELECT id FROM stratum ORDER BY id)")
    strata = list(map(partial(tuple.__new__, RosterStratum), _rows(session, _STRATA)))
    if len(strata) != len(numbers):
        raise ValueError("a stratum lacks its group")
    peopled = set(stratum.tolist())
    kept = [number in peopled for number in numbers.tolist()]
    places = dict(zip(compress(numbers.tolist(), kept), count()))
    return counted_columns(
        tuple(compress(strata, kept)),
        [
            array("q", map(places.__getitem__, stratum.tolist())),
            *(array("q", column.tobytes()) for column in columns),
        ],
        _known_until(session),
    )


def _known_until(session: Session) -> dict[str, Month]:
    names = {number: name for name, number in _groups(session)}
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


def stratum_ids(session: Session) -> dict[tuple[int, str, str, int | None], int]:
    query = "SELECT group_id, kecamatan, village, wage_sen, id FROM stratum ORDER BY id"
    return {(row[0], row[1], row[2], row[3]): row[4] for row in session.connection().execute(text(query))}
