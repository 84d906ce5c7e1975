"""Storing the people of one import: what it adds, whom it supersedes, and what that costs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import repeat
from typing import TYPE_CHECKING

from budget.engine.projection import project
from budget.errors import PlanError, Problem, warning
from budget.law import load_law
from budget.money import format_number
from budget.period import Month
from budget.roster.duplicates import NEVER, Costs, Stay, stay_of
from budget.roster.intake import Accepted, Intake, Rejects, Table
from budget.roster.known import untold
from budget.roster.member import RosterField, StoredCover
from budget.roster.monthly import Comparison, Listed
from budget.roster.report import MonthChange, RosterReport, UnclearSheet
from budget.roster.roll import Roll
from budget.roster.rules import Given, rules
from budget.services.dry_counts import DryCounts
from budget.services.editing import sound
from budget.services.new_twins import NO_ROW, NewTwins, collecting_nothing
from budget.services.newcomers import NOWHERE, Newcomers
from budget.services.sealing import foreseen_seals, keep_seals

if TYPE_CHECKING:
    from budget.plan.entry import Cell
    from budget.store.change import Change
    from budget.store.members import BatchWriter
    from budget.store.unit_of_work import UnitOfWork

_NOBODY_LEFT = (
    "Ada baris atau lembar yang orangnya tidak terbaca, sehingga belum ada yang dianggap keluar. Perbaiki "
    "daftarnya, lalu impor lagi daftar lengkap bulan itu."
)


class Enrolment:
    """Takes the tables of one import in. Without `writes` nothing is stored, and all is reported the same.

    `source` names the files; `month` says that these are the whole lists of that month.
    """

    def __init__(
        self,
        work: UnitOfWork,
        source: str,
        given: Given,
        month: Month | None,
        rejects: Rejects | None,
        *,
        writes: bool,
    ) -> None:
        self._work = work
        self._source = source
        self._month = month
        self._writes = writes
        self._plan = work.plan()
        self._before = project(self._plan, load_law())
        costs = Costs(self._plan, load_law())
        self._rules = rules(self._plan, given, known_stays=month is not None)
        self._intake = Intake(self._rules, costs, self._stays, rejects)
        self._writer: BatchWriter | None = None
        self._listed: list[tuple[Table, Accepted]] = []
        self._new = Newcomers()
        self._twins = NewTwins(work, self._intake, self._new)
        self._dry = DryCounts()
        # First month and first without cover of those who are added.
        self._spans: set[tuple[int, int | None]] = set()
        self._comparison: Comparison | None = None
        self._changes = False
        self._known_until: dict[str, int] = {}
        self._ended: set[int] = set()
        self._incomplete = False

    def take(self, table: Table) -> Iterator[int]:
        """Take a table in; yields how many rows were read, batch by batch."""
        with collecting_nothing():
            for batch in self._intake.take(table):
                if self._month is None:
                    self._add(batch.members, batch.sheet, batch.numbers)
                else:
                    self._listed += [(table, batch.row(at)) for at in range(batch.members.size)]
                yield batch.read

    def refuse(
        self, label: str, titles: Sequence[str], rows: Iterable[tuple[int, Sequence[Cell]]], code: str
    ) -> None:
        """Reject all rows of a sheet whose columns are not known."""
        self._intake.refuse(label, titles, rows, code)

    def leave_out(self) -> None:
        """A sheet that is not read may hold anybody."""
        self._incomplete = True

    def report(
        self,
        problems: Sequence[Problem],
        files: tuple[str, ...],
        unclear: tuple[UnclearSheet, ...],
    ) -> RosterReport:
        """What was found so far; of whole lists of a month also who joined, left or changed."""
        tally = self._intake.tally
        month = self._compare() if self._month and not unclear else None
        pairs = () if unclear else self._twins.find(self._ended, keep=self._writes)
        if month and self._lacks_people():
            problems = (warning("keluar_ditunda", "", _NOBODY_LEFT), *problems)
        return RosterReport(
            read=tally.read,
            accepted=tally.accepted,
            rejected=tally.rejected,
            duplicates=tally.duplicates,
            skipped=tally.skipped,
            counts=tally.counts(),
            problems=(*problems, *tally.problems),
            findings=tally.findings,
            files=files,
            unclear=unclear,
            pairs=pairs,
            month=month,
        )

    def store(self, report: RosterReport, changes: Sequence[Change], reason: str) -> RosterReport:
        """Close what was added, and say what it costs; on a dry run only that.

        PlanError where the plan would not be sound with these people; Sealed without a reason for a
        sealed month.
        """
        if not (self._changes or self._knows_more()):
            return report
        if not self._writes:
            return self._foreseen(report, reason)
        writer = self._batch()
        for group, until in self._known_until.items():
            writer.knows(group, until)
        batch = writer.close()
        self._twins.store(writer.number)
        after = sound(self._work.plan())
        corrections = keep_seals(self._work, self._before, after, [writer.number], reason)
        effect = after.total - self._before.total
        what = f"Impor daftar {self._month.label}" if self._month else "Impor daftar"
        action = f"{what}: {format_number(report.accepted)} orang dari {self._source}"
        self._work.note([batch, *changes, *corrections], action, effect)
        return replace(report, effect_rupiah=effect, written=True)

    def _knows_more(self) -> bool:
        """Whether a list without a change speaks of a later month than all before."""
        known = self._plan.roster.known_until
        return any(
            group.casefold() not in known or until > known[group.casefold()].index
            for group, until in self._known_until.items()
        )

    def _lacks_people(self) -> bool:
        """Whether the list may name more people than could be read, who would seem to have left."""
        return self._incomplete or self._intake.nameless > 0

    def _foreseen(self, report: RosterReport, reason: str) -> RosterReport:
        """The effect that storing would have, or why it cannot be stored."""
        plan = replace(self._plan, roster=self._dry.after(self._plan.roster, self._known_until))
        try:
            after = sound(plan)
        except PlanError as found:
            return replace(report, problems=(*found.problems, *report.problems))
        sealed = [] if reason.strip() else foreseen_seals(self._work, self._before, after, self._touches)
        effect = after.total - self._before.total
        return replace(report, effect_rupiah=effect, problems=(*sealed, *report.problems))

    def _touches(self, month: Month) -> bool:
        """Whether storing would change the persons of a month, as `Seals.touched` tells afterwards."""
        if self._comparison:
            return self._comparison.touches(month.index)
        return any(first <= month.index < (NEVER if end is None else end) for first, end in self._spans)

    def _add(self, members: Roll, sheet: int, rows: Iterable[int]) -> None:
        """Column by column, as a million of them pass."""
        if not members.size:
            return
        self._changes = True
        self._new.add(members, sheet, rows)
        groups, firsts, ends = members.groups, members.firsts, members.ends
        for group, first, end in set(zip(groups, firsts, ends, strict=True)):
            self._know(group, first if end is None else end - 1)
            self._spans.add((first, end))
        if self._writes:
            self._new.ids.extend(self._batch().add_roll(members))
        else:
            self._dry.add(members)

    def _compare(self) -> MonthChange:
        """Set the lists of the month against what is stored, and store the difference."""
        month = self._month
        assert month is not None
        members = [row.member for _, row in self._listed]
        known: dict[int, list[StoredCover]] = {}
        for cover in self._work.people.covers(member.nik for member in members):
            known.setdefault(cover.nik, []).append(cover)
        groups = frozenset(member.group for member in members)
        comparison = self._comparison = Comparison(month, self._rules.price)
        comparison.people(self._rows_of_month(), known, groups)
        niks = {member.nik for member in members} | self._intake.rejected_niks
        if not self._lacks_people():
            comparison.absent(self._work.people.covers_in(month, groups), niks.__contains__)
        self._set_apart(comparison)
        comparison.keep_known(lambda rows: {m.id: m.member for m in self._work.people.members(rows)})
        self._end(comparison.ended)
        self._add(Roll.of(comparison.add), NOWHERE, repeat(0, len(comparison.add)))
        for group in groups:
            self._know(group, month.index)
        return comparison.counts

    def _rows_of_month(self) -> Iterator[Listed]:
        silent: dict[int, frozenset[RosterField]] = {}
        for table, row in self._listed:
            if row.place.sheet not in silent:
                silent[row.place.sheet] = untold(table.columns, self._rules.given)
            yield Listed(row.member, row.place, silent[row.place.sheet])

    def _end(self, covers: Sequence[StoredCover]) -> None:
        """What frees a NIK comes before what takes it."""
        if not covers:
            return
        self._changes = True
        self._ended.update(cover.id for cover in covers)
        if self._writes:
            self._batch().supersede(cover.id for cover in covers)
        else:
            self._dry.end(covers)

    def _set_apart(self, comparison: Comparison) -> None:
        """People of the list whom a group that is not in it pays already, and whom nobody can price."""
        for table, row in self._listed:
            if cover := comparison.taken_elsewhere.get(row.place):
                self._intake.paid_elsewhere(table, row, cover)
            elif row.place in comparison.without_wage:
                self._intake.without_wage(table, row)

    def _know(self, group: str, until: int) -> None:
        self._known_until[group] = max(until, self._known_until.get(group, until))

    def _batch(self) -> BatchWriter:
        if self._writer is None:
            kind = "month" if self._month else "import"
            self._writer = self._work.batch(kind, self._source, self._month)
        return self._writer

    def _stays(self, niks: Sequence[int]) -> Mapping[int, Sequence[Stay]]:
        """What the workspace covers of these NIK; whole lists of a month are compared at the end."""
        found: dict[int, list[Stay]] = {}
        if self._month is None and self._plan.roster.strata:
            # What this import has stored so far is known from its rows.
            before = min(self._new.ids[:1], default=NO_ROW)
            for cover in self._work.people.covers(niks):
                if cover.id < before:
                    found.setdefault(cover.nik, []).append(stay_of(cover))
        return found
