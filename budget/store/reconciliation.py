"""Whether the tables hold what the journal says: who changes a row behind the program leaves no entry."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session

from budget.store.change import Columns, agree, read
from budget.store.former_groups import former_ids
from budget.store.journal import MODELS
from budget.store.roster_tables import TwinRow
from budget.store.tables import METADATA, GroupRow, RegionRow
from budget.store.version_tables import VersionRow

_REGION, _GROUP = str(RegionRow.__tablename__), str(GroupRow.__tablename__)
_VERSIONS = str(VersionRow.__tablename__)
_CONTENT = _VERSIONS, "content"
# Pairs are found by imports, which the journal tells of; of a pair it tells the decision.
_FOUND = str(TwinRow.__tablename__)
# Table and primary key.
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Deviation:
    """A row's columns as the journal left them and as they are; None where there is no row.

    `said` is empty where the journal cannot be read.
    """

    table: str
    said: Columns | None
    stored: Columns | None


@dataclass(frozen=True, slots=True)
class Reconciled:
    """`rows` are those of which the journal tells, `untold` those that are older than it."""

    rows: int
    untold: int
    deviations: tuple[Deviation, ...]


def reconciled(session: Session) -> Reconciled:
    """Every row of the plan, and of what is kept beside it, against the last entry about it."""
    said, is_whole = _said(session)
    stored = dict(_stored(session))
    unsaid = [key for key in stored if key not in said and key[0] != _FOUND]
    compared = [*said, *unsaid] if is_whole else [*said]
    deviations = [
        Deviation(key[0], told, stored.get(key))
        for key in compared
        if not agree(told := read(said.get(key)), stored.get(key))
    ]
    return Reconciled(len(said), 0 if is_whole else len(unsaid), tuple(deviations))


def _said(session: Session) -> tuple[dict[Key, str | None], bool]:
    """Every row as the journal left it; and whether it begins with the first plan, as older ones do not."""
    columns = METADATA.tables["journal_change"].columns
    names = "table_name", "row_key", "before", "after"
    query = select(*(columns[name] for name in names)).order_by(columns["journal_id"], columns["id"])
    said: dict[Key, str | None] = {}
    is_whole = False
    for name, number, before, after in session.connection().execute(query):
        # A damaged page may hold anything.
        table, key = str(name), str(number)
        if table == _REGION and (table, key) not in said:
            is_whole = before is None
        said[table, key] = after
    return said, is_whole


def _stored(session: Session) -> Iterator[tuple[Key, Columns]]:
    """Every row of which the journal tells; a group that was set aside is deleted to it.

    Past the models: a damaged page may hold what they do not take.
    """
    former = former_ids(session)
    for name in (*MODELS, _VERSIONS):
        # A version's content is not in the journal: its digest is.
        columns = [column for column in METADATA.tables[name].columns if (name, column.name) != _CONTENT]
        for row in session.connection().execute(select(*columns)).mappings():
            key = row["code" if name == _REGION else "id"]
            if name != _GROUP or key not in former:
                yield (name, str(key)), dict(row)
