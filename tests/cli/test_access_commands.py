"""`pagu access`: roles on a server; a file has none."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
from places import address_on_server, empty_on_server

from budget.plan import Plan
from budget.services.workspace import create_with, this_workspace

Pagu = Callable[..., Any]


def test_a_role_is_given_listed_and_taken(pagu: Pagu, bandung: Plan) -> None:
    target = empty_on_server()
    create_with(this_workspace(target), bandung)
    with closing(psycopg.connect(address_on_server(target), autocommit=True)) as connection:
        connection.execute("DROP ROLE IF EXISTS wati")
        connection.execute("CREATE ROLE wati LOGIN")
    assert "Belum ada peran" in pagu("access list --db", target).out
    given = pagu("access give --db", target, "wati", "viewer")
    assert (given.code, given.err) == (0, "wati kini viewer: melihat angka, tanpa data orang.\n")
    assert pagu("access list --json --db", target).json == {"access": [{"user": "wati", "role": "viewer"}]}
    assert pagu("access give --db", target, "wati", "kepala").code == 2
    assert pagu("access take --db", target, "wati", "viewer").code == 0
    assert pagu("access list --json --db", target).json == {"access": []}


def test_a_file_has_no_roles(pagu: Pagu, file: Path) -> None:
    said = pagu("access list --db", file)
    assert said.code == 1
    assert "Peran hanya ada di server" in said.err
