"""Deleted groups that superseded rows and undone imports still name: they stay beside the plan, not in it.

People's rows say what was believed, and say it for good. So the group that they name keeps its row, under a
name that leaves the old one free, and `former_group` keeps the name that it had.
To the journal it is deleted.
"""

from sqlmodel import Session, SQLModel, col, select

from budget.store.roster_tables import BatchGroupRow, FormerGroupRow, StratumRow
from budget.store.tables import GroupRow


def delete(session: Session, row: SQLModel) -> None:
    """Delete a row of the plan; a group that people's rows name is set aside."""
    if isinstance(row, GroupRow) and _is_named(session, row):
        session.add(FormerGroupRow(id=row.id, name=row.name))
        row.name = f"(dihapus {row.id})"
    else:
        session.delete(row)


def former(session: Session, row: SQLModel | None) -> FormerGroupRow | None:
    """What is kept of a group that was set aside; None of every other row."""
    return session.get(FormerGroupRow, row.id) if isinstance(row, GroupRow) else None


def former_ids(session: Session) -> set[int]:
    """The groups that are in the plan no more."""
    return {number for number in session.exec(select(col(FormerGroupRow.id))).all() if number}


def _is_named(session: Session, group: GroupRow) -> bool:
    """Whether a stratum or a batch names the group, be it that nobody is in it."""
    strata = select(StratumRow.id).where(StratumRow.group_id == group.id).limit(1)
    batches = select(BatchGroupRow.batch_id).where(BatchGroupRow.group_id == group.id).limit(1)
    return session.exec(strata).first() is not None or session.exec(batches).first() is not None
