"""A damaged page, a half-written WAL, a clock set back: what was committed is there, or comes back."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from effort import examples
from places import file_only
from stored import NOON, at_noon
from test_killed import assert_whole

from budget.errors import FileError
from budget.plan import Plan
from budget.services import backups, editing, history
from budget.services.workspace import Workspace, read_plan

pytestmark = file_only
PAGE = 4096


def heads_changed(office: Workspace, heads: int) -> Plan:
    count = read_plan(office).head_counts[0]
    return editing.put(office, count, replace(count, heads=heads)).plan


def test_a_half_written_wal_leaves_a_state_that_was_committed(
    file: Path, tmp_path: Path, bandung: Plan
) -> None:
    """As after a power cut: the WAL ends anywhere, or its last bytes are nonsense."""
    office, chance, states = at_noon(file), Random(7), [bandung]
    wal = file.with_name(f"{file.name}-wal")
    with closing(sqlite3.connect(file)) as open_elsewhere:
        # While somebody reads, nothing is moved from the WAL into the file.
        open_elsewhere.execute("BEGIN")
        open_elsewhere.execute("SELECT * FROM region").fetchall()
        states += [heads_changed(office, heads) for heads in (101, 102, 103)]
        written, beside = file.read_bytes(), wal.read_bytes()
    assert len(beside) > 10 * PAGE
    seen = set()
    for number in range(examples(16, 30)):
        there = tmp_path / f"{number}.pagu"
        there.write_bytes(written)
        at = chance.randrange(len(beside))
        rest = chance.randbytes(len(beside) - at) if number % 2 else b""
        there.with_name(f"{there.name}-wal").write_bytes(beside[:at] + rest)
        plan = read_plan(at_noon(there))
        assert plan in states
        seen.add(states.index(plan))
        assert_whole(at_noon(there))
    assert len(seen) > 2


def test_a_clock_set_back_changes_neither_order_nor_undo(file: Path, bandung: Plan) -> None:
    """The journal counts by number: the newest is what was done last, whatever the day."""
    office = at_noon(file)
    yesterday = Workspace(office.target, "sari", lambda: NOON - timedelta(days=400))
    first = backups.back_up(office)
    changed = heads_changed(office, 101)
    heads_changed(yesterday, 102)
    second = backups.back_up(yesterday)
    assert first is not None
    assert second is not None
    assert [entry.at.year for entry in history.history(office, 2)] == [2025, 2026]
    assert_whole(office)
    history.undo(yesterday)
    assert read_plan(office) == changed
    history.undo(yesterday)
    assert read_plan(office) == bandung
    assert {each.path for each in backups.backups(office)} >= {first.path, second.path}


def test_backups_made_with_a_clock_set_back_do_not_push_out_the_older_ones(file: Path) -> None:
    """Rotation keeps by the time in the name: what is made in the past goes first."""
    office = at_noon(file)
    kept = backups.back_up(office)
    for minutes in range(30):
        backups.back_up(
            Workspace(office.target, "sari", lambda n=minutes: NOON - timedelta(days=9, minutes=n))
        )
    assert kept is not None
    assert kept.path.exists()
    assert len(backups.backups(office)) <= 24


def test_a_file_that_was_copied_without_its_wal_is_whole(file: Path, tmp_path: Path, bandung: Plan) -> None:
    """Somebody copies the .pagu alone while the program is open: an older state, but whole."""
    office = at_noon(file)
    with closing(sqlite3.connect(file)) as open_elsewhere:
        open_elsewhere.execute("BEGIN")
        open_elsewhere.execute("SELECT * FROM region").fetchall()
        heads_changed(office, 101)
        there = Path(shutil.copy2(file, tmp_path / "salinan.pagu"))
    assert read_plan(at_noon(there)) == bandung
    assert_whole(at_noon(there))


def test_a_damaged_schema_whose_name_is_no_text_is_said_to_be_damaged(file: Path) -> None:
    """SQLite quotes the bytes in its own words: found by random bytes."""
    content = file.read_bytes()
    at = content.index(b"CREATE TABLE")
    file.write_bytes(content[:at] + b"CREATE \xd7\xff\xfe" + content[at + 10 :])
    with pytest.raises(FileError, match="rusak"):
        read_plan(at_noon(file))
