"""Booking invoices, payments, benefits and counts: from a file, or one row; all of it or nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from budget.errors import Conflict, PlanError, Problem, Severity, error, errors_in
from budget.plan.payment_check import check_named, in_words, sift
from budget.plan.payment_layout import BookKind
from budget.plan.payments import (
    Book,
    BookedRow,
    InvoicePerson,
    NamedSum,
    Payment,
)
from budget.progress import Progress, silent
from budget.services.backups import BEFORE_IMPORT, back_up
from budget.services.importing import ImportReport
from budget.services.workspace import Workspace, transaction

if TYPE_CHECKING:
    from budget.store.unit_of_work import UnitOfWork
    from budget.workbook.booking_reader import BookingReading

# Reading, checking and booking.
_STEPS = 3


@dataclass(frozen=True, slots=True)
class Booked:
    """Whether a row was new, and what is worth knowing about it."""

    changed: bool
    warnings: tuple[Problem, ...]


def read_book(workspace: Workspace) -> Book:
    """Everything that is booked."""
    with transaction(workspace, writes=False) as work:
        return work.bookkeeping.book()


def book_row(workspace: Workspace, row: BookedRow) -> Booked:
    """Book one row; PlanError with everything that forbids it. A row that is booked already is no change."""
    with transaction(workspace) as work:
        names = [group.name for group in work.plan().groups]
        row = _spelled(row, names)
        found = sift(work.bookkeeping.book(), [row], names, in_words)
        if wrong := errors_in(found.problems):
            raise PlanError(wrong)
        if found.new:
            verb = "Koreksi" if row.reason else "Bukukan"
            work.note(work.bookkeeping.add(found.new), f"{verb} {in_words(row)}", 0)
            work.commit()
    return Booked(bool(found.new), found.problems)


def import_bookings(
    workspace: Workspace,
    kind: BookKind,
    source: Path,
    dry_run: bool = False,
    progress: Progress = silent,
) -> ImportReport:
    """Book the rows of a file, unless anything in it is wrong or it is a dry run.

    Rows that are booked already exactly so count as duplicates: the same file twice changes nothing.
    FileError when the source is neither workbook nor text.
    """
    from budget.workbook.booking_reader import persons_by_invoice, read_bookings

    progress(0, _STEPS, f"membaca {source.name}")
    if not dry_run:
        back_up(workspace, BEFORE_IMPORT)
    with transaction(workspace, writes=not dry_run) as work:
        names = [group.name for group in work.plan().groups]
        reading = read_bookings(source, kind.layout, names, with_persons=kind is BookKind.INVOICE)
        progress(1, _STEPS, "memeriksa")
        book = work.bookkeeping.book()
        found = sift(book, reading.rows, names, reading.places)
        lists = persons_by_invoice(reading.persons)
        problems = [*reading.problems, *found.problems, *_persons_twice(reading)]
        problems += check_named(book.plus(found.new), map(_sum_of, lists))
        new_lists, conflicts = _new_lists(work, lists)
        problems += conflicts
        known = found.known + sum(map(len, lists)) - sum(map(len, new_lists))
        report = _report(reading, known, problems)
        if errors_in(problems) or dry_run:
            return report
        progress(2, _STEPS, "membukukan")
        changes = work.bookkeeping.add(found.new)
        for persons in new_lists:
            changes += work.bookkeeping.add_list(persons, source.name)
        if changes:
            work.note(changes, f"Impor {kind.layout.noun} dari {source.name}", 0)
            work.commit()
    return replace(report, written=bool(changes))


def _spelled(row: BookedRow, groups: Iterable[str]) -> BookedRow:
    """With its group as the plan spells it."""
    if isinstance(row, Payment):
        return row
    known = (name for name in groups if name.casefold() == row.group.casefold())
    return replace(row, group=next(known, row.group))


def _sum_of(persons: list[InvoicePerson]) -> NamedSum:
    first = persons[0]
    rupiah = sum(person.jkk + person.jkm + person.jht for person in persons)
    return NamedSum(first.number, first.month, len({person.nik for person in persons}), rupiah)


def _new_lists(
    work: "UnitOfWork", lists: Iterable[list[InvoicePerson]]
) -> tuple[list[list[InvoicePerson]], list[Problem]]:
    """The lists that are not kept yet, and a problem for each invoice that names others already."""
    new: list[list[InvoicePerson]] = []
    problems: list[Problem] = []
    for persons in lists:
        try:
            if not work.bookkeeping.knows_list(persons):
                new.append(persons)
        except Conflict as conflict:
            where = f"Tagihan {persons[0].number} {persons[0].month}"
            problems.append(error(conflict.code, where, str(conflict)))
    return new, problems


def _persons_twice(reading: "BookingReading") -> Iterator[Problem]:
    """A person stands once in a month of an invoice."""
    seen: set[tuple[str, object, int]] = set()
    for person in reading.persons:
        key = person.number.casefold(), person.month, person.nik
        if key in seen:
            message = "NIK ini sudah ada pada tagihan dan bulan yang sama. Hapus salah satu barisnya."
            yield error("nik_ganda", reading.places(person, "nik"), message)
        seen.add(key)


def _report(reading: "BookingReading", known: int, problems: Iterable[Problem]) -> ImportReport:
    problems = tuple(dict.fromkeys(problems))
    unread = {_row(problem.where) for problem in errors_in(reading.problems)}
    flawed = {_row(p.where) for p in problems if p.severity is Severity.ERROR and _row(p.where)} - unread
    rejected = min(reading.read, reading.rejected + len(flawed))
    known = min(known, reading.read - rejected)
    return ImportReport(
        reading.read, reading.read - rejected - known, rejected, known, problems, written=False
    )


def _row(place: str) -> str:
    """``Tagihan!5`` of ``Tagihan!C5``; nothing of a place that is no cell."""
    sheet, mark, address = place.rpartition("!")
    return f"{sheet}!{address.lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}" if mark else ""
