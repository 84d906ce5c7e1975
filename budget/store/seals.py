"""Sealed months: their content, the digest that proves it, and the corrections made since."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import text
from sqlmodel import Session, col, func, select

from budget.errors import Conflict
from budget.period import Month, parse_month
from budget.store.change import Change, added
from budget.store.roster_tables import BatchRow, CorrectionRow, SealRow


@dataclass(frozen=True, slots=True)
class Seal:
    """`digest` is the SHA-256 of `content` as UTF-8, in hexadecimal."""

    id: int
    month: Month
    at: datetime
    who: str
    digest: str
    content: str

    @property
    def intact(self) -> bool:
        return _digest(self.content) == self.digest


@dataclass(frozen=True, slots=True)
class Correction:
    """What a change after the seal added: people and rupiah of one group, place and programme.

    Without a group nothing but the persons changed: their numbers and prices are the same. `digest` is
    that of the month's people after the change.
    """

    month: Month
    at: datetime
    who: str
    reason: str
    group: str
    kecamatan: str
    village: str
    programme: str
    heads: int
    cost: int
    digest: str


class Seals:
    """The sealed months of a workspace."""

    def __init__(self, session: Session, region_code: str, who: str, at: datetime) -> None:
        self._session = session
        self._region_code = region_code
        self._who = who
        self._at = at.astimezone(UTC).isoformat(timespec="seconds")

    def all(self) -> list[Seal]:
        """By month."""
        query = select(SealRow).where(SealRow.region_code == self._region_code).order_by(col(SealRow.month))
        return [_seal(row) for row in self._session.exec(query).all()]

    def add(self, month: Month, content: str) -> tuple[Seal, Change]:
        """Seal a month; Conflict where it is sealed already."""
        if any(seal.month == month for seal in self.all()):
            raise Conflict(f"{month.label} sudah disegel.")
        row = SealRow(
            region_code=self._region_code,
            position=month.index,
            month=str(month),
            at=self._at,
            who=self._who,
            digest=_digest(content),
            content=content,
        )
        self._session.add(row)
        self._session.flush()
        return _seal(row), added(row)

    def corrections(self) -> list[Correction]:
        """Of all months, in the order in which they were made."""
        query = (
            select(CorrectionRow, SealRow.month)
            .join(SealRow, col(SealRow.id) == col(CorrectionRow.seal_id))
            .where(CorrectionRow.region_code == self._region_code)
            .order_by(col(CorrectionRow.id))
        )
        return [_correction(row, month) for row, month in self._session.exec(query).all()]

    def correct(self, seal: Seal, corrections: Iterable[Correction]) -> list[Change]:
        """Store the corrections of one change; who and when are those of this transaction."""
        position = self._session.exec(select(func.max(CorrectionRow.position))).one() or 0
        rows = [
            CorrectionRow(
                region_code=self._region_code,
                position=position + number,
                seal_id=seal.id,
                at=self._at,
                who=self._who,
                reason=c.reason,
                group_name=c.group,
                kecamatan=c.kecamatan,
                village=c.village,
                programme=c.programme,
                heads=c.heads,
                cost=c.cost,
                digest=c.digest,
            )
            for number, c in enumerate(corrections, start=1)
        ]
        self._session.add_all(rows)
        self._session.flush()
        return [added(row) for row in rows]

    def touched(self, batch: int, month: Month) -> bool:
        """Whether after a batch other people are covered in the month, or in another group, place or wage.

        A row that only got another end says the same of the months before.
        """
        row = self._session.get_one(BatchRow, batch)
        covered = "first_month <= :month AND (end_month IS NULL OR end_month > :month)"
        added = f"SELECT nik, stratum_id FROM member WHERE id BETWEEN :first AND :last AND {covered}"
        gone = f"SELECT nik, stratum_id FROM member WHERE superseded_by = :batch AND {covered}"
        query = f"""
            SELECT EXISTS (SELECT * FROM ({added}) AS a EXCEPT SELECT * FROM ({gone}) AS g)
            OR EXISTS (SELECT * FROM ({gone}) AS g EXCEPT SELECT * FROM ({added}) AS a)
        """
        bound = {
            "first": row.first_member,
            "last": row.last_member,
            "batch": batch,
            "month": month.index,
        }
        return bool(self._session.connection().execute(text(query), bound).scalar_one())

    def people_digest(self, month: Month) -> str:
        """SHA-256 over everybody covered in the month, by NIK: who, in which group, place and wage."""
        query = """
            SELECT m.nik, g.name, s.kecamatan, s.village, s.wage_sen
            FROM member m JOIN stratum s ON s.id = m.stratum_id JOIN member_group g ON g.id = s.group_id
            WHERE +m.current = 1 AND m.first_month <= :month
            AND (m.end_month IS NULL OR m.end_month > :month)
            ORDER BY m.nik
        """
        digest = hashlib.sha256()
        for row in self._session.connection().execute(text(query), {"month": month.index}):
            digest.update(("\t".join(str(value) for value in row) + "\n").encode())
        return digest.hexdigest()


def _digest(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()


def _seal(row: SealRow) -> Seal:
    at = datetime.fromisoformat(row.at)
    return Seal(row.id or 0, parse_month(row.month), at, row.who, row.digest, row.content)


def _correction(row: CorrectionRow, month: str) -> Correction:
    return Correction(
        month=parse_month(month),
        at=datetime.fromisoformat(row.at),
        who=row.who,
        reason=row.reason,
        group=row.group_name,
        kecamatan=row.kecamatan,
        village=row.village,
        programme=row.programme,
        heads=row.heads,
        cost=row.cost,
        digest=row.digest,
    )
