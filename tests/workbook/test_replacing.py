"""A file is written all or nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

from budget.errors import Cancelled, FileError
from budget.workbook.files import replacing


def test_the_new_file_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "dewan.xlsx"
    path.write_text("lama")
    with replacing(path) as temporary:
        temporary.write_text("baru")
        assert path.read_text() == "lama"
        assert temporary.parent == tmp_path
        assert temporary.suffix == ".xlsx"
    assert path.read_text() == "baru"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("stop", [Cancelled("batal"), KeyboardInterrupt(), ValueError("x")])
def test_work_that_stops_midway_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, stop: BaseException
) -> None:
    path = tmp_path / "dewan.xlsx"
    path.write_text("lama")
    with pytest.raises(type(stop)), replacing(path) as temporary:
        temporary.write_text("setengah")
        raise stop
    assert path.read_text() == "lama"
    assert list(tmp_path.iterdir()) == [path]


def test_a_process_killed_midway_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "dewan.xlsx"
    path.write_text("lama")
    code = (
        "import os, signal, sys; from pathlib import Path; from budget.workbook.files import replacing\n"
        "with replacing(Path(sys.argv[1])) as temporary:\n"
        "    temporary.write_text('setengah'); os._exit(137)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    assert done.returncode == 137
    assert path.read_text() == "lama"


def test_colleagues_may_open_what_was_written(tmp_path: Path) -> None:
    ordinary = tmp_path / "biasa.txt"
    ordinary.touch()
    with replacing(tmp_path / "dewan.xlsx") as temporary:
        temporary.write_text("baru")
    assert (tmp_path / "dewan.xlsx").stat().st_mode == ordinary.stat().st_mode


def test_a_replaced_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "dewan.xlsx"
    path.write_text("lama")
    path.chmod(0o640)
    with replacing(path) as temporary:
        temporary.write_text("baru")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    missing = tmp_path / "tidak-ada"
    with (
        pytest.raises(FileError, match=r"Tidak dapat menulis di folder .*tidak-ada"),
        replacing(missing / "dewan.xlsx"),
    ):
        pass


def test_a_folder_in_place_of_the_file_is_no_target(tmp_path: Path) -> None:
    path = tmp_path / "dewan.xlsx"
    path.mkdir()
    with pytest.raises(FileError, match=r"Tidak dapat menulis dewan\.xlsx"), replacing(path) as temporary:
        temporary.write_text("baru")
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_while_writing_is_an_error_in_words(tmp_path: Path) -> None:
    path = tmp_path / "dewan.xlsx"
    path.write_text("lama")
    with pytest.raises(FileError, match=r"Tidak dapat menulis dewan\.xlsx"), replacing(path):
        raise OSError(28, "No space left on device")
    assert path.read_text() == "lama"
