"""Assertions in the tables: a file from before them, and what the database itself refuses."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from older_files import older_file
from places import REFUSED, door, file_only

from budget.plan import Plan
from budget.store.unit_of_work import open_workspace

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


@file_only
def test_a_file_without_assertions_is_migrated_and_takes_them(bandung: Plan, tmp_path: Path) -> None:
    file = older_file(
        tmp_path / "lama.pagu",
        "0013",
        "INSERT INTO region (code, name, first_month, last_month, timing, least_age, below_age) VALUES "
        "('32.04', 'Kabupaten Bandung', '2022-01', '2023-05', 'following-month', 17, 65);",
    )
    with open_workspace(str(file), "sari", NOON) as work:
        assert work.plan().assertions == ()
        work.save(bandung, "Isi rencana", 0)
        work.commit()
    with open_workspace(str(file), "sari", NOON) as work:
        assert work.plan() == bandung


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE assertion SET expected_rupiah = -1",
        "UPDATE assertion SET expected_rupiah = 'banyak'",
        "UPDATE assertion SET source = NULL",
        "UPDATE assertion SET group_id = 999",
    ],
)
def test_the_database_itself_refuses_what_no_assertion_may_hold(file: Path, statement: str) -> None:
    with pytest.raises(REFUSED), door(file) as connection:
        connection.execute(statement)
