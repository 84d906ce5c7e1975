"""The journal: who changed what when, with every row before and after. Undo reads it backwards.

An entry is never altered. Undoing one writes a new entry that names it, and so does redoing, so that the
state of both follows from the list alone. An entry without changes is a note: it says what was handed out
and why, and there is nothing in it to undo.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, SQLModel, col, select

from budget.errors import Conflict, NotFound
from budget.store import chain
from budget.store.change import Change, agree
from budget.store.coverage_tables import CoverageFigureRow, CoverageTargetRow
from budget.store.form_tables import FORM_TABLES
from budget.store.former_groups import delete, former
from budget.store.members import switch
from budget.store.payment_tables import PAYMENT_TABLES
from budget.store.roster_tables import BatchRow, CorrectionRow, FormerGroupRow, LayoutRow, SealRow, TwinRow
from budget.store.tables import PLAN_TABLES, GroupRow, JournalChangeRow, JournalRow, RegionRow, ScenarioRow

_TABLES: tuple[type[SQLModel], ...] = (
    RegionRow,
    *PLAN_TABLES,
    *FORM_TABLES,
    BatchRow,
    LayoutRow,
    TwinRow,
    SealRow,
    CorrectionRow,
    CoverageFigureRow,
    CoverageTargetRow,
    *PAYMENT_TABLES,
)
MODELS = {str(table.__tablename__): table for table in _TABLES}


@dataclass(frozen=True, slots=True)
class Entry:
    """One use case that changed something. `undone`: an edit that is undone at present."""

    number: int
    at: datetime
    who: str
    action: str
    effect_rupiah: int | None
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Recorded:
    """An entry with its changes; `undoes` is what an undo or redo is about, `undone_by` what took it back."""

    entry: Entry
    is_note: bool
    undoes: Entry | None
    undone_by: Entry | None
    changes: tuple[Change, ...]


def recorded(session: Session, entries: Sequence[JournalRow], number: int) -> Recorded:
    """The entry of that number among all of a region; NotFound where there is none."""
    undone = {row.id for row in stacks(entries)[1]}
    by_number = {row.id: row for row in entries}
    found = by_number.get(number)
    if found is None:
        raise NotFound(f"Tidak ada perubahan nomor {number} dalam riwayat.")
    target = None if found.target_id is None else by_number[found.target_id]
    last = next((row for row in reversed(entries) if row.target_id == number), None)
    took_back = last if last is not None and last.kind == "undo" else None
    return Recorded(
        entry_of(found, found.id in undone),
        found.kind == "note",
        None if target is None else entry_of(target, target.id in undone),
        None if took_back is None else entry_of(took_back, undone=False),
        tuple(changes_of(session, found)),
    )


def names(session: Session, changes: Iterable[Change]) -> tuple[dict[int, str], dict[int, str]]:
    """Groups and scenarios by number: stored, deleted but named by people's rows, or as the changes tell."""
    groups = {row.id or 0: row.name for row in session.exec(select(GroupRow)).all()}
    groups |= {row.id or 0: row.name for row in session.exec(select(FormerGroupRow)).all()}
    scenarios = {row.id or 0: row.name for row in session.exec(select(ScenarioRow)).all()}
    told = {str(GroupRow.__tablename__): groups, str(ScenarioRow.__tablename__): scenarios}
    for change in changes:
        if (known := told.get(change.table)) is not None:
            known.setdefault(int(change.key), str((change.now or change.was or {}).get("name", "")))
    return groups, scenarios


def append(session: Session, entry: JournalRow, changes: Iterable[Change]) -> None:
    """Write an entry with its changes after the last one; an edit that changes nothing is a note."""
    changes = list(changes)
    if entry.kind == "edit" and not changes:
        entry.kind = "note"
    entry.digest = chain.link(chain.head(session), entry, changes)
    session.add(entry)
    session.flush()
    assert entry.id is not None
    for change in changes:
        session.add(
            JournalChangeRow(
                journal_id=entry.id,
                table_name=change.table,
                row_key=change.key,
                before=change.before,
                after=change.after,
            )
        )
    session.flush()


def entry_of(row: JournalRow, undone: bool) -> Entry:
    return Entry(
        number=row.id or 0,
        at=datetime.fromisoformat(row.at),
        who=row.who,
        action=row.action,
        effect_rupiah=row.effect_rupiah,
        undone=undone,
    )


def rows(session: Session, region_code: str) -> Sequence[JournalRow]:
    """All entries of a region, oldest first."""
    query = select(JournalRow).where(JournalRow.region_code == region_code).order_by(col(JournalRow.id))
    return session.exec(query).all()


def head(session: Session) -> int:
    """The number of the newest entry; 0 before the first one."""
    return session.exec(select(JournalRow.id).order_by(col(JournalRow.id).desc()).limit(1)).first() or 0


def changes_of(session: Session, entry: JournalRow) -> list[Change]:
    """The changes of an entry in the order in which they were made."""
    query = (
        select(JournalChangeRow)
        .where(JournalChangeRow.journal_id == entry.id)
        .order_by(col(JournalChangeRow.id))
    )
    return [Change(c.table_name, c.row_key, c.before, c.after) for c in session.exec(query).all()]


def stacks(entries: Iterable[JournalRow]) -> tuple[list[JournalRow], list[JournalRow]]:
    """The edits that can be undone and those that can be redone; the last of each comes first in turn."""
    by_number = {entry.id: entry for entry in entries}
    done: list[JournalRow] = []
    undone: list[JournalRow] = []
    for entry in by_number.values():
        match entry.kind:
            case "edit":
                done.append(entry)
                undone.clear()
            case "undo":
                undone.append(done.pop())
            case "redo":
                done.append(undone.pop())
    return done, undone


def apply(session: Session, changes: Iterable[Change]) -> None:
    """Bring every row from its `before` to its `after`; Conflict where a row is not as `before` says."""
    for change in changes:
        model = MODELS[change.table]
        key = change.key if model is RegionRow else int(change.key)
        row = session.get(model, key)
        set_aside = former(session, row)
        if not agree(change.was, None if row is None or set_aside else row.model_dump()):
            raise Conflict("Data sudah berubah sejak itu, sehingga tidak dapat dikembalikan.")
        if row is None:
            session.add(model(**json.loads(change.after or "")))
        elif change.after is None:
            delete(session, row)
        else:
            if set_aside:
                session.delete(set_aside)
            for name, value in json.loads(change.after).items():
                setattr(row, name, value)
        session.flush()
        if isinstance(row, BatchRow):
            switch(session, row)
