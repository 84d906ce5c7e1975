"""Locks on a file belong to a process, not to a thread: looking at the file must not drop them."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from places import file_only
from stored import at_noon

from budget.services import backups
from budget.services.workspace import read_plan
from budget.store.backups import content_of, is_damaged

pytestmark = file_only
# Another program that looks at the file and leaves: the last one takes the WAL with it.
OTHER = """
import sqlite3, sys
file = sqlite3.connect(sys.argv[1])
file.execute("SELECT * FROM region").fetchall()
file.close()
"""
LOOKS = {
    "reading": lambda file: read_plan(at_noon(file)),
    "a backup": lambda file: backups.back_up(at_noon(file)),
    "the content": content_of,
    "whether it is damaged": is_damaged,
}


@pytest.mark.parametrize("look", LOOKS)
def test_what_a_thread_commits_is_kept_whatever_another_one_looks_at(file: Path, look: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as thread:
        thread.execute("SELECT * FROM region").fetchall()
        LOOKS[look](file)
        subprocess.run([sys.executable, "-c", OTHER, str(file)], check=True)
        thread.execute("UPDATE region SET name = 'Baru'")
        assert read_name(file) == "Baru"
    assert read_plan(at_noon(file)).region.name == "Baru"


def read_name(file: Path) -> str:
    with closing(sqlite3.connect(file)) as anew:
        return str(anew.execute("SELECT name FROM region").fetchone()[0])
