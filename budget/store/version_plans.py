"""The plans of versions by name, each read when it is asked for: a scenario may stand on one."""

from collections.abc import Iterator, Mapping

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from budget.plan import Plan
from budget.store.frozen import thawed_plan
from budget.store.version_tables import VersionRow


class VersionPlans(Mapping[str, Plan]):
    """By the version's name, whatever its capitals; each with the law that it was frozen with.

    A transaction of its own reads them, as a plan outlives the one that it was read in.
    """

    def __init__(self, engine: Engine, session: Session, region_code: str) -> None:
        self._engine = engine
        self._region_code = region_code
        rows = session.exec(select(VersionRow.name).where(VersionRow.region_code == region_code))
        self._names = {name.casefold(): name for name in rows}
        self._plans: dict[str, Plan] = {}

    def __getitem__(self, name: str) -> Plan:
        key = name.casefold()
        if key not in self._plans:
            self._plans[key] = self._read(self._names[key])
        return self._plans[key]

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.casefold() in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names.values())

    def __len__(self) -> int:
        return len(self._names)

    def _read(self, name: str) -> Plan:
        query = select(VersionRow).where(
            VersionRow.region_code == self._region_code, col(VersionRow.name) == name
        )
        with Session(self._engine.execution_options(writes=False)) as session:
            row = session.exec(query).one()
            return thawed_plan(row.content, row.digest, row.name, row.scenario)
