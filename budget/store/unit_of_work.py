"""One transaction per use case: rolled back unless it is committed.

with open_workspace("bandung.pagu", who, at) as work:
    changed = …(work.plan())
    work.save(changed, "Ubah kelompok Linmas", effect_rupiah=0)
    work.commit()
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sqlalchemy import Engine
from sqlmodel import Session, select

from budget.errors import FileError, NotFound
from budget.period import Month
from budget.plan import Plan
from budget.plan.editing import Record
from budget.plan.roster import RosterCounts
from budget.progress import Progress
from budget.store import journal, plan_rows
from budget.store.bookkeeping import Bookkeeping
from budget.store.chain import Chain, followed
from budget.store.change import Change, added
from budget.store.counts import roster_counts
from budget.store.coverage import CoverageRows
from budget.store.database import new_database, open_database, refusal
from budget.store.fates import Fate, fate
from budget.store.form_tables import AccountNameRow, IndicatorRow, OfficialRow, SubActivityRow
from budget.store.frozen import FrozenCost, frozen
from budget.store.integrity import Integrity
from budget.store.journal import Entry, Recorded
from budget.store.layouts import Layouts
from budget.store.members import BatchWriter
from budget.store.past import Past
from budget.store.people import People
from budget.store.saving import stored_rows, synchronise
from budget.store.seals import Seals
from budget.store.sound_rows import reading_rows, sound
from budget.store.tables import (
    AdjustmentRow,
    AllocationRow,
    AssertionRow,
    AssumptionRow,
    CashMonthRow,
    GroupRow,
    HeadCountRow,
    JournalRow,
    LawValueRow,
    MinimumWageRow,
    RegionRow,
    ScenarioRow,
    TariffRow,
)
from budget.store.twins import Twins
from budget.store.version_plans import VersionPlans
from budget.store.versions import Versions

if TYPE_CHECKING:
    from budget.store.covers import Everyone
    from budget.store.people_pages import PeoplePages

_NOTHING_DONE = "Tidak ada perubahan yang dapat diurungkan."
_NOTHING_UNDONE = "Tidak ada perubahan yang dapat diulangi."


@contextmanager
def open_workspace(target: str, who: str, at: datetime, *, writes: bool = True) -> Iterator["UnitOfWork"]:
    """A transaction on an existing workspace. FileError in words where it cannot be opened or written."""
    with UnitOfWork(open_database(target), who, at, writes=writes) as work:
        yield work


@contextmanager
def new_workspace(target: str, region_code: str, who: str, at: datetime) -> Iterator["UnitOfWork"]:
    """A transaction on a new workspace; it is there, as a whole, once the block has ended well."""
    with new_database(target, region_code) as engine, UnitOfWork(engine, who, at) as work:
        yield work


class UnitOfWork:
    """Reads and writes the plan of the workspace's region. `at` is an aware moment."""

    def __init__(self, engine: Engine, who: str, at: datetime, *, writes: bool = True) -> None:
        self._engine = engine
        self._session = Session(engine.execution_options(writes=writes), autoflush=False)
        self._who = who
        self._at = at

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.rollback()
        self._session.close()
        if (said := refusal(problem)) is not None:
            raise said from problem

    def commit(self) -> None:
        self._session.commit()

    def create(self, plan: Plan) -> None:
        """The first plan of a new workspace, with which the journal begins."""
        region = plan_rows.region_row(plan)
        self._session.add(region)
        self._session.flush()
        rows = synchronise(self._session, region, plan, {})
        self._note([added(region), *rows], f"Buat rencana {plan.region.name}", None, "note")

    def plan(self) -> Plan:
        """The stored plan; FileError where a row holds what no plan may hold."""
        with reading_rows():
            plan = plan_rows.plan_of(self._plan_rows())
            versions = VersionPlans(self._engine, self._session, plan.region.code)
            return replace(plan, roster=roster_counts(self._session), versions=versions)

    def save(
        self,
        plan: Plan,
        action: str,
        effect_rupiah: int | None,
        renamed: Mapping[str, str] | None = None,
        along: Sequence[Change] = (),
    ) -> bool:
        """Bring the stored plan to `plan`; whether anything differed, which the journal then holds.

        `along` are changes of other parts of the store that belong to the same entry.
        """
        changes = [*synchronise(self._session, self._region(), plan, renamed or {}), *along]
        if changes:
            self._note(changes, action, effect_rupiah)
        return bool(changes)

    def batch(self, kind: str, source: str, month: Month | None = None) -> BatchWriter:
        """Begin a batch of people; what its `close` returns belongs into `note`."""
        return BatchWriter(self._session, self._region().code, kind, source, month)

    @property
    def people(self) -> People:
        return People(self._session)

    @property
    def people_pages(self) -> "PeoplePages":
        # It needs numpy, which takes a while to load.
        from budget.store.people_pages import PeoplePages

        return PeoplePages(self._session)

    @property
    def past(self) -> Past:
        return Past(self._session)

    def integrity(self, stop: Callable[[], bool]) -> Integrity:
        """What looks after the file; a statement ends in FileError soon after `stop` says so."""
        return Integrity(self._session, stop)

    @property
    def twins(self) -> Twins:
        return Twins(self._session, self._region().code)

    def publish(self, key: bytes) -> int:
        """Show the province hashes of all current covers in place of those before; how many there are."""
        from budget.store.published import publish

        return publish(self._session, key, self._who, self._at)

    @property
    def layouts(self) -> Layouts:
        return Layouts(self._session, self._region().code)

    @property
    def coverage(self) -> CoverageRows:
        return CoverageRows(self._session, self._region().code)

    @property
    def seals(self) -> Seals:
        return Seals(self._session, self._region().code, self._who, self._at)

    @property
    def bookkeeping(self) -> Bookkeeping:
        return Bookkeeping(self._session, self._region().code)

    @property
    def versions(self) -> Versions:
        return Versions(self._session, self._region().code, self._who, self._at)

    def content(self, law: Sequence[str], result: Iterable[FrozenCost]) -> str:
        """The stored plan with this law and result as text, for a version."""
        seals = [(str(seal.month), seal.digest) for seal in self.seals.all()]
        return frozen(self._plan_rows(), roster_counts(self._session), law, seals, result)

    def counted_elsewhere(
        self, law: Sequence[str], result: Iterable[FrozenCost], everyone: "Everyone"
    ) -> str:
        """As `content`, for whoever counts `everyone` anew: no counts, seals, scenarios and officials."""
        rows = replace(self._plan_rows(), scenarios=(), adjustments=(), officials=())
        known_until = roster_counts(self._session).known_until
        return frozen(rows, RosterCounts(everyone.strata, known_until=known_until), law, (), result)

    def everyone(self, key: bytes, progress: Progress) -> "Everyone":
        """All current covers under the hashes of the key."""
        from budget.store.covers import everyone

        return everyone(self._session, key, progress)

    def record(self, changes: Sequence[Change], action: str) -> None:
        """Write into the journal what undo does not take back."""
        self._note(list(changes), action, 0, "note")

    def note(self, changes: Sequence[Change], action: str, effect_rupiah: int | None) -> None:
        """Write what the parts of the store did in this transaction into the journal, as one entry."""
        self._note(list(changes), action, effect_rupiah)

    def next_undo(self) -> tuple[Change, ...]:
        """What undo would take back; NotFound when there is nothing."""
        done, _ = journal.stacks(self._journal())
        if not done:
            raise NotFound(_NOTHING_DONE)
        return tuple(journal.changes_of(self._session, done[-1]))

    def next_redo(self) -> tuple[Change, ...]:
        """What redo would do again; NotFound when there is nothing."""
        _, undone = journal.stacks(self._journal())
        if not undone:
            raise NotFound(_NOTHING_UNDONE)
        return tuple(journal.changes_of(self._session, undone[-1]))

    def history(self, limit: int) -> tuple[Entry, ...]:
        """The newest entries first."""
        entries = self._journal()
        undone = {entry.id for entry in journal.stacks(entries)[1]}
        return tuple(journal.entry_of(row, row.id in undone) for row in reversed(entries[-limit:]))

    def recorded(self, number: int) -> Recorded:
        """One entry with every row before and after; NotFound where there is none of that number."""
        return journal.recorded(self._session, self._journal(), number)

    def chain(self) -> Chain:
        """The journal, link by link."""
        return followed(self._session)

    def names_of_rows(self, changes: Iterable[Change]) -> tuple[dict[int, str], dict[int, str]]:
        """Names of groups and of scenarios by their numbers, for rows that point to them."""
        return journal.names(self._session, changes)

    def head(self) -> int:
        """The number of the newest entry; 0 before the first one."""
        return journal.head(self._session)

    def fate(self, old: Record, since: int) -> Fate:
        """What became of a record as it was after the entry `since`."""
        return fate(self._session, self.plan(), old, since)

    def undo(self) -> Entry:
        """Take back the last edit; NotFound when there is none, Conflict when its rows changed since."""
        done, _ = journal.stacks(self._journal())
        if not done:
            raise NotFound(_NOTHING_DONE)
        target = done[-1]
        changes = [change.reversed() for change in reversed(journal.changes_of(self._session, target))]
        effect = None if target.effect_rupiah is None else -target.effect_rupiah
        return self._replay(changes, f"Urungkan: {target.action}", effect, "undo", target)

    def redo(self) -> Entry:
        """Make the edit again that was taken back last; NotFound when there is none."""
        _, undone = journal.stacks(self._journal())
        if not undone:
            raise NotFound(_NOTHING_UNDONE)
        target = undone[-1]
        changes = journal.changes_of(self._session, target)
        return self._replay(changes, f"Ulangi: {target.action}", target.effect_rupiah, "redo", target)

    def _replay(
        self, changes: list[Change], action: str, effect: int | None, kind: str, target: JournalRow
    ) -> Entry:
        journal.apply(self._session, changes)
        return self._note(changes, action, effect, kind, target.id)

    def _note(
        self,
        changes: list[Change],
        action: str,
        effect: int | None,
        kind: str = "edit",
        target: int | None = None,
    ) -> Entry:
        row = JournalRow(
            region_code=self._region().code,
            at=self._at.astimezone(UTC).isoformat(timespec="seconds"),
            who=self._who,
            action=action,
            effect_rupiah=effect,
            kind=kind,
            target_id=target,
        )
        journal.append(self._session, row, changes)
        return journal.entry_of(row, undone=False)

    def _plan_rows(self) -> plan_rows.PlanRows:
        session = self._session
        return plan_rows.PlanRows(
            region=sound([self._region()])[0],
            groups=stored_rows(session, GroupRow),
            tariffs=stored_rows(session, TariffRow),
            head_counts=stored_rows(session, HeadCountRow),
            minimum_wages=stored_rows(session, MinimumWageRow),
            allocations=stored_rows(session, AllocationRow),
            cash_months=stored_rows(session, CashMonthRow),
            assumptions=stored_rows(session, AssumptionRow),
            scenarios=stored_rows(session, ScenarioRow),
            adjustments=stored_rows(session, AdjustmentRow),
            law_values=stored_rows(session, LawValueRow),
            sub_activities=stored_rows(session, SubActivityRow),
            indicators=stored_rows(session, IndicatorRow),
            account_names=stored_rows(session, AccountNameRow),
            officials=stored_rows(session, OfficialRow),
            assertions=stored_rows(session, AssertionRow),
        )

    def _journal(self) -> list[JournalRow]:
        return list(journal.rows(self._session, self._region().code))

    def _region(self) -> RegionRow:
        regions = self._session.exec(select(RegionRow)).all()
        if len(regions) != 1:
            raise FileError(f"Berkas ini memuat {len(regions)} daerah; yang diharapkan tepat satu.")
        return regions[0]
