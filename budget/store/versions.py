"""Versions: plan, law, seals and result frozen under a name, with the digest that proves it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy.orm import defer
from sqlmodel import Session, col, func, select

from budget.errors import Conflict, NotFound
from budget.plan import Plan
from budget.store.change import Change, key_of
from budget.store.frozen import content_digest, thawed_plan
from budget.store.version_tables import VersionRow


class VersionState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    SUPERSEDED = "superseded"

    @property
    def label(self) -> str:
        return _LABELS[self.value]


_LABELS = {"draft": "draf", "submitted": "diajukan", "approved": "disetujui", "superseded": "digantikan"}


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who did something, and when."""

    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Version:
    """A frozen plan without its content; `total` in rupiah. `scenario` is empty for the plan as it stood."""

    name: str
    note: str
    scenario: str
    state: VersionState
    made: Stamp
    submitted: Stamp | None
    approved: Stamp | None
    total: int
    person_months: int
    digest: str


class Versions:
    """The versions of a workspace. Each step returns what the journal keeps of it."""

    def __init__(self, session: Session, region_code: str, who: str, at: datetime) -> None:
        self._session = session
        self._region_code = region_code
        self._who = who
        self._at = at.astimezone(UTC).isoformat(timespec="seconds")

    def all(self) -> list[Version]:
        """In the order in which they were frozen."""
        return [_version(row) for row in self._rows()]

    def find(self, name: str) -> Version:
        """The version of that name, whatever its capitals; NotFound otherwise."""
        return _version(self._row(name))

    def is_intact(self, name: str) -> bool:
        """Whether the content is what the digest says."""
        row = self._row(name)
        return content_digest(row.content) == row.digest

    def content(self, name: str) -> str:
        """What was frozen, as text."""
        return self._row(name).content

    def plan(self, name: str) -> Plan:
        """The frozen plan in its scenario, with its own law; Conflict where its content was altered."""
        row = self._row(name)
        return thawed_plan(row.content, row.digest, row.name, row.scenario)

    def freeze(
        self, name: str, note: str, scenario: str, content: str, total: int, person_months: int
    ) -> tuple[Version, Change]:
        """A new draft; Conflict where the name is taken."""
        if any(version.name.casefold() == name.casefold() for version in self.all()):
            raise Conflict(f"Nama versi “{name}” sudah dipakai. Beri nama lain.")
        last = self._session.exec(select(func.max(VersionRow.position))).one() or 0
        row = VersionRow(
            region_code=self._region_code,
            position=last + 1,
            name=name,
            note=note,
            scenario=scenario,
            state=VersionState.DRAFT.value,
            made_by=self._who,
            made_at=self._at,
            total=total,
            person_months=person_months,
            digest=content_digest(content),
            content=content,
        )
        self._session.add(row)
        self._session.flush()
        return _version(row), Change(str(row.__tablename__), key_of(row), None, _said(row))

    def submit(self, name: str) -> Change:
        """Conflict unless it is a draft."""
        row = self._in_state(name, VersionState.DRAFT, "diajukan")
        before = _said(row)
        row.state, row.submitted_by, row.submitted_at = VersionState.SUBMITTED.value, self._who, self._at
        return self._changed(row, before)

    def give_back(self, name: str) -> Change:
        """A submitted version is a draft again; Conflict unless it is submitted."""
        row = self._in_state(name, VersionState.SUBMITTED, "dikembalikan")
        before = _said(row)
        row.state, row.submitted_by, row.submitted_at = VersionState.DRAFT.value, None, None
        return self._changed(row, before)

    def approve(self, name: str) -> list[Change]:
        """The one approved before is superseded; Conflict for the maker, or where it is not submitted."""
        row = self._in_state(name, VersionState.SUBMITTED, "disetujui")
        if row.made_by == self._who:
            raise Conflict(f"Versi “{row.name}” dibuat oleh {self._who}: yang menyetujui harus orang lain.")
        changes = []
        for old in self._rows():
            if old.state != VersionState.APPROVED.value:
                continue
            before = _said(old)
            old.state = VersionState.SUPERSEDED.value
            changes.append(self._changed(old, before))
        before = _said(row)
        row.state, row.approved_by, row.approved_at = VersionState.APPROVED.value, self._who, self._at
        return [*changes, self._changed(row, before)]

    def discard(self, name: str) -> Change:
        """A draft goes; Conflict where it was submitted."""
        row = self._in_state(name, VersionState.DRAFT, "dibuang")
        change = Change(str(row.__tablename__), key_of(row), _said(row), None)
        self._session.delete(row)
        self._session.flush()
        return change

    def _changed(self, row: VersionRow, before: str) -> Change:
        self._session.flush()
        return Change(str(row.__tablename__), key_of(row), before, _said(row))

    def _in_state(self, name: str, state: VersionState, done: str) -> VersionRow:
        row = self._row(name)
        if row.state != state.value:
            now = VersionState(row.state).label
            raise Conflict(f"Versi “{row.name}” {now}; yang dapat {done} hanya versi {state.label}.")
        return row

    def _rows(self) -> Sequence[VersionRow]:
        """Without their contents, which are read where one is asked for."""
        query = (
            select(VersionRow)
            .where(VersionRow.region_code == self._region_code)
            .order_by(col(VersionRow.position))
            .options(defer(VersionRow.content))  # type: ignore[arg-type]
        )
        return self._session.exec(query).all()

    def _row(self, name: str) -> VersionRow:
        for row in self._rows():
            if row.name.casefold() == name.casefold():
                return row
        raise NotFound(f"Tidak ada versi bernama “{name}”.")


def _said(row: VersionRow) -> str:
    """What the journal keeps: everything but the content, which the digest stands for."""
    told = row.model_dump(exclude={"content"})
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def _version(row: VersionRow) -> Version:
    return Version(
        name=row.name,
        note=row.note,
        scenario=row.scenario,
        state=VersionState(row.state),
        made=Stamp(row.made_by, datetime.fromisoformat(row.made_at)),
        submitted=_stamp(row.submitted_by, row.submitted_at),
        approved=_stamp(row.approved_by, row.approved_at),
        total=row.total,
        person_months=row.person_months,
        digest=row.digest,
    )


def _stamp(who: str | None, at: str | None) -> Stamp | None:
    return Stamp(who, datetime.fromisoformat(at)) if who and at else None
