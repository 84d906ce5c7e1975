"""Storing the people of one import: what it adds, whom it supersedes, and what that costs."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from budget.engine.projection import project
from budget.errors import PlanError, Problem
from budget.law import load_law
from budget.money import format_number
from budget.period import Month
from budget.plan.roster import RosterStratum
from budget.roster.duplicates import Costs, Place, Stay, stay_of
from budget.roster.intake import Accepted, Intake, Rejects, Table
from budget.roster.likeness import Likeness, Person, likely_twins, likely_twins_of
from budget.roster.member import Member, Sex, StoredCover
from budget.roster.monthly import Comparison
from budget.roster.report import LikelyPair, MonthChange, RosterReport, UnclearSheet
from budget.roster.rules import Given, rules
from budget.services.editing import sound
from budget.services.sealing import keep_seals

if TYPE_CHECKING:
    from budget.plan.entry import Cell
    from budget.store.change import Change
    from budget.store.members import BatchWriter
    from budget.store.unit_of_work import UnitOfWork

# Above every row's number.
NO_ROW = 2**63 - 1


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
        self._intake = Intake(rules(self._plan, given), costs, self._stays, rejects)
        self._writer: BatchWriter | None = None
        self._listed: list[tuple[Table, Accepted]] = []
        # What twins are looked for in, and beside it where each row stood and the row it became.
        self._people: list[Person] = []
        self._places: list[Place | None] = []
        self._ids = array("q")
        self._pairs: list[tuple[int, int, int, Sequence[str]]] = []
        self._counts = Counter[tuple[RosterStratum, int, bool]]()
        self._known_until: dict[str, int] = {}

    def take(self, table: Table) -> Iterator[int]:
        """Take a table in; yields how many rows were read, batch by batch."""
        for accepted, rows in self._intake.take(table):
            if self._month is None:
                self._add([row.member for row in accepted], [row.place for row in accepted])
            else:
                self._listed += [(table, row) for row in accepted]
            yield rows

    def refuse(
        self, label: str, titles: Sequence[str], rows: Iterable[tuple[int, Sequence[Cell]]], code: str
    ) -> None:
        """Reject all rows of a sheet whose columns are not known."""
        self._intake.refuse(label, titles, rows, code)

    def report(
        self,
        problems: Sequence[Problem],
        files: tuple[str, ...],
        unclear: tuple[UnclearSheet, ...],
    ) -> RosterReport:
        """What was found so far; of whole lists of a month also who joined, left or changed."""
        tally = self._intake.tally
        month = self._compare() if self._month and not unclear else None
        pairs = [] if unclear else self._likely()
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
            pairs=tuple(pairs),
            month=month,
        )

    def store(self, report: RosterReport, changes: Sequence[Change], reason: str) -> RosterReport:
        """Close what was added, and say what it costs; on a dry run only that.

        PlanError where the plan would not be sound with these people; Sealed without a reason for a
        sealed month.
        """
        if not self._counts:
            return report
        if not self._writes:
            return self._foreseen(report)
        writer = self._batch()
        for group, until in self._known_until.items():
            writer.knows(group, until)
        batch = writer.close()
        self._work.twins.add(writer.number, self._pairs)
        after = sound(self._work.plan())
        corrections = keep_seals(self._work, self._before, after, [writer.number], reason)
        effect = after.total - self._before.total
        what = f"Impor daftar {self._month.label}" if self._month else "Impor daftar"
        action = f"{what}: {format_number(report.accepted)} orang dari {self._source}"
        self._work.note([batch, *changes, *corrections], action, effect)
        return replace(report, effect_rupiah=effect, written=True)

    def _foreseen(self, report: RosterReport) -> RosterReport:
        """The effect that storing would have, or why it cannot be stored."""
        known = {group: Month.at(index) for group, index in self._known_until.items()}
        rows = (
            (stratum, month, *((number, 0) if joins else (0, number)))
            for (stratum, month, joins), number in self._counts.items()
        )
        plan = replace(self._plan, roster=self._plan.roster.plus(rows, known))
        try:
            return replace(report, effect_rupiah=sound(plan).total - self._before.total)
        except PlanError as found:
            return replace(report, problems=(*found.problems, *report.problems))

    def _add(self, members: Sequence[Member], places: Sequence[Place | None]) -> None:
        for member, place in zip(members, places, strict=True):
            self._count(_stratum(member), member.first, member.end, 1)
            self._know(member.group, member.first if member.end is None else member.end - 1)
            person = Person(
                len(self._people),
                member.nik,
                member.name,
                member.birth_date,
                member.kecamatan,
                member.village,
                member.sex,
            )
            self._people.append(person)
            self._places.append(place)
        if self._writes and members:
            self._ids.extend(self._batch().add(members))

    def _compare(self) -> MonthChange:
        """Set the lists of the month against what is stored, and store the difference."""
        month = self._month
        assert month is not None
        listed = [(row.member, row.place) for _, row in self._listed]
        known: dict[int, list[StoredCover]] = {}
        for cover in self._work.people.covers(member.nik for member, _ in listed):
            known.setdefault(cover.nik, []).append(cover)
        groups = frozenset(member.group for member, _ in listed)
        comparison = Comparison(month)
        comparison.people(listed, known, groups)
        niks = {member.nik for member, _ in listed} | self._intake.rejected_niks
        comparison.absent(self._work.people.covers_in(month, groups), niks.__contains__)
        self._set_apart(comparison)
        comparison.cut_short(lambda rows: {m.id: m.member for m in self._work.people.members(rows)})
        for cover in comparison.ended:
            self._count(_stratum(cover), cover.first, cover.end, -1)
        if self._writes and comparison.ended:
            # What frees a NIK comes before what takes it.
            self._batch().supersede(cover.id for cover in comparison.ended)
        self._add(comparison.add, [None] * len(comparison.add))
        for group in groups:
            self._know(group, month.index)
        return comparison.counts

    def _set_apart(self, comparison: Comparison) -> None:
        """People of the list whom a group that is not in it pays already."""
        for table, row in self._listed:
            if cover := comparison.taken_elsewhere.get(row.place):
                self._intake.paid_elsewhere(table, row, cover)

    def _likely(self) -> list[LikelyPair]:
        """Pairs that may be one person, each noted once, at its later row."""
        if not self._people:
            return []
        new = self._people
        before = min(self._ids, default=NO_ROW)
        rows = self._work.people.resembling(
            {person.birth_date for person in new}, {person.village for person in new}, before
        )
        existing = [
            Person(-number, nik, name, date.fromisoformat(born), kecamatan, village, Sex(sex))
            for number, nik, name, born, kecamatan, village, sex in rows
        ]
        found = likely_twins_of(new, existing) if existing else likely_twins(new)
        return [self._pair(likeness) for likeness in found]

    def _pair(self, likeness: Likeness) -> LikelyPair:
        """The pair in words; its rows for the workspace; and a note at the later row."""
        keys = sorted((likeness.first, likeness.second))
        where = [self._where(key) for key in keys]
        self._intake.tally.note(where[1], ("mirip",), where[0])
        if self._writes:
            a, b = (-key if key < 0 else self._ids[key] for key in keys)
            self._pairs.append((a, b, likeness.score, likeness.reasons))
        return LikelyPair(where[0], where[1], likeness.score, likeness.reasons)

    def _where(self, key: int) -> str:
        place = self._places[key] if key >= 0 else None
        return f"{self._intake.labels[place.sheet]} baris {place.row}" if place else "sudah di berkas pagu"

    def _count(self, stratum: RosterStratum, first: int, end: int | None, number: int) -> None:
        self._counts[stratum, first, True] += number
        if end is not None:
            self._counts[stratum, end, False] += number

    def _know(self, group: str, until: int) -> None:
        self._known_until[group] = max(until, self._known_until.get(group, until))

    def _batch(self) -> BatchWriter:
        if self._writer is None:
            kind = "month" if self._month else "import"
            self._writer = self._work.batch(kind, self._source, self._month)
        return self._writer

    def _stays(self, niks: list[int]) -> Mapping[int, Sequence[Stay]]:
        """What the workspace covers of these NIK; whole lists of a month are compared at the end."""
        found: dict[int, list[Stay]] = {}
        if self._month is None and self._plan.roster.strata:
            for cover in self._work.people.covers(niks):
                # What this import has stored so far is known from its rows.
                if cover.id < min(self._ids, default=NO_ROW):
                    found.setdefault(cover.nik, []).append(stay_of(cover))
        return found


def _stratum(member: Member | StoredCover) -> RosterStratum:
    return RosterStratum(member.group, member.kecamatan, member.village, member.wage_sen)
