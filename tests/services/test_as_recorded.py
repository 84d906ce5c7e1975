"""Whoever changes a row past the program is found out: the journal says how the program had left it."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from named_checks import is_as_recorded, result
from places import file_only, past_the_program
from roster_people import member

from budget.period import Month
from budget.plan import MinimumWage
from budget.plan.payments import InvoicePerson
from budget.plan.records import HeadSource
from budget.services import editing, history, versions
from budget.services.checking import Outcome
from budget.services.workspace import Workspace, read_plan, transaction

NOW = datetime(2023, 3, 1, tzinfo=UTC)
ROWS, PEOPLE = "as-recorded", "people-as-recorded"


@pytest.fixture
def office(file: Path) -> Workspace:
    """The sample regency with three Linmas of a list, of whom one was taken out again."""
    office = Workspace(str(file), "Siti", lambda: NOW)
    linmas = read_plan(office).group("Linmas")
    editing.put(office, linmas, replace(linmas, source=HeadSource.ROSTER))
    with transaction(office) as work:
        batch = work.batch("import", "daftar.csv")
        batch.add([member(1), member(2), member(3)])
        batch.knows("Linmas", member(1).first)
        work.note([batch.close()], "Impor daftar", 0)
        work.commit()
    with transaction(office) as work:
        batch = work.batch("edit", "akhiri")
        batch.supersede([3])
        work.note([batch.close()], "Akhiri orang", 0)
        work.commit()
    return office


def test_what_only_the_program_has_changed_is_as_recorded(office: Workspace) -> None:
    """Region, 6 groups, 6 tariffs, … of the sample, one batch of people and one edit of them."""
    rows, people = result(office, ROWS), result(office, PEOPLE)
    assert (rows.outcome, people.outcome) == (Outcome.PASSED, Outcome.PASSED)
    assert rows.found.endswith(" baris sama dengan catatan riwayat.")
    assert people.found == "2 impor dan suntingan orang cocok dengan sidik jarinya."


COPY_OF_A_COUNT = (
    "INSERT INTO head_count (id, region_code, position, group_id, month, kind, heads, kecamatan) "
    "SELECT 999, region_code, 999, group_id, '2023-04', kind, heads, kecamatan FROM head_count WHERE id = 1"
)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (
            "UPDATE allocation SET amount = amount + 1 WHERE id = 1",
            "Diubah di luar pagu: Jumlah Rp3.200.000.000 menurut riwayat, kini Rp3.200.000.001.",
        ),
        (
            "UPDATE member_group SET name = 'Linnas' WHERE name = 'Linmas'",
            "Kelompok Linmas: Diubah di luar pagu: Nama Linmas menurut riwayat, kini Linnas.",
        ),
        (
            "UPDATE tariff SET share_ppm = 500000 WHERE id = 1",
            "Diubah di luar pagu: Porsi APBD 100 % menurut riwayat, kini 50 %.",
        ),
        (
            "UPDATE head_count SET position = 900 WHERE id = 1",
            "Diubah di luar pagu: isinya bukan yang dicatat.",
        ),
        (
            "DELETE FROM head_count WHERE id = 1",
            "Tidak ada lagi, padahal riwayat tidak mencatat penghapusannya.",
        ),
        (COPY_OF_A_COUNT, "April 2023: Ada, padahal menurut riwayat tidak ada."),
        (
            "UPDATE journal_change SET after = 'x' WHERE table_name = 'region'",
            "Rencana Kabupaten Bandung: Catatan riwayatnya tidak terbaca.",
        ),
        (
            "UPDATE roster_batch SET added_digest = NULL WHERE id = 1",
            "Daftar orang daftar.csv: Diubah di luar pagu: isinya bukan yang dicatat.",
        ),
    ],
)
def test_a_row_changed_past_the_program_is_named_with_both_values(
    office: Workspace, statement: str, said: str
) -> None:
    past_the_program(office.target, statement)
    found = result(office, ROWS)
    assert (found.outcome, len(found.findings)) == (Outcome.FAILED, 1)
    assert said in found.found


def test_a_version_is_as_it_was_frozen_and_approved(office: Workspace) -> None:
    versions.freeze(office, "RAPBD")
    assert result(office, ROWS).outcome is Outcome.PASSED
    past_the_program(office.target, "UPDATE plan_version SET total = total - 1")
    assert result(office, ROWS).found.startswith("Versi RAPBD: Diubah di luar pagu: Biaya Rp")


def test_what_was_undone_and_made_again_is_as_recorded(office: Workspace) -> None:
    editing.put(office, None, MinimumWage(2024, 352_796_700, "Kepgub"))
    editing.remove(office, read_plan(office).group("PKK"))
    for step in (history.undo, history.undo, history.undo, history.redo, history.redo):
        step(office)
        assert is_as_recorded(office)


def test_whom_an_invoice_names_is_as_it_was_booked(office: Workspace) -> None:
    persons = [InvoicePerson("INV-1", Month(2023, 3), member(n).nik, 5_400, 6_800) for n in (1, 2)]
    with transaction(office) as work:
        work.note(work.bookkeeping.add_list(persons, "tagihan.xlsx"), "Bukukan tagihan", 0)
        work.commit()
    assert result(office, PEOPLE).outcome is Outcome.PASSED
    past_the_program(office.target, f"DELETE FROM invoice_person WHERE nik = {member(2).nik}")
    said = "Tagihan INV-1 Maret 2023: TIDAK COCOK: orangnya bukan yang dibukukan."
    assert result(office, PEOPLE).found == said


ANOTHER = (
    "INSERT INTO member SELECT 99, region_code, batch_id, stratum_id, nik + 7, name, birth_date, sex, "
    "first_month, end_month, marks, birth_place, mother, phone, address, kpj, NULL, 1 FROM member "
    "WHERE id = 1"
)
ALTERED = "Daftar orang daftar.csv (nomor 1): TIDAK COCOK: orangnya bukan yang dicatat."
MISLED = "Daftar orang: 1 baris orang berlaku, atau tidak, di luar catatan riwayat."


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE member SET name = name || 'h' WHERE id = 2", [ALTERED]),
        ("UPDATE member SET nik = nik + 1 WHERE id = 2", [ALTERED]),
        ("UPDATE member SET end_month = first_month + 1 WHERE id = 3", [ALTERED]),
        ("UPDATE member SET phone = '08' WHERE id = 1", [ALTERED]),
        ("DELETE FROM member WHERE id = 2", [ALTERED]),
        ("UPDATE stratum SET village = 'Desa Lain'", [ALTERED]),
        ("UPDATE stratum SET wage_sen = 1", [ALTERED]),
        ("UPDATE roster_batch_group SET known_until = known_until + 1", [ALTERED]),
        (ANOTHER, [MISLED]),
        ("UPDATE member SET current = 0 WHERE id = 1", [MISLED]),
        ("UPDATE member SET current = 1 WHERE id = 3", [MISLED]),
        (
            "UPDATE member SET current = 1, superseded_by = NULL WHERE id = 3",
            [ALTERED.replace("daftar.csv (nomor 1)", "akhiri (nomor 2)")],
        ),
    ],
)
def test_people_changed_past_the_program_do_not_match_the_fingerprint_of_their_list(
    office: Workspace, statement: str, said: list[str]
) -> None:
    past_the_program(office.target, statement)
    found = result(office, PEOPLE)
    assert (found.outcome, [str(each.problem) for each in found.findings]) == (Outcome.FAILED, said)


def test_a_fingerprint_holds_nobodys_name(office: Workspace) -> None:
    past_the_program(office.target, "UPDATE member SET name = 'Palsu' WHERE id = 2")
    assert member(2).name not in str(result(office, PEOPLE).findings)


@file_only
def test_rows_that_are_older_than_their_journal_are_counted_and_not_judged(office: Workspace) -> None:
    """As in workspaces whose journal began after the first plan, and batches without digests."""
    past_the_program(
        office.target,
        "DELETE FROM journal_change WHERE journal_id = 1",
        "DELETE FROM journal WHERE id = 1",
        "UPDATE journal_change SET after = json_remove(after, '$.added_digest', '$.superseded_digest')",
        "UPDATE roster_batch SET added_digest = NULL, superseded_digest = NULL",
        "UPDATE head_count SET heads = heads + 1 WHERE id = 1",
    )
    rows, people = result(office, ROWS), result(office, PEOPLE)
    assert (rows.outcome, people.outcome) == (Outcome.PASSED, Outcome.PASSED)
    assert rows.found.startswith("3 baris sama dengan catatan riwayat; ")
    assert people.found.endswith("sidik jarinya; 2 dari sebelum ada sidik jari.")
