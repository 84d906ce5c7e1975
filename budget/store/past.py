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
from budget.store.people import StoredMember

_SELECT = """
    SELECT m.id, m.batch_id, m.superseded_by, m.current, m.nik, m.name, m.birth_date, m.sex,
           COALESCE(f.name, g.name), s.kecamatan, s.village, m.first_month, m.end_month, s.wage_sen,
           m.birth_place, m.mother, m.phone, m.address, m.kpj, m.marks
    FROM member m JOIN stratum s ON s.id = m.stratum_id JOIN member_group g ON g.id = s.group_id
    LEFT JOIN former_group f ON f.id = g.id
    WHERE m.nik = :nik AND m.current
"""
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
        for number, batch, superseded_by, current, key, name, born, sex, *rest in rows:
            member = Member(key, name, date.fromisoformat(born), Sex(sex), *rest)
            after = batches.get(superseded_by)
            stays = after is None or after.undone
            row = StoredMember(number, member)
            found.append(PastMember(row, bool(current), batches[batch], None if stays else after))
        return found

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
