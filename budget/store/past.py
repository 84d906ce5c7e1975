"""What was believed of one NIK, and when: every row there ever was, and which import or edit said it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, text
from sqlmodel import Session

from budget.period import Month
from budget.roster.batch import Batch
from budget.roster.member import Member, Sex
from budget.store.counts import ADDED, SUPERSEDED, of_batch
from budget.store.people import StoredMember
from budget.store.roster_tables import BatchRow

_COLUMNS = """
    m.nik, m.name, m.birth_date, m.sex, COALESCE(f.name, g.name), s.kecamatan, s.village, m.first_month,
    m.end_month, s.wage_sen, m.birth_place, m.mother, m.phone, m.address, m.kpj, m.marks
"""
_FROM = """
    FROM member m JOIN stratum s ON s.id = m.stratum_id JOIN member_group g ON g.id = s.group_id
    LEFT JOIN former_group f ON f.id = g.id
"""
_SELECT = f"""
    SELECT m.id, m.batch_id, m.superseded_by, m.current, {_COLUMNS} {_FROM} WHERE m.nik = :nik AND m.current
"""
_MEMBERS = f"SELECT m.id, {_COLUMNS} {_FROM}"
# One index holds the current rows of a NIK, another one those of the past.
_ROWS = f"{_SELECT} = 1 UNION ALL {_SELECT} = 0 ORDER BY 1"
_BATCHES = """
    SELECT b.id, b.kind, b.source, b.month, b.active, j.at, j.who, j.action
    FROM roster_batch b
    LEFT JOIN journal_change c ON c.table_name = 'roster_batch' AND c.row_key = CAST(b.id AS TEXT)
    LEFT JOIN journal j ON j.id = c.journal_id
    WHERE b.id IN :batches AND (j.kind IS NULL OR j.kind = 'edit')
"""


@dataclass(frozen=True, slots=True)
class PastMember:
    """A row of a NIK, what said it, and what has put another in its place, if anything has."""

    row: StoredMember
    current: bool
    by: Batch
    superseded_by: Batch | None


@dataclass(frozen=True, slots=True)
class BatchPeople:
    """Some rows that a batch added and superseded; `people` is how many it is about in all."""

    added: tuple[StoredMember, ...]
    superseded: tuple[StoredMember, ...]
    people: int


class Past:
    """Rows that are current, superseded or undone."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def nik_of(self, row: int) -> int | None:
        """The NIK in a row, whether or not it is current."""
        found = self._session.connection().execute(text("SELECT nik FROM member WHERE id = :id"), {"id": row})
        nik = found.scalar_one_or_none()
        return None if nik is None else int(nik)

    def rows(self, nik: int) -> list[PastMember]:
        """In the order in which they were stored."""
        rows: Sequence[Any] = self._session.connection().execute(text(_ROWS), {"nik": nik}).all()
        batches = self._batches({number for row in rows for number in row[1:3] if number})
        found: list[PastMember] = []
        for number, batch, superseded_by, current, *rest in rows:
            after = batches.get(superseded_by)
            stays = after is None or after.undone
            row = _stored(number, rest)
            found.append(PastMember(row, bool(current), batches[batch], None if stays else after))
        return found

    def of_batch(self, number: int, limit: int) -> BatchPeople:
        """Of the first people whom a batch added, the rows in whose place they came; and who left by it."""
        batch = self._session.get_one(BatchRow, number)
        bound = {**of_batch(batch), "most": limit}
        added = self._members(f"SELECT id FROM member WHERE {ADDED} LIMIT :most", bound)
        niks = ", ".join(str(each.member.nik) for each in added) or "NULL"
        replaced = self._members(f"SELECT id FROM member WHERE {SUPERSEDED} AND nik IN ({niks})", bound)
        left = f"{SUPERSEDED} AND nik NOT IN (SELECT nik FROM member WHERE {ADDED})"
        gone = self._members(f"SELECT id FROM member WHERE {left} LIMIT :most", bound)
        query = text(f"SELECT COUNT(DISTINCT nik) FROM member WHERE {ADDED} OR {SUPERSEDED}")
        people = int(self._session.connection().execute(query, bound).scalar_one())
        return BatchPeople(added, (*replaced, *gone), people)

    def _members(self, ids: str, bound: Mapping[str, int]) -> tuple[StoredMember, ...]:
        query = text(f"{_MEMBERS} WHERE m.id IN ({ids}) ORDER BY m.id")
        rows: Sequence[Any] = self._session.connection().execute(query, bound).all()
        return tuple(_stored(number, rest) for number, *rest in rows)

    def _batches(self, numbers: Iterable[int]) -> Mapping[int, Batch]:
        query = text(_BATCHES).bindparams(bindparam("batches", expanding=True))
        rows = self._session.connection().execute(query, {"batches": list(numbers)})
        return {
            number: Batch(
                number,
                kind,
                source,
                None if month is None else Month.at(month),
                not active,
                datetime.fromisoformat(at) if at else None,
                who or "",
                action or "",
            )
            for number, kind, source, month, active, at, who, action in rows
        }


def _stored(number: int, columns: Sequence[Any]) -> StoredMember:
    key, name, born, sex, *rest = columns
    return StoredMember(number, Member(key, name, date.fromisoformat(born), Sex(sex), *rest))
