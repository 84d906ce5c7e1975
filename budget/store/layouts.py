"""Which column of a list holds what: remembered per layout, once an officer has said so."""

import json
from collections.abc import Mapping

from sqlmodel import Session, func, select

from budget.roster.member import RosterField
from budget.store.change import Change, added, dump, key_of
from budget.store.roster_tables import LayoutRow

# A heading, and what its column holds; None: nothing that is used.
Mapped = Mapping[str, RosterField | None]


class Layouts:
    """The remembered mappings of a workspace."""

    def __init__(self, session: Session, region_code: str) -> None:
        self._session = session
        self._region_code = region_code

    def mapping(self, layout: str) -> Mapped:
        """What was said of lists with these headings; empty where nothing was."""
        row = self._row(layout)
        if row is None:
            return {}
        return {title: RosterField(name) if name else None for title, name in json.loads(row.mapping).items()}

    def remember(self, layout: str, mapping: Mapped) -> list[Change]:
        """What changed: nothing where it is remembered already."""
        content = json.dumps(mapping, ensure_ascii=False, sort_keys=True)
        row = self._row(layout)
        if row is None:
            position = (self._session.exec(select(func.max(LayoutRow.position))).one() or 0) + 1
            row = LayoutRow(region_code=self._region_code, position=position, layout=layout, mapping=content)
            self._session.add(row)
            self._session.flush()
            return [added(row)]
        if row.mapping == content:
            return []
        before = dump(row)
        row.mapping = content
        self._session.flush()
        return [Change("roster_layout", key_of(row), before, dump(row))]

    def _row(self, layout: str) -> LayoutRow | None:
        query = select(LayoutRow).where(
            LayoutRow.region_code == self._region_code, LayoutRow.layout == layout
        )
        return self._session.exec(query).first()
