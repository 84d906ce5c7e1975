"""Printing with LibreOffice: what happens where it is missing, slow, stopped, or fails."""

import os
import stat
import time
from pathlib import Path

import pytest
from openpyxl import Workbook

from budget.errors import Cancelled, FileError
from budget.progress import silent
from budget.services import printing
from budget.services.printing import print_beside, print_workbook


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    book = Workbook()
    book.worksheets[0]["A1"] = "Rp10.016.200.800"
    book.save(tmp_path / "dewan.xlsx")
    return tmp_path / "dewan.xlsx"


def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """A program that gets LibreOffice's arguments."""
    path = tmp_path / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    monkeypatch.setattr(printing, "libreoffice", lambda: str(path))


def test_where_it_is_missing_the_message_says_what_to_install(
    workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(printing, "_PLACES", ())
    with pytest.raises(FileError, match=r"Pasang LibreOffice .* Excel"):
        print_workbook(workbook, tmp_path / "a.pdf")


def test_the_pages_take_the_place_of_an_older_file(
    workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(
        tmp_path,
        monkeypatch,
        'while [ "$1" != --outdir ]; do shift; done; mkdir "$2"; echo %PDF > "$2/buku.pdf"',
    )
    (tmp_path / "a.pdf").write_text("lama")
    print_workbook(workbook, tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_text() == "%PDF\n"


def test_pages_of_a_workbook_that_is_for_its_owner_alone_are_so_too(
    workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = 'while [ "$1" != --outdir ]; do shift; done; mkdir "$2"; echo %PDF > "$2/buku.pdf"'
    stand_in(tmp_path, monkeypatch, pages)
    workbook.chmod(0o600)
    print_workbook(workbook, tmp_path / "a.pdf")
    assert stat.S_IMODE((tmp_path / "a.pdf").stat().st_mode) == 0o600


@pytest.mark.parametrize("script", ["exit 0", "exit 77", "kill -9 $$"])
def test_a_failure_leaves_the_older_file(
    workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    stand_in(tmp_path, monkeypatch, script)
    (tmp_path / "a.pdf").write_text("lama")
    with pytest.raises(FileError, match="tidak dapat mencetak"):
        print_workbook(workbook, tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_text() == "lama"


def test_beside_a_workbook_its_pages_have_its_name(
    workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = 'while [ "$1" != --outdir ]; do shift; done; mkdir "$2"; echo %PDF > "$2/buku.pdf"'
    stand_in(tmp_path, monkeypatch, pages)
    printed = print_beside(workbook)
    assert printed.pages == tmp_path / "dewan.pdf"
    assert str(printed) == f"Juga dicetak: {tmp_path / 'dewan.pdf'}."


def test_what_forbids_pages_beside_a_workbook_is_a_sentence(
    workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "libreoffice", lambda: None)
    printed = print_beside(workbook)
    assert printed.pages is None
    assert str(printed).startswith("PDF tidak dibuat: LibreOffice tidak ditemukan. Pasang LibreOffice")


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    # One that has ended and is not yet collected.
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"


def has_ended(process: int) -> bool:
    for _ in range(100):
        try:
            if not is_alive(process):
                return True
        except FileNotFoundError:
            return True
        time.sleep(0.05)
    return False


def test_cancelling_ends_the_program_and_what_it_started(
    workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = tmp_path / "anak"
    stand_in(tmp_path, monkeypatch, f"sleep 600 & echo $! > {child}; wait")

    def stop(done: int, total: int, what: str) -> None:
        if child.exists() and child.read_text().strip():
            raise Cancelled("Dibatalkan.")

    with pytest.raises(Cancelled):
        print_workbook(workbook, tmp_path / "a.pdf", stop)
    assert has_ended(int(child.read_text()))
    assert not (tmp_path / "a.pdf").exists()


def test_what_takes_too_long_is_ended(
    workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, monkeypatch, "sleep 600")
    with pytest.raises(FileError, match=r"belum selesai setelah 0\.3 detik"):
        print_workbook(workbook, tmp_path / "a.pdf", silent, seconds=0.3)


def test_only_a_workbook_that_is_there_is_printed(workbook: Path, tmp_path: Path) -> None:
    for source, out in (
        (tmp_path / "tiada.xlsx", tmp_path / "a.pdf"),
        (tmp_path, tmp_path / "a.pdf"),
        (workbook, tmp_path / "a.txt"),
    ):
        with pytest.raises(FileError):
            print_workbook(source, out)


@pytest.mark.system
def test_libreoffice_prints_a_workbook(workbook: Path, tmp_path: Path) -> None:
    print_workbook(workbook, tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith((".", "lu"))] == []
