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


def test_an_assertion_is_checked_without_being_stored(pagu: Pagu, file: Path) -> None:
    """17.000 guru ngaji × Rp8.100 × 12 months."""
    held = pagu("check --json --db", file, "--assert", "guru ngaji 2022 = Rp1.652.400.000")
    assert held.code == 0
    missed = pagu(
        "check --json --db", file, "--assert", "guru ngaji 2022 = 1", "--assert", "linmas 2022 JKK = 2"
    )
    assert missed.code == 3
    (failed,) = (each for each in missed.json["checks"] if each["outcome"] == "failed")
    assert (failed["code"], failed["place"]) == ("assertions", "assertions")
    assert [each["where"] for each in failed["findings"]] == [
        "Patokan Guru Ngaji TA 2022",
        "Patokan Linmas TA 2022 JKK",
    ]
    assert pagu("check --db", file).code == 0


def test_texts_that_assert_nothing_are_wrong_usage_all_at_once(pagu: Pagu, file: Path) -> None:
    said = pagu("check --db", file, "--assert", "guru ngaji = 1", "--assert", "ketua 2022 = 1")
    assert said.code == 2
    told = " ".join(said.err.split())
    assert "diharapkan tahun anggaran" in told
    assert "dapat berarti Ketua RT atau Ketua RW" in told
