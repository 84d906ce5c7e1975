"""Whether people are what their batches and lists said of them, by the digests that the journal keeps."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, col, select

from budget.store.counts import SUPERSEDED, of_batch, stratum_ids
from budget.store.fingerprints import COLUMNS, Fingerprint, StratumKey, rows_digest
from budget.store.roster_tables import BatchGroupRow, BatchRow
from budget.store.sound_rows import UNFIT

_AT_ONCE = 10_000
# Covered are the rows of active batches that no active batch has superseded; each lies in its batch's range.
_MISLED = """
    SELECT COUNT(*) FROM member m JOIN roster_batch b ON b.id = m.batch_id
    LEFT JOIN roster_batch s ON s.id = m.superseded_by
    WHERE m.id NOT BETWEEN b.first_member AND b.last_member
    OR m.current <> CASE WHEN b.active = 1 AND COALESCE(s.active, 0) = 0 THEN 1 ELSE 0 END
"""


@dataclass(frozen=True, slots=True)
class PeopleProof:
    """`altered` are the batches whose people are not what they said, `untold` those without a digest.

    `misled` rows of people count although no import and no edit says so, or do not although one does.
    """

    batches: int
    untold: int
    altered: tuple[str, ...]
    misled: int


def people_proof(session: Session) -> PeopleProof:
    """Reads every row of people there ever was."""
    batches = session.exec(select(BatchRow).order_by(col(BatchRow.id))).all()
    told = [batch for batch in batches if batch.added_digest is not None]
    strata = stratum_ids(session)
    altered = [batch for batch in told if _is_altered(session, batch, strata)]
    named = tuple(f"{batch.source} (nomor {batch.id})" for batch in altered)
    misled = int(session.connection().execute(text(_MISLED)).scalar_one())
    return PeopleProof(len(batches), len(batches) - len(told), named, misled)


def _is_altered(session: Session, batch: BatchRow, strata: dict[StratumKey, int]) -> bool:
    try:
        return _differs(session, batch, strata)
    except UNFIT:
        # A damaged page holds what no row may hold.
        return True


def _differs(session: Session, batch: BatchRow, strata: dict[StratumKey, int]) -> bool:
    found = Fingerprint()
    for columns in _added(session, batch):
        found.take(columns)
    known = session.exec(select(BatchGroupRow).where(BatchGroupRow.batch_id == batch.id)).all()
    if batch.added_digest != found.hexdigest(strata, {row.group_id: row.known_until for row in known}):
        return True
    # What an undone batch had superseded may have been superseded by another one since.
    return bool(batch.active) and batch.superseded_digest != rows_digest(_superseded(session, batch))


def _added(session: Session, batch: BatchRow) -> Iterator[Sequence[Sequence[Any]]]:
    """The columns of the rows that a batch added, a part at a time.

    By the driver's own cursor: rows of the database layer cost more than reading them.
    """
    with closing(session.connection().connection.cursor()) as cursor:
        for first in range(batch.first_member, batch.last_member + 1, _AT_ONCE):
            bounds = f"id BETWEEN {first} AND {min(first + _AT_ONCE - 1, batch.last_member)}"
            cursor.execute(f"SELECT {', '.join(COLUMNS)} FROM member WHERE {bounds} ORDER BY id")
            if rows := cursor.fetchall():
                yield list(zip(*rows, strict=True))


def _superseded(session: Session, batch: BatchRow) -> Iterator[int]:
    query = text(f"SELECT id FROM member WHERE {SUPERSEDED}")
    return (row[0] for row in session.connection().execute(query, of_batch(batch)))
