"""The book in the file: rows come back as they were booked, nothing changes them, undo takes them away."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from places import REFUSED, door
from roster_people import member

from budget.contribution import Programme
from budget.errors import Conflict
from budget.period import Month
from budget.plan.editing import with_record, without
from budget.plan.payments import (
    Benefit,
    BenefitKind,
    Book,
    FunnelCount,
    Invoice,
    InvoicePerson,
    Payment,
    Step,
    due_date,
)
from budget.store.unit_of_work import UnitOfWork, open_workspace

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
MARCH = Month(2023, 3)
INVOICE = Invoice("INV-1", MARCH, 2, 9_000, 7_200, due_date(MARCH), group="Linmas")
CORRECTION = Invoice(
    "NK-1", MARCH, -1, -4_500, -3_600, due_date(MARCH), group="Linmas", corrects="INV-1", reason="Meninggal"
)
WHOLE = Invoice("INV-2", MARCH, 1, 10_000, 6_800, date(2023, 5, 2), 20_000, note="tanpa kelompok")
PAYMENT = Payment(
    8_100, "SPP 1", "SPM 1", "SP2D 1", date(2023, 4, 20), "5.1.02.02.02.0006", (Programme.JKK,), "Satpol PP",
    "INV-1", "[#] cair",
)  # fmt: skip
ON_THE_WAY = Payment(7, "SPP 2")
BENEFIT = Benefit(2023, BenefitKind.SCHOLARSHIP, 2, 24_000_000, "Linmas", date(2023, 6, 1), "BPJS")
COUNT = FunnelCount("Linmas", MARCH, Step.ACCEPTED, 37, "usia di atas 65", "laporan")
ROWS = (INVOICE, CORRECTION, WHOLE, PAYMENT, ON_THE_WAY, BENEFIT, COUNT)
PERSONS = (
    InvoicePerson("INV-1", MARCH, member(1).nik, 4_500, 3_600),
    InvoicePerson("INV-1", MARCH, member(2).nik, 4_500, 3_600),
)


def book(file: Path) -> Book:
    with open_workspace(str(file), "sari", NOON, writes=False) as work:
        return work.bookkeeping.book()


def do(file: Path, step: Callable[[UnitOfWork], object]) -> None:
    with open_workspace(str(file), "sari", NOON) as work:
        step(work)
        work.commit()


def add(file: Path, rows: Sequence[Invoice | Payment | Benefit | FunnelCount]) -> None:
    do(file, lambda work: work.note(work.bookkeeping.add(rows), "Bukukan", 0))


def test_rows_come_back_as_they_were_booked(file: Path) -> None:
    add(file, ROWS)
    assert book(file) == Book().plus(ROWS)


def test_undo_and_redo_walk_through_what_was_booked(file: Path) -> None:
    add(file, ROWS[:3])
    add(file, ROWS[3:])
    do(file, UnitOfWork.undo)
    assert book(file) == Book().plus(ROWS[:3])
    do(file, UnitOfWork.undo)
    assert book(file) == Book()
    do(file, UnitOfWork.redo)
    do(file, UnitOfWork.redo)
    assert book(file) == Book().plus(ROWS)


def test_persons_of_an_invoice_come_and_go_by_one_switch(file: Path) -> None:
    """Two persons, 16.200 together; the journal holds no NIK."""
    do(file, lambda work: work.note(work.bookkeeping.add_list(PERSONS, "a.xlsx"), "Peserta", 0))
    (listed,) = book(file).named
    assert (listed.number, listed.heads, listed.rupiah) == ("INV-1", 2, 16_200)
    with open_workspace(str(file), "sari", NOON, writes=False) as work:
        assert work.bookkeeping.billed(MARCH).rupiah == (8_100, 8_100)
    with door(file) as connection:
        kept = connection.execute("SELECT before, after FROM journal_change").fetchall()
    assert str(member(1).nik) not in str(kept)
    do(file, UnitOfWork.undo)
    with open_workspace(str(file), "sari", NOON, writes=False) as work:
        assert work.bookkeeping.billed(MARCH).nik == ()
    do(file, UnitOfWork.redo)
    assert book(file).named == (listed,)


def test_the_same_list_of_persons_is_kept_once_and_another_one_refused(file: Path) -> None:
    do(file, lambda work: work.bookkeeping.add_list(PERSONS, "a.xlsx"))
    with open_workspace(str(file), "sari", NOON) as work:
        assert work.bookkeeping.add_list(tuple(reversed(PERSONS)), "b.xlsx") == []
        with pytest.raises(Conflict, match="sudah dibukukan dengan isi lain"):
            work.bookkeeping.add_list(PERSONS[:1], "b.xlsx")


def test_renaming_a_group_renames_it_in_the_book(file: Path) -> None:
    add(file, [INVOICE])
    with open_workspace(str(file), "sari", NOON) as work:
        plan = work.plan()
        old = plan.group("Linmas")
        changed = with_record(plan, old, replace(old, name="Satlinmas"))
        work.save(changed, "Ubah nama", 0, {"Linmas": "Satlinmas"})
        work.commit()
    assert book(file).invoices[0].group == "Satlinmas"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE invoice SET heads = 3",
        "UPDATE payment SET amount = amount + 1",
        "UPDATE benefit SET cases = 0",
        "UPDATE funnel_count SET heads = 1",
        "UPDATE invoice_list SET rupiah = 1",
        "UPDATE invoice_person SET jkk = 1",
        "INSERT INTO invoice SELECT 99, region_code, 99, number, month, group_id, -1, jkk, jkm, jht, due, "
        "note, corrects, reason FROM invoice WHERE number = 'INV-1'",
        "INSERT INTO payment SELECT 99, region_code, 99, spp, spm, sp2d, NULL, amount, account, programmes, "
        "skpd, invoice, note, corrects, reason FROM payment WHERE sp2d <> ''",
        "INSERT INTO payment SELECT 99, region_code, 99, spp, spm, sp2d, day, 2000000000000000, account, "
        "programmes, skpd, invoice, note, corrects, reason FROM payment",
        "INSERT INTO payment SELECT 99, region_code, 99, spp, spm, sp2d, day, 'satu', account, "
        "programmes, skpd, invoice, note, corrects, reason FROM payment",
    ],
)
def test_the_database_itself_keeps_what_is_booked(file: Path, statement: str) -> None:
    add(file, ROWS)
    do(file, lambda work: work.bookkeeping.add_list(PERSONS, "a.xlsx"))
    with pytest.raises(REFUSED), door(file) as connection:
        connection.execute(statement)


def test_a_group_with_rows_in_the_book_cannot_go(file: Path) -> None:
    add(file, [INVOICE])

    def remove(work: UnitOfWork) -> None:
        plan = work.plan()
        work.save(without(plan, plan.group("Linmas")), "Hapus", 0)

    with pytest.raises(Conflict):
        do(file, remove)
