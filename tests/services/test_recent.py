"""`pagu` alone opens the workspace that was open last."""

from pathlib import Path

import pytest
from places import file_only

from budget.services.recent import last, recent, remember, shown_target


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "state"
    monkeypatch.setenv("PAGU_STATE_DIR", str(folder))
    return folder


@file_only
def test_the_last_workspace_is_remembered_by_its_full_path(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(file.parent)
    remember(file.name)
    assert last() == str(file)


@file_only
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


def test_the_newest_comes_first_and_each_stands_once(tmp_path: Path) -> None:
    """Ten files, the third opened again: it leads, and the oldest has left the list of nine."""
    files = [tmp_path / f"{number}.pagu" for number in range(10)]
    for each in files:
        each.touch()
        remember(str(each))
    remember(str(files[3]))
    assert recent() == tuple(str(files[n]) for n in (3, 9, 8, 7, 6, 5, 4, 2, 1))
    files[9].unlink()
    assert str(files[9]) not in recent()


def test_the_password_in_an_address_is_not_shown() -> None:
    address = "postgresql+psycopg://siti:rahasia@kantor/pagu"
    remember(address)
    assert recent() == (address,)
    assert shown_target(address) == "postgresql+psycopg://siti:…@kantor/pagu"
    assert shown_target("/data/bandung.pagu") == "/data/bandung.pagu"
