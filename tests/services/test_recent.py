"""`pagu` alone opens the workspace that was open last."""

from pathlib import Path

import pytest

from budget.services.recent import last, remember


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "state"
    monkeypatch.setenv("PAGU_STATE_DIR", str(folder))
    return folder


def test_the_last_workspace_is_remembered_by_its_full_path(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(file.parent)
    remember(file.name)
    assert last() == str(file)


def test_a_workspace_that_is_gone_is_forgotten(file: Path) -> None:
    remember(str(file))
    file.unlink()
    assert last() is None


def test_without_any_there_is_none() -> None:
    assert last() is None


def test_a_state_folder_that_cannot_be_written_is_no_reason_to_stop(state: Path, file: Path) -> None:
    state.write_text("a file stands where the folder would be")
    remember(str(file))
    assert last() is None
