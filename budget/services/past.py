"""The history of one person: what was believed when, by which import or edit, and until which; masked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from budget.errors import NotFound
from budget.roster.batch import Batch
from budget.services.people import ShownPerson, shown
from budget.services.workspace import Workspace, transaction

if TYPE_CHECKING:
    from budget.store.past import PastMember

_NIK_DIGITS = 16


class Standing(StrEnum):
    """What has become of a row."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class PastCover:
    """One row, what said it, and what superseded it, if anything did."""

    person: ShownPerson
    standing: Standing
    by: Batch
    superseded_by: Batch | None


def person_history(workspace: Workspace, number: int) -> list[PastCover]:
    """Every row of the person in this row, the newest first; NotFound where there is no such row."""
    with transaction(workspace, writes=False) as work:
        nik = work.past.nik_of(number)
        rows = [] if nik is None else work.past.rows(nik)
    if not rows:
        raise NotFound("Tidak ada baris orang dengan nomor itu. Lihat nomornya dengan: pagu roster find.")
    return [_cover(row) for row in reversed(rows)]


def history_of(workspace: Workspace, who: str) -> list[PastCover]:
    """The same by NIK (16 digits, spaces and dots between them or not) or by the number of a row."""
    digits = "".join(who.split()).replace(".", "")
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= _NIK_DIGITS):
        raise NotFound("Sebutkan NIK (16 angka) atau nomor barisnya.")
    if len(digits) < _NIK_DIGITS:
        return person_history(workspace, int(digits))
    with transaction(workspace, writes=False) as work:
        rows = work.past.rows(int(digits))
    if not rows:
        raise NotFound("NIK itu tidak pernah ada di daftar.")
    return [_cover(row) for row in reversed(rows)]


def _cover(past: PastMember) -> PastCover:
    standing = Standing.CURRENT if past.current else Standing.SUPERSEDED
    if past.by.undone:
        standing = Standing.UNDONE
    return PastCover(shown(past.row), standing, past.by, past.superseded_by)
