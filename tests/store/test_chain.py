"""The journal is a chain that nobody rewrites unseen, and that the database itself does not let go of."""

from dataclasses import replace
from pathlib import Path

import pytest
from places import REFUSED, door, file_only, past_the_program
from stored import NOON

from budget.period import Month
from budget.plan import HeadCount
from budget.services import editing, history
from budget.services.workspace import Workspace, transaction
from budget.store.chain import Chain, link
from budget.store.change import Change
from budget.store.tables import JournalRow


@pytest.fixture
def office(file: Path) -> Workspace:
    """A plan, three edits and an undo: entries 1 to 5."""
    sari = Workspace(str(file), "sari", lambda: NOON)
    for heads in (1, 2, 3):
        editing.put(sari, None, HeadCount("Linmas", Month(2022, 5 + heads), heads))
    history.undo(sari)
    return sari


def chain(office: Workspace) -> Chain:
    with transaction(office, writes=False) as work:
        return work.chain()


def test_every_entry_continues_the_one_before(office: Workspace) -> None:
    found = chain(office)
    assert (found.entries, found.broken, len(found.head)) == (5, (), 64)


def test_the_digest_is_that_of_the_written_rule() -> None:
    """SHA-256 of the JSON list of the digest before, the entry's columns, and its changes."""
    entry = JournalRow(
        region_code="32.04", at="2026-11-02T12:00:00+00:00", who="sari", action="Ubah kelompok Linmas",
        effect_rupiah=-5, kind="edit", target_id=None,
    )  # fmt: skip
    changes = [Change("member_group", "3", '{"skpd": "lama"}', '{"skpd": "baru"}')]
    first = link("", entry, changes)
    assert first == "eae45b2c4a1f56d8932526c6c4e986efbf6cdc0075fc1171882585e5dc0e225d"
    assert link(first, entry, changes) != first


@pytest.mark.parametrize(
    ("statements", "broken"),
    [
        (["UPDATE journal SET who = 'budi' WHERE id = 2"], (2,)),
        (["UPDATE journal SET effect_rupiah = effect_rupiah + 1 WHERE id = 3"], (3,)),
        (["UPDATE journal_change SET after = '{}' WHERE journal_id = 1"], (1,)),
        (["DELETE FROM journal_change WHERE journal_id = 2", "DELETE FROM journal WHERE id = 2"], (3,)),
        (["DELETE FROM journal WHERE id = 2"], (2, 3)),
        (["UPDATE journal SET digest = 'x' WHERE id = 2"], (2, 3)),
    ],
)
def test_what_is_altered_or_removed_behind_the_program_breaks_the_chain_there(
    office: Workspace, statements: list[str], broken: tuple[int, ...]
) -> None:
    past_the_program(office.target, *statements)
    assert sorted(chain(office).broken) == list(broken)


def test_cutting_off_the_last_entries_shows_in_the_head_alone(office: Workspace) -> None:
    """Why an auditor notes the head: nothing within the file tells what came after."""
    head = chain(office).head
    past_the_program(
        office.target, "DELETE FROM journal_change WHERE journal_id = 5", "DELETE FROM journal WHERE id = 5"
    )
    after = chain(office)
    assert (after.broken, after.head == head) == ((), False)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET who = 'budi'",
        "DELETE FROM journal WHERE id = 5",
        "UPDATE journal_change SET after = NULL",
        "DELETE FROM journal_change",
        pytest.param("REPLACE INTO journal SELECT * FROM journal WHERE id = 1", marks=file_only),
        pytest.param("REPLACE INTO journal_change SELECT * FROM journal_change", marks=file_only),
    ],
)
def test_the_database_itself_refuses_to_change_the_journal(office: Workspace, statement: str) -> None:
    with pytest.raises(REFUSED), door(office.target) as connection:
        connection.execute(statement)
    assert chain(office).broken == ()


def test_a_chain_goes_on_in_a_copy_of_another_user(office: Workspace) -> None:
    budi = replace(office, who="budi")
    editing.put(budi, None, HeadCount("Linmas", Month(2023, 5), 9))
    assert (chain(office).entries, chain(office).broken) == (6, ())
