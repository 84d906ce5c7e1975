"""`pagu handover`: the passphrase comes from a file or the terminal, never from the command line."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from budget.plan import Plan
from budget.services.workspace import read_plan, this_workspace

Pagu = Callable[..., Any]


@pytest.fixture
def passphrase(tmp_path: Path) -> Path:
    path = tmp_path / "sandi"
    path.write_text("kuda baterai jepit benar\n")
    path.chmod(0o600)
    return path


def test_a_file_is_made_and_opened(
    pagu: Pagu, file: Path, tmp_path: Path, passphrase: Path, bandung: Plan
) -> None:
    out, there = tmp_path / "b.serah", tmp_path / "baru.pagu"
    key = ("--passphrase-file", passphrase)
    made = pagu("handover make --json --reason mutasi --db", file, "--out", out, *key)
    assert made.code == 0
    assert made.json["code"] == "32.04"
    assert len(made.json["parts"]) == 5
    opened = pagu("handover open", out, "--out", there, *key)
    assert opened.code == 0
    assert "Kabupaten Bandung" in opened.err
    assert read_plan(this_workspace(str(there))) == bandung


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps files from others in another way")
def test_a_passphrase_that_others_read_is_refused(
    pagu: Pagu, file: Path, tmp_path: Path, passphrase: Path
) -> None:
    passphrase.chmod(0o644)
    said = pagu(
        "handover make --reason x --db", file, "--out", tmp_path / "b.serah", "--passphrase-file", passphrase
    )
    assert said.code == 1
    assert "chmod 600" in said.err
