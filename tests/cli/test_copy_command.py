"""`pagu copy`: the same workspace in another place, proved row by row."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from budget.plan import Plan
from budget.services.workspace import read_plan, this_workspace

Pagu = Callable[..., Any]


def test_a_file_is_copied_whole_and_said_with_its_digest(
    pagu: Pagu, file: Path, tmp_path: Path, bandung: Plan
) -> None:
    there = tmp_path / "salinan.pagu"
    told = pagu("copy --json", file, there)
    assert told.code == 0
    assert len(told.json["sha256"]) == 64
    assert read_plan(this_workspace(str(there))) == bandung
    again = pagu("copy", there, tmp_path / "lagi.pagu")
    assert told.json["sha256"] in again.err


def test_what_is_there_already_is_not_overwritten(pagu: Pagu, file: Path) -> None:
    said = pagu("copy", file, file)
    assert said.code == 1
    assert "sudah ada" in said.err
