"""`pagu check`: one line for each check, and exit code 3 where one fails."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from budget.services import editing
from budget.services.workspace import read_plan, this_workspace

Pagu = Callable[..., Any]


def test_a_sound_file_passes_in_words_and_as_json(pagu: Pagu, file: Path) -> None:
    said = pagu("check --db", file)
    assert said.code == 0
    assert "✓  Jumlah sama" in said.out
    assert "! Catatan rencana. Pastikan" in said.out
    told = pagu("check --json --db", file)
    assert told.json["passed"] is True
    assert {each["outcome"] for each in told.json["checks"]} == {"passed", "warned"}


def test_a_check_that_fails_is_exit_code_3_with_place_and_cure(pagu: Pagu, file: Path) -> None:
    workspace = this_workspace(str(file))
    line = read_plan(workspace).allocations[0]
    editing.put(workspace, line, replace(line, amount=1))
    told = pagu("check --json --db", file)
    assert told.code == 3
    assert told.json["passed"] is False
    failed = next(each for each in told.json["checks"] if each["outcome"] == "failed")
    assert (failed["code"], failed["place"]) == ("allocations", "money")
    assert failed["findings"][0]["code"] == "pagu_kurang"
    assert failed["cure"]


def test_a_file_that_is_none_is_a_failure(pagu: Pagu, tmp_path: Path) -> None:
    said = pagu("check --db", tmp_path / "tidak-ada.pagu")
    assert said.code == 1
    assert "tidak ada. Buat dengan: pagu new" in said.err
